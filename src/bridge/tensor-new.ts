/** `torch.Tensor(…)`, `torch.FloatTensor(…)`: the constructors of old. */
import { Foreign } from '../ops/argument.js'
import { detached } from '../ops/conversion.js'
import { isSequence, tensorOf } from '../ops/data.js'
import { empty } from '../ops/factory.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import { adopt, type Kwargs, type PyType, type Value } from '../python/object/object.js'
import { asInt } from '../python/object/values.js'
import { cppName, type DType } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { state } from '../tensor/state.js'
import type { Tensor } from '../tensor/tensor.js'
import { toArgument } from './convert.js'
import { noticeOverrides } from './overrides.js'
import { PySize, PyTensor } from './values.js'

/** Sizes, a sequence of numbers, or a tensor to share; `dtype` of null means the default. */
export function newTensor(cls: PyType, args: Value[], kwargs: Kwargs | null, dtype: DType | null): Value {
  const first = args.length === 0 ? (kwargs?.get('size') ?? kwargs?.get('data')) : args[0]
  const made = adopt(new PyTensor(tensorFrom(first, args, dtype)), cls)
  if (!cls.isNative) noticeOverrides(made)
  return made
}

/** What the constructors of old make of their arguments. */
export function tensorFrom(first: Value | undefined, args: Value[], dtype: DType | null): Tensor {
  const type = dtype ?? state.defaultDtype
  if (first === undefined) return empty([0], null, type)
  if (first instanceof PyTensor) {
    if (dtype !== null && first.tensor.dtype !== dtype) {
      const options = (type: DType): string =>
        `TensorOptions(dtype=${cppName(type)}, device=cpu, layout=Strided, requires_grad=false (default), pinned_memory=false (default), memory_format=(nullopt))`
      fail('TypeError', `expected ${options(dtype)} (got ${options(first.tensor.dtype)})`)
    }
    const shared = detached(first.tensor)
    shared.requiresGradFlag = first.tensor.isLeaf ? first.tensor.requiresGradFlag : false
    shared.gradFn = first.tensor.gradFn
    shared.outputIndex = first.tensor.outputIndex
    return shared
  }
  if (first instanceof PySize) return empty(first.items.map(Number), null, type)
  if (asInt(first) !== undefined && typeof first !== 'boolean') {
    return empty(
      args.map((size, i) => {
        const int = asInt(size)
        if (int !== undefined) return Number(int)
        throw newTypeError(
          `new(): argument 'size' failed to unpack the object at pos ${i + 1} with error "type must be tuple of ints,but got ${typeNameOf(size)}"`,
        )
      }),
      null,
      type,
    )
  }
  const argument = toArgument(first)
  if (typeof argument === 'string') throw newTypeError("new(): invalid data type 'str'")
  if (argument instanceof Foreign && argument.tensor !== null) return tensorOf(argument.tensor, type, 'cpu')
  if (!isSequence(argument)) {
    throw newTypeError(`new(): data must be a sequence (got ${typeNameOf(first)})`)
  }
  return tensorOf(argument, type, 'cpu')
}
