/** Pooling: windows that slide like a convolution's and keep one number each. */
import { averagePool, averagePoolBack, maxPool as maxPoolKernel, windowsOf } from '../compute/pool.js'
import { dense } from '../compute/strided.js'
import { int64, type NumberData } from '../tensor/dtype.js'
import { check } from '../tensor/error.js'
import { numel, type Shape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { relu } from './activations.js'
import { mul, neg } from './arithmetic.js'
import { windowed } from './convolution.js'
import { defineOp } from './define.js'
import { dims, given, type Out } from './derive.js'
import { intoIndex } from './extremes.js'
import { notImplementedFor } from './pointwise.js'
import {
  checkLine,
  checkLists,
  checkRank,
  full,
  joined,
  pooledShape,
  type Rank,
  type Steps,
  spansOf,
  stepsOf,
  windowedUp,
} from './pool-shapes.js'
import { pow } from './powers.js'
import { abs, sgn } from './rounding.js'
import { reshape } from './view.js'

/** The gradient of max pooling over the last `n` dims: each element goes where the largest one stood. */
export function ontoLargest(grad: Tensor, indices: Tensor, shape: Shape, n: Rank): Tensor {
  const lead = shape.slice(0, -n)
  const flat = (tensor: Tensor): Tensor => reshape(tensor, [...lead, numel(tensor.shape.slice(-n))])
  return reshape(intoIndex(flat(grad), flat(indices), [...lead, numel(shape.slice(-n))], lead.length), [
    ...shape,
  ])
}

/**
 * Max over each window of the last `n` dims, with the positions in the flattened plane.
 *
 * input (N, C, …) or (C, …), any dtype but bool. RuntimeError: padding beyond half the kernel; a size that would be 0.
 * Source: torch.nn.functional.max_pool1d/2d/3d.
 */
const maxPool = (n: Rank) => {
  const k: number = n
  const name = `max_pool${n}d`
  const sample = `torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')})`
  const withIndices = defineOp({
    schema: `max_pool${k}d_with_indices(Tensor input, int[${k}] kernel_size, int[${k}] stride=[], int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)`,
    doc: `The largest element of every window of the last ${n} dims, and where it is.`,
    faces: { private: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `MaxPool${n}DWithIndicesBackward0`,
    shape: (args): Out[] => {
      const { input } = args
      checkLists(name, n, args)
      checkRank('max', n, input)
      const rule = args.ceil_mode ? windowedUp : windowed
      const steps = stepsOf(n, args)
      const out = pooledShape(input, n, steps, rule)
      if (input.dtype.kind !== 'float' && input.dtype.kind !== 'int') notImplementedFor(name, input.dtype)
      return [out, { ...out, dtype: int64 }]
    },
    kernel: (args, out, [, indices]) => {
      const { input } = args
      const windows = windowsOf(input.shape.slice(-n), spansOf(input.shape, out.shape, n, stepsOf(n, args)))
      maxPoolKernel(
        dense(input),
        numel(input.shape.slice(0, -n)),
        numel(input.shape.slice(-n)),
        windows,
        out.data,
        indices.data as BigInt64Array,
      )
    },
    backward: {
      input: ({ grad, results, input }) => ontoLargest(grad, results[1], input.shape, n),
    },
  })
  defineOp({
    schema: `max_pool${k}d_with_indices(Tensor input, int[${k}] kernel_size, int[${k}]? stride=None, int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False, bool return_indices=False) -> (Tensor, Tensor)`,
    doc: `The largest element of every window of the last ${n} dims, and where it is.`,
    faces: { F: 'python' },
    composite: ({ input, kernel_size, stride, padding, dilation, ceil_mode }) =>
      withIndices(input, kernel_size, stride ?? [], padding, dilation, ceil_mode),
    samples: [`F.max_pool${n}d_with_indices(${sample}, 2)`],
  })
  // torch.max_pool2d gives the values alone.
  defineOp({
    schema: `max_pool${k}d(Tensor input, int[${k}] kernel_size, int[${k}] stride=[], int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False) -> Tensor`,
    doc: `The largest element of every window of the last ${n} dims.`,
    faces: { torch: 'native' },
    composite: (args): Tensor => {
      const { input, kernel_size, stride, padding, dilation, ceil_mode } = args
      if (n === 1) checkLine(input, args)
      return withIndices(input, kernel_size, stride, padding, dilation, ceil_mode)[0]
    },
    samples: [`torch.max_pool${n}d(${sample}, 2)`],
  })
  return defineOp({
    schema: `max_pool${k}d(Tensor input, int[${k}] kernel_size, int[${k}]? stride=None, int[${k}] padding=0, int[${k}] dilation=1, bool ceil_mode=False, bool return_indices=False) -> any`,
    doc: `The largest element of every window of the last ${n} dims.`,
    calledAs: `_max_pool${k}d`,
    faces: { F: 'python' },
    composite: ({ input, kernel_size, stride, padding, dilation, ceil_mode, return_indices }) => {
      if (n === 1 && !return_indices)
        checkLine(input, { kernel_size, stride: stride ?? [], padding, dilation, ceil_mode })
      const both = withIndices(input, kernel_size, stride ?? [], padding, dilation, ceil_mode)
      return return_indices ? both : both[0]
    },
    samples: [`F.max_pool${n}d(${sample}, 2)`],
  })
}
export const [maxPool1d, maxPool2d, maxPool3d] = ([1, 2, 3] as const).map(maxPool)

// --- average pooling ----------------------------------------------------------------------------------------------

/** By how much each window's sum is divided: its size with padding (clipped at the far side), or without. */
function divisorsOf(
  input: readonly number[],
  output: readonly number[],
  n: number,
  { kernel, stride, padding }: Steps,
  includePad: boolean,
  override: number | null,
): Float64Array {
  const counts = output.slice(-n)
  const divisors = new Float64Array(numel(counts))
  const index = new Array<number>(n).fill(0)
  for (let w = 0; w < divisors.length; w++) {
    let size = 1
    for (let d = 0; d < n; d++) {
      const length = input[input.length - n + d]
      const start = index[d] * stride[d] - padding[d]
      const end = Math.min(start + kernel[d], length + padding[d])
      size *= includePad ? end - start : Math.min(end, length) - Math.max(start, 0)
    }
    divisors[w] = override ?? size
    for (let d = n - 1; d >= 0; d--) {
      if (++index[d] < counts[d]) break
      index[d] = 0
    }
  }
  return divisors
}

const avgPool = (n: Rank) => {
  const k: number = n
  const name = `avg_pool${n}d`
  const back = defineOp({
    schema: `_avg_pool${k}d_backward(Tensor grad_output, int[] size, int[${k}] kernel_size, int[${k}] stride, int[${k}] padding, bool count_include_pad, int? divisor_override) -> Tensor`,
    doc: 'The gradient of an average, spread over its window.',
    faces: { private: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : undefined,
    shape: ({ grad_output, size }) =>
      dims(
        grad_output.dtype,
        size.map((each) => given(each)),
      ),
    kernel: (args, out) => {
      const { grad_output, size } = args
      const steps = stepsOf(n, args)
      const windows = windowsOf(size.slice(-n), spansOf(size, grad_output.shape, n, steps))
      const divisors = divisorsOf(
        size,
        grad_output.shape,
        n,
        steps,
        args.count_include_pad,
        args.divisor_override,
      )
      averagePoolBack(
        dense(grad_output) as NumberData,
        numel(size.slice(0, -n)),
        numel(size.slice(-n)),
        windows,
        divisors,
        out.data as NumberData,
      )
    },
    backward: {
      grad_output: ({
        grad,
        kernel_size,
        stride,
        padding,
        count_include_pad,
        divisor_override,
        meta,
        size,
      }): Tensor => {
        const up = meta.grad_output.shape
          .slice(-n)
          .some(
            (count, d) =>
              count !==
              Math.floor((size[size.length - n + d] + 2 * padding[d] - kernel_size[d]) / stride[d]) + 1,
          )
        return pool(grad, kernel_size, stride, padding, up, count_include_pad, divisor_override)
      },
    },
  })
  const pool = defineOp({
    schema: `${name}(Tensor input, int[${k}] kernel_size, int[${k}] stride=[], int[${k}] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`,
    doc: `The average of every window of the last ${n} dims.`,
    faces: n === 1 ? { F: 'native', torch: 'native' } : { F: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `AvgPool${n}DBackward0`,
    shape: (args): Out => {
      const { input } = args
      checkLists(name, n, args)
      checkRank('avg', n, input)
      check(args.divisor_override !== 0, () => 'divisor must be not zero')
      const steps = stepsOf(n, args)
      if (n === 3) {
        const sizes = input.shape.slice(-3)
        check(
          sizes.every((size, d) => size + 2 * steps.padding[d] >= steps.kernel[d]),
          () =>
            `input image (${joined(['T', 'H', 'W'], sizes)}) smaller than kernel size (${joined(['kT', 'kH', 'kW'], steps.kernel)})`,
        )
      }
      const out = pooledShape(input, n, steps, args.ceil_mode ? windowedUp : windowed)
      const { dtype } = input
      if (dtype.kind !== 'float' && dtype !== int64) notImplementedFor(n === 1 ? 'avg_pool2d' : name, dtype)
      return out
    },
    kernel: (args, out) => {
      const { input } = args
      const steps = stepsOf(n, args)
      const windows = windowsOf(input.shape.slice(-n), spansOf(input.shape, out.shape, n, steps))
      const divisors = divisorsOf(
        input.shape,
        out.shape,
        n,
        steps,
        args.count_include_pad,
        args.divisor_override,
      )
      const [planes, plane] = [numel(input.shape.slice(0, -n)), numel(input.shape.slice(-n))]
      const average = (from: NumberData, to: NumberData): void =>
        averagePool(from, planes, plane, windows, divisors, to)
      const data = dense(input)
      if (!(data instanceof BigInt64Array)) average(data as NumberData, out.data as NumberData)
      else {
        // Averages of ints are cut towards 0.
        const means = new Float64Array(out.data.length)
        average(Float64Array.from(data, Number), means)
        ;(out.data as BigInt64Array).set(BigInt64Array.from(means, (mean) => BigInt(Math.trunc(mean))))
      }
    },
    backward: {
      input: ({ grad, input, kernel_size, stride, padding, count_include_pad, divisor_override }): Tensor => {
        const steps = stepsOf(n, { kernel_size, stride, padding })
        return back(
          grad,
          [...input.shape],
          [...steps.kernel],
          [...steps.stride],
          [...steps.padding],
          count_include_pad,
          divisor_override,
        )
      },
    },
    samples: [`F.${name}(torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2)`],
  })
  return pool
}
export const [avgPool1d, avgPool2d, avgPool3d] = ([1, 2, 3] as const).map(avgPool)

const lpPool = (n: Rank) => {
  const k: number = n
  return defineOp({
    schema: `lp_pool${k}d(Tensor input, float norm_type, int[${k}] kernel_size, int[${k}]? stride=None, bool ceil_mode=False) -> Tensor`,
    doc: 'The p-norm of every window.',
    faces: { F: 'python' },
    composite: ({ input, norm_type, kernel_size, stride, ceil_mode }): Tensor => {
      const kernel = full(kernel_size, n, [])
      type Pool = (...args: unknown[]) => Tensor
      const steps = [[...kernel], [...full(stride ?? [], n, kernel)], new Array(n).fill(0)]
      // The limits of the norm are the largest and the smallest magnitude.
      if (!Number.isFinite(norm_type)) {
        const max = [maxPool1d, maxPool2d, maxPool3d][n - 1] as unknown as Pool
        const size = norm_type > 0 ? abs(input) : neg(abs(input))
        const out = max(size, ...steps, new Array(n).fill(1), ceil_mode)
        return norm_type > 0 ? out : neg(out)
      }
      const average = [avgPool1d, avgPool2d, avgPool3d][n - 1] as unknown as Pool
      const out = average(pow(input, { kind: 'float', value: norm_type }), ...steps, ceil_mode)
      return pow(mul(mul(sgn(out), relu(abs(out))), numel(kernel)), { kind: 'float', value: 1 / norm_type })
    },
    samples: [`F.lp_pool${n}d(torch.rand(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2, 3)`],
  })
}
export const [lpPool1d, lpPool2d, lpPool3d] = ([1, 2, 3] as const).map(lpPool)
