/** A layer that is no window and no product: what goes in, what it is, what comes out. */

import type { Shape } from '../../tensor/shape.js'
import { type Holder, shapeText } from '../dims.js'
import { dimFacts } from '../shape-text.js'
import { type Block, beside, blockWidth, boxed, type Picture, wrapped } from './picture.js'
import { LINE, Svg, widthOf } from './svg.js'

export interface LayerCall {
  readonly title: string
  readonly name: string
  /** What the layer holds: parameters with their shapes. */
  readonly holds: readonly string[]
  readonly inputs: readonly Shape[]
  readonly outputs: readonly Holder[]
  /** What the run raised. */
  readonly error: string | null
}

/** The dims of the first output with their reasons. */
const reasons = ({ outputs, error }: LayerCall): string[] => [
  ...(outputs.length === 0
    ? []
    : dimFacts(outputs[0]).map(({ names, size, text }) => `${names.join(', ')}  ${size}  ${text}`)),
  ...(error === null ? [] : [error]),
]

const results = ({ outputs, error }: LayerCall): string[] =>
  error !== null ? ['raised'] : outputs.map(({ shape }) => shapeText(shape))

export function boxPicture(call: LayerCall, columns: number): Picture {
  const { title, name, holds, inputs } = call
  const blocks = [boxed(inputs.map(shapeText)), boxed([name, ...holds]), boxed(results(call))]
  const arrow: Block = ['', '──▶']
  const row = beside([blocks[0], arrow, blocks[1], arrow, blocks[2]], ' ')
  const text = [
    ...wrapped(title, columns),
    '',
    ...(blockWidth(row) <= columns
      ? row
      : blocks.flatMap((block, i) => (i === 0 ? block : ['  ▼', ...block]))),
    '',
    ...reasons(call).flatMap((line) => wrapped(line, columns)),
  ]
  return { text: text.join('\n').trimEnd(), svg: draw(call) }
}

function draw(call: LayerCall): string {
  const { title, name, holds, inputs } = call
  const svg = new Svg()
  svg.text(0, 12, title, 'strong')
  const columns: readonly [readonly string[], 'cell' | 'box' | 'end'][] = [
    [inputs.map(shapeText), 'cell'],
    [[name, ...holds], 'box'],
    [results(call), 'end'],
  ]
  const height = Math.max(...columns.map(([lines]) => lines.length)) * LINE + 16
  let x = 0
  columns.forEach(([lines, paint], i) => {
    const width = Math.max(...lines.map(widthOf)) + 24
    svg.rect(x, 30, width, height, paint, 6)
    const top = 30 + (height - lines.length * LINE) / 2 + 13
    for (const [row, line] of lines.entries())
      svg.text(x + width / 2, top + row * LINE, line, i === 1 && row === 0 ? 'strong' : 'ink', 'middle')
    x += width
    if (i < 2) svg.arrow(x + 6, x + 42, 30 + height / 2)
    x += 48
  })
  svg.lines(0, 30 + height + 26, reasons(call), 'soft')
  return svg.render(title)
}
