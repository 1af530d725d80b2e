/**
 * Size formulas: one text that is evaluated to get a size and printed, with the numbers filled in, to explain it.
 *
 * Grammar: sums, products and quotients of integers, variables, parentheses and floor, ceil, min, max. `full` shows
 * every number where its variable stood; `folded` keeps one variable's number visible and folds the rest.
 */

type Call = 'floor' | 'ceil' | 'min' | 'max'

type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: '+' | '-' | '*' | '/'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'call'; readonly name: Call; readonly args: readonly Expr[] }

export type Values = Readonly<Record<string, number>>

export interface Formula {
  readonly text: string
  /** The variables, in order of appearance. */
  readonly variables: readonly string[]
  evaluate(values: Values): number
  /** `⌊(32 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1` */
  full(values: Values): string
  /** `⌊(10 − 2)/2⌋ + 1`: every number folded except that of `keep`. */
  folded(values: Values, keep: string): string
  /** What is rounded, worked out: `⌊14.5⌋ + 1`. */
  rounding(values: Values): string
  /** The formula as it is written, with its variables: `⌊(L + 2·padding − …) / stride⌋ + 1`. */
  symbolic(): string
  /** The value under the first floor or ceil, unrounded; null where the formula does not round. */
  quotient(values: Values): number | null
}

export function formula(text: string): Formula {
  const tree = parse(text)
  const variables: string[] = []
  visit(tree, (node) => {
    if (node.kind === 'variable' && !variables.includes(node.name)) variables.push(node.name)
  })
  return {
    text,
    variables,
    evaluate: (values) => evaluate(tree, values),
    full: (values) => print(tree, ' / ', values),
    folded: (values, keep) => print(fold(substitute(tree, values, keep)), '/', values),
    rounding: (values) => print(workedOut(substitute(tree, values, null)), ' / '),
    symbolic: () => print(tree, ' / '),
    quotient: (values) => {
      let found: number | null = null
      visit(tree, (node) => {
        if (found === null && node.kind === 'call' && (node.name === 'floor' || node.name === 'ceil')) {
          found = evaluate(node.args[0], values)
        }
      })
      return found
    },
  }
}

// --- reading ----------------------------------------------------------------------------------------------------

function parse(text: string): Expr {
  const tokens = text.match(/\d+|[A-Za-z_]\w*|[-+*/(),]/g) ?? []
  let at = 0
  const take = (token: string): boolean => tokens[at] === token && ++at > 0

  function sum(): Expr {
    let left = product()
    for (;;) {
      if (take('+')) left = { kind: '+', left, right: product() }
      else if (take('-')) left = { kind: '-', left, right: product() }
      else return left
    }
  }
  function product(): Expr {
    let left = atom()
    for (;;) {
      if (take('*')) left = { kind: '*', left, right: atom() }
      else if (take('/')) left = { kind: '/', left, right: atom() }
      else return left
    }
  }
  function atom(): Expr {
    if (take('(')) {
      const inside = sum()
      expect(')')
      return inside
    }
    const token = tokens[at++]
    if (token === undefined) throw new Error(`formula ends too early: ${text}`)
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) }
    if (!take('(')) return { kind: 'variable', name: token }
    const args = [sum()]
    while (take(',')) args.push(sum())
    expect(')')
    return { kind: 'call', name: token as Call, args }
  }
  function expect(token: string): void {
    if (!take(token)) throw new Error(`formula: expected ${token} in ${text}`)
  }

  const tree = sum()
  if (at < tokens.length) throw new Error(`formula: unexpected ${tokens[at]} in ${text}`)
  return tree
}

function visit(node: Expr, see: (node: Expr) => void): void {
  see(node)
  if (node.kind === 'call') for (const arg of node.args) visit(arg, see)
  else if ('left' in node) {
    visit(node.left, see)
    visit(node.right, see)
  }
}

// --- computing --------------------------------------------------------------------------------------------------

const calls: Record<Call, (...args: number[]) => number> = {
  floor: Math.floor,
  ceil: Math.ceil,
  min: Math.min,
  max: Math.max,
}

function evaluate(node: Expr, values: Values): number {
  switch (node.kind) {
    case 'number':
      return node.value
    case 'variable':
      return values[node.name]
    case 'call':
      return calls[node.name](...node.args.map((arg) => evaluate(arg, values)))
    case '+':
      return evaluate(node.left, values) + evaluate(node.right, values)
    case '-':
      return evaluate(node.left, values) - evaluate(node.right, values)
    case '*':
      return evaluate(node.left, values) * evaluate(node.right, values)
    case '/':
      return evaluate(node.left, values) / evaluate(node.right, values)
  }
}

/** The tree with numbers for all variables but `keep`. */
function substitute(node: Expr, values: Values, keep: string | null): Expr {
  switch (node.kind) {
    case 'number':
      return node
    case 'variable':
      return node.name === keep ? node : { kind: 'number', value: values[node.name] }
    case 'call':
      return { ...node, args: node.args.map((arg) => substitute(arg, values, keep)) }
    default:
      return {
        ...node,
        left: substitute(node.left, values, keep),
        right: substitute(node.right, values, keep),
      }
  }
}

/** The tree with a number for whatever stands under a floor or ceil. */
function workedOut(node: Expr): Expr {
  switch (node.kind) {
    case 'number':
    case 'variable':
      return node
    case 'call':
      return node.name === 'floor' || node.name === 'ceil'
        ? { ...node, args: node.args.map((arg) => number(Math.round(evaluate(arg, {}) * 1e4) / 1e4)) }
        : { ...node, args: node.args.map(workedOut) }
    default:
      return { ...node, left: workedOut(node.left), right: workedOut(node.right) }
  }
}

// --- folding ----------------------------------------------------------------------------------------------------

const number = (value: number): Expr => ({ kind: 'number', value })

/** Folds constants, gathers the constant terms of a sum at its end, drops `· 1`, `/ 1` and floors of whole numbers. */
function fold(node: Expr): Expr {
  switch (node.kind) {
    case 'number':
    case 'variable':
      return node
    case 'call': {
      const args = node.args.map(fold)
      if (args.every((arg) => arg.kind === 'number')) return number(evaluate({ ...node, args }, {}))
      if ((node.name === 'floor' || node.name === 'ceil') && isWhole(args[0])) return args[0]
      return { ...node, args }
    }
    case '+':
    case '-':
      return foldSum(node)
    case '*':
    case '/': {
      const left = fold(node.left)
      const right = fold(node.right)
      if (left.kind === 'number' && right.kind === 'number')
        return number(evaluate({ ...node, left, right }, {}))
      if (right.kind === 'number' && right.value === 1) return left
      if (node.kind === '*' && left.kind === 'number' && left.value === 1) return right
      return { kind: node.kind, left, right }
    }
  }
}

function isWhole(node: Expr): boolean {
  let whole = true
  visit(node, (inner) => {
    if (inner.kind === '/' || (inner.kind === 'number' && !Number.isInteger(inner.value))) whole = false
  })
  return whole
}

function foldSum(node: Expr): Expr {
  const terms: { readonly sign: 1 | -1; readonly term: Expr }[] = []
  let constant = 0
  const gather = (inner: Expr, sign: 1 | -1): void => {
    if (inner.kind === '+' || inner.kind === '-') {
      gather(inner.left, sign)
      gather(inner.right, inner.kind === '+' ? sign : (-sign as 1 | -1))
      return
    }
    const term: Expr = fold(inner)
    if (term.kind === 'number') constant += sign * term.value
    else if (term.kind === '+' || term.kind === '-') gather(term, sign)
    else terms.push({ sign, term })
  }
  gather(node, 1)
  if (terms.length === 0) return number(constant)
  const first = terms.findIndex(({ sign }) => sign === 1)
  if (first > 0) terms.unshift(...terms.splice(first, 1))
  let result = first < 0 ? number(constant) : terms[0].term
  for (const { sign, term } of first < 0 ? terms : terms.slice(1)) {
    result = { kind: sign === 1 ? '+' : '-', left: result, right: term }
  }
  if (first < 0 || constant === 0) return result
  return constant > 0
    ? { kind: '+', left: result, right: number(constant) }
    : { kind: '-', left: result, right: number(-constant) }
}

// --- printing ---------------------------------------------------------------------------------------------------

const precedence: Record<Expr['kind'], number> = {
  '+': 1,
  '-': 1,
  '*': 2,
  '/': 2,
  number: 3,
  variable: 3,
  call: 3,
}
const brackets: Partial<Record<Call, readonly [string, string]>> = { floor: ['⌊', '⌋'], ceil: ['⌈', '⌉'] }

function print(node: Expr, slash: string, values?: Values): string {
  switch (node.kind) {
    case 'number':
      return signed(node.value)
    case 'variable': {
      const value = values?.[node.name]
      return value === undefined ? node.name : signed(value)
    }
    case 'call': {
      const args = node.args.map((arg) => print(arg, slash, values)).join(', ')
      const pair = brackets[node.name]
      return pair ? pair[0] + args + pair[1] : `${node.name}(${args})`
    }
    case '+':
      return `${operand(node.left, 0, slash, values)} + ${operand(node.right, 1, slash, values)}`
    case '-':
      return `${operand(node.left, 0, slash, values)} − ${operand(node.right, 2, slash, values)}`
    case '*':
      return `${operand(node.left, 2, slash, values)}·${operand(node.right, 2, slash, values)}`
    case '/':
      return `${operand(node.left, 2, slash, values)}${slash}${operand(node.right, 3, slash, values)}`
  }
}

const signed = (value: number): string => (value < 0 ? `−${-value}` : String(value))

/** A part of an expression, in brackets where it binds less tightly than its place needs. */
function operand(inner: Expr, least: number, slash: string, values?: Values): string {
  const text = print(inner, slash, values)
  const value = inner.kind === 'number' ? inner.value : inner.kind === 'variable' ? values?.[inner.name] : 0
  const negative = (value ?? 0) < 0
  return precedence[inner.kind] < least || (negative && least > 0) ? `(${text})` : text
}
