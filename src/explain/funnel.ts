/** The funnel: where the image went, stage by stage, and where the weights are. Bars of text for the terminal, SVG for notebooks. */
import { columnsOf, padded } from '../base/text.js'
import { numel, type Shape } from '../tensor/shape.js'
import { thousands } from './count.js'
import { LINE, Svg, widthOf } from './draw/svg.js'
import { percent, type Summary, type SummaryRow } from './summary.js'

interface Bar {
  readonly name: string
  readonly values: number
  readonly shape: string
  readonly parameters: number
}

/** Channels and image of one sample: `6 × 28×28`; of other tensors the sizes after the first. */
const stageText = (shape: Shape): string => {
  if (shape.length < 2) return shape.join('')
  const [channels, ...image] = shape.slice(1)
  return image.length === 0 ? String(channels) : `${channels} × ${image.join('×')}`
}

/** What stands over the stages: not all models are about images. */
const stageHead = (bars: readonly Bar[]): string =>
  bars.some(({ shape }) => /\u00d7.*\u00d7/.test(shape)) ? 'C × H×W' : 'sizes'

/** Rows that change the amount of data or hold weights. */
function barsOf({ rows }: Summary): Bar[] {
  const isLeaf = (row: SummaryRow, i: number): boolean => row.folded || (rows[i + 1]?.depth ?? 0) <= row.depth
  const bars: Bar[] = []
  const first = rows[0]?.inputs[0]
  if (first !== undefined)
    bars.push({ name: 'input', values: numel(first.shape), shape: stageText(first.shape), parameters: 0 })
  rows.forEach((row, i) => {
    const output = row.outputs[0]
    if (!isLeaf(row, i) || output === undefined) return
    const values = numel(output.shape)
    if (values === bars.at(-1)?.values && !row.parameters) return
    bars.push({ name: row.name, values, shape: stageText(output.shape), parameters: row.parameters ?? 0 })
  })
  return bars
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar of at most `width` columns, to an eighth of a column. */
const bar = (share: number, width: number): string => {
  const eighths = share <= 0 ? 0 : Math.max(1, Math.round(share * width * 8))
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]
}

/** Columns of a bar: as many as there are, up to these. */
const WIDEST = 24
const NARROWEST = 6

export function funnelText(summary: Summary, columns = Number.POSITIVE_INFINITY): string {
  const bars = barsOf(summary)
  if (bars.length === 0) return ''
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(columnsOf))
  const names = widest(bars.map(({ name }) => name))
  const shapes = widest([stageHead(bars), ...bars.map(({ shape }) => shape)])
  const values = widest(['values', ...bars.map((each) => thousands(each.values))])
  const most = Math.max(...bars.map((each) => each.values))
  const heaviest = Math.max(1, ...bars.map(({ parameters }) => parameters))
  const room = Math.floor((columns - names - shapes - values - 8 - ' 100.0 %'.length) / 2)
  const width = Math.max(NARROWEST, Math.min(WIDEST, room))
  const wide = width >= 'where the image went'.length
  const line = (name: string, shape: string, count: string, image: string, weights: string): string =>
    `${padded(name, names)}  ${padded(shape, shapes)}  ${count.padStart(values)}  ${padded(image, width)}  ${weights}`.trimEnd()
  return [
    line(
      '',
      stageHead(bars),
      'values',
      wide ? 'where the image went' : 'image',
      wide ? 'where the weights are' : 'weights',
    ),
    ...bars.map(({ name, shape, values: count, parameters }) =>
      line(
        name,
        shape,
        thousands(count),
        bar(count / most, width),
        parameters === 0
          ? ''
          : `${bar(parameters / heaviest, width)} ${percent(parameters, summary.parameters)} %`,
      ),
    ),
  ].join('\n')
}

const ROW = 22
const HALF = 200

export function funnelSvg(summary: Summary): string {
  const bars = barsOf(summary)
  if (bars.length === 0) return ''
  const most = Math.max(1, ...bars.map(({ values }) => values))
  const heaviest = Math.max(1, ...bars.map(({ parameters }) => parameters))
  const shapes = 16 + Math.max(...bars.map(({ name }) => widthOf(name)))
  const image = shapes + 16 + Math.max(widthOf(stageHead(bars)), ...bars.map(({ shape }) => widthOf(shape)))
  const weights = image + HALF + 90
  const svg = new Svg()
  svg.text(shapes, 12, stageHead(bars), 'soft')
  svg.text(image, 12, 'where the image went', 'soft')
  svg.text(weights, 12, 'where the weights are', 'soft')
  bars.forEach(({ name, shape, values, parameters }, i) => {
    const y = LINE + 4 + i * ROW
    svg.text(0, y + 13, name, 'strong')
    svg.text(shapes, y + 13, shape)
    const long = Math.max(1, (HALF * values) / most)
    svg.rect(image, y, long, ROW - 5, 'cell', 2)
    svg.text(image + long + 6, y + 13, thousands(values), 'soft')
    if (parameters === 0) return
    const heavy = Math.max(1, (HALF * parameters) / heaviest)
    svg.rect(weights, y, heavy, ROW - 5, 'hot', 2)
    svg.text(weights + heavy + 6, y + 13, `${percent(parameters, summary.parameters)} %`, 'soft')
  })
  return svg.render(`${summary.title}: where the image went, and where the weights are`)
}
