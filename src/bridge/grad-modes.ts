/** `no_grad`, `enable_grad`, `set_grad_enabled`, `inference_mode`: context managers that are decorators too. */
import { defineType } from '../python/object/define.js'
import { newTypeError } from '../python/object/names.js'
import { adopt, type Kwargs, PyObject, type PyType, type Value } from '../python/object/object.js'
import { isCallable, truthy } from '../python/object/protocol.js'
import { state, type TorchState, withState } from '../tensor/state.js'
import { wrapFunction } from './decorator.js'

class PyGradMode extends PyObject {
  before: Partial<TorchState>[] = []
  constructor(
    readonly change: Partial<TorchState>,
    readonly mode: boolean,
  ) {
    super()
  }
}

const saved = (): Partial<TorchState> => ({
  gradEnabled: state.gradEnabled,
  inferenceMode: state.inferenceMode,
})

interface Spec {
  /** What the mode changes, by its argument. */
  change: (mode: boolean) => Partial<TorchState>
  /** Takes a mode as argument; undefined: no arguments. */
  default?: boolean
  required?: boolean
  /** Takes effect when it is made, not when it is entered. */
  atOnce?: boolean
}

const enter = (self: PyGradMode): void => {
  self.before.push(saved())
  Object.assign(state, self.change)
}

function gradMode(name: string, spec: Spec): PyType {
  return defineType({
    name,
    module: 'torch.autograd.grad_mode',
    js: class extends PyGradMode {},
    instanceDict: true,
    new: (cls: PyType, args: Value[], kwargs: Kwargs | null) => {
      const given = args[0] ?? kwargs?.get('mode')
      const takesMode = spec.default !== undefined || spec.required === true
      if (given === undefined && spec.required === true) {
        throw newTypeError(`${name}.__init__() missing 1 required positional argument: 'mode'`)
      }
      if (given !== undefined && typeof given !== 'boolean' && isCallable(given)) {
        const change = spec.change(true)
        return wrapFunction(given, (body) => withState(change, body))
      }
      if (given !== undefined && !takesMode) {
        throw newTypeError(`${name}.__init__() takes 1 positional argument but ${args.length + 1} were given`)
      }
      const mode = given === undefined ? (spec.default ?? true) : truthy(given)
      const object = adopt(new PyGradMode(spec.change(mode), mode), cls)
      if (spec.atOnce === true) enter(object)
      return object
    },
    getset: { mode: (self: PyGradMode) => self.mode },
    methods: {
      '__enter__(self)': (self: PyGradMode) => {
        if (spec.atOnce !== true) enter(self)
        return null
      },
      '__exit__(self, *args)': (self: PyGradMode) => {
        Object.assign(state, self.before.pop())
        return null
      },
      '__call__(self, function)': (self: PyGradMode, fn: Value) => {
        if (spec.atOnce === true) Object.assign(state, self.before.pop())
        return wrapFunction(fn, (body) => withState(self.change, body))
      },
      'clone(self)': (self: PyGradMode) => adopt(new PyGradMode(self.change, self.mode), self.cls),
    },
    slots:
      spec.required === true || spec.default !== undefined
        ? {
            repr: (self: PyGradMode) =>
              `torch.autograd.grad_mode.${name}(mode=${self.mode ? 'True' : 'False'})`,
          }
        : {},
  })
}

export const noGradType = gradMode('no_grad', { change: () => ({ gradEnabled: false }) })
export const enableGradType = gradMode('enable_grad', { change: () => ({ gradEnabled: true }) })
export const setGradEnabledType = gradMode('set_grad_enabled', {
  change: (mode) => ({ gradEnabled: mode }),
  required: true,
  atOnce: true,
})
export const inferenceModeType = gradMode('inference_mode', {
  change: (mode) => (mode ? { gradEnabled: false, inferenceMode: true } : { inferenceMode: false }),
  default: true,
})
