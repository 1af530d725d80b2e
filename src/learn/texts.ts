/** What the engine itself says, by language. A further language is one more member here and one more notebook per lesson. */
import type { MistakeName } from './mistakes.js'

export interface Texts {
  /** Shown once, at the start. */
  commands: string
  /** Before an answer, and when an answer is no shape. */
  ask: string
  noShape: string
  right: string
  /** `answer` is the prediction, `truth` what came. */
  wrong(answer: string, truth: string): string
  unexplained: string
  mistakes: Record<MistakeName, string>
  noHints: string
  solution(source: string): string
  failed: string
  notYet: string
  nothingToSkip: string
  resumed(step: number): string
  done(title: string): string
}

const en: Texts = {
  commands:
    'Enter runs the cell in the prompt. `hint` helps, `next` goes on, `exit` leaves; the lesson remembers where you are.',
  ask: 'your prediction: ',
  noShape:
    'A shape, please, such as (1, 6, 30, 30); a single number if one is asked for. `hint` helps, `next` shows it.',
  right: '**Right.**',
  wrong: (answer, truth) => `You predicted ${answer}; it is **${truth}**.`,
  unexplained: 'The line under the cell shows how each number comes about.',
  mistakes: {
    plusOne:
      'That is the number of steps between the first window and the last. The first window counts too: `+ 1`.',
    paddingTwice: 'Padding is added on both sides, so it counts twice: `2·padding`.',
    noPadding: 'The padding is missing: it makes the input larger by `2·padding` before the window slides.',
    noStride:
      'The stride is missing: the window moves by `stride`, so the room that is left is divided by it.',
    noDilation:
      'The dilation is missing: with gaps between its elements the window covers `dilation·(kernel − 1) + 1`.',
    wholeKernel:
      'A window of size k takes away k − 1 positions, not k: in the first one it already stands inside.',
    roundedUp: 'A window that does not fit in full is left out: the quotient is rounded **down**.',
    unrounded:
      'A size is a whole number: what is left over at the edge is never read, the quotient is rounded down.',
    unchangedSize:
      'The size does change here: without enough padding a window can only stand inside the input.',
    inputChannels:
      'The channels do not stay: every output channel is a filter of its own, so their number is `out_channels`.',
    stepMissing: 'You stopped one step early: that is the shape before the last operation.',
    stepTwice: 'You applied the last operation twice.',
    noBatch:
      'The batch dimension is missing: the first number is how many images go through at once, even if it is 1.',
    extraBatch: 'There is no batch dimension here: nothing was added in front.',
    swapped: 'The numbers are right, but two neighbouring dims are swapped.',
    flattenedBatch: 'Everything was multiplied into one number; the first dim, the batch, stays by itself.',
    otherOrder: 'The numbers are right, their order is reversed.',
  },
  noHints: 'That was the last hint.',
  solution: (source) => `One way to write it:\n\n    ${source.replaceAll('\n', '\n    ')}`,
  failed: 'That raised an error. Read its last line, change the cell and try again; `hint` helps.',
  notYet: 'It ran, but it is not what was asked for yet. `hint` helps.',
  nothingToSkip: 'There is nothing to skip here.',
  resumed: (step) => `You were at step ${step}. The cells before it have been run again.`,
  done: (title) => `That was “${title}”. The session is yours now: everything you defined is still here.`,
}

const languages: Record<string, Texts> = { en }

/** The texts of a language, English where there is none. */
export const textsOf = (language: string): Texts => languages[language] ?? en
