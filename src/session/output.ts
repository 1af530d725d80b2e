/**
 * From publications to a cell's outputs: streams join, displays update, and a flood keeps its first and last 100 kB.
 *
 * The functions change the cell they are given; the store hands them immer drafts.
 */
import type { Publication } from '../protocol/messages.js'
import type { CodeCell, Cut, Display, Output, Stream } from './cell.js'

/** The units kept at either end. */
export const KEPT = 100_000
/** How many characters of a picture count as one unit: 100 kB of text, or 5 MB of pictures. */
const PICTURE_CHARS = 50

/** What an output weighs: a character of text is a unit, fifty of a picture's data, and each output at least 100. */
const weigh = (output: Output): number => {
  if (output.output_type === 'stream') return output.text.length
  if (output.output_type === 'error')
    return 100 + output.traceback.reduce((sum, line) => sum + line.length, 0)
  let units = 100
  for (const [type, data] of Object.entries(output.data)) {
    const length = typeof data === 'string' ? data.length : JSON.stringify(data).length
    units += type === 'text/plain' ? length : length / PICTURE_CHARS
  }
  return Math.ceil(units)
}

/** A publication as an output; undefined for those that are none. */
export const toOutput = (publication: Publication): Output | undefined => {
  switch (publication.type) {
    case 'stream':
      return { output_type: 'stream', ...publication.content }
    case 'display_data': {
      const { data, metadata, transient } = publication.content
      const output: Display = { output_type: 'display_data', data, metadata }
      return transient?.display_id === undefined ? output : { ...output, display_id: transient.display_id }
    }
    case 'execute_result':
      return { output_type: 'execute_result', ...publication.content }
    case 'error':
      return { output_type: 'error', ...publication.content }
    default:
      return undefined
  }
}

/**
 * Appends an output to the cell. Its outputs up to `cut.at` are the head, which only grows while there is no cut; after that the
 * oldest of the tail goes. A traceback and the newest output always stay.
 */
export const appendOutput = (cell: CodeCell, output: Output): void => {
  if (cell.clearing) clearOutputs(cell)
  const last = cell.outputs.at(-1)
  const joins =
    output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name
      ? cell.outputs.length > (cell.cut?.at ?? 0)
      : false
  if (joins) (last as Stream).text += (output as Stream).text
  else cell.outputs.push(output)
  trim(cell)
}

/** Brings the cell back under its limit: the head is cut once, then the oldest of the tail goes. */
const trim = (cell: CodeCell): void => {
  const { outputs } = cell
  if (!cell.cut) {
    if (total(outputs, 0) <= 2 * KEPT) return
    cell.cut = { at: splitHead(outputs), units: 0 }
  }
  const cut: Cut = cell.cut
  let tail = total(outputs, cut.at)
  // Dropping a quarter at a time keeps the cost of a flood linear.
  if (tail <= 1.25 * KEPT) return
  while (tail > KEPT) {
    const oldest = outputs[cut.at]
    const units = weigh(oldest)
    if (oldest.output_type === 'stream' && units > tail - KEPT) {
      const from = boundary(oldest.text, tail - KEPT)
      oldest.text = oldest.text.slice(from)
      cut.units += from
      return
    }
    if (outputs.length === cut.at + 1 || oldest.output_type === 'error') return
    outputs.splice(cut.at, 1)
    cut.units += units
    tail -= units
  }
}

const total = (outputs: readonly Output[], from: number): number => {
  let units = 0
  for (let i = from; i < outputs.length; i++) units += weigh(outputs[i])
  return units
}

/** Ends the head after `KEPT` units, inside a stream if need be; returns the index where the tail starts. */
const splitHead = (outputs: Output[]): number => {
  let room = KEPT
  for (let i = 0; i < outputs.length; i++) {
    const output = outputs[i]
    const units = weigh(output)
    if (units <= room) {
      room -= units
      continue
    }
    if (output.output_type !== 'stream') return Math.max(i, 1)
    const at = boundary(output.text, room)
    outputs.splice(
      i,
      1,
      { ...output, text: output.text.slice(0, at) },
      { ...output, text: output.text.slice(at) },
    )
    return i + 1
  }
  return outputs.length
}

/** The first position from `at` that starts a line, if one is near; else one that does not divide a surrogate pair. */
const boundary = (text: string, at: number): number => {
  const line = text.indexOf('\n', Math.max(at - 1, 0))
  if (line >= 0 && line - at < 1000) return line + 1
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code < 0xe000 ? at + 1 : at
}

/** Removes all outputs. */
export const clearOutputs = (cell: CodeCell): void => {
  cell.outputs = []
  cell.cut = null
  cell.clearing = false
}

/** The outputs as they are shown and saved: with a line on stderr that says what was cut. */
export const outputsWithCut = (cell: CodeCell): Output[] => {
  if (!cell.cut || cell.cut.units === 0) return cell.outputs
  const text = `… ${cell.cut.units.toLocaleString('en')} characters of output cut …\n`
  const mark: Stream = { output_type: 'stream', name: 'stderr', text }
  return [...cell.outputs.slice(0, cell.cut.at), mark, ...cell.outputs.slice(cell.cut.at)]
}
