/** Shapes as tensors: what a model is called on when only its sizes are of interest. */
import { PyTensor, wrap } from '../../src/bridge/values.js'
import { ones, zeros } from '../../src/ops/factory.js'
import { PyDict } from '../../src/python/object/dict.js'
import type { Value } from '../../src/python/object/object.js'
import { PyList, PyTuple } from '../../src/python/object/values.js'
import { int64 } from '../../src/tensor/dtype.js'
import type { Tensor } from '../../src/tensor/tensor.js'

/** What stands for an input of this shape: zeros that nobody computes. */
export const stand = (shape: readonly number[], kind: 'float' | 'int'): PyTensor => {
  const tensor: Tensor = kind === 'int' ? zeros([...shape], null, int64) : ones([...shape])
  tensor.derivation = null
  return wrap(tensor)
}

/** Shapes written in Python, `(1, 1, 32, 32)` or `(2, 3), (2, 5)` or dicts and lists of them, as stand-ins; tensors stay. */
export const standIns = (value: Value, kind: 'float' | 'int'): Value => {
  if (value instanceof PyTensor || value === null) return value
  if (isShape(value)) return stand((value as PyTuple).items as number[], kind)
  if (value instanceof PyTuple) return new PyTuple(value.items.map((item) => standIns(item, kind)))
  if (value instanceof PyList) return new PyList(value.items.map((item) => standIns(item, kind)))
  if (value instanceof PyDict) {
    const dict = new PyDict()
    for (const [key, item] of value.entries()) dict.set(key, standIns(item, kind))
    return dict
  }
  return value
}

export const isShape = (value: Value): boolean =>
  (value instanceof PyTuple || value instanceof PyList) &&
  value.items.length > 0 &&
  value.items.every((item) => typeof item === 'number' && Number.isInteger(item) && item >= 0)
