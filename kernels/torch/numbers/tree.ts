/** The user's programs as trees that can be climbed: who stands around a node, who calls a function, what gives a name its value. */
import type * as ast from '../../../src/python/parse/ast.js'
import { type AnyNode, eachChild } from '../../../src/python/parse/children.js'
import type { Program } from '../../../src/python/run/programs.js'

export type FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

/** What gives a value: an expression, of whose elements it may be one. */
export interface Giver {
  readonly value: ast.Expr
  /** The way to the element that a tuple of targets takes: `[1]` of `B, T = x.shape`; from the end where it is negative. */
  readonly path: readonly number[]
  readonly program: Program
}

export interface CallPlace {
  readonly node: ast.Call
  readonly program: Program
}

interface Index {
  readonly parents: ReadonlyMap<AnyNode, AnyNode>
  readonly calls: readonly ast.Call[]
  readonly functions: readonly FunctionNode[]
  readonly classes: readonly ast.ClassDef[]
  readonly assignments: readonly (ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For)[]
}

const indexes = new WeakMap<ast.Module, Index>()

function indexOf({ tree }: Program): Index {
  let index = indexes.get(tree)
  if (index === undefined) {
    const parents = new Map<AnyNode, AnyNode>()
    const calls: ast.Call[] = []
    const functions: FunctionNode[] = []
    const classes: ast.ClassDef[] = []
    const assignments: (ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For)[] = []
    const visit = (node: AnyNode): void => {
      if (node.kind === 'Call') calls.push(node)
      else if (node.kind === 'FunctionDef' || node.kind === 'AsyncFunctionDef') functions.push(node)
      else if (node.kind === 'ClassDef') classes.push(node)
      else if (/^(Assign|AnnAssign|AugAssign|For)$/.test(node.kind)) assignments.push(node as ast.Assign)
      eachChild(node, (child) => {
        parents.set(child, node)
        visit(child)
      })
    }
    for (const statement of tree.body) visit(statement)
    indexes.set(tree, (index = { parents, calls, functions, classes, assignments }))
  }
  return index
}

export const parentOf = (node: AnyNode, program: Program): AnyNode | undefined =>
  indexOf(program).parents.get(node)

/** The functions and classes around a node, the innermost first. */
export function scopesAround(node: AnyNode, program: Program): (FunctionNode | ast.ClassDef)[] {
  const scopes: (FunctionNode | ast.ClassDef)[] = []
  for (let at = parentOf(node, program); at !== undefined; at = parentOf(at, program))
    if (at.kind === 'FunctionDef' || at.kind === 'AsyncFunctionDef' || at.kind === 'ClassDef') scopes.push(at)
  return scopes
}

/** The function that a statement or expression runs in; null at the top and in the body of a class. */
export function functionAround(node: AnyNode, program: Program): FunctionNode | null {
  const scope = scopesAround(node, program)[0]
  return scope === undefined || scope.kind === 'ClassDef' ? null : scope
}

/** The program that holds a node. */
export const holding = (node: AnyNode, programs: readonly Program[]): Program | undefined =>
  programs.findLast((each) => indexOf(each).parents.has(node) || each.tree.body.includes(node as ast.Stmt))

export const parametersOf = ({ args }: FunctionNode): readonly ast.Arg[] => [
  ...args.posonlyargs,
  ...args.args,
  ...args.kwonlyargs,
]

/** A parameter's default. */
export function defaultOf({ args }: FunctionNode, name: string): ast.Expr | null {
  const positional = [...args.posonlyargs, ...args.args]
  const at = positional.findIndex(({ arg }) => arg === name)
  if (at >= 0) return args.defaults[at - positional.length + args.defaults.length] ?? null
  return args.kw_defaults[args.kwonlyargs.findIndex(({ arg }) => arg === name)] ?? null
}

/** What a call is of: the last part of `nn.Linear`. */
export const calledName = ({ func }: ast.Call): string =>
  func.kind === 'Name' ? func.id : func.kind === 'Attribute' ? func.attr : ''

export function classNamed(
  name: string,
  programs: readonly Program[],
): { node: ast.ClassDef; program: Program } | null {
  for (const program of [...programs].reverse()) {
    const node = indexOf(program).classes.findLast((each) => each.name === name)
    if (node !== undefined) return { node, program }
  }
  return null
}

export function functionNamed(
  name: string,
  programs: readonly Program[],
): { node: FunctionNode; program: Program } | null {
  for (const program of [...programs].reverse()) {
    const node = indexOf(program).functions.findLast((each) => each.name === name)
    if (node !== undefined) return { node, program }
  }
  return null
}

/** The class whose method a function is. */
export function classOf(method: FunctionNode, program: Program): ast.ClassDef | null {
  const parent = parentOf(method, program)
  return parent?.kind === 'ClassDef' ? parent : null
}

export const methodNamed = ({ body }: ast.ClassDef, name: string): FunctionNode | null =>
  body.findLast(
    (each): each is FunctionNode => /FunctionDef$/.test(each.kind) && (each as FunctionNode).name === name,
  ) ?? null

/** The calls that reach a function, where the text says so: by its name, its class's, or `super().__init__`. */
export function callsOf(fn: FunctionNode, home: Program, programs: readonly Program[]): CallPlace[] {
  const owner = classOf(fn, home)
  const name = fn.name === '__init__' && owner !== null ? owner.name : fn.name
  return programs.flatMap((program) =>
    indexOf(program)
      .calls.filter((node) => {
        if (calledName(node) === name) return name !== 'forward'
        if (fn.name !== '__init__' || calledName(node) !== '__init__') return false
        const from = scopesAround(node, program).find((each) => each.kind === 'ClassDef') as
          | ast.ClassDef
          | undefined
        return from?.bases.some((base) => base.kind === 'Name' && base.id === owner?.name) === true
      })
      .map((node) => ({ node, program })),
  )
}

/** A target's name or attribute within an assignment: the ways to the values that it gets. */
function* waysTo(target: ast.Expr, matches: (node: ast.Expr) => boolean): Generator<readonly number[]> {
  if (matches(target)) yield []
  else if (target.kind === 'Tuple' || target.kind === 'List') {
    const star = target.elts.findIndex(({ kind }) => kind === 'Starred')
    for (const [i, each] of target.elts.entries()) {
      if (i === star) continue
      const at = star >= 0 && i > star ? i - target.elts.length : i
      for (const rest of waysTo(each, matches)) yield [at, ...rest]
    }
  }
}

const sameFunction = (a: AnyNode, b: FunctionNode | null, program: Program): boolean =>
  functionAround(a, program) === b

/** What assignments give to a target; null where one changes it in place, as `+=` does. A loop gives the elements of what it goes through. */
function giversIn(
  program: Program,
  inside: (statement: AnyNode) => boolean,
  matches: (node: ast.Expr) => boolean,
): Giver[] | null {
  const givers: Giver[] = []
  for (const statement of indexOf(program).assignments) {
    if (!inside(statement)) continue
    if (statement.kind === 'AugAssign') {
      if (matches(statement.target)) return null
      continue
    }
    const value = statement.kind === 'For' ? statement.iter : statement.value
    if (value === null) continue
    const targets = statement.kind === 'Assign' ? statement.targets : [statement.target]
    for (const target of targets)
      for (const path of waysTo(target, matches))
        givers.push({ value, path: statement.kind === 'For' ? [EACH, ...path] : path, program })
  }
  return givers
}

/** In a path: any element. */
export const EACH = Number.NaN

const before = (a: ast.Position, b: ast.Position): boolean =>
  a.line < b.line || (a.line === b.line && a.col < b.col)

/** What gives a local name its value where it is used: the assignments before it, or any if all stand after it, in a loop. */
export function localGivers(
  name: string,
  use: ast.Expr,
  fn: FunctionNode,
  program: Program,
): Reaching | null {
  const all = assignmentsTo(name, fn, program)
  return all === null ? null : reaching(all, use, program)
}

/** All that a function assigns to a name; at the top of a program if it is null. */
export const assignmentsTo = (name: string, fn: FunctionNode | null, program: Program): Giver[] | null =>
  giversIn(
    program,
    (statement) => sameFunction(statement, fn, program),
    (node) => node.kind === 'Name' && node.id === name,
  )

interface Reaching {
  readonly givers: Giver[]
  /** Did one of them surely run? */
  readonly surely: boolean
}

/** Of what gives a name its value: the last that surely ran before its use, what may have run after that, and what comes round in a loop. */
function reaching(givers: readonly Giver[], use: ast.Expr, program: Program): Reaching {
  const around: AnyNode[] = []
  for (let at = parentOf(use, program); at !== undefined; at = parentOf(at, program)) around.push(at)
  const blockOf = (giver: Giver): AnyNode | undefined =>
    parentOf(parentOf(giver.value, program) ?? giver.value, program)
  const loops = around.filter(({ kind }) => kind === 'For' || kind === 'While')
  const found = givers.filter((giver) => {
    if (before(giver.value, use)) return false
    for (let at = parentOf(giver.value, program); at !== undefined; at = parentOf(at, program))
      if (loops.includes(at) && parentOf(giver.value, program) !== at) return true
    return false
  })
  for (const giver of givers.filter(({ value }) => before(value, use)).reverse()) {
    found.push(giver)
    const block = blockOf(giver)
    const statement = parentOf(giver.value, program)
    if (
      block === undefined ||
      around.includes(block) ||
      (statement !== undefined && around.includes(statement))
    )
      return { givers: found, surely: true }
  }
  return { givers: found, surely: false }
}

/** Is there a loop around a node, within its function? */
export function inLoop(node: AnyNode, program: Program): boolean {
  for (let at = parentOf(node, program); at !== undefined; at = parentOf(at, program)) {
    if (at.kind === 'For' || at.kind === 'While') return true
    if (at.kind === 'FunctionDef' || at.kind === 'AsyncFunctionDef' || at.kind === 'ClassDef') return false
  }
  return false
}

type ComprehensionNode = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

const isComprehension = (node: AnyNode): node is ComprehensionNode =>
  /^(ListComp|SetComp|DictComp|GeneratorExp)$/.test(node.kind)

/** The innermost comprehension around a node. */
export function comprehensionAround(node: AnyNode, program: Program): ComprehensionNode | null {
  for (let at = parentOf(node, program); at !== undefined; at = parentOf(at, program))
    if (isComprehension(at)) return at
  return null
}

/** A name that a comprehension around its use goes through. */
export function comprehensionGiver(use: ast.Name, program: Program): Giver | null {
  for (let at = parentOf(use, program); at !== undefined; at = parentOf(at, program))
    if (isComprehension(at))
      for (const { target, iter } of at.generators)
        for (const path of waysTo(target, (node) => node.kind === 'Name' && node.id === use.id))
          return { value: iter, path: [EACH, ...path], program }
  return null
}

/** What gives a global name its value: in its own program the last assignment before it, in functions and other cells any. */
export function globalGivers(
  name: string,
  use: ast.Expr,
  home: Program,
  programs: readonly Program[],
): Giver[] | null {
  const matches = (node: ast.Expr): boolean => node.kind === 'Name' && node.id === name
  const top = functionAround(use, home) === null
  const found: Giver[] = []
  for (const program of programs) {
    const givers = giversIn(program, (statement) => scopesAround(statement, program).length === 0, matches)
    if (givers === null) return null
    const reached = program === home && top ? reaching(givers, use, program).givers : givers
    // A later cell gives the name anew.
    if (top && reached.length > 0) found.length = 0
    found.push(...reached)
  }
  return found
}

/** What a class's methods and its body give to an attribute of its objects. */
export function attributeGivers(name: string, owner: ast.ClassDef, program: Program): Giver[] | null {
  const own = giversIn(
    program,
    (statement) => scopesAround(statement, program).includes(owner),
    (node) =>
      node.kind === 'Attribute' &&
      node.attr === name &&
      node.value.kind === 'Name' &&
      node.value.id === 'self',
  )
  if (own === null || own.length > 0) return own
  return giversIn(
    program,
    (statement) => parentOf(statement, program) === owner,
    (node) => node.kind === 'Name' && node.id === name,
  )
}

/** What a property returns. */
export function propertyGivers(method: FunctionNode, program: Program): Giver[] {
  const last = method.body.at(-1)
  const isProperty = method.decorator_list.some((each) => each.kind === 'Name' && /property$/.test(each.id))
  return isProperty && last?.kind === 'Return' && last.value !== null
    ? [{ value: last.value, path: [], program }]
    : []
}

/** The default of a command line's option, which `args.hidden_size` reads. */
export function optionDefault(
  name: string,
  programs: readonly Program[],
): { value: ast.Expr; program: Program } | null {
  for (const program of programs)
    for (const call of indexOf(program).calls) {
      if (calledName(call) !== 'add_argument') continue
      const names = call.args.flatMap((each) =>
        each.kind === 'Constant' && each.value.type === 'str' ? [each.value.value] : [],
      )
      const given = call.keywords.find(({ arg }) => arg === 'default')?.value
      if (given !== undefined && names.some((each) => each.replace(/^-+/, '').replaceAll('-', '_') === name))
        return { value: given, program }
    }
  return null
}

/** What is given to an attribute of an object from outside: `cfg.dim = 32`. */
export const outerGivers = (name: string, base: string, programs: readonly Program[]): Giver[] =>
  programs.flatMap(
    (program) =>
      giversIn(
        program,
        () => true,
        (node) =>
          node.kind === 'Attribute' &&
          node.attr === name &&
          node.value.kind === 'Name' &&
          node.value.id === base &&
          base !== 'self',
      ) ?? [],
  )

/** What to quote of the place where an expression stands: the call that gets it, the assignment, the parameter with its default. */
export function standsIn(node: ast.Expr, program: Program): ast.Position {
  let at: AnyNode = node
  for (
    let parent = parentOf(at, program);
    parent !== undefined;
    at = parent, parent = parentOf(at, program)
  ) {
    switch (parent.kind) {
      case 'Call':
        return parent.func === at ? node : parent
      case 'Assign':
      case 'AnnAssign':
      case 'For':
        return parent
      case 'arguments': {
        const names = [...parent.posonlyargs, ...parent.args]
        const i = parent.defaults.indexOf(at as ast.Expr)
        const arg =
          i < 0
            ? parent.kwonlyargs[parent.kw_defaults.indexOf(at as ast.Expr)]
            : names[names.length - parent.defaults.length + i]
        return arg === undefined
          ? node
          : { line: arg.line, col: arg.col, endLine: at.endLine, endCol: at.endCol }
      }
      case 'keyword':
      case 'Tuple':
      case 'List':
      case 'Dict':
      case 'UnaryOp':
        continue
      default:
        return at
    }
  }
  return at
}

/** The assignment of which an expression is all, or the expression. */
export const wholeOf = (node: ast.Expr, program: Program): ast.Position => {
  const parent = parentOf(node, program)
  return parent?.kind === 'Assign' || parent?.kind === 'AnnAssign' ? parent : node
}
