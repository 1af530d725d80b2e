/** Strides as a picture: the elements of a view, and the places in memory that they stand for. */
import type { Shape } from '../../tensor/shape.js'
import { shapeText } from '../dims.js'
import { type Block, centred, type Picture, wrapped } from './picture.js'
import { LINE, Svg, widthOf } from './svg.js'

export interface Layout {
  readonly title: string
  readonly shape: Shape
  readonly strides: readonly number[]
  readonly offset: number
  /** Elements of the memory behind it. */
  readonly memory: number
}

/** Rows and columns of a view, and cells of memory, that are drawn. */
const MOST_ROWS = 6
const MOST_COLUMNS = 8
const MOST_MEMORY = 24
/** Lines from a view to memory; more would hide it, and colours tell as well. */
const MOST_LINES = 8

interface Cell {
  readonly index: string
  readonly place: number
  readonly row: number
}

/** The last two dims of the first matrix. */
function cellsOf({ shape, strides, offset }: Layout): {
  rows: number
  columns: number
  at: (i: number, j: number) => Cell
} {
  const rank = shape.length
  const rows = rank < 2 ? 1 : shape[rank - 2]
  const columns = rank < 1 ? 1 : shape[rank - 1]
  const before = '0, '.repeat(Math.max(0, rank - 2))
  return {
    rows: Math.min(rows, MOST_ROWS),
    columns: Math.min(columns, MOST_COLUMNS),
    at: (i, j) => ({
      index: rank === 0 ? '' : rank === 1 ? `${j}` : `${before}${i}, ${j}`,
      place: offset + (rank < 2 ? 0 : strides[rank - 2] * i) + (rank < 1 ? 0 : strides[rank - 1] * j),
      row: i,
    }),
  }
}

const LETTERS = 'ijklmnpqrs'

/** `[i, j] is at 1 + 3·i + 1·j`, and what a step along each dim does. */
function sentences({ shape, strides, offset, memory }: Layout, least: number, most: number): string[] {
  const names = shape.map((_, axis) => LETTERS[axis] ?? `i${axis}`)
  const terms = [
    ...(offset > 0 || shape.length === 0 ? [String(offset)] : []),
    ...strides.map((stride, axis) => `${stride}·${names[axis]}`),
  ]
  const step = (stride: number): string =>
    stride === 0
      ? 'gives the same element again'
      : stride === 1
        ? 'goes to the next element'
        : `goes ${stride} elements on`
  return [
    `element [${names.join(', ')}] is number ${terms.join(' + ')} of memory, which holds ${memory}`,
    ...shape.map(
      (size, axis) =>
        `dim ${axis}, size ${size}, stride ${strides[axis]}: ${size > 1 ? `a step ${step(strides[axis])}` : 'there is no step to take'}`,
    ),
    ...(shape.length > 2 ? [`drawn is the matrix [${'0, '.repeat(shape.length - 2)}:, :]`] : []),
    ...(most - least + 1 < memory ? [`drawn are places ${least} to ${most}`] : []),
  ]
}

export function stridesPicture(layout: Layout, columns: number): Picture {
  const { title, shape, strides, offset } = layout
  const empty = shape.includes(0)
  const grid = cellsOf(layout)
  const cells: Cell[][] = empty
    ? []
    : Array.from({ length: grid.rows }, (_, i) =>
        Array.from({ length: grid.columns }, (_, j) => grid.at(i, j)),
      )
  const places = cells.flat().map(({ place }) => place)
  const least = places.length === 0 ? 0 : Math.max(0, Math.min(...places) - 1)
  const most = Math.min(
    layout.memory - 1,
    least + MOST_MEMORY - 1,
    (places.length === 0 ? 0 : Math.max(...places)) + 1,
  )
  /** The elements that read a place. */
  const readers = (place: number): Cell[] => cells.flat().filter((each) => each.place === place)
  const said = empty ? ['there are no elements'] : sentences(layout, least, most)
  const head = `${title}  ${shapeText(shape)}, strides ${shapeText(strides)}, offset ${offset}`
  const text = [
    ...wrapped(head, columns),
    '',
    ...(empty
      ? []
      : [...gridText(layout, cells, columns), '', ...memoryText(least, most, readers, columns), '']),
    ...said.flatMap((line) => wrapped(line, columns)),
  ].join('\n')
  return { text, svg: draw(head, layout, cells, least, most, readers, said) }
}

/** The view: in each cell the place in memory. Columns that do not fit are left out. */
function gridText({ shape }: Layout, cells: Cell[][], columns: number): Block {
  const rank = shape.length
  const heads = cells[0].map((_, j) => headOf(rank, '·', j))
  const width = Math.max(
    ...heads.map(({ length }) => length),
    ...cells.flat().map(({ place }) => String(place).length),
  )
  const names = cells.map((_, i) => (rank < 2 ? '' : headOf(rank, i, '·')))
  const lead = Math.max(0, ...names.map(({ length }) => length))
  const fitting = Math.min(heads.length, Math.max(1, Math.floor((columns - lead - 3) / (width + 2))))
  const more = rank > 0 && shape[rank - 1] > fitting ? '  …' : ''
  const line = (name: string, row: readonly string[]): string =>
    `${name.padEnd(lead)}  ${row
      .slice(0, fitting)
      .map((each) => each.padStart(width))
      .join('  ')}${more}`
  return [
    line('', heads),
    ...cells.map((row, i) =>
      line(
        names[i],
        row.map(({ place }) => String(place)),
      ),
    ),
    ...(rank > 1 && shape[rank - 2] > cells.length ? ['…'] : []),
  ]
}

/** `[0, ·]`, `[…, ·, 1]`: the index of a row or column in the last two dims. */
const headOf = (rank: number, row: number | string, column: number | string): string =>
  rank === 0 ? '[]' : rank === 1 ? `[${column}]` : `[${rank > 2 ? '…, ' : ''}${row}, ${column}]`

/** Memory as a strip, under each cell the element that it is. */
function memoryText(least: number, most: number, readers: (place: number) => Cell[], columns: number): Block {
  const labels = Array.from({ length: most - least + 1 }, (_, i) => {
    const found = readers(least + i)
    return found.length === 0 ? '·' : `[${found[0].index}]${found.length > 1 ? ` ×${found.length}` : ''}`
  })
  const width = Math.max(...labels.map(({ length }) => length), String(most).length)
  const perLine = Math.max(1, Math.floor((columns - 8) / (width + 1)))
  const lines: string[] = []
  for (let from = 0; from < labels.length; from += perLine) {
    const part = labels.slice(from, from + perLine)
    if (from > 0) lines.push('')
    lines.push(
      `${from === 0 ? 'memory' : '      '} │${part.map((_, i) => centred(String(least + from + i), width)).join('│')}│`,
      `        ${part.map((label) => centred(label, width)).join(' ')}`.trimEnd(),
    )
  }
  return lines
}

/** Rows of a view by colour; dark letters stand on all of them. */
const ROW_COLOURS = ['#f6c28b', '#a9cdf0', '#b5dfc3', '#e7b9d8', '#d9d49a', '#c3bdec']

function draw(
  head: string,
  { shape }: Layout,
  cells: Cell[][],
  least: number,
  most: number,
  readers: (place: number) => Cell[],
  said: readonly string[],
): string {
  const svg = new Svg()
  svg.text(0, 12, head, 'strong')
  let y = 34
  if (cells.length > 0) {
    const rank = shape.length
    const [width, height] = [Math.max(46, widthOf(headOf(rank, '·', 0)) + 4), 26]
    const left = widthOf(headOf(rank, 0, '·')) + 14
    const strip = y + LINE + cells.length * (height + 4) + 46
    const cell = Math.max(40, widthOf(`${most}`) + 14)
    const placeX = (place: number): number => left + (place - least) * cell
    // Lines first, so that cells lie over them.
    cells.forEach((row, i) => {
      row.forEach(({ place }, j) => {
        if (place < least || place > most) return
        if (cells.length * row.length <= MOST_LINES || cells.length === 1)
          svg.route(
            [
              [left + j * (width + 4) + width / 2, y + LINE + i * (height + 4) + height],
              [placeX(place) + cell / 2, strip],
            ],
            false,
          )
      })
    })
    cells[0].forEach((_, j) => {
      if (rank > 0)
        svg.text(left + j * (width + 4) + width / 2, y + 10, headOf(rank, '·', j), 'soft', 'middle')
    })
    cells.forEach((row, i) => {
      const top = y + LINE + i * (height + 4)
      if (rank > 1) svg.text(left - 10, top + 17, headOf(rank, i, '·'), 'soft', 'end')
      row.forEach(({ place }, j) => {
        svg.pixels(left + j * (width + 4), top, width, height, ROW_COLOURS[i % ROW_COLOURS.length])
        svg.text(left + j * (width + 4) + width / 2, top + 17, String(place), 'dark', 'middle')
      })
    })
    svg.text(left - 10, strip + 17, 'memory', 'soft', 'end')
    for (let place = least; place <= most; place++) {
      const found = readers(place)
      const x = placeX(place)
      if (found.length === 0) svg.rect(x + 1, strip, cell - 2, height, 'pad', 2)
      else svg.pixels(x + 1, strip, cell - 2, height, ROW_COLOURS[found[0].row % ROW_COLOURS.length])
      svg.text(x + cell / 2, strip + 17, String(place), found.length === 0 ? 'soft' : 'dark', 'middle')
      if (found.length > 1) svg.text(x + cell / 2, strip + height + 14, `×${found.length}`, 'soft', 'middle')
    }
    y = strip + height + 26
  }
  svg.lines(0, y + 10, said)
  return svg.render(head)
}
