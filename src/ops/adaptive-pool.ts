/** Adaptive pooling: the output size is asked for, the windows follow from it. */

import {
  adaptiveSpan,
  averagePool,
  averagePoolBack,
  maxPool as maxPoolKernel,
  type Windows,
  windowsOf,
} from '../compute/pool.js'
import { dense } from '../compute/strided.js'
import { int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { formatSizes, numel } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { Sequence } from './argument.js'
import { defineOp } from './define.js'
import { dims, given, keep, type Out, restate } from './derive.js'
import { notImplementedFor } from './pointwise.js'
import { ontoLargest } from './pool.js'
import { type Rank, spatialShape } from './pool-shapes.js'

/** A size asked for; null keeps the input's. */
const targetSizes = (input: Tensor, n: Rank, output: readonly (number | null)[]): number[] =>
  Array.from(
    { length: n },
    (_, d) => (output.length === 1 ? output[0] : output[d]) ?? input.shape[input.rank - n + d],
  )

function sizesFrom(value: unknown): (number | null)[] {
  const list = value instanceof Sequence ? value.items : Array.isArray(value) ? value : [value]
  return list.map((item) =>
    item === null ? null : typeof item === 'number' ? item : Number((item as { value: number }).value),
  )
}

const isList = (value: unknown): boolean => value instanceof Sequence || Array.isArray(value)

/** A list of sizes needs an input of more dims than it has entries. */
function checkTarget(input: Tensor, given: unknown, asked: readonly (number | null)[]): void {
  if (isList(given) && input.rank <= asked.length)
    fail('ValueError', `Input dimension should be at least ${asked.length + 1}`)
}

const adaptiveShape = (input: Tensor, n: Rank, sizes: readonly number[], dtype = input.dtype): Out =>
  spatialShape(input, n, dtype, (_, d) => given(sizes[d], 'output_size'))

const adaptiveWindows = (input: readonly number[], sizes: readonly number[], n: number): Windows =>
  windowsOf(
    input.slice(-n),
    sizes.map((size, d) => adaptiveSpan(input[input.length - n + d], size)),
  )

const adaptiveAvg = (n: Rank) => {
  const name = `adaptive_avg_pool${n}d`
  const counts = ({ bounds }: Windows): number[] =>
    Array.from({ length: bounds.length - 1 }, (_, w) => bounds[w + 1] - bounds[w])
  const back = defineOp({
    schema:
      `_${name}_backward(Tensor grad_output, int[] size) -> Tensor` as `${string}(Tensor grad_output, int[] size) -> Tensor`,
    doc: 'The gradient of adaptive averages.',
    faces: { private: 'native' },
    shape: ({ grad_output, size }) =>
      dims(
        grad_output.dtype,
        size.map((each) => given(each)),
      ),
    kernel: ({ grad_output, size }, out) => {
      const windows = adaptiveWindows(size, grad_output.shape.slice(-n), n)
      averagePoolBack(
        dense(grad_output) as NumberData,
        numel(size.slice(0, -n)),
        numel(size.slice(-n)),
        windows,
        counts(windows),
        out.data as NumberData,
      )
    },
    backward: { grad_output: ({ grad, meta }): Tensor => pool(grad, meta.grad_output.shape.slice(-n)) },
  })
  const pool = defineOp({
    schema:
      `_${name}(Tensor input, int[] output_size) -> Tensor` as `${string}(Tensor input, int[] output_size) -> Tensor`,
    doc: 'Averages over windows of equal share.',
    faces: { private: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `AdaptiveAvgPool${n}DBackward0`,
    shape: ({ input, output_size }): Out => {
      check(
        output_size.every((size) => size >= 0),
        () =>
          `${name}: elements of output_size must be greater than or equal to 0 but received {${output_size.join(', ')}}`,
      )
      if (input.dtype.kind !== 'float') {
        if (output_size.every((size) => size === 1) && n === 2)
          fail(
            'RuntimeError',
            `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${input.dtype.scalarType}`,
          )
        notImplementedFor('adaptive_avg_pool2d', input.dtype)
      }
      return adaptiveShape(input, n, output_size)
    },
    kernel: ({ input }, out) => {
      const windows = adaptiveWindows(input.shape, out.shape.slice(-n), n)
      averagePool(
        dense(input) as NumberData,
        numel(input.shape.slice(0, -n)),
        numel(input.shape.slice(-n)),
        windows,
        counts(windows),
        out.data as NumberData,
      )
    },
    backward: { input: ({ grad, meta }) => back(grad, [...meta.input.shape]) },
  })
  // PyTorch takes a mean where one window holds everything, unless that is a line.
  const whole =
    n === 1
      ? pool
      : defineOp({
          schema:
            `_whole_${name}(Tensor input, int[] output_size) -> Tensor` as `${string}(Tensor input, int[] output_size) -> Tensor`,
          doc: 'The mean over all of a plane, as the one window.',
          faces: { private: 'native' },
          gradName: 'MeanBackward1',
          composite: ({ input, output_size }) => pool(input, output_size),
        })
  return defineOp({
    schema:
      `${name}(Tensor input, any output_size) -> Tensor` as `${string}(Tensor input, any output_size) -> Tensor`,
    doc: `Averages to a given size of the last ${n} dims.`,
    faces: n === 1 ? { F: 'native', torch: 'native' } : { F: 'python' },
    composite: ({ input, output_size }): Tensor => {
      const asked = sizesFrom(output_size)
      if (n === 1)
        check(
          input.rank === 2 || input.rank === 3,
          () =>
            `Expected 2 to 3 dimensions, but got ${input.rank}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`,
        )
      else if (isList(output_size)) checkTarget(input, output_size, asked)
      else if (input.rank < n) {
        const bound = Math.max(1, input.rank)
        fail(
          'IndexError',
          `Dimension out of range (expected to be in range of [${-bound}, ${bound - 1}], but got ${-n})`,
        )
      }
      check(asked.length === n || !isList(output_size), () => `${name}: output_size must be ${n}`)
      check(
        input.rank === n + 1 || input.rank === n + 2,
        () => `${name}(): Expected ${n + 1}D or ${n + 2}D tensor, but got ${formatSizes(input.shape)}`,
      )
      const target = targetSizes(input, n, asked)
      const result = target.every((size) => size === 1) ? whole(input, target) : pool(input, target)
      if (asked.includes(null)) {
        const lead = input.rank - n
        restate(result, name, [input], () =>
          result.shape.map((size, axis) =>
            axis < lead || asked[axis - lead] === null ? keep(input, axis) : given(size, 'output_size'),
          ),
        )
      }
      return result
    },
    samples: [`F.${name}(torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2)`],
  })
}
export const [adaptiveAvgPool1d, adaptiveAvgPool2d, adaptiveAvgPool3d] = ([1, 2, 3] as const).map(adaptiveAvg)

const adaptiveMax = (n: Rank) => {
  const name = `adaptive_max_pool${n}d`
  const pool = defineOp({
    schema:
      `_${name}(Tensor input, int[] output_size) -> (Tensor, Tensor)` as `${string}(Tensor input, int[] output_size) -> (Tensor, Tensor)`,
    doc: 'Maxima over windows of equal share.',
    faces: { private: 'native' },
    gradName: n === 1 ? 'SqueezeBackward1' : `AdaptiveMaxPool${n}DBackward0`,
    shape: ({ input, output_size }): Out[] => {
      if (n === 1)
        check(
          input.rank === 2 || input.rank === 3,
          () =>
            `Expected 2 to 3 dimensions, but got ${input.rank}-dimensional tensor for argument #1 'self' (while checking arguments for ${name})`,
        )
      else
        check(
          input.rank === n + 1 || input.rank === n + 2,
          () => `${name}(): Expected ${n + 1}D or ${n + 2}D tensor, but got: ${formatSizes(input.shape)}`,
        )
      const empty = input.shape.findIndex((size, axis) => axis > input.rank - n - 2 && size === 0)
      check(
        empty < 0,
        () =>
          `${name}(): Expected input to have non-zero size for non-batch dimensions, but input has sizes ${formatSizes(input.shape)} with dimension ${empty} being empty`,
      )
      if (output_size.some((size) => size < 0)) {
        const lead = input.shape.slice(0, input.rank - n)
        const sizes = [...lead, ...(n === 1 ? [1] : []), ...output_size]
        fail(
          'RuntimeError',
          `Trying to create tensor with negative dimension ${output_size.find((size) => size < 0)}: ${formatSizes(sizes)}`,
        )
      }
      if (input.dtype.kind !== 'float') notImplementedFor('adaptive_max_pool2d', input.dtype)
      return [adaptiveShape(input, n, output_size), adaptiveShape(input, n, output_size, int64)]
    },
    kernel: ({ input }, out, [, indices]) =>
      maxPoolKernel(
        dense(input),
        numel(input.shape.slice(0, -n)),
        numel(input.shape.slice(-n)),
        adaptiveWindows(input.shape, out.shape.slice(-n), n),
        out.data,
        indices.data as BigInt64Array,
      ),
    backward: {
      input: ({ grad, results, meta }) => ontoLargest(grad, results[1], meta.input.shape, n),
    },
  })
  return defineOp({
    schema:
      `${name}(Tensor input, any output_size, bool return_indices=False) -> any` as `${string}(Tensor input, any output_size, bool return_indices=False) -> any`,
    doc: `Maxima to a given size of the last ${n} dims.`,
    faces: { F: 'python' },
    calledAs: `_${name}`,
    composite: ({ input, output_size, return_indices }) => {
      const asked = sizesFrom(output_size)
      if (n > 1) checkTarget(input, output_size, asked)
      check(
        asked.length === n || !isList(output_size),
        () =>
          `${name}() argument 'output_size' should contain ${n === 1 ? 'one int' : n === 2 ? 'two ints' : 'three ints'} (got ${asked.length})`,
      )
      const both = pool(input, targetSizes(input, n, asked))
      return return_indices ? both : both[0]
    },
    samples: [`F.${name}(torch.randn(1, 2, ${Array.from({ length: n }, () => 6).join(', ')}), 2)`],
  })
}
export const [adaptiveMaxPool1d, adaptiveMaxPool2d, adaptiveMaxPool3d] = ([1, 2, 3] as const).map(adaptiveMax)
