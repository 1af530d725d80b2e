/** Arithmetic between two operands: add, sub, mul, div and their kin. */
import { map2, map2With, mapComplex2 } from '../compute/pointwise.js'
import { fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { defineOp } from './define.js'
import { broadcast, type Out } from './derive.js'
import {
  type BinaryFunctions,
  binaryKernel,
  binaryShape,
  computeCast,
  floatFor,
  promote,
  type UnaryFunctions,
  unaryKernel,
  unaryShape,
} from './pointwise.js'

// --- add and sub, with alpha --------------------------------------------------------------------------------------

interface Alpha {
  readonly input: Tensor
  readonly other: Tensor
  readonly alpha: Scalar
}

/** Broadcast shape, promoted dtype; checks that alpha fits the dtype. */
const alphaShape =
  (name: 'add' | 'sub') =>
  ({ input, other, alpha }: Alpha): Out => {
    const dtype = promote(input, other)
    if (name === 'sub' && (input.dtype.kind === 'bool' || other.dtype.kind === 'bool'))
      forbidBoolSub(input, other)
    if (alpha.kind === 'bool' && dtype.kind !== 'bool')
      fail('RuntimeError', 'Boolean alpha only supported for Boolean results.')
    if (alpha.kind === 'float' && dtype.kind !== 'float' && dtype.kind !== 'complex') {
      fail('RuntimeError', 'For integral input tensors, argument alpha must not be a floating point number.')
    }
    return broadcast(dtype, input, other)
  }

/** Raises for a subtraction with bool tensors. */
export function forbidBoolSub(input: Tensor, other: Tensor): void {
  if (input.dtype.kind === 'bool' && other.dtype.kind === 'bool') {
    fail(
      'RuntimeError',
      'Subtraction, the `-` operator, with two bool tensors is not supported. ' +
        'Use the `^` or `logical_xor()` operator instead.',
    )
  }
  fail(
    'RuntimeError',
    'Subtraction, the `-` operator, with a bool tensor is not supported. ' +
      'If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
  )
}

const plus = (x: number, y: number): number => x + y
const minus = (x: number, y: number): number => x - y
const plusScaled = (x: number, y: number, factor: number): number => x + factor * y

/** `input ± alpha · other` */
const alphaKernel =
  (sign: 1 | -1) =>
  (args: { input: NdArray; other: NdArray; alpha: Scalar }, out: NdArray): void => {
    const a = computeCast(args.input, out.dtype)
    const b = computeCast(args.other, out.dtype)
    const factor = sign * toNumber(args.alpha)
    if (out.dtype.kind === 'complex') {
      mapComplex2(a, b, out, (ar, ai, br, bi, into) => {
        into[0] = ar + factor * br
        into[1] = ai + factor * bi
      })
    } else if (out.dtype.kind === 'bool') map2<number>(a, b, out, (x, y) => (x || (factor && y) ? 1 : 0))
    else if (out.dtype.name === 'int64') {
      const whole = BigInt(sign) * BigInt(args.alpha.kind === 'int' ? args.alpha.value : factor * sign)
      map2<bigint>(a, b, out, whole === 1n ? (x, y) => x + y : (x, y) => x + whole * y)
    } else if (factor === 1) map2<number>(a, b, out, plus)
    else if (factor === -1) map2<number>(a, b, out, minus)
    else map2With(a, b, out, plusScaled, factor)
  }

/** Sum, element by element. input, other: broadcast together, any dtypes, promoted. Source: torch.add. */
export const add = defineOp({
  schema: 'add(Tensor input, Operand other, *, Scalar alpha=1) -> Tensor',
  doc: 'Adds other, scaled by alpha, to input.',
  inplace: true,
  out: true,
  shape: alphaShape('add'),
  kernel: alphaKernel(1),
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, alpha }) => scaled(grad, alpha),
  },
  samples: ['torch.add(torch.randn(2, 3), torch.randn(3), alpha=2)', 'torch.arange(3) + 1.5'],
  errors: ['torch.randn(2, 3) + torch.randn(2)'],
})

/** Difference, element by element; bool tensors are refused. Source: torch.sub. */
export const sub = defineOp({
  schema: 'sub(Tensor input, Operand other, *, Scalar alpha=1) -> Tensor',
  doc: 'Subtracts other, scaled by alpha, from input.',
  aliases: ['subtract'],
  inplace: true,
  out: true,
  shape: alphaShape('sub'),
  kernel: alphaKernel(-1),
  backward: {
    input: ({ grad }) => grad,
    other: ({ grad, alpha }) => scaled(grad, { kind: 'float', value: -toNumber(alpha) }),
  },
  samples: ['torch.randn(2, 3) - torch.ones(3)'],
  errors: ['torch.tensor([True]) - torch.tensor([True])'],
})

/** The old order of arguments, with alpha second. */
for (const op of [add, sub]) {
  defineOp({
    schema:
      `${op.name}.deprecated(Operand input, Scalar alpha, Operand other) -> Tensor` as 'add(Operand input, Scalar alpha, Operand other) -> Tensor',
    doc: 'The same with alpha as the second argument, as it once was.',
    inplace: true,
    composite: ({ input, alpha, other }) => op(input, other, alpha),
    samples: [`torch.${op.name}(torch.ones(2), 2, torch.ones(2))`],
  })
}

const scaled = (grad: Tensor, alpha: Scalar): Tensor => (toNumber(alpha) === 1 ? grad : mul(grad, alpha))

// --- mul ----------------------------------------------------------------------------------------------------------

const times: BinaryFunctions = {
  stub: 'mul_cpu',
  float: (x, y) => x * y,
  int: Math.imul,
  bigint: (x, y) => x * y,
  bool: (x, y) => x & y,
  complex: (ar, ai, br, bi, into) => {
    into[0] = ar * br - ai * bi
    into[1] = ar * bi + ai * br
  },
}

/** Product, element by element. Source: torch.mul. */
export const mul = defineOp({
  schema: 'mul(Tensor input, Operand other) -> Tensor',
  doc: 'Multiplies input by other, element by element.',
  aliases: ['multiply'],
  inplace: true,
  out: true,
  shape: binaryShape(times),
  kernel: binaryKernel(times),
  backward: {
    input: ({ grad, other }): Tensor => mul(grad, conjugate(other)),
    other: ({ grad, input }): Tensor => mul(grad, conjugate(input)),
  },
  samples: ['torch.randn(2, 3) * torch.randn(2, 1)', 'torch.arange(3) * 2'],
})

// --- div ----------------------------------------------------------------------------------------------------------

const quotient: BinaryFunctions = {
  stub: 'div_true_cpu',
  float: (x, y) => x / y,
  complex: (ar, ai, br, bi, into) => {
    // Smith's way: neither overflow nor underflow on the way.
    if (br === 0 && bi === 0) {
      into[0] = ar / Math.abs(br)
      into[1] = ai / Math.abs(bi)
    } else if (Math.abs(br) >= Math.abs(bi)) {
      const ratio = bi / br
      const scale = 1 / (br + bi * ratio)
      into[0] = (ar + ai * ratio) * scale
      into[1] = (ai - ar * ratio) * scale
    } else {
      const ratio = br / bi
      const scale = 1 / (br * ratio + bi)
      into[0] = (ar * ratio + ai) * scale
      into[1] = (ai * ratio - ar) * scale
    }
  },
}

/** True quotient, element by element: ints become floats. Source: torch.div, torch.true_divide. */
export const div = defineOp({
  schema: 'div(Tensor input, Operand other) -> Tensor',
  doc: 'Divides input by other, element by element.',
  aliases: ['divide', 'true_divide'],
  inplace: true,
  out: true,
  shape: binaryShape(quotient, floatFor),
  kernel: binaryKernel(quotient),
  backward: {
    input: ({ grad, other }): Tensor => div(grad, conjugate(other)),
    other: ({ grad, input, other }): Tensor => mul(neg(grad), conjugate(div(div(input, other), other))),
  },
  samples: ['torch.arange(4) / 2', 'torch.randn(2, 3) / torch.randn(3)'],
})

// --- neg and conj -------------------------------------------------------------------------------------------------

const negation: UnaryFunctions = {
  stub: 'neg_cpu',
  float: (x) => -x,
  int: (x) => -x,
  bigint: (x) => -x,
  complex: (re, im, into) => {
    into[0] = -re
    into[1] = -im
  },
}

/** The negative of every element; bool is refused. Source: torch.neg. */
export const neg = defineOp({
  schema: 'neg(Tensor input) -> Tensor',
  doc: 'Changes the sign of every element.',
  aliases: ['negative'],
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: (args) => {
    if (args.input.dtype.kind === 'bool') {
      fail(
        'RuntimeError',
        'Negation, the `-` operator, on a bool tensor is not supported. ' +
          'If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
      )
    }
    return unaryShape(negation)(args)
  },
  kernel: unaryKernel(negation),
  backward: { input: ({ grad }): Tensor => neg(grad) },
  samples: ['-torch.randn(3)'],
  errors: ['-torch.tensor([True])'],
})

const conjugation: UnaryFunctions = {
  stub: 'conj_cpu',
  float: (x) => x,
  int: (x) => x,
  bigint: (x) => x,
  bool: (x) => x,
  complex: (re, im, into) => {
    into[0] = re
    into[1] = -im
  },
}

/** The complex conjugate, computed at once. Source: torch.conj_physical. */
export const conjPhysical = defineOp({
  schema: 'conj_physical(Tensor input) -> Tensor',
  doc: 'Changes the sign of the imaginary part.',
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: unaryShape(conjugation),
  kernel: unaryKernel(conjugation),
  backward: { input: ({ grad }): Tensor => conjPhysical(grad) },
})

/** The factor by which a gradient is multiplied: conjugated where it is complex. */
export const conjugate = (tensor: Tensor): Tensor =>
  tensor.dtype.kind === 'complex' ? conjPhysical(tensor) : tensor
