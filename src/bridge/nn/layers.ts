/**
 * What layers do when they are made: their attributes, parameters and first numbers. Their classes are written in the dialect
 * (kernels/torch/lib/modules) and call these functions of `torch._nn`, each of which stands for a dozen of Python's statements.
 */
import { empty, ones, zeros } from '../../ops/factory.js'
import { fill_, zero_ } from '../../ops/overwrite.js'
import { uniform_ } from '../../ops/random.js'
import { defineFunctions } from '../../python/object/define.js'
import { builtinTypes, type Kwargs, PyObject, type Value } from '../../python/object/object.js'
import { call, callMethod, iterate, lookupAttr, setAttr, truthy } from '../../python/object/protocol.js'
import { asFloat, PyFloat, PyList, PyTuple } from '../../python/object/values.js'
import { numel } from '../../tensor/shape.js'
import { noGrad } from '../../tensor/state.js'
import type { Tensor } from '../../tensor/tensor.js'
import { callOperator, lazyCallee } from '../operators.js'
import { PyTensor, wrap } from '../values.js'
import { newParameter } from './parameter.js'
import { register, setModuleAttribute } from './register.js'
import { hasOnlyState } from './state.js'

// --- attributes ---------------------------------------------------------------------------------------------------

/** The names in a tuple: one list for each tuple, by which the shapes of modules tell that they are alike. */
const nameLists = new WeakMap<PyTuple, readonly string[]>()

function namesIn(tuple: PyTuple): readonly string[] {
  let names = nameLists.get(tuple)
  if (names === undefined) nameLists.set(tuple, (names = tuple.items as readonly string[]))
  return names
}

/** Does assigning the value make an attribute and nothing else? */
const isPlain = (value: Value): boolean =>
  typeof value !== 'object' || value === null || value instanceof PyTuple || value instanceof PyList

/** Does a class of the module decide what an assignment to the name does? */
function isDescriptor(module: PyObject, name: string): boolean {
  const found = module.cls.lookup(name)
  return found instanceof PyObject && found.cls.slots.set !== undefined
}

/** `module.name = value` for each; at once where the module is new and nobody has a say in it. */
function assign(module: PyObject, tuple: PyTuple, { items: values }: PyTuple): void {
  const names = namesIn(tuple)
  const direct =
    module.cls.slots.setattr === setModuleAttribute &&
    hasOnlyState(module) &&
    values.every(isPlain) &&
    !names.some((name) => isDescriptor(module, name))
  if (direct) {
    module.values.push(...values)
    module.shape = module.shape.with(names)
  } else for (let i = 0; i < names.length; i++) setAttr(module, names[i], values[i])
}

/** What `_single`, `_pair`, `_triple`… make of a value. */
function tupleOf(value: Value, n: number): PyTuple {
  if (typeof value !== 'number' && typeof value !== 'boolean' && lookupAttr(value, '__iter__') !== undefined)
    return value instanceof PyTuple && value.cls === builtinTypes.tuple
      ? value
      : new PyTuple([...iterate(value)])
  return new PyTuple(new Array<Value>(n).fill(value))
}

/** Padding as `F.pad` takes it: the last dim first, each size for both sides. */
const reverseRepeated = ({ items }: PyTuple, times: number): PyTuple =>
  new PyTuple([...items].reverse().flatMap((item) => new Array<Value>(times).fill(item)))

// --- parameters ---------------------------------------------------------------------------------------------------

const makers = { empty, zeros, ones }
const callees = {
  empty: lazyCallee('torch', 'empty'),
  zeros: lazyCallee('torch', 'zeros'),
  ones: lazyCallee('torch', 'ones'),
}

/** `torch.empty(size, device=device, dtype=dtype)` and its kin. */
function make(name: keyof typeof makers, size: Value, device: Value, dtype: Value): Tensor {
  const sizes = size instanceof PyTuple ? size.items : [size]
  if (device === null && dtype === null && sizes.every((n) => typeof n === 'number'))
    return makers[name](sizes as number[])
  const options: Kwargs = new Map([
    ['device', device],
    ['dtype', dtype],
  ])
  return (callOperator(callees[name](), [size], options) as PyTensor).tensor
}

const setParameter = (module: PyObject, name: string, size: Value, device: Value, dtype: Value): void =>
  setAttr(module, name, newParameter(make('empty', size, device, dtype)))

function weightAndBias(
  module: PyObject,
  weightSize: Value,
  biasSize: Value,
  bias: Value,
  device: Value,
  dtype: Value,
): void {
  setParameter(module, 'weight', weightSize, device, dtype)
  if (truthy(bias)) setParameter(module, 'bias', biasSize, device, dtype)
  else register(module, 'register_parameter', 'bias', null)
}

/** The tensors of a normalisation: `counted` is its count of batches, None where it tracks no statistics. */
function normalisation(
  module: PyObject,
  size: Value,
  weight: Value,
  bias: Value,
  counted: Value,
  device: Value,
  dtype: Value,
): void {
  for (const [name, wanted] of [
    ['weight', weight],
    ['bias', bias],
  ] as const) {
    const value = truthy(wanted) ? newParameter(make('empty', size, device, dtype)) : null
    register(module, 'register_parameter', name, value)
  }
  const tracks = counted !== null
  register(
    module,
    'register_buffer',
    'running_mean',
    tracks ? wrap(make('zeros', size, device, dtype)) : null,
  )
  register(module, 'register_buffer', 'running_var', tracks ? wrap(make('ones', size, device, dtype)) : null)
  register(module, 'register_buffer', 'num_batches_tracked', counted)
}

// --- first numbers ------------------------------------------------------------------------------------------------

/** `tensor.uniform_(-bound, bound)`, outside the graph. */
function uniform(tensor: Value, bound: number): Value {
  if (tensor instanceof PyTensor) noGrad(() => uniform_(tensor.tensor, -bound, bound))
  else noGrad(() => callMethod(tensor, 'uniform_', [new PyFloat(-bound), new PyFloat(bound)]))
  return tensor
}

/** `tensor.fill_(value)`, outside the graph. */
function fill(tensor: Value, value: Value): Value {
  if (tensor instanceof PyTensor && typeof value === 'number')
    noGrad(() => (value === 0 ? zero_(tensor.tensor) : fill_(tensor.tensor, value)))
  else noGrad(() => callMethod(tensor, 'fill_', [value]))
  return tensor
}

/** The bound of kaiming_uniform_ with a = √5. */
const kaimingBound = (fanIn: number): number =>
  Math.sqrt(3) * (Math.sqrt(2 / (1 + Math.sqrt(5) * Math.sqrt(5))) / Math.sqrt(fanIn))

/** What linear maps and convolutions start from; a bias that nothing comes in beside is drawn from [0, 0) if `always`. */
function drawWeightAndBias(weight: PyTensor, bias: Value, always: boolean): void {
  const { shape } = weight.tensor
  const fanIn = numel(shape.slice(1))
  // A weight without elements draws nothing.
  if (numel(shape) > 0) uniform(weight, kaimingBound(fanIn))
  if (bias !== null && (fanIn > 0 || always)) uniform(bias, fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0)
}

/** For `torch._nn`. */
export const layerFunctions = defineFunctions({
  'assign(module, names, values)': assign,
  'tuple_of(value, n)': tupleOf,
  'reverse_repeated(value, n)': reverseRepeated,
  'weight_and_bias(module, weight_size, bias_size, bias, device, dtype)': weightAndBias,
  'normalisation(module, size, weight, bias, counted, device, dtype)': normalisation,
  'uniform(tensor, bound)': (tensor: Value, bound: Value) => uniform(tensor, asFloat(bound)!),
  'fill(tensor, value)': fill,
  'draw_weight_and_bias(weight, bias, always)': drawWeightAndBias,
  'without_grad(function, *args, **kwargs)': (fn: Value, args: Value[], kwargs: Kwargs) =>
    noGrad(() => call(fn, args, kwargs)),
})
