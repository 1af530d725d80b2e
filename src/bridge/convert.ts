/** Values across the border: Python values as binder arguments, results as Python values. */
import { type Argument, DeviceName, Foreign, Sequence } from '../ops/argument.js'
import type { AnyOp } from '../ops/define.js'
import { typeNameOf } from '../python/object/names.js'
import { builtinTypes, type PyObject, PyType, type Value } from '../python/object/object.js'
import { getItem, length, typeOf } from '../python/object/protocol.js'
import { asInt, asStr, PyBoxed, PyComplex, PyFloat, PyList, PyTuple } from '../python/object/values.js'
import { bool, complex128, type DType, dtypes, float64, int64 } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { isScalar, type Scalar } from '../tensor/scalar.js'
import { Tensor } from '../tensor/tensor.js'
import { noticeOverrides } from './overrides.js'
import { namedResult } from './results.js'
import {
  dtypeObject,
  PyDevice,
  PyDType,
  PyGenerator,
  PyNamedResult,
  PyOption,
  PySize,
  PyTensor,
  wrap,
} from './values.js'

/** Tells of objects from other rooms what they are to an operator: numpy's scalars and arrays. */
export type Recognizer = (value: PyObject) => Argument | undefined
const recognizers: Recognizer[] = []
export function recognize(recognizer: Recognizer): void {
  recognizers.push(recognizer)
}

/** How messages name a tuple's type. */
function tupleName(value: PyTuple): Sequence['typeName'] {
  if (value instanceof PySize) return 'torch.Size'
  return value instanceof PyNamedResult ? `torch.return_types.${typeOf(value).name}` : 'tuple'
}

/** A Python value as an argument. */
export function toArgument(value: Value): Argument {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof PyTensor) return value.tensor
  if (value instanceof PyFloat)
    return value.cls.isNative ? { kind: 'float', value: value.value } : rareArgument(value)
  if (value instanceof PyTuple) {
    return new Sequence(tupleName(value), value.items.map(toArgument))
  }
  if (value instanceof PyList) return new Sequence('list', value.items.map(toArgument))
  return rareArgument(value)
}

/** Some dtypes can only be named: uint16, float8_e5m2. */
function usable(dtype: DType): DType {
  if (dtypes[dtype.name] !== dtype)
    fail('NotImplementedError', `ishape: tensors of dtype torch.${dtype.name} are not available here`)
  return dtype
}

function rareArgument(value: PyObject): Argument {
  if (value instanceof PyDType) return usable(value.dtype)
  if (value instanceof PyDevice) return value.device
  if (value instanceof PyOption) return value.option
  if (value instanceof PyGenerator) return value.generator
  if (value instanceof PyComplex) return { kind: 'complex', value: { re: value.re, im: value.im } }
  if (value instanceof PyBoxed) return asStr(value) ?? asInt(value)!
  for (const recognizer of recognizers) {
    const argument = recognizer(value)
    if (argument !== undefined) return argument
  }
  if (value instanceof PyFloat) return { kind: 'float', value: value.value }
  if (value instanceof PyType) return new Foreign('type', value, pythonDtype(value))
  noticeOverrides(value)
  return new Foreign(typeNameOf(value), value, null, isSequence(value) ? () => itemsOf(value) : null)
}

/** What CPython's `PySequence_Check` says: indexed, and no dict. */
const isSequence = ({ cls }: PyObject): boolean =>
  cls.slots.getitem !== undefined && !cls.isSubtypeOf(builtinTypes.dict)

function itemsOf(sequence: PyObject): Argument[] {
  return Array.from({ length: length(sequence) }, (_, i) => toArgument(getItem(sequence, i)))
}

/** The dtype that PyTorch takes a Python type for. */
export function pythonDtype(type: PyType): DType | null {
  switch (type) {
    case builtinTypes.float:
      return float64
    case builtinTypes.int:
      return int64
    case builtinTypes.bool:
      return bool
    case builtinTypes.complex:
      return complex128
    default:
      return null
  }
}

/** What an operator gave, as Python sees it. */
export function toPython(result: unknown, op: AnyOp | null = null): Value {
  if (result instanceof Tensor) return wrap(result)
  if (Array.isArray(result)) return sequence(result, op)
  switch (typeof result) {
    case 'boolean':
    case 'string':
    case 'bigint':
      return result
    case 'number':
      return op !== null && / -> float$/.test(op.schema.text) ? new PyFloat(result) : result
    case 'undefined':
      return null
  }
  if (result === null) return null
  if (isScalar(result)) return scalarValue(result)
  if (result instanceof DeviceName) return new PyDevice(result)
  if ('scalarType' in (result as DType)) return dtypeObject(result as DType)
  throw new Error(`no Python value for the result of ${op?.name}`)
}

function sequence(result: unknown[], op: AnyOp | null): Value {
  if (op !== null && op.schema.returnType === 'other' && / -> int\[\]$/.test(op.schema.text)) {
    return new PySize(result as number[])
  }
  const items = result.map((item) => toPython(item))
  const names = op?.schema.returns
  return names === undefined || names.length === 0 || names[0] === ''
    ? new PyTuple(items)
    : namedResult(op!, names, items)
}

/** A number as a Python number of its kind. */
export function scalarValue(scalar: Scalar): Value {
  switch (scalar.kind) {
    case 'float':
      return new PyFloat(scalar.value)
    case 'complex':
      return new PyComplex(scalar.value.re, scalar.value.im)
    default:
      return scalar.value
  }
}
