/** What undoes max pooling, and pooling over windows at random places. */
import { dense } from '../compute/strided.js'
import { int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, numel, sameShape } from '../tensor/shape.js'
import { poll } from '../tensor/storage.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { type Dim, dims, given, keep, type Out } from './derive.js'
import { intoIndex } from './extremes.js'
import { gather } from './gather.js'
import { notImplementedFor } from './pointwise.js'
import { reshape } from './view.js'

const F = { F: 'native' } as const

/** The first dims of an input, then the sizes given. */
const planes = (input: Tensor, sizes: readonly number[]): Dim[] => [
  ...Array.from({ length: input.rank - sizes.length }, (_, axis) => keep(input, axis)),
  ...sizes.map((size) => given(size, 'output_size')),
]

function checkUnpool(name: string, n: number, input: Tensor, indices: Tensor): void {
  check(
    indices.dtype === int64,
    () => `elements in indices should be type int64 but got: ${indices.dtype.scalarType}`,
  )
  check(
    input.rank === n + 1 || input.rank === n + 2,
    () =>
      `Input to max_unpooling${n}d should be a ${n + 1}d or ${n + 2}d Tensor, but got a tensor with ${input.rank} dimensions.`,
  )
  check(
    sameShape(input.shape, indices.shape),
    () =>
      `Expected shape of indices to be same as that of the input tensor (${formatSizes(input.shape)}) but got indices tensor with shape: ${formatSizes(indices.shape)}`,
  )
  const empty = input.shape.findIndex((size, axis) => size === 0 && axis >= input.rank - n - 1)
  check(
    empty < 0,
    () =>
      `max_unpooling${n}d_forward_out_cpu(): Expected input to have non-zero size for non-batch dimensions, but got ${formatSizes(input.shape)} with dimension ${empty} being empty.`,
  )
  if (input.dtype.kind !== 'float') notImplementedFor(name, input.dtype)
}

/** Every element put where its index says in a plane of zeros; the library reckons the size. Source: torch.nn.functional.max_unpool2d, 3d. */
export const maxUnpool = defineOp({
  schema: '_max_unpool(Tensor input, Tensor indices, int[] size) -> Tensor',
  doc: 'Elements put back where max pooling took them from.',
  faces: F,
  gradName: ({ size }) => `MaxUnpool${(size as unknown as number[]).length}DBackward0`,
  shape: ({ input, indices, size }): Out => {
    const n = size.length
    checkUnpool(`max_unpool${n}d`, n, input, indices)
    if (indices.device !== 'meta') {
      const count = numel(size)
      for (const index of dense(indices.read()) as BigInt64Array)
        check(
          index >= 0n && index < count,
          () => `Found an invalid max index: ${index} (output volumes are of size ${size.join('x')})`,
        )
    }
    return dims(input.dtype, planes(input, size))
  },
  kernel: ({ input, indices, size }, out) => {
    const from = dense(input) as NumberData
    const at = dense(indices) as BigInt64Array
    const to = out.data as NumberData
    const each = numel(input.shape.slice(-size.length))
    const plane = numel(size)
    for (let i = 0; i < from.length; i++) to[Math.floor(i / each) * plane + Number(at[i])] = from[i]
  },
  backward: {
    input: ({ grad, indices, meta, size }): Tensor => {
      const lead = meta.input.shape.slice(0, -size.length)
      const flat = (tensor: Tensor): Tensor =>
        reshape(tensor, [...lead, numel(tensor.shape.slice(-size.length))])
      return reshape(gather(flat(grad), lead.length, flat(indices)), [...meta.input.shape])
    },
  },
})

// --- fractional max pooling ---------------------------------------------------------------------------------------

/** Where the windows of one dim begin: as even as can be, shifted by `sample`. In single precision for float32, as there. */
function starts(sample: number, input: number, output: number, kernel: number, single: boolean): number[] {
  const round = single ? Math.fround : (x: number): number => x
  const alpha = output > 1 ? round((input - kernel) / (output - 1)) : 0
  const first = Math.trunc(round(sample * alpha))
  return Array.from({ length: output }, (_, i) =>
    i === output - 1 ? input - kernel : Math.trunc(round(round(i + sample) * alpha)) - first,
  )
}

const AXES = [[], [], ['height', 'width'], ['time', 'height', 'width']] as const

interface Fractional {
  readonly input: NdArray
  readonly random_samples: NdArray
  readonly kernel_size: number[]
  readonly output_size: number[]
}

function fractionalMax(args: Fractional, out: NdArray, indices: NdArray): void {
  const { input, random_samples, kernel_size, output_size } = args
  const n = output_size.length
  const sizes = input.shape.slice(-n)
  const data = dense(input) as NumberData
  const samples = dense(random_samples) as NumberData
  const single = input.dtype.name !== 'float64'
  const [plane, windows] = [numel(sizes), numel(output_size)]
  const at = indices.data as BigInt64Array
  for (let p = 0; p < numel(input.shape.slice(0, -n)); p++) {
    const begins = sizes.map((size, d) => {
      // Of two samples the first is for the width; three stand in the order of the dims.
      const sample = samples[p * n + (n === 2 ? 1 - d : d)]
      return starts(sample, size, output_size[d], kernel_size[d], single)
    })
    for (let w = 0; w < windows; w++) {
      let rest = w
      const origin = new Array<number>(n)
      for (let d = n - 1; d >= 0; d--) {
        origin[d] = begins[d][rest % output_size[d]]
        rest = Math.floor(rest / output_size[d])
      }
      let best = origin.reduce((sum, start, d) => sum * sizes[d] + start, 0)
      let top = -Infinity
      for (let k = 0; k < numel(kernel_size); k++) {
        let [index, left, step] = [0, k, 1]
        for (let d = n - 1; d >= 0; d--) {
          index += (origin[d] + (left % kernel_size[d])) * step
          left = Math.floor(left / kernel_size[d])
          step *= sizes[d]
        }
        const value = data[p * plane + index]
        if (value > top || value !== value) {
          top = value
          best = index
        }
      }
      ;(out.data as NumberData)[p * windows + w] = top
      at[p * windows + w] = BigInt(best)
    }
    if ((p & 63) === 0) poll()
  }
}

/** Max over windows whose places are drawn: (…, sizes) → (…, output_size), with the positions. Source: torch.nn.functional.fractional_max_pool2d, 3d. */
export const fractionalMaxPool = defineOp({
  schema:
    '_fractional_max_pool(Tensor input, int[] kernel_size, int[] output_size, Tensor random_samples) -> (Tensor, Tensor)',
  doc: 'The largest element of windows at random places.',
  faces: F,
  gradName: ({ output_size }) => `FractionalMaxPool${(output_size as unknown as number[]).length}DBackward0`,
  shape: ({ input, kernel_size, output_size, random_samples }): Out[] => {
    const n = output_size.length
    check(
      random_samples.rank === 3,
      () => `Expect _random_samples to have 3 dimensions, got ${random_samples.rank}`,
    )
    const name = n === 2 ? 'fractional_max_pool2d()' : 'fractional_max_pool3d_out()'
    output_size.forEach((size, d) => {
      const whole = input.shape[input.rank - n + d]
      // In three dims PyTorch wants room for one more.
      if (size + kernel_size[d] - 1 > whole - (n === 3 ? 1 : 0))
        fail(
          'RuntimeError',
          `${name}: pool ${AXES[n][d]} ${kernel_size[d]} too large relative to input ${AXES[n][d]} ${whole}`,
        )
    })
    if (input.dtype.kind !== 'float') notImplementedFor(`fractional_max_pool${n}d`, input.dtype)
    return [dims(input.dtype, planes(input, output_size)), dims(int64, planes(input, output_size))]
  },
  kernel: (args, out, [, indices]) => fractionalMax(args, out, indices),
  backward: {
    input: ({ grad, results, meta, output_size }): Tensor => {
      const { shape } = meta.input
      const n = output_size.length
      const lead = shape.slice(0, -n)
      const flat = (tensor: Tensor): Tensor => reshape(tensor, [...lead, numel(tensor.shape.slice(-n))])
      const size = [...lead, numel(shape.slice(-n))]
      return reshape(intoIndex(flat(grad), flat(results[1]), size, lead.length), [...shape])
    },
  },
})
