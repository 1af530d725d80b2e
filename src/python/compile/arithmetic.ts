/**
 * Operators, comparisons and conditions, with direct paths for what loops are made of: ints within 2^53, floats, and
 * operands that are locals or small constants.
 */

import { PyDict } from '../object/dict.js'
import type { Frame } from '../object/frame.js'
import { builtinTypes, type Value } from '../object/object.js'
import { binaryOp, compare, inplaceOp, unaryOp } from '../object/operators.js'
import { contains, truthy } from '../object/protocol.js'
import { PySet } from '../object/set.js'
import { PyFloat } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import * as integer from '../text/integer.js'
import type { Context, Run, Test } from './context.js'
import { expression, isConstant, once } from './expressions.js'
import { localSlot, unbound } from './names.js'

const MAX = Number.MAX_SAFE_INTEGER

/** Operators between a float and an int, which loops have too; and whatever else. */
function mixed(op: 'Add' | 'Sub' | 'Mult', a: Value, b: Value): Value {
  const x = plainNumber(a)
  const y = plainNumber(b)
  if (x === undefined || y === undefined) return binaryOp(op, a, b)
  return new PyFloat(op === 'Add' ? x + y : op === 'Sub' ? x - y : x * y)
}

/** The number of a plain float or small int. */
function plainNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value
  return value instanceof PyFloat && value.cls.isNative ? value.value : undefined
}

/** Value operations on two operands, complete for every type; the caller has stored its node. */
type Operation = (a: Value, b: Value) => Value

const OPERATIONS: Record<ast.BinaryOperator, Operation> = {
  Add: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') {
      const sum = a + b
      if (sum <= MAX && sum >= -MAX) return sum
    } else if (a instanceof PyFloat && b instanceof PyFloat && a.cls.isNative && b.cls.isNative) {
      return new PyFloat(a.value + b.value)
    } else if (typeof a === 'string' && typeof b === 'string') return a + b
    return isInt(a) && isInt(b) ? integer.add(a, b) : mixed('Add', a, b)
  },
  Sub: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') {
      const difference = a - b
      if (difference <= MAX && difference >= -MAX) return difference
    } else if (a instanceof PyFloat && b instanceof PyFloat && a.cls.isNative && b.cls.isNative) {
      return new PyFloat(a.value - b.value)
    }
    return isInt(a) && isInt(b) ? integer.subtract(a, b) : mixed('Sub', a, b)
  },
  Mult: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') {
      const product = a * b + 0
      if (product <= MAX && product >= -MAX) return product
    } else if (a instanceof PyFloat && b instanceof PyFloat && a.cls.isNative && b.cls.isNative) {
      return new PyFloat(a.value * b.value)
    }
    return isInt(a) && isInt(b) ? integer.multiply(a, b) : mixed('Mult', a, b)
  },
  FloorDiv: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number' && b !== 0) return Math.floor(a / b) + 0
    return isInt(a) && isInt(b) ? integer.floorDivide(a, b) : binaryOp('FloorDiv', a, b)
  },
  Mod: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
      const rest = a % b
      return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0
    }
    if (a instanceof PyFloat) {
      const x = plainNumber(a)
      const y = plainNumber(b)
      if (x !== undefined && y !== undefined && y !== 0) return new PyFloat(integer.floatDivmod(x, y)[1])
    }
    return isInt(a) && isInt(b) ? integer.modulo(a, b) : binaryOp('Mod', a, b)
  },
  BitAnd: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b) return a & b
    return isInt(a) && isInt(b) ? integer.bitAnd(a, b) : binaryOp('BitAnd', a, b)
  },
  BitOr: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b) return a | b
    return isInt(a) && isInt(b) ? integer.bitOr(a, b) : binaryOp('BitOr', a, b)
  },
  BitXor: (a, b) => {
    if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b) return a ^ b
    return isInt(a) && isInt(b) ? integer.bitXor(a, b) : binaryOp('BitXor', a, b)
  },
  LShift: (a, b) => (isInt(a) && isInt(b) ? integer.shiftLeft(a, b) : binaryOp('LShift', a, b)),
  RShift: (a, b) => (isInt(a) && isInt(b) ? integer.shiftRight(a, b) : binaryOp('RShift', a, b)),
  Div: (a, b) => {
    if (a instanceof PyFloat && b instanceof PyFloat && b.value !== 0 && a.cls.isNative && b.cls.isNative)
      return new PyFloat(a.value / b.value)
    if (typeof a === 'number' && typeof b === 'number' && b !== 0) return new PyFloat(a / b)
    return binaryOp('Div', a, b)
  },
  Pow: (a, b) =>
    typeof a === 'number' && typeof b === 'number' && b >= 0 ? integer.power(a, b) : binaryOp('Pow', a, b),
  MatMult: (a, b) => binaryOp('MatMult', a, b),
}

const isInt = (value: Value): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint'

/** The value of a small int literal, or undefined. */
function smallInt(node: ast.Expr): number | undefined {
  return node.kind === 'Constant' && node.value.type === 'int' && typeof node.value.value === 'number'
    ? node.value.value
    : undefined
}

export function binOp(cx: Context, node: ast.BinOp): Run {
  const operate = OPERATIONS[node.op]
  const right = smallInt(node.right)
  if (right !== undefined && (node.op === 'Add' || node.op === 'Sub')) {
    return addConstant(cx, node, operate, node.op === 'Add' ? right : -right, right)
  }
  const l = expression(cx, node.left)
  const r = expression(cx, node.right)
  if (node.op === 'Add') {
    return (f) => {
      const a = l(f)
      const b = r(f)
      if (typeof a === 'number' && typeof b === 'number') {
        const sum = a + b
        if (sum <= MAX && sum >= -MAX) return sum
      }
      f.node = node
      return operate(a, b)
    }
  }
  if (node.op === 'Mult') {
    return (f) => {
      const a = l(f)
      const b = r(f)
      if (typeof a === 'number' && typeof b === 'number') {
        const product = a * b + 0
        if (product <= MAX && product >= -MAX) return product
      }
      f.node = node
      return operate(a, b)
    }
  }
  return (f) => {
    const a = l(f)
    const b = r(f)
    f.node = node
    return operate(a, b)
  }
}

/** `x + 1`, `x - 1`: the most frequent operation of all. */
function addConstant(cx: Context, node: ast.BinOp, operate: Operation, addend: number, right: number): Run {
  const slot = localSlot(cx, node.left)
  if (slot >= 0) {
    const { id } = node.left as ast.Name
    return (f) => {
      const a = f.locals[slot]
      if (typeof a === 'number') {
        const sum = a + addend
        if (sum <= MAX && sum >= -MAX) return sum
      }
      if (a === undefined) throw unbound(f, node.left, id)
      f.node = node
      return operate(a, right)
    }
  }
  const l = expression(cx, node.left)
  return (f) => {
    const a = l(f)
    if (typeof a === 'number') {
      const sum = a + addend
      if (sum <= MAX && sum >= -MAX) return sum
    }
    f.node = node
    return operate(a, right)
  }
}

/** The operation of an augmented assignment: in place where the left operand can. */
export function inplaceOperation(op: ast.BinaryOperator): Operation {
  const operate = OPERATIONS[op]
  const takesFloats = op === 'Add' || op === 'Sub' || op === 'Mult' || op === 'Div'
  return (a, b) => {
    if (typeof a !== 'object' || a instanceof PyFloat) {
      if (isInt(a) && isInt(b)) return operate(a, b)
      if (typeof a === 'string' && typeof b === 'string' && op === 'Add') return operate(a, b)
      if (takesFloats && a instanceof PyFloat && plainNumber(a) !== undefined && plainNumber(b) !== undefined)
        return operate(a, b)
    }
    return inplaceOp(op, a, b)
  }
}

export function unary(cx: Context, node: ast.UnaryOp): Run {
  const { op } = node
  if (op === 'Not') {
    const test = condition(cx, node.operand)
    return (f) => !test(f)
  }
  const operand = expression(cx, node.operand)
  if (op === 'USub') {
    return (f) => {
      const value = operand(f)
      if (typeof value === 'number') return 0 - value
      f.node = node
      return unaryOp(op, value)
    }
  }
  return (f) => {
    const value = operand(f)
    f.node = node
    return unaryOp(op, value)
  }
}

/** `item in container`. */
function isIn(item: Value, container: Value): boolean {
  if (typeof container === 'string' && typeof item === 'string') return container.includes(item)
  if (container instanceof PyDict && container.cls === builtinTypes.dict) return container.has(item)
  if (container instanceof PySet && typeof item === 'number' && container.cls.isNative)
    return container.has(item)
  return contains(container, item)
}

/** One link of a comparison. */
function comparison(op: ast.CompareOperator): Operation {
  switch (op) {
    case 'Is':
      return (a, b) => a === b
    case 'IsNot':
      return (a, b) => a !== b
    case 'In':
      return isIn
    case 'NotIn':
      return (a, b) => !isIn(a, b)
    case 'Eq':
      return (a, b) => {
        if (typeof a !== 'object' && typeof a === typeof b) return a === b
        return compare('Eq', a, b)
      }
    case 'NotEq':
      return (a, b) => {
        if (typeof a !== 'object' && typeof a === typeof b) return a !== b
        return compare('NotEq', a, b)
      }
    default:
      return (a, b) => compare(op, a, b)
  }
}

export function comparisons(cx: Context, node: ast.Compare): Run {
  if (node.ops.length === 1) return singleComparison(cx, node)
  const first = expression(cx, node.left)
  const links = node.ops.map((op, i) => ({ run: comparison(op), right: expression(cx, node.comparators[i]) }))
  const last = links.length - 1
  return (f) => {
    let left = first(f)
    for (let i = 0; ; i++) {
      const right = links[i].right(f)
      f.node = node
      const result = links[i].run(left, right)
      if (i === last || !truthy(result)) return result
      left = right
    }
  }
}

/** What stands right of a comparison: a list or set of literals that `in` asks is made once, as in CPython. */
function rightOperand(cx: Context, op: ast.CompareOperator, node: ast.Expr): Run {
  const run = expression(cx, node)
  const asked = (op === 'In' || op === 'NotIn') && (node.kind === 'List' || node.kind === 'Set')
  return asked && node.elts.every(isConstant) ? once(run) : run
}

function singleComparison(cx: Context, node: ast.Compare): Run {
  const [op] = node.ops
  const l = expression(cx, node.left)
  const r = rightOperand(cx, op, node.comparators[0])
  const run = comparison(op)
  switch (op) {
    case 'Is':
      return (f) => l(f) === r(f)
    case 'IsNot':
      return (f) => l(f) !== r(f)
    case 'Lt':
      return (f) => {
        const a = l(f)
        const b = r(f)
        if (typeof a === 'number' && typeof b === 'number') return a < b
        f.node = node
        return run(a, b)
      }
    default:
      return (f) => {
        const a = l(f)
        const b = r(f)
        f.node = node
        return run(a, b)
      }
  }
}

/** An expression used as a condition. */
export function condition(cx: Context, node: ast.Expr): Test {
  switch (node.kind) {
    case 'UnaryOp':
      if (node.op === 'Not') {
        const test = condition(cx, node.operand)
        return (f) => !test(f)
      }
      break
    case 'BoolOp': {
      const tests = node.values.map((value) => condition(cx, value))
      if (tests.length === 2) {
        const [a, b] = tests
        return node.op === 'And' ? (f) => a(f) && b(f) : (f) => a(f) || b(f)
      }
      return node.op === 'And' ? (f) => tests.every((test) => test(f)) : (f) => tests.some((test) => test(f))
    }
    case 'Compare':
      if (node.ops.length === 1) return compareCondition(cx, node)
      break
    case 'Constant':
      if (node.value.type === 'bool') {
        const { value } = node.value
        return () => value
      }
  }
  const run = expression(cx, node)
  return (f) => {
    const value = run(f)
    if (value === true) return true
    if (value === false || value === null) return false
    f.node = node
    return truthy(value)
  }
}

function compareCondition(cx: Context, node: ast.Compare): Test {
  const [op] = node.ops
  const right = smallInt(node.comparators[0])
  const slot = localSlot(cx, node.left)
  if (right !== undefined && slot >= 0) {
    const fast = constantCondition(op, slot, right, slowCondition(cx, node))
    if (fast !== null) return fast
  }
  const l = expression(cx, node.left)
  const r = rightOperand(cx, op, node.comparators[0])
  const run = comparison(op)
  const slow = (f: Frame, a: Value, b: Value): boolean => {
    f.node = node
    const result = run(a, b)
    return typeof result === 'boolean' ? result : truthy(result)
  }
  switch (op) {
    case 'Is':
      return (f) => l(f) === r(f)
    case 'IsNot':
      return (f) => l(f) !== r(f)
    case 'Lt':
      return (f) => {
        const a = l(f)
        const b = r(f)
        return typeof a === 'number' && typeof b === 'number' ? a < b : slow(f, a, b)
      }
    case 'LtE':
      return (f) => {
        const a = l(f)
        const b = r(f)
        return typeof a === 'number' && typeof b === 'number' ? a <= b : slow(f, a, b)
      }
    case 'Gt':
      return (f) => {
        const a = l(f)
        const b = r(f)
        return typeof a === 'number' && typeof b === 'number' ? a > b : slow(f, a, b)
      }
    case 'GtE':
      return (f) => {
        const a = l(f)
        const b = r(f)
        return typeof a === 'number' && typeof b === 'number' ? a >= b : slow(f, a, b)
      }
    case 'Eq':
      return (f) => {
        const a = l(f)
        const b = r(f)
        return typeof a === 'number' && typeof b === 'number' ? a === b : slow(f, a, b)
      }
    default:
      return (f) => slow(f, l(f), r(f))
  }
}

function slowCondition(cx: Context, node: ast.Compare): Test {
  const run = singleComparison(cx, node)
  return (f) => {
    const value = run(f)
    return typeof value === 'boolean' ? value : truthy(value)
  }
}

/** `local op constant`. */
function constantCondition(op: ast.CompareOperator, slot: number, right: number, slow: Test): Test | null {
  switch (op) {
    case 'Lt':
      return (f) => {
        const a = f.locals[slot]
        return typeof a === 'number' ? a < right : slow(f)
      }
    case 'LtE':
      return (f) => {
        const a = f.locals[slot]
        return typeof a === 'number' ? a <= right : slow(f)
      }
    case 'Gt':
      return (f) => {
        const a = f.locals[slot]
        return typeof a === 'number' ? a > right : slow(f)
      }
    case 'GtE':
      return (f) => {
        const a = f.locals[slot]
        return typeof a === 'number' ? a >= right : slow(f)
      }
    case 'Eq':
      return (f) => {
        const a = f.locals[slot]
        return typeof a === 'number' ? a === right : slow(f)
      }
    default:
      return null
  }
}
