/**
 * `torch.nn.Module`. What every program runs stands here: state, registration, calls, walking, modes, text. What few call (state dicts,
 * conversions, hooks' registration, lookup by path) is written in the dialect and joined as methods when it is first asked for.
 * Whatever a subclass may override goes through Python's own lookup (`keeps`, `callMethod`). Source: torch/nn/modules/module.py.
 */
import { trace } from '../../ops/trace.js'
import { defineType } from '../../python/object/define.js'
import { raise } from '../../python/object/errors.js'
import { newTypeError } from '../../python/object/names.js'
import {
  builtinTypes,
  dictOf,
  type Kwargs,
  type LazyAttributes,
  ownNames,
  type PyObject,
  type PyType,
  type Value,
} from '../../python/object/object.js'
import {
  call,
  callMethod,
  getAttr,
  lookupAttr,
  repr,
  setAttr,
  toArray,
  truthy,
} from '../../python/object/protocol.js'
import { PyList } from '../../python/object/values.js'
import { callModule } from './call.js'
import {
  addModule,
  deleteModuleAttribute,
  isModule,
  keeps,
  provideModuleType,
  registerBuffer,
  registerParameter,
  setModuleAttribute,
} from './register.js'
import { complete, initialise, registered, tableOf } from './state.js'
import { childrenOf, parametersOf, walkMethods } from './walk.js'

function init(self: PyObject, args: Value[], kwargs: Kwargs | null): void {
  const passesOn = truthy(lookupAttr(self, 'call_super_init') ?? false)
  if (!passesOn && kwargs !== null && kwargs.size > 0) {
    const [name] = kwargs.keys()
    throw newTypeError(`${self.cls.name}.__init__() got an unexpected keyword argument '${name}'`)
  }
  if (!passesOn && args.length > 0) {
    throw newTypeError(
      `${self.cls.name}.__init__() takes 1 positional argument but ${args.length + 1} were given`,
    )
  }
  initialise(self)
  trace.recorder?.madeModule?.(self)
  if (!passesOn) return
  const { mro } = self.cls
  mro[mro.indexOf(moduleType) + 1].slots.init?.(self, args, kwargs)
}

// --- modes --------------------------------------------------------------------------------------------------------

function train(self: PyObject, mode: Value): Value {
  if (typeof mode !== 'boolean') throw raise('ValueError', 'training mode is expected to be boolean')
  setAttr(self, 'training', mode)
  for (const [, child] of childrenOf(self)) {
    if (isModule(child) && keeps(child, 'train')) train(child, mode)
    else callMethod(child, 'train', [mode])
  }
  return self
}

function apply(self: PyObject, fn: Value): Value {
  for (const [, child] of childrenOf(self)) {
    if (isModule(child) && keeps(child, 'apply')) apply(child, fn)
    else callMethod(child, 'apply', [fn])
  }
  call(fn, [self])
  return self
}

function zeroGrad(self: PyObject, toNone: Value): void {
  for (const value of parametersOf(self)) {
    const gradient = getAttr(value, 'grad')
    if (gradient === null) continue
    if (truthy(toNone)) setAttr(value, 'grad', null)
    else callMethod(callMethod(gradient, 'detach_'), 'zero_')
  }
}

// --- text ---------------------------------------------------------------------------------------------------------

/** All lines but the first moved to the right; what is blank becomes empty. */
export const indented = (text: string, spaces: number): string => {
  const [first, ...rest] = text.split('\n')
  return [first, ...rest.map((line) => (/\S/.test(line) ? ' '.repeat(spaces) + line : ''))].join('\n')
}

function moduleRepr(self: PyObject): string {
  const extra = callMethod(self, 'extra_repr') as string
  const extraLines = extra === '' ? [] : extra.split('\n')
  const childLines = [...tableOf(self, '_modules').entries()].map(
    ([name, module]) => `(${String(name)}): ${indented(repr(module), 2)}`,
  )
  const name = callMethod(self, '_get_name') as string
  if (extraLines.length === 1 && childLines.length === 0) return `${name}(${extra})`
  const lines = [...extraLines, ...childLines]
  return lines.length === 0 ? `${name}()` : `${name}(\n  ${lines.join('\n  ')}\n)`
}

function names(self: PyObject): Value {
  const own = (['_parameters', '_modules', '_buffers'] as const).flatMap((table) =>
    tableOf(self, table).strKeys(),
  )
  const ofClass = toArray(callMethod(builtinTypes.type, '__dir__', [self.cls])) as string[]
  const library = [...(moduleLibrary.methods?.names() ?? [])].filter(
    (name) => moduleType.own(name) !== undefined,
  )
  const all = [...new Set([...ofClass, ...library, ...ownNames(self), ...own])].filter(
    (name) => !/^\d/.test(name),
  )
  return new PyList(all.sort())
}

// --- the type -----------------------------------------------------------------------------------------------------

/** Where the methods written in the dialect come from; kernels/torch sets it. */
export const moduleLibrary: { methods: LazyAttributes | null } = { methods: null }

export const moduleType: PyType = defineType({
  name: 'Module',
  module: 'torch.nn.modules.module',
  doc: 'Base of all layers and models: keeps parameters, buffers and other modules under the names they are assigned to.',
  instanceDict: true,
  attributes: { dump_patches: false, _version: 1, call_super_init: false, _compiled_call_impl: null },
  lazy: {
    lookup: (name) => moduleLibrary.methods?.lookup(name),
    names: () => moduleLibrary.methods?.names() ?? [],
  },
  methods: {
    'forward(self, *input)': (self: PyObject) => {
      throw raise(
        'NotImplementedError',
        `Module [${self.cls.name}] is missing the required "forward" function`,
      )
    },
    '_call_impl(self, *args, **kwargs)': (self: PyObject, args: Value[], kwargs: Kwargs) =>
      callModule(self, args, kwargs),
    'register_parameter(self, name, param)': registerParameter,
    'register_buffer(self, name, tensor, persistent=True)': registerBuffer,
    'add_module(self, name, module)': addModule,
    'register_module(self, name, module)': addModule,
    ...walkMethods,
    'train(self, mode=True)': train,
    'eval(self)': (self: PyObject) =>
      keeps(self, 'train') ? train(self, false) : callMethod(self, 'train', [false]),
    'apply(self, fn)': apply,
    'requires_grad_(self, requires_grad=True)': (self: PyObject, requiresGrad: Value) => {
      for (const value of parametersOf(self)) callMethod(value, 'requires_grad_', [requiresGrad])
      return self
    },
    'zero_grad(self, set_to_none=True)': zeroGrad,
    '_get_name(self)': (self: PyObject) => self.cls.name,
    'extra_repr(self)': () => '',
    '__dir__(self)': names,
    '__setstate__(self, state)': (self: PyObject, state: Value) => {
      callMethod(dictOf(self), 'update', [state])
      complete(self)
    },
  },
  style: 'python',
  slots: {
    init,
    call: callModule,
    getattr: registered,
    setattr: setModuleAttribute,
    delattr: deleteModuleAttribute,
    repr: moduleRepr,
  },
})
// PyTorch's is an ordinary class: programs put methods on it.
moduleType.isNative = false
provideModuleType(moduleType)
