/** `torch.einsum` as Python calls it: an equation and operands, or operands each with a list of its subscripts. */
import { einsum } from '../ops/einsum.js'
import { raise } from '../python/object/errors.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import type { Value } from '../python/object/object.js'
import { getAttr, toArray } from '../python/object/protocol.js'
import { asInt, Ellipsis, PyFloat, PyList, PyTuple } from '../python/object/values.js'
import { importModule } from '../python/run/importer.js'
import type { Tensor } from '../tensor/tensor.js'
import { autocast, castArguments } from './autocast.js'
import { overriddenCall, overriding } from './overrides.js'
import { PyTensor, wrap } from './values.js'

/** A subscript of a list as a letter: 0 to 25 are A to Z, 26 to 51 a to z. */
function letter(subscript: Value): string {
  if (subscript === Ellipsis) return '...'
  if (subscript instanceof PyFloat) throw newTypeError("'float' object cannot be interpreted as an integer")
  const n = asInt(subscript)
  if (n === undefined)
    throw newTypeError(`'>=' not supported between instances of '${typeNameOf(subscript)}' and 'int'`)
  if (n < 0 || n >= 52)
    throw raise('ValueError', 'einsum(): subscript in subscript list is not within the valid range [0, 52)')
  return String.fromCharCode(Number(n) < 26 ? 65 + Number(n) : 71 + Number(n))
}

/** Operands and their subscripts taken apart: the equation, and the operands. */
function fromLists(args: readonly Value[]): [string, Value[]] {
  const letters = (list: Value): string => toArray(list).map(letter).join('')
  const paired = args.length - (args.length % 2)
  const inputs = args.slice(0, paired).filter((_, i) => i % 2 === 1)
  const equation = inputs.map(letters).join(',')
  return [
    paired === args.length ? equation : `${equation}->${letters(args[paired])}`,
    args.slice(0, paired).filter((_, i) => i % 2 === 0),
  ]
}

export function einsumOf(args: Value[]): Value {
  if (!overriding.active) return plainEinsum(args)
  return overriddenCall(getAttr(importModule('torch'), 'einsum'), args, null, () => plainEinsum(args))
}

function plainEinsum(args: Value[]): Value {
  if (args.length < 2) {
    throw raise(
      'ValueError',
      'einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list',
    )
  }
  const [equation, operands] = args[0] instanceof PyTensor ? fromLists(args) : [args[0], args.slice(1)]
  const list =
    operands.length === 1 && (operands[0] instanceof PyTuple || operands[0] instanceof PyList)
      ? toArray(operands[0])
      : operands
  if (typeof equation !== 'string')
    throw newTypeError(`einsum(): argument 'equation' (position 1) must be str, not ${typeNameOf(equation)}`)
  const at = list.findIndex((each) => !(each instanceof PyTensor))
  if (at >= 0)
    throw newTypeError(`expected Tensor as element ${at} in argument 1, but got ${typeNameOf(list[at])}`)
  const tensors = list.map((each) => (each as PyTensor).tensor)
  return wrap(
    einsum(
      equation,
      autocast.dtype === null ? tensors : (castArguments('einsum', tensors, autocast.dtype) as Tensor[]),
    ),
  )
}
