/** The same bits read as another dtype: `x.view(torch.int32)`. */

import { dense } from '../compute/strided.js'
import { fromBytes, toBytes } from '../tensor/bits.js'
import type { DType } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import type { Tensor } from '../tensor/tensor.js'
import { detached } from './conversion.js'
import { defineOp } from './define.js'
import { type Dim, dims, keep, sizeRule } from './derive.js'

const fewer = sizeRule('L / ratio')
const more = sizeRule('L * ratio')

/** The last dim, whose elements get wider or narrower. */
function lastDim(input: Tensor, dtype: DType): Dim {
  const axis = input.rank - 1
  const words = `to view ${input.dtype.scalarType} as ${dtype.scalarType} (different element sizes)`
  check(input.rank > 0, () => `self.dim() cannot be 0 ${words}`)
  const checkStride = (): void =>
    check(
      input.strides[axis] === 1,
      () => `self.stride(-1) must be 1 ${words}, but got ${input.strides[axis]}`,
    )
  if (dtype.itemsize < input.dtype.itemsize) {
    checkStride()
    return more({ L: [input, axis], ratio: input.dtype.itemsize / dtype.itemsize })
  }
  const ratio = dtype.itemsize / input.dtype.itemsize
  check(
    input.shape[axis] % ratio === 0,
    () => `self.size(-1) must be divisible by ${ratio} ${words}, but got ${input.shape[axis]}`,
  )
  checkStride()
  return fewer({ L: [input, axis], ratio })
}

/**
 * A copy of the bits: arrays here have one type, so the memory can't be shared. Writing into it raises.
 * RuntimeError where the elements don't fit the last dim. Source: Tensor.view(dtype).
 */
const reread = defineOp({
  schema: '_view_dtype(Tensor input, dtype dtype) -> Tensor',
  doc: 'The same bits as elements of another dtype.',
  faces: { private: 'native' },
  shape: ({ input, dtype }) => {
    const all = input.shape.map((_, axis) => keep(input, axis))
    if (dtype.itemsize !== input.dtype.itemsize) all.splice(-1, 1, lastDim(input, dtype))
    return dims(dtype, all)
  },
  kernel: ({ input, dtype }, out) => {
    ;(out.data as Uint8Array).set(fromBytes(toBytes(dense(input), input.dtype), dtype) as Uint8Array)
  },
})

defineOp({
  schema: 'view.dtype(Tensor input, dtype dtype) -> Tensor',
  doc: 'Sees the same bits as elements of another dtype.',
  faces: { Tensor: 'native' },
  composite: ({ input, dtype }): Tensor => {
    if (dtype === input.dtype) return detached(input)
    const result = reread(input, dtype)
    result.copiedBits = true
    return result
  },
  samples: ['torch.ones(2).view(torch.int32)'],
})
