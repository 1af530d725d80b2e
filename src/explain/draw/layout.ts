/**
 * A layered layout: every node stands on the layer below the last of those it reads; edges that pass layers get a place on each of
 * them; nodes are ordered on their layer so that few edges cross, and stand as near to their neighbours as their widths allow.
 * After Sugiyama, Tagawa and Toda (1981); the places of a layer are a least-squares fit that keeps the order.
 */

export interface Sized {
  readonly width: number
  readonly height: number
}

export interface Placed {
  /** The centre. */
  readonly x: number
  readonly y: number
}

export interface Layout {
  readonly places: readonly Placed[]
  /** For each edge the points between its ends, top to bottom. */
  readonly routes: ReadonlyMap<string, readonly (readonly [number, number])[]>
}

export const edgeKey = (from: number, to: number): string => `${from}→${to}`

/** What stands on a layer: a node, or the place where an edge passes. */
interface Item {
  readonly node: number | null
  readonly layer: number
  readonly width: number
  readonly up: Item[]
  readonly down: Item[]
  x: number
}

const BESIDE = 26
const PASSING = 14

/** `inputs`: for each node those that it reads, all before it. `gap`: between layers, more where `extra` says so. */
export function layered(
  inputs: readonly (readonly number[])[],
  sizes: readonly Sized[],
  gap: number,
): Layout {
  const layers = layersOf(inputs)
  const rows: Item[][] = Array.from({ length: Math.max(0, ...layers) + 1 }, () => [])
  const items = inputs.map((_, node): Item => {
    const item = { node, layer: layers[node], width: sizes[node].width, up: [], down: [], x: 0 }
    rows[layers[node]].push(item)
    return item
  })
  const passing = new Map<string, Item[]>()
  inputs.forEach((sources, node) => {
    for (const source of sources) {
      const chain: Item[] = []
      let above = items[source]
      for (let layer = layers[source] + 1; layer < layers[node]; layer++) {
        const item: Item = { node: null, layer, width: PASSING, up: [above], down: [], x: 0 }
        above.down.push(item)
        rows[layer].push(item)
        chain.push(item)
        above = item
      }
      above.down.push(items[node])
      items[node].up.push(above)
      passing.set(edgeKey(source, node), chain)
    }
  })
  order(rows)
  position(rows)
  const tops: number[] = []
  let y = 0
  for (const row of rows) {
    const height = Math.max(0, ...row.map(({ node }) => (node === null ? 0 : sizes[node].height)))
    tops.push(y + height / 2)
    y += height + gap
  }
  const least = Math.min(...rows.flat().map(({ x, width }) => x - width / 2))
  return {
    places: items.map(({ x, layer }) => ({ x: x - least, y: tops[layer] })),
    routes: new Map(
      [...passing].map(([key, chain]) => [
        key,
        chain.map(({ x, layer }) => [x - least, tops[layer]] as const),
      ]),
    ),
  }
}

/** The longest way from the top; what reads nothing stands right above its first reader. */
function layersOf(inputs: readonly (readonly number[])[]): number[] {
  const layers: number[] = []
  for (const sources of inputs) layers.push(Math.max(-1, ...sources.map((source) => layers[source])) + 1)
  const readers = inputs.map((): number[] => [])
  inputs.forEach((sources, node) => {
    for (const source of sources) readers[source].push(node)
  })
  inputs.forEach((sources, node) => {
    if (sources.length === 0 && readers[node].length > 0)
      layers[node] = Math.max(0, Math.min(...readers[node].map((reader) => layers[reader])) - 1)
  })
  return layers
}

const SWEEPS = 12
/** With more places than these, fewer sweeps must do. */
const LARGE = 3000

/** Places of a layer, one apart, about its middle. */
const spread = (row: readonly Item[]): void => {
  for (const [place, item] of row.entries()) item.x = place - (row.length - 1) / 2
}

function order(rows: Item[][]): void {
  const settle = (): void => {
    for (const row of rows) spread(row)
  }
  const crossings = (): number => {
    let count = 0
    for (const row of rows)
      for (let i = 0; i < row.length; i++)
        for (let j = i + 1; j < row.length; j++)
          for (const a of row[i].down) for (const b of row[j].down) if (a.x > b.x) count++
    return count
  }
  settle()
  let best = rows.map((row) => [...row])
  let fewest = crossings()
  const sweeps = rows.reduce((sum, { length }) => sum + length, 0) > LARGE ? 2 : SWEEPS
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const down = sweep % 2 === 0
    for (const row of down ? rows : [...rows].reverse()) {
      const centre = new Map(
        row.map((item) => {
          const near = down ? item.up : item.down
          return [item, near.length === 0 ? item.x : near.reduce((sum, { x }) => sum + x, 0) / near.length]
        }),
      )
      row.sort((a, b) => centre.get(a)! - centre.get(b)!)
      spread(row)
    }
    const now = crossings()
    if (now < fewest) {
      fewest = now
      best = rows.map((row) => [...row])
    }
  }
  for (const [layer, row] of best.entries()) rows[layer] = row
}

const ROUNDS = 24

function position(rows: Item[][]): void {
  const apart = (a: Item, b: Item): number => (a.width + b.width) / 2 + BESIDE
  for (const row of rows) {
    let x = 0
    row.forEach((item, i) => {
      if (i > 0) x += apart(row[i - 1], item)
      item.x = x
    })
    for (const item of row) item.x -= x / 2
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const row of round % 2 === 0 ? rows : [...rows].reverse()) {
      const wanted = row.map((item) => {
        const near = [...item.up, ...item.down]
        return near.length === 0 ? item.x : near.reduce((sum, { x }) => sum + x, 0) / near.length
      })
      fit(row, wanted, apart)
    }
}

/** The places nearest to those wanted that keep the order and the distances: pool adjacent violators. */
function fit(row: Item[], wanted: readonly number[], apart: (a: Item, b: Item) => number): void {
  // With the least distances taken off, the places must only not decrease.
  const offsets: number[] = []
  for (const [i, item] of row.entries()) offsets.push(i === 0 ? 0 : offsets[i - 1] + apart(row[i - 1], item))
  const pools: { sum: number; count: number }[] = []
  wanted.forEach((x, i) => {
    let pool = { sum: x - offsets[i], count: 1 }
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.count >= pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pools.pop()
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count }
    }
    pools.push(pool)
  })
  let i = 0
  for (const { sum, count } of pools)
    for (let end = i + count; i < end; i++) row[i].x = sum / count + offsets[i]
}
