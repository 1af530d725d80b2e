/** `torch.nn.Parameter`: a tensor that a Module registers when it is assigned. Source: torch/nn/parameter.py. */
import { detached } from '../../ops/conversion.js'
import { clone } from '../../ops/copy.js'
import { zeros } from '../../ops/factory.js'
import { Signature } from '../../python/object/bind.js'
import { defineType } from '../../python/object/define.js'
import type { PyDict } from '../../python/object/dict.js'
import { adopt, builtinTypes, PyObject, PyType, type Value } from '../../python/object/object.js'
import { call, callMethod, setAttr, truthy } from '../../python/object/protocol.js'
import { addressOf } from '../../python/types/object.js'
import { fail } from '../../tensor/error.js'
import { noGrad } from '../../tensor/state.js'
import type { Tensor } from '../../tensor/tensor.js'
import { exempt } from '../overrides.js'
import { parameterCheck, tensorType } from '../tensor.js'
import { PyTensor, wrap } from '../values.js'

const signature = new Signature(
  '__new__(cls, data=None, requires_grad=True)',
  'Parameter.__new__',
  'python',
  false,
)

/** A new leaf over the storage of `data`. RuntimeError when integers are to require gradients. */
function leafOf(data: Tensor, requiresGrad: boolean): Tensor {
  const leaf = detached(data)
  const { kind } = leaf.dtype
  if (requiresGrad && kind !== 'float' && kind !== 'complex')
    fail('RuntimeError', 'Only Tensors of floating point and complex dtype can require gradients')
  leaf.requiresGradFlag = requiresGrad
  return leaf
}

/** A tensor of a class of the user's stays what it is, with a mark. */
function marked(data: Value, requiresGrad: Value): Value {
  const own = callMethod(callMethod(data, 'detach'), 'requires_grad_', [requiresGrad])
  setAttr(own, '_is_param', true)
  return own
}

export const parameterType: PyType = defineType({
  name: 'Parameter',
  module: 'torch.nn.parameter',
  base: tensorType,
  doc: 'A tensor that becomes a parameter of the Module it is assigned to.',
  signature: 'Parameter(data=None, requires_grad=True)',
  new: (cls, args, kwargs) => {
    const [, data, requiresGrad] = signature.bind([cls, ...args], kwargs) as Value[]
    if (data === null) return adopt(new PyTensor(leafOf(zeros([0]), truthy(requiresGrad))), cls)
    if (!(data instanceof PyTensor) || (data.cls !== tensorType && data.cls !== parameterType))
      return marked(data, requiresGrad)
    return adopt(new PyTensor(leafOf(data.tensor, truthy(requiresGrad))), cls)
  },
  methods: {
    '__deepcopy__(self, memo)': (self: PyTensor, memo: PyDict) => {
      const key = addressOf(self)
      const known = memo.get(key)
      if (known !== undefined) return known
      const copy = call(self.cls, [
        wrap(noGrad(() => clone(detached(self.tensor)))),
        self.tensor.requiresGrad,
      ])
      memo.set(key, copy)
      return copy
    },
  },
  slots: { repr: (self: PyTensor) => `Parameter containing:\n${tensorType.slots.repr!(self)}` },
})
parameterType.isNative = false
exempt(parameterType)

/** A marked tensor of a class of the user's is an instance too. */
parameterType.cls = defineType({
  name: '_ParameterMeta',
  module: 'torch.nn.parameter',
  js: class extends PyType {},
  base: builtinTypes.type,
  methods: {
    '__instancecheck__(self, instance, /)': (self: PyType, instance: Value) =>
      (instance instanceof PyObject && instance.cls.isSubtypeOf(self)) ||
      (self === parameterType && isParameter(instance)),
  },
})

/** `Parameter(tensor)`. */
export const newParameter = (tensor: Tensor): PyTensor =>
  adopt(new PyTensor(leafOf(tensor, true)), parameterType)

/** Does a Module take the value for a parameter? */
export const isParameter = (value: Value): value is PyTensor =>
  value instanceof PyTensor &&
  (value.cls === parameterType || value.cls.isSubtypeOf(parameterType) || isMarked(value))

parameterCheck.of = isParameter

const isMarked = (value: PyTensor): boolean =>
  value.cls !== tensorType && value.shape.index.get('_is_param') !== undefined
