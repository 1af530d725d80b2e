/** Along a dim, neighbour by neighbour: diff, the trapezoid rule, finite differences, running extremes. */
import { forEachGroup } from '../compute/reduce.js'
import { wordsIn } from '../compute/words.js'
import { int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { isScalar, type Scalar } from '../tensor/scalar.js'
import { formatSizes, wrapDim } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { type Argument, Sequence } from './argument.js'
import { add, div, mul, neg, sub } from './arithmetic.js'
import { logicalXor } from './compare.js'
import { clone } from './copy.js'
import { defineOp } from './define.js'
import { like, type Out } from './derive.js'
import { intoIndex } from './extremes.js'
import { zeros } from './factory.js'
import { cat } from './join.js'
import { notImplementedFor } from './pointwise.js'
import { type Offsets, sumDims } from './reduce.js'
import { cumsum } from './running.js'
import { narrow, select, sliceDim } from './slice.js'
import { view } from './view.js'

const float = (value: number): Scalar => ({ kind: 'float', value })

// --- differences --------------------------------------------------------------------------------------------------

function joinable(input: Tensor, other: Tensor | null, axis: number): void {
  if (other === null) return
  check(other.rank === input.rank, () => 'diff expects prepend or append to be the same dimension as input')
  other.shape.forEach((size, at) => {
    check(
      at === axis || size === input.shape[at],
      () =>
        `diff expects the shape of tensor to prepend or append to match that of input except along the differencing dimension; input.size(${at}) = ${input.shape[at]}, but got tensor.size(${at}) = ${size}`,
    )
  })
}

/** Each element less the one before, n times over. Source: torch.diff. */
export const diff = defineOp({
  schema: 'diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor',
  doc: 'Differences of neighbours along a dim.',
  out: true,
  composite: ({ input, n, dim, prepend, append }) => {
    check(input.rank >= 1, () => 'diff expects input to be at least one-dimensional')
    check(n >= 0, () => `order must be non-negative but got ${n}`)
    const axis = wrapDim(dim, input.rank)
    joinable(input, prepend, axis)
    joinable(input, append, axis)
    const parts = [prepend, input, append].filter((part) => part !== null)
    let result = parts.length === 1 ? input : cat(parts, axis)
    if (n === 0) return clone(result)
    for (let k = 0; k < n; k++) {
      const size = result.shape[axis]
      const left = Math.max(0, size - 1)
      const [after, before] = [narrow(result, axis, size - left, left), narrow(result, axis, 0, left)]
      result = input.dtype.kind === 'bool' ? logicalXor(after, before) : sub(after, before)
    }
    return result
  },
  samples: ['torch.diff(torch.tensor([1, 3, 2]))'],
})

// --- trapezoids ---------------------------------------------------------------------------------------------------

/** Sums of neighbours along a dim: twice the mean heights. */
const neighbourSums = (y: Tensor, axis: number): Tensor =>
  add(sliceDim(y, axis, 0, -1, 1), sliceDim(y, axis, 1, null, 1))

/** The widths between sample points, shaped so that they meet y's dim. */
function widths(name: string, y: Tensor, given: Tensor, axis: number): Tensor {
  const missing = y.rank - given.rank
  const x =
    given.rank === 1 || missing <= 0
      ? given
      : view(given, [...new Array<number>(missing).fill(1), ...given.shape])
  check(
    given.rank !== 1 || x.shape[0] === y.shape[axis],
    () => `${name}: There must be one \`x\` value for each sample point`,
  )
  if (given.rank === 1) {
    const steps = sub(sliceDim(x, 0, 1, null, 1), sliceDim(x, 0, 0, -1, 1))
    return view(
      steps,
      y.shape.map((_, at) => (at === axis ? -1 : 1)),
    )
  }
  return sub(sliceDim(x, axis, 1, null, 1), sliceDim(x, axis, 0, -1, 1))
}

const TRAPEZOIDS = ['trapezoid', 'trapz', 'cumulative_trapezoid'] as const
for (const name of TRAPEZOIDS) {
  const running = name === 'cumulative_trapezoid'
  const doc = `${running ? 'Running integrals' : 'The integral'} along a dim by the trapezoid rule.`
  const total = (heights: Tensor, axis: number): Tensor =>
    running ? cumsum(heights, axis) : sumDims(heights, [axis], false)
  const axisOf = (y: Tensor, dim: number): number => {
    if (y.rank > 0) return wrapDim(dim, y.rank)
    fail(
      'IndexError',
      running
        ? 'slice() cannot be applied to a 0-dim tensor.'
        : `Dimension specified as ${dim} but tensor has no dimensions`,
    )
  }
  const notBool = (argument: string, { dtype }: Tensor): void =>
    check(
      running || dtype.kind !== 'bool',
      () => `trapezoid: received a bool input for \`${argument}\`, but bool is not supported`,
    )
  const halved = (value: Tensor): Tensor => div(value, float(2))
  defineOp({
    schema: `${name}.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    gradName: 'DivBackward1',
    composite: ({ y, x, dim }): Tensor => {
      const axis = axisOf(y, y.rank === 0 ? 0 : dim)
      notBool('y', y)
      notBool('x', x)
      if (!running && y.shape[axis] === 0)
        return zeros(
          y.shape.filter((_, at) => at !== axis),
          null,
          y.dtype,
        )
      return halved(
        total(mul(neighbourSums(y, axis), widths(running ? name : 'trapezoid', y, x, axis)), axis),
      )
    },
    samples: [`torch.${name}(torch.rand(4), torch.tensor([0.0, 1.0, 3.0, 4.0]))`],
  })
  defineOp({
    schema: `${name}.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor`,
    doc,
    faces: { torch: 'native' },
    gradName: running ? undefined : 'MulBackward1',
    composite: ({ y, dx, dim }): Tensor => {
      const axis = axisOf(y, dim)
      notBool('y', y)
      if (!running && y.shape[axis] === 0)
        return zeros(
          y.shape.filter((_, at) => at !== axis),
          null,
          y.dtype,
        )
      const width = float(Number(dx.value))
      if (running) return total(mul(neighbourSums(y, axis), float((width.value as number) / 2)), axis)
      const ends = mul(add(select(y, axis, 0), select(y, axis, -1)), float(0.5))
      return mul(sub(sumDims(y, [axis], false), ends), dx)
    },
    samples: [`torch.${name}(torch.rand(4), dx=0.5)`],
  })
}

// --- gradient -----------------------------------------------------------------------------------------------------

/** A part of a dim, from the start or counted from the end. */
const part = (t: Tensor, axis: number, start: number, stop: number | null): Tensor =>
  sliceDim(t, axis, start, stop, 1)

const weighted = (...terms: readonly (readonly [Tensor, Tensor | Scalar])[]): Tensor =>
  terms.map(([value, weight]) => mul(value, weight)).reduce((sum, term) => add(sum, term))

/** Differences over equal steps: central inside, one-sided at the ends. */
function evenSlope(t: Tensor, axis: number, step: Scalar, order: number): Tensor {
  const n = t.shape[axis]
  const at = (i: number): Tensor => part(t, axis, i, i + 1)
  const start =
    order === 1 ? sub(at(1), at(0)) : weighted([at(0), float(-1.5)], [at(1), float(2)], [at(2), float(-0.5)])
  const end =
    order === 1
      ? sub(at(n - 1), at(n - 2))
      : weighted([at(n - 1), float(1.5)], [at(n - 2), float(-2)], [at(n - 3), float(0.5)])
  const inside = div(sub(part(t, axis, 2, null), part(t, axis, 0, -2)), float(2))
  return cat(
    [start, inside, end].map((each) => div(each, step)),
    axis,
  )
}

/** The same over steps of their own, given by coordinates. */
function unevenSlope(t: Tensor, axis: number, coordinates: Tensor, order: number): Tensor {
  const n = t.shape[axis]
  const steps = view(
    diff(coordinates),
    t.shape.map((_, at) => (at === axis ? -1 : 1)),
  )
  const at = (i: number): Tensor => part(t, axis, i, i + 1)
  const step = (i: number): Tensor => part(steps, axis, i, i + 1)
  const [before, after] = [part(steps, axis, 0, -1), part(steps, axis, 1, null)]
  const both = add(before, after)
  const inside = weighted(
    [part(t, axis, 0, -2), neg(div(after, mul(before, both)))],
    [part(t, axis, 1, -1), div(sub(after, before), mul(before, after))],
    [part(t, axis, 2, null), div(before, mul(after, both))],
  )
  const edge = (i: number, j: number, k: number, first: Tensor, second: Tensor, sign: 1 | -1): Tensor => {
    const sum = add(first, second)
    return mul(
      weighted(
        [at(i), neg(div(add(sum, first), mul(first, sum)))],
        [at(j), div(sum, mul(first, second))],
        [at(k), neg(div(first, mul(second, sum)))],
      ),
      float(sign),
    )
  }
  const start = order === 1 ? div(sub(at(1), at(0)), step(0)) : edge(0, 1, 2, step(0), step(1), 1)
  const end =
    order === 1
      ? div(sub(at(n - 1), at(n - 2)), step(n - 2))
      : edge(n - 1, n - 2, n - 3, step(n - 2), step(n - 3), -1)
  return cat([start, inside, end], axis)
}

/** The dims asked for: an int, a list, or all. */
function gradientDims(dim: Argument, rank: number): number[] {
  if (typeof dim === 'number') return [wrapDim(dim, rank)]
  if (dim instanceof Sequence) return dim.items.map((each) => wrapDim(each as number, rank))
  return Array.from({ length: rank }, (_, axis) => axis)
}

const scalarOfArgument = (value: Argument): Scalar | null => {
  if (typeof value === 'number') return { kind: 'int', value }
  return value !== null && isScalar(value) ? value : null
}

/** Finite differences along the given dims, one tensor for each. Source: torch.gradient. */
export const gradient = defineOp({
  schema: 'gradient(Tensor input, *, any spacing=None, any dim=None, int edge_order=1) -> Tensor[]',
  doc: 'Slopes by finite differences, one tensor for each dim.',
  faces: { torch: 'native' },
  composite: ({ input, spacing, dim, edge_order }) => {
    const axes = gradientDims(dim as Argument, input.rank)
    const one = scalarOfArgument((spacing ?? 1) as Argument)
    const list = spacing instanceof Sequence ? spacing.items : null
    check(list === null || list.length === axes.length, () =>
      dim === null
        ? `torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to 'self.dim() = ${input.rank}', since dim argument was not given, but got a list of length ${list!.length}`
        : `torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same length, but got a spacing argument of length ${list!.length} and a dim argument of length ${axes.length}.`,
    )
    check(
      edge_order === 1 || edge_order === 2,
      () => 'torch.gradient only supports edge_order=1 and edge_order=2.',
    )
    for (const axis of axes) {
      check(
        input.shape[axis] > edge_order,
        () => 'torch.gradient expected each dimension size to be at least edge_order+1',
      )
    }
    return axes.map((axis, i) => {
      const each = list === null ? one : list[i]
      if (each instanceof Tensor) {
        check(each.rank === 1 && each.shape[0] === input.shape[axis], () =>
          each.rank !== 1
            ? `torch.gradient expected each element of spacing to have one dimension, but got an element with ${each.rank} dimensions`
            : `torch.gradient expected each element of spacing to have the same length as its corresponding dimension, but got ${formatSizes(each.shape)}`,
        )
        return unevenSlope(input, axis, each, edge_order)
      }
      const step = scalarOfArgument(each as Argument)
      if (step === null)
        fail('TypeError', "gradient(): argument 'spacing' must be a number, or a list of numbers or tensors")
      return evenSlope(input, axis, step, edge_order)
    })
  },
  samples: ['torch.gradient(torch.tensor([1.0, 2.0, 4.0, 8.0]))'],
})

// --- running extremes ---------------------------------------------------------------------------------------------

/** The largest or smallest so far along a dim, and where it was; the later of equals; nan stays. */
const runningExtreme = (name: 'cummax' | 'cummin', holds: (now: number, best: number) => boolean) =>
  defineOp({
    schema: `${name}(Tensor input, int dim) -> (Tensor values, Tensor indices)`,
    doc: `The ${name === 'cummax' ? 'largest' : 'smallest'} element so far along a dim, and where it was.`,
    out: true,
    shape: ({ input, dim }): Out[] => {
      wrapDim(dim, input.rank)
      if (input.dtype.kind === 'complex') notImplementedFor(`${name}_cpu`, input.dtype)
      return [like(input), like(input, int64)]
    },
    kernel: ({ input, dim }, values, [, indices]) => {
      const axes = input.shape.length === 0 ? [] : [wrapDim(dim, input.shape.length)]
      const places: Offsets[] = []
      forEachGroup(values, axes, (_, offsets) => places.push(offsets.slice()))
      const from = input.data as unknown as number[]
      const to = values.data as unknown as number[]
      const words = wordsIn(indices.data as BigInt64Array)
      forEachGroup(input, axes, (line, offsets) => {
        const row = places[line]
        let best = 0
        let most = from[offsets[0]]
        for (let i = 0; i < offsets.length; i++) {
          const value = from[offsets[i]]
          if (value !== value || (most === most && holds(value, most))) {
            best = i
            most = value
          }
          to[row[i]] = most
          words[2 * row[i]] = best
          words[2 * row[i] + 1] = 0
        }
      })
    },
    backward: {
      input: ({ grad, results, input: { shape }, dim }) =>
        shape.length === 0 ? grad : intoIndex(grad, results[1], shape, wrapDim(dim, shape.length)),
    },
    samples: [`torch.${name}(torch.randn(2, 3), 1)`],
  })
export const cummax = runningExtreme('cummax', (now, best) => now >= best)
export const cummin = runningExtreme('cummin', (now, best) => now <= best)
