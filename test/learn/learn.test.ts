/** Formulas, what goes wrong with predictions, and the way through a lesson. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/learn/arithmetic.js'
import { LessonGuide } from '../../src/learn/engine.js'
import { LessonError, readLesson } from '../../src/learn/lesson.js'
import { diagnose, type Happened, readShape } from '../../src/learn/mistakes.js'
import { readTrail } from '../../src/learn/trail-text.js'
import { TRAIL_METADATA } from '../../src/protocol/messages.js'
import { codeCell, proseCell } from '../../src/session/cell.js'

describe('formulas', () => {
  const rows: [string, number | undefined][] = [
    ['⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1', 30],
    ['⌊(13 + 2·0 − 1·(2 − 1) − 1) / 2⌋ + 1', 6],
    ['min(⌈(10 − 1) / 2⌉, ⌊9 / 2⌋) + 1', 5],
    ['(3 − 1)·2 + 3', 7],
    ['16 · 6 · 6', 576],
    ['from input', undefined],
    ['(3', undefined],
  ]
  for (const [text, value] of rows) test(text, () => expect(evaluate(text)).toBe(value))
})

describe('predictions as people type them', () => {
  const rows: [string, readonly number[] | undefined][] = [
    ['(1, 6, 30, 30)', [1, 6, 30, 30]],
    ['torch.Size([1, 6])', [1, 6]],
    ['1 6 30 30', [1, 6, 30, 30]],
    ['1x6x30', [1, 6, 30]],
    ['[4,]', [4]],
    ['576', [576]],
    ['()', []],
    ['what?', undefined],
    ['', undefined],
  ]
  for (const [text, shape] of rows) test(JSON.stringify(text), () => expect(readShape(text)).toEqual(shape))
})

/** What a cell shows of itself → the shape it gave. */
const conv = `conv1  Conv2d  (1, 3, 10, 12) → (1, 8, 5, 6)
       H = ⌊(10 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = 5
       W = ⌊(12 + 2·1 − 1·(3 − 1) − 1) / 2⌋ + 1 = 6`
const happened = (trail: string, ...shape: number[]): Happened => ({ shape, rows: readTrail(trail) })

test('a trail’s text is read back', () => {
  expect(readTrail(conv)).toMatchObject([
    {
      name: 'conv1',
      op: 'Conv2d',
      inputs: [[1, 3, 10, 12]],
      outputs: [[1, 8, 5, 6]],
      dims: [{}, {}, { formula: 'H', size: 5 }, { formula: 'W', size: 6 }],
    },
  ])
})

describe('diagnoses', () => {
  const rows: [string, Happened, number[], string | undefined][] = [
    ['forgot + 1', happened(conv, 1, 8, 5, 6), [1, 8, 4, 5], 'plusOne'],
    ['forgot the stride', happened(conv, 1, 8, 5, 6), [1, 8, 10, 12], 'noStride'],
    ['rounded up', happened(conv, 1, 8, 5, 6), [1, 8, 6, 7], 'roundedUp'],
    ['kept the channels', happened(conv, 1, 8, 5, 6), [1, 3, 5, 6], 'inputChannels'],
    ['dropped the batch', happened(conv, 1, 8, 5, 6), [8, 5, 6], 'noBatch'],
    ['swapped H and W', happened(conv, 1, 8, 5, 6), [1, 8, 6, 5], 'swapped'],
    ['did it twice', happened(conv, 1, 8, 5, 6), [1, 8, 3, 3], 'stepTwice'],
    ['flattened the batch too', happened('', 4, 192), [768], 'flattenedBatch'],
    ['something else', happened(conv, 1, 8, 5, 6), [7, 7], undefined],
    [
      'padding once',
      happened(
        'c  (1, 1, 9, 9) → (1, 1, 11, 11)\n   H, W = ⌊(9 + 2·2 − 1·(3 − 1) − 1) / 1⌋ + 1 = 11',
        1,
        1,
        11,
        11,
      ),
      [1, 1, 9, 9],
      'paddingTwice',
    ],
    [
      'no dilation',
      happened(
        'c  (1, 1, 9, 9) → (1, 1, 5, 5)\n   H, W = ⌊(9 + 2·0 − 2·(3 − 1) − 1) / 1⌋ + 1 = 5',
        1,
        1,
        5,
        5,
      ),
      [1, 1, 7, 7],
      'noDilation',
    ],
    [
      'whole kernel',
      happened(
        'c  (1, 1, 9, 9) → (1, 1, 7, 7)\n   H, W = ⌊(9 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 7',
        1,
        1,
        7,
        7,
      ),
      [1, 1, 6, 6],
      'plusOne',
    ],
    [
      'unchanged',
      happened(
        'c  (1, 1, 9, 9) → (1, 4, 7, 7)\n   H, W = ⌊(9 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 7',
        1,
        4,
        7,
        7,
      ),
      [1, 4, 9, 9],
      'unchangedSize',
    ],
    [
      'one step early',
      happened('conv1  (1, 1, 9, 9) → (1, 4, 7, 7)\nmax_pool2d  (1, 4, 7, 7) → (1, 4, 3, 3)', 1, 4, 3, 3),
      [1, 4, 7, 7],
      'stepMissing',
    ],
  ]
  for (const [name, what, prediction, mistake] of rows) {
    test(name, () => expect(diagnose(prediction, what)).toBe(mistake))
  }
})

describe('a lesson', () => {
  const cell = (id: string, source: string, ishape: object) => codeCell(id, source, { ishape: { ...ishape } })
  const metadata = { ishape: { lesson: { title: 'T', summary: 'S', order: 1 } } }
  const lesson = readLesson(
    {
      metadata,
      cells: [
        proseCell('markdown', 'm', 'Hello.'),
        cell('a', 'x = 1', {}),
        cell('b', 'conv1(x).shape', {
          kind: 'predict',
          question: 'Which?',
          hints: ['one', 'two'],
          after: 'So.',
        }),
        cell('c', 'y = 2', { kind: 'type', task: 'Write y.', check: { source: '^y=' } }),
        proseCell('markdown', 'e', 'Bye.'),
      ],
    },
    'n',
    'en',
  )
  const ran = (source: string, result?: string, trail?: string, status: 'ok' | 'error' = 'ok') => ({
    source,
    reply: {
      status,
      execution_count: 1,
      payload: [],
      user_expressions: {},
      ename: 'E',
      evalue: '',
      traceback: [],
    },
    publications: [
      ...(result
        ? [
            {
              type: 'execute_result' as const,
              content: { execution_count: 1, data: { 'text/plain': result }, metadata: {} },
            },
          ]
        : []),
      ...(trail
        ? [
            {
              type: 'display_data' as const,
              content: { data: { 'text/plain': trail }, metadata: TRAIL_METADATA },
            },
          ]
        : []),
    ],
  })

  test('from the first step to the last', () => {
    const done: number[] = []
    const guide = new LessonGuide(lesson, { progress: (steps) => done.push(steps) })
    expect(guide.start()).toMatchObject({ draft: 'x = 1', progress: { at: 1, of: 3 } })
    expect(guide.submitted('z = 3')).toBeUndefined()
    expect(guide.ran(ran('z = 3'))).toEqual({ draft: 'x = 1' })
    expect(guide.ran(ran('x  =  1  # mine'))).toMatchObject({
      say: '    conv1(x).shape\n\nWhich?',
      ask: 'your prediction: ',
    })
    expect(guide.answer('hint')).toMatchObject({ say: 'one' })
    expect(guide.answer('hint')).toMatchObject({ say: 'two' })
    expect(guide.answer('hint')).toMatchObject({ say: 'That was the last hint.' })
    expect(guide.answer('no idea').say).toContain('A shape, please')
    expect(guide.answer('(1, 8, 4, 5)')).toEqual({ run: 'conv1(x).shape' })
    const verdict = guide.ran(ran('conv1(x).shape', 'torch.Size([1, 8, 5, 6])', conv))
    expect(verdict?.say).toBe(
      'You predicted (1, 8, 4, 5); it is **(1, 8, 5, 6)**. That is the number of steps between the first window and the last. The first window counts too: `+ 1`.\n\nSo.\n\nWrite y.',
    )
    expect(guide.ran(ran('w = 1'))?.say).toContain('not what was asked')
    expect(guide.ran(ran('y = ', undefined, undefined, 'error'))?.say).toContain('raised an error')
    const last = guide.ran(ran('y = 5'))
    expect(last).toMatchObject({ done: true })
    expect(last?.say).toContain('Bye.')
    expect(done).toEqual([1, 2, 3])
  })

  test('goes on where one left off, after running what came before', () => {
    const guide = new LessonGuide(lesson, { from: 2 })
    expect(guide.start()).toEqual({ run: 'x = 1' })
    expect(guide.ran(ran('x = 1'))).toEqual({ run: 'conv1(x).shape' })
    expect(guide.ran(ran('conv1(x).shape', 'torch.Size([1])'))?.say).toContain('You were at step 3')
  })

  test('`next` shows the solution', () => {
    const guide = new LessonGuide(lesson, { from: 2 })
    guide.start()
    guide.ran(ran('x = 1'))
    guide.ran(ran('conv1(x).shape'))
    expect(guide.submitted('next')).toMatchObject({ run: 'y = 2' })
    expect(guide.ran(ran('y = 2'))).toMatchObject({ done: true })
  })

  test('metadata that make no lesson', () => {
    const broken = (ishape: object) => () =>
      readLesson({ metadata, cells: [cell('a', 'x', ishape)] }, 'n', 'en')
    expect(() => readLesson({ metadata: {}, cells: [] }, 'n', 'en')).toThrow(LessonError)
    expect(broken({ kind: 'predict' })).toThrow('n/en, cell 1: a predict cell needs a question')
    expect(broken({ kind: 'sing' })).toThrow('n/en, cell 1: kind "sing" is none of run, predict, type')
    expect(broken({ hints: 'x' })).toThrow('n/en, cell 1: hints must be a list of texts')
  })
})
