/**
 * What CPython's compiler refuses: statements and expressions in places where they can do nothing.
 */
import type { Arg, Arguments, ExceptHandler, Expr, ImportFrom, Keyword, Module, Position } from './ast.js'
import { type AnyNode, eachChild } from './children.js'
import type { Raise } from './validate.js'
import { checkCases, checkPattern } from './validate-patterns.js'
import { type Warn, warnOf } from './warnings.js'

/** What surrounds a node. */
interface Place {
  readonly scope: 'module' | 'class' | 'function' | 'async function'
  readonly comprehension: boolean
  readonly generator: boolean
  readonly loop: boolean
  /** Inside an `except*` block that no loop has been entered in. */
  readonly star: boolean
}

export const LATE_FUTURE = 'from __future__ imports must occur at the beginning of the file'

export function isFuture(node: AnyNode): node is ImportFrom {
  return node.kind === 'ImportFrom' && node.module === '__future__' && node.level === 0
}

const TOP: Place = { scope: 'module', comprehension: false, generator: false, loop: false, star: false }

/** Raises what the compiler would raise. */
export function checkFlow(module: Module, lastFuture: number, raise: Raise, warn: Warn): void {
  const checker = new FlowChecker(lastFuture, raise, warn)
  module.body.forEach(checker.visit)
}

class FlowChecker {
  private place = TOP

  constructor(
    private readonly lastFuture: number,
    private readonly raise: Raise,
    private readonly warn: Warn,
  ) {}

  readonly visit = (node: AnyNode): void => {
    switch (node.kind) {
      case 'Name':
      case 'Constant':
        return
      case 'FunctionDef':
      case 'AsyncFunctionDef': {
        node.decorator_list.forEach(this.visit)
        this.assignable(node.name, node)
        this.parameters(node.args, node)
        if (node.returns !== null) this.visit(node.returns)
        const scope = node.kind === 'FunctionDef' ? 'function' : 'async function'
        const generator = scope === 'async function' && node.body.some(yields)
        this.within({ ...TOP, scope, generator }, () => node.body.forEach(this.visit))
        return
      }
      case 'Lambda':
        this.parameters(node.args, node)
        this.within({ ...TOP, scope: 'function' }, () => this.visit(node.body))
        return
      case 'ClassDef':
        node.decorator_list.forEach(this.visit)
        node.bases.forEach(this.element)
        this.assignable(node.name, node)
        this.keywords(node.keywords, node)
        this.within({ ...TOP, scope: 'class' }, () => node.body.forEach(this.visit))
        return
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.comprehension(node)
        return
      case 'Call':
        warnOf(node, this.warn)
        this.visit(node.func)
        node.args.forEach(this.element)
        this.keywords(node.keywords, node)
        return
      case 'List':
      case 'Tuple':
      case 'Set':
        node.elts.forEach(this.element)
        return
      case 'Starred':
        this.raise("can't use starred expression here", node)
        break
      case 'Await':
        this.await(node)
        break
      case 'Yield':
      case 'YieldFrom':
        if (!this.inFunction) this.raise("'yield' outside function", node)
        if (node.kind === 'YieldFrom' && this.place.scope === 'async function') {
          this.raise("'yield from' inside async function", node)
        }
        break
      case 'NamedExpr':
        this.target(node.target)
        break
      case 'Subscript':
      case 'Compare':
        warnOf(node, this.warn)
        break
      case 'arg':
        if (node.annotation?.kind === 'Starred') {
          this.visit(node.annotation.value)
          return
        }
        break
      default:
        this.statement(node)
        return
    }
    eachChild(node, this.visit)
  }

  private statement(node: AnyNode): void {
    switch (node.kind) {
      case 'Assert':
        warnOf(node, this.warn)
        break
      case 'Return':
        if (!this.inFunction) this.raise("'return' outside function", node)
        if (node.value !== null && this.place.generator) {
          this.raise("'return' with value in async generator", node)
        }
        this.notInStar(node)
        break
      case 'Break':
        if (!this.place.loop) this.notInStar(node)
        if (!this.place.loop) this.raise("'break' outside loop", node)
        return
      case 'Continue':
        if (!this.place.loop) this.notInStar(node)
        if (!this.place.loop) this.raise("'continue' not properly in loop", node)
        return
      case 'For':
      case 'AsyncFor':
      case 'While':
        this.loop(node)
        return
      case 'AsyncWith':
        if (this.place.scope !== 'async function') {
          this.raise("'async with' outside async function", node)
        }
        break
      case 'withitem':
        this.visit(node.context_expr)
        if (node.optional_vars !== null) this.target(node.optional_vars)
        return
      case 'Assign':
        this.visit(node.value)
        node.targets.forEach(this.target)
        return
      case 'AugAssign':
        this.target(node.target)
        break
      case 'AnnAssign':
        this.target(node.target)
        break
      case 'Delete':
        for (const target of node.targets) this.deletable(target)
        break
      case 'Try':
        this.handlers(node.handlers)
        break
      case 'TryStar':
        node.body.forEach(this.visit)
        for (const handler of node.handlers) {
          this.within({ ...this.place, star: true, loop: false }, () => this.visit(handler))
        }
        node.orelse.forEach(this.visit)
        node.finalbody.forEach(this.visit)
        return
      case 'ExceptHandler':
        if (node.name !== null) this.assignable(node.name, node)
        break
      case 'Import':
      case 'ImportFrom':
        if (isFuture(node) && node.line > this.lastFuture) this.raise(LATE_FUTURE, node)
        for (const { asname, name } of node.names) this.assignable(asname ?? name, node)
        return
      case 'Match':
        checkCases(node, this.raise)
        break
      case 'match_case':
        checkPattern(node.pattern, this.raise)
        break
    }
    eachChild(node, this.visit)
  }

  private get inFunction(): boolean {
    return this.place.scope === 'function' || this.place.scope === 'async function'
  }

  private within(place: Place, rule: () => void): void {
    const outer = this.place
    this.place = place
    rule()
    this.place = outer
  }

  private notInStar(node: Position): void {
    if (!this.place.star) return
    this.raise("'break', 'continue' and 'return' cannot appear in an except* block", node)
  }

  private loop(node: Extract<AnyNode, { kind: 'For' | 'AsyncFor' | 'While' }>): void {
    if (node.kind === 'AsyncFor' && this.place.scope !== 'async function') {
      this.raise("'async for' outside async function", node)
    }
    if (node.kind === 'While') this.visit(node.test)
    else {
      this.visit(node.iter)
      this.target(node.target)
    }
    this.within({ ...this.place, loop: true }, () => node.body.forEach(this.visit))
    node.orelse.forEach(this.visit)
  }

  private await(node: Position): void {
    if (!this.inFunction && !this.place.comprehension) this.raise("'await' outside function", node)
    if (this.place.scope !== 'async function' && !this.place.comprehension) {
      this.raise("'await' outside async function", node)
    }
  }

  /** The first iterable belongs to the scope around; the rest is a function of its own. */
  private comprehension(node: Extract<Expr, { kind: `${string}Comp` | 'GeneratorExp' }>): void {
    const [first, ...rest] = node.generators
    const parts: AnyNode[] = [...first.ifs, ...rest]
    parts.push(...(node.kind === 'DictComp' ? [node.key, node.value] : [node.elt]))
    const asynchronous = node.generators.some((generator) => generator.is_async) || parts.some(awaits)
    const { scope, comprehension } = this.place
    if (asynchronous && node.kind !== 'GeneratorExp' && scope !== 'async function' && !comprehension) {
      this.raise('asynchronous comprehension outside of an asynchronous function', node)
    }
    this.visit(first.iter)
    const inner = scope === 'async function' ? scope : 'function'
    this.within({ ...TOP, scope: inner, comprehension: true }, () => {
      this.target(first.target)
      for (const part of parts) {
        if (part.kind === 'comprehension') {
          this.target(part.target)
          this.visit(part.iter)
          part.ifs.forEach(this.visit)
        } else this.visit(part)
      }
    })
  }

  /** An element of a display or call, where a star may stand. */
  private readonly element = (node: Expr): void => this.visit(node.kind === 'Starred' ? node.value : node)

  private parameters(args: Arguments, at: Position): void {
    const { posonlyargs, kwonlyargs, vararg, kwarg } = args
    const check = ({ arg }: Arg) => this.assignable(arg, at)
    posonlyargs.forEach(check)
    args.args.forEach(check)
    kwonlyargs.forEach(check)
    if (vararg !== null) check(vararg)
    if (kwarg !== null) check(kwarg)
    this.visit(args)
  }

  private keywords(keywords: readonly Keyword[], call: Position): void {
    const seen = keywords.length > 1 ? new Set<string>() : null
    for (let i = 0; i < keywords.length; i++) {
      const keyword = keywords[i]
      if (keyword.arg !== null) {
        this.assignable(keyword.arg, call)
        if (seen?.has(keyword.arg)) this.raise(`keyword argument repeated: ${keyword.arg}`, keyword)
        seen?.add(keyword.arg)
      }
      this.visit(keyword.value)
    }
  }

  private handlers(handlers: readonly ExceptHandler[]): void {
    const bare = handlers.find((handler, index) => handler.type === null && index < handlers.length - 1)
    if (bare !== undefined) this.raise("default 'except:' must be last", bare)
  }

  // --- targets --------------------------------------------------------------------------------------------------

  private assignable(name: string, at: Position): void {
    if (name === '__debug__') this.raise('cannot assign to __debug__', at)
  }

  private readonly target = (node: Expr): void => {
    switch (node.kind) {
      case 'Name':
        this.assignable(node.id, node)
        return
      case 'Attribute':
        this.assignable(node.attr, node)
        this.visit(node.value)
        return
      case 'Starred':
        this.raise('starred assignment target must be in a list or tuple', node)
        return
      case 'List':
      case 'Tuple':
        if (node.elts.filter((elt) => elt.kind === 'Starred').length > 1) {
          this.raise('multiple starred expressions in assignment', node)
        }
        for (const elt of node.elts) this.target(elt.kind === 'Starred' ? elt.value : elt)
        return
      default:
        this.visit(node)
    }
  }

  private deletable(node: Expr): void {
    if (node.kind === 'Name' && node.id === '__debug__') this.raise('cannot delete __debug__', node)
    if (node.kind === 'List' || node.kind === 'Tuple') for (const elt of node.elts) this.deletable(elt)
  }
}

/** Kinds whose inside is another function. */
const FUNCTIONS: ReadonlySet<string> = new Set(['FunctionDef', 'AsyncFunctionDef', 'Lambda', 'ClassDef'])

function contains(node: AnyNode, wanted: (node: AnyNode) => boolean): boolean {
  if (wanted(node)) return true
  if (FUNCTIONS.has(node.kind)) return false
  let found = false
  eachChild(node, (child) => {
    found ||= contains(child, wanted)
  })
  return found
}

function yields(node: AnyNode): boolean {
  return contains(node, ({ kind }) => kind === 'Yield' || kind === 'YieldFrom')
}

/** Whether a part of a comprehension waits; a generator expression inside does so on its own. */
function awaits(node: AnyNode): boolean {
  if (node.kind === 'GeneratorExp') return awaits(node.generators[0].iter)
  return contains(node, ({ kind }) => kind === 'Await')
}
