/** Feature maps as images: a grid of channels, all on one scale from the smallest value to the largest. */
import type { NdArray } from '../../tensor/tensor.js'
import { shapeText } from '../dims.js'
import { clipped, type Picture, type PixelRow, wrapped } from './picture.js'
import { pngUrl } from './png.js'
import { LINE, Svg, widthOf } from './svg.js'

/** A channel's values, row by row, already as small as they are drawn. */
interface Tile {
  readonly name: string
  readonly rows: number[][]
}

interface Maps {
  readonly title: string
  readonly tiles: readonly Tile[]
  readonly low: number
  readonly high: number
  /** Values along a side that one pixel is the mean of. */
  readonly scale: number
  readonly notes: readonly string[]
}

/** From dark to light; a value that is no number has a colour of its own. */
const ANCHORS = [
  [26, 20, 64],
  [49, 72, 140],
  [33, 130, 140],
  [92, 184, 108],
  [250, 232, 92],
] as const
const COLOURS = 64
const NAN = COLOURS

const hex = (rgb: readonly number[]): string =>
  `#${rgb.map((each) => Math.round(each).toString(16).padStart(2, '0')).join('')}`

const PALETTE: readonly string[] = [
  ...Array.from({ length: COLOURS }, (_, i) => {
    const at = (i / (COLOURS - 1)) * (ANCHORS.length - 1)
    const from = Math.min(ANCHORS.length - 2, Math.floor(at))
    return hex(ANCHORS[from].map((value, c) => value + (ANCHORS[from + 1][c] - value) * (at - from)))
  }),
  '#d0408f',
]
const SHADES = [' ', '░', '▒', '▓', '█']

/** Which images a shape holds: their names and where each begins; null where it holds none. */
function imagesIn({
  shape,
  strides,
  offset,
}: NdArray): { names: string[]; starts: number[]; note: string | null } | null {
  const rank = shape.length
  if (rank < 1 || rank > 4 || shape.includes(0)) return null
  const along = (axis: number, word: string, from: number) => ({
    names: Array.from({ length: shape[axis] }, (_, i) => `${word} ${i}`),
    starts: Array.from({ length: shape[axis] }, (_, i) => from + strides[axis] * i),
  })
  if (rank <= 2) return { names: [''], starts: [offset], note: null }
  if (rank === 3) return { ...along(0, 'channel', offset), note: null }
  // Of a batch with one channel, the images; else the first image's channels.
  return shape[1] === 1
    ? { ...along(0, 'image', offset), note: null }
    : { ...along(1, 'channel', offset), note: shape[0] > 1 ? `image 0 of ${shape[0]}` : null }
}

export const ACCEPTED_MAPS = '(H, W), (C, H, W), (N, C, H, W) or a vector (L), with at least one element'

/** At most `limit` images, no wider and higher than `side` pixels. null: the shape holds no images. */
function mapsOf(
  title: string,
  array: NdArray,
  limit: number,
  sideFor: (count: number) => number,
): Maps | null {
  const images = imagesIn(array)
  if (images === null) return null
  const { data, shape, strides } = array
  const rank = shape.length
  const [height, width] = rank === 1 ? [1, shape[0]] : shape.slice(-2)
  const [down, across] = rank === 1 ? [0, strides[0]] : strides.slice(-2)
  const shown = Math.min(limit, images.starts.length)
  const scale = Math.max(1, Math.ceil(Math.max(width, height) / sideFor(shown)))
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const mean = (start: number, row: number, column: number): number => {
    let [sum, count] = [0, 0]
    for (let i = row * scale; i < Math.min(height, (row + 1) * scale); i++)
      for (let j = column * scale; j < Math.min(width, (column + 1) * scale); j++) {
        sum += Number(data[start + i * down + j * across])
        count++
      }
    const value = sum / count
    if (Number.isFinite(value)) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    return value
  }
  const tiles = images.starts.slice(0, shown).map((start, i) => ({
    name: images.names[i],
    rows: Array.from({ length: Math.ceil(height / scale) }, (_, row) =>
      Array.from({ length: Math.ceil(width / scale) }, (_, column) => mean(start, row, column)),
    ),
  }))
  if (low > high) [low, high] = [0, 0]
  const odd = tiles.some(({ rows }) => rows.some((row) => row.some((value) => !Number.isFinite(value))))
  const left = images.starts.length - shown
  const range =
    low === high ? `every value drawn is ${short(low)}` : `${short(low)} dark to ${short(high)} bright`
  const notes = [
    scale === 1 ? range : `${range}; a pixel is the mean of ${scale} × ${scale} values`,
    ...(images.note === null ? [] : [images.note]),
    ...(left === 0 ? [] : [`${left} more; --limit ${images.starts.length} draws all`]),
    ...(odd ? ['pink (?): nan or inf'] : []),
  ]
  return { title: `${title}  ${shapeText(shape)} ${array.dtype.name}`, tiles, low, high, scale, notes }
}

const short = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−')

/** A value's place in the palette. */
function level({ low, high }: Maps, value: number): number {
  if (!Number.isFinite(value)) return NAN
  return high === low ? COLOURS >> 1 : Math.round(((value - low) / (high - low)) * (COLOURS - 1))
}

/** Pixels between images. */
const GAP = 2

export function mapsPicture(title: string, array: NdArray, limit: number, columns: number): Picture | null {
  const perRow = (count: number): number => Math.min(count, columns < 40 ? 2 : 4)
  const maps = mapsOf(title, array, limit, (count) =>
    Math.min(64, Math.max(4, Math.floor((columns - GAP * (perRow(count) - 1)) / perRow(count)))),
  )
  if (maps === null) return null
  const lines: (string | PixelRow)[] = [...wrapped(maps.title, columns), '']
  const each = perRow(maps.tiles.length)
  for (let from = 0; from < maps.tiles.length; from += each) {
    const tiles = maps.tiles.slice(from, from + each)
    const width = tiles[0].rows[0].length
    if (tiles[0].name !== '')
      lines.push(
        tiles
          .map(({ name }) =>
            clipped(width + GAP <= name.length ? name.replace(/^\w+ /, '') : name, width + GAP).padEnd(
              width + GAP,
            ),
          )
          .join('')
          .trimEnd(),
      )
    for (let row = 0; row < tiles[0].rows.length; row += 2) {
      const pixels = (at: number): (string | null)[] =>
        tiles.flatMap(({ rows }, i) => [
          ...(i === 0 ? [] : new Array<null>(GAP).fill(null)),
          ...Array.from({ length: width }, (_, column) =>
            at < rows.length ? PALETTE[level(maps, rows[at][column])] : null,
          ),
        ])
      lines.push({ upper: pixels(row), lower: pixels(row + 1) })
    }
    lines.push('')
  }
  lines.push(...maps.notes.flatMap((note) => wrapped(note, columns)))
  const places = new Map(PALETTE.map((colour, place) => [colour, place]))
  return {
    text: lines.map((line) => (typeof line === 'string' ? line : shaded(line, places))).join('\n'),
    lines,
    svg: draw(mapsOf(title, array, limit, () => 64)!),
  }
}

/** Two rows of pixels in shades, for terminals without colours. */
function shaded({ upper, lower }: PixelRow, places: ReadonlyMap<string, number>): string {
  return upper
    .map((colour, i) => {
      const found = [colour, lower[i]].flatMap((each) => (each === null ? [] : [places.get(each)!]))
      if (found.length === 0) return ' '
      if (found.includes(NAN)) return '?'
      const mean = found.reduce((sum, place) => sum + place, 0) / found.length
      return SHADES[Math.round((mean / (COLOURS - 1)) * (SHADES.length - 1))]
    })
    .join('')
    .trimEnd()
}

/** Sides of an image in a notebook. */
const SIDE = 112

function draw(maps: Maps): string {
  const svg = new Svg()
  svg.text(0, 12, maps.title, 'strong')
  const [height, width] = [maps.tiles[0].rows.length, maps.tiles[0].rows[0].length]
  const pixel = Math.max(1, Math.floor(SIDE / Math.max(height, width)))
  const named = maps.tiles[0].name !== ''
  const cell = Math.max(width * pixel, named ? widthOf(maps.tiles[maps.tiles.length - 1].name) : 0) + 12
  const each = Math.max(1, Math.min(maps.tiles.length, 8, Math.floor(900 / cell)))
  const step = height * pixel + (named ? LINE : 0) + 10
  maps.tiles.forEach(({ name, rows }, i) => {
    const x = (i % each) * cell
    const y = 26 + Math.floor(i / each) * step
    if (named) svg.text(x, y + 11, name, 'soft')
    svg.image(
      x,
      y + (named ? LINE : 0),
      width * pixel,
      height * pixel,
      pngUrl(
        rows.map((row) => row.map((value) => level(maps, value))),
        PALETTE,
      ),
    )
  })
  const bottom = 26 + Math.ceil(maps.tiles.length / each) * step
  // The scale, and what it says.
  svg.image(0, bottom + 4, 160, 10, pngUrl([PALETTE.slice(0, COLOURS).map((_, i) => i)], PALETTE))
  svg.lines(0, bottom + 30, maps.notes, 'soft')
  return svg.render(maps.title)
}
