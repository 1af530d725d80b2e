/** A graph as SVG: boxes for nodes, frames for modules that are opened or repeat, curves for tensors. */
import { type Graph, type GraphGroup, type GraphNode, graphNotes } from './graph.js'
import { groupsOf, groupText, nameText } from './graph-text.js'
import { edgeKey, layered } from './layout.js'
import { LINE, Svg, widthOf } from './svg.js'

const GAP = 34
const TOP = 40
/** From a frame to what it holds; each frame around it takes as much again. */
const INSIDE = 8
const LONGEST = 44

/** A name's parts on as many lines as it takes. */
function linesOf(node: GraphNode): { text: string; paint: 'strong' | 'soft' | 'ink' | 'bad' }[] {
  const lines: string[] = []
  for (const part of nameText(node).split(' · ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + part.length + 3 <= LONGEST)
      lines[lines.length - 1] = `${last} · ${part}`
    else lines.push(part)
  }
  return [
    ...lines.map((text) => ({ text, paint: 'strong' as const })),
    ...(node.type === '' ? [] : [{ text: node.type, paint: 'soft' as const }]),
    { text: node.shape, paint: node.failed ? ('bad' as const) : ('ink' as const) },
  ]
}

interface Frame {
  left: number
  top: number
  right: number
  bottom: number
}

export function graphSvg(graph: Graph): string {
  const { title, nodes } = graph
  const svg = new Svg()
  const lines = nodes.map(linesOf)
  const sizes = lines.map((each) => ({
    width: Math.max(...each.map(({ text }) => widthOf(text))) + 22,
    height: each.length * LINE + 10,
  }))
  const { places, routes } = layered(
    nodes.map(({ inputs }) => inputs),
    sizes,
    GAP,
  )
  const boxes = places.map(({ x, y }, i): Frame => {
    const { width, height } = sizes[i]
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
  })
  const frames = framesOf(nodes, boxes)
  const left = Math.min(0, ...[...frames.values()].map((frame) => frame.left))
  const top = Math.min(0, ...[...frames.values()].map((frame) => frame.top))
  const [dx, dy] = [-left, TOP - top]
  svg.text(0, 12, title, 'strong')
  for (const frame of frames.values())
    svg.rect(frame.left + dx, frame.top + dy, frame.right - frame.left, frame.bottom - frame.top, 'group', 8)
  nodes.forEach(({ inputs }, node) => {
    for (const source of inputs) {
      const between = routes.get(edgeKey(source, node)) ?? []
      svg.route([
        [places[source].x + dx, boxes[source].bottom + dy],
        ...between.map(([x, y]) => [x + dx, y + dy] as const),
        [places[node].x + dx, boxes[node].top + dy],
      ])
    }
  })
  nodes.forEach((node, i) => {
    const { left: x, top: y } = boxes[i]
    svg.rect(
      x + dx,
      y + dy,
      sizes[i].width,
      sizes[i].height,
      node.failed ? 'clash' : node.kind === 'step' ? 'box' : 'end',
      node.kind === 'step' ? 6 : 14,
    )
    for (const [row, { text, paint }] of lines[i].entries())
      svg.text(places[i].x + dx, y + dy + 17 + row * LINE, text, paint, 'middle')
  })
  for (const { x, y, text } of headlines(frames)) svg.text(x + dx, y + dy, text, 'soft')
  svg.lines(0, Math.max(...boxes.map(({ bottom }) => bottom)) + dy + 30, graphNotes(graph), 'bad')
  return svg.render(title)
}

/** Frames of the groups in which nothing stands that does not belong there, outer ones first. */
function framesOf(nodes: readonly GraphNode[], boxes: readonly Frame[]): Map<GraphGroup, Frame> {
  const members = new Map<GraphGroup, number[]>()
  const height = new Map<GraphGroup, number>()
  nodes.forEach((node, i) => {
    const groups = groupsOf(node)
    groups.forEach((group, depth) => {
      members.set(group, [...(members.get(group) ?? []), i])
      height.set(group, Math.max(height.get(group) ?? 0, groups.length - depth))
    })
  })
  const frames = new Map<GraphGroup, Frame>()
  for (const [group, inside] of [...members].sort(([a], [b]) => height.get(b)! - height.get(a)!)) {
    const margin = INSIDE * height.get(group)!
    const frame: Frame = {
      left: Math.min(...inside.map((i) => boxes[i].left)) - margin,
      right: Math.max(...inside.map((i) => boxes[i].right)) + margin,
      top: Math.min(...inside.map((i) => boxes[i].top)) - margin,
      bottom: Math.max(...inside.map((i) => boxes[i].bottom)) + margin,
    }
    const foreign = boxes.some(
      (box, i) =>
        !inside.includes(i) &&
        box.left < frame.right &&
        box.right > frame.left &&
        box.top < frame.bottom &&
        box.bottom > frame.top,
    )
    if (!foreign) frames.set(group, frame)
  }
  return frames
}

/** Where the names of frames stand: beside the outermost frame, none over another. */
function headlines(frames: ReadonlyMap<GraphGroup, Frame>): { x: number; y: number; text: string }[] {
  const placed: { x: number; y: number; text: string }[] = []
  for (const [group, frame] of frames) {
    const around = groupsOf({ group }).flatMap((each) => frames.get(each) ?? [])
    const x = Math.max(...around.map(({ right }) => right)) + 6
    let y = frame.top + 12
    while (placed.some((each) => Math.abs(each.y - y) < LINE - 2 && Math.abs(each.x - x) < 40)) y += LINE - 2
    placed.push({ x, y, text: `${'  '.repeat(around.length - 1)}${groupText(group)}` })
  }
  return placed
}
