/** Insertion points in sorted numbers: searchsorted, bucketize. */
import { dense } from '../compute/strided.js'
import { int32, int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, sameShape } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { like, type Out } from './derive.js'

/** How many elements of a sorted line are before each value. */
function insertionPoints(
  lines: NumberData,
  n: number,
  values: NumberData,
  perLine: number,
  right: boolean,
  sorter: ArrayLike<number | bigint> | null,
  out: NdArray,
): void {
  const to = out.data as unknown as (number | bigint)[]
  const big = out.dtype === int64
  for (let i = 0; i < values.length; i++) {
    const start = lines.length === n ? 0 : Math.floor(i / perLine) * n
    const value = values[i]
    let low = 0
    let high = n
    while (low < high) {
      const middle = (low + high) >> 1
      const each = lines[start + (sorter === null ? middle : Number(sorter[start + middle]))]
      if (right ? !(each > value) : !(each >= value)) low = middle + 1
      else high = middle
    }
    to[i] = big ? BigInt(low) : low
  }
}

const searchFunction = 'torch.searchsorted()'

interface Search {
  readonly sorted_sequence: Tensor
  readonly out_int32: boolean
  readonly right: boolean
  readonly side: string | null
  readonly sorter: Tensor | null
}

function searchShape(
  values: Tensor,
  { sorted_sequence: sequence, out_int32, right, side, sorter }: Search,
): Out {
  if (values.rank === 0 && sequence.rank !== 1) {
    fail(
      'RuntimeError',
      `${searchFunction}: input value can be a scalar only when boundaries tensor dimension is 1, but we got boundaries tensor dim(${sequence.rank}) and input value's dim(${values.rank}) numel(${values.numel})`,
    )
  }
  check(
    sequence.rank === 1 || sameShape(sequence.shape.slice(0, -1), values.shape.slice(0, -1)),
    () =>
      `${searchFunction}: boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor ${formatSizes(sequence.shape)} and input value tensor ${formatSizes(values.shape)}`,
  )
  if (side !== null) {
    check(
      side === 'left' || side === 'right',
      () => `${searchFunction}: side can only be 'left' or 'right' but got ${side}`,
    )
    check(
      !(side === 'left' && right),
      () =>
        `${searchFunction}: side and right can't be set to opposites, got side of left while right was True`,
    )
  }
  if (sorter !== null) {
    check(
      sameShape(sequence.shape, sorter.shape),
      () =>
        `${searchFunction}: boundary and sorter must have the same size, but got boundary tensor ${formatSizes(sequence.shape)}and got sorter tensor ${formatSizes(sorter.shape)}`,
    )
    check(
      sorter.dtype === int64,
      () =>
        `${searchFunction}: sorter must be a tensor of long dtype but got dtype ${sorter.dtype.scalarType}`,
    )
    const n = sequence.shape[sequence.rank - 1]
    if (sorter.device !== 'meta') {
      for (const each of dense(sorter.read()))
        check(each >= 0 && each < n, () => `${searchFunction}: sorter index out of range`)
    }
  }
  return like(values, out_int32 ? int32 : int64)
}

interface SearchArrays {
  readonly sorted_sequence: NdArray
  readonly right: boolean
  readonly side: string | null
  readonly sorter: NdArray | null
}

function searchKernel(
  values: NdArray,
  { sorted_sequence, right, side, sorter }: SearchArrays,
  out: NdArray,
): void {
  insertionPoints(
    dense(sorted_sequence) as NumberData,
    sorted_sequence.shape[sorted_sequence.shape.length - 1],
    dense(values) as NumberData,
    values.shape[values.shape.length - 1] ?? 1,
    right || side === 'right',
    sorter === null ? null : dense(sorter),
    out,
  )
}

const SEARCH = '*, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor'

/** Where each value would be inserted to keep the order. Source: torch.searchsorted. */
export const searchsorted = defineOp({
  schema: `searchsorted.Tensor(Tensor sorted_sequence, Tensor input, ${SEARCH}`,
  doc: 'Where each value belongs in a sorted sequence.',
  faces: { torch: 'native' },
  out: true,
  shape: (args) => searchShape(args.input, args),
  kernel: (args, out) => searchKernel(args.input, args, out),
  samples: ['torch.searchsorted(torch.tensor([1, 3, 5]), torch.tensor([3, 6]))'],
})
defineOp({
  schema: `searchsorted.Scalar(Tensor sorted_sequence, Operand self, ${SEARCH}`,
  doc: 'Where a number belongs in a sorted sequence.',
  faces: { torch: 'native' },
  out: true,
  shape: (args) => searchShape(args.self, args),
  kernel: (args, out) => searchKernel(args.self, args, out),
  samples: ['torch.searchsorted(torch.tensor([1, 3, 5]), 3)'],
})

const bucketShape = (values: Tensor, boundaries: Tensor, out_int32: boolean): Out => {
  check(boundaries.rank === 1, () => `boundaries tensor must be 1 dimension, but got dim(${boundaries.rank})`)
  return like(values, out_int32 ? int32 : int64)
}

/** The bucket of each value between boundaries. Source: torch.bucketize. */
defineOp({
  schema:
    'bucketize.Tensor(Tensor input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor',
  doc: 'The number of the bucket that each value falls into.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ input, boundaries, out_int32 }) => bucketShape(input, boundaries, out_int32),
  kernel: ({ input, boundaries, right }, out) =>
    searchKernel(input, { sorted_sequence: boundaries, right, side: null, sorter: null }, out),
  samples: ['torch.bucketize(torch.tensor([3, 6]), torch.tensor([1, 3, 5]))'],
})
defineOp({
  schema:
    'bucketize.Scalar(Operand self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor',
  doc: 'The number of the bucket that a number falls into.',
  faces: { torch: 'native' },
  shape: ({ self, boundaries, out_int32 }) => bucketShape(self, boundaries, out_int32),
  kernel: ({ self, boundaries, right }, out) =>
    searchKernel(self, { sorted_sequence: boundaries, right, side: null, sorter: null }, out),
  samples: ['torch.bucketize(3, torch.tensor([1, 3, 5]))'],
})
