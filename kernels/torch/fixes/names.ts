/** What the names of a frame stand for, and of what sort that is: one name may be meant where another of its sort stands. */
import { PyTensor } from '../../../src/bridge/values.js'
import { PyDict } from '../../../src/python/object/dict.js'
import type { Frame } from '../../../src/python/object/frame.js'
import type { Value } from '../../../src/python/object/object.js'
import { lookupAttr, typeOf } from '../../../src/python/object/protocol.js'
import { PyCell, PyList, PyTuple } from '../../../src/python/object/values.js'
import type * as ast from '../../../src/python/parse/ast.js'
import type { Tensor } from '../../../src/tensor/tensor.js'

/** Frames of comprehensions, in which the names of what stands around them are known too. */
const INNER = /^<(listcomp|setcomp|dictcomp|genexpr|lambda)>$/

/** A frame and those around it whose names are known in it, the inner ones first. */
function* framesAround(frame: Frame): Generator<Frame> {
  for (let each: Frame | null = frame; each !== null; each = INNER.test(each.code.name) ? each.back : null)
    yield each
}

/** The names of the function that a frame runs, and of those around it. */
export function localNames(frame: Frame): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { code } of framesAround(frame)) for (const name of code.varNames) names.add(name)
  return names
}

/** The names of a frame with their values, the inner ones first; those of the program's top last. */
export function namesOf(frame: Frame): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>()
  for (const { code, locals } of framesAround(frame))
    for (const [slot, name] of code.varNames.entries()) {
      const held = locals[slot]
      const value = held instanceof PyCell ? held.value : held
      if (value !== undefined && !names.has(name)) names.set(name, value)
    }
  for (const [name, value] of frame.globals.entries())
    if (typeof name === 'string' && !name.startsWith('__') && !names.has(name)) names.set(name, value)
  return names
}

/** What a name or an attribute stands for in a frame; undefined where that takes more than a look. */
export function valueIn(frame: Frame, node: ast.Expr): Value | undefined {
  if (node.kind === 'Attribute') {
    const owner = valueIn(frame, node.value)
    return owner === undefined || owner === null ? undefined : lookupAttr(owner, node.attr)
  }
  if (node.kind === 'Subscript') return partOf(valueIn(frame, node.value), node.slice)
  if (node.kind !== 'Name') return undefined
  for (const { code, locals } of framesAround(frame)) {
    const slot = code.varNames.indexOf(node.id)
    if (slot < 0) continue
    const held = locals[slot]
    return held instanceof PyCell ? held.value : held
  }
  return frame.globals.getStr(node.id)
}

/** A part of a tuple, list or dict, where the index is written out. */
function partOf(whole: Value | undefined, index: ast.Expr): Value | undefined {
  if (index.kind !== 'Constant') return undefined
  const { type, value } = index.value as { readonly type: string; readonly value: unknown }
  if (whole instanceof PyDict) return typeof value === 'string' ? whole.getStr(value) : undefined
  const listed = whole instanceof PyTuple || whole instanceof PyList
  return listed && type === 'int' ? whole.items[Number(value)] : undefined
}

/** Names of one sort may be mistaken for one another. */
export function sortOf(value: Value | undefined): string {
  if (value === undefined) return 'unknown'
  if (value instanceof PyTensor) return 'tensor'
  return typeOf(value).name
}

export const tensorOf = (value: Value | undefined): Tensor | null =>
  value instanceof PyTensor ? value.tensor : null

/** The value of arithmetic on names and numbers, as far as a look at a frame tells. */
export function numberIn(frame: Frame | null, node: ast.Expr): number | null {
  if (node.kind === 'Constant')
    return node.value.type === 'int' && typeof node.value.value === 'number' ? node.value.value : null
  if (node.kind === 'BinOp') {
    const [a, b] = [numberIn(frame, node.left), numberIn(frame, node.right)]
    if (a === null || b === null) return null
    switch (node.op) {
      case 'Add':
        return a + b
      case 'Sub':
        return a - b
      case 'Mult':
        return a * b
      case 'FloorDiv':
        return Math.floor(a / b)
      case 'Pow':
        return a ** b
      default:
        return null
    }
  }
  if (node.kind === 'Call' && node.func.kind === 'Name' && node.func.id === 'len' && frame !== null) {
    const list = node.args[0] === undefined ? undefined : valueIn(frame, node.args[0])
    return list instanceof PyList || list instanceof PyTuple ? list.items.length : null
  }
  const value = frame === null ? undefined : valueIn(frame, node)
  return typeof value === 'number' ? value : null
}
