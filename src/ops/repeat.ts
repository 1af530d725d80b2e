/** Laying a tensor out several times: repeat. */
import { forEachRow } from '../compute/strided.js'
import { check } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { type Dim, dims, given, keep, sizeRule } from './derive.js'
import { sumDims } from './reduce.js'
import { reshape } from './view.js'

const repeated = sizeRule('input * repeats')

/** The tensor laid out several times along each dim, copied. Source: Tensor.repeat. */
export const repeat = defineOp({
  schema: 'repeat(Tensor input, int[] repeats) -> Tensor',
  doc: 'Repeats the tensor along each dim.',
  faces: { Tensor: 'native' },
  composite: ({ input, repeats }) => {
    check(
      repeats.length >= input.rank,
      () => 'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
    )
    const lead = repeats.length - input.rank
    const sizes = repeats.map((_, i) => (i < lead ? 1 : input.shape[i - lead]))
    const negative = repeats.findIndex((count, i) => count * sizes[i] < 0)
    check(
      negative < 0,
      () =>
        `Trying to create tensor with negative dimension ${repeats[negative] * sizes[negative]}: ${formatSizes(repeats.map((count, i) => count * sizes[i]))}`,
    )
    return repeatBlocks(input, repeats)
  },
  samples: ['torch.tensor([1, 2]).repeat(2, 3)'],
  errors: ['torch.randn(2, 3).repeat(2)'],
})

const repeatBlocks = defineOp({
  schema: '_repeat(Tensor input, int[] repeats) -> Tensor',
  doc: 'Repeats the tensor along each dim.',
  faces: { private: 'native' },
  gradName: 'RepeatBackward0',
  shape: ({ input, repeats }) => {
    const lead = repeats.length - input.rank
    const sizes = repeats.map((count, i): Dim => {
      if (i < lead) return given(count)
      return count === 1 ? keep(input, i - lead) : repeated({ input: [input, i - lead], repeats: count })
    })
    return dims(input.dtype, sizes)
  },
  kernel: ({ input, repeats }, out) => {
    const lead = repeats.length - input.shape.length
    const shape: number[] = []
    const from: number[] = []
    const to: number[] = []
    const width = out.dtype.width
    for (let i = 0; i < repeats.length; i++) {
      shape.push(repeats[i], i < lead ? 1 : input.shape[i - lead])
      from.push(0, i < lead ? 0 : input.strides[i - lead])
      to.push(out.strides[i] * (i < lead ? 1 : input.shape[i - lead]), out.strides[i])
    }
    forEachRow(
      shape,
      [
        { offset: 0, strides: to },
        { offset: input.offset, strides: from },
      ],
      ([p, q], count, [dp, dq]) => {
        for (let i = 0; i < count; i++, p += dp, q += dq) {
          for (let w = 0; w < width; w++) out.data[p * width + w] = input.data[q * width + w]
        }
      },
    )
  },
  backward: {
    input: ({ grad, repeats, meta }): Tensor => {
      const { shape } = meta.input
      const lead = repeats.length - shape.length
      const split = repeats.flatMap((count, i) => [count, i < lead ? 1 : shape[i - lead]])
      return sumDims(
        reshape(grad, split),
        repeats.map((_, i) => 2 * i),
      )
    },
  },
})
