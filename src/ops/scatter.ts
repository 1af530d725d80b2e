/** Writing at indices along one dim: scatter, of a tensor or a number, and scatter_add. Declared out of place; the in-place variant follows from it. */

import { copyInto } from '../compute/copy.js'
import { cast as castArray } from '../compute/pointwise.js'
import { type Landing, scatterInto } from '../compute/scatter.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { like, type Out } from './derive.js'
import { checkIndex, checkInside, gather } from './gather.js'

/** The checks of all scatters; `src` is absent where a number is scattered. */
export function scatterShape(input: Tensor, dim: number, index: Tensor, src: Tensor | null): Out {
  const axis = checkIndex('scatter', input, dim, index)
  check(
    src === null || src.dtype === input.dtype,
    () => 'scatter(): Expected self.dtype to be equal to src.dtype',
  )
  const tooLarge = index.shape.some((size, at) => {
    const limit = src === null ? Infinity : (src.shape[wrapDim(at, src.rank)] ?? 1)
    return (at !== axis && input.rank > 0 && size > input.shape[at]) || size > limit
  })
  check(
    !tooLarge || index.numel === 0,
    () =>
      `Expected index ${formatSizes(index.shape)} to be no larger than self ${formatSizes(input.shape)} apart from dimension ${axis}${src === null ? '' : ` and to be no larger size than src ${formatSizes(src.shape)}`}`,
  )
  checkInside(input, axis, index)
  return like(input)
}

interface ScatterArrays {
  readonly input: NdArray
  readonly dim: number
  readonly index: NdArray
}

function scatterKernel(
  { input, dim, index }: ScatterArrays,
  src: NdArray,
  out: NdArray,
  landing: Landing,
): void {
  copyInto(out, input)
  scatterInto(out, src, index, wrapDim(dim, Math.max(input.shape.length, 1)), landing)
}

/** A number as an array that has it everywhere. */
const everywhere = (value: NdArray, index: NdArray, out: NdArray): NdArray => ({
  ...castArray(value, out.dtype),
  shape: index.shape,
  strides: index.shape.map(() => 0),
})

/** Elements of src, or one value, written where index says. Source: torch.scatter. */
export const scatter = defineOp({
  schema: 'scatter.src(Tensor input, int dim, Tensor index, Tensor src) -> Tensor',
  doc: 'Writes elements of src where index says.',
  inplace: true,
  out: true,
  gradName: 'ScatterBackward0',
  shape: ({ input, dim, index, src }) => scatterShape(input, dim, index, src),
  kernel: (args, out) => scatterKernel(args, args.src, out, 'set'),
  backward: {
    input: ({ grad, dim, index }): Tensor => scatterValue(grad, dim, index, 0),
    src: ({ grad, dim, index }) => gather(grad, dim, index),
  },
  samples: ['torch.zeros(3).scatter(0, torch.tensor([0, 2]), torch.ones(2))'],
  errors: ['torch.zeros(3).scatter(0, torch.tensor([3]), torch.ones(1))'],
})

const landingOf = (reduce: string): Landing => {
  if (reduce === 'add') return 'add'
  if (reduce === 'multiply') return 'mul'
  return fail('RuntimeError', 'reduce argument must be either add or multiply.')
}

defineOp({
  schema: 'scatter.reduce(Tensor input, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor',
  doc: 'Combines elements with those of src where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, src, reduce }) => {
    landingOf(reduce)
    return scatterShape(input, dim, index, src)
  },
  kernel: (args, out) => scatterKernel(args, args.src, out, landingOf(args.reduce)),
  samples: ["torch.ones(3).scatter(0, torch.tensor([0, 0]), torch.ones(2), reduce='add')"],
})

export const scatterValue = defineOp({
  schema: 'scatter.value(Tensor input, int dim, Tensor index, Operand value) -> Tensor',
  doc: 'Writes one value where index says.',
  inplace: true,
  out: true,
  gradName: 'ScatterBackward1',
  shape: ({ input, dim, index }) => scatterShape(input, dim, index, null),
  kernel: (args, out) => scatterKernel(args, everywhere(args.value, args.index, out), out, 'set'),
  backward: { input: ({ grad, dim, index }): Tensor => scatterValue(grad, dim, index, 0) },
  samples: ['torch.zeros(3).scatter(0, torch.tensor([0, 2]), 5)'],
})

defineOp({
  schema: 'scatter.value_reduce(Tensor input, int dim, Tensor index, Operand value, *, str reduce) -> Tensor',
  doc: 'Combines elements with one value where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, reduce }) => {
    landingOf(reduce)
    return scatterShape(input, dim, index, null)
  },
  kernel: (args, out) =>
    scatterKernel(args, everywhere(args.value, args.index, out), out, landingOf(args.reduce)),
  samples: ["torch.ones(3).scatter(0, torch.tensor([0]), 2, reduce='multiply')"],
})

/** Elements of src added where index says. Source: torch.scatter_add. */
export const scatterAddOp = defineOp({
  schema: 'scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor',
  doc: 'Adds elements of src where index says.',
  inplace: true,
  out: true,
  shape: ({ input, dim, index, src }) => scatterShape(input, dim, index, src),
  kernel: (args, out) => scatterKernel(args, args.src, out, 'add'),
  backward: {
    input: ({ grad }) => grad,
    src: ({ grad, dim, index }) => gather(grad, dim, index),
  },
  samples: ['torch.zeros(3).scatter_add(0, torch.tensor([0, 0, 2]), torch.ones(3))'],
})
