/** A comparison as text for people, and as JSON for programs. */
import type { CellDifferences, Difference, DifferenceKind } from './compare.js'

/** What `ishape replay --check --json` prints. */
export interface CheckReport {
  version: 1
  file: string
  seed: string | null
  /** How many code cells ran. */
  cells: number
  same: boolean
  differing: CellDifferences[]
}

const SHOWN_LINES = 8
const kinds: DifferenceKind[] = ['shape', 'value', 'text']

/** The report as text: a heading per cell, its differences below, and a count at the end. */
export const formatReport = ({ file, cells, differing }: CheckReport): string => {
  const sections = differing.map(formatCell)
  return [...sections, summary(file, cells, differing)].join('\n')
}

const summary = (file: string, cells: number, differing: readonly CellDifferences[]): string => {
  const ran = `${cells} ${cells === 1 ? 'cell' : 'cells'}`
  if (differing.length === 0) return `${file}: ${ran} replayed, nothing differs.\n`
  const all = differing.flatMap(({ differences }) => differences)
  const counts = kinds
    .map((kind) => [all.filter((difference) => difference.kind === kind).length, kind])
    .filter(([count]) => count !== 0)
    .map(([count, kind]) => `${count} in ${kind}`)
  return `${file}: ${ran} replayed, ${differing.length} of them ${differing.length === 1 ? 'differs' : 'differ'} (${counts.join(', ')}).\n`
}

const formatCell = ({ cell, source, differences }: CellDifferences): string => {
  const [first, ...rest] = source.trimEnd().split('\n')
  const heading = `cell ${cell}: ${first}${rest.length > 0 ? ' …' : ''}\n`
  return heading + differences.map(formatDifference).join('')
}

const formatDifference = ({ kind, part, expected, actual, detail }: Difference): string => {
  const heading = `  ${kind.padEnd(5)}  ${part}: ${detail}\n`
  if (kind !== 'text') return heading
  return heading + changedLines(expected, actual)
}

/** The lines between the common start and end, old ones with `-`, new ones with `+`. */
const changedLines = (expected: string | null, actual: string | null): string => {
  const old = expected?.trimEnd().split('\n') ?? []
  const now = actual?.trimEnd().split('\n') ?? []
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++
  return marked('-', old.slice(start, old.length - end)) + marked('+', now.slice(start, now.length - end))
}

const marked = (mark: string, lines: readonly string[]): string => {
  const text = lines.slice(0, SHOWN_LINES).map((line) => `    ${mark} ${line}\n`)
  const left = lines.length - SHOWN_LINES
  return text.join('') + (left > 0 ? `    ${mark} … ${left} more lines\n` : '')
}
