/**
 * Callables and descriptors: functions of both worlds, bound methods, property, staticmethod, classmethod, and what native
 * types put into their dicts.
 */

import type { Signature } from './bind.js'
import type { PyDict } from './dict.js'
import type { Code } from './frame.js'
import type { Kwargs, PyType, Value } from './object.js'
import { PyObject } from './object.js'
import type { SlotName } from './slots.js'
import type { PyCell, PyTuple } from './values.js'

/** A function made by `def` or `lambda`. */
export class PyFunction extends PyObject {
  qualname: string
  doc: Value = null
  module: Value = null
  annotations: PyDict | null = null
  kwdefaults: PyDict | null = null
  defaults: readonly Value[] | null = null
  constructor(
    public code: Code,
    public name: string,
    readonly globals: PyDict,
    readonly closure: readonly PyCell[],
  ) {
    super()
    this.qualname = code.qualname
  }
}

/** Native code behind a builtin: the parameters of the signature in order, or `(args, kwargs)` when raw. */
// biome-ignore lint/suspicious/noExplicitAny: parameters follow the signature string, which TypeScript cannot see
// biome-ignore lint/suspicious/noConfusingVoidType: one that gives None returns nothing
export type NativeFunction = (...args: any[]) => Value | undefined | void
export type RawFunction = (args: Value[], kwargs: Kwargs | null) => Value

/**
 * A native function or method. As an unbound method in a type's dict it is a descriptor that takes self first; `self` is
 * set for those already bound (`[].append` kept in a variable).
 */
export class PyBuiltin extends PyObject {
  /**
   * With so many positional arguments to so many `fn` may be called directly, the defaults added; `least` is more where the binder must see
   * them (or has not yet).
   */
  least = 1
  most = 0
  module: Value = null
  doc: string | null = null
  constructor(
    readonly name: string,
    readonly signature: Signature,
    readonly fn: NativeFunction,
    /** `list.append` for methods, the name itself for functions: how errors call it. */
    readonly qualname: string,
    /** The type whose method it is. */
    readonly owner: PyType | null = null,
  ) {
    super()
  }
}

/** A native function that stands for one written in Python, and says so: `style: 'python'`. */
export class PyNativeFunction extends PyBuiltin {
  /** What `__defaults__` reads and writes, where there is anything to write. */
  defaults: { get(): readonly Value[]; set(values: readonly Value[]): void } | null = null
}

/** A method as it stands in a native type's dict. */
export class PyMethodDescriptor extends PyBuiltin {}

/** `native type.__len__`: the special method behind a slot. */
export class PySlotWrapper extends PyObject {
  constructor(
    readonly slot: SlotName,
    // biome-ignore lint/suspicious/noExplicitAny: each slot has its own parameters (slots.ts)
    readonly fn: (...args: any[]) => any,
    readonly owner: PyType,
  ) {
    super()
  }
}

/** `object.method` of either world. */
export class PyBoundMethod extends PyObject {
  constructor(
    readonly func: Value,
    readonly self: Value,
  ) {
    super()
  }
}

/** `object.method` of a native type, and of a special method of one: types of their own, as CPython has them. */
export class PyBoundBuiltin extends PyBoundMethod {}
export class PyMethodWrapper extends PyBoundMethod {}

/** A function found on a class, bound to the object it was reached through. */
export function bindMethod(func: Value, self: Value): PyBoundMethod {
  if (func instanceof PySlotWrapper) return new PyMethodWrapper(func, self)
  return func instanceof PyBuiltin && !(func instanceof PyNativeFunction)
    ? new PyBoundBuiltin(func, self)
    : new PyBoundMethod(func, self)
}

export class PyProperty extends PyObject {
  doc: Value = null
  name: string | null = null
  /** The doc is the getter's. */
  hasGetterDoc = false
  constructor(
    public get: Value,
    public set: Value,
    public del: Value,
  ) {
    super()
  }
}

export class PyStaticMethod extends PyObject {
  constructor(public func: Value) {
    super()
  }
}
export class PyClassMethod extends PyObject {
  constructor(public func: Value) {
    super()
  }
}

/** An attribute computed by native code. */
export class PyGetSet extends PyObject {
  doc: string | null = null
  constructor(
    readonly name: string,
    readonly owner: PyType,
    // biome-ignore lint/suspicious/noExplicitAny: the native type knows the JS class of its own self
    readonly get: (self: any) => Value,
    // biome-ignore lint/suspicious/noExplicitAny: as above
    readonly set: ((self: any, value: Value | undefined) => void) | null,
  ) {
    super()
  }
}

/** An attribute that a native type keeps as a field of its C struct, as far as one can tell from its words. */
export class PyNativeMember extends PyGetSet {}

/** A variable declared by `__slots__`. */
export class PyMember extends PyObject {
  constructor(
    readonly name: string,
    readonly owner: PyType,
    /** Its place in `slotValues`. */
    readonly index: number,
  ) {
    super()
  }
}

/** `super()`. */
export class PySuper extends PyObject {
  constructor(
    readonly from: PyType | null,
    readonly self: Value | undefined,
    readonly selfType: PyType | null,
  ) {
    super()
  }
}

/** Read-only view of a type's dict, or of any mapping. */
export class PyMappingProxy extends PyObject {
  constructor(readonly source: PyObject) {
    super()
  }
}

export type { PyTuple }
