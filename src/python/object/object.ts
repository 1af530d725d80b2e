/**
 * The object model: what a Python value is in this program. Read this page before writing any Python-facing code.
 *
 * A `Value` is
 *   None → null · bool → boolean · int → number (always integral, |x| ≤ 2^53 − 1) or else bigint (`normalizeInt`)
 *   str → string (UTF-16 inside, counted by code points: `text.ts`) · everything else → an instance of `PyObject`.
 * `float` is `PyFloat`, never a number. `undefined` is no value: an unbound slot, "not found", an exhausted iterator.
 *
 * Where things live
 *   object/object.ts      Value, PyObject, PyType, instance attributes (Shape)
 *   object/values.ts      PyFloat, PyComplex, PyTuple, PyList, PySlice, PyRange, PyBytes, PyByteArray, PyBoxed, cells, singletons
 *   object/dict.ts, set.ts   PyDict, PySet, PyFrozenSet: hash tables with Python's key equality
 *   object/function.ts    PyFunction, PyBuiltin, PyBoundMethod, PyProperty, PyStaticMethod, PyClassMethod, descriptors
 *   object/errors.ts      PyException, PyError, raise(), exception types, foreign-exception translators
 *   object/define.ts      defineType(), defineFunction(): native types and functions by tables
 *   object/bind.ts        signature strings → argument binder with CPython's TypeErrors
 *   object/protocol.ts    typeOf, getAttr, call, iterate, repr, str, hash, equals, truthy, len, getItem…
 *   object/operators.ts   binaryOp, inplaceOp, unaryOp, compare
 *   object/module.ts      PyModule (lazy attributes), registerModule()
 *   object/runtime.ts     the running interpreter: current frame, depth, host, polling
 *   types/<type>.ts       one file per built-in type: constructor, methods, table, slots, in that order   (int, str, list…)
 *   builtins/<topic>.ts   built-in functions                                                             (len, sorted, print…)
 *   stdlib/<module>.ts    one file per module, registered in stdlib/index.ts, built on first import
 *
 * Subclasses. A class statement whose base is native makes instances of the *same JS class*, with their own `cls` and
 * attributes: `class Stack(list)` gives PyList objects, so native code tests `v instanceof PyList` and reads `.items`,
 * whatever the class. A native type's `new(cls, args, kwargs)` builds its payload and returns `adopt(object, cls)`.
 * int and str are JS primitives; instances of their subclasses are `PyBoxed` (cls, value). Native code that wants an int,
 * a str or a float from any Value asks `asInt(v)`, `asStr(v)`, `asFloat(v)`, which unbox (and let bool be an int), and get
 * undefined when it is none. Methods of int and str are called with `self` already unboxed.
 * Host types do the same: `class PyTensor extends PyObject`, `defineType({ name: 'Tensor', js: PyTensor, … })`.
 *
 * Types. `PyType.slots` holds the fast native function of each special method (`slots.len(self): number`). A class that
 * defines `__len__` gets a slot that calls it; a native slot shows up in the type's dict as a slot wrapper, so
 * `super().__len__()` and `list.__len__(x)` work. Setting or deleting a class attribute updates both.
 */
import type { Slots } from './slots.js'

/** Any Python value. */
export type Value = null | boolean | number | bigint | string | PyObject
/** Keyword arguments of one call, in order. */
export type Kwargs = Map<string, Value>

/**
 * Base of all objects that are not JS primitives. `cls` lives on the prototype for instances of the native type itself
 * (set by defineType) and on the object for instances of subclasses; so do the instance attributes.
 */
export class PyObject {
  declare cls: PyType
  /** Layout of `values`; `NO_ATTRIBUTES` when the type has no instance dict, `DICT_MODE` once `__dict__` was taken. */
  declare shape: Shape
  declare values: Value[]
  /** Values of `__slots__` variables by the index of their PyMember; null until one is set. */
  declare slotValues: (Value | undefined)[] | null
}

/** An object of a class made by a class statement, or of a native type that has attributes but no payload of its own. */
export class PyInstance extends PyObject {
  constructor(cls: PyType) {
    super()
    this.cls = cls
    this.shape = cls.rootShape
    this.values = []
  }
}

/**
 * Hidden class of instance attributes: objects of one type that got the same attributes in the same order share a shape,
 * so an attribute site checks one pointer and reads `values[index]`.
 */
export class Shape {
  readonly index: Map<string, number>
  private transitions: Map<string | readonly string[], Shape> | null = null
  constructor(
    readonly type: PyType | null,
    readonly keys: readonly string[],
  ) {
    const index = new Map<string, number>()
    for (let i = 0; i < keys.length; i++) index.set(keys[i], i)
    this.index = index
  }
  /** The shape after adding attribute `key`; or several at once, a list that is the same object each time. */
  with(key: string | readonly string[]): Shape {
    this.transitions ??= new Map()
    let next = this.transitions.get(key)
    if (next === undefined) this.transitions.set(key, (next = new Shape(this.type, this.keys.concat(key))))
    return next
  }
}

/** The shape of objects that cannot have attributes of their own. */
export const NO_ATTRIBUTES = new Shape(null, [])
/** The shape of objects whose attributes moved to the PyDict in `values[0]` (somebody holds their `__dict__`). */
export const DICT_MODE = new Shape(null, [])
PyObject.prototype.shape = NO_ATTRIBUTES
PyObject.prototype.values = []
PyObject.prototype.slotValues = null

/** Objects with more attributes than this go to dict mode: they are tables, not records. */
const SHAPE_LIMIT = 128

/** The part of PyDict that attribute storage needs; dict.ts provides the class. */
export interface AttributeDict extends PyObject {
  getStr(key: string): Value | undefined
  setStr(key: string, value: Value): void
  deleteStr(key: string): boolean
  strKeys(): string[]
}
let makeDict: () => AttributeDict
/** dict.ts registers its constructor here, which keeps this file free of imports. */
export function provideDict(make: () => AttributeDict): void {
  makeDict = make
}

/** The object's own attribute, not looking at its type. */
export function getOwn(object: PyObject, name: string): Value | undefined {
  const shape = object.shape
  if (shape === DICT_MODE) return (object.values[0] as AttributeDict).getStr(name)
  const index = shape.index.get(name)
  return index === undefined ? undefined : object.values[index]
}

/** Sets the object's own attribute; the caller has made sure that it may have any (`hasDict`). */
export function setOwn(object: PyObject, name: string, value: Value): void {
  let shape = object.shape
  if (shape !== DICT_MODE) {
    const index = shape.index.get(name)
    if (index !== undefined) {
      object.values[index] = value
      return
    }
    if (shape === NO_ATTRIBUTES) {
      shape = object.cls.rootShape
      object.values = []
    }
    if (shape.keys.length < SHAPE_LIMIT) {
      object.values.push(value)
      object.shape = shape.with(name)
      return
    }
    dictOf(object)
  }
  ;(object.values[0] as AttributeDict).setStr(name, value)
}

/** Deletes the object's own attribute; false when there is none. */
export function deleteOwn(object: PyObject, name: string): boolean {
  if (getOwn(object, name) === undefined) return false
  return (dictOf(object) as AttributeDict).deleteStr(name)
}

/** Names of the object's own attributes, in the order they were set. */
export function ownNames(object: PyObject): readonly string[] {
  return object.shape === DICT_MODE ? (object.values[0] as AttributeDict).strKeys() : object.shape.keys
}

/** The object's `__dict__`: from here on its attributes live in that dict, so writes are seen both ways. */
export function dictOf(object: PyObject): AttributeDict {
  if (object.shape === DICT_MODE) return object.values[0] as AttributeDict
  const dict = makeDict()
  for (const [key, i] of object.shape.index) dict.setStr(key, object.values[i])
  replaceDict(object, dict)
  return dict
}

/** `object.__dict__ = dict`. */
export function replaceDict(object: PyObject, dict: AttributeDict): void {
  object.values = [dict]
  object.shape = DICT_MODE
}

/** Makes `object`, fresh from a native `new`, an instance of `cls` (a subclass of its native type). */
export function adopt<T extends PyObject>(object: T, cls: PyType): T {
  if (object.cls === cls) return object
  object.cls = cls
  object.shape = cls.rootShape
  object.values = []
  return object
}

const MISSING = Symbol('missing')

/** Lazily computed attributes of a native type or module, for those with hundreds of names. */
export interface LazyAttributes {
  lookup(name: string): Value | undefined
  names(): Iterable<string>
  /** Names that stand for submodules; looking one up imports it. */
  submodules?(): string[]
}

/** A Python class. Native ones come from `defineType`, the others from class statements or `type(name, bases, dict)`. */
export class PyType extends PyObject {
  readonly dict = new Map<string, Value>()
  mro: PyType[] = []
  /** Class that decides the JS layout of instances: the nearest native ancestor, or the type itself when native. */
  native: PyType = this
  /** Instances may have attributes of their own. */
  hasDict = false
  /** False for types such as bool that cannot be subclassed. */
  subclassable = true
  isNative = false
  /** How many `__slots__` variables its instances have, those of its bases included. */
  slotCount = 0
  doc: string | null = null
  /** Signature text of the constructor, for help. */
  signature: string | null = null
  lazy: LazyAttributes | null = null
  /** What calling this very type with one argument gives, where that needs no constructor: `str(x)`, `int(x)`. */
  convert: ((value: Value) => Value) | null = null
  /** Grows when an attribute of this type or an ancestor changes; inline caches compare it. */
  version = 0
  /** What protocol.ts found out about calling it (`plainInit`), undefined until it is asked. */
  init: PyObject | null | undefined = undefined
  readonly rootShape: Shape
  slots!: Slots
  private cache = new Map<string, Value | typeof MISSING>()
  private children: WeakRef<PyType>[] = []

  constructor(
    public name: string,
    public bases: PyType[],
    metaclass?: PyType,
  ) {
    super()
    this.qualname = name
    this.rootShape = new Shape(this, [])
    if (metaclass !== undefined) {
      this.cls = metaclass
      this.shape = metaclass.rootShape
      this.values = []
    }
    for (const base of bases) base.children.push(new WeakRef(this))
  }
  qualname: string
  /** Where it was defined, `builtins` for the built-in ones. */
  module = 'builtins'

  /** The attribute as stored in the first class of the MRO that has it; no descriptor is run. */
  lookup(name: string): Value | undefined {
    const hit = this.cache.get(name)
    if (hit !== undefined) return hit === MISSING ? undefined : (hit as Value)
    let found: Value | undefined
    for (const cls of this.mro) {
      found = cls.own(name)
      if (found !== undefined) break
    }
    this.cache.set(name, found === undefined ? MISSING : found)
    return found
  }

  /** The attribute stored in this very class. */
  own(name: string): Value | undefined {
    const found = this.dict.get(name)
    if (found !== undefined || this.lazy === null) return found
    const value = this.lazy.lookup(name)
    if (value !== undefined) this.dict.set(name, value)
    return value
  }

  isSubtypeOf(other: PyType): boolean {
    return this === other || this.mro.includes(other)
  }

  /** Replaces the bases; what follows from them is the caller's. */
  rebase(bases: PyType[]): void {
    for (const base of this.bases) base.children = base.children.filter((ref) => ref.deref() !== this)
    this.bases = bases
    for (const base of bases) base.children.push(new WeakRef(this))
  }

  /** Live direct subclasses, oldest first. */
  subclasses(): PyType[] {
    return this.children.flatMap((ref) => ref.deref() ?? [])
  }

  /** To be called after any change of `dict`, `bases` or `mro`: drops caches here and below. */
  modified(): void {
    this.version++
    this.init = undefined
    this.cache.clear()
    for (const child of this.subclasses()) child.modified()
  }
}

/** Types that native code names directly; each is filled in when its file defines it. */
export const builtinTypes = {} as Record<BuiltinTypeName, PyType>
export type BuiltinTypeName =
  | 'object'
  | 'type'
  | 'NoneType'
  | 'bool'
  | 'int'
  | 'float'
  | 'complex'
  | 'str'
  | 'bytes'
  | 'bytearray'
  | 'memoryview'
  | 'tuple'
  | 'list'
  | 'dict'
  | 'set'
  | 'frozenset'
  | 'range'
  | 'slice'
  | 'function'
  | 'builtin_function_or_method'
  | 'method'
  | 'module'
  | 'property'
  | 'staticmethod'
  | 'classmethod'
  | 'super'
  | 'generator'
  | 'coroutine'
  | 'async_generator'
  | 'cell'
  | 'code'
  | 'frame'
  | 'traceback'
  | 'ellipsis'
  | 'NotImplementedType'
  | 'mappingproxy'
  | 'method_descriptor'
  | 'wrapper_descriptor'
  | 'getset_descriptor'
  | 'member_descriptor'
  | 'method-wrapper'
  | 'types.GenericAlias'
  | 'types.UnionType'

/** The type of any value. */
export function typeOf(value: Value): PyType {
  switch (typeof value) {
    case 'object':
      return value === null ? builtinTypes.NoneType : value.cls
    case 'number':
    case 'bigint':
      return builtinTypes.int
    case 'string':
      return builtinTypes.str
    default:
      return builtinTypes.bool
  }
}
