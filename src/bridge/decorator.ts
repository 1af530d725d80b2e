/** Functions made by wrapping another: what decorators such as `torch.no_grad()` give. They bind as methods. */
import { defineType } from '../python/object/define.js'
import { PyBoundMethod } from '../python/object/function.js'
import { type Kwargs, PyObject, type Value } from '../python/object/object.js'
import { call, lookupAttr } from '../python/object/protocol.js'
import { addressText } from './address.js'

export class PyWrapped extends PyObject {
  constructor(
    readonly wrapped: Value,
    readonly around: (body: () => Value) => Value,
  ) {
    super()
  }
}

const same = (name: string) => (self: PyWrapped) => lookupAttr(self.wrapped, name) ?? null

defineType({
  name: 'function',
  js: PyWrapped,
  subclassable: false,
  instanceDict: true,
  getset: {
    __wrapped__: (self: PyWrapped) => self.wrapped,
    __name__: same('__name__'),
    __qualname__: same('__qualname__'),
    __doc__: same('__doc__'),
    __module__: same('__module__'),
  },
  slots: {
    call: (self: PyWrapped, args: Value[], kwargs: Kwargs | null) =>
      self.around(() => call(self.wrapped, args, kwargs)),
    get: (self: PyWrapped, object: Value | undefined): Value =>
      object === undefined || object === null ? self : new PyBoundMethod(self, object),
    repr: (self: PyWrapped) => `<function ${String(same('__qualname__')(self))} at ${addressText(self)}>`,
  },
})

/** `wrapped`, each call of which runs inside `around`. */
export const wrapFunction = (wrapped: Value, around: PyWrapped['around']): PyWrapped =>
  new PyWrapped(wrapped, around)
