/** Where the attributes of a class's instances live: `__slots__`, `__dict__` and `__weakref__`. */
import { mangle } from '../compile/scope.js'
import { raise } from '../object/errors.js'
import { PyGetSet, PyMember } from '../object/function.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, type PyType } from '../object/object.js'
import { iterate } from '../object/protocol.js'
import { asStr } from '../object/values.js'
import { isIdentifier } from '../text/strings.js'

/** The types whose instances have a C layout of their own length, with no room for slots behind it. */
const VARIABLE_SIZED = ['int', 'tuple', 'bytes']
/** Have instances of the base a home for this already? */
const has = (base: PyType, name: '__dict__' | '__weakref__'): boolean =>
  name === '__dict__' ? base.hasDict : base.mro.some((each) => each.dict.has(name))

/** Gives the class the homes that `__slots__` declares, and decides whether its instances have a `__dict__`. */
export function applySlots(type: PyType, bases: readonly PyType[]): void {
  type.slotCount = Math.max(...bases.map((base) => base.slotCount))
  const declared = type.dict.get('__slots__')
  if (declared === undefined) {
    type.hasDict = true
    return
  }
  const names =
    typeof declared === 'string'
      ? [mangle(declared, type.name)]
      : [...iterate(declared)].map((name) => {
          const text = asStr(name)
          if (text === undefined)
            throw newTypeError(`__slots__ items must be strings, not '${typeNameOf(name)}'`)
          return mangle(text, type.name)
        })
  if (names.length > 0 && VARIABLE_SIZED.includes(type.native.name) && type.native.module === 'builtins')
    throw newTypeError(`nonempty __slots__ not supported for subtype of '${type.bases[0].name}'`)
  type.hasDict = bases.some((base) => base.hasDict) || names.includes('__dict__')
  const homes = new Set<string>()
  for (const name of names) {
    if (name === '__dict__' || name === '__weakref__') {
      if (homes.has(name) || bases.some((base) => has(base, name)))
        throw newTypeError(
          name === '__dict__'
            ? '__dict__ slot disallowed: we already got one'
            : '__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0',
        )
      homes.add(name)
      if (name === '__weakref__') addWeakref(type)
      continue
    }
    if (!isIdentifier(name)) throw newTypeError('__slots__ must be identifiers')
    if (type.dict.has(name)) throw raise('ValueError', `'${name}' in __slots__ conflicts with class variable`)
    type.dict.set(name, new PyMember(name, type, type.slotCount++))
  }
}

const addWeakref = (type: PyType): void => {
  type.dict.set('__weakref__', new PyGetSet('__weakref__', type, () => null, null))
}

/** What CPython puts into a class beside its body: the homes of attributes and weak references, and a doc. */
export function addOwnAttributes(type: PyType, bases: readonly PyType[]): void {
  const { dict } = type
  const general = builtinTypes.object.dict.get('__dict__') as PyGetSet
  const given = bases.some((base) => base.hasDict || base.lookup('__dict__') !== general)
  if (type.hasDict && !dict.has('__dict__') && !given) {
    const { get, set } = general
    dict.set('__dict__', new PyGetSet('__dict__', type, get, set))
  }
  if (!dict.has('__slots__') && bases.every((base) => base.isNative)) addWeakref(type)
  if (!dict.has('__doc__')) dict.set('__doc__', null)
}
