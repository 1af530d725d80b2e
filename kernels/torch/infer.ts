/**
 * What an expression is, as far as can be told without running any of it: the value itself for names, attributes and constant
 * subscripts; for calls and literals the type that the result will have.
 */
import { PyOperator, PyOperatorMethod } from '../../src/bridge/operators.js'
import { tensorType } from '../../src/bridge/tensor.js'
import { PyTensor } from '../../src/bridge/values.js'
import { PyDict } from '../../src/python/object/dict.js'
import { PyBoundMethod, PyBuiltin } from '../../src/python/object/function.js'
import { builtinTypes, PyObject, PyType, typeOf, type Value } from '../../src/python/object/object.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'
import type { Constant, Expr } from '../../src/python/parse/ast.js'
import { parseExpression } from '../../src/python/parse/parser.js'
import type { Token } from '../../src/python/parse/tokens.js'
import { moduleParts, safeAttribute } from './lookup.js'

/** `value` is undefined where only the type is known. */
export interface Known {
  readonly type: PyType
  readonly value?: Value
}

type Lookup = (name: string) => Value | undefined

const known = (value: Value | undefined): Known | null =>
  value === undefined ? null : { type: typeOf(value), value }

/** What the text of an expression stands for; null: can't be told. */
export const infer = (text: string, lookup: Lookup): Known | null => {
  let tree: Expr
  try {
    tree = parseExpression(text.trim(), '<help>').body
  } catch {
    return null
  }
  return inferNode(tree, lookup)
}

/** The value of names, attributes and constant subscripts; undefined for anything else. */
export const lookUp = (text: string, lookup: Lookup): Value | undefined => infer(text, lookup)?.value

const LITERALS: Partial<Record<Expr['kind'], keyof typeof builtinTypes>> = {
  List: 'list',
  ListComp: 'list',
  Tuple: 'tuple',
  Dict: 'dict',
  DictComp: 'dict',
  Set: 'set',
  SetComp: 'set',
  JoinedStr: 'str',
  GeneratorExp: 'generator',
  Lambda: 'function',
  Compare: 'bool',
}

const CONSTANTS: Record<Constant['value']['type'], keyof typeof builtinTypes> = {
  None: 'NoneType',
  Ellipsis: 'ellipsis',
  bool: 'bool',
  int: 'int',
  float: 'float',
  complex: 'complex',
  str: 'str',
  bytes: 'bytes',
}

const inferNode = (node: Expr, lookup: Lookup): Known | null => {
  switch (node.kind) {
    case 'Name':
      return known(lookup(node.id))
    case 'Attribute': {
      const object = inferNode(node.value, lookup)
      if (object === null) return null
      if (object.value !== undefined) return known(safeAttribute(object.value, node.attr))
      const found = object.type.lookup(node.attr)
      // A method of something that does not exist yet.
      if (found instanceof PyBuiltin || found instanceof PyOperatorMethod) return known(found)
      return ATTRIBUTES[object.type.name]?.includes(node.attr) ? { type: object.type } : null
    }
    case 'Subscript': {
      const object = inferNode(node.value, lookup)
      const key = constantOf(node.slice)
      if (object === null) return null
      if (object.type === tensorType || object.value instanceof PyTensor) return { type: tensorType }
      if (object.type === builtinTypes.str) return { type: builtinTypes.str }
      return key === undefined || object.value === undefined ? null : known(element(object.value, key))
    }
    case 'Call': {
      const callee = inferNode(node.func, lookup)
      return callee?.value === undefined ? null : resultOf(callee.value)
    }
    case 'Constant':
      return { type: builtinTypes[CONSTANTS[node.value.type]] }
    case 'BinOp': {
      const sides = [inferNode(node.left, lookup), inferNode(node.right, lookup)]
      if (sides.some((side) => side?.type === tensorType)) return { type: tensorType }
      return sides[0] !== null && sides[0].type === sides[1]?.type ? { type: sides[0].type } : null
    }
    case 'UnaryOp':
      return node.op === 'Not' ? { type: builtinTypes.bool } : typeOnly(inferNode(node.operand, lookup))
    case 'Await':
    case 'IfExp':
      return null
    default: {
      const name = LITERALS[node.kind]
      return name === undefined ? null : { type: builtinTypes[name] }
    }
  }
}

const typeOnly = (found: Known | null): Known | null => found && { type: found.type }

/** Attributes that are again of the type. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  Tensor: ['T', 'mT', 'H', 'mH', 'data', 'grad', 'real', 'imag'],
}

const constantOf = (node: Expr): string | number | undefined => {
  if (node.kind === 'UnaryOp' && node.op === 'USub') {
    const value = constantOf(node.operand)
    return typeof value === 'number' ? -value : undefined
  }
  if (node.kind !== 'Constant') return undefined
  const { value } = node
  if (value.type === 'int') return Number(value.value)
  return value.type === 'str' ? value.value : undefined
}

/** The item of a list, tuple, dict or container module. */
const element = (value: Value, key: string | number): Value | undefined => {
  if (value instanceof PyList || value instanceof PyTuple)
    return typeof key === 'number' ? value.items.at(key) : undefined
  if (value instanceof PyDict) return value.get(key)
  const modules = value instanceof PyObject ? moduleParts(value)?.modules : undefined
  if (modules === undefined) return undefined
  return typeof key === 'string' ? modules.get(key) : modules.values_().at(key)
}

/** What calling a value gives, where its kind alone says so. */
const resultOf = (callee: Value): Known | null => {
  if (callee instanceof PyType) return callee === builtinTypes.type ? null : { type: callee }
  if (callee instanceof PyBoundMethod) return resultOf(callee.func)
  if (callee instanceof PyOperator || callee instanceof PyOperatorMethod) {
    const [first] = callee.callee.face.ops
    return first.schema.returnType === 'Tensor' ? { type: tensorType } : null
  }
  if (callee instanceof PyBuiltin) {
    const name = RESULTS[callee.qualname]
    return name === undefined ? null : { type: builtinTypes[name] }
  }
  // A layer makes tensors of tensors.
  return callee instanceof PyObject && moduleParts(callee) !== null ? { type: tensorType } : null
}

const methods = (type: string, result: keyof typeof builtinTypes, names: string) =>
  names.split(' ').map((name) => [`${type}.${name}`, result] as const)

/** Built-in functions and methods whose result has always the same type. */
const RESULTS: Readonly<Record<string, keyof typeof builtinTypes>> = Object.fromEntries([
  ...methods(
    'str',
    'str',
    'capitalize casefold center expandtabs format format_map join ljust lower lstrip removeprefix removesuffix replace ' +
      'rjust rstrip strip swapcase title translate upper zfill',
  ),
  ...methods('str', 'list', 'split rsplit splitlines'),
  ...methods('str', 'tuple', 'partition rpartition'),
  ...methods('str', 'int', 'count find index rfind rindex'),
  ['str.encode', 'bytes'],
  ['bytes.decode', 'str'],
  ['list.copy', 'list'],
  ['dict.copy', 'dict'],
  ['len', 'int'],
  ['repr', 'str'],
  ['sorted', 'list'],
  ['input', 'str'],
  ['dir', 'list'],
  ['chr', 'str'],
  ['ord', 'int'],
  ['hex', 'str'],
  ['bin', 'str'],
])

const OPENER: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Where the primary expression that ends with the last token begins: `net.layers[0]`, `f(x).view(2)`, `'abc'`; -1: none does. */
export const primaryStart = (tokens: readonly Token[]): number => {
  let at = tokens.length - 1
  for (;;) {
    while (tokens[at] !== undefined && tokens[at].kind in OPENER) {
      at = openerOf(tokens, at)
      if (at < 0) return -1
      // Brackets behind something that can be called or subscripted trail it; others are an operand themselves.
      const before = tokens[at - 1]
      if (tokens[at].kind === '{' || before === undefined || !isOperand(before)) return tokens[at].start
      at--
    }
    if (tokens[at] === undefined || !isOperand(tokens[at])) return -1
    if (tokens[at - 1]?.kind !== '.') return tokens[at].start
    at -= 2
  }
}

const openerOf = (tokens: readonly Token[], closer: number): number => {
  let depth = 0
  for (let at = closer; at >= 0; at--) {
    const { kind } = tokens[at]
    if (kind in OPENER) depth++
    else if ((kind === '(' || kind === '[' || kind === '{') && --depth === 0) return at
  }
  return -1
}

const CONSTANT_WORDS: ReadonlySet<string> = new Set(['None', 'True', 'False'])

const isOperand = ({ kind }: Token): boolean =>
  kind in OPENER || kind === 'STRING' || kind === 'NUMBER' || kind === 'NAME' || CONSTANT_WORDS.has(kind)
