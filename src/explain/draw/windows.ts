/**
 * A sliding window as a picture: the padded input, the window at its first place, what it makes; which rows and columns it never
 * reads. A transposed convolution is the same picture turned round: its stamp moves over the output.
 */

import { gcd } from '../../base/divisor.js'
import type { Shape } from '../../tensor/shape.js'
import { type Holder, originsOf, shapeText } from '../dims.js'
import { dimFacts, edgeText } from '../shape-text.js'
import { arranged, type Block, inLines, type Picture, wrapped } from './picture.js'
import { LINE, type Paint, Svg, widthOf } from './svg.js'

/** A window along one dim. `size` positions are read (stamped, if `spread`) by `count` windows. */
export interface SlidingAxis {
  readonly name: string
  readonly size: number
  readonly count: number
  readonly kernel: number
  readonly stride: number
  readonly padding: number
  readonly dilation: number
}

export interface SlidingWindow {
  /** The last two of the dims that windows move along; one of a 1-d layer. */
  readonly axes: readonly SlidingAxis[]
  /** Of a 3-d layer: the dims that are not drawn. */
  readonly left: readonly SlidingAxis[]
  /** Each input element is spread over the output. */
  readonly spread: boolean
}

/** The windows behind a tensor's sizes; null where none has moved. */
export function slidingWindow(of: Holder): SlidingWindow | null {
  const axes: SlidingAxis[] = []
  let spread = false
  originsOf(of).forEach((origin, axis) => {
    if (origin?.kind !== 'formula') return
    const { L, kernel, stride, padding = 0, dilation = 1, output_padding: extra } = origin.values
    if (L === undefined || kernel === undefined || stride === undefined) return
    const name = origin.label ?? String(axis)
    const size = of.shape[axis]
    if (extra !== undefined) spread = true
    const [moved, count] = extra === undefined ? [L, size] : [size, L]
    axes.push({ name, size: moved, count, kernel, stride, padding, dilation })
  })
  return axes.length === 0 ? null : { axes: axes.slice(-2), left: axes.slice(0, -2), spread }
}

// --- one dim ------------------------------------------------------------------------------------------------------

/** A position along a dim, or null for those left out. */
type Slot = {
  readonly at: number
  readonly kind: 'data' | 'pad' | 'unread'
  /** The first window reads it. */
  readonly first: boolean
  /** So does the second. */
  readonly second: boolean
  /** A window begins here. */
  readonly starts: boolean
} | null

const reachOf = ({ kernel, dilation }: SlidingAxis): number => dilation * (kernel - 1) + 1

/** Positions drawn of one dim, if it is longer. */
const MOST_SLOTS = 16
/** Wider windows are drawn by their sizes alone. */
const WIDEST = 12

/** What a cell stands for where windows are too wide to be drawn: the largest piece that sizes, steps and windows are made of. */
function unitOf(axes: readonly SlidingAxis[]): number {
  if (axes.every(drawable) || axes.some(({ dilation }) => dilation > 1)) return 1
  return axes
    .flatMap(({ size, kernel, stride, padding }) => [size, kernel, stride, padding])
    .reduce((a, b) => gcd(a, b), 0)
}

/** The axes with a piece of them for each position. */
const inUnits = (axes: readonly SlidingAxis[], unit: number): SlidingAxis[] =>
  axes.map((axis) => ({
    ...axis,
    size: axis.size / unit,
    kernel: axis.kernel / unit,
    stride: axis.stride / unit,
    padding: axis.padding / unit,
  }))

const unitText = (axes: readonly SlidingAxis[], unit: number): string[] =>
  unit === 1 ? [] : [`each cell is ${axes.map(() => unit).join(' × ')} positions`]

const drawable = (axis: SlidingAxis): boolean => reachOf(axis) <= WIDEST && axis.padding <= WIDEST

/** The positions of a dim, padding included; a long dim keeps its two ends. */
function slotsOf(axis: SlidingAxis): Slot[] {
  const { size, count, stride, padding, dilation } = axis
  const reach = reachOf(axis)
  const first = -padding
  // With ceil_mode the last window may hang over the padding.
  const last = Math.max(size + padding, (count - 1) * stride - padding + reach) - 1
  const isRead = readsOf(axis)
  let end = 0
  while (end < 4 && end < size && !isRead(size - 1 - end)) end++
  const reads = (at: number, window: number): boolean => {
    const offset = at + padding - window * stride
    return offset >= 0 && offset < reach && offset % dilation === 0
  }
  const slot = (at: number): Slot => {
    const begun = at + padding
    return {
      at,
      kind: at < 0 || at >= size ? 'pad' : isRead(at) ? 'data' : 'unread',
      first: reads(at, 0),
      second: count > 1 && reads(at, 1),
      starts: begun % stride === 0 && begun / stride < count,
    }
  }
  const all = last - first + 1
  if (all <= MOST_SLOTS) return Array.from({ length: all }, (_, i) => slot(first + i))
  const head = Math.min(MOST_SLOTS - 4, Math.max(6, reach + stride + 1))
  const tail = Math.min(MOST_SLOTS - head, Math.max(3, padding + end + 2))
  return [
    ...Array.from({ length: head }, (_, i) => slot(first + i)),
    null,
    ...Array.from({ length: tail }, (_, i) => slot(last - tail + 1 + i)),
  ]
}

/** Is a position read by any window? */
function readsOf({ count, kernel, stride, padding, dilation }: SlidingAxis): (at: number) => boolean {
  return (at) => {
    for (let k = 0; k < kernel; k++) {
      const start = at + padding - k * dilation
      if (start >= 0 && start % stride === 0 && start / stride < count) return true
    }
    return false
  }
}

/** The places where windows land: the output's positions, or the input's of a transposed convolution. */
function landings({ count }: SlidingAxis): Slot[] {
  const slot = (at: number): Slot => ({ at, kind: 'data', first: at === 0, second: at === 1, starts: false })
  const [head, tail] = [6, 2]
  if (count <= head + tail + 1) return Array.from({ length: count }, (_, i) => slot(i))
  return [...Array.from({ length: head }, (_, i) => slot(i)), null, slot(count - 2), slot(count - 1)]
}

const ONE_ROW: Slot[] = [{ at: 0, kind: 'data', first: true, second: true, starts: false }]

/** Rows and columns: a 1-d layer has one row. */
const planeOf = (axes: readonly SlidingAxis[], slots: (axis: SlidingAxis) => Slot[]): [Slot[], Slot[]] =>
  axes.length === 1 ? [ONE_ROW, slots(axes[0])] : [slots(axes[0]), slots(axes[1])]

// --- words --------------------------------------------------------------------------------------------------------

const both = (axes: readonly SlidingAxis[], of: (axis: SlidingAxis) => number): string => {
  const values = axes.map(of)
  return values.every((value) => value === values[0]) ? String(values[0]) : values.join(' × ')
}

const times = (shape: Shape): string => shape.join(' × ')

export interface WindowedCall {
  readonly title: string
  readonly input: Shape
  readonly output: Holder
  /** Of a convolution. */
  readonly weight: Shape | null
  readonly window: SlidingWindow
}

/** `kernel 3 × 3, stride 2, padding 1`. */
function stepsText({ axes, left }: SlidingWindow): string {
  const all = [...left, ...axes]
  const words = [
    `window ${all.map(({ kernel }) => kernel).join(' × ')}`,
    `stride ${both(all, ({ stride }) => stride)}`,
  ]
  if (all.some(({ padding }) => padding > 0)) words.push(`padding ${both(all, ({ padding }) => padding)}`)
  if (all.some(({ dilation }) => dilation > 1))
    words.push(`dilation ${both(all, ({ dilation }) => dilation)}`)
  return words.join(', ')
}

const kernelText = (weight: Shape | null, { axes, left, spread }: SlidingWindow): string => {
  const sizes = times([...left, ...axes].map(({ kernel }) => kernel))
  if (weight === null) return `window ${sizes}`
  return `${weight[0]} kernel${weight[0] === 1 ? '' : 's'} of ${weight[1]} × ${sizes}${spread ? ', stamped' : ''}`
}

/** Sizes without the batch: those of the picture, channels first. */
const planes = (shape: Shape, { axes, left }: SlidingWindow): Shape =>
  shape.slice(-(axes.length + left.length + 1))

/** The sentences under the picture: every dim with its reason, and what is lost. */
function reasons({ output, window }: WindowedCall): string[] {
  const facts = dimFacts(output)
  const names = facts.map(({ names: each }) => each.join(', '))
  const width = Math.max(0, ...names.map(({ length }) => length))
  const edge = window.spread ? null : edgeText(output)
  return [
    ...facts.map(({ text }, i) => `${names[i].padEnd(width)}  ${text}`),
    ...(edge === null ? [] : [`${'edge'.padEnd(width)}  ${edge}`]),
    ...(window.left.length === 0
      ? []
      : [
          `drawn are ${window.axes.map(({ name }) => name).join(' and ')}; ${window.left[0].name} moves alike`,
        ]),
  ]
}

// --- text ---------------------------------------------------------------------------------------------------------

const SIGNS = { data: '□', pad: '·', unread: '×' } as const

function sign(row: Slot, column: Slot): string {
  if (row === null) return column === null ? '⋱' : '⋮'
  if (column === null) return '⋯'
  const kind = row.kind === 'pad' || column.kind === 'pad' ? 'pad' : null
  if (row.first && column.first) return kind === 'pad' ? '▪' : '■'
  if (kind === 'pad') return SIGNS.pad
  return row.kind === 'unread' || column.kind === 'unread' ? SIGNS.unread : SIGNS.data
}

/** A grid of cells; over it and beside it a mark where each window begins. */
function gridText(rows: Slot[], columns: Slot[], marked: boolean): Block {
  const lines = rows.map((row) => {
    const mark = !marked || rows.length === 1 ? '' : row?.starts ? '▸ ' : '  '
    return mark + columns.map((column) => sign(row, column)).join(' ')
  })
  if (!marked) return lines
  const lead = rows.length === 1 ? '' : '  '
  return [(lead + columns.map((column) => (column?.starts ? '▾' : ' ')).join(' ')).trimEnd(), ...lines]
}

const kernelGrid = ([row, column = row]: readonly SlidingAxis[], flat: boolean): Block => {
  const line = (axis: SlidingAxis): boolean[] =>
    Array.from({ length: reachOf(axis) }, (_, i) => i % axis.dilation === 0)
  const columns = line(flat ? row : column)
  const rows = flat ? [true] : line(row)
  return rows.map((r) => columns.map((c) => (r && c ? '■' : ' ')).join(' '))
}

function windowText(call: WindowedCall, columns: number): string {
  const { title, input, output, weight, window } = call
  const { spread } = window
  const unit = unitOf(window.axes)
  const axes = inUnits(window.axes, unit)
  const [rows, across] = planeOf(axes, slotsOf)
  const [outRows, outAcross] = planeOf(axes, landings)
  const moved: Block = gridText(rows, across, true)
  const landed: Block = ['', ...gridText(outRows, outAcross, false)]
  const [ins, outs] = spread ? [landed, moved] : [moved, landed]
  const cells = axes.every(drawable)
  const blocks: Block[] = [
    [`input ${times(planes(input, window))}`, ...(cells ? ins : [])],
    [kernelText(weight, window), ...(cells ? ['', ...kernelGrid(axes, axes.length === 1)] : [])],
    [`output ${times(planes(output.shape, window))}`, ...(cells ? outs : [])],
  ]
  const unreads = [...rows, ...across].some((slot) => slot?.kind === 'unread')
  const starts = axes.length === 1 ? '▾' : '▾ ▸'
  const legend = [
    `■ the first ${spread ? 'element and its stamp' : 'window and what it makes'}`,
    `${starts} where each ${spread ? 'stamp' : 'window'} begins`,
    ...(axes.some(({ padding }) => padding > 0) ? [spread ? '· cut off as padding' : '· padding'] : []),
    ...(unreads ? [spread ? '× no stamp reaches it' : '× never read'] : []),
  ]
  return [
    ...wrapped(title, columns),
    `${shapeText(input)} → ${shapeText(output.shape)}`,
    '',
    ...arranged(blocks, columns, '    '),
    '',
    ...wrapped(stepsText(window), columns),
    ...(cells ? inLines([...legend, ...unitText(axes, unit)], columns) : []),
    '',
    ...reasons(call).flatMap((line) => wrapped(line, columns, '      ')),
  ].join('\n')
}

// --- SVG ----------------------------------------------------------------------------------------------------------

const CELL = 17
const DEPTH = 5

const paintOf = (row: NonNullable<Slot>, column: NonNullable<Slot>): Paint => {
  if (row.kind === 'pad' || column.kind === 'pad') return row.first && column.first ? 'hot' : 'pad'
  if (row.first && column.first) return 'hot'
  return row.kind === 'unread' || column.kind === 'unread' ? 'unread' : 'cell'
}

interface Grid {
  readonly x: number
  readonly y: number
  readonly rows: Slot[]
  readonly columns: Slot[]
}

const extent = (slots: Slot[], chosen: (slot: NonNullable<Slot>) => boolean): [number, number] => {
  const found = slots.flatMap((slot, i) => (slot !== null && chosen(slot) ? [i] : []))
  return found.length === 0 ? [0, 0] : [found[0], found[found.length - 1] + 1]
}

/** A grid with the channels behind it. */
function drawGrid(svg: Svg, { x, y, rows, columns }: Grid, channels: number): void {
  const [width, height] = [columns.length * CELL, rows.length * CELL]
  for (let behind = Math.min(channels - 1, 3); behind > 0; behind--)
    svg.rect(x + behind * DEPTH, y - behind * DEPTH, width, height, 'stack')
  svg.rect(x, y, width, height, 'card')
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      const [left, top] = [x + j * CELL, y + i * CELL]
      if (row === null || column === null)
        svg.text(
          left + CELL / 2,
          top + 12,
          row !== null ? '⋯' : column !== null ? '⋮' : '⋱',
          'soft',
          'middle',
        )
      else svg.rect(left + 1, top + 1, CELL - 2, CELL - 2, paintOf(row, column), 2)
    })
  })
}

/** The frame round the window that `which` chooses. */
function frame(svg: Svg, grid: Grid, which: 'first' | 'second'): void {
  const row = extent(grid.rows, (slot) => slot.first)
  const column = extent(grid.columns, (slot) => slot[which])
  if (column[1] === 0 && which === 'second') return
  svg.rect(
    grid.x + column[0] * CELL,
    grid.y + row[0] * CELL,
    (column[1] - column[0]) * CELL,
    (row[1] - row[0]) * CELL,
    which === 'first' ? 'first' : 'next',
    3,
  )
}

function windowSvg(call: WindowedCall): string {
  const { title, input, output, weight, window } = call
  const { spread } = window
  const unit = unitOf(window.axes)
  const axes = inUnits(window.axes, unit)
  const svg = new Svg()
  svg.text(0, 12, title, 'strong')
  svg.text(0, 12 + LINE, `${shapeText(input)} → ${shapeText(output.shape)}   ${stepsText(window)}`, 'soft')
  let bottom = 12 + 2 * LINE
  if (axes.every(drawable)) {
    const [rows, across] = planeOf(axes, slotsOf)
    const [outRows, outAcross] = planeOf(axes, landings)
    const ins = planes(input, window)
    const outs = planes(output.shape, window)
    const [inRows, inAcross] = spread ? [outRows, outAcross] : [rows, across]
    const [toRows, toAcross] = spread ? [rows, across] : [outRows, outAcross]
    const top = 12 + 3 * LINE + 3 * DEPTH + LINE
    const height = Math.max(inRows.length, toRows.length) * CELL
    const centre = top + height / 2
    const from: Grid = { x: 0, y: centre - (inRows.length * CELL) / 2, rows: inRows, columns: inAcross }
    const label = (grid: Grid, text: string): number => {
      svg.text(grid.x, grid.y - 4 * DEPTH, text)
      return Math.max(grid.columns.length * CELL + 3 * DEPTH, widthOf(text))
    }
    drawGrid(svg, from, ins[0])
    let x = label(from, `input ${times(ins)}`) + 14
    svg.arrow(x, x + 34, centre)
    x += 48
    // The kernel, its cells as far apart as dilation puts them.
    const kernelRows = axes.length === 1 ? 1 : reachOf(axes[0])
    const kernelColumns = reachOf(axes[axes.length - 1])
    const kernelTop = centre - (kernelRows * CELL) / 2
    for (let behind = Math.min((weight?.[0] ?? 1) - 1, 3); behind > 0; behind--)
      svg.rect(
        x + behind * DEPTH,
        kernelTop - behind * DEPTH,
        kernelColumns * CELL,
        kernelRows * CELL,
        'stack',
      )
    svg.rect(x, kernelTop, kernelColumns * CELL, kernelRows * CELL, 'card')
    for (let i = 0; i < kernelRows; i++)
      for (let j = 0; j < kernelColumns; j++) {
        const read =
          (axes.length === 1 || i % axes[0].dilation === 0) && j % axes[axes.length - 1].dilation === 0
        svg.rect(x + j * CELL + 1, kernelTop + i * CELL + 1, CELL - 2, CELL - 2, read ? 'hot' : 'pad', 2)
      }
    const words = kernelText(weight, window)
    svg.text(x, kernelTop - 4 * DEPTH, words)
    x += Math.max(kernelColumns * CELL + 3 * DEPTH, widthOf(words)) + 14
    svg.arrow(x, x + 34, centre)
    x += 48
    const to: Grid = { x, y: centre - (toRows.length * CELL) / 2, rows: toRows, columns: toAcross }
    drawGrid(svg, to, outs[0])
    label(to, `output ${times(outs)}`)
    for (const grid of [from, to]) {
      if (grid.columns.some((slot) => slot?.second)) frame(svg, grid, 'second')
      frame(svg, grid, 'first')
    }
    bottom = top + height + 12
    let at = 0
    const key = (paint: Paint, text: string): void => {
      svg.rect(at, bottom + 2, 12, 12, paint, 2)
      svg.text(at + 18, bottom + 12, text, 'soft')
      at += 18 + widthOf(text) + 22
    }
    key('hot', spread ? 'the first element and its stamp' : 'the first window and what it makes')
    key('next', `the next, ${axes[axes.length - 1].stride * unit} further`)
    for (const said of unitText(axes, unit)) key('cell', said)
    if (axes.some(({ padding }) => padding > 0)) key('pad', spread ? 'cut off as padding' : 'padding')
    if ([...rows, ...across].some((slot) => slot?.kind === 'unread'))
      key('unread', spread ? 'no stamp reaches it' : 'never read')
    bottom += 14 + LINE
  }
  svg.lines(0, bottom + 10, reasons(call))
  return svg.render(`${title}: ${shapeText(input)} → ${shapeText(output.shape)}`)
}

/** Draws a window that slides. */
export const windowPicture = (call: WindowedCall, columns: number): Picture => ({
  text: windowText(call, columns),
  svg: windowSvg(call),
})
