/** `x[…]` and `x[…] = …`: Python's keys as index items, for the operators of ops/indexing.ts. */
import { Foreign, ForeignNumber } from '../ops/argument.js'
import { cast } from '../ops/copy.js'
import { tensorOf } from '../ops/data.js'
import { getIndex, type IndexItem, setIndex } from '../ops/indexing.js'
import { unbind } from '../ops/slice.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import type { Value } from '../python/object/object.js'
import { toIndex, typeOf } from '../python/object/protocol.js'
import { PyEllipsis, PyFloat, PyList, PyRange, PySlice, PyTuple } from '../python/object/values.js'
import type { Tensor } from '../tensor/tensor.js'
import { toArgument } from './convert.js'
import { PyTensor, wrap } from './values.js'

const sliceWords = 'slice indices must be integers or None or have an __index__ method'

function bound(value: Value): number | null {
  if (value === null) return null
  return Number(toIndex(value, sliceWords))
}

/** A list of lists of numbers is a tensor; a list that holds slices or None is a tuple. */
function listItem(list: PyList | PyTuple | PyRange): Tensor {
  return tensorOf(toArgument(list instanceof PyRange ? new PyList(rangeItems(list)) : list), null, 'cpu')
}

const rangeItems = ({ start, step, length }: PyRange): Value[] =>
  Array.from({ length }, (_, i) => start + i * step)

function itemOf(key: Value): IndexItem {
  if (typeof key === 'number' || typeof key === 'boolean' || key === null) return key
  if (key instanceof PyTensor) return key.tensor
  if (key instanceof PySlice) {
    const step = bound(key.step) ?? 1
    if (step === 0) throw raise('ValueError', 'slice step cannot be zero')
    return { start: bound(key.start), stop: bound(key.stop), step }
  }
  if (key instanceof PyEllipsis) return 'ellipsis'
  if (key instanceof PyList || key instanceof PyTuple || key instanceof PyRange) {
    const tensor = listItem(key)
    return tensor.numel === 0 ? cast(tensor, int64) : tensor
  }
  if (typeof key === 'object' && !(key instanceof PyFloat)) {
    const argument = toArgument(key)
    if (typeof argument === 'number') return argument
    if (argument instanceof Foreign && argument.tensor !== null) {
      return argument instanceof ForeignNumber && argument.tensor.dtype.kind !== 'bool'
        ? Number(toIndex(key))
        : argument.tensor
    }
    if (argument !== null && typeof argument === 'object' && 'storage' in argument) return argument
    if (typeOf(key).slots.index !== undefined) return Number(toIndex(key))
  }
  if (typeof key === 'string') throw newTypeError("new(): invalid data type 'str'")
  throw newIndexError(
    `only integers, slices (\`:\`), ellipsis (\`...\`), None and long or byte Variables are valid indices (got ${typeNameOf(key)})`,
  )
}

const newIndexError = (message: string) => raise('IndexError', message)

/** What makes a list count as a tuple: something in it that is no number. */
const noNumber = (each: Value): boolean =>
  each === null ||
  each instanceof PySlice ||
  each instanceof PyEllipsis ||
  each instanceof PyTensor ||
  each instanceof PyList ||
  each instanceof PyTuple ||
  each instanceof PyRange

/** The items of a key, and whether they came as several. */
function itemsOf(key: Value): { items: IndexItem[]; tuple: boolean } {
  if (key instanceof PyTuple || (key instanceof PyList && key.items.length < 32 && key.items.some(noNumber)))
    return { items: key.items.map(itemOf), tuple: true }
  return { items: [itemOf(key)], tuple: false }
}

export function getTensorItem(self: PyTensor, key: Value): Value {
  const { items, tuple } = itemsOf(key)
  return wrap(getIndex(self.tensor, items, tuple))
}

export function setTensorItem(self: PyTensor, key: Value, value: Value): void {
  const { tensor } = self
  const { items, tuple } = itemsOf(key)
  setIndex(tensor, items, value instanceof PyTensor ? value.tensor : numberTensor(tensor, value), tuple)
}

function numberTensor(target: Tensor, value: Value): Tensor {
  const argument = toArgument(value)
  const number =
    typeof argument === 'number' ||
    typeof argument === 'boolean' ||
    typeof argument === 'bigint' ||
    (argument !== null && typeof argument === 'object' && 'kind' in argument && !('scalarType' in argument))
  if (argument !== null && typeof argument === 'object' && 'storage' in argument) return argument
  if (argument instanceof Foreign && argument.tensor !== null) return argument.tensor
  if (!number) throw newTypeError(`can't assign a ${typeNameOf(value)} to a torch.${target.dtype.tensorType}`)
  const complex = typeof argument === 'object' && (argument as Scalar).kind === 'complex'
  if (complex && target.dtype.kind !== 'complex')
    throw raise(
      'RuntimeError',
      `value cannot be converted to type ${nativeName(target.dtype)} without overflow`,
    )
  return tensorOf(argument, target.dtype, 'cpu')
}

/** The tensors along dim 0. */
export const unbindRows = (tensor: Tensor): Tensor[] => unbind(tensor, 0)

import { raise } from '../python/object/errors.js'
import { int64, nativeName } from '../tensor/dtype.js'
import type { Scalar } from '../tensor/scalar.js'
