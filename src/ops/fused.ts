/** Arithmetic of three operands at once: addcmul, addcdiv, lerp; and rsub. */
import { map3, map3With, mapComplex2 } from '../compute/pointwise.js'
import { cppName, type DType, isIntegral } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { conjugate, div, mul, neg, sub } from './arithmetic.js'
import { defineOp } from './define.js'
import { broadcast, type Out } from './derive.js'
import { onesLike } from './factory.js'
import { computeCast, notImplementedFor, promote } from './pointwise.js'

// --- input + value · (tensor1 ∘ tensor2) --------------------------------------------------------------------------

interface Fused {
  readonly input: Tensor
  readonly tensor1: Tensor
  readonly tensor2: Tensor
}

const fusedShape =
  (name: 'addcmul' | 'addcdiv') =>
  ({ input, tensor1, tensor2 }: Fused): Out => {
    if (name === 'addcdiv' && isIntegral(tensor1.dtype) && isIntegral(tensor2.dtype)) {
      fail(
        'RuntimeError',
        'Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true division of tensor1 and tensor2. ' +
          'The historic addcdiv behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as ' +
          '(input + value * tensor1 / tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: ' +
          '(input + value * tensor1 / tensor2), for all dtypes.',
      )
    }
    const dtype = promote(input, tensor1, tensor2)
    if (dtype.kind === 'bool') notImplementedFor(`${name}_cpu_out`, dtype)
    return broadcast(dtype, input, tensor1, tensor2)
  }

function fusedKernel(
  args: { input: NdArray; tensor1: NdArray; tensor2: NdArray; value: Scalar },
  out: NdArray,
  divides: boolean,
): void {
  const [a, b, c] = [args.input, args.tensor1, args.tensor2].map((array) => computeCast(array, out.dtype))
  const factor = toNumber(args.value)
  if (out.dtype.kind === 'complex') {
    const product: NdArray = { ...out, data: out.data.slice() }
    mapComplex2(b, c, product, (br, bi, cr, ci, into) => {
      const size = divides ? cr * cr + ci * ci : 1
      const sign = divides ? -1 : 1
      into[0] = (factor * (br * cr - sign * bi * ci)) / size
      into[1] = (factor * (bi * cr + sign * br * ci)) / size
    })
    mapComplex2(a, product, out, (ar, ai, pr, pi, into) => {
      into[0] = ar + pr
      into[1] = ai + pi
    })
  } else if (out.dtype.name === 'int64') {
    const whole = BigInt(Math.trunc(factor))
    map3<bigint>(a, b, c, out, (x, y, z) => BigInt.asIntN(64, x + whole * y * z))
  } else if (out.dtype.kind === 'int') {
    const whole = Math.trunc(factor)
    map3<number>(a, b, c, out, (x, y, z) => x + Math.imul(Math.imul(whole, y), z))
  } else map3With(a, b, c, out, divides ? plusQuotient : plusProduct, factor)
}

const plusQuotient = (x: number, y: number, z: number, factor: number): number => x + (factor * y) / z
const plusProduct = (x: number, y: number, z: number, factor: number): number => x + factor * y * z

/** input + value · tensor1 · tensor2. Source: torch.addcmul. */
export const addcmul = defineOp({
  schema: 'addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor',
  doc: 'Adds the product of two tensors, scaled by value.',
  inplace: true,
  out: true,
  shape: fusedShape('addcmul'),
  kernel: (args, out) => fusedKernel(args, out, false),
  backward: {
    input: ({ grad }) => grad,
    tensor1: ({ grad, tensor2, value }) => mul(grad, conjugate(mul(tensor2, value))),
    tensor2: ({ grad, tensor1, value }) => mul(grad, conjugate(mul(tensor1, value))),
  },
  samples: ['torch.addcmul(torch.randn(2, 3), torch.randn(2, 1), torch.randn(3), value=0.5)'],
})

/** input + value · tensor1 / tensor2. RuntimeError where both are whole. Source: torch.addcdiv. */
export const addcdiv = defineOp({
  schema: 'addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor',
  doc: 'Adds the quotient of two tensors, scaled by value.',
  inplace: true,
  out: true,
  shape: fusedShape('addcdiv'),
  kernel: (args, out) => fusedKernel(args, out, true),
  backward: {
    input: ({ grad }) => grad,
    tensor1: ({ grad, tensor2, value }) => mul(grad, conjugate(div(mul(onesLike(tensor2), value), tensor2))),
    tensor2: ({ grad, tensor1, tensor2, value }) =>
      neg(mul(grad, conjugate(div(mul(tensor1, value), mul(tensor2, tensor2))))),
  },
  samples: ['torch.addcdiv(torch.randn(2, 3), torch.randn(2, 1), torch.rand(3) + 1, value=0.5)'],
  errors: ['torch.addcdiv(torch.arange(3), torch.arange(3), torch.arange(3))'],
})

/** The old order of arguments, with value second. */
for (const [name, op] of [
  ['addcmul', addcmul],
  ['addcdiv', addcdiv],
] as const) {
  defineOp({
    schema: `${name}.deprecated(Tensor input, Scalar value, Tensor tensor1, Tensor tensor2) -> Tensor`,
    doc: 'The same with value as the second argument, as it once was.',
    inplace: true,
    composite: ({ input, value, tensor1, tensor2 }): Tensor => op(input, tensor1, tensor2, value),
  })
}

// --- lerp ---------------------------------------------------------------------------------------------------------

/** From start towards end; from the nearer side, so that weight 1 gives end exactly. */
const between = (start: number, end: number, weight: number): number =>
  Math.abs(weight) < 0.5 ? start + weight * (end - start) : end - (end - start) * (1 - weight)

function sameDtype(name: string, dtype: DType, wanted: DType): void {
  check(
    dtype === wanted,
    () => `expected dtype ${cppName(wanted)} for \`${name}\` but got dtype ${cppName(dtype)}`,
  )
}

/** input + weight · (end − input). weight: a tensor or a number. Source: torch.lerp. */
export const lerp = defineOp({
  numbersApart: true,
  schema: 'lerp(Tensor input, Tensor end, Operand weight) -> Tensor',
  doc: 'Goes from input to end by weight.',
  inplace: true,
  out: true,
  gradName: ({ weight }) => (weight.wrapped ? 'LerpBackward0' : 'LerpBackward1'),
  shape: ({ input, end, weight }) => {
    sameDtype('end', end.dtype, input.dtype)
    if (!weight.wrapped) sameDtype('weight', weight.dtype, input.dtype)
    if (input.dtype.kind !== 'float')
      notImplementedFor(weight.wrapped ? 'lerp_kernel_scalar' : 'lerp_kernel_tensor', input.dtype)
    return weight.wrapped ? broadcast(input.dtype, input, end) : broadcast(input.dtype, input, end, weight)
  },
  kernel: ({ input, end, weight }, out) =>
    map3<number>(input, end, computeCast(weight, out.dtype), out, between),
  backward: {
    input: ({ grad, weight }) => mul(grad, sub(onesLike(weight), weight)),
    end: ({ grad, weight }) => mul(grad, weight),
    weight: ({ grad, input, end }) => mul(grad, sub(end, input)),
  },
  samples: [
    'torch.lerp(torch.zeros(3), torch.ones(3), 0.5)',
    'torch.lerp(torch.zeros(3), torch.ones(3), torch.rand(3))',
  ],
})

// --- rsub ---------------------------------------------------------------------------------------------------------

/** other − alpha · input. Source: torch.rsub. */
export const rsub = defineOp({
  numbersApart: true,
  schema: 'rsub(Tensor input, Operand other, *, Scalar alpha=1) -> Tensor',
  doc: 'Subtracts input, scaled by alpha, from other.',
  faces: { torch: 'native' },
  gradName: ({ other }) => (other.wrapped ? 'RsubBackward1' : 'RsubBackward0'),
  shape: (args) => {
    const shape = sub.spec.shape as unknown as (args: { input: Tensor; other: Tensor; alpha: Scalar }) => Out
    return shape({ ...args, input: args.other, other: args.input })
  },
  kernel: ({ input, other, alpha }, out) => {
    const kernel = (sub.spec as unknown as { kernel: (args: object, out: NdArray) => void }).kernel
    kernel({ input: other, other: input, alpha }, out)
  },
  backward: {
    input: ({ grad, alpha }) => neg(mul(grad, alpha)),
    other: ({ grad }) => grad,
  },
  samples: ['torch.rsub(torch.randn(3), 2)'],
})
