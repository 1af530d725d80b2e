/** Broadcasting as a picture: shapes under each other, aligned at the right; what is stretched, what is missing, what clashes. */
import type { Shape } from '../../tensor/shape.js'
import { shapeText } from '../dims.js'
import { centred, type Picture, wrapped } from './picture.js'
import { LINE, type Paint, Svg, widthOf } from './svg.js'

export interface Broadcast {
  readonly title: string
  readonly operands: readonly { readonly name: string; readonly shape: Shape }[]
  /** The result's name and shape; null where there is none. */
  readonly result: Shape | null
  /** What the run raised. */
  readonly error: string | null
}

interface Cell {
  readonly text: string
  readonly kind: 'kept' | 'stretched' | 'missing' | 'clash'
}

/** The axes from the left; `negative` is how they are counted from the right. */
interface Alignment {
  readonly negative: readonly number[]
  /** What all agree on; null where they do not. */
  readonly sizes: readonly (number | null)[]
  readonly rows: readonly (readonly Cell[])[]
}

function align(shapes: readonly Shape[]): Alignment {
  const rank = Math.max(0, ...shapes.map(({ length }) => length))
  const at = (shape: Shape, axis: number): number | undefined => shape[axis - (rank - shape.length)]
  const sizes = Array.from({ length: rank }, (_, axis) => {
    const wide = new Set(
      shapes.map((shape) => at(shape, axis)).filter((size) => size !== undefined && size !== 1),
    )
    return wide.size > 1 ? null : wide.size === 1 ? [...wide][0]! : 1
  })
  const cell = (shape: Shape, axis: number): Cell => {
    const size = at(shape, axis)
    const wanted = sizes[axis]
    if (size === undefined) return { text: `· → ${wanted ?? '?'}`, kind: 'missing' }
    if (wanted === null)
      return size === 1 ? { text: '1', kind: 'kept' } : { text: `${size} ✗`, kind: 'clash' }
    return size === wanted ? { text: `${size}`, kind: 'kept' } : { text: `1 → ${wanted}`, kind: 'stretched' }
  }
  return {
    negative: sizes.map((_, axis) => axis - rank),
    sizes,
    rows: shapes.map((shape) => sizes.map((_, axis) => cell(shape, axis))),
  }
}

/** The sentences under the picture. */
function sentences({ operands, error }: Broadcast, { negative, sizes, rows }: Alignment): string[] {
  const said: string[] = []
  const list = (names: readonly string[]): string =>
    names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
  sizes.forEach((size, axis) => {
    const of = (kind: Cell['kind']): string[] =>
      operands.flatMap(({ name }, i) => (rows[i][axis].kind === kind ? [name] : []))
    const clashing = operands.flatMap(({ name }, i) =>
      rows[i][axis].kind === 'clash' ? [`${name} has ${rows[i][axis].text.replace(' ✗', '')}`] : [],
    )
    if (clashing.length > 0)
      said.push(`axis ${negative[axis]}: ${list(clashing)}; sizes must be equal, or one of them 1`)
    if (of('stretched').length > 0)
      said.push(`axis ${negative[axis]}: ${list(of('stretched'))} repeated ${size} times`)
    if (size !== null && of('missing').length > 0)
      said.push(
        `axis ${negative[axis]}: ${list(of('missing'))} ${of('missing').length > 1 ? 'have' : 'has'} no such axis, which counts as 1`,
      )
  })
  if (said.length === 0) said.push('all shapes are equal: nothing is stretched')
  return error === null ? said : [...said, error]
}

export function broadcastPicture(of: Broadcast, columns: number): Picture {
  const { title, operands, result } = of
  const alignment = align(operands.map(({ shape }) => shape))
  const { negative, rows } = alignment
  const names = [...operands.map(({ name }) => name), result === null ? '' : 'result']
  const shapes = [...operands.map(({ shape }) => shapeText(shape)), result === null ? '' : shapeText(result)]
  const nameWidth = Math.max(4, ...names.map((name) => widthOf(name) / widthOf('x')))
  const shapeWidth = Math.max(...shapes.map(({ length }) => length))
  const bottom: readonly Cell[] | null =
    result === null ? null : result.map((size) => ({ text: String(size), kind: 'kept' as const }))
  const table = [...rows, ...(bottom === null ? [] : [bottom])]
  const widths = negative.map((axis, i) =>
    Math.max(String(axis).length, ...table.map((row) => row[i]?.text.length ?? 0)),
  )
  const lead = (i: number): string => {
    const name = names[i]
    return `${name}${' '.repeat(nameWidth - widthOf(name) / widthOf('x'))}  ${shapes[i].padStart(shapeWidth)}   `
  }
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => centred(cell, widths[i])).join('   ')
  const blank = ' '.repeat(nameWidth + shapeWidth + 5)
  const said = sentences(of, alignment)
  const text = [
    ...wrapped(title, columns),
    '',
    ...rows.map((row, i) => (lead(i) + line(row.map((cell) => cell.text))).trimEnd()),
    ...(bottom === null
      ? []
      : [
          blank + '─'.repeat(Math.max(1, line(negative.map(String)).length)),
          (lead(rows.length) + line(bottom.map((cell) => cell.text))).trimEnd(),
        ]),
    `${'axis'.padEnd(nameWidth + shapeWidth + 5)}${line(negative.map(String))}`.trimEnd(),
    '',
    ...said.flatMap((each) => wrapped(each, columns)),
  ].join('\n')
  return { text, svg: draw(of, alignment, said) }
}

const PAINTS: Record<Cell['kind'], Paint> = {
  kept: 'box',
  stretched: 'grown',
  missing: 'pad',
  clash: 'clash',
}

function draw(
  { title, operands, result }: Broadcast,
  { negative, rows }: Alignment,
  said: readonly string[],
): string {
  const svg = new Svg()
  svg.text(0, 12, title, 'strong')
  const labels = [...operands, ...(result === null ? [] : [{ name: 'result', shape: result }])]
  const left = Math.max(...labels.map(({ name, shape }) => widthOf(`${name}   ${shapeText(shape)}`))) + 16
  const [width, height, gap] = [72, 30, 10]
  const row = (y: number, name: string, shape: string, cells: readonly Cell[]): void => {
    svg.text(0, y + 19, name, 'strong')
    svg.text(left - 16, y + 19, shape, 'soft', 'end')
    cells.forEach(({ text, kind }, i) => {
      const x = left + i * (width + gap)
      svg.rect(x, y, width, height, PAINTS[kind], 5)
      svg.text(
        x + width / 2,
        y + 19,
        text,
        kind === 'clash' ? 'bad' : kind === 'kept' ? 'ink' : 'soft',
        'middle',
      )
    })
  }
  let y = 30
  rows.forEach((cells, i) => {
    row(y, operands[i].name, shapeText(operands[i].shape), cells)
    y += height + 8
  })
  if (result !== null) {
    svg.line(left, y, left + negative.length * (width + gap) - gap, y)
    y += 8
    row(
      y,
      'result',
      shapeText(result),
      result.map((size) => ({ text: String(size), kind: 'kept' })),
    )
    y += height + 8
  }
  for (const [i, axis] of negative.entries())
    svg.text(left + i * (width + gap) + width / 2, y + 10, `axis ${axis}`, 'soft', 'middle')
  y += 14 + LINE
  svg.lines(0, y + 10, said)
  return svg.render(title)
}
