/** A matrix product as a picture: the right factor over the result, the left one beside it, so that the sizes that meet lie together. */
import type { Shape } from '../../tensor/shape.js'
import { shapeText } from '../dims.js'
import { type Block, blockWidth, boxed, centred, type Picture, wrapped } from './picture.js'
import { Svg, widthOf } from './svg.js'

export interface Factor {
  readonly name: string
  readonly shape: Shape
}

export interface Product {
  readonly title: string
  /** (…, n, k) and (…, k, m); vectors are (k). */
  readonly left: Factor
  readonly right: Factor
  readonly result: Shape | null
  /** More to say: reasons, costs, the error. */
  readonly notes: readonly string[]
}

/** Rows and columns; a vector lies on the left and stands on the right. */
const sidesOf = ({ left, right }: Product) => ({
  n: left.shape.length === 1 ? 1 : left.shape[left.shape.length - 2],
  k: left.shape[left.shape.length - 1],
  inner: right.shape[Math.max(0, right.shape.length - 2)],
  m: right.shape.length === 1 ? 1 : right.shape[right.shape.length - 1],
})

function meeting(of: Product): string {
  const { left, right } = of
  const { k, inner } = sidesOf(of)
  return k === inner
    ? `${k} = ${inner}: each row of ${left.name} and column of ${right.name} are multiplied and summed`
    : `${k} ≠ ${inner}: a row of ${left.name} has ${k} numbers, a column of ${right.name} ${inner}`
}

const batches = ({ result, left }: Product): string[] => {
  const shape = result ?? left.shape
  const lead = shape.slice(0, -2)
  return lead.some((size) => size !== 1) ? [`the same for each of ${lead.join(' × ')} matrices`] : []
}

const sayings = (of: Product): string[] => [meeting(of), ...batches(of), ...of.notes]

export function productPicture(of: Product, columns: number): Picture {
  const { title, left, right, result } = of
  const { n, k, inner, m } = sidesOf(of)
  const inside = ({ name, shape }: Factor): Block => [name, shapeText(shape)]
  const out: Block = result === null ? ['no result', ''] : ['result', shapeText(result)]
  const wide = Math.max(blockWidth(inside(right)), blockWidth(out))
  const a = boxed(inside(left))
  const b = boxed(inside(right), wide)
  const c = boxed(out, wide)
  const mark = k === inner ? '' : ' ✗'
  const rows = `${n} `
  const before = ' '.repeat(rows.length + blockWidth(a) + 2)
  const text = [
    ...wrapped(title, columns),
    '',
    `${before}${centred(String(m), blockWidth(b))}`.trimEnd(),
    ...b.map((line, i) => before + line + (i === 1 ? ` ${inner}${mark}` : '')),
    `${' '.repeat(rows.length)}${centred(String(k) + mark, blockWidth(a))}`.trimEnd(),
    ...a.map((line, i) => `${i === 1 ? rows : ' '.repeat(rows.length)}${line}  ${c[i]}`),
    '',
    ...sayings(of).flatMap((line) => wrapped(line, columns)),
  ].join('\n')
  return { text, svg: draw(of) }
}

/** Lengths by the size's logarithm: 10 and 1000 can stand side by side. */
const lengthOf = (size: number, least: number): number => Math.max(least, 26 + 22 * Math.log2(1 + size))

function draw(of: Product): string {
  const { title, left, right, result } = of
  const { n, k, inner, m } = sidesOf(of)
  const fits = k === inner
  const svg = new Svg()
  svg.text(0, 12, title, 'strong')
  const label = ({ name, shape }: Factor): number => Math.max(widthOf(name), widthOf(shapeText(shape))) + 16
  const tall = Math.min(150, lengthOf(n, 52))
  const deep = Math.min(150, lengthOf(inner, 52))
  const long = Math.min(260, lengthOf(k, label(left)))
  const wide = Math.min(
    260,
    lengthOf(m, Math.max(label(right), widthOf(result === null ? 'no result' : shapeText(result)) + 16)),
  )
  const x0 = widthOf(String(n)) + 12
  const x1 = x0 + long + 14
  const y0 = 44
  const y1 = y0 + deep + 30
  const matrix = (
    x: number,
    y: number,
    width: number,
    height: number,
    { name, shape }: { name: string; shape: string },
    paint: 'box' | 'end' | 'clash',
  ): void => {
    svg.rect(x, y, width, height, paint, 4)
    svg.text(x + width / 2, y + height / 2 - 2, name, 'strong', 'middle')
    svg.text(x + width / 2, y + height / 2 + 14, shape, 'soft', 'middle')
  }
  const paint = fits ? 'box' : 'clash'
  const sized = fits ? 'ink' : 'bad'
  matrix(x1, y0, wide, deep, { name: right.name, shape: shapeText(right.shape) }, paint)
  matrix(x0, y1, long, tall, { name: left.name, shape: shapeText(left.shape) }, paint)
  matrix(
    x1,
    y1,
    wide,
    tall,
    result === null ? { name: 'no result', shape: '' } : { name: 'result', shape: shapeText(result) },
    result === null ? 'clash' : 'end',
  )
  svg.text(x1 + wide / 2, y0 - 6, String(m), 'ink', 'middle')
  svg.text(x1 + wide + 6, y0 + deep / 2 + 4, String(inner), sized)
  svg.text(x0 + long / 2, y1 - 6, String(k), sized, 'middle')
  svg.text(x0 - 6, y1 + tall / 2 + 4, String(n), 'ink', 'end')
  // The first row meets the first column.
  if (fits) {
    svg.rect(x0, y1, long, 8, 'hot', 3)
    svg.rect(x1, y0, 8, deep, 'hot', 3)
    svg.rect(x1, y1, 8, 8, 'hot', 3)
  }
  const bottom = y1 + tall + 12
  svg.lines(0, bottom + 12, sayings(of))
  return svg.render(title)
}
