/** Gives the autograd engine the arithmetic it needs. */
import type { DType } from '../tensor/dtype.js'
import { Tensor } from '../tensor/tensor.js'
import { add } from './arithmetic.js'
import { installArithmetic } from './autograd.js'
import { cast, solid } from './copy.js'
import { onesLike } from './factory.js'
import { write } from './inplace.js'
import { sumDims } from './reduce.js'
import { reshape } from './view.js'

installArithmetic({
  add,
  addInPlace: (target, other) => write(target, add(target, other)),
  // Values are immutable: a storage of its own is all that the leaf's gradient needs.
  steal: (grad) => {
    const owned = grad.isContiguous && grad.viewOf === null ? grad : solid(grad)
    return new Tensor(
      owned.storage.snapshot(),
      owned.shape,
      owned.dtype,
      owned.strides,
      owned.offset,
      owned.device,
    )
  },
  onesLike,
  clone: solid,
  sumToShape(grad: Tensor, shape: readonly number[]): Tensor {
    const lead = grad.rank - shape.length
    const axes = grad.shape
      .map((_, axis) => axis)
      .filter((axis) => axis < lead || (shape[axis - lead] === 1 && grad.shape[axis] !== 1))
    const sum = axes.length === 0 ? grad : sumDims(grad, axes, true)
    return reshape(sum, [...shape])
  },
  cast: (grad: Tensor, dtype: DType): Tensor => cast(grad, dtype),
})
