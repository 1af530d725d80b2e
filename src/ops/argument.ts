/**
 * Arguments as a caller wrote them, in no particular language: what the binder matches against schemas.
 *
 * A JS number is an int, a bigint a large one; a float is `Scalar` of kind float. A face turns its own values into these
 * before it calls the binder.
 */
import { type DType, dtypes } from '../tensor/dtype.js'
import { Generator } from '../tensor/random.js'
import { isScalar, type Scalar } from '../tensor/scalar.js'
import { Tensor } from '../tensor/tensor.js'

export type Argument =
  | null
  | boolean
  | number
  | bigint
  | string
  | Scalar
  | Tensor
  | DType
  | DeviceName
  | Option
  | Generator
  | Sequence
  | Foreign

/** A tuple, a list, or a `torch.Size`. */
export class Sequence {
  constructor(
    readonly typeName: 'tuple' | 'list' | 'torch.Size' | `torch.return_types.${string}`,
    readonly items: readonly Argument[],
  ) {}
}

/** A `torch.device`, whether we have it or not. */
export class DeviceName {
  constructor(
    readonly type: string,
    readonly index: number | null = null,
  ) {}

  get text(): string {
    return this.index === null ? this.type : `${this.type}:${this.index}`
  }
}

/** One of PyTorch's named constants: a layout or a memory format. */
export class Option {
  constructor(
    readonly kind: 'layout' | 'memory_format' | 'qscheme',
    readonly name: string,
  ) {}
}

/** Anything else: its type's name for the error, the value for operators that take `any`. */
export class Foreign {
  constructor(
    readonly typeName: string,
    readonly value: unknown,
    /** A type that PyTorch takes as a dtype: Python's `float`. */
    readonly dtype: DType | null = null,
    /** Its items, where it is a sequence but no tuple or list: what `torch.tensor` looks into. */
    readonly items: (() => readonly Argument[]) | null = null,
    /** The numbers of an array or of a number of a type of its own: what `torch.tensor` takes them from. */
    readonly tensor: Tensor | null = null,
  ) {}
}

/** A number of a type of its own, NumPy's float32 say: its `tensor` holds it. */
export class ForeignNumber extends Foreign {}

/** NumPy's names for parameters of native functions, which PyTorch takes too. */
export const NUMPY_NAMES: Readonly<Record<string, readonly string[]>> = {
  dim: ['axis'],
  keepdim: ['keepdims'],
  input: ['x', 'a', 'x1'],
  other: ['x2'],
}

/** A tensor's type as a face shows it: `Parameter`. Faces with subclasses of Tensor set it. */
export const tensorTypeName: { of: (tensor: Tensor) => string } = { of: () => 'Tensor' }

const dtypeValues: ReadonlySet<unknown> = new Set(Object.values(dtypes))
export const isDType = (value: Argument): value is DType => dtypeValues.has(value)

/** What Python's `type(value).__name__` says, as PyTorch's TypeErrors print it. */
export function typeNameOf(value: Argument): string {
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'number':
    case 'bigint':
      return 'int'
    case 'string':
      return 'str'
  }
  if (value === null) return 'NoneType'
  if (value instanceof Tensor) return tensorTypeName.of(value)
  if (value instanceof Sequence || value instanceof Foreign) return value.typeName
  if (value instanceof DeviceName) return 'torch.device'
  if (value instanceof Option) return `torch.${value.kind}`
  if (value instanceof Generator) return 'torch._C.Generator'
  return isScalar(value) ? value.kind : 'torch.dtype'
}
