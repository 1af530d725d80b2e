/** Expressions: one function per kind of node, each giving the closure that evaluates it. */
import { PyDict } from '../object/dict.js'
import type { Frame } from '../object/frame.js'
import { merge } from '../object/mapping.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, type Value } from '../object/object.js'
import { format, getItem, lookupAttr, repr, str, toArray, truthy } from '../object/protocol.js'
import { PyFrozenSet, PySet } from '../object/set.js'
import { asStr, Ellipsis, PyBytes, PyComplex, PyFloat, PyList, PySlice, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { unitsOf } from '../text/growing.js'
import { asciiOnly } from '../text/repr.js'
import { isFlat } from '../text/strings.js'
import { binOp, comparisons, condition, unary } from './arithmetic.js'
import { attribute } from './attributes.js'
import { callExpr, spread } from './calls.js'
import { comprehension, generatorExpression } from './comprehensions.js'
import type { Context, Run } from './context.js'
import { lambda } from './functions.js'
import { loadName, storeName } from './names.js'

/** A value that was computed before: what lowering leaves in place of an expression that suspends. */
export interface Temp extends ast.Position {
  readonly kind: 'Temp'
  readonly register: number
}

type Compile<K extends ast.Expr['kind']> = (cx: Context, node: Extract<ast.Expr, { kind: K }>) => Run

const compilers: { [K in ast.Expr['kind']]: Compile<K> } = {
  Constant: (_, node) => constant(node.value),
  Name: loadName,
  Attribute: attribute,
  Subscript: subscript,
  Call: callExpr,
  BinOp: binOp,
  UnaryOp: unary,
  Compare: comparisons,
  BoolOp: boolOp,
  IfExp: (cx, node) => {
    const test = condition(cx, node.test)
    const body = expression(cx, node.body)
    const orelse = expression(cx, node.orelse)
    return (f) => (test(f) ? body(f) : orelse(f))
  },
  Lambda: lambda,
  Tuple: (cx, node) => {
    const items = sequence(cx, node.elts)
    return node.elts.every(isConstant) ? once((f) => new PyTuple(items(f))) : (f) => new PyTuple(items(f))
  },
  List: (cx, node) => {
    const items = sequence(cx, node.elts)
    return (f) => new PyList(items(f))
  },
  Set: (cx, node) => {
    const items = sequence(cx, node.elts, toArray)
    // CPython keeps three constants and more as a frozenset, made twice, that is merged into the new set: its order is other.
    if (node.elts.length >= 3 && node.elts.every(isConstant)) {
      const frozen = once((f) => PyFrozenSet.of(PyFrozenSet.of(items(f)).order()))
      return (f) => new PySet().merge(frozen(f) as PyFrozenSet)
    }
    return (f) => {
      const values = items(f)
      f.node = node
      const set = new PySet()
      for (const value of values) set.add(value)
      return set
    }
  },
  Dict: dictDisplay,
  ListComp: comprehension,
  SetComp: comprehension,
  DictComp: comprehension,
  GeneratorExp: generatorExpression,
  NamedExpr: (cx, node) => {
    const value = expression(cx, node.value)
    const store = storeName(cx, node.target.id)
    return (f) => {
      const result = value(f)
      store(f, result)
      return result
    }
  },
  JoinedStr: joinedStr,
  FormattedValue: formattedValue,
  Slice: (cx, node) => {
    const part = (each: ast.Expr | null): Run => (each === null ? () => null : expression(cx, each))
    const [lower, upper, step] = [part(node.lower), part(node.upper), part(node.step)]
    return (f) => new PySlice(lower(f), upper(f), step(f))
  },
  Starred: () => unreachable('a starred expression outside a display or call'),
  Yield: () => unreachable('a yield outside a generator'),
  YieldFrom: () => unreachable('a yield outside a generator'),
  Await: () => unreachable('an await outside a coroutine'),
}

/** A literal, `-1` or a tuple of such: a value that CPython too makes once. */
export function isConstant(node: ast.Expr): boolean {
  switch (node.kind) {
    case 'Constant':
      return true
    case 'UnaryOp':
      return node.op === 'USub' && node.operand.kind === 'Constant' && node.operand.value.type === 'int'
    default:
      return node.kind === 'Tuple' && node.elts.every(isConstant)
  }
}

/** Evaluates when first asked, and gives that value from then on. */
export function once(run: Run): Run {
  let value: Value | undefined
  return (f) => {
    if (value === undefined) value = run(f)
    return value
  }
}

function unreachable(what: string): never {
  throw new Error(`the compiler met ${what}`)
}

/** The closure that evaluates an expression. */
export function expression(cx: Context, node: ast.Expr): Run {
  if ((node.kind as string) === 'Temp') {
    const { register } = node as unknown as Temp
    return (f) => f.suspension!.state[register] as Value
  }
  return (compilers[node.kind] as (cx: Context, node: ast.Expr) => Run)(cx, node)
}

/** The Python value of a literal. */
export function constantValue(value: ast.ConstantValue): Value {
  switch (value.type) {
    case 'None':
      return null
    case 'Ellipsis':
      return Ellipsis
    case 'float':
      return new PyFloat(value.value)
    case 'complex':
      return new PyComplex(0, value.value)
    case 'bytes':
      return new PyBytes(value.value)
    default:
      return value.value
  }
}

function constant(literal: ast.ConstantValue): Run {
  const value = constantValue(literal)
  return () => value
}

function boolOp(cx: Context, node: ast.BoolOp): Run {
  const values = node.values.map((value) => expression(cx, value))
  const last = values.length - 1
  const stop = node.op === 'Or'
  if (last === 1) {
    const [first, second] = values
    return (f) => {
      const value = first(f)
      if (typeof value === 'boolean' || typeof value === 'number')
        return (value !== 0 && value !== false) === stop ? value : second(f)
      f.node = node
      return truthy(value) === stop ? value : second(f)
    }
  }
  return (f) => {
    for (let i = 0; i < last; i++) {
      const value = values[i](f)
      f.node = node
      if (truthy(value) === stop) return value
    }
    return values[last](f)
  }
}

function subscript(cx: Context, node: ast.Subscript): Run {
  const value = expression(cx, node.value)
  const key = expression(cx, node.slice)
  return (f) => {
    const object = value(f)
    const index = key(f)
    if (typeof index === 'number' && object instanceof PyList && object.cls.isNative) {
      const { items } = object
      if (index >= 0 && index < items.length) return items[index]
    }
    f.node = node
    return takeItem(object, index)
  }
}

/** `object[index]`, directly for an index within a list or tuple and for a key of a dict. */
export function takeItem(object: Value, index: Value): Value {
  if (typeof index === 'number') {
    if ((object instanceof PyList || object instanceof PyTuple) && object.cls.isNative) {
      const { items } = object
      if (index >= 0 ? index < items.length : index >= -items.length)
        return items[index < 0 ? index + items.length : index]
    } else if (typeof object === 'string' && index >= 0 && index < object.length && isFlat(object))
      return unitsOf(object, index, index + 1)
  }
  if (object instanceof PyDict && object.cls === builtinTypes.dict) {
    const value = object.get(index)
    if (value !== undefined) return value
  }
  return getItem(object, index)
}

/** The elements of a display, in a new array; `*items` are spread, by `unpack` where its errors are other ones. */
export function sequence(
  cx: Context,
  elements: readonly ast.Expr[],
  unpack?: (value: Value) => Value[],
): (f: Frame) => Value[] {
  if (!elements.some((element) => element.kind === 'Starred')) {
    const runs = elements.map((element) => expression(cx, element))
    const [a, b, c] = runs
    switch (runs.length) {
      case 1:
        return (f) => [a(f)]
      case 2:
        return (f) => [a(f), b(f)]
      case 3:
        return (f) => [a(f), b(f), c(f)]
      default:
        return (f) => {
          const items: Value[] = []
          for (let i = 0; i < runs.length; i++) items.push(runs[i](f))
          return items
        }
    }
  }
  const parts = elements.map((element) => ({
    star: element.kind === 'Starred' ? element : null,
    run: expression(cx, element.kind === 'Starred' ? element.value : element),
  }))
  return (f) => {
    const items: Value[] = []
    for (const { star, run } of parts) {
      const value = run(f)
      if (star === null) items.push(value)
      else if (unpack === undefined) spread(f, star, undefined, value, items)
      else {
        f.node = star
        for (const item of unpack(value)) items.push(item)
      }
    }
    return items
  }
}

function dictDisplay(cx: Context, node: ast.DictExpr): Run {
  const entries = node.keys.map((key, i) => ({
    key: key === null ? null : expression(cx, key),
    value: expression(cx, node.values[i]),
  }))
  return (f) => {
    const dict = new PyDict()
    for (const { key, value } of entries) {
      if (key === null) {
        const mapping = value(f)
        f.node = node
        if (!(mapping instanceof PyDict) && lookupAttr(mapping, 'keys') === undefined) {
          throw newTypeError(`'${typeNameOf(mapping)}' object is not a mapping`)
        }
        merge(mapping, (k, v) => dict.set(k, v))
      } else {
        const k = key(f)
        const v = value(f)
        f.node = node
        dict.set(k, v)
      }
    }
    return dict
  }
}

function joinedStr(cx: Context, node: ast.JoinedStr): Run {
  const parts = node.values.map((value) => expression(cx, value))
  return (f) => {
    let text = ''
    for (let i = 0; i < parts.length; i++) text += parts[i](f) as string
    return text
  }
}

/** A format spec: its text when it is constant. */
function formatSpec(cx: Context, node: ast.JoinedStr): Run | string {
  const texts = node.values.map((part) =>
    part.kind === 'Constant' && part.value.type === 'str' ? part.value.value : null,
  )
  return texts.includes(null) ? joinedStr(cx, node) : texts.join('')
}

const NO_CONVERSION = -1

function formattedValue(cx: Context, node: ast.FormattedValue): Run {
  const value = expression(cx, node.value)
  const spec = node.format_spec === null ? null : formatSpec(cx, node.format_spec)
  const convert = conversion(node.conversion)
  return (f) => {
    const raw = value(f)
    f.node = node
    const converted = convert === null ? raw : convert(raw)
    if (spec === null) return typeof converted === 'string' ? converted : format(converted, '')
    if (typeof spec === 'string') return format(converted, spec)
    const text = asStr(spec(f))!
    f.node = node
    return format(converted, text)
  }
}

function conversion(code: number): ((value: Value) => string) | null {
  switch (code === NO_CONVERSION ? '' : String.fromCharCode(code)) {
    case 's':
      return str
    case 'r':
      return repr
    case 'a':
      return (value) => asciiOnly(repr(value))
    default:
      return null
  }
}
