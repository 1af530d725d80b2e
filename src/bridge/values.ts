/**
 * The Python objects of this house that are not Python's own: tensors, sizes, dtypes, devices, options, generators. Only
 * their JS classes; what they answer stands in the file of each type.
 */
// The built-in types come first: those of torch inherit from them.
import '../python/types/index.js'
import { type DeviceName, type Option, tensorTypeName } from '../ops/argument.js'
import { PyObject, type Value } from '../python/object/object.js'
import { PyTuple } from '../python/object/values.js'
import type { DType } from '../tensor/dtype.js'
import type { Generator } from '../tensor/random.js'
import type { Shape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'

/** A tensor as Python sees it: one object for each Tensor, found again by `wrap`. */
export class PyTensor extends PyObject {
  /** Hooks that the user registered, for `_backward_hooks`. */
  constructor(public tensor: Tensor) {
    super()
    tensor.face = this
  }
}

/** The Python object of a tensor. */
export const wrap = (tensor: Tensor): PyTensor =>
  tensor.face === null ? new PyTensor(tensor) : (tensor.face as PyTensor)

tensorTypeName.of = ({ face }) => (face === null ? 'Tensor' : (face as PyTensor).cls.name)

/** `torch.Size`: a tuple of ints. */
export class PySize extends PyTuple {
  constructor(items: Shape | readonly Value[]) {
    super(items)
  }
}

/** A tuple whose items have names: `torch.return_types.max`. */
export class PyNamedResult extends PyTuple {
  constructor(
    readonly fields: readonly string[],
    items: readonly Value[],
  ) {
    super(items)
  }
}

/** `torch.float32`; one object for each dtype. */
export class PyDType extends PyObject {
  constructor(readonly dtype: DType) {
    super()
  }
}

const dtypeObjects = new Map<DType, PyDType>()

export function dtypeObject(dtype: DType): PyDType {
  let object = dtypeObjects.get(dtype)
  if (object === undefined) dtypeObjects.set(dtype, (object = new PyDType(dtype)))
  return object
}

export class PyDevice extends PyObject {
  constructor(readonly device: DeviceName) {
    super()
  }
}

/** `torch.strided`, `torch.preserve_format`. */
export class PyOption extends PyObject {
  constructor(readonly option: Option) {
    super()
  }
}

export class PyGenerator extends PyObject {
  constructor(readonly generator: Generator) {
    super()
  }
}
