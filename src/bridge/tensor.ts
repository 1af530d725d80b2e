/**
 * `torch.Tensor` as a Python type. Methods that are operators come from the registry when they are first asked for; operators of
 * the language go straight to the binder; attributes and the methods that answer with Python's own values stand in
 * tensor-attributes.ts and tensor-methods.ts.
 */
import { type Argument, ForeignNumber, Sequence } from '../ops/argument.js'
import { type Callee, calleeOf } from '../ops/bind.js'
import { detached } from '../ops/conversion.js'
import { elementOf } from '../ops/convert.js'
import { faceOf, namesIn } from '../ops/registry.js'
import { defineType, type GetSet } from '../python/object/define.js'
import { raise } from '../python/object/errors.js'
import type { NativeFunction } from '../python/object/function.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import { builtinTypes, type Kwargs, type PyType, type Value } from '../python/object/object.js'
import { callMethod, format, getAttr, makeIterator, repr, toArray } from '../python/object/protocol.js'
import { NotImplemented, PyComplex, PyFloat } from '../python/object/values.js'
import { addressOf } from '../python/types/object.js'
import { formatTensor } from '../tensor/print.js'
import { absentName } from './absent.js'
import { scalarValue, toArgument } from './convert.js'
import { getTensorItem, setTensorItem, unbindRows } from './indexing.js'
import { lazyCallee, PyOperatorMethod, runOperator } from './operators.js'
import {
  answersItself,
  asSubclass,
  installOverrides,
  isSubclassed,
  overridden,
  overriding,
  tensorFunction,
  UNWRAPPED,
} from './overrides.js'
import { sizeRead } from './reads.js'
import { tensorAttributes } from './tensor-attributes.js'
import { tensorMethods } from './tensor-methods.js'
import { newTensor } from './tensor-new.js'
import { PyTensor, wrap } from './values.js'

// --- operators ----------------------------------------------------------------------------------------------------

/** What may stand beside a tensor: tensors and numbers, and what other rooms declare to be such. */
function operand(value: Value): Argument | undefined {
  if (value instanceof PyTensor) return value.tensor
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value
  if (value instanceof PyFloat) return { kind: 'float', value: value.value }
  if (value === null || typeof value === 'string') return undefined
  if (value instanceof PyComplex) return { kind: 'complex', value: { re: value.re, im: value.im } }
  const argument = toArgument(value)
  if (argument instanceof ForeignNumber) return argument
  return typeof argument === 'object' && argument !== null && !('kind' in argument || 'storage' in argument)
    ? undefined
    : argument
}

type Binary = (self: PyTensor, other: Value) => Value

/** `self op other` by the operator `name`. */
function forward(name: string, namespace: 'Tensor' | 'torch' = 'Tensor'): Binary {
  const callee = lazyCallee(namespace, name)
  return (self, other) => {
    const argument = operand(other)
    return argument === undefined ? NotImplemented : runOperator(callee(), [self.tensor, argument], null)
  }
}

/** `other op self`: the operator of torch with the operands turned around. */
function backward(name: string): Binary {
  const callee = lazyCallee('torch', name)
  return (self, other) => {
    const argument = operand(other)
    return argument === undefined ? NotImplemented : runOperator(callee(), [argument, self.tensor], null)
  }
}

/** Only tensors beside it: `@`. */
function tensorsOnly(name: string): Binary {
  const callee = lazyCallee('Tensor', name)
  return (self, other) =>
    other instanceof PyTensor ? runOperator(callee(), [self.tensor, other.tensor], null) : NotImplemented
}

function unary(name: string): (self: PyTensor) => Value {
  const callee = lazyCallee('Tensor', name)
  return (self) => runOperator(callee(), [self.tensor], null)
}

/** `other / self` is `self.reciprocal() * other`, which its gradient's name tells. */
function reflectedDivision(self: PyTensor, other: Value): Value {
  const argument = operand(other)
  if (argument === undefined) return NotImplemented
  const inverse = reciprocal(self) as PyTensor
  return runOperator(product(), [inverse.tensor, argument], null)
}
const reciprocal = unary('reciprocal')
const product = lazyCallee('Tensor', 'mul')

const invertName = unary('bitwise_not')
function invert(self: PyTensor): Value {
  const { kind } = self.tensor.dtype
  if (kind !== 'int' && kind !== 'bool') {
    throw newTypeError('~ (operator.invert) is only implemented on integer and Boolean-type tensors')
  }
  return invertName(self)
}

const power = forward('pow')
function pow(self: PyTensor, other: Value, modulus?: Value): Value {
  return modulus === undefined || modulus === null ? power(self, other) : NotImplemented
}

const isEqual = forward('eq')

// --- conversions --------------------------------------------------------------------------------------------------

/** The only element, as a Python number. `fails` names what the conversion is for. */
function onlyElement({ tensor }: PyTensor): ReturnType<typeof elementOf> {
  if (tensor.numel !== 1)
    throw raise('ValueError', 'only one element tensors can be converted to Python scalars')
  return elementOf(tensor)
}

function toInt(self: PyTensor): Value {
  const { kind, value } = onlyElement(self)
  if (kind === 'complex') return builtinTypes.complex.slots.int!(scalarValue({ kind, value }))
  if (kind === 'float') return builtinTypes.float.slots.int!(new PyFloat(value))
  return typeof value === 'boolean' ? Number(value) : value
}

function toFloat(self: PyTensor): Value {
  const { kind, value } = onlyElement(self)
  return new PyFloat(kind === 'complex' ? value.re : Number(value))
}

function toIndex(self: PyTensor): number | bigint {
  const { tensor } = self
  if (tensor.numel !== 1 || (tensor.dtype.kind !== 'int' && tensor.dtype.kind !== 'bool')) {
    throw newTypeError('only integer tensors of a single element can be converted to an index')
  }
  const { value } = elementOf(tensor)
  return typeof value === 'boolean' ? Number(value) : (value as number | bigint)
}

function truth({ tensor }: PyTensor): boolean {
  const { numel } = tensor
  if (numel === 1) {
    const { kind, value } = elementOf(tensor)
    return kind === 'complex' ? value.re !== 0 || value.im !== 0 : Boolean(value)
  }
  throw raise(
    'RuntimeError',
    `Boolean value of Tensor with ${numel === 0 ? 'no values' : 'more than one value'} is ambiguous`,
  )
}

function formatTensorValue(self: PyTensor, spec: string): string {
  const { tensor } = self
  if (tensor.shape.length === 0 && tensor.device !== 'meta' && self.cls === tensorType)
    return format(scalarValue(elementOf(tensor)), spec)
  if (spec === '') return repr(self)
  throw newTypeError(`unsupported format string passed to ${typeNameOf(self)}.__format__`)
}

function contains(self: PyTensor, value: Value): boolean {
  if (operand(value) === undefined) {
    throw raise(
      'RuntimeError',
      `Tensor.__contains__ only supports Tensor or scalar, but you passed in a <class '${typeNameOf(value)}'>.`,
    )
  }
  const matches = isEqual(self, value) as PyTensor
  return truth(runOperator(any(), [matches.tensor], null) as PyTensor)
}
const any = lazyCallee('Tensor', 'any')

function lengthOf({ tensor }: PyTensor): number {
  if (tensor.shape.length === 0) throw newTypeError('len() of a 0-d tensor')
  sizeRead(tensor)
  return tensor.shape[0]
}

function iterate(self: PyTensor): Value {
  if (self.tensor.shape.length === 0) throw newTypeError('iteration over a 0-d tensor')
  sizeRead(self.tensor)
  const rows =
    overriding.active && self.cls !== tensorType
      ? toArray(callMethod(self, 'unbind', [0]))
      : unbindRows(self.tensor).map(wrap)
  let i = 0
  return makeIterator('tuple_iterator', () => (i < rows.length ? rows[i++] : undefined))
}

function reversed(self: PyTensor): Value {
  if (self.tensor.shape.length === 0) return self
  return runOperator(flip(), [self.tensor, new Sequence('tuple', [0])], null)
}
const flip = lazyCallee('Tensor', 'flip')

// --- overriding ---------------------------------------------------------------------------------------------------

// biome-ignore lint/suspicious/noExplicitAny: slots and getters take what their kind of slot takes
type Native = (self: PyTensor, ...rest: any[]) => any

/** A slot that classes of the user's may override under the name that PyTorch's method has. */
function overridable(name: string, slot: Native): Native {
  const func = (): Value => getAttr(tensorType, name)
  return (self, ...rest) => {
    const run = (): Value => slot(self, ...rest)
    if (overriding.active) return overridden(func, [self, ...rest], null, run)
    const result = run()
    // What stands beside it may be the first of its kind.
    return result === NotImplemented ? overridden(func, [self, ...rest], null, run) : result
  }
}

/** The slots whose method has another name than the slot. */
const METHOD_OF: Readonly<Record<string, string>> = {
  add: 'add',
  radd: 'add',
  sub: 'sub',
  mul: 'mul',
  rmul: 'mul',
  truediv: 'div',
  mod: 'remainder',
  pow: 'pow',
  matmul: 'matmul',
  rand: 'bitwise_and',
  ror: 'bitwise_or',
  rxor: 'bitwise_xor',
  neg: 'neg',
  pos: 'positive',
  abs: 'abs',
  iadd: 'add_',
  isub: 'sub_',
  imul: 'mul_',
  itruediv: 'div_',
  ifloordiv: 'floor_divide_',
  imod: 'remainder_',
  ipow: 'pow_',
  ne: 'ne',
  lt: 'lt',
  le: 'le',
  gt: 'gt',
  ge: 'ge',
}

const overridableSlots = <T extends Record<string, Native>>(slots: T): T =>
  Object.fromEntries(
    Object.entries(slots).map(([name, slot]) => [name, overridable(METHOD_OF[name] ?? `__${name}__`, slot)]),
  ) as T

/** An attribute whose getter may be overridden: torch's function is the descriptor's `__get__`. */
function overridableAttribute(name: string, entry: GetSet | ((self: PyTensor) => Value)): GetSet {
  const { get, ...rest } = typeof entry === 'function' ? { get: entry } : entry
  const func = (): Value => getAttr(tensorType.dict.get(name) as Value, '__get__')
  return {
    ...rest,
    get: (self: PyTensor) =>
      overriding.active && self.cls !== tensorType
        ? overridden(func, [self], null, () => get(self), UNWRAPPED.has(name))
        : get(self),
  }
}

/** A method of ours. Of its arguments, those that were given are handed on; no more is known of them. */
function overridableMethod(text: string, method: NativeFunction): NativeFunction {
  // What can only be named is no result of a tensor's kind.
  if (text.startsWith('__') || text.startsWith('as_subclass') || text.includes('*,')) return method
  const func = (): Value => getAttr(tensorType, text.slice(0, text.indexOf('(')))
  return (self: PyTensor, ...rest) => {
    const run = (): Value => (method(self, ...rest) as Value | undefined) ?? null
    if (!overriding.active || self.cls === tensorType) return run()
    const given = rest.flat()
    while (given.length > 0 && given[given.length - 1] === null) given.pop()
    return overridden(func, [self, ...given], null, run)
  }
}

/** Tells what nn.Parameter is; set there. */
export const parameterCheck = { of: (_: PyTensor): boolean => false }

/** `tensor(…)`, or by the name of a class of the user's; one that answers for itself is asked. */
function reprOf(self: PyTensor): string {
  const text = (): string => {
    if (!isSubclassed(self)) return formatTensor(self.tensor)
    const named = formatTensor(self.tensor, self.cls.name)
    return parameterCheck.of(self) ? `Parameter(${named})` : named
  }
  if (!answersItself(self)) return text()
  return overridden(() => getAttr(tensorType, '__repr__'), [self], null, text) as string
}

// --- the type -----------------------------------------------------------------------------------------------------

export const tensorType: PyType = defineType({
  name: 'Tensor',
  module: 'torch',
  js: PyTensor,
  doc: 'A multi-dimensional array of numbers of one dtype.',
  signature: 'Tensor(*size)',
  instanceDict: true,
  new: (cls: PyType, args: Value[], kwargs: Kwargs | null) => newTensor(cls, args, kwargs, null),
  getset: Object.fromEntries(
    Object.entries(tensorAttributes).map(([name, entry]) => [name, overridableAttribute(name, entry)]),
  ),
  methods: Object.fromEntries(
    Object.entries(tensorMethods).map(([text, method]) => [text, overridableMethod(text, method)]),
  ),
  methodsOf: 'TensorBase',
  classMethods: {
    '__torch_function__(func, types, args=(), kwargs=None)': tensorFunction,
  },
  staticMethods: {
    '_make_subclass(cls, data, require_grad=False)': (cls: PyType, data: PyTensor, requireGrad: Value) => {
      const made = asSubclass(wrap(detached(data.tensor)), cls)
      made.tensor.gradFn = null
      made.tensor.requiresGradFlag = requireGrad === true
      return made
    },
  },
  lazy: {
    lookup(name) {
      const face = faceOf('Tensor', name)
      return face === undefined
        ? absentName('torch.Tensor', name)
        : new PyOperatorMethod(calleeOf(face, 'Tensor', name) as Callee)
    },
    names: () => namesIn('Tensor'),
  },
  attributes: { __array_priority__: 1000 },
  slots: {
    repr: reprOf,
    format: formatTensorValue,
    hash: (self: PyTensor) => Math.floor(addressOf(self)),
    bool: truth,
    int: toInt,
    float: toFloat,
    index: toIndex,
    len: lengthOf,
    iter: iterate,
    contains,
    reversed,
    ...overridableSlots({
      getitem: getTensorItem,
      setitem: setTensorItem,
      neg: unary('neg'),
      pos: unary('positive'),
      abs: unary('abs'),
      invert,
      add: forward('add'),
      radd: forward('add'),
      sub: forward('sub'),
      rsub: forward('rsub', 'torch'),
      mul: forward('mul'),
      rmul: forward('mul'),
      truediv: forward('div'),
      rtruediv: reflectedDivision,
      floordiv: forward('floor_divide'),
      rfloordiv: backward('floor_divide'),
      mod: forward('remainder'),
      rmod: backward('remainder'),
      pow,
      rpow: backward('pow'),
      matmul: tensorsOnly('matmul'),
      and: forward('bitwise_and'),
      rand: forward('bitwise_and'),
      or: forward('bitwise_or'),
      ror: forward('bitwise_or'),
      xor: forward('bitwise_xor'),
      rxor: forward('bitwise_xor'),
      lshift: forward('bitwise_left_shift'),
      rlshift: backward('bitwise_left_shift'),
      rshift: forward('bitwise_right_shift'),
      rrshift: backward('bitwise_right_shift'),
      iadd: forward('add_'),
      isub: forward('sub_'),
      imul: forward('mul_'),
      itruediv: forward('div_'),
      ifloordiv: forward('floor_divide_'),
      imod: forward('remainder_'),
      ipow: forward('pow_'),
      iand: forward('bitwise_and_'),
      ior: forward('bitwise_or_'),
      ixor: forward('bitwise_xor_'),
      ilshift: forward('bitwise_left_shift_'),
      irshift: forward('bitwise_right_shift_'),
      eq: isEqual,
      ne: forward('ne'),
      lt: forward('lt'),
      le: forward('le'),
      gt: forward('gt'),
      ge: forward('ge'),
    }),
  },
})
installOverrides(tensorType)
