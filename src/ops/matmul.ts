/** Matrix products: mm, bmm, matmul, addmm, linear and their kin. One primitive, `bmm`, does the work. */
import { gemm, gemmBigint, isBigint, type Matrix, rowMajor } from '../compute/gemm.js'
import { dense } from '../compute/strided.js'
import { cppName, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { type Scalar, toNumber } from '../tensor/scalar.js'
import { broadcastShapes, formatSizes, numel } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { add, conjugate, mul } from './arithmetic.js'
import { expand, squeezeOne, t, transpose, unsqueeze } from './axes.js'
import { defineOp } from './define.js'
import { dims, keep, type Out, restate } from './derive.js'
import { sumDims } from './reduce.js'
import { alone, reshape, unsafeView, view } from './view.js'

function sameDtype(a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype)
    fail(
      'RuntimeError',
      `expected m1 and m2 to have the same dtype, but got: ${cppName(a.dtype)} != ${cppName(b.dtype)}`,
    )
}

/** a (n, k) times b (k, m), for each of `batch` pairs. */
function multiply(
  batch: number,
  n: number,
  m: number,
  k: number,
  a: NdArray,
  b: NdArray,
  out: NdArray,
): void {
  if (out.dtype.width === 2)
    complexProduct(batch, n, m, k, dense(a) as NumberData, dense(b) as NumberData, out.data as NumberData)
  else if (isBigint(out.data)) {
    const [left, right] = [dense(a) as BigInt64Array, dense(b) as BigInt64Array]
    for (let i = 0; i < batch; i++)
      gemmBigint(n, m, k, left, i * n * k, right, i * k * m, out.data, i * n * m)
  } else {
    const [left, right] = [matricesOf(a, n, k), matricesOf(b, k, m)]
    for (let i = 0; i < batch; i++) gemm(n, m, k, left(i), right(i), out.data, i * n * m)
  }
}

/** The i-th matrix of an array of them; one that is all the array is read where it lies, whatever its strides. */
function matricesOf(array: NdArray, rows: number, columns: number): (i: number) => Matrix {
  const { shape, strides, offset } = array
  if (shape.length === 2 && shape[0] === rows && shape[1] === columns) {
    const matrix = { data: array.data as NumberData, offset, down: strides[0], along: strides[1] }
    return () => matrix
  }
  const data = dense(array) as NumberData
  return (i) => rowMajor(data, i * rows * columns, columns)
}

function complexProduct(
  batch: number,
  n: number,
  m: number,
  k: number,
  a: NumberData,
  b: NumberData,
  out: NumberData,
): void {
  for (let i = 0; i < batch; i++) {
    for (let row = 0; row < n; row++) {
      for (let col = 0; col < m; col++) {
        let re = 0
        let im = 0
        for (let p = 0; p < k; p++) {
          const x = 2 * ((i * n + row) * k + p)
          const y = 2 * ((i * k + p) * m + col)
          re += a[x] * b[y] - a[x + 1] * b[y + 1]
          im += a[x] * b[y + 1] + a[x + 1] * b[y]
        }
        const at = 2 * ((i * n + row) * m + col)
        out[at] = re
        out[at + 1] = im
      }
    }
  }
}

/** Product of two matrices. RuntimeError where they don't fit. Source: torch.mm. */
export const mm = defineOp({
  schema: 'mm(Tensor input, Tensor mat2) -> Tensor',
  doc: 'Multiplies two matrices.',
  out: true,
  shape: ({ input, mat2 }): Out => {
    check(input.rank === 2, () => 'self must be a matrix')
    check(mat2.rank === 2, () => 'mat2 must be a matrix')
    check(
      input.shape[1] === mat2.shape[0],
      () =>
        `mat1 and mat2 shapes cannot be multiplied (${input.shape.join('x')} and ${mat2.shape.join('x')})`,
    )
    sameDtype(input, mat2)
    return dims(input.dtype, [keep(input, 0), keep(mat2, 1)])
  },
  kernel: ({ input, mat2 }, out) =>
    multiply(1, input.shape[0], mat2.shape[1], input.shape[1], input, mat2, out),
  backward: {
    input: ({ grad, mat2 }): Tensor => mm(grad, conjugate(t(mat2))),
    mat2: ({ grad, input }): Tensor => mm(conjugate(t(input)), grad),
  },
  samples: ['torch.mm(torch.randn(2, 3), torch.randn(3, 4))'],
  errors: ['torch.mm(torch.randn(2, 3), torch.randn(2, 3))'],
})

/** Products of matrices, pair by pair. Source: torch.bmm. */
export const bmm = defineOp({
  schema: 'bmm(Tensor input, Tensor mat2) -> Tensor',
  doc: 'Multiplies two batches of matrices.',
  out: true,
  shape: ({ input, mat2 }): Out => {
    check(input.rank === 3, () => 'batch1 must be a 3D tensor')
    check(mat2.rank === 3, () => 'batch2 must be a 3D tensor')
    check(
      input.shape[0] === mat2.shape[0] && input.shape[2] === mat2.shape[1],
      () =>
        `Expected size for first two dimensions of batch2 tensor to be: ${formatSizes([input.shape[0], input.shape[2]])} but got: ${formatSizes(mat2.shape.slice(0, 2))}.`,
    )
    if (input.dtype !== mat2.dtype)
      fail(
        'RuntimeError',
        `expected scalar type ${input.dtype.scalarType} but found ${mat2.dtype.scalarType}`,
      )
    return dims(input.dtype, [keep(input, 0), keep(input, 1), keep(mat2, 2)])
  },
  kernel: ({ input, mat2 }, out) =>
    multiply(input.shape[0], input.shape[1], mat2.shape[2], input.shape[2], input, mat2, out),
  backward: {
    input: ({ grad, mat2 }): Tensor => bmm(grad, conjugate(transpose(mat2, 1, 2))),
    mat2: ({ grad, input }): Tensor => bmm(conjugate(transpose(input, 1, 2)), grad),
  },
  samples: ['torch.bmm(torch.randn(2, 3, 4), torch.randn(2, 4, 5))'],
})

/** Inner product of two vectors. Source: torch.dot. */
export const dot = defineOp({
  schema: 'dot(Tensor input, Tensor tensor) -> Tensor',
  doc: 'The inner product of two vectors.',
  out: true,
  shape: ({ input, tensor }): Out => {
    check(
      input.rank === 1 && tensor.rank === 1,
      () => `1D tensors expected, but got ${input.rank}D and ${tensor.rank}D tensors`,
    )
    check(
      input.dtype === tensor.dtype,
      () =>
        `dot : expected both vectors to have same dtype, but found ${input.dtype.scalarType} and ${tensor.dtype.scalarType}`,
    )
    check(
      input.shape[0] === tensor.shape[0],
      () =>
        `inconsistent tensor size, expected tensor ${formatSizes(input.shape)} and src ${formatSizes(tensor.shape)} to have the same number of elements, but got ${input.shape[0]} and ${tensor.shape[0]} elements respectively`,
    )
    return dims(input.dtype, [])
  },
  kernel: ({ input, tensor }, out) => multiply(1, 1, 1, input.shape[0], input, tensor, out),
  backward: {
    input: ({ grad, tensor }) => mul(grad, conjugate(tensor)),
    tensor: ({ grad, input }) => mul(grad, conjugate(input)),
  },
  samples: ['torch.dot(torch.randn(3), torch.randn(3))'],
})

/** A matrix times a vector. Source: torch.mv. */
export const mv = defineOp({
  schema: 'mv(Tensor input, Tensor vec) -> Tensor',
  doc: 'Multiplies a matrix and a vector.',
  out: true,
  shape: ({ input, vec }): Out => {
    check(
      input.rank === 2 && vec.rank === 1,
      () => `vector + matrix @ vector expected, got 1, ${input.rank}, ${vec.rank}`,
    )
    check(
      input.shape[1] === vec.shape[0],
      () =>
        `size mismatch, got input (${input.shape[0]}), mat (${input.shape.join('x')}), vec (${vec.shape[0]})`,
    )
    check(
      input.dtype === vec.dtype,
      () =>
        `addmv input tensors must have the same dtype, but got ${vec.dtype.scalarType}, ${input.dtype.scalarType}, and ${vec.dtype.scalarType}`,
    )
    return dims(input.dtype, [keep(input, 0)])
  },
  kernel: ({ input, vec }, out) => multiply(1, input.shape[0], 1, input.shape[1], input, vec, out),
  backward: {
    input: ({ grad, vec }) => mul(unsqueeze(grad, 1), conjugate(unsqueeze(vec, 0))),
    vec: ({ grad, input }): Tensor => mv(conjugate(t(input)), grad),
  },
  samples: ['torch.mv(torch.randn(2, 3), torch.randn(3))'],
})

const needDims = (name: string, a: Tensor, b: Tensor): void =>
  check(
    a.rank > 0 && b.rank > 0,
    () => `both arguments to ${name} need to be at least 1D, but they are ${a.rank}D and ${b.rank}D`,
  )

/** The product by rank: dot, mv, mm, or batches of matrices broadcast together. Source: torch.matmul. */
export const matmul = defineOp({
  schema: 'matmul(Tensor input, Tensor other) -> Tensor',
  doc: 'The matrix product, batches broadcast.',
  aliases: ['__matmul__'],
  out: true,
  composite: ({ input, other }): Tensor => {
    const [a, b] = [input.rank, other.rank]
    needDims('matmul', input, other)
    if (a === 1 && b === 1) return dot(input, other)
    if (a === 2 && b === 1) return mv(input, other)
    if (a === 1 && b === 2) return squeezed(mm(unsqueeze(input, 0), other))
    if (a === 2 && b === 2) return mm(input, other)
    if (a >= 3 && b <= 2) return foldedProduct(input, other)
    return batchProduct(input, other)
  },
  samples: ['torch.matmul(torch.randn(2, 3), torch.randn(3))', 'torch.randn(5, 2, 3) @ torch.randn(3, 4)'],
  errors: ['torch.randn(2, 3) @ torch.randn(2, 3)'],
})

/** PyTorch drops the row of a vector in place. */
const squeezed = defineOp({
  schema: '_squeezed(Tensor input) -> Tensor',
  doc: 'Drops the first dim.',
  faces: { private: 'native' },
  gradName: 'SqueezeBackward4',
  composite: ({ input }) => alone(squeezeOne(input, 0)),
})

/** A batch of products by one matrix at the left, which PyTorch works out turned around. */
const turnedBack = defineOp({
  schema: '_turned_back(Tensor input, int[] size) -> Tensor',
  doc: 'Products in their final shape.',
  faces: { private: 'native' },
  gradName: 'CloneBackward0',
  composite: ({ input, size }) => alone(view(input, size)),
})

/** A batch of matrices times one matrix or vector: the batch is folded into the rows. */
function foldedProduct(input: Tensor, other: Tensor): Tensor {
  const inner = input.shape[input.rank - 1]
  const lead = input.shape.slice(0, -1)
  const rows = reshape(input, [numel(lead), inner])
  if (other.rank === 1) return unsafeView(mv(rows, other), [...lead])
  return withLead(unsafeView(mm(rows, other), [...lead, other.shape[1]]), 'matmul', input, other, 1)
}

/** Folding forgets axes of size 1: where there are any, the reasons are stated as those of the whole product. */
function withLead(result: Tensor, op: string, input: Tensor, other: Tensor, column: number): Tensor {
  const lead = result.rank - 1
  if (result.shape.indexOf(1) < lead && result.shape.includes(1))
    restate(result, op, [input, other], () =>
      result.shape.map((_, axis) => (axis < lead ? keep(input, axis) : keep(other, column))),
    )
  return result
}

function batchProduct(input: Tensor, other: Tensor): Tensor {
  const a = input.rank === 1 ? unsqueeze(input, 0) : input
  const b = other.rank === 1 ? unsqueeze(other, 1) : other
  const batch = [...broadcastShapes([a.shape.slice(0, -2), b.shape.slice(0, -2)])]
  const [n, k] = a.shape.slice(-2)
  const [k2, m] = b.shape.slice(-2)
  const count = numel(batch)
  const left = reshape(expand(a, [...batch, n, k]), [count, n, k])
  const right = reshape(expand(b, [...batch, k2, m]), [count, k2, m])
  const product = bmm(left, right)
  if (input.rank === 2) return turnedBack(product, [...batch, n, m])
  const result = unsafeView(product, [
    ...batch,
    ...(input.rank === 1 ? [] : [n]),
    ...(other.rank === 1 ? [] : [m]),
  ])
  if (batch.includes(1) && input.rank > 2 && other.rank > 2)
    restate(result, 'matmul', [input, other], () => [
      ...batch.map((size, axis) => {
        const at = axis - batch.length - 2
        return input.shape.at(at) === size ? keep(input, at + input.rank) : keep(other, at + other.rank)
      }),
      keep(input, input.rank - 2),
      keep(other, other.rank - 1),
    ])
  return result
}

/** beta · input + alpha · (mat1 @ mat2). Source: torch.addmm. */
export const addmm = defineOp({
  schema: 'addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor',
  doc: 'A matrix product added to input.',
  inplace: true,
  out: true,
  gradName: 'AddmmBackward0',
  shape: ({ input, mat1, mat2 }): Out => {
    check(
      input.dtype === mat2.dtype,
      () =>
        `self and mat2 must have the same dtype, but got ${input.dtype.scalarType} and ${mat2.dtype.scalarType}`,
    )
    check(
      mat1.dtype === mat2.dtype,
      () =>
        `mat1 and mat2 must have the same dtype, but got ${mat1.dtype.scalarType} and ${mat2.dtype.scalarType}`,
    )
    check(mat1.rank === 2, () => `mat1 must be a matrix, got ${mat1.rank}-D tensor`)
    check(mat2.rank === 2, () => `mat2 must be a matrix, got ${mat2.rank}-D tensor`)
    check(
      mat1.shape[1] === mat2.shape[0],
      () => `mat1 and mat2 shapes cannot be multiplied (${mat1.shape.join('x')} and ${mat2.shape.join('x')})`,
    )
    const shape = [mat1.shape[0], mat2.shape[1]]
    check(
      input.rank <= 2,
      () =>
        `expand(torch.${input.dtype.tensorType}{${formatSizes(input.shape)}}, size=${formatSizes(shape)}): the number of sizes provided (2) must be greater or equal to the number of dimensions in the tensor (${input.rank})`,
    )
    input.shape.forEach((size, i) => {
      const target = shape[i + 2 - input.rank]
      check(
        size === target || size === 1,
        () =>
          `The expanded size of the tensor (${target}) must match the existing size (${size}) at non-singleton dimension ${i + 2 - input.rank}.  Target sizes: ${formatSizes(shape)}.  Tensor sizes: ${formatSizes(input.shape)}`,
      )
    })
    return dims(mat1.dtype, [keep(mat1, 0), keep(mat2, 1)])
  },
  kernel: ({ input, mat1, mat2, beta, alpha }, out) => {
    multiply(1, mat1.shape[0], mat2.shape[1], mat1.shape[1], mat1, mat2, out)
    const [a, b] = [toNumber(alpha), toNumber(beta)]
    const [rows, cols] = out.shape
    const lead = 2 - input.shape.length
    const step = (axis: number): number =>
      axis < lead || input.shape[axis - lead] === 1 ? 0 : input.strides[axis - lead]
    const [sr, sc] = [step(0), step(1)]
    if (isBigint(out.data)) {
      const from = input.data as BigInt64Array
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < cols; j++)
          out.data[i * cols + j] =
            BigInt(a) * out.data[i * cols + j] + BigInt(b) * from[input.offset + i * sr + j * sc]
      return
    }
    const [data, from] = [out.data as NumberData, input.data as NumberData]
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const at = i * cols + j
        data[at] = a * data[at] + (b === 0 ? 0 : b * from[input.offset + i * sr + j * sc])
      }
    }
  },
  backward: {
    input: ({ grad, beta }) => scaled(grad, beta),
    mat1: ({ grad, mat2, alpha }) => scaled(mm(grad, t(mat2)), alpha),
    mat2: ({ grad, mat1, alpha }) => scaled(mm(t(mat1), grad), alpha),
  },
  samples: ['torch.addmm(torch.randn(4), torch.randn(2, 3), torch.randn(3, 4))'],
})

const scaled = (tensor: Tensor, factor: Scalar): Tensor =>
  toNumber(factor) === 1 ? tensor : mul(tensor, factor)

/** vec1 (n) and vec2 (m) to a matrix (n, m). Source: torch.outer. */
export const outer = defineOp({
  schema: 'outer(Tensor input, Tensor vec2) -> Tensor',
  doc: 'The outer product of two vectors.',
  aliases: ['ger'],
  out: true,
  composite: ({ input, vec2 }) => {
    check(input.rank === 1, () => `outer: Expected 1-D argument self, but got ${input.rank}-D`)
    check(vec2.rank === 1, () => `outer: Expected 1-D argument vec2, but got ${vec2.rank}-D`)
    return mul(unsqueeze(input, 1), unsqueeze(vec2, 0))
  },
  samples: ['torch.outer(torch.arange(3), torch.arange(2))'],
})

/**
 * input @ weight.T + bias over the last dim. input (…, in), weight (out, in) → (…, out).
 * RuntimeError where the last dim is not in. Source: torch.nn.functional.linear.
 */
export const linear = defineOp({
  schema: 'linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor',
  doc: 'Multiplies the last dim by a weight matrix and adds a bias.',
  faces: { F: 'native' },
  composite: ({ input, weight, bias }): Tensor => {
    needDims('linear', input, weight)
    const turned = t(weight)
    if (bias === null) return matmul(input, turned)
    if (input.rank === 2) return addmm(bias, input, turned)
    if (input.rank === 1) return view(addmm(bias, unsqueeze(input, 0), turned), [weight.shape[0]])
    const lead = input.shape.slice(0, -1)
    const rows = reshape(input, [numel(lead), input.shape[input.rank - 1]])
    return withLead(
      reshape(addmm(bias, rows, turned), [...lead, weight.shape[0]]),
      'linear',
      input,
      weight,
      0,
    )
  },
  samples: ['F.linear(torch.randn(2, 3), torch.randn(4, 3), torch.randn(4))'],
  errors: ['F.linear(torch.randn(3, 8), torch.randn(5, 10))'],
})

/** x1 · A · x2 for each output. Source: torch.nn.functional.bilinear. */
export const bilinear = defineOp({
  schema: 'bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor',
  doc: 'A product of two inputs and a weight for each output.',
  faces: { F: 'native' },
  composite: ({ input1, input2, weight, bias }) => {
    check(
      input1.rank === input2.rank,
      () => `bilinear(): input dimensions do not match: got ${input1.rank} and ${input2.rank}`,
    )
    for (let axis = 0; axis < input1.rank - 1; axis++) {
      check(
        input1.shape[axis] === input2.shape[axis],
        () =>
          `bilinear(): input batch dimensions do not match at dim ${axis}: got ${input1.shape[axis]} and ${input2.shape[axis]}`,
      )
    }
    check(
      input1.shape.at(-1) === weight.shape[1],
      () =>
        `bilinear(): input1 size does not match weight size: got ${input1.shape.at(-1)} but expected ${weight.shape[1]}`,
    )
    check(
      input2.shape.at(-1) === weight.shape[2],
      () =>
        `bilinear(): input2 size does not match weight size: got ${input2.shape.at(-1)} but expected ${weight.shape[2]}`,
    )
    const lead = input1.shape.slice(0, -1)
    const n = numel(lead)
    const [o, i, j] = weight.shape
    const a = reshape(input1, [n, 1, i, 1])
    const b = reshape(input2, [n, 1, 1, j])
    const product = sumDims(mul(mul(a, b), unsqueeze(weight, 0)), [2, 3])
    const result = reshape(product, [...lead, o])
    return bias === null ? result : add(result, bias)
  },
  samples: ['F.bilinear(torch.randn(2, 3), torch.randn(2, 4), torch.randn(5, 3, 4))'],
})
