/**
 * What CPython's symbol table refuses: declarations that contradict how a name is used, and bindings where none may be.
 */
import type { Arg, Arguments, Comprehension, Expr, Module, NamedExpr, Position, Stmt } from './ast.js'
import { type AnyNode, eachChild } from './children.js'
import type { Raise } from './validate.js'

/** How a name occurs in one scope; flags. */
const LOCAL = 1
const PARAMETER = 2
const USED = 4
const ANNOTATED = 8
const GLOBAL = 16
const NONLOCAL = 32
const ITERATED = 64

type ScopeKind = 'module' | 'class' | 'function' | 'comprehension'

interface Scope {
  readonly kind: ScopeKind
  readonly parent: Scope | null
  readonly names: Map<string, number>
  /** The statement that declared a name global or nonlocal. */
  declared: Map<string, Position> | null
  readonly children: Scope[]
  /** How messages call a comprehension. */
  readonly comprehension: string
  inTarget: boolean
  iterables: number
}

type ComprehensionNode = Extract<Expr, { generators: Comprehension[] }>

const COMPREHENSIONS: Readonly<Record<ComprehensionNode['kind'], string>> = {
  ListComp: 'list comprehension',
  SetComp: 'set comprehension',
  DictComp: 'dict comprehension',
  GeneratorExp: 'generator expression',
}

/** Raises what the symbol table would raise. */
export function checkNames(module: Module, raise: Raise): void {
  const checker = new NameChecker(raise)
  const root = checker.scope
  for (const statement of module.body) checker.visit(statement)
  checkDeclarations(root, new Set(), raise)
}

class NameChecker {
  scope: Scope = newScope('module', null)

  constructor(private readonly raise: Raise) {}

  readonly visit = (node: AnyNode): void => {
    switch (node.kind) {
      case 'Name':
        this.add(node.id, USED, node)
        return
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.add(node.name, LOCAL, node)
        this.outside(node.args)
        if (node.returns !== null) this.visit(node.returns)
        node.decorator_list.forEach(this.visit)
        this.inside('function', () => {
          this.parameters(node.args)
          node.body.forEach(this.visit)
        })
        return
      case 'Lambda':
        this.outside(node.args)
        this.inside('function', () => {
          this.parameters(node.args)
          this.visit(node.body)
        })
        return
      case 'ClassDef':
        this.add(node.name, LOCAL, node)
        node.bases.forEach(this.visit)
        node.keywords.forEach(this.visit)
        node.decorator_list.forEach(this.visit)
        this.inside('class', () => node.body.forEach(this.visit))
        return
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        this.comprehension(node)
        return
      case 'NamedExpr':
        this.namedExpression(node)
        this.visit(node.value)
        this.bind(node.target)
        return
      case 'Yield':
      case 'YieldFrom':
        eachChild(node, this.visit)
        if (this.scope.kind === 'comprehension') {
          this.raise(`'yield' inside ${this.scope.comprehension}`, node)
        }
        return
      case 'MatchAs':
      case 'MatchStar':
        eachChild(node, this.visit)
        if (node.name !== null) this.add(node.name, LOCAL, node)
        return
      case 'MatchMapping':
        eachChild(node, this.visit)
        if (node.rest !== null) this.add(node.rest, LOCAL, node)
        return
      case 'ExceptHandler':
        if (node.type !== null) this.visit(node.type)
        if (node.name !== null) this.add(node.name, LOCAL, node)
        node.body.forEach(this.visit)
        return
      case 'withitem':
        this.visit(node.context_expr)
        if (node.optional_vars !== null) this.bind(node.optional_vars)
        return
      default:
        this.statement(node)
    }
  }

  private statement(node: AnyNode): void {
    switch (node.kind) {
      case 'Assign':
        node.targets.forEach(this.bind)
        this.visit(node.value)
        return
      case 'AugAssign':
        this.bind(node.target)
        this.visit(node.value)
        return
      case 'Delete':
        node.targets.forEach(this.bind)
        return
      case 'For':
      case 'AsyncFor':
        this.bind(node.target)
        this.visit(node.iter)
        node.body.forEach(this.visit)
        node.orelse.forEach(this.visit)
        return
      case 'AnnAssign':
        this.annotated(node)
        return
      case 'Global':
      case 'Nonlocal':
        this.declare(node)
        return
      case 'Import':
      case 'ImportFrom':
        for (const alias of node.names) {
          if (alias.name !== '*') this.add(alias.asname ?? alias.name.split('.')[0], LOCAL, alias)
          else if (this.scope.kind !== 'module') this.raise('import * only allowed at module level', alias)
        }
        return
      default:
        eachChild(node, this.visit)
    }
  }

  /** A target: its names become local, the rest of it is used. */
  private readonly bind = (target: Expr): void => {
    if (target.kind === 'Name') this.add(target.id, LOCAL, target)
    else if (target.kind === 'Tuple' || target.kind === 'List') target.elts.forEach(this.bind)
    else if (target.kind === 'Starred') this.bind(target.value)
    else this.visit(target)
  }

  private add(name: string, flag: number, at: Position): void {
    const { names, inTarget } = this.scope
    let known = names.get(name) ?? 0
    if (flag & known & PARAMETER) this.raise(`duplicate argument '${name}' in function definition`, at)
    if (inTarget && flag !== USED) {
      if (known & (GLOBAL | NONLOCAL)) {
        this.raise(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at)
      }
      known |= ITERATED
    }
    names.set(name, known | flag)
  }

  private inside(kind: ScopeKind, rule: () => void, comprehension = ''): void {
    const outer = this.scope
    this.scope = newScope(kind, outer, comprehension)
    rule()
    this.scope = outer
  }

  /** Defaults and annotations belong to the scope around the function. */
  private outside(args: Arguments): void {
    args.defaults.forEach(this.visit)
    for (const value of args.kw_defaults) if (value !== null) this.visit(value)
    allParameters(args).forEach(this.annotation)
  }

  private readonly annotation = (arg: Arg): void => {
    if (arg.annotation !== null) this.visit(arg.annotation)
  }

  private readonly parameter = (arg: Arg): void => this.add(arg.arg, PARAMETER, arg)

  private parameters(args: Arguments): void {
    allParameters(args).forEach(this.parameter)
  }

  private comprehension(node: ComprehensionNode): void {
    const [first, ...rest] = node.generators
    this.iterable(first.iter)
    const clause = ({ target, ifs }: Comprehension) => {
      this.scope.inTarget = true
      this.bind(target)
      this.scope.inTarget = false
      ifs.forEach(this.visit)
    }
    this.inside(
      'comprehension',
      () => {
        clause(first)
        for (const generator of rest) {
          this.scope.inTarget = true
          this.bind(generator.target)
          this.scope.inTarget = false
          this.iterable(generator.iter)
          generator.ifs.forEach(this.visit)
        }
        if (node.kind === 'DictComp') {
          this.visit(node.key)
          this.visit(node.value)
        } else this.visit(node.elt)
      },
      COMPREHENSIONS[node.kind],
    )
  }

  private iterable(node: Expr): void {
    this.scope.iterables++
    this.visit(node)
    this.scope.iterables--
  }

  /** In a comprehension `:=` binds in the scope around it, which must take it. */
  private namedExpression(node: NamedExpr): void {
    const { target } = node
    const name = target.id
    if (this.scope.iterables > 0) {
      this.raise('assignment expression cannot be used in a comprehension iterable expression', node)
    }
    if (this.scope.kind !== 'comprehension') return
    let scope: Scope = this.scope
    for (; scope.kind === 'comprehension'; scope = scope.parent!) {
      if ((scope.names.get(name) ?? 0) & ITERATED) {
        this.raise(`assignment expression cannot rebind comprehension iteration variable '${name}'`, target)
      }
      scope.names.set(name, (scope.names.get(name) ?? 0) | (GLOBAL | LOCAL))
    }
    if (scope.kind === 'class') {
      this.raise('assignment expression within a comprehension cannot be used in a class body', target)
    }
    scope.names.set(name, (scope.names.get(name) ?? 0) | LOCAL)
  }

  private annotated(node: Extract<Stmt, { kind: 'AnnAssign' }>): void {
    const { target, annotation, value, simple } = node
    if (target.kind === 'Name') {
      const known = this.scope.names.get(target.id) ?? 0
      if (known & (GLOBAL | NONLOCAL) && simple && this.scope.kind !== 'module') {
        const what = known & GLOBAL ? 'global' : 'nonlocal'
        this.raise(`annotated name '${target.id}' can't be ${what}`, node)
      }
      if (simple) this.add(target.id, ANNOTATED | LOCAL, node)
      else if (value !== null) this.add(target.id, LOCAL, node)
    } else this.visit(target)
    this.visit(annotation)
    if (value !== null) this.visit(value)
  }

  private declare(node: Extract<Stmt, { kind: 'Global' | 'Nonlocal' }>): void {
    const what = node.kind === 'Global' ? 'global' : 'nonlocal'
    for (const name of node.names) {
      const known = this.scope.names.get(name) ?? 0
      if (known & PARAMETER) this.raise(`name '${name}' is parameter and ${what}`, node)
      if (known & USED) this.raise(`name '${name}' is used prior to ${what} declaration`, node)
      if (known & ANNOTATED) this.raise(`annotated name '${name}' can't be ${what}`, node)
      if (known & LOCAL) this.raise(`name '${name}' is assigned to before ${what} declaration`, node)
      this.add(name, node.kind === 'Global' ? GLOBAL : NONLOCAL, node)
      this.scope.declared ??= new Map()
      if (!this.scope.declared.has(name)) this.scope.declared.set(name, node)
    }
  }
}

function newScope(kind: ScopeKind, parent: Scope | null, comprehension = ''): Scope {
  const names = new Map<string, number>()
  const scope = {
    kind,
    parent,
    names,
    declared: null,
    children: [],
    comprehension,
    inTarget: false,
    // A lambda or comprehension in such an expression is part of it.
    iterables: parent?.iterables ?? 0,
  }
  parent?.children.push(scope)
  return scope
}

/** In the order of the symbol table. */
function allParameters({ posonlyargs, args, kwonlyargs, vararg, kwarg }: Arguments): readonly Arg[] {
  if (posonlyargs.length + kwonlyargs.length === 0 && vararg === null && kwarg === null) return args
  return [...posonlyargs, ...args, ...kwonlyargs, ...[vararg, kwarg].filter((arg) => arg !== null)]
}

/** Every `nonlocal` needs a function around it that binds the name. */
function checkDeclarations(scope: Scope, bound: ReadonlySet<string>, raise: Raise): void {
  for (const [name, at] of scope.declared ?? []) {
    const flags = scope.names.get(name)!
    if (!(flags & NONLOCAL)) continue
    if (flags & GLOBAL) raise(`name '${name}' is nonlocal and global`, at)
    if (scope.kind === 'module') raise('nonlocal declaration not allowed at module level', at)
    if (!bound.has(name)) raise(`no binding for nonlocal '${name}' found`, at)
  }
  if (scope.children.length === 0) return
  const inner = new Set(bound)
  if (scope.kind === 'function' || scope.kind === 'comprehension') {
    for (const [name, flags] of scope.names) {
      if (flags & GLOBAL) inner.delete(name)
      else if (flags & (LOCAL | PARAMETER)) inner.add(name)
    }
  }
  if (scope.kind === 'class') inner.add('__class__')
  for (const child of scope.children) checkDeclarations(child, inner, raise)
}
