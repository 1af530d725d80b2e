/**
 * The parts of a program that a failure depends on, nearest first: the failing call and the calls around it, what made its operands and the layers
 * that did, and the statements that gave their names. A mistake stands in one of them.
 */
import type { Frame } from '../../../src/python/object/frame.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { type AnyNode, eachChild } from '../../../src/python/parse/children.js'
import type { Case } from './case.js'
import { CREATORS } from './layers.js'
import type { Place, Step } from './run.js'
import type { Node } from './source.js'

export interface Region {
  readonly cell: number
  readonly root: Node
  /** A frame that ran it, to look names up in. */
  readonly frame: Frame | null
  /** How far from the failure, in calls. */
  readonly distance: number
  /** What ran here: the operator or layer that was called, or the layer that was made. */
  readonly step: Step | null
  readonly role: 'runs' | 'makes'
}

/** Farther away than this nothing is looked for. */
const FARTHEST = 3

/** Where the data is made. */
const ENTRANCE = 1.5

/** The header of a compound statement is what it depends on; the body is other statements. */
const COMPOUND: ReadonlySet<string> = new Set([
  'FunctionDef',
  'AsyncFunctionDef',
  'ClassDef',
  'With',
  'Try',
  'While',
  'If',
  'For',
])

/** The expressions in a node, itself among them; not those of statements inside it, nor of lambdas. */
export function* expressionsIn(root: Node): Generator<ast.Expr> {
  const own = COMPOUND.has(root.kind) ? headersOf(root) : [root]
  const waiting: AnyNode[] = [...own]
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if ('line' in node && EXPRESSIONS.has(node.kind)) yield node as ast.Expr
    const children: AnyNode[] = []
    eachChild(node, (child) => children.push(child))
    waiting.unshift(...children)
  }
}

function headersOf(node: Node): AnyNode[] {
  switch (node.kind) {
    case 'For':
      return [node.iter]
    case 'If':
    case 'While':
      return [node.test]
    case 'With':
      return node.items
    case 'FunctionDef':
      return [
        ...node.args.defaults,
        ...node.args.kw_defaults.filter((each): each is ast.Expr => each !== null),
      ]
    default:
      return []
  }
}

const EXPRESSIONS: ReadonlySet<string> = new Set([
  'BoolOp',
  'BinOp',
  'UnaryOp',
  'IfExp',
  'Call',
  'Compare',
  'Constant',
  'Attribute',
  'Subscript',
  'Name',
  'List',
  'Tuple',
  'Slice',
  'Starred',
  'ListComp',
  'GeneratorExp',
  'Dict',
])

const keyOf = (file: string, line: number): string => `${file}:${line}`

/** The last frame of each function that ran, by where its definition begins. */
function framesOf({ run, failure }: Case): ReadonlyMap<string, Frame> {
  const frames = new Map<string, Frame>()
  const see = (places: readonly Place[]): void => {
    for (const { site, frame } of places)
      frames.set(keyOf(site.file, frame.code.definition?.position.line ?? 0), frame)
  }
  for (const { places } of run.steps) see(places)
  for (const places of run.makers.values()) see(places)
  see(failure.places)
  return frames
}

export function regionsOf(of: Case): Region[] {
  const found = new Map<Node, Region>()
  const add = (cell: number, root: Node, region: Omit<Region, 'cell' | 'root'>): void => {
    const known = found.get(root)
    if (known === undefined || known.distance > region.distance)
      found.set(root, { cell, root, ...region, frame: region.frame ?? known?.frame ?? null })
    else if (known.frame === null) found.set(root, { ...known, frame: region.frame })
  }
  const runs = (places: readonly Place[], step: Step | null, from: number): void => {
    for (const [i, { site, frame }] of places.entries()) {
      const placed = of.source.nodeAt(site)
      if (placed === null) continue
      const root = of.source.statementOf(placed.cell, placed.node)
      add(placed.cell, root, { frame, distance: from + i * 0.4, step: i === 0 ? step : null, role: 'runs' })
    }
    if (step !== null && step.layer !== null) makes(of.run.makers.get(step.layer) ?? [], step, from + 0.3)
  }
  const makes = (places: readonly Place[], step: Step, from: number): void => {
    for (const [i, { site, frame }] of places.entries()) {
      const placed = of.source.nodeAt(site)
      if (placed === null) continue
      add(placed.cell, placed.node, {
        frame,
        distance: from + i * 0.3,
        step: i === 0 ? step : null,
        role: 'makes',
      })
    }
  }
  const frames = framesOf(of)
  const frameOf = (cell: number, node: Node): Frame | null => {
    const inside = node.kind === 'FunctionDef' ? node : of.source.functionOf(cell, node)
    return frames.get(keyOf(of.source.cells[cell].name, inside?.line ?? 0)) ?? null
  }
  runs(of.failure.places, of.step, 0)
  let hops = 0
  const behind = of.step === null ? [...of.before()].slice(0, 12) : of.stepsBehind(of.step)
  for (const step of behind) {
    const far = Math.min(FARTHEST, 0.3 + hops++ * 0.15)
    // What goes in is never far from what fails.
    const from = CREATORS.has(step.name) ? Math.min(far, ENTRANCE) : far
    runs(step.places, step, from)
  }
  // What gave the names that stand there: sizes, attributes.
  for (let round = 0; round < 2; round++)
    for (const region of [...found.values()]) {
      if (region.distance > FARTHEST - 0.5) continue
      for (const node of expressionsIn(region.root))
        for (const { cell, node: statement } of of.source.givers(region.cell, node))
          add(cell, statement, {
            frame: frameOf(cell, statement),
            distance: region.distance + 0.4,
            step: null,
            role: 'runs',
          })
    }
  // What a function that has ended gave back.
  const open = new Set(of.failure.places.map(({ frame }) => frame.code))
  for (const region of [...found.values()]) {
    if (region.role !== 'runs' || region.frame === null || open.has(region.frame.code)) continue
    const scope = of.source.functionOf(region.cell, region.root)
    if (scope !== null)
      for (const root of of.source.returnsOf(region.cell, scope))
        add(region.cell, root, { ...region, distance: region.distance + 0.1, step: null })
  }
  // The branches around them.
  for (const region of [...found.values()]) {
    let around = of.source.parentOf(region.cell, region.root)
    for (let more = 0.2; around !== undefined && around.kind !== 'FunctionDef'; more += 0.1) {
      if (around.kind === 'If' || around.kind === 'While')
        add(region.cell, around, {
          frame: region.frame,
          distance: region.distance + more,
          step: null,
          role: 'runs',
        })
      around = of.source.parentOf(region.cell, around)
    }
  }
  return [...found.values()].sort((a, b) => a.distance - b.distance)
}
