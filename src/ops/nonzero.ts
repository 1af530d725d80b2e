/** Positions and values that a condition chooses: nonzero, argwhere, masked_select, isin. Their sizes depend on data, which is read when they run. */
import { copyInto } from '../compute/copy.js'
import { dense } from '../compute/strided.js'
import { numbersOf, wordsIn } from '../compute/words.js'
import { bool, int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, numel } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { expand, unsqueeze } from './axes.js'
import { where } from './choose.js'
import { defineOp } from './define.js'
import { broadcast, counted, dims, fresh } from './derive.js'
import { zeros } from './factory.js'
import { maskedScatter } from './put.js'
import { unbind } from './slice.js'

export const metaless = (name: string, tensor: Tensor): void => {
  if (tensor.device === 'meta')
    fail('NotImplementedError', `${name}: the shape depends on data, which a meta tensor lacks`)
}

/** Positions, in row-major order, of the elements that are not 0. */
function positionsOf(array: NdArray): Int32Array {
  const whole = dense(array)
  const data = (whole instanceof BigInt64Array ? numbersOf(whole) : whole) as NumberData
  const { width } = array.dtype
  const n = data.length / width
  if (data instanceof Uint8Array) return truesIn(data)
  const found = new Int32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) {
    if (data[i * width] !== 0 || (width === 2 && data[2 * i + 1] !== 0)) found[count++] = i
  }
  return found.subarray(0, count)
}

/** The same of a mask. */
function truesIn(mask: Uint8Array): Int32Array {
  let count = 0
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0) count++
  const found = new Int32Array(count)
  for (let i = 0, at = 0; at < count; i++) if (mask[i] !== 0) found[at++] = i
  return found
}

/** Indices of the elements that are not 0, a row each. Source: torch.nonzero. */
export const nonzero = defineOp({
  schema: 'nonzero(Tensor input) -> Tensor',
  doc: 'The indices of the elements that are not 0, a row each.',
  out: true,
  shape: ({ input }) => {
    metaless('nonzero', input)
    const count = positionsOf(input.read()).length
    return {
      ...dims(int64, [counted(count, 'elements that are not 0'), fresh(input.rank, 'dims of input')]),
      // One dim after the other, as PyTorch has it.
      layout: count === 0 ? null : [1, count],
    }
  },
  kernel: ({ input }, out) => {
    const { shape } = input
    const words = wordsIn(out.data as BigInt64Array)
    const steps = contiguousStrides(shape)
    const positions = positionsOf(input)
    const rank = shape.length
    for (let i = 0; i < positions.length; i++) {
      let left = positions[i]
      for (let dim = 0, at = 2 * i * rank; dim < rank; dim++, at += 2) {
        const place = Math.floor(left / steps[dim])
        words[at] = place
        words[at + 1] = 0
        left -= place * steps[dim]
      }
    }
  },
  samples: ['torch.nonzero(torch.tensor([0, 1, 2]))'],
})

/** One index tensor for each dim: what `x[…]` takes. */
function nonzeroTuple(input: Tensor): Tensor[] {
  return unbind(nonzero(input.rank === 0 ? unsqueeze(input, 0) : input), 1)
}

defineOp({
  schema: 'nonzero.as_tuple(Tensor input, *, bool as_tuple) -> any',
  doc: 'The indices of the elements that are not 0, a row each, or a tensor for each dim.',
  composite: ({ input, as_tuple }) => (as_tuple ? nonzeroTuple(input) : nonzero(input)),
  samples: ['torch.nonzero(torch.tensor([0, 1, 2]), as_tuple=True)'],
})

defineOp({
  schema: 'argwhere(Tensor input) -> Tensor',
  doc: 'The indices of the elements that are not 0, a row each.',
  composite: ({ input }) => nonzero(input),
  samples: ['torch.argwhere(torch.tensor([0, 1, 2]))'],
})

/** The indices where the condition holds. Source: torch.where with one argument. */
defineOp({
  schema: 'where(Tensor condition) -> Tensor[]',
  doc: 'The indices where condition is not 0, a tensor for each dim.',
  faces: { torch: 'native' },
  composite: ({ condition }) => nonzeroTuple(condition),
  samples: ['torch.where(torch.tensor([0, 1, 2]))'],
})
defineOp({
  schema: 'where.method(Tensor input, Tensor condition, Operand other) -> Tensor',
  doc: 'Its own elements where condition is true, those of other elsewhere.',
  faces: { Tensor: 'native' },
  composite: ({ input, condition, other }) => where(condition, input, other),
  samples: ['torch.ones(3).where(torch.tensor([True, False, True]), 0.0)'],
})

/** The elements where the mask is true, in a row. Source: torch.masked_select. */
export const maskedSelect = defineOp({
  schema: 'masked_select(Tensor input, Tensor mask) -> Tensor',
  doc: 'The elements where mask is true, in one dim.',
  out: true,
  shape: ({ input, mask }) => {
    check(mask.dtype === bool, () => 'masked_select: expected BoolTensor for mask')
    metaless('masked_select', mask)
    const { shape } = broadcast(bool, mask, input)
    const count = positionsOf(expand(mask, [...shape]).read()).length
    return dims(input.dtype, [counted(count, 'elements where mask is true')])
  },
  kernel: ({ input, mask }, out) => {
    const shape = broadcastOf(input, mask)
    const whole = (array: NdArray): NdArray => {
      const data = new array.dtype.array(numel(shape) * array.dtype.width)
      const copy = { data, offset: 0, shape, strides: contiguousStrides(shape), dtype: array.dtype }
      copyInto(copy, array)
      return copy
    }
    const from = whole(input).data as unknown as number[]
    const to = out.data as unknown as number[]
    const { width } = out.dtype
    let at = 0
    for (const position of positionsOf(whole(mask)))
      for (let w = 0; w < width; w++) to[at++] = from[position * width + w]
  },
  backward: {
    input: ({ grad, mask, meta }): Tensor => {
      const shape = broadcastOf(meta.input, mask)
      return maskedScatter(zeros([...shape], null, grad.dtype), mask, grad)
    },
  },
  samples: ['torch.masked_select(torch.arange(3), torch.tensor([True, False, True]))'],
})

function broadcastOf(
  a: { readonly shape: readonly number[] },
  b: { readonly shape: readonly number[] },
): number[] {
  const rank = Math.max(a.shape.length, b.shape.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a.shape[i - rank + a.shape.length] ?? 1
    return x === 1 ? (b.shape[i - rank + b.shape.length] ?? 1) : x
  })
}
