/** Tensors from data that the caller wrote: numbers, lists of lists, tensors. */
import { bool, complex64, complex128, type Data, type DType, float64, int64 } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { rounderOf } from '../tensor/half.js'
import { promoteTypes } from '../tensor/promotion.js'
import { isScalar } from '../tensor/scalar.js'
import { numel } from '../tensor/shape.js'
import { type Device, state } from '../tensor/state.js'
import { allocate } from '../tensor/storage.js'
import { Tensor } from '../tensor/tensor.js'
import { type Argument, Foreign, Sequence, typeNameOf } from './argument.js'
import { convertTo, detached } from './conversion.js'
import { elementOf } from './convert.js'
import { clone } from './copy.js'
import { defineOp } from './define.js'
import { derive, dims, given } from './derive.js'
import { requireGrad } from './run.js'

/** Is it what Python calls a sequence? */
export const isSequence = (value: Argument): boolean =>
  value instanceof Sequence || (value instanceof Foreign && value.items !== null)

/** The items of a sequence, null for anything else. */
function itemsOf(value: Argument): readonly Argument[] | null {
  if (value instanceof Sequence) return value.items
  return value instanceof Foreign && value.items !== null ? value.items() : null
}

/** The sizes along the first items, as PyTorch takes them. */
function sizesOf(data: Argument): number[] {
  const sizes: number[] = []
  for (let items = itemsOf(data); items !== null; items = itemsOf(items[0])) {
    sizes.push(items.length)
    if (items.length === 0) break
    if (typeof items[0] === 'string' && items[0] !== '') {
      fail('ValueError', "too many dimensions 'str'")
    }
  }
  return sizes
}

/** The dtype of the data: the widest of its numbers. */
function inferDtype(data: Argument): DType {
  if (data instanceof Tensor) return data.dtype
  if (data instanceof Foreign && data.tensor !== null) return data.tensor.dtype
  switch (typeof data) {
    case 'boolean':
      return bool
    case 'number':
    case 'bigint':
      return int64
    case 'string':
      return fail('TypeError', "new(): invalid data type 'str'")
  }
  if (data !== null && isScalar(data)) {
    if (data.kind === 'float') return state.defaultDtype
    return state.defaultDtype === float64 ? complex128 : complex64
  }
  if (data instanceof Foreign && data.typeName === 'bytes')
    fail('TypeError', "new(): invalid data type 'bytes'")
  const items = itemsOf(data)
  if (items === null) fail('RuntimeError', `Could not infer dtype of ${typeNameOf(data)}`)
  if (items.length === 0) return state.defaultDtype
  let dtype = inferDtype(items[0])
  for (let i = 1; i < items.length; i++) {
    const next = inferDtype(items[i])
    if (next !== dtype) dtype = promoteTypes(dtype, next)
  }
  return dtype
}

/** Bounds of what may be written into an integer type: PyTorch lets unsigned ones wrap once. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [-255, 255],
}

function overflow(dtype: DType): never {
  fail('RuntimeError', `value cannot be converted to type ${dtype.name} without overflow`)
}

type Put = (data: Data, at: number, value: Argument) => void

function notReal(value: Argument): never {
  fail('TypeError', `must be real number, not ${typeNameOf(value)}`)
}

/** The value as a number of the array's kind; a tensor of one element counts as its element. */
function numberFor(value: Argument): number | bigint | boolean | { re: number; im: number } | null {
  if (value instanceof Foreign && value.tensor !== null) return numberFor(value.tensor)
  if (value instanceof Tensor) {
    if (value.numel !== 1) fail('ValueError', 'only one element tensors can be converted to Python scalars')
    return elementOf(value).value
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value
  return value !== null && isScalar(value) ? value.value : null
}

function putInto(dtype: DType): Put {
  const { name, kind } = dtype
  if (kind === 'complex') {
    return (data, at, value) => {
      const number = numberFor(value)
      if (number === null) return notReal(value)
      const pair = typeof number === 'object' ? number : { re: Number(number), im: 0 }
      data[2 * at] = pair.re
      data[2 * at + 1] = pair.im
    }
  }
  if (kind === 'float') {
    const round = rounderOf(dtype)
    return (data, at, value) => {
      const number = numberFor(value)
      if (number === null) return notReal(value)
      if (typeof number === 'object') return fail('TypeError', 'must be real number, not complex')
      data[at] = round(Number(number))
    }
  }
  const integer = (value: Argument): number | bigint => {
    const number = numberFor(value)
    if (number === null || typeof number === 'object') {
      return fail('TypeError', `'${typeNameOf(value)}' object cannot be interpreted as an integer`)
    }
    return typeof number === 'boolean' ? Number(number) : number
  }
  if (kind === 'bool') {
    return (data, at, value) => {
      data[at] = integer(value) ? 1 : 0
    }
  }
  if (name === 'int64') {
    return (data, at, value) => {
      const number = integer(value)
      if (typeof number === 'bigint') {
        if (BigInt.asIntN(64, number) !== number) fail('ValueError', 'Overflow when unpacking long long')
        data[at] = number
      } else {
        const whole = Math.trunc(number)
        if (!(Math.abs(whole) < 2 ** 63)) overflow(dtype)
        data[at] = BigInt(whole)
      }
    }
  }
  const [least, most] = BOUNDS[name]
  return (data, at, value) => {
    const number = Number(integer(value))
    if (!(number >= least && number <= most)) overflow(dtype)
    data[at] = Math.trunc(number)
  }
}

/** Writes nested data row by row. ValueError where a list is not as long as the first of its level. */
function fill(data: Data, sizes: readonly number[], value: Argument, put: Put): void {
  let at = 0
  const visit = (each: Argument, dim: number): void => {
    if (dim === sizes.length) {
      put(data, at++, each)
      return
    }
    const items = itemsOf(each)
    if (items === null) fail('TypeError', 'not a sequence')
    if (items.length !== sizes[dim]) {
      fail('ValueError', `expected sequence of length ${sizes[dim]} at dim ${dim} (got ${items.length})`)
    }
    for (const item of items) visit(item, dim + 1)
  }
  visit(value, 0)
}

/** A new tensor with the given data, which is copied. */
export function tensorOf(value: Argument, dtype: DType | null, device: Device): Tensor {
  if (value instanceof Foreign && value.tensor !== null) return tensorOf(value.tensor, dtype, device)
  if (value instanceof Tensor) {
    const copy = detached(clone(detached(value)))
    return dtype === null && device === copy.device ? copy : convertTo(copy, dtype, device, false)
  }
  if (typeof value === 'string') fail('TypeError', "new(): invalid data type 'str'")
  const sizes = sizesOf(value)
  const type = dtype ?? inferDtype(value)
  const data = allocate(type.array, numel(sizes) * type.width)
  if (numel(sizes) > 0) fill(data, sizes, value, putInto(type))
  const tensor = Tensor.of(data, sizes, type)
  const out = dims(
    type,
    sizes.map((size) => given(size)),
  )
  tensor.derivation = derive('tensor', [], [], out, 0)
  return device === 'cpu' ? tensor : convertTo(tensor, null, device, false)
}

/** Source: torch.tensor. */
export const tensor = defineOp({
  schema:
    'tensor(any data, *, dtype? dtype=None, device? device=None, bool requires_grad=False, bool pin_memory=False) -> Tensor',
  doc: 'A tensor with the given data: a number, or lists of numbers.',
  faces: { torch: 'native' },
  composite: ({ data, dtype, device, requires_grad }) => {
    const made = tensorOf(data as Argument, dtype, device ?? deviceFor(data as Argument))
    if (requires_grad) requireGrad(made)
    return made
  },
  samples: ['torch.tensor([[1, 2], [3, 4]])', 'torch.tensor(1.5)'],
  errors: ['torch.tensor([[1, 2], [3]])'],
})

const deviceFor = (data: Argument): Device => (data instanceof Tensor ? data.device : state.defaultDevice)

/** The tensor that the data is, or shares its memory with: null where there is none. */
function sharedTensor(data: Argument): Tensor | null {
  const value = data instanceof Foreign && data.tensor !== null ? data.tensor : data
  return value instanceof Tensor ? value : null
}

/** Source: torch.as_tensor. */
export const asTensor = defineOp({
  schema: 'as_tensor(any data, *, dtype? dtype=None, device? device=None) -> Tensor',
  doc: 'The data as a tensor: itself where it is one of that dtype already.',
  faces: { torch: 'native' },
  composite: ({ data, dtype, device }) => {
    const shared = sharedTensor(data as Argument)
    return shared === null
      ? tensorOf(data as Argument, dtype, device ?? state.defaultDevice)
      : convertTo(shared, dtype, device, false)
  },
  samples: ['torch.as_tensor([1, 2])'],
})

/** Source: torch.asarray. ValueError where `copy=False` cannot be kept. */
defineOp({
  schema:
    'asarray(any data, *, dtype? dtype=None, device? device=None, bool? copy=None, bool? requires_grad=None) -> Tensor',
  doc: 'The data as a tensor: itself where it is one of that dtype already, unless a copy is asked for.',
  faces: { torch: 'native' },
  composite: ({ data, dtype, device, copy, requires_grad }) => {
    const shared = sharedTensor(data as Argument)
    if (copy === false) checkShared(shared, dtype)
    let made =
      shared === null
        ? tensorOf(data as Argument, dtype, device ?? state.defaultDevice)
        : convertTo(shared, dtype, device, copy === true)
    if (requires_grad === false && made.requiresGrad) made = detached(made)
    else if (requires_grad === true && !made.requiresGrad) requireGrad(made)
    return made
  },
  samples: ['torch.asarray([1, 2])', 'torch.asarray([1, 2], dtype=torch.float32, requires_grad=True)'],
  errors: ['torch.asarray([1, 2], copy=False)'],
})

function checkShared(shared: Tensor | null, dtype: DType | null): void {
  if (shared === null) fail('ValueError', "can't alias arbitrary sequence into a tensor.")
  if (dtype !== null && dtype !== shared.dtype)
    fail(
      'ValueError',
      `can't alias tensor with dtype '${shared.dtype.scalarType}' into dtype '${dtype.scalarType}'.`,
    )
}

/** Source: Tensor.new_tensor. */
defineOp({
  schema:
    'new_tensor(Tensor input, any data, *, dtype? dtype=None, device? device=None, bool requires_grad=False) -> Tensor',
  doc: "A tensor with the given data, in this tensor's dtype unless another is given.",
  faces: { Tensor: 'native' },
  composite: ({ input, data, dtype, device, requires_grad }) => {
    const made = tensorOf(data as Argument, dtype ?? input.dtype, device ?? input.device)
    if (requires_grad) requireGrad(made)
    return made
  },
  samples: ['torch.zeros(1).new_tensor([1, 2])'],
})
