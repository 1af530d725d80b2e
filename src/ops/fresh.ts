/** New tensors in the image of others: new_zeros and its kin; sizes with strides; a number as a tensor. */
import type { DType } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, numel } from '../tensor/shape.js'
import { type Device, state } from '../tensor/state.js'
import { Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { checkSizes, empty, full, ones, zeros } from './factory.js'
import { requireGrad } from './run.js'
import { scalarTensor } from './wrap.js'

const OPTIONS =
  'dtype? dtype=None, layout? layout=None, device? device=None, bool pin_memory=False, bool requires_grad=False'

/** A leaf that may require grad. */
function leaf(tensor: Tensor, requiresGrad: boolean): Tensor {
  if (requiresGrad) requireGrad(tensor)
  return tensor
}

const like = (name: string, make: typeof zeros) =>
  defineOp({
    schema: `${name}(Tensor input, int[] size, *, ${OPTIONS}) -> Tensor`,
    doc: 'A new tensor of the same dtype.',
    faces: { Tensor: 'native' },
    composite: ({ input, size, dtype, device, requires_grad }): Tensor => {
      checkSizes(size)
      return make(size, null, dtype ?? input.dtype, null, device ?? input.device, false, requires_grad)
    },
    samples: [`torch.ones(2).${name}(3)`],
  })
export const newZeros = like('new_zeros', zeros)
export const newOnes = like('new_ones', ones)
export const newEmpty = like('new_empty', empty)

/** A new tensor of one number, in the dtype of another. Source: Tensor.new_full. */
export const newFull = defineOp({
  schema: `new_full(Tensor input, int[] size, Scalar fill_value, *, ${OPTIONS}) -> Tensor`,
  doc: 'A new tensor of one number, of the same dtype.',
  faces: { Tensor: 'native' },
  composite: ({ input, size, fill_value, dtype, device, requires_grad }): Tensor =>
    full(size, fill_value, dtype ?? input.dtype, null, device ?? input.device, false, requires_grad),
  samples: ['torch.ones(2).new_full((3,), 7)'],
})

// --- with strides -------------------------------------------------------------------------------------------------

/** Memory just large enough for the strides, seen with them. */
function emptyStrided(
  size: readonly number[],
  stride: readonly number[],
  dtype: DType,
  device: Device,
): Tensor {
  check(
    size.length === stride.length,
    () => `dimensionality of sizes (${size.length}) must match dimensionality of strides (${stride.length})`,
  )
  const slots = numel(size) === 0 ? 0 : size.reduce((last, n, i) => last + (n - 1) * stride[i], 1)
  const memory = zeros([slots], null, dtype, null, device)
  const tensor = new Tensor(memory.storage, [...size], dtype, [...stride], 0, memory.device)
  // The sizes were given, as for any empty tensor.
  tensor.derivation = empty([...size], null, dtype, null, device).derivation
  return tensor
}

defineOp({
  schema: `empty_strided(int[] size, int[] stride, *, ${OPTIONS}) -> Tensor`,
  doc: 'A tensor with the given strides, its content not set (zeros here).',
  faces: { torch: 'native' },
  composite: ({ size, stride, dtype, device, requires_grad }): Tensor =>
    leaf(
      emptyStrided(size, stride, dtype ?? state.defaultDtype, device ?? state.defaultDevice),
      requires_grad,
    ),
  samples: ['torch.empty_strided((2, 3), (1, 2))'],
})

defineOp({
  schema: `new_empty_strided(Tensor input, int[] size, int[] stride, *, ${OPTIONS}) -> Tensor`,
  doc: 'A new tensor of the same dtype with the given strides.',
  faces: { Tensor: 'native' },
  composite: ({ input, size, stride, dtype, device, requires_grad }): Tensor =>
    leaf(emptyStrided(size, stride, dtype ?? input.dtype, device ?? input.device), requires_grad),
})

/** Dims laid out in memory in an order of their own, the last fastest. Source: torch.empty_permuted. */
defineOp({
  schema: `empty_permuted(int[] size, int[] physical_layout, *, ${OPTIONS}) -> Tensor`,
  doc: 'A tensor whose dims lie in memory in the given order.',
  faces: { torch: 'native' },
  composite: ({ size, physical_layout: order, dtype, device, requires_grad }): Tensor => {
    check(
      order.length === size.length,
      () =>
        `Number of dimensions in size does not match the length of the physical_layout; i.e. len(size) = ${size.length} is not equal to len(physical_layout) = ${order.length}`,
    )
    for (const dim of order) {
      check(
        dim >= 0 && dim < size.length,
        () =>
          `Dimension out of range (expected to be between 0 and ${size.length - 1}, but got ${dim} at index ${order.indexOf(dim)}).  NB: negative dims not currently supported; file an issue if you want it.`,
      )
      check(order.filter((each) => each === dim).length === 1, () => 'Duplicate dim not allowed')
    }
    const steps = contiguousStrides(order.map((dim) => size[dim]))
    const strides = size.map((_, dim) => steps[order.indexOf(dim)])
    return leaf(
      emptyStrided(size, strides, dtype ?? state.defaultDtype, device ?? state.defaultDevice),
      requires_grad,
    )
  },
  samples: ['torch.empty_permuted((2, 3, 4), (2, 0, 1))'],
})

/** A number as a 0-d tensor of the default dtype. Source: torch.scalar_tensor. */
defineOp({
  schema: `scalar_tensor(Scalar s, *, ${OPTIONS}) -> Tensor`,
  doc: 'A number as a 0-d tensor.',
  faces: { torch: 'native' },
  composite: ({ s, dtype, requires_grad }): Tensor =>
    leaf(scalarTensor(s, dtype ?? state.defaultDtype), requires_grad),
  samples: ['torch.scalar_tensor(3)'],
})

// --- questions of one element -------------------------------------------------------------------------------------

/** Whether the only element is not 0. RuntimeError where there is none or more than one. Source: torch.is_nonzero. */
defineOp({
  schema: 'is_nonzero(Tensor input) -> bool',
  doc: 'Whether the only element is not 0.',
  composite: ({ input }): boolean => {
    if (input.numel === 0) fail('RuntimeError', 'Boolean value of Tensor with no values is ambiguous')
    if (input.numel > 1) fail('RuntimeError', 'Boolean value of Tensor with more than one value is ambiguous')
    const { data, offset } = input.read()
    return input.dtype.width === 2
      ? data[2 * offset] !== 0 || data[2 * offset + 1] !== 0
      : Boolean(data[offset])
  },
  samples: ['torch.is_nonzero(torch.tensor(1))'],
})
