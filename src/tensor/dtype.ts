/**
 * The element types: their names, sizes, kinds and the arrays that hold them.
 *
 * float16 and bfloat16 are held as float32 values already rounded to the type; bool as 0 and 1 in a Uint8Array;
 * complex as interleaved pairs. `itemsize` is PyTorch's, not that of our array.
 */

export type Kind = 'bool' | 'int' | 'float' | 'complex'

export type Data =
  | Float32Array
  | Float64Array
  | BigInt64Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint8Array

/** Arrays whose elements are JS numbers: everything but int64. */
export type NumberData = Exclude<Data, BigInt64Array>

export type DTypeName =
  | 'float32'
  | 'float64'
  | 'float16'
  | 'bfloat16'
  | 'int64'
  | 'int32'
  | 'int16'
  | 'int8'
  | 'uint8'
  | 'bool'
  | 'complex64'
  | 'complex128'

export interface DType {
  readonly name: DTypeName
  readonly kind: Kind
  /** Bytes of one element in PyTorch. */
  readonly itemsize: number
  /** What PyTorch's C++ messages call it: `Float`, `Long`, `Half`… */
  readonly scalarType: string
  /** The prefix of the legacy tensor class, `torch.FloatTensor`; null where there is none. */
  readonly tensorType: string | null
  /** Array slots of one element: 2 for complex. */
  readonly width: 1 | 2
  readonly array: new (length: number) => Data
}

const dtype = (
  name: DTypeName,
  kind: Kind,
  itemsize: number,
  scalarType: string,
  array: new (length: number) => Data,
  tensorType: string | null = `${scalarType}Tensor`,
): DType => ({ name, kind, itemsize, scalarType, tensorType, width: kind === 'complex' ? 2 : 1, array })

export const float32 = dtype('float32', 'float', 4, 'Float', Float32Array)
export const float64 = dtype('float64', 'float', 8, 'Double', Float64Array)
export const float16 = dtype('float16', 'float', 2, 'Half', Float32Array)
export const bfloat16 = dtype('bfloat16', 'float', 2, 'BFloat16', Float32Array)
export const int64 = dtype('int64', 'int', 8, 'Long', BigInt64Array)
export const int32 = dtype('int32', 'int', 4, 'Int', Int32Array)
export const int16 = dtype('int16', 'int', 2, 'Short', Int16Array)
export const int8 = dtype('int8', 'int', 1, 'Char', Int8Array)
export const uint8 = dtype('uint8', 'int', 1, 'Byte', Uint8Array)
export const bool = dtype('bool', 'bool', 1, 'Bool', Uint8Array)
export const complex64 = dtype('complex64', 'complex', 8, 'ComplexFloat', Float32Array)
export const complex128 = dtype('complex128', 'complex', 16, 'ComplexDouble', Float64Array)

/** What messages call a tensor's type where they use the old classes, `torch.LongTensor`. */
export const legacyName = ({ name, kind, scalarType }: DType): string =>
  kind === 'complex' || name === 'bool' || name === 'bfloat16'
    ? `CPU${scalarType}Type`
    : `torch.${scalarType}Tensor`

export const dtypes: Readonly<Record<DTypeName, DType>> = {
  float32,
  float64,
  float16,
  bfloat16,
  int64,
  int32,
  int16,
  int8,
  uint8,
  bool,
  complex64,
  complex128,
}

export const isFloat = (type: DType): boolean => type.kind === 'float'
export const isComplex = (type: DType): boolean => type.kind === 'complex'
/** Integer types and bool: what PyTorch calls integral. */
export const isIntegral = (type: DType): boolean => type.kind === 'int' || type.kind === 'bool'

const CPP_NAMES: Readonly<Record<DTypeName, string>> = {
  float32: 'float',
  float64: 'double',
  float16: 'c10::Half',
  bfloat16: 'c10::BFloat16',
  int64: 'long int',
  int32: 'int',
  int16: 'short int',
  int8: 'signed char',
  uint8: 'unsigned char',
  bool: 'bool',
  complex64: 'c10::complex<float>',
  complex128: 'c10::complex<double>',
}

/** The C++ type, as some of PyTorch's messages name it. */
export const cppName = ({ name }: DType): string => CPP_NAMES[name]

const NATIVE_NAMES: Readonly<Partial<Record<DTypeName, string>>> = {
  float32: 'float',
  float64: 'double',
  float16: 'at::Half',
  bfloat16: 'at::BFloat16',
  int64: 'int64_t',
  int32: 'int',
  int16: 'int16_t',
  int8: 'int8_t',
  uint8: 'uint8_t',
}

/** The type as messages about numbers that don't fit name it. */
export const nativeName = ({ name }: DType): string => NATIVE_NAMES[name] ?? name

/** The least and the greatest whole number of the integer types. */
const RANGES: Readonly<Partial<Record<DTypeName, readonly [number, number]>>> = {
  int64: [-(2 ** 63), 2 ** 63],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  int8: [-128, 127],
  uint8: [0, 255],
}

/** Whether a number, its fraction cut off, can be written into the dtype. */
export function fits(value: number, { kind, name }: DType): boolean {
  if (kind !== 'int') return true
  const [low, high] = RANGES[name]!
  return Math.trunc(value) >= low && Math.trunc(value) <= high
}
