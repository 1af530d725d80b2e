/**
 * What a replay changed: shapes, values and text told apart.
 *
 * The outputs of a cell are compared by kind: what it printed, what it wrote to stderr, its results and displays in order, its error.
 * Explanations that nobody asked for, such as trails, are no output and are left out; addresses, clock times and the figures of timing magics are made equal
 * first. Two texts differ in **shape** if only shapes differ (`torch.Size`, `size=`, tuples of ints, the nesting of a printed tensor),
 * in **value** if only numbers differ by more than the tolerance, else in **text**.
 */
import { isUnasked } from '../protocol/messages.js'
import type { CodeCell, Output } from './cell.js'
import { wasCut } from './notebook.js'
import { KEPT } from './output.js'
import type { ReplayedCell } from './replay.js'

export type DifferenceKind = 'shape' | 'value' | 'text'
export type Part = 'stdout' | 'stderr' | 'result' | 'error'

export interface Difference {
  kind: DifferenceKind
  part: Part
  /** What stands in the file; null if nothing. */
  expected: string | null
  /** What came now; null if nothing. */
  actual: string | null
  /** The first shape or number that differs, and how many do. */
  detail: string
}

export interface CellDifferences {
  /** Position among the code cells, from 1. */
  cell: number
  id: string
  source: string
  differences: Difference[]
}

export interface Tolerance {
  /** Relative tolerance of numbers with a fraction. */
  rtol: number
}

/** Four printed decimals: a last digit that rounds the other way is no difference. */
export const defaultTolerance: Tolerance = { rtol: 1e-5 }

/** The cells that differ. */
export const compareReplay = (
  results: readonly ReplayedCell[],
  tolerance: Tolerance = defaultTolerance,
): CellDifferences[] =>
  results
    .map(({ recorded, replayed }, index) => ({
      cell: index + 1,
      id: recorded.id,
      source: recorded.source,
      differences: compareCells(recorded, replayed, tolerance),
    }))
    .filter(({ differences }) => differences.length > 0)

/** The differences of one cell. */
export const compareCells = (
  recorded: CodeCell,
  replayed: CodeCell,
  tolerance: Tolerance = defaultTolerance,
): Difference[] => {
  const [before, after] = [partsOf(recorded), partsOf(replayed)]
  const differences: Difference[] = []
  const cut = wasCut(recorded) || wasCut(replayed)
  for (const part of ['stdout', 'stderr', 'result', 'error'] as const) {
    for (let i = 0; i < Math.max(before[part].length, after[part].length); i++) {
      const [expected, actual] = [before[part][i] ?? null, after[part][i] ?? null]
      const found = compareTexts(
        part,
        cut ? ends(expected) : expected,
        cut ? ends(actual) : actual,
        tolerance,
      )
      if (found) differences.push(found)
    }
  }
  return differences
}

const partsOf = (cell: CodeCell): Record<Part, string[]> => {
  const parts: Record<Part, string[]> = { stdout: [], stderr: [], result: [], error: [] }
  for (const output of cell.outputs) {
    const [part, text] = textOf(output)
    if (part === 'stdout' || part === 'stderr') parts[part] = [(parts[part][0] ?? '') + text]
    else if (text !== undefined) parts[part].push(text)
  }
  return parts
}

const textOf = (output: Output): [Part, string | undefined] => {
  if (output.output_type === 'stream') return [output.name, output.text]
  if (output.output_type === 'error')
    return ['error', output.evalue ? `${output.ename}: ${output.evalue}` : output.ename]
  return [
    'result',
    isUnasked(output.metadata) ? undefined : (output.data['text/plain'] ?? Object.keys(output.data).join()),
  ]
}

/** Of output whose middle was cut, where it was cut depends on how it arrived; its ends don't. */
const ends = (text: string | null): string | null =>
  text === null || text.length < KEPT ? text : `${text.slice(0, KEPT / 2)}\n…\n${text.slice(-KEPT / 2)}`

const compareTexts = (
  part: Part,
  expected: string | null,
  actual: string | null,
  tolerance: Tolerance,
): Difference | undefined => {
  const difference = (kind: DifferenceKind, detail: string): Difference => ({
    kind,
    part,
    expected,
    actual,
    detail,
  })
  if (expected === null) return difference('text', 'not in the recorded session')
  if (actual === null) return difference('text', 'missing now')
  const [before, after] = [normalized(expected), normalized(actual)]
  if (before === after) return undefined
  const [old, now] = [dissect(before, part), dissect(after, part)]
  if (old.template !== now.template) {
    const shapes = firstPair(old.shapes, now.shapes)
    // The same words around another number of shapes.
    if (shapes && old.words === now.words) return difference('shape', shapes)
    return difference('text', firstLine(before, after))
  }
  const shapes = firstPair(old.shapes, now.shapes)
  if (shapes) return difference('shape', shapes)
  const values = numbersDiffer(old.numbers, now.numbers, tolerance)
  return values === undefined ? undefined : difference('value', values)
}

// ---------------------------------------------------------------- making equal what may differ

const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g
const TIMING = /^.*(?:per loop|CPU times|Wall time|it\/s|s\/it).*$/gm

const normalized = (text: string): string =>
  text
    .replace(ANSI, '')
    .replace(/0x[0-9a-f]{6,16}\b/gi, '0x…')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?/g, '<time>')
    .replace(/\b\d\d:\d\d:\d\d(\.\d+)?\b/g, '<time>')
    .replace(TIMING, (line) =>
      line.replace(/\d+(?:\.\d+)?(?:e[-+]?\d+)?/g, '#').replace(/# *(?:[nµμum]?s|min)\b/g, '#'),
    )
    .trimEnd()

// ---------------------------------------------------------------- taking a text apart

interface Dissection {
  /** The text with a mark for every shape and number, blanks joined. */
  template: string
  /** The template without the numbers of shapes and their count. */
  words: string
  shapes: string[]
  numbers: string[]
}

const SHAPE = /torch\.Size\(\[[\d, ]*\]\)|size=\([\d, ]*\)|(?<![\w.])\((?:\d+, )*\d+,?\)/g
/** Messages write shapes as lists, and `3x4` for matrices. */
const SHAPE_IN_ERROR = new RegExp(`${SHAPE.source}|\\[[-\\d, ]*\\]|\\b\\d+(?:x\\d+)+\\b`, 'g')
const NUMBER = /(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?j?|(?<![\w])[-+]?(?:inf|nan)\b/g
const LITERAL = /\b(?:tensor|array|Parameter containing:\s+tensor)\(/g

const dissect = (text: string, part: Part): Dissection => {
  const shapes: string[] = []
  const numbers: string[] = []
  const outside = replaceLiterals(text, (literal) => {
    shapes.push(nesting(literal))
    numbers.push(...(literal.match(NUMBER) ?? []))
    return '▦'
  })
  const template = outside
    .replace(part === 'error' ? SHAPE_IN_ERROR : SHAPE, (shape) => {
      shapes.push(shape)
      return '◻'
    })
    .replace(NUMBER, (number) => {
      numbers.push(number)
      return '#'
    })
    .replace(/\s+/g, ' ')
  return { template, words: template.replace(/[◻#▦]/g, '').replace(/\s+/g, ' '), shapes, numbers }
}

/** Replaces the bracketed data of printed tensors and arrays. */
const replaceLiterals = (text: string, replace: (literal: string) => string): string => {
  let result = ''
  let from = 0
  LITERAL.lastIndex = 0
  for (let found = LITERAL.exec(text); found; found = LITERAL.exec(text)) {
    const start = found.index + found[0].length
    if (text[start] !== '[') continue
    let depth = 0
    let end = start
    do {
      if (text[end] === '[') depth++
      else if (text[end] === ']') depth--
      end++
    } while (depth > 0 && end < text.length)
    result += text.slice(from, start) + replace(text.slice(start, end))
    from = end
    LITERAL.lastIndex = end
  }
  return result + text.slice(from)
}

/** The shape of nested brackets, `(2, 3)`; `...` in a summarised tensor counts as one more element. */
const nesting = (literal: string): string => {
  const sizes: number[] = []
  const counts: number[] = []
  let depth = -1
  for (const token of literal.match(/[[\],]|[^[\],\s]+/g) ?? []) {
    if (token === '[') {
      if (depth >= 0) counts[depth]++
      counts[++depth] = 0
    } else if (token === ']') {
      sizes[depth] ??= counts[depth]
      depth--
    } else if (token !== ',') counts[depth]++
  }
  return `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`
}

// ---------------------------------------------------------------- saying what differs

const arrow = (before: string, after: string): string => `${before} → ${after}`

const more = (count: number): string => (count > 1 ? ` (and ${count - 1} more)` : '')

const firstPair = (before: readonly string[], after: readonly string[]): string | undefined => {
  const differing = before.map((shape, index) => [shape, after[index] ?? 'none']).filter(([a, b]) => a !== b)
  if (differing.length === 0)
    return before.length < after.length ? arrow('none', after[before.length]) : undefined
  return arrow(differing[0][0], differing[0][1]) + more(differing.length)
}

const numbersDiffer = (
  before: readonly string[],
  after: readonly string[],
  { rtol }: Tolerance,
): string | undefined => {
  let first: string | undefined
  let count = 0
  for (const [index, old] of before.entries()) {
    const now = after[index] ?? ''
    if (old === now || close(old, now, rtol)) continue
    first ??= arrow(old, now)
    count++
  }
  return first && first + more(count)
}

/** Integers must be equal; of four or more decimals the last may round the other way. */
const close = (before: string, after: string, rtol: number): boolean => {
  const [a, b] = [Number.parseFloat(before), Number.parseFloat(after)]
  if (a === b) return true
  if (!/[.e]/.test(before) || !/[.e]/.test(after)) return false
  const unit = Math.max(lastPlace(before), lastPlace(after))
  return Math.abs(a - b) <= rtol * Math.abs(a) + (rtol > 0 ? unit * (1 + 1e-9) : 0)
}

const lastPlace = (number: string): number => {
  const [, decimals = '', exponent = '0'] = /^[-+]?\d*\.?(\d*)(?:e([-+]?\d+))?/.exec(number) ?? []
  return decimals.length < 4 ? 0 : 10 ** (Number(exponent) - decimals.length)
}

const firstLine = (before: string, after: string): string => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const at = old.findIndex((line, index) => line !== now[index])
  return `line ${(at < 0 ? old.length : at) + 1}`
}
