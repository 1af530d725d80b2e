/** Writing at flat positions and where a mask says: put, masked_scatter. */
import { copyInto } from '../compute/copy.js'
import { scatterInto } from '../compute/scatter.js'
import { dense } from '../compute/strided.js'
import { bool, int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { contiguousStrides, numel } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { expand } from './axes.js'
import { maskedFill } from './choose.js'
import { defineOp } from './define.js'
import { broadcast, copied, dims, fresh, type Out } from './derive.js'
import { zerosLike } from './factory.js'
import { checkRange, take } from './gather.js'
import { sumDims } from './reduce.js'
import { reshape } from './view.js'

/** Elements by their position in the flattened tensor. Source: torch.put. */
export const put = defineOp({
  schema: 'put(Tensor input, Tensor index, Tensor source, bool accumulate=False) -> Tensor',
  doc: 'Writes elements at positions of the flattened tensor.',
  inplace: true,
  shape: ({ input, index, source }): Out => {
    check(
      index.dtype === int64,
      () => `put_(): Expected a long tensor for index, but got ${index.dtype.scalarType}`,
    )
    check(
      input.dtype === source.dtype,
      () =>
        `put_(): self and source expected to have the same dtype, but got self.dtype = ${input.dtype.scalarType} and source.dtype = ${source.dtype.scalarType}`,
    )
    if (index.numel !== source.numel) {
      fail(
        'IndexError',
        `put_(): Expected source and index to have the same number of elements, but got source.numel() = ${source.numel}, index.numel() = ${index.numel}`,
      )
    }
    const n = input.numel
    if (n === 0 && index.numel > 0) fail('IndexError', 'put_(): tried to put elements into an empty tensor')
    checkRange(index, -n, n, (value) =>
      fail('IndexError', `out of range: tried to access index ${value} on a tensor of ${n} elements.`),
    )
    return copied(input)
  },
  kernel: ({ input, index, source, accumulate }, out) => {
    copyInto(out, input)
    const n = numel(out.shape)
    const positive = BigInt64Array.from(dense(index) as BigInt64Array, (each) =>
      each < 0n ? each + BigInt(n) : each,
    )
    const flat = (data: NdArray['data'], dtype: NdArray['dtype'], size: number): NdArray => ({
      data,
      offset: 0,
      shape: [size],
      strides: [1],
      dtype,
    })
    const count = positive.length
    scatterInto(
      flat(out.data, out.dtype, n),
      flat(dense(source), out.dtype, count),
      flat(positive, int64, count),
      0,
      accumulate ? 'add' : 'set',
    )
  },
  backward: {
    input: ({ grad, index, accumulate, meta }): Tensor =>
      accumulate ? grad : put(grad, index, zerosLike(expand(sumDims(grad, null), [...meta.index.shape]))),
    source: ({ grad, index, meta }) => reshape(take(grad, index), [...meta.source.shape]),
  },
  samples: ['torch.zeros(3).put(torch.tensor([0, -1]), torch.tensor([1.0, 2.0]))'],
})

/** Elements of source, in order, where the mask is true. Source: torch.masked_scatter. */
export const maskedScatter = defineOp({
  schema: 'masked_scatter(Tensor input, Tensor mask, Tensor source) -> Tensor',
  doc: 'Writes the elements of source, in order, where mask is true.',
  inplace: true,
  shape: ({ input, mask, source }): Out => {
    check(
      mask.dtype === bool,
      () => `masked_scatter_ only supports boolean masks, but got mask with dtype ${mask.dtype.scalarType}`,
    )
    check(
      input.dtype === source.dtype,
      () =>
        `masked_scatter: expected self and source to have same dtypes but got${input.dtype.scalarType} and ${source.dtype.scalarType}`,
    )
    const out = { ...broadcast(input.dtype, mask, input), layout: null }
    if (mask.device !== 'meta') {
      const whole = expand(mask, [...out.shape])
      const flags = dense(whole.read())
      let count = 0
      for (let i = 0; i < flags.length; i++) count += flags[i] as number
      check(count <= source.numel, () => 'Number of elements of source < number of ones in mask')
    }
    return out
  },
  kernel: ({ input, mask, source }, out) => {
    copyInto(out, input)
    const flags: NdArray = { ...out, data: new Uint8Array(numel(out.shape)), dtype: bool }
    copyInto(flags, mask)
    const from = dense(source) as unknown as number[]
    const to = out.data as unknown as number[]
    const { width } = out.dtype
    let at = 0
    for (let i = 0; i < flags.data.length; i++) {
      if (!flags.data[i]) continue
      for (let w = 0; w < width; w++) to[i * width + w] = from[at++]
    }
  },
  backward: {
    input: ({ grad, mask }): Tensor => maskedFill(grad, mask, 0),
    source: ({ grad, mask, meta }): Tensor => maskedScatterBack(grad, mask, [...meta.source.shape]),
  },
  samples: ['torch.zeros(3).masked_scatter(torch.tensor([True, False, True]), torch.ones(2))'],
})

/** The picked elements in front, the rest 0, in the shape of the source. */
const maskedScatterBack = defineOp({
  schema: '_masked_scatter_backward(Tensor grad_output, Tensor mask, int[] sizes) -> Tensor',
  doc: 'The elements where mask is true, followed by zeros.',
  faces: { private: 'native' },
  shape: ({ grad_output, sizes }) =>
    dims(
      grad_output.dtype,
      sizes.map((size) => fresh(size, 'of source')),
    ),
  kernel: ({ grad_output, mask }, out) => {
    const flags: NdArray = {
      data: new Uint8Array(numel(grad_output.shape)),
      offset: 0,
      shape: grad_output.shape,
      strides: contiguousStrides(grad_output.shape),
      dtype: bool,
    }
    copyInto(flags, mask)
    const from = dense(grad_output) as unknown as number[]
    const to = out.data as unknown as number[]
    const { width } = out.dtype
    let at = 0
    for (let i = 0; i < flags.data.length; i++) {
      if (!flags.data[i]) continue
      for (let w = 0; w < width; w++) to[at++] = from[i * width + w]
    }
  },
  backward: {
    grad_output: ({ grad, mask, meta }) =>
      maskedScatter(zerosLike(expand(sumDims(grad, null), [...meta.grad_output.shape])), mask, grad),
  },
})
