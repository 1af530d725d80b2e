/**
 * What PyTorch's error messages mean: tables of their texts, each with what the numbers in it say and what usually mends it.
 *
 * Nothing of the program is known here: the message may come from another machine. It is looked for anywhere in a text, so that a
 * whole traceback may be given; of several the last counts, as it is the one that ended the program.
 */
import { escaped, MONO } from './html.js'
import type { Entry, MessageStory } from './messages/entry.js'
import { layers } from './messages/layers.js'
import { sequences } from './messages/sequences.js'
import { shapes } from './messages/shapes.js'
import { tensors } from './messages/tensors.js'
import { values } from './messages/values.js'

/** Where two messages fit at the same place, the first is taken. */
const ENTRIES: readonly Entry[] = [...shapes, ...tensors, ...layers, ...sequences, ...values]

/** What the last message of PyTorch's in a text means; null if there is none that is known. */
export function messageStory(text: string): MessageStory | null {
  const flat = text.replace(/\s*\n\s*/g, ' ')
  let best: { at: number; end: number; story: MessageStory } | null = null
  for (const { pattern, tell } of ENTRIES)
    for (const found of flat.matchAll(pattern)) {
      const [at, end] = [found.index, found.index + found[0].length]
      const [later, around] = [
        best === null || at > best.at,
        best !== null && at < best.at && end >= best.end,
      ]
      // What is part of a longer message is told by that.
      const within = best !== null && best.at < at && end <= best.end
      if ((later && !within) || around)
        best = { at, end, story: { message: found[0].trim(), ...tell(found.slice(1)) } }
    }
  return best?.story ?? null
}

/** The story as lines. */
export const messageText = ({ message, meaning, remedies }: MessageStory): string =>
  [message, '', `  ${meaning}`, '', ...remedies.map((remedy) => `  • ${remedy}`)].join('\n')

/** The same for notebooks. */
export const messageHtml = ({ message, meaning, remedies }: MessageStory): string => {
  const list = remedies.map((remedy) => `<li>${escaped(remedy)}</li>`).join('')
  return `<div style="${MONO}"><div><b>${escaped(message)}</b></div><div style="margin:.4em 0">${escaped(meaning)}</div><ul style="margin:0">${list}</ul></div>`
}
