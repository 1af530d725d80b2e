/** The funnel: where the image went, and where the weights are. Bars of text for the terminal, SVG for notebooks. */
import { columnsOf, padded } from '../base/text.js'
import { numel } from '../tensor/shape.js'
import { thousands } from './count.js'
import { escaped } from './html.js'
import { percent, type Summary, type SummaryRow } from './summary.js'

interface Bar {
  readonly name: string
  readonly values: number
  readonly shape: string
  readonly parameters: number
}

/** Rows that change the amount of data or hold weights. */
function barsOf({ rows }: Summary): Bar[] {
  const isLeaf = (row: SummaryRow, i: number): boolean => row.folded || (rows[i + 1]?.depth ?? 0) <= row.depth
  const bars: Bar[] = []
  const first = rows[0]?.inputs[0]
  if (first !== undefined)
    bars.push({ name: 'input', values: numel(first.shape), shape: first.shape.join('×'), parameters: 0 })
  rows.forEach((row, i) => {
    const output = row.outputs[0]
    if (!isLeaf(row, i) || output === undefined) return
    const values = numel(output.shape)
    if (values === bars.at(-1)?.values && !row.parameters) return
    bars.push({ name: row.name, values, shape: output.shape.join('×'), parameters: row.parameters ?? 0 })
  })
  return bars
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar of at most `width` columns, to an eighth of a column. */
const bar = (share: number, width: number): string => {
  const eighths = share <= 0 ? 0 : Math.max(1, Math.round(share * width * 8))
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]
}

const WIDTH = 24

export function funnelText(summary: Summary): string {
  const bars = barsOf(summary)
  if (bars.length === 0) return ''
  const names = Math.max(...bars.map(({ name }) => columnsOf(name)))
  const most = Math.max(...bars.map(({ values }) => values))
  const heaviest = Math.max(1, ...bars.map(({ parameters }) => parameters))
  const shapes = Math.max('values'.length, ...bars.map(({ values }) => thousands(values).length))
  const head = `${''.padEnd(names)}  ${'values'.padStart(shapes)}  ${'where the image went'.padEnd(WIDTH)}  where the weights are`
  const lines = bars.map(({ name, values, parameters }) => {
    const share =
      parameters === 0
        ? ''
        : `${bar(parameters / heaviest, WIDTH)} ${percent(parameters, summary.parameters)} %`
    return `${padded(name, names)}  ${thousands(values).padStart(shapes)}  ${bar(values / most, WIDTH).padEnd(WIDTH)}  ${share}`.trimEnd()
  })
  return [head.trimEnd(), ...lines].join('\n')
}

const ROW = 20
const HALF = 220

export function funnelSvg(summary: Summary): string {
  const bars = barsOf(summary)
  const most = Math.max(1, ...bars.map(({ values }) => values))
  const heaviest = Math.max(1, ...bars.map(({ parameters }) => parameters))
  const left = 10 + 7 * Math.max(6, ...bars.map(({ name }) => name.length))
  const height = ROW * (bars.length + 1) + 8
  const rows = bars.map(({ name, values, shape, parameters }, i) => {
    const y = ROW * (i + 1) + 6
    const wide = Math.max(1, (HALF * values) / most)
    const heavy = (HALF * parameters) / heaviest
    return (
      `<text x="4" y="${y + 12}">${escaped(name)}</text>` +
      `<rect x="${left}" y="${y}" width="${wide.toFixed(1)}" height="14" fill="#4c8dd6"><title>${escaped(shape)}</title></rect>` +
      (parameters === 0
        ? ''
        : `<rect x="${left + HALF + 20}" y="${y}" width="${Math.max(1, heavy).toFixed(1)}" height="14" fill="#d68a4c"><title>${thousands(parameters)}</title></rect>`)
    )
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + 2 * HALF + 40}" height="${height}" font-family="monospace" font-size="12" fill="currentColor">` +
    `<text x="${left}" y="16">where the image went</text><text x="${left + HALF + 20}" y="16">where the weights are</text>` +
    `${rows.join('')}</svg>`
  )
}
