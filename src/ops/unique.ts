/** Distinct elements or slices: unique, unique_consecutive. The size depends on data, which is read when they run. */
import { allExact, Sorter, sortBigints } from '../compute/sort.js'
import { dense } from '../compute/strided.js'
import { numbersOf, putNumbers } from '../compute/words.js'
import { int64, type NumberData } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { contiguousStrides, numel, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { counted, dims, keep, like, type Out } from './derive.js'
import { metaless } from './nonzero.js'
import { notImplementedFor } from './pointwise.js'

interface Groups {
  /** A position of each group's element, in the order of the result. */
  readonly firsts: number[]
  /** The group of each position. */
  readonly inverse: Int32Array
  readonly counts: number[]
}

type Same = (a: number, b: number) => boolean

/** Groups of equal neighbours in `order`. */
function groupsIn(order: ArrayLike<number>, n: number, same: Same): Groups {
  const firsts: number[] = []
  const counts: number[] = []
  const inverse = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const at = order[i]
    if (i === 0 || !same(order[i - 1], at)) {
      firsts.push(at)
      counts.push(0)
    }
    counts[counts.length - 1]++
    inverse[at] = counts.length - 1
  }
  return { firsts, inverse, counts }
}

/** The order of the elements by value. */
function sortedOrder(data: ArrayLike<number | bigint>, n: number): Int32Array {
  if (data instanceof BigInt64Array) return sortBigints(n, (i) => data[i], false)
  return new Sorter(n).sort(n, (i) => (data as ArrayLike<number>)[i], false)
}

/** Groups of equal elements, or of equal slices along a dim. */
function uniqueGroups(input: NdArray, dim: number | null, consecutive: boolean): Groups {
  const whole = dense(input)
  const data = (whole instanceof BigInt64Array && allExact(whole) ? numbersOf(whole) : whole) as NumberData
  if (dim === null) {
    const n = data.length
    const order = consecutive ? Int32Array.from({ length: n }, (_, i) => i) : sortedOrder(data, n)
    return groupsIn(order, n, (a, b) => data[a] === data[b])
  }
  const { shape } = input
  const n = shape[dim]
  const inner = numel(shape.slice(dim + 1))
  const outer = numel(shape.slice(0, dim))
  const compare = (a: number, b: number): number => {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const x = data[(o * n + a) * inner + i]
        const y = data[(o * n + b) * inner + i]
        if (x !== y) return x < y ? -1 : 1
      }
    }
    return 0
  }
  const order = Int32Array.from({ length: n }, (_, i) => i)
  if (!consecutive) order.sort((a, b) => compare(a, b) || a - b)
  return groupsIn(order, n, (a, b) => compare(a, b) === 0)
}

const noGradient = (name: string) => (): never =>
  fail('NotImplementedError', `the derivative for '${name}' is not implemented.`)

/** One dim outside of all others in memory. */
function outermost(out: Out, dim: number): Out {
  const order = [dim, ...out.shape.map((_, axis) => axis).filter((axis) => axis !== dim)]
  const steps = contiguousStrides(order.map((axis) => out.shape[axis]))
  return { ...out, layout: out.shape.map((_, axis) => steps[order.indexOf(axis)]) }
}

const uniqueOp = (name: '_unique2' | 'unique_dim' | 'unique_consecutive' | 'unique_dim_consecutive') =>
  defineOp({
    schema: `${name}(Tensor input, int? dim, bool consecutive) -> (Tensor, Tensor, Tensor)`,
    doc: 'The distinct elements, where each element went, and how many there are of each.',
    faces: { private: 'native' },
    gradName: {
      _unique2: 'Unique2Backward0',
      unique_dim: 'UniqueDimBackward0',
      unique_consecutive: 'UniqueConsecutiveBackward0',
      unique_dim_consecutive: 'UniqueDimConsecutiveBackward0',
    }[name],
    shape: ({ input, dim, consecutive }): Out[] => {
      metaless('unique', input)
      if (input.dtype.kind === 'complex')
        notImplementedFor(dim === null ? 'unique' : 'unique_dim', input.dtype)
      const count = uniqueGroups(input.read(), dim, consecutive).firsts.length
      const distinct = counted(count, 'distinct elements')
      return [
        dim === null
          ? dims(input.dtype, [distinct])
          : outermost(
              dims(
                input.dtype,
                input.shape.map((_, at) => (at === dim ? distinct : keep(input, at))),
              ),
              dim,
            ),
        dim === null ? like(input, int64) : dims(int64, [keep(input, dim)]),
        dims(int64, [distinct]),
      ]
    },
    kernel: ({ input, dim, consecutive }, out, [, inverse, counts]) => {
      const groups = uniqueGroups(input, dim, consecutive)
      const from = dense(input) as unknown as number[]
      const to = out.data as unknown as number[]
      const inner = dim === null ? 1 : numel(input.shape.slice(dim + 1))
      const size = dim === null ? from.length : input.shape[dim]
      const outer = dim === null ? 1 : numel(input.shape.slice(0, dim))
      let at = 0
      for (let o = 0; o < outer; o++)
        for (const first of groups.firsts)
          for (let i = 0; i < inner; i++) to[at++] = from[(o * size + first) * inner + i]
      putNumbers(inverse.data as BigInt64Array, groups.inverse)
      putNumbers(counts.data as BigInt64Array, groups.counts)
    },
    backward: { input: noGradient(name) },
  })

const uniqueFlat = uniqueOp('_unique2')
const uniqueAlong = uniqueOp('unique_dim')
const consecutiveFlat = uniqueOp('unique_consecutive')
const consecutiveAlong = uniqueOp('unique_dim_consecutive')

const chosen = (
  [values, inverse, counts]: readonly Tensor[],
  withInverse: boolean,
  withCounts: boolean,
): Tensor | Tensor[] => {
  if (!withInverse && !withCounts) return values
  return [values, ...(withInverse ? [inverse] : []), ...(withCounts ? [counts] : [])]
}

/** The distinct elements, sorted. Source: torch.unique. */
defineOp({
  schema:
    'unique(Tensor input, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None) -> any',
  doc: 'The distinct elements, sorted; with where each went and how many there are, if asked for.',
  faces: { torch: 'python', Tensor: 'python' },
  composite: ({ input, return_inverse, return_counts, dim }) =>
    chosen(
      dim === null ? uniqueFlat(input, null, false) : uniqueAlong(input, wrapDim(dim, input.rank), false),
      return_inverse,
      return_counts,
    ),
  samples: [
    'torch.unique(torch.tensor([3, 1, 2, 1]))',
    'torch.unique(torch.tensor([3, 1]), return_inverse=True)',
  ],
})

/** Runs of equal elements become one. Source: torch.unique_consecutive. */
defineOp({
  schema:
    'unique_consecutive(Tensor input, bool return_inverse=False, bool return_counts=False, int? dim=None) -> any',
  doc: 'The elements without those equal to the one before.',
  faces: { torch: 'python', Tensor: 'python' },
  composite: ({ input, return_inverse, return_counts, dim }) =>
    chosen(
      dim === null
        ? consecutiveFlat(input, null, true)
        : consecutiveAlong(input, wrapDim(dim, input.rank), true),
      return_inverse,
      return_counts,
    ),
  samples: ['torch.unique_consecutive(torch.tensor([1, 1, 2, 1]))'],
})
