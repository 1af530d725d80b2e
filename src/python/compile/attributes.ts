/**
 * Attribute and method sites, each with a one-entry cache: the layout (Shape) of the last object, and what was found there. An entry
 * holds while the type's `version` stands, so any change of a class invalidates it.
 */
import type { Entry } from '../object/dict.js'
import type { Frame } from '../object/frame.js'
import {
  bindMethod,
  PyBuiltin,
  PyClassMethod,
  PyFunction,
  PyGetSet,
  PyMember,
  PyProperty,
  PyStaticMethod,
} from '../object/function.js'
import { enter, newLocals } from '../object/invoke.js'
import { PyModule } from '../object/module.js'
import type { Shape, Value } from '../object/object.js'
import { builtinTypes, DICT_MODE, NO_ATTRIBUTES, PyObject, PyType, typeOf } from '../object/object.js'
import {
  call,
  call0,
  call1,
  call2,
  call3,
  delAttr,
  getAttr,
  native1,
  native2,
  native3,
  setAttr,
} from '../object/protocol.js'
import { PyBoxed } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import type { Context, Exec, Run, Store } from './context.js'
import { NORMAL } from './context.js'
import { expression } from './expressions.js'
import { localSlot, unbound } from './names.js'

/**
 * What a cached site does: reads an own value, a `__slots__` variable or a class attribute, calls a property's getter or that of a native
 * attribute, or binds a method.
 */
type Found = 'own' | 'member' | 'constant' | 'getter' | 'native' | 'method'

/** The cache of one place for an attribute of a class itself: `Config.width`, `Net.build(…)`. */
class ClassCache {
  private owner: PyType | null = null
  private version = 0
  private metaVersion = 0
  private value: Value = null
  /** The value is the function of a class method, to be bound each time. */
  private binds = false
  constructor(private readonly name: string) {}

  load(cls: PyType): Value {
    if (cls === this.owner && cls.version === this.version && cls.cls.version === this.metaVersion)
      return this.binds ? bindMethod(this.value, cls) : this.value
    const value = getAttr(cls, this.name)
    this.remember(cls)
    return value
  }

  private remember(cls: PyType): void {
    const meta = cls.cls
    const found = cls.lookup(this.name)
    if (found === undefined || meta.slots.getattribute !== builtinTypes.type.slots.getattribute) return
    if (meta.lookup(this.name) !== undefined) return
    this.binds = found instanceof PyClassMethod && found.cls.isNative && found.func instanceof PyFunction
    const wrapped = found instanceof PyStaticMethod && found.cls.isNative
    const plain =
      !(found instanceof PyObject) || found instanceof PyFunction || found.cls.slots.get === undefined
    if (!plain && !wrapped && !this.binds) return
    this.owner = cls
    this.version = cls.version
    this.metaVersion = meta.version
    this.value = wrapped || this.binds ? (found as PyStaticMethod | PyClassMethod).func : found
  }
}

/** The cache of one place that reads an attribute. */
export class AttributeSite {
  private shape: Shape | null = null
  private type: PyType | null = null
  private version = 0
  private found: Found = 'own'
  private index = 0
  private value: Value = null
  private module: PyModule | null = null
  private entry: Entry | undefined
  private classes: ClassCache | null = null
  constructor(
    private readonly name: string,
    private readonly node: ast.Position,
  ) {}

  load(f: Frame, object: Value): Value {
    if (typeof object === 'object' && object !== null && object.shape === this.shape) {
      if (this.type!.version === this.version) {
        switch (this.found) {
          case 'own':
            return object.values[this.index]
          case 'constant':
            return this.value
          case 'member': {
            const value = object.slotValues?.[this.index]
            if (value !== undefined) return value
            break
          }
          case 'native':
            f.node = this.node
            return (this.value as PyGetSet).get(object)
          case 'method':
            return bindMethod(this.value, object)
          default:
            f.node = this.node
            return call1(this.value, object)
        }
      }
    }
    return this.search(f, object)
  }

  private search(f: Frame, object: Value): Value {
    f.node = this.node
    if (object instanceof PyModule) {
      if (object === this.module && this.entry?.value !== undefined) return this.entry.value
      const value = getAttr(object, this.name)
      this.module = object
      this.entry = object.dict.entryStr(this.name)
      return value
    }
    if (object instanceof PyType) {
      this.classes ??= new ClassCache(this.name)
      return this.classes.load(object)
    }
    if (object instanceof PyObject) this.remember(object)
    return getAttr(object, this.name)
  }

  private remember(object: PyObject): void {
    const { shape, cls } = object
    if (shape.type === null || cls.slots.getattribute !== undefined) return
    const own = shape.index.get(this.name)
    const inClass = cls.lookup(this.name)
    const slots = inClass instanceof PyObject ? inClass.cls.slots : null
    if (slots?.set !== undefined) {
      if (inClass instanceof PyMember) this.keep(shape, cls, 'member', inClass.index, null)
      else if (inClass instanceof PyProperty && inClass.cls.isNative && inClass.get instanceof PyFunction)
        this.keep(shape, cls, 'getter', 0, inClass.get)
      else if (inClass instanceof PyGetSet && cls.isSubtypeOf(inClass.owner))
        this.keep(shape, cls, 'native', 0, inClass)
    } else if (own !== undefined) this.keep(shape, cls, 'own', own, null)
    else if (inClass !== undefined && slots?.get === undefined) this.keep(shape, cls, 'constant', 0, inClass)
    else if (inClass instanceof PyFunction) this.keep(shape, cls, 'method', 0, inClass)
  }

  private keep(shape: Shape, type: PyType, found: Found, index: number, value: Value): void {
    this.shape = shape
    this.type = type
    this.version = type.version
    this.found = found
    this.index = index
    this.value = value
  }
}

/** `value.attr`. */
export function attribute(cx: Context, node: ast.Attribute): Run {
  const site = new AttributeSite(cx.mangle(node.attr), node)
  const slot = localSlot(cx, node.value)
  if (slot >= 0) {
    return (f) => {
      const object = f.locals[slot]
      if (object === undefined) throw unbound(f, node.value, (node.value as ast.Name).id)
      return site.load(f, object)
    }
  }
  const value = expression(cx, node.value)
  return (f) => site.load(f, value(f))
}

/** `value.attr = …`. */
export function storeAttribute(cx: Context, node: ast.Attribute): Store {
  const store = attributeStore(node, cx.mangle(node.attr))
  const slot = localSlot(cx, node.value)
  if (slot >= 0) {
    return (f, value) => {
      const object = f.locals[slot]
      if (object === undefined) throw unbound(f, node.value, (node.value as ast.Name).id)
      store(f, object, value)
    }
  }
  const target = expression(cx, node.value)
  return (f, value) => store(f, target(f), value)
}

/** The store of a site whose object was evaluated before. */
export function attributeStore(
  node: ast.Position,
  name: string,
): (f: Frame, object: Value, value: Value) => void {
  let shape: Shape | null = null
  let after: Shape | null = null
  let type: PyType | null = null
  let version = 0
  let index = 0
  let member = false
  let setter: PyFunction | null = null
  const remember = (object: PyObject): boolean => {
    const { cls, shape: before } = object
    if (before.type === null || cls.slots.setattr !== undefined) return false
    const found = cls.lookup(name)
    member = found instanceof PyMember
    setter =
      found instanceof PyProperty && found.cls.isNative && found.set instanceof PyFunction ? found.set : null
    if (found instanceof PyMember || setter !== null) {
      shape = before
      index = found instanceof PyMember ? found.index : 0
      type = cls
      version = cls.version
    }
    return !(found instanceof PyObject && found.cls.slots.set !== undefined) && cls.hasDict
  }
  return (f, object, value) => {
    if (
      typeof object === 'object' &&
      object !== null &&
      object.shape === shape &&
      type!.version === version
    ) {
      if (member) {
        object.slotValues ??= []
        object.slotValues[index] = value
      } else if (setter !== null) {
        f.node = node
        call2(setter, object, value)
      } else if (after === null) object.values[index] = value
      else {
        object.values.push(value)
        object.shape = after
      }
      return
    }
    f.node = node
    if (object instanceof PyObject && remember(object)) {
      const before = object.shape
      const old = before.index.get(name)
      setAttr(object, name, value)
      if (object.shape === DICT_MODE) return
      shape = before
      type = object.cls
      version = type.version
      after = old === undefined ? object.shape : null
      index = old ?? 0
      return
    }
    setAttr(object, name, value)
  }
}

export function deleteAttribute(cx: Context, node: ast.Attribute): Exec {
  const name = cx.mangle(node.attr)
  const value = expression(cx, node.value)
  return (f) => {
    const object = value(f)
    f.node = node
    delAttr(object, name)
    return NORMAL
  }
}

/** The cache of one method site. */
export class MethodSite {
  private key: Shape | PyType | null = null
  private type: PyType | null = null
  private version = 0
  private method: PyFunction | PyBuiltin | null = null
  private module: PyModule | null = null
  private entry: Entry | undefined
  private classes: ClassCache | null = null
  constructor(private readonly name: string) {}

  /** The function to call with the object first; null when the attribute must be fetched as a value. */
  find(object: Value): PyFunction | PyBuiltin | null {
    if (object instanceof PyModule || object instanceof PyType) return null
    const key =
      typeof object === 'object' && object !== null && object.shape !== NO_ATTRIBUTES
        ? object.shape
        : typeOf(object)
    if (key === this.key && this.type!.version === this.version) return this.method
    return this.search(object, key)
  }

  private search(object: Value, key: Shape | PyType): PyFunction | PyBuiltin | null {
    const type = typeOf(object)
    if (key === DICT_MODE || type.slots.getattribute !== undefined || object instanceof PyBoxed) return null
    // An int's methods want a number.
    if (typeof object === 'boolean') return null
    if (object instanceof PyObject && object.shape.index.has(this.name)) return null
    const found = type.lookup(this.name)
    if (!(found instanceof PyFunction) && !(found instanceof PyBuiltin && found.owner !== null)) return null
    this.key = key
    this.type = type
    this.version = type.version
    this.method = found
    return found
  }

  /** The attribute as a value, when `find` said null. */
  fetch(object: Value): Value {
    if (object instanceof PyModule) {
      if (object === this.module && this.entry?.value !== undefined) return this.entry.value
      const value = getAttr(object, this.name)
      this.module = object
      this.entry = object.dict.entryStr(this.name)
      return value
    }
    if (object instanceof PyType) {
      this.classes ??= new ClassCache(this.name)
      return this.classes.load(object)
    }
    return getAttr(object, this.name)
  }
}

/** Evaluates the object of a method call: most are locals. */
function receiver(cx: Context, node: ast.Expr): Run {
  const slot = localSlot(cx, node)
  return slot < 0 ? expression(cx, node) : (f) => f.locals[slot] ?? known(f, node as ast.Name, f.locals[slot])
}

/** A local's value: null is one. */
function known(f: Frame, node: ast.Name, value: Value | undefined): Value {
  if (value === undefined) throw unbound(f, node, node.id)
  return value
}

/** `value.attr(args)` with plain positional arguments: no bound method is made. */
export function methodCall(cx: Context, node: ast.Call, callee: ast.Attribute): Run {
  const value = receiver(cx, callee.value)
  const site = new MethodSite(cx.mangle(callee.attr))
  const args = node.args.map((arg) => expression(cx, arg))
  const [x, y] = args
  switch (args.length) {
    case 0:
      return (f) => {
        const object = value(f)
        const method = site.find(object)
        if (method !== null) {
          f.node = node
          return call1Method(method, object)
        }
        f.node = callee
        const fn = site.fetch(object)
        f.node = node
        return call0(fn)
      }
    case 1:
      return (f) => {
        const object = value(f)
        const method = site.find(object)
        if (method !== null) {
          const a = x(f)
          f.node = node
          return call2Method(method, object, a)
        }
        f.node = callee
        const fn = site.fetch(object)
        const a = x(f)
        f.node = node
        return call1(fn, a)
      }
    case 2:
      return (f) => {
        const object = value(f)
        const method = site.find(object)
        if (method !== null) {
          const a = x(f)
          const b = y(f)
          f.node = node
          return call3Method(method, object, a, b)
        }
        f.node = callee
        const fn = site.fetch(object)
        const a = x(f)
        const b = y(f)
        f.node = node
        return call2(fn, a, b)
      }
    default:
      return (f) => {
        const object = value(f)
        const method = site.find(object)
        let fn: Value = method
        if (method === null) {
          f.node = callee
          fn = site.fetch(object)
        }
        const list: Value[] = method === null ? [] : [object]
        for (const arg of args) list.push(arg(f))
        f.node = node
        return call(fn, list, null)
      }
  }
}

/** A method called with self and more: natives of matching arity directly, self being of their type. */
function call1Method(method: PyFunction | PyBuiltin, a: Value): Value {
  if (method instanceof PyFunction) {
    const code = method.code
    if (!code.simple || code.positional !== 1) return call(method, [a], null)
    const locals = newLocals(code.slotCount)
    locals[0] = a
    return enter(method, locals)
  }
  return native1(method, a)
}

function call2Method(method: PyFunction | PyBuiltin, a: Value, b: Value): Value {
  if (method instanceof PyFunction) return call2(method, a, b)
  return native2(method, a, b)
}

function call3Method(method: PyFunction | PyBuiltin, a: Value, b: Value, c: Value): Value {
  if (method instanceof PyFunction) return call3(method, a, b, c)
  return native3(method, a, b, c)
}
