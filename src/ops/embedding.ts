/** Rows of a table by number, alone and in bags. */
import { dense } from '../compute/strided.js'
import { int64, legacyName, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { poll } from '../tensor/storage.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add } from './arithmetic.js'
import { defineOp } from './define.js'
import { dims, given, keep, type Out } from './derive.js'
import { intoIndex } from './extremes.js'
import { narrow } from './slice.js'

const numbersOf = (indices: NdArray): number[] => Array.from(dense(indices) as Float32Array, Number)

function checkIndices(indices: Tensor, name: string): void {
  if (indices.dtype.name === 'int64' || indices.dtype.name === 'int32') return
  fail(
    'RuntimeError',
    `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got ${legacyName(indices.dtype)} instead (while checking arguments for ${name})`,
  )
}

/**
 * indices (*) → (*, dim): the rows of weight (rows, dim). Gradients skip `padding_idx`; with scale_grad_by_freq a row's is
 * divided by how often it was asked for. Source: torch.embedding.
 */
export const embedding = defineOp({
  schema:
    'embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor',
  doc: 'Rows of a table by number.',
  faces: { torch: 'native' },
  shape: ({ weight, indices }): Out => {
    check(weight.rank === 2, () => "'weight' must be 2-D")
    checkIndices(indices, 'embedding')
    if (indices.device !== 'meta' && weight.device !== 'meta')
      for (const index of dense(indices.read()) as Float32Array)
        if (Number(index) < 0 || Number(index) >= weight.shape[0])
          fail('IndexError', 'index out of range in self')
    return dims(weight.dtype, [...indices.shape.map((_, axis) => keep(indices, axis)), keep(weight, 1)])
  },
  kernel: ({ weight, indices }, out) => {
    const table = dense(weight) as NumberData
    const width = weight.shape[1] * weight.dtype.width
    const to = out.data as NumberData
    numbersOf(indices).forEach((row, i) => {
      to.set(table.subarray(row * width, (row + 1) * width) as never, i * width)
      if ((i & 4095) === 0) poll()
    })
  },
  backward: {
    weight: ({ grad, indices, meta, padding_idx, scale_grad_by_freq, sparse }): Tensor => {
      if (sparse)
        fail('NotImplementedError', 'ishape: the sparse gradient of embedding is not available here')
      return intoRows(grad, indices, meta.weight.shape[0], padding_idx, scale_grad_by_freq)
    },
  },
  samples: ['torch.embedding(torch.randn(5, 2), torch.tensor([1, 4, 1]))'],
})

const intoRows = defineOp({
  schema:
    '_embedding_backward(Tensor grad_output, Tensor indices, int rows, int padding_idx, bool scale_grad_by_freq) -> Tensor',
  doc: 'Gradients of rows, added up where they came from.',
  faces: { private: 'native' },
  gradName: 'EmbeddingDenseBackwardBackward0',
  shape: ({ grad_output, rows }) =>
    dims(grad_output.dtype, [given(rows), keep(grad_output, grad_output.rank - 1)]),
  kernel: ({ grad_output, indices, padding_idx, scale_grad_by_freq }, out) => {
    const from = dense(grad_output) as NumberData
    const to = out.data as NumberData
    const width = out.shape[1]
    const rows = numbersOf(indices)
    const counts = new Map<number, number>()
    if (scale_grad_by_freq) for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1)
    rows.forEach((row, i) => {
      if (row === padding_idx) return
      const scale = 1 / (counts.get(row) ?? 1)
      for (let k = 0; k < width; k++) to[row * width + k] += from[i * width + k] * scale
    })
  },
  backward: {
    grad_output: ({ grad, indices, padding_idx }): Tensor => embedding(grad, indices, padding_idx),
  },
})

/** Sums of the rows between consecutive bounds: (total, dim) → (bags, dim). */
export const bagSum = defineOp({
  schema: '_bag_sum(Tensor rows, int[] bounds) -> Tensor',
  doc: 'Sums of consecutive rows.',
  faces: { F: 'native' },
  gradName: 'EmbeddingBagBackward0',
  shape: ({ rows, bounds }) => dims(rows.dtype, [given(bounds.length - 1, 'bags'), keep(rows, 1)]),
  kernel: ({ rows, bounds }, out) => {
    const from = dense(rows) as NumberData
    const width = out.shape[1]
    const to = out.data as NumberData
    for (let bag = 0; bag + 1 < bounds.length; bag++)
      for (let k = 0; k < width; k++) {
        let total = 0
        for (let row = bounds[bag]; row < bounds[bag + 1]; row++) total += from[row * width + k]
        to[bag * width + k] = total
      }
  },
  backward: { rows: ({ grad, bounds }): Tensor => bagSpread(grad, bounds) },
})

/** Every bag's row, once for each of its members: the gradient of `_bag_sum`. */
const bagSpread = defineOp({
  schema: '_bag_spread(Tensor bags, int[] bounds) -> Tensor',
  doc: 'Every row as often as its bag has members.',
  faces: { private: 'native' },
  shape: ({ bags, bounds }) => dims(bags.dtype, [given(bounds[bounds.length - 1]), keep(bags, 1)]),
  kernel: ({ bags, bounds }, out) => {
    const from = dense(bags) as NumberData
    const width = out.shape[1]
    for (let bag = 0; bag + 1 < bounds.length; bag++)
      for (let row = bounds[bag]; row < bounds[bag + 1]; row++)
        for (let k = 0; k < width; k++) (out.data as NumberData)[row * width + k] = from[bag * width + k]
  },
  backward: { bags: ({ grad, bounds }): Tensor => bagSum(grad, bounds) },
})

/** The largest of the rows between consecutive bounds, and which row it is from; zeros for empty bags. */
export const bagMax = defineOp({
  schema: '_bag_max(Tensor rows, int[] bounds) -> (Tensor, Tensor)',
  doc: 'The largest elements of consecutive rows.',
  faces: { F: 'native' },
  gradName: 'EmbeddingBagBackward0',
  shape: ({ rows, bounds }): Out[] => {
    const shape = (): Out => dims(rows.dtype, [given(bounds.length - 1, 'bags'), keep(rows, 1)])
    return [shape(), { ...shape(), dtype: int64 }]
  },
  kernel: ({ rows, bounds }, out, [, from]) => {
    const data = dense(rows) as NumberData
    const width = out.shape[1]
    for (let bag = 0; bag + 1 < bounds.length; bag++)
      for (let k = 0; k < width; k++) {
        if (bounds[bag] === bounds[bag + 1]) {
          ;(from.data as BigInt64Array)[bag * width + k] = -1n
          continue
        }
        let best = bounds[bag]
        for (let row = best + 1; row < bounds[bag + 1]; row++)
          if (data[row * width + k] > data[best * width + k]) best = row
        ;(out.data as NumberData)[bag * width + k] = data[best * width + k]
        ;(from.data as BigInt64Array)[bag * width + k] = BigInt(best)
      }
  },
  backward: {
    rows: ({ grad, results, meta }): Tensor => {
      // A row more, the first, takes what belongs to empty bags.
      const [count, width] = meta.rows.shape
      return narrow(intoIndex(grad, add(results[1], 1), [count + 1, width], 0), 0, 1, count)
    },
  },
})
