/**
 * `torch.autograd.Variable`, the wrapper of old: it gives a tensor of its own over the memory of the one it is made of, outside of that
 * one's graph. Every tensor is an instance of it.
 */
import { detached } from '../ops/conversion.js'
import { empty } from '../ops/factory.js'
import { Signature } from '../python/object/bind.js'
import { defineType } from '../python/object/define.js'
import { raise } from '../python/object/errors.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import { builtinTypes, type Kwargs, type PyType, type Value } from '../python/object/object.js'
import { callMethod, truthy } from '../python/object/protocol.js'
import { importModule } from '../python/run/importer.js'
import { setRequiresGrad } from './tensor-attributes.js'
import { PyTensor, wrap } from './values.js'

const MODULE = 'torch.autograd.variable'

const variableMeta = defineType({
  name: 'VariableMeta',
  module: MODULE,
  base: builtinTypes.type,
  methods: { '__instancecheck__(cls, other, /)': (_cls: PyType, other: Value) => other instanceof PyTensor },
})

const signature = new Signature(
  'Variable(data=None, requires_grad=None, volatile=None, _grad_fn=None, name=None)',
  'function',
  'unpacked',
)

function newVariable(_cls: PyType, args: Value[], kwargs: Kwargs | null): Value {
  const [data, requires, volatile] = signature.bind(args, kwargs) as Value[]
  if (data !== null && !(data instanceof PyTensor)) {
    throw newTypeError(`Variable data has to be a tensor, but got ${typeNameOf(data)}`)
  }
  const graded = requires !== null && truthy(requires)
  if (volatile !== null && truthy(volatile)) {
    if (graded) throw raise('ValueError', "Variable can't be volatile and require_grad at the same time!")
    const words = 'volatile was removed and now has no effect. Use `with torch.no_grad():` instead.'
    callMethod(importModule('warnings'), 'warn', [words])
  }
  const tensor = data === null ? empty([0], null, null) : detached(data.tensor)
  if (graded) setRequiresGrad(tensor, true, 'floating point and complex', 'Only')
  return wrap(tensor)
}

export const variableType = defineType({
  name: 'Variable',
  module: MODULE,
  metaclass: variableMeta,
  new: newVariable,
})
