/**
 * What is known of the calls on the way to a constructor: which call of each function it was, and what its numbers were then.
 *
 * A number holds where the frame stood. Elsewhere it holds for names that are set once, outside of loops: others may have changed since.
 */
import type { Moment, Write } from '../../../src/bridge/moments.js'
import type { Site } from '../../../src/bridge/site.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { AnyNode } from '../../../src/python/parse/children.js'
import { type Program, programsOf } from '../../../src/python/run/programs.js'
import {
  assignmentsTo,
  comprehensionAround,
  type FunctionNode,
  functionAround,
  holding,
  inLoop,
  parametersOf,
  parentOf,
} from './tree.js'
import { arithmetic, constantOf, NOWHERE, plain } from './values.js'

interface Stop {
  /** What ran there. */
  readonly node: AnyNode
  readonly moment: Moment
}

export class Ran {
  /** Which call of a function it was. */
  readonly calls = new Map<FunctionNode, ast.Call>()
  /** By function, comprehension, or a program's tree. */
  private readonly stops = new Map<object, Stop>()

  constructor(site: Site | null, programs: readonly Program[]) {
    for (let at = site; at !== null; at = at.caller) {
      const node = at.node as AnyNode
      const program = holding(node, programs)
      if (program === undefined) continue
      const fn = functionAround(node, program)
      // What takes the elements of a generator is no call of the function that it stands in.
      const inside = /^<(gen|list|set|dict)/.test(at.scope)
      const scope = inside ? comprehensionAround(node, program) : (fn ?? program.tree)
      if (at.moment !== null && scope !== null && !this.stops.has(scope))
        this.stops.set(scope, { node: inside ? node : statementOf(node, program), moment: at.moment })
      if (at.caller === null) break
      const call = at.caller.node as ast.Expr
      if (fn !== null && !inside && call.kind === 'Call' && !this.calls.has(fn)) this.calls.set(fn, call)
    }
  }

  /** What a name was, if that is sure. */
  numberOf(use: ast.Name, program: Program): number | boolean | undefined {
    for (let scope: object | null = comprehensionAround(use, program); scope !== null; ) {
      const stop = this.stops.get(scope)
      const known = stop?.moment.numbers.get(use.id)
      // Comprehensions see the names around them as free variables, if at all.
      if (known !== undefined) return within(use, stop!.node, program) ? known : undefined
      scope = comprehensionAround(scope as AnyNode, program)
    }
    const fn = functionAround(use, program)
    const stop = this.stops.get(fn ?? program.tree)
    const known = stop?.moment.numbers.get(use.id)
    if (known === undefined || within(use, stop!.node, program)) return known
    const all = assignmentsTo(use.id, fn, program)
    const passed = fn !== null && parametersOf(fn).some(({ arg }) => arg === use.id)
    if (all === null || all.length !== (passed ? 0 : 1)) return undefined
    return all.every(({ value }) => !inLoop(value, program)) ? known : undefined
  }

  /** What an expression of known numbers was, and what a comparison of them says. */
  valueOf(node: ast.Expr, program: Program): number | boolean | undefined {
    switch (node.kind) {
      case 'Constant':
        return constantOf(node) ?? undefined
      case 'Name':
        return this.numberOf(node, program)
      case 'UnaryOp': {
        const value = this.valueOf(node.operand, program)
        if (value === undefined) return undefined
        return node.op === 'Not' ? !value : node.op === 'USub' ? -value : undefined
      }
      case 'BinOp': {
        const [a, b] = [this.valueOf(node.left, program), this.valueOf(node.right, program)]
        if (typeof a !== 'number' || typeof b !== 'number') return undefined
        return arithmetic(node.op, plain(a), plain(b), NOWHERE)[0]?.size
      }
      case 'Compare': {
        const [a, b] = [this.valueOf(node.left, program), this.valueOf(node.comparators[0], program)]
        if (node.ops.length > 1 || a === undefined || b === undefined) return undefined
        return comparisons[node.ops[0]]?.(Number(a), Number(b))
      }
      case 'BoolOp': {
        const values = node.values.map((each) => this.valueOf(each, program))
        if (values.includes(undefined)) return undefined
        return node.op === 'And' ? values.every(Boolean) : values.some(Boolean)
      }
      default:
        return undefined
    }
  }

  /** What had set `self.name` there. */
  writeOf(use: ast.Attribute, program: Program): Write | undefined {
    const fn = functionAround(use, program)
    if (fn === null || use.value.kind !== 'Name' || use.value.id !== parametersOf(fn)[0]?.arg)
      return undefined
    const stop = this.stops.get(fn)
    const write = stop?.moment.writes?.get(use.attr)
    return write !== undefined && (!write.again || within(use, stop!.node, program)) ? write : undefined
  }
}

const comparisons: Partial<Record<ast.CompareOperator, (a: number, b: number) => boolean>> = {
  Eq: (a, b) => a === b,
  NotEq: (a, b) => a !== b,
  Lt: (a, b) => a < b,
  LtE: (a, b) => a <= b,
  Gt: (a, b) => a > b,
  GtE: (a, b) => a >= b,
}

/** What runs at once: the statement that a node stands in, unless that has a body. */
function statementOf(node: AnyNode, program: Program): AnyNode {
  for (let at: AnyNode | undefined = node; at !== undefined; at = parentOf(at, program))
    if (/^(Assign|AugAssign|AnnAssign|Expr|Return)$/.test(at.kind)) return at
  return node
}

function within(node: AnyNode, outer: AnyNode, program: Program): boolean {
  for (let at: AnyNode | undefined = node; at !== undefined; at = parentOf(at, program))
    if (at === outer) return true
  return false
}

/** The programs of all modules on the way to a place. */
export function programsBehind(site: Site): readonly Program[] {
  const namespaces = new Set<Site['globals']>()
  for (let at: Site | null = site; at !== null; at = at.caller) namespaces.add(at.globals)
  return [...namespaces].reverse().flatMap(programsOf)
}
