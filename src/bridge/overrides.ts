/**
 * `__torch_function__`: classes that hear of torch's functions when an instance of theirs is among the arguments. Subclasses of Tensor
 * inherit one that runs the function and gives its results their class; any other class may define one.
 */
import { alias } from '../ops/indexing.js'
import { defineFunctions, defineType } from '../python/object/define.js'
import { PyDict } from '../python/object/dict.js'
import type { PyError } from '../python/object/errors.js'
import type { NativeModule } from '../python/object/module.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import { adopt, type Kwargs, PyObject, PyType, type Value } from '../python/object/object.js'
import {
  call,
  getAttr,
  isInstance,
  isSubclass,
  lookupAttr,
  repr,
  str,
  toArray,
} from '../python/object/protocol.js'
import { NotImplemented, PyList, PyTuple } from '../python/object/values.js'
import { PyNamedResult, PySize, PyTensor } from './values.js'

/** `active` once there is such an instance; `off` counts the contexts that switch overriding off. */
export const overriding = { active: false, off: 0 }

const NAME = '__torch_function__'

/** What `torch._C._disabled_torch_function_impl` is: its classes are taken for plain tensors. */
const disabled = defineFunctions({
  '_disabled_torch_function_impl(func, types, args=(), kwargs=None, /)': (
    func: Value,
    _types: Value,
    args: Value,
    kwargs: Value,
  ) => withoutOverrides(() => call(func, toArray(args), keywordsOf(kwargs))),
})._disabled_torch_function_impl

/** Tensor's own, set when the type is made. */
let inherited: Value | undefined

/** Puts the class method in the dict of Tensor, and the one that does nothing into that of Parameter. */
export function installOverrides(tensorType: PyType): void {
  inherited = tensorType.dict.get(NAME)
}

const plain = new Set<PyType>()

/** A class of tensors that are taken for plain ones, printed so too; its subclasses have their names. */
export function exempt(type: PyType): void {
  plain.add(type)
  type.dict.set(NAME, disabled)
}

const known = new WeakMap<PyType, boolean>()

/** Whether the instances of a class are to be asked. */
function overrides({ cls }: PyObject): boolean {
  let answer = known.get(cls)
  if (answer === undefined) {
    const own = cls.lookup(NAME)
    answer = own !== undefined && own !== disabled && !(own === inherited && cls.isNative)
    known.set(cls, answer)
  }
  return answer
}

/** Says that a class may override: called when an instance comes to be that is no plain tensor. */
export function noticeOverrides(value: PyObject): void {
  if (!overriding.active && overrides(value)) overriding.active = true
}

/** The classes among the arguments that override, subclasses before what they inherit from. */
function overriders(args: readonly Value[], kwargs: Kwargs | null): PyType[] {
  const found: PyType[] = []
  const visit = (value: Value): void => {
    if (typeof value !== 'object' || value === null) return
    if (value instanceof PyList || (value instanceof PyTuple && !(value instanceof PySize)))
      value.items.forEach(visit)
    else if (!(value instanceof PyType) && overrides(value) && !found.includes(value.cls)) {
      const at = found.findIndex((other) => value.cls.isSubtypeOf(other))
      found.splice(at < 0 ? found.length : at, 0, value.cls)
    }
  }
  args.forEach(visit)
  for (const value of kwargs?.values() ?? []) visit(value)
  return found
}

/** Runs with all tensors taken for plain ones. */
function withoutOverrides<T>(body: () => T): T {
  overriding.off++
  try {
    return body()
  } finally {
    overriding.off--
  }
}

/**
 * What the arguments' classes answer to a call of `func`; if none is to be asked, what `run` gives, the call itself on plain tensors.
 * With `keep`, what comes out stays as it is where only Tensor's own answer is asked. NotImplemented if all refuse.
 */
export function overridden(
  func: () => Value,
  args: readonly Value[],
  kwargs: Kwargs | null,
  run: () => Value,
  keep = false,
): Value {
  if (!overriding.active || overriding.off > 0) return run()
  const types = overriders(args, kwargs)
  if (types.length === 0) return run()
  for (const cls of types) {
    const answer =
      cls.lookup(NAME) === inherited
        ? inheritedAnswer(cls, types, run, keep)
        : call(
            getAttr(cls, NAME),
            [func(), new PyTuple(types), new PyTuple([...args]), ...(kwargs?.size ? [dictOf(kwargs)] : [])],
            null,
          )
    if (answer !== NotImplemented) return answer
  }
  return NotImplemented
}

/** What PyTorch's own Python code says where all refuse. */
const noImplementation = (func: Value, types: readonly PyType[]): PyError =>
  newTypeError(
    `no implementation found for '${str(getAttr(func, '__module__'))}.${str(getAttr(func, '__name__'))}' on types that implement ${NAME}: [${types.map(repr).join(', ')}]`,
  )

/** As `overridden`, for functions: TypeError if all refuse. */
export function overriddenCall(
  func: Value,
  args: readonly Value[],
  kwargs: Kwargs | null,
  run: () => Value,
): Value {
  const answer = overridden(() => func, args, kwargs, run)
  if (answer !== NotImplemented) return answer
  if (typeNameOf(func) === 'function') throw noImplementation(func, overriders(args, kwargs))
  const listed = overriders(args, kwargs).map((type) => `  - tensor subclass ${repr(type)}\n`)
  throw newTypeError(
    `Multiple dispatch failed for 'torch.${str(getAttr(func, '__name__'))}'; all ${NAME} handlers returned NotImplemented:\n\n` +
      `${listed.join('')}\nFor more information, try re-running with TORCH_LOGS=not_implemented`,
  )
}

function inheritedAnswer(cls: PyType, types: readonly PyType[], run: () => Value, keep: boolean): Value {
  if (!types.every((type) => cls.isSubtypeOf(type))) return NotImplemented
  const result = withoutOverrides(run)
  return keep ? result : converted(result, cls)
}

const dictOf = (kwargs: Kwargs): PyDict => {
  const dict = new PyDict()
  for (const [name, value] of kwargs) dict.setStr(name, value)
  return dict
}

const keywordsOf = (kwargs: Value): Kwargs | null => {
  if (!(kwargs instanceof PyDict) || kwargs.size === 0) return null
  return new Map([...kwargs.entries()].map(([name, value]) => [name as string, value]))
}

/** A tensor as another class sees it: the same memory, and in the graph. */
export function asSubclass(self: PyTensor, cls: PyType): PyTensor {
  const seen = adopt(new PyTensor(alias(self.tensor)), cls)
  noticeOverrides(seen)
  return seen
}

/** A result with its tensors made instances of `cls`. */
export function converted(result: Value, cls: PyType): Value {
  if (result instanceof PyTensor) return isInstance(result, cls) ? result : asSubclass(result, cls)
  if (result instanceof PyNamedResult)
    return adopt(
      new PyNamedResult(
        result.fields,
        result.items.map((item) => converted(item, cls)),
      ),
      result.cls,
    )
  if (result instanceof PySize) return result
  if (result instanceof PyTuple) return new PyTuple(result.items.map((item) => converted(item, cls)))
  if (result instanceof PyList) return new PyList(result.items.map((item) => converted(item, cls)))
  return result
}

/** Whether a tensor's class answers for itself, not as Tensor does. */
export const answersItself = (self: PyTensor): boolean =>
  overriding.active && overriding.off === 0 && overrides(self) && self.cls.lookup(NAME) !== inherited

/** Whether the repr of a tensor bears its class's name. */
export const isSubclassed = ({ cls }: PyTensor): boolean => !cls.isNative && !plain.has(cls)

/** `Tensor.__torch_function__`: runs the function on plain tensors, and gives what comes out the class. */
export function tensorFunction(cls: Value, func: Value, types: Value, args: Value, kwargs: Value): Value {
  if (!toArray(types).every((type) => isSubclass(cls, type))) return NotImplemented
  const result = withoutOverrides(() => call(func, toArray(args), keywordsOf(kwargs)))
  const name = func instanceof PyObject ? lookupAttr(func, '__self__') : undefined
  const attribute = name === undefined ? undefined : lookupAttr(name, '__name__')
  return attribute !== undefined && UNWRAPPED.has(str(attribute)) ? result : converted(result, cls as PyType)
}

/** Attributes that are what they are. */
export const UNWRAPPED: ReadonlySet<string> = new Set(['grad', '_grad', '_base'])

class PySwitch extends PyObject {}

const switchType = (name: string): PyType =>
  defineType({
    name,
    module: 'torch._C',
    js: class extends PySwitch {},
    instanceDict: false,
    new: (cls) => adopt(new PySwitch(), cls),
    methods: {
      '__enter__(self)': () => {
        overriding.off++
        return null
      },
      '__exit__(self, *args)': () => {
        overriding.off--
        return null
      },
    },
  })

/** What torch._C and torch.overrides have of it. */
export const overridesModule = (): NativeModule => ({
  attributes: {
    _disabled_torch_function_impl: disabled,
    DisableTorchFunction: switchType('DisableTorchFunction'),
    DisableTorchFunctionSubclass: switchType('DisableTorchFunctionSubclass'),
    ...defineFunctions({
      'has(args, /)': (args: Value) => overriding.off === 0 && overriders(toArray(args), null).length > 0,
      'handle(func, relevant, args, kwargs, /)': (
        func: Value,
        relevant: Value,
        args: Value,
        kwargs: Value,
      ) => {
        const types = overriders(toArray(relevant), null)
        for (const cls of types) {
          const answer = call(getAttr(cls, NAME), [func, new PyTuple(types), args, kwargs])
          if (answer !== NotImplemented) return answer
        }
        throw noImplementation(func, types)
      },
    }),
  },
})
