/** Complex numbers: made of parts, taken apart, seen as pairs, conjugated. */
import { cast as castArray, map1, map2, mapComplex1 } from '../compute/pointwise.js'
import { complex64, complex128, type DType, float16, float32, float64, isComplex } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { numel } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjPhysical, conjugate, div, mul } from './arithmetic.js'
import { transpose } from './axes.js'
import { maskedFill } from './choose.js'
import { eq } from './compare.js'
import { clone } from './copy.js'
import { defineOp } from './define.js'
import { alike, broadcast, fresh, keep, type Out, viewOut } from './derive.js'
import { zerosLike } from './factory.js'
import { floatFor, realFor } from './pointwise.js'
import { square } from './powers.js'
import { abs } from './rounding.js'
import { select } from './slice.js'
import { cos, sin } from './unary.js'

// --- made of two real tensors ---------------------------------------------------------------------------------------

function pairShape(a: Tensor, b: Tensor): Out {
  const floats = (dtype: DType): boolean => dtype === float32 || dtype === float64 || dtype === float16
  check(
    floats(a.dtype) && floats(b.dtype),
    () =>
      `Expected both inputs to be Half, Float or Double tensors but got ${a.dtype.scalarType} and ${b.dtype.scalarType}`,
  )
  check(
    a.dtype === b.dtype,
    () =>
      `Expected object of scalar type ${a.dtype.scalarType} but got scalar type ${b.dtype.scalarType} for second argument`,
  )
  if (a.dtype === float16) fail('NotImplementedError', 'ishape has no complex32 tensors')
  return broadcast(a.dtype === float64 ? complex128 : complex64, a, b)
}

/** Writes one part of every pair from functions of two real arrays. */
function fillPart(
  out: NdArray,
  part: 0 | 1,
  a: NdArray,
  b: NdArray,
  fn: (x: number, y: number) => number,
): void {
  const real = realFor(out.dtype)
  const values: NdArray = { ...out, data: new real.array(numel(out.shape)), dtype: real }
  map2<number>(a, b, values, fn)
  for (let i = 0; i < values.data.length; i++) out.data[2 * i + part] = values.data[i] as never
}

/** Real and imaginary parts put together. Source: torch.complex. */
export const complex = defineOp({
  schema: 'complex(Tensor real, Tensor imag) -> Tensor',
  doc: 'Complex numbers of the given real and imaginary parts.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ real, imag }) => pairShape(real, imag),
  kernel: ({ real, imag }, out) => {
    fillPart(out, 0, real, imag, (x) => x)
    fillPart(out, 1, real, imag, (_, y) => y)
  },
  backward: { real: ({ grad }) => realOf(grad), imag: ({ grad }) => imagOf(grad) },
  samples: ['torch.complex(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0]))'],
})

/** Lengths and angles. Source: torch.polar. */
export const polar = defineOp({
  schema: 'polar(Tensor abs, Tensor angle) -> Tensor',
  doc: 'Complex numbers of the given lengths and angles.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ abs: length, angle: turn }) => pairShape(length, turn),
  kernel: ({ abs: length, angle: turn }, out) => {
    fillPart(out, 0, length, turn, (r, t) => r * Math.cos(t))
    fillPart(out, 1, length, turn, (r, t) => r * Math.sin(t))
  },
  backward: {
    abs: ({ grad, angle: turn }) => add(mul(realOf(grad), cos(turn)), mul(imagOf(grad), sin(turn))),
    angle: ({ grad, result }) => imagOf(mul(conjugate(result), grad)),
  },
  samples: ['torch.polar(torch.tensor([1.0, 2.0]), torch.tensor([0.0, 1.5]))'],
})

// --- taken apart ------------------------------------------------------------------------------------------------------

/** One part of every pair, in the same memory. */
function partView(input: Tensor, part: 0 | 1): Out {
  return {
    ...viewOut(
      input,
      input.shape.map((_, axis) => keep(input, axis)),
      input.strides.map((step) => 2 * step),
      2 * input.offset + part,
    ),
    dtype: realFor(input.dtype),
  }
}

const realPart = defineOp({
  schema: '_real(Tensor input) -> Tensor',
  doc: 'The real parts, in the same memory.',
  faces: { private: 'native' },
  gradName: 'SelectBackward0',
  shape: ({ input }) => partView(input, 0),
  backward: { input: ({ grad }): Tensor => complex(grad, zerosLike(grad)) },
})
const imaginaryPart = defineOp({
  schema: '_imag(Tensor input) -> Tensor',
  doc: 'The imaginary parts, in the same memory.',
  faces: { private: 'native' },
  gradName: 'SelectBackward0',
  shape: ({ input }) => partView(input, 1),
  backward: { input: ({ grad }): Tensor => complex(zerosLike(grad), grad) },
})

const realOf = (tensor: Tensor): Tensor => (isComplex(tensor.dtype) ? realPart(tensor) : tensor)
const imagOf = (tensor: Tensor): Tensor =>
  isComplex(tensor.dtype) ? imaginaryPart(tensor) : zerosLike(tensor)

/** The real parts, as a view; real tensors as they are. Source: torch.real. */
export const real = defineOp({
  schema: 'real(Tensor input) -> Tensor',
  doc: 'The real parts, in the same memory.',
  composite: ({ input }) => realOf(input),
  samples: ['torch.real(torch.tensor([1 + 2j]))'],
})
export const imag = defineOp({
  schema: 'imag(Tensor input) -> Tensor',
  doc: 'The imaginary parts, in the same memory.',
  composite: ({ input }) => {
    check(isComplex(input.dtype), () => 'imag is not implemented for tensors with non-complex dtypes.')
    return imaginaryPart(input)
  },
  samples: ['torch.imag(torch.tensor([1 + 2j]))'],
  errors: ['torch.imag(torch.ones(2))'],
})

/** Pairs of real numbers in a last dim of 2, in the same memory. Source: torch.view_as_real. */
export const viewAsReal = defineOp({
  schema: 'view_as_real(Tensor input) -> Tensor',
  doc: 'Complex numbers as pairs of real ones, in a new last dim of size 2.',
  faces: { torch: 'native' },
  shape: ({ input }): Out => {
    check(isComplex(input.dtype), () => 'view_as_real is only supported for complex tensors')
    check(
      !conjugated.has(input),
      () =>
        "view_as_real doesn't work on unresolved conjugated tensors.  To resolve the conjugate tensor so you can view it as real, use self.resolve_conj(); however, be warned that the resulting tensor will NOT alias the original.",
    )
    return {
      ...viewOut(
        input,
        [...input.shape.map((_, axis) => keep(input, axis)), fresh(2, 'real and imaginary part')],
        [...input.strides.map((step) => 2 * step), 1],
        2 * input.offset,
      ),
      dtype: realFor(input.dtype),
    }
  },
  backward: { input: ({ grad }): Tensor => complex(select(grad, -1, 0), select(grad, -1, 1)) },
  samples: ['torch.view_as_real(torch.tensor([1 + 2j]))'],
})

/** A last dim of 2 as complex numbers, in the same memory. Source: torch.view_as_complex. */
export const viewAsComplex = defineOp({
  schema: 'view_as_complex(Tensor input) -> Tensor',
  doc: 'Pairs in a last dim of size 2 as complex numbers.',
  faces: { torch: 'native' },
  shape: ({ input }): Out => {
    const { dtype, shape, strides, offset, rank } = input
    check(
      dtype === float32 || dtype === float64,
      () =>
        `view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: ${dtype.scalarType}`,
    )
    check(rank > 0, () => 'Input tensor must have one or more dimensions')
    check(shape[rank - 1] === 2, () => 'Tensor must have a last dimension of size 2')
    check(strides[rank - 1] === 1, () => 'Tensor must have a last dimension with stride 1')
    check(
      strides.slice(0, -1).every((step) => step % 2 === 0),
      () => 'Tensor must have a stride divisible by 2 for all but last dimension',
    )
    check(offset % 2 === 0, () => 'Tensor must have a storage_offset divisible by 2')
    return {
      ...viewOut(
        input,
        shape.slice(0, -1).map((_, axis) => keep(input, axis)),
        strides.slice(0, -1).map((step) => step / 2),
        offset / 2,
      ),
      dtype: dtype === float64 ? complex128 : complex64,
    }
  },
  backward: { input: ({ grad }): Tensor => viewAsReal(resolved(grad)) },
  samples: ['torch.view_as_complex(torch.ones(3, 2))'],
  errors: ['torch.view_as_complex(torch.ones(3, 3))'],
})

// --- conjugates -------------------------------------------------------------------------------------------------------

/** Tensors that PyTorch would hold as a view with the conjugate bit: `is_conj()`. The numbers themselves are computed. */
const conjugated = new WeakSet<Tensor>()

const resolved = (tensor: Tensor): Tensor => (conjugated.has(tensor) ? clone(tensor) : tensor)

const flipped = defineOp({
  schema: '_conj(Tensor input) -> Tensor',
  doc: 'The complex conjugate.',
  faces: { private: 'native' },
  gradName: 'ConjBackward0',
  shape: ({ input }) => alike(input),
  kernel: ({ input }, out) =>
    mapComplex1(input, out, (re, im, into) => {
      into[0] = re
      into[1] = -im
    }),
  backward: { input: ({ grad }): Tensor => conjPhysical(grad) },
})

function conjOf(input: Tensor): Tensor {
  if (!isComplex(input.dtype)) return input
  const result = flipped(input)
  if (!conjugated.has(input)) conjugated.add(result)
  return result
}

/** Source: torch.conj. Real tensors come back as they are. */
export const conj = defineOp({
  schema: 'conj(Tensor input) -> Tensor',
  doc: 'The complex conjugate.',
  composite: ({ input }) => conjOf(input),
  samples: ['torch.conj(torch.tensor([1 + 2j]))'],
})
defineOp({
  schema: 'resolve_conj(Tensor input) -> Tensor',
  doc: 'The tensor with its conjugation carried out.',
  composite: ({ input }) => {
    if (!conjugated.has(input)) return input
    return clone(input)
  },
  samples: ['torch.tensor([1 + 2j]).conj().resolve_conj()'],
})
defineOp({
  schema: 'resolve_neg(Tensor input) -> Tensor',
  doc: 'The tensor itself: negation is always carried out.',
  composite: ({ input }) => input,
  samples: ['torch.ones(2).resolve_neg()'],
})
defineOp({
  schema: 'is_conj(Tensor input) -> bool',
  doc: 'Whether the tensor is the conjugate of another.',
  composite: ({ input }) => conjugated.has(input),
  samples: ['torch.is_conj(torch.ones(2))'],
})
defineOp({
  schema: 'is_neg(Tensor input) -> bool',
  doc: 'Whether the tensor is the negative of another in the same memory.',
  composite: () => false,
  samples: ['torch.is_neg(torch.ones(2))'],
})

/** Source: torch.adjoint. */
defineOp({
  schema: 'adjoint(Tensor input) -> Tensor',
  doc: 'The conjugated transpose of each matrix.',
  composite: ({ input }) => {
    if (input.rank === 0) return conjOf(input)
    check(
      input.rank >= 2,
      () =>
        `tensor.adjoint() is only supported on matrices or batches of matrices. Got ${input.rank}-D tensor.`,
    )
    return conjOf(transpose(input, -2, -1))
  },
  samples: ['torch.adjoint(torch.tensor([[1 + 2j, 3]]))'],
})

// --- angles -----------------------------------------------------------------------------------------------------------

/** The angle of each number; of real ones 0, or π where negative. Source: torch.angle. */
export const angle = defineOp({
  schema: 'angle(Tensor input) -> Tensor',
  doc: 'The angle of each complex number.',
  out: true,
  shape: ({ input }) => alike(input, realFor(floatFor(input.dtype))),
  kernel: ({ input }, out) => {
    if (isComplex(input.dtype))
      mapComplex1(input, out, (re, im, into) => {
        into[0] = Math.atan2(im, re)
      })
    else map1<number>(castArray(input, out.dtype), out, (x) => (Number.isNaN(x) ? x : x < 0 ? Math.PI : 0))
  },
  backward: {
    input: ({ grad, input }): Tensor => {
      if (!isComplex(input.dtype)) return zerosLike(input)
      const turned = mul(input, { kind: 'complex', value: { re: 0, im: 1 } })
      const slope = div(turned, square(abs(input)))
      return mul(maskedFill(slope, eq(input, 0), 0), grad)
    },
  },
  samples: ['torch.angle(torch.tensor([1 + 1j]))'],
})
