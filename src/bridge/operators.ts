/**
 * Operators as Python functions and methods. They call the binder directly, without Python's own argument binding, which the
 * operators' schemas replace.
 */
import type { Argument } from '../ops/argument.js'
import { bind, type Callee, calleeOf } from '../ops/bind.js'
import { writeOut } from '../ops/out.js'
import { type Face, faceOf, type Namespace } from '../ops/registry.js'
import { defineType } from '../python/object/define.js'
import { PyDict } from '../python/object/dict.js'
import { PyBoundMethod } from '../python/object/function.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import type { LazyAttributes } from '../python/object/object.js'
import { type Kwargs, PyObject, type PyType, type Value } from '../python/object/object.js'
import { toArray } from '../python/object/protocol.js'
import { PyFloat, PyTuple } from '../python/object/values.js'
import { addressText } from './address.js'
import { autocast, castArguments } from './autocast.js'
import { toArgument, toPython } from './convert.js'
import { overriddenCall, overriding } from './overrides.js'
import { PyTensor } from './values.js'

/** A function made of an operator: `torch.add`, `F.relu`. */
export class PyOperator extends PyObject {
  constructor(readonly callee: Callee) {
    super()
  }
}

/** The same, where PyTorch's own is written in Python. */
export class PyOperatorFunction extends PyOperator {}

/** A method made of an operator, in the dict of the Tensor type. */
export class PyOperatorMethod extends PyObject {
  constructor(readonly callee: Callee) {
    super()
  }
}

/** Functions that take tensors as data. */
const UNASKED: ReadonlySet<string> = new Set(['tensor', 'as_tensor', 'asarray', 'is_tensor'])

/** Binds, runs, and gives the result back to Python; where classes of the arguments override `func`, they answer. */
export function callOperator(
  callee: Callee,
  args: readonly Value[],
  kwargs: Kwargs | null,
  func: Value = null,
): Value {
  const positional = new Array<Argument>(args.length)
  for (let i = 0; i < args.length; i++) positional[i] = toArgument(args[i])
  let keywords: Map<string, Argument> | null = null
  if (kwargs !== null && kwargs.size > 0) {
    keywords = new Map()
    for (const [name, value] of kwargs) keywords.set(name, toArgument(value))
  }
  if (overriding.active && func !== null && !UNASKED.has(callee.name)) {
    return overriddenCall(func, args, kwargs, () => runOperator(callee, positional, keywords))
  }
  return runOperator(callee, positional, keywords)
}

/** As callOperator, for arguments that are converted already. */
export function runOperator(
  callee: Callee,
  positional: readonly Argument[],
  keywords: Map<string, Argument> | null,
): Value {
  const cast = autocast.dtype === null ? positional : castArguments(callee.name, positional, autocast.dtype)
  const { op, args, out } = bind(callee, cast, keywords)
  return toPython(out === null ? op.invoke(args) : writeOut(op, args, out), op)
}

const MODULES: Readonly<Record<Namespace, string>> = {
  torch: 'torch',
  Tensor: 'torch',
  F: 'torch.nn.functional',
  'torch.linalg': 'torch.linalg',
  'torch.fft': 'torch.fft',
  'torch.special': 'torch.special',
  private: 'torch',
}

const PREFIXES: Partial<Record<Namespace, string>> = {
  'torch.linalg': 'linalg_',
  'torch.fft': 'fft_',
  'torch.special': 'special_',
}

const nameOf = ({ namespace, name }: Callee): string => `${PREFIXES[namespace] ?? ''}${name}`

const docOf = ({ face }: Callee): string => face.ops[0].spec.doc

const call = (self: PyOperator, args: Value[], kwargs: Kwargs | null): Value =>
  callOperator(self.callee, args, kwargs, self)

const commonAttributes = {
  __name__: (self: PyOperator) => nameOf(self.callee),
  __doc__: (self: PyOperator) => docOf(self.callee),
  __module__: ({ callee }: PyOperator) =>
    callee.namespace === 'torch' && callee.face.style === 'native' ? null : MODULES[callee.namespace],
}

/** The defaults of what is given by keyword only, None where there is none: code for older versions asks for them. */
function keywordDefaults({ face }: Callee): Value {
  const found = face.ops[0].schema.parameters.filter(({ keywordOnly, required }) => keywordOnly && !required)
  const defaults = new PyDict()
  for (const { name, default: value } of found) defaults.setStr(name, (value ?? null) as Value)
  return found.length === 0 ? null : defaults
}

/** Copied and pickled by name. */
const byName = { '__reduce__(self, /)': (self: PyOperator): Value => nameOf(self.callee) }

defineType({
  name: 'builtin_function_or_method',
  js: PyOperator,
  subclassable: false,
  methods: byName,
  getset: {
    ...commonAttributes,
    __qualname__: ({ callee }: PyOperator) => `_VariableFunctionsClass.${nameOf(callee)}`,
  },
  slots: {
    call,
    repr: ({ callee }: PyOperator) =>
      callee.namespace === 'torch'
        ? `<built-in method ${callee.name} of type object at ${addressText(null)}>`
        : `<built-in function ${nameOf(callee)}>`,
  },
})

defineType({
  name: 'function',
  js: PyOperatorFunction,
  subclassable: false,
  methods: byName,
  getset: {
    ...commonAttributes,
    __qualname__: (self: PyOperator) => nameOf(self.callee),
    __kwdefaults__: ({ callee }: PyOperator) => keywordDefaults(callee),
  },
  slots: {
    call,
    repr: (self: PyOperatorFunction) => `<function ${self.callee.name} at ${addressText(self)}>`,
  },
})

defineType({
  name: 'method_descriptor',
  js: PyOperatorMethod,
  subclassable: false,
  getset: {
    __name__: (self: PyOperatorMethod) => self.callee.name,
    __qualname__: (self: PyOperatorMethod) => `TensorBase.${self.callee.name}`,
    __doc__: (self: PyOperatorMethod) => docOf(self.callee),
  },
  slots: {
    get: (self: PyOperatorMethod, object: Value | undefined): Value =>
      object === undefined || object === null ? self : new PyBoundMethod(self, object),
    call: (self: PyOperatorMethod, args: Value[], kwargs: Kwargs | null): Value => {
      if (!(args[0] instanceof PyTensor)) throw needsTensor(self.callee.name, args)
      return callOperator(self.callee, args, kwargs, self)
    },
    repr: (self: PyOperatorMethod) => `<method '${self.callee.name}' of 'torch._C.TensorBase' objects>`,
  },
})

const needsTensor = (name: string, args: readonly Value[]) =>
  newTypeError(
    args.length === 0
      ? `unbound method TensorBase.${name}() needs an argument`
      : `descriptor '${name}' for 'torch._C.TensorBase' objects doesn't apply to a '${typeNameOf(args[0])}' object`,
  )

/**
 * A call of a function that PyTorch has in Python, as that hands itself on: what has a default by name, all of it. None for others.
 */
export function spelledCall(func: Value, args: Value, kwargs: Value): Value {
  if (!(func instanceof PyOperatorFunction)) return null
  const given = toArray(args)
  const named = new PyDict()
  const positional: Value[] = []
  func.callee.face.ops[0].schema.parameters.forEach(({ name, required, default: fallback, type }, i) => {
    const value = i < given.length ? given[i] : (kwargs as PyDict).getStr(name)
    if (required) positional.push(value ?? null)
    else named.setStr(name, value === undefined ? defaultValue(fallback, type.base === 'float') : value)
  })
  return new PyTuple([new PyTuple(positional), named])
}

const defaultValue = (value: unknown, isFloat: boolean): Value =>
  isFloat && typeof value === 'number'
    ? new PyFloat(value)
    : Array.isArray(value) && value.length > 0 && value.every((each) => each === value[0])
      ? value[0]
      : toPython(value)

/** The function object of an operator. */
export const operatorFunction = (face: Face, namespace: Namespace, name: string): Value =>
  face.style === 'native'
    ? new PyOperator(calleeOf(face, namespace, name))
    : new PyOperatorFunction(calleeOf(face, namespace, name))

/** The public operators of a namespace, made into functions when they are first asked for. */
export const operatorsOf = (namespace: Namespace, names: () => Iterable<string>): LazyAttributes => ({
  lookup(name) {
    const face = faceOf(namespace, name)
    return face === undefined ? undefined : operatorFunction(face, namespace, name)
  },
  names,
})

/** A callee by name, looked up on first use. */
export function lazyCallee(namespace: Namespace, name: string): () => Callee {
  let callee: Callee | null = null
  return () => {
    if (callee === null) {
      const face = faceOf(namespace, name)
      if (face === undefined) throw new Error(`no operator ${namespace}.${name}`)
      callee = calleeOf(face, namespace, name)
    }
    return callee
  }
}

export type { PyType }
