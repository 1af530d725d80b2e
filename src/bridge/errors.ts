/** Operators' errors as Python exceptions. */
import { defineType } from '../python/object/define.js'
import { exceptionTypes, PyException, registerTranslator } from '../python/object/errors.js'
import type { PyType } from '../python/object/object.js'
import { TorchError, type TorchErrorType } from '../tensor/error.js'

const ownTypes = new Map<TorchErrorType, PyType>()

/** The Python class of an operator's error; PyTorch's own are made on first use. */
export function exceptionType(type: TorchErrorType): PyType {
  if (!type.startsWith('torch.')) return exceptionTypes[type]
  let made = ownTypes.get(type)
  if (made === undefined) {
    const dot = type.lastIndexOf('.')
    made = defineType({
      name: type.slice(dot + 1),
      module: type.slice(0, dot),
      base: exceptionTypes.RuntimeError,
    })
    ownTypes.set(type, made)
  }
  return made
}

registerTranslator((error) =>
  error instanceof TorchError ? new PyException(exceptionType(error.type), [error.message]) : undefined,
)
