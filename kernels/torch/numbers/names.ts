/** What the names and attributes of the user's programs stand for, as far as the text says it. */
import type * as ast from '../../../src/python/parse/ast.js'
import type { Program } from '../../../src/python/run/programs.js'
import { argumentOf } from './signatures.js'
import {
  attributeGivers,
  calledName,
  callsOf,
  classNamed,
  classOf,
  comprehensionGiver,
  defaultOf,
  type FunctionNode,
  functionAround,
  type Giver,
  globalGivers,
  holding,
  localGivers,
  methodNamed,
  outerGivers,
  parametersOf,
  scopesAround,
} from './tree.js'
import { entryOf, merged, NOWHERE, textOf, type Via } from './values.js'

/** What an expression stands for: another, that is no name. */
interface Meaning {
  readonly node: ast.Expr
  readonly program: Program
  readonly via: Via
}

/** Ways through a program are cut where there are more. */
const MOST = 48
const MOST_STEPS = 4000
const DEEPEST = 16

export class Names {
  /** Something could not be followed. */
  protected unknown = false
  private steps = 0
  private depth = 0
  constructor(
    protected readonly programs: readonly Program[],
    /** Calls that are known to have run. */
    private readonly ran: Via,
  ) {}

  /** Follows a step farther, unless that has become too many. */
  protected followed<T>(work: () => T[]): T[] {
    if (++this.steps > MOST_STEPS || this.depth >= DEEPEST) {
      this.unknown = true
      return []
    }
    this.depth++
    try {
      const found = work()
      if (found.length > MOST) this.unknown = true
      return found.slice(0, MOST)
    } finally {
      this.depth--
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
      if (local === null || local.length > 0) return plainly(local)
      if (parametersOf(scope).some(({ arg }) => arg === node.id))
        return this.arguments(node.id, scope, program)
    }
    return plainly(globalGivers(node.id, node, program, this.programs))
  }

  /** What the calls of a function give to a parameter. */
  private arguments(name: string, fn: FunctionNode, home: Program): { giver: Giver; via: Via }[] {
    const fallback = defaultOf(fn, name)
    const ran = this.ran.get(fn)
    const at = ran === undefined ? undefined : holding(ran, this.programs)
    const calls =
      ran === undefined || at === undefined ? callsOf(fn, home, this.programs) : [{ node: ran, program: at }]
    const found = calls.flatMap(({ node, program }) => {
      const given = this.given(node, name, fn, home, program)
      if (given === 'unknown') return []
      const giver = given ?? (fallback === null ? null : { value: fallback, path: [], program: home })
      return giver === null ? [] : [{ giver, via: new Map([[fn, node]]) }]
    })
    return found.length > 0 || fallback === null
      ? found
      : [{ giver: { value: fallback, path: [], program: home }, via: NOWHERE }]
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

  private attribute(node: ast.Attribute, program: Program): { giver: Giver; via: Via }[] {
    const { value: base, attr } = node
    const plainly = (givers: Giver[] | null) => (givers ?? []).map((giver) => ({ giver, via: NOWHERE }))
    if (base.kind === 'Name') {
      const fn = functionAround(node, program)
      const owner = scopesAround(node, program).find((each): each is ast.ClassDef => each.kind === 'ClassDef')
      if (fn !== null && owner !== undefined && base.id === parametersOf(fn)[0]?.arg)
        return plainly(attributeGivers(attr, owner, program))
      const named = classNamed(base.id, this.programs)
      if (named !== null) return plainly(attributeGivers(attr, named.node, named.program))
    }
    const outer = base.kind === 'Name' ? outerGivers(attr, base.id, this.programs) : []
    if (outer.length > 0) return plainly(outer)
    return this.meanings(base, program).flatMap(({ node: made, program: home, via }) => {
      if (made.kind !== 'Call') return []
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

  /** An attribute of the object that a call of a class makes. */
  private field(
    name: string,
    owner: ast.ClassDef,
    program: Program,
    made: ast.Call,
    home: Program,
  ): { giver: Giver; via: Via }[] {
    const init = methodNamed(owner, '__init__')
    const givers = attributeGivers(name, owner, program) ?? []
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

  /** What an expression stands for, names followed to what they name. */
  protected meanings(node: ast.Expr, program: Program): Meaning[] {
    return this.followed(() => this.meaningsOf(node, program))
  }

  private meaningsOf(node: ast.Expr, program: Program): Meaning[] {
    if (node.kind === 'Subscript') {
      // A part of a list: its elements are elements of the whole.
      if (node.slice.kind === 'Slice') return this.meanings(node.value, program)
      const key = textOf(node.slice)
      if (key === null) return []
      return this.meanings(node.value, program).flatMap((each) => {
        const value = entryOf(each.node, key)
        return value === null ? [] : this.meanings(value, each.program)
      })
    }
    if (node.kind !== 'Name' && node.kind !== 'Attribute') return [{ node, program, via: NOWHERE }]
    return this.givers(node, program).flatMap(({ giver, via }) =>
      giver.path.length > 0
        ? []
        : this.meanings(giver.value, giver.program).flatMap((each) => {
            const both = merged(via, each.via)
            return both === null ? [] : [{ ...each, via: both }]
          }),
    )
  }
}
