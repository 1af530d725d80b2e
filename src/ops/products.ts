/** Products of tensors by pattern: kron, inner, vdot, tensordot, cross, and those added to another tensor. */
import { check, fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import { formatSizes, numel, wrapDim } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { type Argument, Sequence } from './argument.js'
import { add, conjugate, mul, sub } from './arithmetic.js'
import { expand, permute, unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { broadcast } from './derive.js'
import { addmm, bmm, dot, mm, mv } from './matmul.js'
import { roll } from './order.js'
import { promote } from './pointwise.js'
import { sumDims } from './reduce.js'
import { reshape, unsafeView } from './view.js'

const scaled = (tensor: Tensor, factor: Scalar): Tensor =>
  toNumber(factor) === 1 ? tensor : mul(tensor, factor)

/** beta · input + product; an input that beta is 0 for is not looked at: its nan does not count. */
const onto = (input: Tensor, product: Tensor, beta: Scalar): Tensor =>
  toNumber(beta) === 0 ? product : add(scaled(input, beta), product)

/** RuntimeError in expand's words where `input` does not stretch to the product's shape. */
function checkExpands(input: Tensor, shape: readonly number[]): void {
  check(
    input.rank <= shape.length,
    () =>
      `expand(torch.${input.dtype.tensorType}{${formatSizes(input.shape)}}, size=${formatSizes(shape)}): the number of sizes provided (${shape.length}) must be greater or equal to the number of dimensions in the tensor (${input.rank})`,
  )
  for (let i = input.rank - 1; i >= 0; i--) {
    const size = input.shape[i]
    const axis = i + shape.length - input.rank
    check(
      size === shape[axis] || size === 1,
      () =>
        `The expanded size of the tensor (${shape[axis]}) must match the existing size (${size}) at non-singleton dimension ${axis}.  Target sizes: ${formatSizes(shape)}.  Tensor sizes: ${formatSizes(input.shape)}`,
    )
  }
}

// --- added products -------------------------------------------------------------------------------------------------

/** beta · input + alpha · (mat @ vec). Source: torch.addmv. */
export const addmv = defineOp({
  schema: 'addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor',
  doc: 'A matrix times a vector, added to input.',
  inplace: ['Tensor', 'torch'],
  out: true,
  gradName: 'AddmvBackward0',
  composite: ({ input, mat, vec, beta, alpha }) => {
    check(
      mat.rank === 2 && vec.rank === 1 && input.rank <= 1,
      () => `vector + matrix @ vector expected, got ${input.rank}, ${mat.rank}, ${vec.rank}`,
    )
    check(
      mat.shape[1] === vec.shape[0] && (mat.shape[0] === input.numel || input.numel === 1),
      () =>
        `size mismatch, got input (${input.shape[0] ?? 1}), mat (${mat.shape.join('x')}), vec (${vec.shape[0]})`,
    )
    return onto(input, scaled(mv(mat, vec), alpha), beta)
  },
  samples: ['torch.addmv(torch.randn(2), torch.randn(2, 3), torch.randn(3))'],
})

/** beta · input + alpha · vec1 ⊗ vec2. Source: torch.addr. */
export const addr = defineOp({
  schema: 'addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor',
  doc: 'The outer product of two vectors, added to input.',
  inplace: true,
  out: true,
  gradName: 'AddrBackward0',
  composite: ({ input, vec1, vec2, beta, alpha }) => {
    check(vec1.rank === 1, () => `addr: Expected 1-D argument vec1, but got ${vec1.rank}-D`)
    check(vec2.rank === 1, () => `addr: Expected 1-D argument vec2, but got ${vec2.rank}-D`)
    checkExpands(input, [vec1.shape[0], vec2.shape[0]])
    return onto(input, scaled(mul(unsqueeze(vec1, 1), unsqueeze(vec2, 0)), alpha), beta)
  },
  samples: ['torch.addr(torch.zeros(2, 3), torch.randn(2), torch.randn(3))'],
})

/** beta · input + alpha · Σ (batch1 @ batch2). Source: torch.addbmm. */
export const addbmm = defineOp({
  schema: 'addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor',
  doc: 'The sum of products of matrices, added to input.',
  inplace: true,
  out: true,
  gradName: 'AddbmmBackward0',
  composite: ({ input, batch1, batch2, beta, alpha }) => {
    checkExpands(input, [batch1.shape[1], batch2.shape[2]])
    check(batch1.rank === 3 && batch2.rank === 3, () => 'batch1 and batch2 must be 3D tensors')
    check(
      batch1.shape[0] === batch2.shape[0],
      () =>
        `batch1 and batch2 must have same number of batches, got ${batch1.shape[0]} and ${batch2.shape[0]}`,
    )
    check(
      batch1.shape[2] === batch2.shape[1],
      () =>
        `Incompatible matrix sizes for bmm (${batch1.shape.slice(1).join('x')} and ${batch2.shape.slice(1).join('x')})`,
    )
    return onto(input, scaled(sumDims(bmm(batch1, batch2), [0]), alpha), beta)
  },
  samples: ['torch.addbmm(torch.zeros(2, 2), torch.randn(3, 2, 4), torch.randn(3, 4, 2))'],
})

/** beta · input + alpha · (batch1 @ batch2), pair by pair. Source: torch.baddbmm. */
export const baddbmm = defineOp({
  schema: 'baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor',
  doc: 'Products of batches added to input.',
  inplace: true,
  out: true,
  gradName: 'BaddbmmBackward0',
  composite: ({ input, batch1, batch2, beta, alpha }) => {
    checkExpands(input, [batch1.shape[0], batch1.shape[1], batch2.shape[2]])
    return onto(input, scaled(bmm(batch1, batch2), alpha), beta)
  },
  samples: ['torch.baddbmm(torch.randn(2, 3, 5), torch.randn(2, 3, 4), torch.randn(2, 4, 5))'],
})

// --- inner products -------------------------------------------------------------------------------------------------

/** Over the last dims of both. Source: torch.inner. */
export const inner = defineOp({
  schema: 'inner(Tensor input, Tensor other) -> Tensor',
  doc: 'Products summed over the last dim of both.',
  out: true,
  composite: ({ input, other }) => {
    if (input.rank === 0 || other.rank === 0) return mul(input, other)
    check(
      input.shape[input.rank - 1] === other.shape[other.rank - 1],
      () =>
        `inner() the last dimension must match on both input tensors but got shapes ${formatSizes(input.shape)} and ${formatSizes(other.shape)}`,
    )
    check(input.dtype === other.dtype, () => 'both inputs should have same dtype')
    return contract(input, other, [input.rank - 1], [other.rank - 1])
  },
  samples: ['torch.inner(torch.randn(2, 3), torch.randn(4, 3))'],
})

/** The inner product with the first vector conjugated. Source: torch.vdot. */
export const vdot = defineOp({
  schema: 'vdot(Tensor input, Tensor other) -> Tensor',
  doc: 'The inner product of two vectors, the first conjugated.',
  out: true,
  gradName: 'VdotBackward0',
  composite: ({ input, other }) => {
    check(
      input.rank === 1 && other.rank === 1,
      () => `1D tensors expected, but got ${input.rank}D and ${other.rank}D tensors`,
    )
    return dot(conjugate(input), other)
  },
  samples: ['torch.vdot(torch.randn(3), torch.randn(3))'],
})

/** Products summed over paired dims, the others of both in order. */
function contract(a: Tensor, b: Tensor, over: readonly number[], with_: readonly number[]): Tensor {
  const others = (tensor: Tensor, axes: readonly number[]): number[] =>
    tensor.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
  const [restA, restB] = [others(a, over), others(b, with_)]
  const sizes = (tensor: Tensor, axes: readonly number[]): number[] => axes.map((axis) => tensor.shape[axis])
  const k = numel(sizes(a, over))
  const left = reshape(permute(a, [...restA, ...over]), [numel(sizes(a, restA)), k])
  const right = reshape(permute(b, [...with_, ...restB]), [k, numel(sizes(b, restB))])
  return reshape(mm(left, right), [...sizes(a, restA), ...sizes(b, restB)])
}

const contraction = defineOp({
  schema: '_tensordot(Tensor input, Tensor other, int[] dims_self, int[] dims_other) -> Tensor',
  doc: 'Products summed over paired dims.',
  faces: { private: 'native' },
  composite: ({ input, other, dims_self, dims_other }) => {
    check(dims_self.length === dims_other.length, () => 'both dimension lists should have same length')
    check(input.dtype === other.dtype, () => 'both inputs should have same dtype')
    const over = dims_self.map((dim) => wrapDim(dim, input.rank))
    const with_ = dims_other.map((dim) => wrapDim(dim, other.rank))
    let [a, b] = [input, other]
    over.forEach((axis, i) => {
      const [x, y] = [a.shape[axis], b.shape[with_[i]]]
      if (x === y) return
      if (x === 1) b = sumDims(b, [with_[i]], true)
      else if (y === 1) a = sumDims(a, [axis], true)
      else {
        fail(
          'RuntimeError',
          `contracted dimensions need to match, but first has size ${x} in dim ${dims_self[i]} and second has size ${y} in dim ${dims_other[i]}`,
        )
      }
    })
    return contract(a, b, over, with_)
  },
})

/** Source: torch.tensordot, written in Python there: `dims` is a number or two lists. */
export const tensordot = defineOp({
  schema: 'tensordot(Tensor a, Tensor b, any dims=2, any out=None) -> Tensor',
  doc: 'Products summed over the last dims of a and the first of b, or over the dims given for each.',
  faces: { torch: 'python' },
  composite: ({ a, b, dims: given }) => {
    const value = given as Argument | number
    if (typeof value === 'number') {
      check(value >= 0, () => `tensordot expects dims >= 0, but got dims=${value}`)
      check(
        value <= Math.min(a.rank, b.rank),
        () => `tensordot expects dims < ndim_a or ndim_b, but got dims=${value}`,
      )
      const range = (from: number): number[] => Array.from({ length: value }, (_, i) => from + i)
      return contraction(a, b, range(-value), range(0))
    }
    if (!(value instanceof Sequence)) {
      return fail(
        'RuntimeError',
        'tensordot expects dims to be int or tuple[list[int], list[int]] or list[list[int]] containing two lists, but got dims=' +
          String(value),
      )
    }
    const [first, second] = value.items.map((item) =>
      item instanceof Sequence ? (item.items as number[]) : [item as number],
    )
    return contraction(a, b, first, second)
  },
  samples: ['torch.tensordot(torch.ones(2, 3), torch.ones(3, 2), dims=1)'],
})

/** Source: torch.kron. */
export const kron = defineOp({
  schema: 'kron(Tensor input, Tensor other) -> Tensor',
  doc: "Kronecker's product: every element of input times the whole of other.",
  out: true,
  composite: ({ input, other }) => {
    const rank = Math.max(input.rank, other.rank)
    const full = ({ shape }: Tensor): number[] => [
      ...new Array<number>(rank - shape.length).fill(1),
      ...shape,
    ]
    const [a, b] = [full(input), full(other)]
    const spread = (sizes: number[], first: boolean): number[] =>
      sizes.flatMap((size) => (first ? [size, 1] : [1, size]))
    const product = mul(reshape(input, spread(a, true)), reshape(other, spread(b, false)))
    return unsafeView(
      product,
      a.map((size, i) => size * b[i]),
    )
  },
  samples: ['torch.kron(torch.ones(2, 2), torch.tensor([[1.0, 2.0]]))'],
})

// --- cross products ---------------------------------------------------------------------------------------------------

function checkCross(input: Tensor, other: Tensor, dim: number): number {
  const name = 'linalg.cross'
  check(input.rank === other.rank, () => `${name}: inputs must have the same number of dimensions.`)
  const [x, y] = [wrapDim(dim, input.rank), wrapDim(dim, other.rank)]
  check(
    input.shape[x] === 3 && other.shape[y] === 3,
    () => `${name}: inputs dimension ${dim} must have length 3. Got ${input.shape[x]} and ${other.shape[y]}`,
  )
  return x
}

/** Source: torch.linalg.cross. */
export const cross = defineOp({
  schema: 'cross(Tensor input, Tensor other, *, int dim=-1) -> Tensor',
  doc: 'The cross product of vectors of three elements.',
  faces: { 'torch.linalg': 'native' },
  out: true,
  gradName: 'LinalgCrossBackward0',
  composite: ({ input, other, dim }) => crossOf(input, other, dim),
  samples: ['torch.linalg.cross(torch.randn(3), torch.randn(3))'],
})

function crossOf(input: Tensor, other: Tensor, dim: number): Tensor {
  const axis = checkCross(input, other, dim)
  const { shape } = broadcast(promote(input, other), input, other)
  check(
    input.dtype === other.dtype,
    () => `expected scalar type ${input.dtype.scalarType} but found ${other.dtype.scalarType}`,
  )
  const [a, b] = [expand(input, [...shape]), expand(other, [...shape])]
  const turn = (tensor: Tensor, by: number): Tensor => roll(tensor, [-by], [axis])
  return sub(mul(turn(a, 1), turn(b, 2)), mul(turn(a, 2), turn(b, 1)))
}

/** Source: torch.cross: without a dim, the first of size 3. */
defineOp({
  schema: 'cross(Tensor input, Tensor other, int? dim=None) -> Tensor',
  doc: 'The cross product of vectors of three elements.',
  out: true,
  gradName: 'LinalgCrossBackward0',
  composite: ({ input, other, dim }) => {
    const axis = dim ?? input.shape.indexOf(3)
    check(axis !== -1 || dim === -1, () => 'no dimension of size 3 in input')
    return crossOf(input, other, axis)
  },
  samples: ['torch.cross(torch.randn(2, 3), torch.randn(2, 3), dim=1)'],
})

/** The old orders of arguments: beta before the input, alpha after it. */
for (const [op, first, second] of [
  [addmm, 'mat1', 'mat2'],
  [addmv, 'mat', 'vec'],
  [addr, 'vec1', 'vec2'],
  [addbmm, 'batch1', 'batch2'],
  [baddbmm, 'batch1', 'batch2'],
] as const) {
  type Product = (input: Tensor, first: Tensor, second: Tensor, beta: Scalar, alpha: Scalar) => Tensor
  const product = op as unknown as Product
  const one: Scalar = { kind: 'int', value: 1 }
  const old = (scalars: 'beta' | 'beta and alpha', place: 'function' | 'method'): void => {
    const beta = 'Scalar beta'
    const rest = `${scalars === 'beta' ? '' : ', Scalar alpha'}, Tensor ${first}, Tensor ${second}`
    const head = place === 'function' ? `${beta}, Tensor input` : `Tensor input, ${beta}`
    defineOp({
      schema:
        `${op.name}.deprecated(${head}${rest}) -> Tensor` as 'addmm(Scalar beta, Tensor input, Scalar alpha, Tensor mat1, Tensor mat2) -> Tensor',
      doc: 'The same with its factors first, as it once was.',
      faces: place === 'function' ? { torch: 'native' } : { Tensor: 'native' },
      inplace: place === 'method',
      composite: (args) => {
        const given = args as unknown as Record<string, Tensor>
        return product(args.input, given[first], given[second], args.beta, args.alpha ?? one)
      },
      samples: [],
    })
  }
  for (const place of ['function', 'method'] as const) {
    old('beta', place)
    old('beta and alpha', place)
  }
}
