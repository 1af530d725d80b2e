/** Python numbers as tensors: 0-d, and marked so that they don't widen the dtype of their own kind. */
import { bool, complex64, complex128, type DType, float64, int64 } from '../tensor/dtype.js'
import type { Scalar } from '../tensor/scalar.js'
import { state } from '../tensor/state.js'
import { Tensor } from '../tensor/tensor.js'

/** The dtype that a number has as a tensor. */
export function scalarDtype({ kind }: Scalar): DType {
  switch (kind) {
    case 'bool':
      return bool
    case 'int':
      return int64
    case 'float':
      return state.defaultDtype
    case 'complex':
      return state.defaultDtype === float64 ? complex128 : complex64
  }
}

/** A 0-d tensor that holds one number, in double precision so that nothing is lost before promotion. */
export function wrapNumber(scalar: Scalar): Tensor {
  const tensor = scalarTensor(
    scalar,
    scalar.kind === 'float' ? float64 : scalar.kind === 'complex' ? complex128 : scalarDtype(scalar),
  )
  tensor.wrapped = true
  return tensor
}

/** A 0-d tensor of the given dtype. */
export function scalarTensor(scalar: Scalar, dtype: DType): Tensor {
  const data = new dtype.array(dtype.width)
  if (scalar.kind === 'complex') {
    data[0] = scalar.value.re
    if (dtype.width === 2) data[1] = scalar.value.im
  } else if (data instanceof BigInt64Array) {
    data[0] = BigInt(typeof scalar.value === 'number' ? Math.trunc(scalar.value) : scalar.value)
  } else data[0] = Number(scalar.value)
  return Tensor.of(data, [], dtype)
}
