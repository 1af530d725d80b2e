/**
 * Native types and functions, declared by tables.
 *
 * A method is keyed by its signature: `'index(self, value, start=0, stop=9223372036854775807, /)': (self, value, start, stop) => …`; the
 * function gets the bound arguments in that order. `slots` holds special methods in their native form (slots.ts); each
 * also appears in the type's dict as a slot wrapper.
 */
import { Signature, type SignatureStyle } from './bind.js'
import type { NativeFunction, RawFunction } from './function.js'
import {
  PyBuiltin,
  PyClassMethod,
  PyGetSet,
  PyMethodDescriptor,
  PyNativeFunction,
  PyNativeMember,
  PySlotWrapper,
  PyStaticMethod,
} from './function.js'
import { mergeMros } from './mro.js'
import { newTypeError, typeNameOf } from './names.js'
import type { BuiltinTypeName, Kwargs, LazyAttributes, Value } from './object.js'
import { builtinTypes, type PyObject, PyType } from './object.js'
import type { SlotName, Slots } from './slots.js'
import { updateSlots } from './update.js'

type Methods = Record<string, NativeFunction>
// biome-ignore lint/suspicious/noExplicitAny: the native type knows the JS class of its own self
type Getter = (self: any) => Value
export interface GetSet {
  get: Getter
  /** A value of undefined deletes. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  set?: (self: any, value: Value | undefined) => void
  doc?: string
}

export interface TypeSpec {
  name: string
  /** `builtins` unless given; `__qualname__` is the name. */
  module?: string
  base?: PyType
  bases?: PyType[]
  metaclass?: PyType
  /** The JS class of the instances; its prototype gets `cls`. Several when one type has several representations. */
  js?: abstract new (
    // biome-ignore lint/suspicious/noExplicitAny: constructors differ
    ...args: any[]
  ) => PyObject
  doc?: string
  /** Constructor's text for help: `Conv2d(in_channels, out_channels, …)`. */
  signature?: string
  /** Makes an instance: payload, then `adopt(object, cls)`. Absent: `cannot create 'x' instances`, or inherited. */
  new?: (cls: PyType, args: Value[], kwargs: Kwargs | null) => Value
  /** `'python'`: its `__new__` looks as if written in Python. */
  newStyle?: SignatureStyle
  methods?: Methods
  /** Keyed by signature without cls; the function gets cls first. */
  classMethods?: Methods
  staticMethods?: Methods
  getset?: Record<string, Getter | GetSet>
  /** The same for what CPython declares as members. */
  members?: Record<string, Getter | GetSet>
  /** Other class attributes. */
  attributes?: Record<string, Value>
  slots?: Partial<Omit<Slots, 'new'>>
  /** One line of help per method name. */
  docs?: Record<string, string>
  /** Instances may have attributes of their own (default: as the base). */
  instanceDict?: boolean
  subclassable?: boolean
  /** `T[…]` is an alias: its `__class_getitem__`. */
  generic?: boolean
  lazy?: LazyAttributes
  /** The class that methods have in their qualified names, where it is a base that has no type here. */
  methodsOf?: string
  /** Wording of argument errors of methods. */
  style?: SignatureStyle
  /** What calling the type itself with one argument gives. */
  convert?: (value: Value) => Value
  /** Sets `builtinTypes[…]`. */
  register?: BuiltinTypeName
}

let aliasOf: (origin: Value, key: Value) => Value

/** Says what `T[…]` makes of a generic class. */
export const provideAlias = (make: typeof aliasOf): void => {
  aliasOf = make
}

/** Builds a native type. */
export function defineType(spec: TypeSpec): PyType {
  const bases = spec.bases ?? (spec.base ? [spec.base] : builtinTypes.object ? [builtinTypes.object] : [])
  const type = new PyType(spec.name, bases, spec.metaclass ?? inheritedMetaclass(bases))
  type.module = spec.module ?? 'builtins'
  type.isNative = true
  type.mro = bases.length === 1 ? [type, ...bases[0].mro] : [type, ...mergeMros(bases)]
  type.hasDict = spec.instanceDict ?? bases.some((base) => base.hasDict)
  type.subclassable = spec.subclassable ?? true
  type.doc = spec.doc ?? null
  type.signature = spec.signature ?? null
  type.lazy = spec.lazy ?? null
  type.convert = spec.convert ?? null
  // int and str are JS primitives: a layout of their own without a class.
  const primitive = spec.register === 'int' || spec.register === 'str'
  if (spec.js === undefined && !primitive && bases.length > 0) type.native = bases[0].native
  if (spec.register !== undefined) builtinTypes[spec.register] = type
  if (spec.js !== undefined) spec.js.prototype.cls = type
  fillType(type, spec)
  if (!type.dict.has('__doc__')) type.dict.set('__doc__', type.doc)
  updateSlots(type)
  return type
}

/** The metaclass of the first base that has one of its own; `type` otherwise, which stands on the prototype. */
function inheritedMetaclass(bases: readonly PyType[]): PyType | undefined {
  return builtinTypes.type === undefined
    ? undefined
    : bases.find((base) => base.cls !== builtinTypes.type)?.cls
}

/** Adds more of a table to a native type: types whose methods stand in several files. */
export function fillType(type: PyType, spec: Omit<TypeSpec, 'name'>): void {
  const { dict } = type
  if (spec.new !== undefined) {
    dict.set('__new__', new PyStaticMethod(newFunction(type, spec.new, spec.newStyle)))
  }
  for (const [text, fn] of Object.entries(spec.methods ?? {})) {
    const method = makeFunction(text, fn, spec.style, type, `${spec.methodsOf ?? type.name}.`, true)
    method.doc = spec.docs?.[method.name] ?? null
    dict.set(method.name, method)
  }
  const subscripts: Methods = spec.generic
    ? { '__class_getitem__(item, /)': (cls: Value, item: Value) => aliasOf(cls, item) }
    : {}
  for (const [text, fn] of Object.entries({ ...spec.classMethods, ...subscripts })) {
    const open = text.indexOf('(')
    const params = text.slice(open + 1)
    const full = `${text.slice(0, open)}(cls, ${params.startsWith(')') ? '/' : ''}${params}`
    const method = makeFunction(full, fn, spec.style, null, `${type.name}.`, true)
    dict.set(method.name, new PyClassMethod(method))
  }
  for (const [text, fn] of Object.entries(spec.staticMethods ?? {})) {
    const method = makeFunction(text, fn, spec.style, null, type.name + '.', false)
    dict.set(method.name, new PyStaticMethod(method))
  }
  const descriptors = [
    [PyGetSet, spec.getset],
    [PyNativeMember, spec.members],
  ] as const
  for (const [kind, table] of descriptors) {
    for (const [name, entry] of Object.entries(table ?? {})) {
      const { get, set, doc }: GetSet = typeof entry === 'function' ? { get: entry } : entry
      const descriptor = new kind(name, type, get, set ?? null)
      descriptor.doc = doc ?? null
      dict.set(name, descriptor)
    }
  }
  for (const [name, value] of Object.entries(spec.attributes ?? {})) dict.set(name, value)
  const slots = spec.slots ?? {}
  for (const name of Object.keys(slots) as (keyof typeof slots)[]) {
    dict.set(`__${name}__`, new PySlotWrapper(name as SlotName, slots[name] as NativeFunction, type))
  }
  // A type that defines equality and not hash is unhashable, as for class statements.
  if (slots.eq !== undefined && slots.hash === undefined && !dict.has('__hash__')) dict.set('__hash__', null)
}

/** `T.__new__`: checks its class argument as CPython does. */
function newFunction(
  type: PyType,
  make: NonNullable<TypeSpec['new']>,
  style: SignatureStyle = 'native',
): PyBuiltin {
  const fn = makeFunction(
    '__new__(*args, **kwargs)',
    (args: Value[], kwargs: Kwargs) => {
      const [cls, ...rest] = args
      if (!(cls instanceof PyType)) {
        throw newTypeError(
          args.length === 0
            ? `${type.name}.__new__(): not enough arguments`
            : `${type.name}.__new__(X): X is not a type object (${cls === null ? 'NoneType' : typeNameOf(cls)})`,
        )
      }
      if (!cls.isSubtypeOf(type)) {
        throw newTypeError(`${type.name}.__new__(${cls.name}): ${cls.name} is not a subtype of ${type.name}`)
      }
      const base = type.module === 'builtins' ? cls.mro.find((each) => each.isNative) : undefined
      if (base !== undefined && base.module === 'builtins' && base.slots.new !== type.slots.new) {
        throw newTypeError(`${type.name}.__new__(${cls.name}) is not safe, use ${base.name}.__new__()`)
      }
      return make(cls, rest, kwargs.size === 0 ? null : kwargs)
    },
    style,
    null,
    type.name + '.',
    false,
  )
  nativeNew.set(fn, make)
  return fn
}
const nativeNew = new WeakMap<PyBuiltin, NonNullable<TypeSpec['new']>>()
/** The constructor behind a native `__new__`, so that calling the class can go straight to it. */
export function constructorOf(fn: Value): NonNullable<TypeSpec['new']> | undefined {
  return fn instanceof PyBuiltin ? nativeNew.get(fn) : undefined
}

function makeFunction(
  text: string,
  fn: NativeFunction,
  style: SignatureStyle | undefined,
  owner: PyType | null,
  prefix: string,
  isMethod: boolean,
): PyBuiltin {
  const name = text.slice(0, text.indexOf('('))
  const qualname = prefix + name
  const kind = style === 'python' ? PyNativeFunction : owner === null ? PyBuiltin : PyMethodDescriptor
  return new kind(name, new Signature(text, qualname, style, isMethod), fn, qualname, owner)
}

/** A native function from its signature. */
export function defineFunction(
  signature: string,
  fn: NativeFunction,
  options: { module?: string; doc?: string; style?: SignatureStyle } = {},
): PyBuiltin {
  const builtin = makeFunction(signature, fn, options.style, null, '', false)
  builtin.module = options.module ?? 'builtins'
  builtin.doc = options.doc ?? null
  return builtin
}

/** Several native functions of one module, by name: `{ 'sqrt(x, /)': (x) => … }`. */
export function defineFunctions(
  table: Record<string, NativeFunction>,
  options: { module?: string; style?: SignatureStyle } = {},
): Record<string, PyBuiltin> {
  const functions: Record<string, PyBuiltin> = {}
  for (const [signature, fn] of Object.entries(table)) {
    const builtin = defineFunction(signature, fn, options)
    functions[builtin.name] = builtin
  }
  return functions
}

/** A native function that takes its arguments as they come. */
export function rawFunction(name: string, fn: RawFunction, module = 'builtins'): PyBuiltin {
  return defineFunction(
    `${name}(*args, **kwargs)`,
    (args: Value[], kwargs: Kwargs) => fn(args, kwargs.size === 0 ? null : kwargs),
    { module },
  )
}
