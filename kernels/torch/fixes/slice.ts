/**
 * The cells that a failing one depends on: those that give its names, or do something to what the names stand for, and what these cells
 * need themselves.
 *
 * A slice is a guess until it has run: whoever replays it sees whether the same error comes.
 */
import { analyse } from '../../../src/python/compile/scope.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { type AnyNode, eachChild } from '../../../src/python/parse/children.js'
import { parseModule } from '../../../src/python/parse/parser.js'
import type { CellSource } from './cell-text.js'

/** What a cell has to do with the names of the program. */
class Dealings {
  /** Names it needs where it stands; names that its functions need when they are called. */
  readonly needs = new Set<string>()
  readonly needsLater = new Set<string>()
  readonly gives = new Set<string>()
  /** Of these, the names that have nothing to do with what they were before. */
  readonly givesAnew = new Set<string>()
  /** Names whose objects it changes: assigned to in part, or called for the effect alone, as in `layers.append(x)`. */
  readonly changes = new Set<string>()
  /** It calls something, which might change whatever it knows. */
  calls = false
  /** `from x import *`, `exec(…)`: it may give any name. */
  unknown = false

  constructor({ text, name }: CellSource) {
    for (const statement of parseModule(text, name).body) {
      this.names(statement)
      this.effects(statement)
    }
  }

  /** Whether it may have to do with what a name stands for. */
  concerns(name: string, careful: boolean): boolean {
    if (this.unknown || this.gives.has(name) || this.changes.has(name)) return true
    return careful && this.calls && (this.needs.has(name) || this.needsLater.has(name))
  }

  private names(statement: ast.Stmt): void {
    const anew = newNames(statement)
    // What a plain assignment gives is not what it needs, unless its value names it.
    const root: ast.Module | ast.Expression =
      statement.kind === 'Assign' && anew.length > 0
        ? { kind: 'Expression', body: statement.value }
        : { kind: 'Module', body: [statement] }
    for (const scope of analyse(root).values()) {
      const later = scope.host.kind === 'function'
      for (const each of scope.used) {
        if (!isGlobal(scope.ref(each))) continue
        if (scope.kind !== 'class' && scope.bound.has(each)) this.gives.add(each)
        if (later) this.needsLater.add(each)
        else if (!this.givesAnew.has(each) && (root.kind === 'Expression' || !anew.includes(each)))
          this.needs.add(each)
      }
    }
    for (const each of anew) {
      this.gives.add(each)
      this.givesAnew.add(each)
    }
  }

  private readonly change = (node: ast.Expr): void => {
    const root = rootOf(node)
    if (root !== null) this.changes.add(root)
  }

  private readonly effects = (node: AnyNode): void => {
    switch (node.kind) {
      case 'Assign':
        for (const target of node.targets) partsOf(target).forEach(this.change)
        break
      case 'AugAssign':
        this.change(node.target)
        break
      case 'Delete':
        node.targets.forEach(this.change)
        break
      case 'Expr':
        if (node.value.kind === 'Call' && !isLooking(node.value)) {
          this.change(node.value.func)
          // `reset(net)` may do to its arguments what `net.reset()` does.
          if (node.value.func.kind === 'Name') node.value.args.forEach(this.change)
        }
        break
      case 'Call':
        this.calls ||= !isLooking(node)
        this.unknown ||= node.func.kind === 'Name' && BY_TEXT.has(node.func.id)
        break
      case 'ImportFrom':
        this.unknown ||= node.names.some((alias) => alias.name === '*')
    }
    eachChild(node, this.effects)
  }
}

/** Calls of these change nothing. */
const LOOKING: ReadonlySet<string> = new Set(['print', 'len', 'type', 'repr', 'str', 'isinstance', 'id'])
/** These reach names by their text. */
const BY_TEXT: ReadonlySet<string> = new Set(['exec', 'globals', 'locals', 'vars'])

const isLooking = ({ func }: ast.Call): boolean => func.kind === 'Name' && LOOKING.has(func.id)

const isGlobal = ({ kind }: { readonly kind: string }): boolean => kind === 'global' || kind === 'name'

/** Names that a statement gives whatever they were before. */
function newNames(statement: ast.Stmt): string[] {
  switch (statement.kind) {
    case 'Assign': {
      const names = statement.targets.flatMap((target) =>
        target.kind === 'Tuple' || target.kind === 'List' ? target.elts : [target],
      )
      return names.every((each) => each.kind === 'Name') ? names.map((each) => (each as ast.Name).id) : []
    }
    case 'Import':
    case 'ImportFrom':
      return statement.names.map(({ name, asname }) => asname ?? name.split('.')[0])
    case 'FunctionDef':
    case 'ClassDef':
      return [statement.name]
    default:
      return []
  }
}

/** Targets that are part of something: `a.b`, `a[0]`. */
function partsOf(target: ast.Expr): ast.Expr[] {
  if (target.kind === 'Tuple' || target.kind === 'List') return target.elts.flatMap(partsOf)
  if (target.kind === 'Starred') return partsOf(target.value)
  return target.kind === 'Name' ? [] : [target]
}

/** The name at the root of `a.b[0].c(x).d`. */
function rootOf(node: ast.Expr): string | null {
  let at: ast.Expr = node
  while (at.kind !== 'Name') {
    if (at.kind === 'Attribute' || at.kind === 'Subscript') at = at.value
    else if (at.kind === 'Call') at = at.func
    else return null
  }
  return at.id
}

/**
 * The last cell with those before it that it depends on, in order; `careful`: also those that might change what it uses, and those that
 * gave a name before it was given anew. All cells parse.
 */
export function sliceOf(cells: readonly CellSource[], careful: boolean): CellSource[] {
  const dealings = cells.map((cell) => new Dealings(cell))
  const last = cells.length - 1
  const chosen = new Set<number>()
  const seen = new Set<string>()
  const waiting: (readonly [name: string, before: number])[] = []
  const choose = (cell: number): void => {
    if (chosen.has(cell)) return
    chosen.add(cell)
    for (const each of dealings[cell].needs) waiting.push([each, cell])
    // A function finds names that were given after it.
    for (const each of dealings[cell].needsLater) waiting.push([each, last + 1])
  }
  choose(last)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, before] = next
    const key = `${name} ${before}`
    if (seen.has(key)) continue
    seen.add(key)
    for (let cell = before - 1; cell >= 0; cell--) {
      if (!dealings[cell].concerns(name, careful)) continue
      choose(cell)
      if (!careful && dealings[cell].givesAnew.has(name)) break
    }
  }
  return cells.filter((_, index) => chosen.has(index))
}

/**
 * What to run again in the session when cells of a slice have changed, as places in it: these and the last; what depends on them; and what
 * gives a name back that a cell run again needs as it was.
 *
 * `ran` are all cells of the session as far as they ran, the failing one last.
 */
export function cellsToRunAgain(
  slice: readonly CellSource[],
  changed: readonly number[],
  ran: readonly CellSource[],
): number[] {
  const dealings = slice.map((cell) => new Dealings(cell))
  const places = slice.map(({ name }) => ran.findIndex((each) => each.name === name))
  const effects = ran.map((cell) => new Dealings(cell))
  const touches = ({ gives, changes }: Dealings, name: string): boolean =>
    gives.has(name) || changes.has(name)
  const namesIn = ({ needs, needsLater }: Dealings): string[] => [...needs, ...needsLater]

  const again = new Set([...changed, slice.length - 1])
  const renewed = new Set(changed)
  for (let before = -1; before !== again.size; ) {
    before = again.size
    for (const [cell, each] of dealings.entries()) {
      const follows = [...renewed].some(
        (other) => other < cell && namesIn(each).some((name) => touches(dealings[other], name)),
      )
      if (follows) renewed.add(cell)
      if (follows) again.add(cell)
      if (!again.has(cell)) continue
      for (const name of namesIn(each)) {
        // Nobody has touched it since.
        if (!effects.slice(places[cell]).some((later) => touches(later, name))) continue
        for (let earlier = cell - 1; earlier >= 0; earlier--) {
          if (!touches(dealings[earlier], name)) continue
          again.add(earlier)
          if (dealings[earlier].givesAnew.has(name)) break
        }
      }
    }
  }
  return [...again].sort((a, b) => a - b)
}
