/**
 * Scopes: decides before anything runs where each name lives.
 *
 * Two passes. `collect` walks the tree once and notes, per scope, which names it binds, declares and uses. `resolve` then
 * answers for (scope, name) with a Ref; a variable found in an enclosing function becomes a cell there and a free variable in
 * every frame between. A comprehension is a scope of its own for names, but its variables are slots of the frame around it (its
 * `host`), so entering one costs nothing and its body reads the function's locals directly; only generator expressions
 * have frames. Class bodies keep their names in a dict, invisible to the functions inside.
 */
import type * as ast from '../parse/ast.js'
import { type AnyNode, eachChild } from '../parse/children.js'

export type ScopeKind = 'module' | 'function' | 'class' | 'comprehension'

/** A variable with a slot in the frame of `owner.host`. */
export class Variable {
  captured = false
  slot = -1
  constructor(
    readonly name: string,
    readonly owner: Scope,
  ) {}
}

/** Where a name is: a slot, a cell in a slot, the module's globals, or a dict of names looked up before them. */
export type Ref =
  | { readonly kind: 'local' | 'cell'; readonly variable: Variable }
  | { readonly kind: 'global' | 'name' }
  /** In a class body: the dict of names first, then the cell of an enclosing function. */
  | { readonly kind: 'classcell'; readonly variable: Variable }

const GLOBAL: Ref = { kind: 'global' }
const NAMED: Ref = { kind: 'name' }

export type ScopeNode =
  | ast.FunctionDef
  | ast.AsyncFunctionDef
  | ast.Lambda
  | ast.ClassDef
  | ast.ListComp
  | ast.SetComp
  | ast.DictComp
  | ast.GeneratorExp
  | ast.Module
  | ast.Expression

export class Scope {
  readonly bound = new Map<string, Variable>()
  /** Every name that occurs. */
  readonly used = new Set<string>()
  readonly globals = new Set<string>()
  readonly nonlocals = new Set<string>()
  /** Of the frame this scope owns: its variables by slot, then the free ones. */
  readonly variables: Variable[] = []
  readonly free: Variable[] = []
  readonly host: Scope
  private readonly refs = new Map<string, Ref>()
  /** Contains `yield` (outside inner functions). */
  hasYield = false
  constructor(
    readonly kind: ScopeKind,
    readonly node: ScopeNode,
    readonly parent: Scope | null,
    /** Name of the innermost class around, for `__private` names. */
    readonly className: string | null,
    /** `outer.<locals>.inner`. */
    readonly qualname: string,
    /** A module whose names live in a dict of their own (exec with locals). */
    readonly named = false,
  ) {
    this.host = kind === 'comprehension' ? parent!.host : this
  }

  /** A class or module with annotations: it has an `__annotations__` from its start. */
  annotated = false

  bind(name: string): Variable {
    let variable = this.bound.get(name)
    if (variable === undefined) this.bound.set(name, (variable = new Variable(name, this)))
    return variable
  }

  /** Gives every bound name of a frame its slot; called once per scope after collecting. */
  allocate(): void {
    if (this.kind === 'module' || this.kind === 'class') return
    for (const variable of this.bound.values()) {
      if (this.globals.has(variable.name) || this.nonlocals.has(variable.name)) continue
      variable.slot = this.host.variables.length
      this.host.variables.push(variable)
    }
  }

  /** Where `name` lives as seen from this scope. */
  ref(name: string): Ref {
    let ref = this.refs.get(name)
    if (ref === undefined) this.refs.set(name, (ref = this.resolve(name)))
    return ref
  }

  private resolve(name: string): Ref {
    if (this.globals.has(name)) return GLOBAL
    if (this.bound.has(name) && !this.nonlocals.has(name)) {
      if (this.kind === 'class') return NAMED
      if (this.kind === 'module') return this.named ? NAMED : GLOBAL
      return this.slotRef(this.bound.get(name)!)
    }
    const variable = this.enclosing(name)
    if (variable === undefined) return this.kind === 'class' || this.outermostNamed() ? NAMED : GLOBAL
    const ref = this.slotRef(variable)
    return this.kind === 'class' && !this.nonlocals.has(name) ? { kind: 'classcell', variable } : ref
  }

  private outermostNamed(): boolean {
    return this.host.kind === 'module' && this.host.named
  }

  /** The variable of an enclosing function or comprehension. */
  enclosing(name: string): Variable | undefined {
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      if (scope.kind === 'module') return undefined
      if (scope.kind === 'class') {
        if (name === '__class__') return scope.classCell()
        continue
      }
      if (scope.globals.has(name)) return undefined
      if (scope.nonlocals.has(name)) continue
      const variable = scope.bound.get(name)
      if (variable !== undefined) return variable
    }
    return undefined
  }

  private classCellVariable: Variable | null = null
  /** The variable `__class__` that methods with zero-argument super() share. */
  classCell(): Variable {
    if (this.classCellVariable === null) {
      this.classCellVariable = new Variable('__class__', this)
      this.classCellVariable.slot = this.variables.length
      this.classCellVariable.captured = true
      this.variables.push(this.classCellVariable)
    }
    return this.classCellVariable
  }
  get usedClassCell(): Variable | null {
    return this.classCellVariable
  }

  private slotRef(variable: Variable): Ref {
    if (variable.owner.host !== this.host) {
      variable.captured = true
      for (let scope: Scope = this.host; scope !== variable.owner.host; scope = scope.parent!.host) {
        if (!scope.free.includes(variable)) scope.free.push(variable)
      }
    }
    return { kind: 'local', variable }
  }

  /** Slot of a variable in the frame of this scope. Valid once the whole tree is resolved. */
  slotOf(variable: Variable): number {
    const { host } = this
    return variable.owner.host === host ? variable.slot : host.variables.length + host.free.indexOf(variable)
  }
}

/** An error of scoping that CPython reports as a SyntaxError. */
export class ScopeError {
  constructor(
    readonly message: string,
    readonly position: ast.Position,
  ) {}
}

/** Private names in a class are mangled with the class's name. */
export function mangle(name: string, className: string | null): string {
  if (
    className === null ||
    name.charCodeAt(0) !== 95 ||
    !name.startsWith('__') ||
    name.endsWith('__') ||
    name.includes('.')
  )
    return name
  const stripped = className.replace(/^_+/, '')
  return stripped === '' ? name : `_${stripped}${name}`
}

/** Scope of every node that has one. */
export type ScopeTable = Map<ScopeNode, Scope>

/** Analyses a module or an expression. Throws ScopeError. */
export function analyse(root: ast.Module | ast.Expression, named = false): ScopeTable {
  const collector = new Collector()
  const scope = collector.open('module', root, null, '<module>', named)
  if (root.kind === 'Module') for (const statement of root.body) collector.visit(statement, scope)
  else collector.visit(root.body, scope)
  collector.checkNonlocals()
  // A `global x` anywhere makes the outermost `x` a global as well, where its names live apart from the globals.
  if (named)
    for (const each of collector.table.values()) for (const name of each.globals) scope.globals.add(name)
  for (const each of collector.table.values()) each.allocate()
  for (const each of collector.table.values()) for (const name of each.used) each.ref(name)
  return collector.table
}

class Collector {
  readonly table: ScopeTable = new Map()
  /** Names declared nonlocal: a function around may bind them after the declaration, so they are checked at the end. */
  private readonly outer: { scope: Scope; name: string; raw: string; node: ast.Nonlocal }[] = []

  open(kind: ScopeKind, node: ScopeNode, parent: Scope | null, name: string, named = false): Scope {
    let qualname = name
    if (parent !== null && parent.kind !== 'module') {
      const outer = parent.kind === 'comprehension' ? parent.host : parent
      if (outer.kind === 'class') qualname = `${outer.qualname}.${name}`
      else if (outer.kind === 'function') qualname = `${outer.qualname}.<locals>.${name}`
      if (outer.globals.has(name)) qualname = name
    }
    const className = node.kind === 'ClassDef' ? node.name : (parent?.className ?? null)
    const scope = new Scope(kind, node, parent, className, qualname, named)
    this.table.set(node, scope)
    return scope
  }

  private bind(name: string, scope: Scope): void {
    const mangled = mangle(name, scope.className)
    scope.bind(mangled)
    scope.used.add(mangled)
  }

  private use(name: string, scope: Scope): void {
    scope.used.add(mangle(name, scope.className))
    // Zero-argument super() reads the hidden cell.
    if (name === 'super' && scope.host.kind === 'function') scope.used.add('__class__')
  }

  visit(node: AnyNode, scope: Scope): void {
    switch (node.kind) {
      case 'Name':
        this.use(node.id, scope)
        return
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.functionDef(node, scope)
        return
      case 'Lambda': {
        const lambda = node
        this.defaults(lambda.args, scope)
        const inner = this.open('function', lambda, scope, '<lambda>')
        this.parameters(lambda.args, inner)
        this.visit(lambda.body, inner)
        return
      }
      case 'ClassDef':
        this.classDef(node, scope)
        return
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.comprehension(node, scope)
        return
      case 'NamedExpr': {
        const { target, value } = node
        this.visit(value, scope)
        let home = scope
        while (home.node.kind.endsWith('Comp') || home.node.kind === 'GeneratorExp') home = home.parent!
        if (home === scope) this.target(target, scope)
        else this.walrus(target, home, scope)
        return
      }
      case 'Global':
      case 'Nonlocal':
        this.declare(node, scope)
        return
      case 'Assign': {
        const assign = node
        this.visit(assign.value, scope)
        for (const target of assign.targets) this.target(target, scope)
        return
      }
      case 'AugAssign': {
        const { target, value } = node
        this.visit(value, scope)
        this.target(target, scope)
        return
      }
      case 'AnnAssign': {
        const { target, annotation, value } = node
        if (scope.kind !== 'function') this.visit(annotation, scope)
        if (value !== null) this.visit(value, scope)
        if (value !== null || node.simple) this.target(target, scope)
        if (scope.kind === 'class' || scope.kind === 'module') {
          scope.annotated = true
          this.bind('__annotations__', scope)
        }
        return
      }
      case 'For':
      case 'AsyncFor': {
        const loop = node
        this.visit(loop.iter, scope)
        this.target(loop.target, scope)
        this.all(loop.body, scope)
        this.all(loop.orelse, scope)
        return
      }
      case 'Delete':
        for (const target of node.targets) this.target(target, scope)
        return
      case 'withitem': {
        const item = node
        this.visit(item.context_expr, scope)
        if (item.optional_vars !== null) this.target(item.optional_vars, scope)
        return
      }
      case 'ExceptHandler': {
        const handler = node
        if (handler.type !== null) this.visit(handler.type, scope)
        if (handler.name !== null) this.bind(handler.name, scope)
        this.all(handler.body, scope)
        return
      }
      case 'Import':
      case 'ImportFrom':
        for (const alias of node.names) {
          if (alias.name !== '*') this.bind(alias.asname ?? alias.name.split('.')[0], scope)
        }
        return
      case 'MatchAs':
      case 'MatchStar': {
        const { name } = node
        if (name !== null) this.bind(name, scope)
        break
      }
      case 'MatchMapping': {
        const { rest } = node
        if (rest !== null) this.bind(rest, scope)
        break
      }
      case 'Yield':
      case 'YieldFrom':
      case 'Await':
        scope.host.hasYield = true
        break
    }
    const outer = this.scope
    this.scope = scope
    eachChild(node, this.inScope)
    this.scope = outer
  }

  /** The scope of the node whose children are visited. */
  private scope: Scope | null = null
  private readonly inScope = (child: AnyNode): void => this.visit(child, this.scope!)

  private all(nodes: readonly AnyNode[], scope: Scope): void {
    for (let i = 0; i < nodes.length; i++) this.visit(nodes[i], scope)
  }

  /** What an assignment target binds; the expressions inside it are used. */
  private target(node: ast.Expr, scope: Scope): void {
    switch (node.kind) {
      case 'Name':
        this.bind(node.id, scope)
        return
      case 'Tuple':
      case 'List':
        for (const element of node.elts) this.target(element, scope)
        return
      case 'Starred':
        this.target(node.value, scope)
        return
      default:
        this.visit(node, scope)
    }
  }

  /** A walrus inside a comprehension binds in the scope around it, as `nonlocal` or `global` there. */
  private walrus(target: ast.Name, home: Scope, scope: Scope): void {
    const name = mangle(target.id, scope.className)
    if (scope.bound.has(name)) {
      throw new ScopeError(
        `assignment expression cannot rebind comprehension iteration variable '${target.id}'`,
        target,
      )
    }
    if (home.kind === 'class') {
      throw new ScopeError(
        'assignment expression within a comprehension cannot be used in a class body',
        target,
      )
    }
    home.bind(name)
    home.used.add(name)
    for (let inner = scope; inner !== home; inner = inner.parent!) {
      if (home.kind === 'module' || home.globals.has(name)) inner.globals.add(name)
    }
    scope.used.add(name)
  }

  private declare(node: ast.Global | ast.Nonlocal, scope: Scope): void {
    for (const raw of node.names) {
      const name = mangle(raw, scope.className)
      const word = node.kind === 'Global' ? 'global' : 'nonlocal'
      if (node.kind === 'Nonlocal') {
        if (scope.kind === 'module')
          throw new ScopeError('nonlocal declaration not allowed at module level', node)
        if (scope.globals.has(name)) throw new ScopeError(`name '${raw}' is nonlocal and global`, node)
      }
      const variable = scope.bound.get(name)
      if (variable !== undefined && scope.kind === 'function' && isParameter(scope.node, raw)) {
        throw new ScopeError(`name '${raw}' is parameter and ${word}`, node)
      }
      if (variable !== undefined && scope.kind !== 'module') {
        throw new ScopeError(`name '${raw}' is assigned to before ${word} declaration`, node)
      }
      if (scope.kind !== 'module' && scope.used.has(name)) {
        throw new ScopeError(`name '${raw}' is used prior to ${word} declaration`, node)
      }
      if (node.kind === 'Global') scope.globals.add(name)
      else {
        scope.nonlocals.add(name)
        this.outer.push({ scope, name, raw, node })
      }
    }
  }

  /** Once all is collected: every `nonlocal` name is a variable of a function around. */
  checkNonlocals(): void {
    for (const { scope, name, raw, node } of this.outer) {
      if (scope.enclosing(name) === undefined)
        throw new ScopeError(`no binding for nonlocal '${raw}' found`, node)
    }
  }

  private functionDef(node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope): void {
    this.all(node.decorator_list, scope)
    this.defaults(node.args, scope)
    for (const arg of allArgs(node.args)) if (arg.annotation !== null) this.visit(arg.annotation, scope)
    if (node.returns !== null) this.visit(node.returns, scope)
    this.bind(node.name, scope)
    const inner = this.open('function', node, scope, node.name)
    this.parameters(node.args, inner)
    this.all(node.body, inner)
  }

  private classDef(node: ast.ClassDef, scope: Scope): void {
    this.all(node.decorator_list, scope)
    this.all(node.bases, scope)
    for (const keyword of node.keywords) this.visit(keyword.value, scope)
    this.bind(node.name, scope)
    const inner = this.open('class', node, scope, node.name)
    this.all(node.body, inner)
  }

  private comprehension(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
    scope: Scope,
  ): void {
    const [first] = node.generators
    this.visit(first.iter, scope)
    const own = node.kind === 'GeneratorExp'
    const name = node.kind === 'GeneratorExp' ? '<genexpr>' : `<${node.kind.toLowerCase()}>`
    const inner = this.open(own ? 'function' : 'comprehension', node, scope, name)
    if (own) this.bind('.0', inner)
    node.generators.forEach((generator, i) => {
      if (i > 0) this.visit(generator.iter, inner)
      this.target(generator.target, inner)
      this.all(generator.ifs, inner)
    })
    if (node.kind === 'DictComp') {
      this.visit(node.key, inner)
      this.visit(node.value, inner)
    } else this.visit(node.elt, inner)
  }

  private defaults(args: ast.Arguments, scope: Scope): void {
    this.all(args.defaults, scope)
    for (const value of args.kw_defaults) if (value !== null) this.visit(value, scope)
  }

  /** Parameters come first, in the order of the frame's slots: positional, keyword-only, *args, **kwargs. */
  private parameters(args: ast.Arguments, scope: Scope): void {
    const seen = new Set<string>()
    for (const arg of allArgs(args)) {
      if (seen.has(arg.arg))
        throw new ScopeError(
          `duplicate argument '${arg.arg}' in function definition`,
          scope.node as ast.Lambda,
        )
      seen.add(arg.arg)
      this.bind(arg.arg, scope)
    }
  }
}

/** All parameters, in the order of their slots. */
export function allArgs(args: ast.Arguments): readonly ast.Arg[] {
  const { posonlyargs, kwonlyargs, vararg, kwarg } = args
  if (posonlyargs.length + kwonlyargs.length === 0 && vararg === null && kwarg === null) return args.args
  const list = [...posonlyargs, ...args.args, ...kwonlyargs]
  if (vararg !== null) list.push(vararg)
  if (kwarg !== null) list.push(kwarg)
  return list
}

/** Does the comprehension need a coroutine: `async for`, or `await` inside? */
export function isAsyncComprehension(
  node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
): boolean {
  if (node.generators.some((generator) => generator.is_async)) return true
  const results = node.kind === 'DictComp' ? [node.key, node.value] : [node.elt]
  return (
    results.some(containsYield) ||
    node.generators.some((g, i) => g.ifs.some(containsYield) || (i > 0 && containsYield(g.iter)))
  )
}

/** Does evaluating this node suspend: a yield or await outside inner functions? */
export function containsYield(node: AnyNode): boolean {
  switch (node.kind) {
    case 'Yield':
    case 'YieldFrom':
    case 'Await':
    case 'AsyncFor':
    case 'AsyncWith':
      return true
    case 'FunctionDef':
    case 'AsyncFunctionDef': {
      const def = node as ast.FunctionDef
      return [...def.decorator_list, ...def.args.defaults, ...def.args.kw_defaults].some(
        (n) => n !== null && containsYield(n),
      )
    }
    case 'Lambda': {
      const { args } = node as ast.Lambda
      return [...args.defaults, ...args.kw_defaults].some((n) => n !== null && containsYield(n))
    }
    case 'ClassDef': {
      const def = node as ast.ClassDef
      return [...def.decorator_list, ...def.bases].some(containsYield)
    }
    case 'GeneratorExp':
      return containsYield((node as ast.GeneratorExp).generators[0].iter)
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
      return (
        isAsyncComprehension(node as ast.ListComp) || containsYield((node as ast.ListComp).generators[0].iter)
      )
    case 'Constant':
    case 'Name':
      return false
  }
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value)
        if (item !== null && typeof item === 'object' && 'kind' in item && containsYield(item)) return true
    } else if (value !== null && typeof value === 'object' && 'kind' in value && containsYield(value))
      return true
  }
  return false
}

function isParameter(node: ScopeNode, name: string): boolean {
  return 'args' in node && allArgs(node.args).some((arg) => arg.arg === name)
}
