/**
 * A graph in lanes, as `git log --graph` draws history: a row for each node, in the order in which they ran; a lane for each tensor
 * that somebody still reads. The lane of a tensor that is read again later steps aside to the right: skip connections are the lanes
 * beside the main one.
 */
import { columnsOf, padded } from '../../base/text.js'
import { type Graph, type GraphGroup, type GraphNode, graphNotes } from './graph.js'
import { clipped, wrapped } from './picture.js'

interface Row {
  readonly lanes: string
  readonly name: string
  readonly type: string
  readonly shape: string
}

/** What is drawn of each lane, two columns wide. */
type Strokes = string[]

const laneText = (strokes: Strokes): string => strokes.join('').trimEnd()

class Lanes {
  /** The node whose tensor a lane carries; null: free. */
  private readonly lanes: (number | null)[] = []
  readonly rows: string[] = []

  private free(after: number): number {
    for (let lane = after; lane < this.lanes.length; lane++) if (this.lanes[lane] === null) return lane
    this.lanes.push(null)
    return this.lanes.length - 1
  }

  private strokes(): Strokes {
    return this.lanes.map((held) => (held === null ? '  ' : '│ '))
  }

  /** A line between two lanes: `left` and `right` are drawn at its ends, what lies between is crossed. */
  private across(from: number, to: number, left: string, right: string): void {
    const strokes = this.strokes()
    strokes[from] = `${left}─`
    for (let lane = from + 1; lane < to; lane++) strokes[lane] = this.lanes[lane] === null ? '──' : '│─'
    strokes[to] = `${right} `
    this.rows.push(laneText(strokes))
  }

  /** Draws what leads to a node and gives the row on which it stands, and that of a headline before it. `later`: is a tensor read after this node? */
  node(
    place: number,
    inputs: readonly number[],
    later: (source: number) => boolean,
    mark: string,
  ): { before: string; line: string } {
    const held = inputs.map((source) => this.lanes.indexOf(source)).sort((a, b) => a - b)
    let lane: number
    if (held.length === 0) lane = this.free(0)
    else {
      // The node takes the leftmost lane that ends here, or the leftmost.
      lane = held.find((each) => !later(this.lanes[each]!)) ?? held[0]
      for (const other of held) {
        if (other === lane) continue
        const source = this.lanes[other]!
        const [from, to] = other > lane ? [lane, other] : [other, lane]
        const ends = !later(source)
        const far = other > lane ? (ends ? '╯' : '┤') : ends ? '╰' : '├'
        this.across(from, to, other > lane ? '├' : far, other > lane ? far : '┤')
        if (ends) this.lanes[other] = null
      }
      const source = this.lanes[lane]!
      if (later(source)) {
        const aside = this.free(lane + 1)
        this.across(lane, aside, '├', '╮')
        this.lanes[aside] = source
      }
    }
    this.lanes[lane] = place
    while (this.lanes.at(-1) === null) this.lanes.pop()
    const strokes = this.strokes()
    strokes[lane] = held.length === 0 ? '  ' : '│ '
    const before = laneText(strokes)
    strokes[lane] = `${mark} `
    return { before, line: laneText(strokes) }
  }

  /** A tensor that nobody reads has no lane. */
  end(place: number): void {
    const lane = this.lanes.indexOf(place)
    if (lane >= 0) this.lanes[lane] = null
  }
}

const MARKS: Record<GraphNode['kind'], string> = { input: '○', step: '●', output: '◎' }

const timesText = ({ times, parallel }: Pick<GraphGroup, 'times' | 'parallel'>): string =>
  times > 1 ? `× ${times}${parallel ? ' side by side' : ''}` : ''

/** The groups around a node, outermost first. */
export const groupsOf = ({ group }: Pick<GraphNode, 'group'>): GraphGroup[] => {
  const groups: GraphGroup[] = []
  for (let at = group; at !== null; at = at.parent) groups.unshift(at)
  return groups
}

/** `layer1[0–1]  BasicBlock × 2`. */
export const groupText = ({ name, type, times, parallel }: GraphGroup): string =>
  [name, [type, timesText({ times, parallel })].filter(Boolean).join(' ')].filter(Boolean).join('  ')

export const nameText = ({ names, times }: GraphNode): string =>
  `${joined(names).join(' · ')}${times > 1 ? ` × ${times}` : ''}`

/** `conv[0]`, `conv[1]`, `conv[2]` are `conv[0–2]`. */
function joined(names: readonly string[]): string[] {
  const runs: { text: string; prefix: string | null; first: number; last: number }[] = []
  for (const text of names) {
    const [, prefix, index] = /^(.*)\[(\d+)\]$/.exec(text) ?? [text, null, '0']
    const [run, at] = [runs.at(-1), Number(index)]
    if (run !== undefined && prefix !== null && run.prefix === prefix && run.last + 1 === at) run.last = at
    else runs.push({ text, prefix, first: at, last: at })
  }
  return runs.map(({ text, prefix, first, last }) => (first === last ? text : `${prefix}[${first}–${last}]`))
}

/** Names are not cut shorter; rather the shape at the end of the line is. */
const LEAST_NAME = 24

export function graphText(graph: Graph, columns: number): string {
  const { title, nodes } = graph
  const notes = graphNotes(graph)
  const lastRead = nodes.map(() => -1)
  nodes.forEach(({ inputs }, place) => {
    for (const source of inputs) lastRead[source] = place
  })
  const lanes = new Lanes()
  const rows: Row[] = []
  let open: GraphGroup[] = []
  nodes.forEach((node, place) => {
    const groups = groupsOf(node)
    const before = lanes.rows.length
    const drawn = lanes.node(
      place,
      node.inputs,
      (source) => lastRead[source] > place,
      node.failed ? '✗' : MARKS[node.kind],
    )
    for (const row of lanes.rows.slice(before)) rows.push({ lanes: row, name: '', type: '', shape: '' })
    groups.forEach((group, depth) => {
      if (open[depth] === group) return
      open = groups.slice(0, depth + 1)
      const type = [group.type, timesText(group)].filter(Boolean).join(' ')
      rows.push({
        lanes: drawn.before,
        name: `${'  '.repeat(depth)}${group.name}`,
        type,
        shape: '',
      })
    })
    open = groups
    rows.push({
      lanes: drawn.line,
      name: `${'  '.repeat(groups.length)}${nameText(node)}`,
      type: node.type,
      shape: node.shape,
    })
    if (lastRead[place] < 0) lanes.end(place)
  })
  const width = Math.max(...rows.map(({ lanes: drawn }) => columnsOf(drawn)))
  const types = Math.max(0, ...rows.map(({ type }) => columnsOf(type)))
  const shapes = Math.max(0, ...rows.map(({ shape }) => columnsOf(shape)))
  const room = columns - width - types - shapes - 6
  const names = Math.min(Math.max(LEAST_NAME, room), Math.max(0, ...rows.map(({ name }) => columnsOf(name))))
  const lines = rows.map(({ lanes: drawn, name, type, shape }) =>
    clipped(
      `${padded(drawn, width)}  ${padded(clipped(name, names), names)}  ${padded(type, types)}  ${shape}`.trimEnd(),
      columns,
    ),
  )
  return [
    ...wrapped(title, columns),
    '',
    ...lines,
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => wrapped(note, columns))]),
  ].join('\n')
}
