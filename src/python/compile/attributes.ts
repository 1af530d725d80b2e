/**
 * Attribute and method sites, each with a one-entry cache: the layout (Shape) or type of the last object, and what was
 * found there. An entry holds while the type's `version` stands, so any change of a class invalidates it.
 */
import type { Entry } from '../object/dict.js'
import type { Frame } from '../object/frame.js'
import { PyBuiltin, PyFunction } from '../object/function.js'
import { enter, newLocals } from '../object/invoke.js'
import { PyModule } from '../object/module.js'
import type { PyType, Shape, Value } from '../object/object.js'
import { DICT_MODE, NO_ATTRIBUTES, PyObject, typeOf } from '../object/object.js'
import { call, call0, call1, call2, call3, delAttr, getAttr, setAttr } from '../object/protocol.js'
import { PyBoxed } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import type { Context, Exec, Run, Store } from './context.js'
import { NORMAL } from './context.js'
import { expression } from './expressions.js'

/** `value.attr`. */
export function attribute(cx: Context, node: ast.Attribute): Run {
  const name = cx.mangle(node.attr)
  const value = expression(cx, node.value)
  let shape: Shape | null = null
  let version = 0
  let index = 0
  let module: PyModule | null = null
  let entry: Entry | undefined
  return (f) => {
    const object = value(f)
    if (object instanceof PyObject) {
      if (object.shape === shape && shape.type!.version === version) return object.values[index]
      if (object instanceof PyModule) {
        if (object === module && entry !== undefined && entry.value !== undefined) return entry.value
        f.node = node
        const found = getAttr(object, name)
        module = object
        entry = object.dict.entryStr(name)
        return found
      }
      const found = ownIndex(object, name)
      if (found >= 0) {
        shape = object.shape
        version = object.cls.version
        index = found
        return object.values[index]
      }
    }
    f.node = node
    return getAttr(object, name)
  }
}

/** Index of an own attribute that nothing on the type overrides, or -1. */
function ownIndex(object: PyObject, name: string): number {
  const { shape, cls } = object
  if (shape === NO_ATTRIBUTES || shape === DICT_MODE || cls.slots.getattribute !== undefined) return -1
  const index = shape.index.get(name)
  if (index === undefined) return -1
  const found = cls.lookup(name)
  return found instanceof PyObject && found.cls.slots.set !== undefined ? -1 : index
}

/** `value.attr = …`. */
export function storeAttribute(cx: Context, node: ast.Attribute): Store {
  const name = cx.mangle(node.attr)
  const target = expression(cx, node.value)
  const store = attributeStore(node, name)
  return (f, value) => store(f, target(f), value)
}

/** The store of a site whose object was evaluated before. */
export function attributeStore(
  node: ast.Position,
  name: string,
): (f: Frame, object: Value, value: Value) => void {
  let shape: Shape | null = null
  let after: Shape | null = null
  let version = 0
  let index = 0
  return (f, object, value) => {
    if (object instanceof PyObject && object.shape === shape && shape.type!.version === version) {
      if (after === null) object.values[index] = value
      else {
        object.values.push(value)
        object.shape = after
      }
      return
    }
    f.node = node
    if (object instanceof PyObject && object.shape.type !== null && object.cls.slots.setattr === undefined) {
      const found = object.cls.lookup(name)
      if (!(found instanceof PyObject && found.cls.slots.set !== undefined) && object.cls.hasDict) {
        const before = object.shape
        const old = before.index.get(name)
        setAttr(object, name, value)
        if (object.shape === DICT_MODE) return
        shape = before
        version = object.cls.version
        after = old === undefined ? object.shape : null
        index = old ?? 0
        return
      }
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
class MethodSite {
  private key: Shape | PyType | null = null
  private type: PyType | null = null
  private version = 0
  private method: PyFunction | PyBuiltin | null = null
  private module: PyModule | null = null
  private entry: Entry | undefined
  constructor(private readonly name: string) {}

  /** The function to call with the object first; null when the attribute must be fetched as a value. */
  find(object: Value): PyFunction | PyBuiltin | null {
    const key = object instanceof PyObject && object.shape !== NO_ATTRIBUTES ? object.shape : typeOf(object)
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
    return getAttr(object, this.name)
  }
}

/** `value.attr(args)` with plain positional arguments: no bound method is made. */
export function methodCall(cx: Context, node: ast.Call, callee: ast.Attribute): Run {
  const value = expression(cx, callee.value)
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
  if (method.arity !== 1) return call(method, [a], null)
  const result = method.fn(a)
  return result === undefined ? null : result
}

function call2Method(method: PyFunction | PyBuiltin, a: Value, b: Value): Value {
  if (method instanceof PyFunction) return call2(method, a, b)
  if (method.arity !== 2) return call(method, [a, b], null)
  const result = method.fn(a, b)
  return result === undefined ? null : result
}

function call3Method(method: PyFunction | PyBuiltin, a: Value, b: Value, c: Value): Value {
  if (method instanceof PyFunction) return call3(method, a, b, c)
  if (method.arity !== 3) return call(method, [a, b, c], null)
  const result = method.fn(a, b, c)
  return result === undefined ? null : result
}
