/**
 * What the element-by-element families share: dtype rules, and the choice of the loop by dtype.
 *
 * `unary` and `binary` make the shape and the kernel of an operator from its functions on numbers, bigints and
 * complex pairs. A kind for which no function is given raises PyTorch's `"…" not implemented for 'Bool'`.
 */
import {
  type ComplexBinary,
  type ComplexUnary,
  cast,
  map1,
  map2,
  mapComplex1,
  mapComplex2,
} from '../compute/pointwise.js'
import { bool, complex64, complex128, type DType, float32, float64, isIntegral } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { resultType } from '../tensor/promotion.js'
import { state } from '../tensor/state.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { alike, broadcast, type Out } from './derive.js'

/** What promotion looks at: a tensor, or the same tensor as a kernel sees it. */
type Promotable = Pick<NdArray, 'dtype' | 'shape' | 'wrapped'>

/** The dtype in which operands of these dtypes are computed together. */
export function promote(...tensors: readonly Promotable[]): DType {
  const [first] = tensors
  if (tensors.every(({ dtype, wrapped }) => dtype === first.dtype && !wrapped)) return first.dtype
  return resultType(
    tensors.map(({ dtype, shape, wrapped }) => ({
      dtype,
      dimension: wrapped ? 'scalar' : shape.length === 0 ? 'zeroDim' : 'tensor',
    })),
    state.defaultDtype,
  )
}

/** The dtype of functions that leave the integers: ints and bools become the default float. */
export const floatFor = (dtype: DType): DType => (isIntegral(dtype) ? state.defaultDtype : dtype)

/** The real dtype with the precision of a complex one. */
export const realFor = (dtype: DType): DType =>
  dtype === complex64 ? float32 : dtype === complex128 ? float64 : dtype

/** `"name" not implemented for 'Bool'` */
export function notImplementedFor(stub: string, dtype: DType): never {
  fail('NotImplementedError', `"${stub}" not implemented for '${dtype.scalarType}'`)
}

export interface UnaryFunctions {
  /** On floats, and on ints that the result dtype makes floats. */
  readonly float?: (x: number) => number
  /** On int32 and narrower; the array wraps the result around. Taken from `float` if not given, which `null` forbids. */
  readonly int?: ((x: number) => number) | null
  readonly bigint?: ((x: bigint) => bigint) | null
  readonly bool?: ((x: number) => number) | null
  readonly complex?: ComplexUnary
  /** The name in "… not implemented for". */
  readonly stub: string
  /** Float16 and bfloat16 are refused. */
  readonly noHalves?: boolean
}

export interface BinaryFunctions {
  readonly noHalves?: boolean
  readonly float?: (x: number, y: number) => number
  readonly int?: ((x: number, y: number) => number) | null
  readonly bigint?: ((x: bigint, y: bigint) => bigint | number) | null
  readonly bool?: ((x: number, y: number) => number) | null
  readonly complex?: ComplexBinary
  readonly stub: string
}

type Supported = { readonly [K in 'float' | 'int' | 'bigint' | 'bool' | 'complex']?: unknown } & {
  readonly noHalves?: boolean
}

function supports(functions: Supported, dtype: DType): boolean {
  const kind = dtype.kind === 'int' && dtype.name === 'int64' ? 'bigint' : dtype.kind
  if (functions.noHalves === true && dtype.kind === 'float' && dtype.itemsize === 2) return false
  return functions[kind] !== undefined && functions[kind] !== null
}

/** Raises unless there is a function for the dtype. */
export function requireSupport(functions: Supported & { readonly stub: string }, dtype: DType): void {
  if (!supports(functions, dtype)) notImplementedFor(functions.stub, dtype)
}

/** The output of a unary operator: the input's shape; `dtypeOf` says in which dtype it is computed. */
export function unaryShape(functions: UnaryFunctions, dtypeOf: (dtype: DType) => DType = (dtype) => dtype) {
  return ({ input }: { readonly input: Tensor }): Out => {
    const dtype = dtypeOf(input.dtype)
    requireSupport(functions, dtype)
    return alike(input, dtype)
  }
}

/** The kernel of a unary operator, computed in the output's dtype. */
export function unaryKernel(functions: UnaryFunctions) {
  return ({ input }: { readonly input: NdArray }, out: NdArray): void =>
    applyUnary(functions, cast(input, out.dtype), out)
}

export function applyUnary(functions: UnaryFunctions, a: NdArray, out: NdArray): void {
  switch (a.dtype.kind) {
    case 'float':
      map1(a, out, functions.float!)
      break
    case 'int':
      if (a.dtype.name === 'int64') map1(a, out, functions.bigint!)
      else map1(a, out, functions.int!)
      break
    case 'bool':
      map1(a, out, functions.bool!)
      break
    case 'complex':
      mapComplex1(a, out, functions.complex!)
      break
  }
}

/** The output of a binary operator: broadcast shape, promoted dtype. */
export function binaryShape(functions: BinaryFunctions, dtypeOf: (dtype: DType) => DType = (dtype) => dtype) {
  return ({ input, other }: { readonly input: Tensor; readonly other: Tensor }): Out => {
    const dtype = dtypeOf(promote(input, other))
    const out = broadcast(dtype, input, other)
    return supports(functions, dtype)
      ? out
      : { ...out, refuse: () => notImplementedFor(functions.stub, dtype) }
  }
}

/** The kernel of a binary operator, computed in the output's dtype. */
export function binaryKernel(functions: BinaryFunctions) {
  return ({ input, other }: { readonly input: NdArray; readonly other: NdArray }, out: NdArray): void =>
    applyBinary(functions, computeCast(input, out.dtype), computeCast(other, out.dtype), out)
}

/**
 * An operand in the dtype of the computation. The half types compute in float32, so a number that meets them is
 * rounded to float32 only.
 */
export function computeCast(array: NdArray, dtype: DType): NdArray {
  if (dtype.itemsize === 2 && dtype.kind === 'float' && array.shape.length === 0) return cast(array, float32)
  return cast(array, dtype)
}

export function applyBinary(functions: BinaryFunctions, a: NdArray, b: NdArray, out: NdArray): void {
  switch (a.dtype.kind) {
    case 'float':
      map2(a, b, out, functions.float!)
      break
    case 'int':
      if (a.dtype.name === 'int64') map2(a, b, out, functions.bigint! as never)
      else map2(a, b, out, functions.int!)
      break
    case 'bool':
      map2(a, b, out, functions.bool!)
      break
    case 'complex':
      mapComplex2(a, b, out, functions.complex!)
      break
  }
}

/** The output of a comparison: bool, whatever is compared. */
export const comparisonShape = ({ input, other }: { readonly input: Tensor; readonly other: Tensor }): Out =>
  broadcast(bool, input, other)
