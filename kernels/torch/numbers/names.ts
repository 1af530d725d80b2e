/** What the names and attributes of the user's programs stand for, as far as the text and what is known of its run say it. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Program } from '../../../src/python/run/programs.js'
import type { Ran } from './ran.js'
import { argumentOf } from './signatures.js'
import {
  attributeGivers,
  type CallPlace,
  calledName,
  callsOf,
  classNamed,
  classOf,
  comprehensionGiver,
  defaultOf,
  type FunctionNode,
  functionAround,
  functionNamed,
  type Giver,
  globalGivers,
  holding,
  localGivers,
  methodNamed,
  optionDefault,
  outerGivers,
  parametersOf,
  propertyGivers,
  scopesAround,
} from './tree.js'
import { entryOf, merged, NOWHERE, textOf, type Via } from './values.js'

/** What an expression stands for: another, that is no name. */
interface Meaning {
  readonly node: ast.Expr
  readonly program: Program
  readonly via: Via
}

const PARSES = /^parse_(known_)?args$/

/** Ways through a program are cut where there are more. */
const MOST = 48
const MOST_STEPS = 4000
const DEEPEST = 16

/** How far the search has gone, in all namespaces together. */
interface Way {
  steps: number
  depth: number
}

export class Names {
  /** Something could not be followed. */
  protected unknown = false
  constructor(
    protected readonly programs: readonly Program[],
    /** What is known of the calls that led here. */
    protected readonly ran: Ran,
    protected readonly way: Way = { steps: 0, depth: 0 },
  ) {}

  /** Follows a step farther, unless that has become too many. */
  protected followed<T>(work: () => T[]): T[] {
    if (++this.way.steps > MOST_STEPS || this.way.depth >= DEEPEST) {
      this.unknown = true
      return []
    }
    this.way.depth++
    try {
      const found = work()
      if (found.length > MOST) this.unknown = true
      return found.slice(0, MOST)
    } finally {
      this.way.depth--
    }
  }

  /** What gives a name or an attribute its value, with the calls that this takes. */
  protected givers(node: ast.Name | ast.Attribute, program: Program): { giver: Giver; via: Via }[] {
    if (node.kind === 'Attribute') return this.attribute(node, program)
    const plainly = (givers: Giver[] | null) => (givers ?? []).map((giver) => ({ giver, via: NOWHERE }))
    const elements = comprehensionGiver(node, program)
    if (elements !== null) return plainly([elements])
    for (const scope of scopesAround(node, program)) {
      if (scope.kind === 'ClassDef') continue
      const local = localGivers(node.id, node, scope, program)
      if (local === null) return []
      const passed = parametersOf(scope).some(({ arg }) => arg === node.id)
      // What is set within an `if` may also be what the call gave.
      if (passed && !local.surely)
        return [...plainly(local.givers), ...this.arguments(node.id, scope, program)]
      if (local.givers.length > 0) return plainly(local.givers)
      if (scope.args.vararg?.arg === node.id) return this.rest(scope, program)
    }
    return plainly(globalGivers(node.id, node, program, this.programs))
  }

  /** What the calls of a function give to a parameter. */
  private arguments(name: string, fn: FunctionNode, home: Program): { giver: Giver; via: Via }[] {
    const fallback = defaultOf(fn, name)
    const found = this.callsTo(fn, home).flatMap(({ node, program }) => {
      const given = this.given(node, name, fn, home, program)
      if (given === 'unknown') return []
      const giver = given ?? (fallback === null ? null : { value: fallback, path: [], program: home })
      return giver === null ? [] : [{ giver, via: new Map([[fn, node]]) }]
    })
    return found.length > 0 || fallback === null
      ? found
      : [{ giver: { value: fallback, path: [], program: home }, via: NOWHERE }]
  }

  /** What the calls of a function give to its `*args`, as a tuple. */
  private rest(fn: FunctionNode, home: Program): { giver: Giver; via: Via }[] {
    const before = fn.args.posonlyargs.length + fn.args.args.length - (classOf(fn, home) === null ? 0 : 1)
    return this.callsTo(fn, home).flatMap(({ node, program }) => {
      if (node.args.slice(0, before).some(({ kind }) => kind === 'Starred')) return []
      const value: ast.Expr = { ...node, kind: 'Tuple', elts: node.args.slice(before) } as ast.TupleExpr
      return [{ giver: { value, path: [], program }, via: new Map([[fn, node]]) }]
    })
  }

  private callsTo(fn: FunctionNode, home: Program): readonly CallPlace[] {
    const ran = this.ran.calls.get(fn)
    const at = ran === undefined ? undefined : holding(ran, this.programs)
    return ran === undefined || at === undefined
      ? callsOf(fn, home, this.programs)
      : [{ node: ran, program: at }]
  }

  private given(
    call: ast.Call,
    name: string,
    fn: FunctionNode,
    home: Program,
    program: Program,
  ): Giver | null | 'unknown' {
    for (const { arg, value } of call.keywords) {
      if (arg === name) return { value, path: [], program }
      if (arg !== null) continue
      const passedOn = this.spread(value, name, program)
      if (passedOn !== null) return passedOn
      const [meaning] = this.meanings(value, program)
      if (meaning === undefined) return 'unknown'
      const entry = entryOf(meaning.node, name)
      if (entry !== null) return { value: entry, path: [], program: meaning.program }
    }
    const positional = [...fn.args.posonlyargs, ...fn.args.args].map(({ arg }) => arg)
    const at = positional.indexOf(name) - (classOf(fn, home) === null ? 0 : 1)
    const before = call.args.slice(0, at + 1)
    if (before.some(({ kind }) => kind === 'Starred')) return 'unknown'
    return at >= 0 && at < call.args.length ? { value: call.args[at], path: [], program } : null
  }

  /** The keyword that a function was called with, of those that it passes on: `**kwargs`. */
  private spread(kwargs: ast.Expr, name: string, home: Program): Giver | null {
    const fn = functionAround(kwargs, home)
    if (fn === null || kwargs.kind !== 'Name' || fn.args.kwarg?.arg !== kwargs.id) return null
    const found = this.callsTo(fn, home).flatMap(({ node, program }) =>
      node.keywords.flatMap(({ arg, value }) => (arg === name ? [{ value, path: [], program }] : [])),
    )
    return found.length === 1 ? found[0] : null
  }

  private attribute(node: ast.Attribute, program: Program): { giver: Giver; via: Via }[] {
    const { value: base, attr } = node
    const plainly = (givers: Giver[] | null) => (givers ?? []).map((giver) => ({ giver, via: NOWHERE }))
    if (base.kind === 'Name') {
      const fn = functionAround(node, program)
      const owner = scopesAround(node, program).find((each): each is ast.ClassDef => each.kind === 'ClassDef')
      if (fn !== null && owner !== undefined && base.id === parametersOf(fn)[0]?.arg)
        return plainly(this.ofObject(attr, owner, program))
      const named = classNamed(base.id, this.programs)
      if (named !== null) return plainly(this.ofObject(attr, named.node, named.program))
    }
    const outer = base.kind === 'Name' ? outerGivers(attr, base.id, this.programs) : []
    if (outer.length > 0) return plainly(outer)
    return this.meanings(base, program).flatMap(({ node: made, program: home, via }) => {
      if (made.kind === 'Name') {
        const cls = classNamed(made.id, this.programs)
        const found = cls === null ? null : this.ofObject(attr, cls.node, cls.program)
        return (found ?? []).map((giver) => ({ giver, via }))
      }
      if (made.kind !== 'Call') return []
      if (PARSES.test(calledName(made))) {
        const value = optionDefault(attr, this.programs)
        return value === null ? [] : [{ giver: { ...value, path: [] }, via }]
      }
      const own = classNamed(calledName(made), this.programs)
      if (own === null) {
        const value = argumentOf(made, attr, false)
        return value === null ? [] : [{ giver: { value, path: [], program: home }, via }]
      }
      return this.field(attr, own.node, own.program, made, home).map((each) => ({
        giver: each.giver,
        via: merged(via, each.via) ?? via,
      }))
    })
  }

  /** What a class and those that it derives from give to an attribute of their objects. */
  private ofObject(name: string, owner: ast.ClassDef, program: Program, depth = 0): Giver[] | null {
    const own = attributeGivers(name, owner, program)
    if (own === null || own.length > 0 || depth > DEEPEST) return own
    const method = methodNamed(owner, name)
    if (method !== null) return propertyGivers(method, program)
    return owner.bases.flatMap((base) => {
      const found = base.kind === 'Name' ? classNamed(base.id, this.programs) : null
      return found === null ? [] : (this.ofObject(name, found.node, found.program, depth + 1) ?? [])
    })
  }

  /** An attribute of the object that a call of a class makes. */
  private field(
    name: string,
    owner: ast.ClassDef,
    program: Program,
    made: ast.Call,
    home: Program,
  ): { giver: Giver; via: Via }[] {
    const init = methodNamed(owner, '__init__')
    const givers = this.ofObject(name, owner, program) ?? []
    if (init !== null) return givers.map((giver) => ({ giver, via: new Map([[init, made]]) }))
    for (const { arg, value } of made.keywords)
      if (arg === name) return [{ giver: { value, path: [], program: home }, via: NOWHERE }]
    const fields = owner.body.flatMap((each) =>
      each.kind === 'AnnAssign' && each.target.kind === 'Name' ? [each.target.id] : [],
    )
    const value = made.args[fields.indexOf(name)]
    if (value !== undefined) return [{ giver: { value, path: [], program: home }, via: NOWHERE }]
    return givers.map((giver) => ({ giver, via: NOWHERE }))
  }

  /** The texts that a key may be. */
  protected textsOf(key: ast.Expr, program: Program): string[] {
    const text = textOf(key)
    if (text !== null) return [text]
    if (key.kind !== 'Name' && key.kind !== 'Attribute') return []
    return this.meanings(key, program).flatMap(({ node }) => textOf(node) ?? [])
  }

  /** What a call of a function of the user's gives, where one statement says it. */
  protected returned(node: ast.Call): { value: ast.Expr; program: Program; via: Via } | null {
    if (node.func.kind !== 'Name') return null
    const called = functionNamed(node.func.id, this.programs)
    const returns = called?.node.body.filter(({ kind }) => kind === 'Return') ?? []
    const value = returns.length === 1 ? (returns[0] as ast.Return).value : null
    if (called === null || value === null) return null
    return { value, program: called.program, via: new Map([[called.node, node]]) }
  }

  /** What an expression stands for, names followed to what they name. */
  protected meanings(node: ast.Expr, program: Program): Meaning[] {
    return this.followed(() => this.meaningsOf(node, program))
  }

  private meaningsOf(node: ast.Expr, program: Program): Meaning[] {
    if (node.kind === 'Subscript') {
      // A part of a list: its elements are elements of the whole.
      if (node.slice.kind === 'Slice') return this.meanings(node.value, program)
      const keys = this.textsOf(node.slice, program)
      return this.meanings(node.value, program).flatMap((each) =>
        keys.flatMap((key) => {
          const value = entryOf(each.node, key)
          return value === null ? [] : this.meanings(value, each.program)
        }),
      )
    }
    if (node.kind === 'IfExp')
      return [...this.meanings(node.body, program), ...this.meanings(node.orelse, program)]
    const returned = node.kind === 'Call' ? this.returned(node) : null
    if (returned !== null)
      return this.meanings(returned.value, returned.program).flatMap((each) => {
        const via = merged(returned.via, each.via)
        return via === null ? [] : [{ ...each, via }]
      })
    if (node.kind !== 'Name' && node.kind !== 'Attribute') return [{ node, program, via: NOWHERE }]
    const givers = this.givers(node, program)
    if (givers.length === 0 && node.kind === 'Name' && classNamed(node.id, this.programs) !== null)
      return [{ node, program, via: NOWHERE }]
    return givers.flatMap(({ giver, via }) =>
      giver.path.length > 0
        ? []
        : this.meanings(giver.value, giver.program).flatMap((each) => {
            const both = merged(via, each.via)
            return both === null ? [] : [{ ...each, via: both }]
          }),
    )
  }
}
