/** Padding with a constant; the other modes build on indexing. */
import { copyInto } from '../compute/copy.js'
import { check } from '../tensor/error.js'
import type { Scalar } from '../tensor/scalar.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { channelsAs, type Dim, dims, keep, type Out, sizeRule } from './derive.js'
import { fillWith } from './factory.js'

const padded = sizeRule('L + before + after')

/** (before, after) for every dim, from a list that starts at the last dim. */
const pairs = (pad: readonly number[], rank: number): (readonly [number, number])[] =>
  Array.from({ length: rank }, (_, axis) => {
    const at = 2 * (rank - 1 - axis)
    return at < pad.length ? [pad[at], pad[at + 1]] : [0, 0]
  })

/** The part of an array that a (possibly negative) padding keeps, and the same part of the padded one. */
function inner(
  small: NdArray,
  large: NdArray,
  pad: readonly (readonly [number, number])[],
): [NdArray, NdArray] {
  let [from, to] = [small.offset, large.offset]
  const shape = small.shape.map((size, axis) => {
    const [before, after] = pad[axis]
    from += Math.max(-before, 0) * small.strides[axis]
    to += Math.max(before, 0) * large.strides[axis]
    return size + Math.min(before, 0) + Math.min(after, 0)
  })
  return [
    { ...small, offset: from, shape },
    { ...large, offset: to, shape },
  ]
}

/**
 * Borders of one value around the last dims; negative numbers cut. pad: before and after of the last dim, then of the
 * one before it… Source: torch.constant_pad_nd.
 */
export const constantPad = defineOp({
  schema: 'constant_pad_nd(Tensor input, int[] pad, Scalar value=0) -> Tensor',
  doc: 'Puts borders of one value around the last dims; negative sizes cut.',
  faces: { torch: 'native' },
  shape: ({ input, pad }): Out => {
    check(pad.length % 2 === 0, () => `Length of pad must be even but instead it equals ${pad.length}`)
    check(
      pad.length <= 2 * input.rank,
      () =>
        `Length of pad should be no more than twice the number of dimensions of the input. Pad length is ${pad.length} while the input has ${input.rank} dimensions.`,
    )
    const out = dims(
      input.dtype,
      pairs(pad, input.rank).map(([before, after], axis): Dim => {
        const dim =
          before === 0 && after === 0 ? keep(input, axis) : padded({ L: [input, axis], before, after })
        check(
          dim.size >= 0,
          () =>
            `The input size ${input.shape[axis]}, plus negative padding ${before} and ${after}, resulted in a negative output size, which is invalid. Check dimension ${axis} of your input.`,
        )
        return dim
      }),
    )
    return channelsAs(input, out)
  },
  kernel: ({ input, pad, value }, out) => {
    fillWith(out, value as Scalar)
    const [from, to] = inner(input, out, pairs(pad, input.shape.length))
    copyInto(to, from)
  },
  backward: {
    input: ({ grad, pad }): Tensor =>
      constantPad(
        grad,
        pad.map((size) => -size),
        0,
      ),
  },
  samples: ['torch.constant_pad_nd(torch.ones(2, 2), (1, 1), 5)'],
})
