/** _copy: copies of the builtin containers and of plain instances; whatever says itself how it is copied is left to the module `copy`. */
import { identity } from '../builtins/attributes.js'
import { defineFunctions } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import type { NativeModule } from '../object/module.js'
import {
  builtinTypes,
  DICT_MODE,
  dictOf,
  PyInstance,
  type PyObject,
  PyType,
  type Value,
} from '../object/object.js'
import { call, callMethod, typeOf } from '../object/protocol.js'
import { NotImplemented, PyByteArray, PyList, PyTuple } from '../object/values.js'

/** What a class may say of copies; a plain one has them all from `object`, or not at all. */
const HOOKS = [
  '__copy__',
  '__deepcopy__',
  '__reduce_ex__',
  '__reduce__',
  '__getstate__',
  '__setstate__',
  '__getnewargs__',
  '__getnewargs_ex__',
  '__getattr__',
  '__getattribute__',
  '__new__',
  '__slots__',
]

/** `copyreg.dispatch_table`, which programs enter classes into. */
let table: PyDict

/** Is the object an instance of a class statement's class that says nothing of copies? */
function isPlain(value: Value): value is PyInstance {
  if (!(value instanceof PyInstance)) return false
  const { cls } = value
  if (cls.isNative || !cls.hasDict || cls.native !== builtinTypes.object) return false
  const { object } = builtinTypes
  return table.get(cls) === undefined && HOOKS.every((name) => cls.lookup(name) === object.lookup(name))
}

/** An instance with the attributes that `map` makes of the other's; the other keeps its shape. */
function copied(source: PyInstance): PyInstance {
  const made = new PyInstance(source.cls)
  if (source.shape === DICT_MODE) {
    const dict = dictOf(made)
    for (const name of dictOf(source).strKeys()) dict.setStr(name, dictOf(source).getStr(name)!)
  } else {
    made.shape = source.shape
    made.values = source.values.slice()
  }
  return made
}

/** Has the dict a key that is no text, as `vars(x)[1] = 2` makes one? */
const hasOddKeys = (source: PyObject): boolean =>
  source.shape === DICT_MODE && (dictOf(source) as PyDict).size !== dictOf(source).strKeys().length

const ATOMS = ['int', 'float', 'bool', 'complex', 'str', 'bytes', 'range'] as const
const isAtom = (value: Value): boolean =>
  value === null ||
  typeof value !== 'object' ||
  value instanceof PyType ||
  ATOMS.some((name) => value.cls === builtinTypes[name])

function shallow(value: Value): Value {
  if (isAtom(value)) return value
  const cls = typeOf(value)
  if (cls === builtinTypes.list) return new PyList((value as PyList).items.slice())
  if (cls === builtinTypes.tuple) return value
  if (cls === builtinTypes.dict || cls === builtinTypes.set || value instanceof PyByteArray)
    return cls.isNative ? callMethod(value, 'copy', []) : NotImplemented
  return isPlain(value) && !hasOddKeys(value) ? copied(value) : NotImplemented
}

/** `deepcopy` with its memo; `other` copies what isn't known here. */
function deep(value: Value, memo: PyDict, other: Value): Value {
  if (isAtom(value)) return value
  const key = identity(value)
  const known = memo.get(key)
  if (known !== undefined) return known
  const cls = typeOf(value)
  let made: Value
  if (cls === builtinTypes.list) {
    const items: Value[] = []
    made = new PyList(items)
    memo.set(key, made)
    // Indexed: the list may change while its items are copied.
    for (let i = 0; i < (value as PyList).items.length; i++)
      items.push(deep((value as PyList).items[i]!, memo, other))
  } else if (cls === builtinTypes.dict) {
    const dict = new PyDict()
    made = dict
    memo.set(key, made)
    for (const [name, item] of [...(value as PyDict).entries()])
      dict.set(deep(name, memo, other), deep(item, memo, other))
  } else if (cls === builtinTypes.tuple) {
    const { items } = value as PyTuple
    const copies = items.map((item) => deep(item, memo, other))
    const own = memo.get(key)
    if (own !== undefined) return own
    if (copies.every((item, i) => item === items[i])) return value
    made = new PyTuple(copies)
    memo.set(key, made)
  } else if (isPlain(value) && value.shape !== DICT_MODE) {
    const instance = copied(value)
    made = instance
    memo.set(key, made)
    for (let i = 0; i < instance.values.length; i++)
      instance.values[i] = deep(instance.values[i] as Value, memo, other)
  } else return call(other, [value, memo])
  keepAlive(memo, value)
  return made
}

/** What was copied lives as long as the memo, so that no other object gets its identity. */
function keepAlive(memo: PyDict, value: Value): void {
  const key = identity(memo)
  const kept = memo.get(key)
  if (kept instanceof PyList) kept.items.push(value)
  else memo.set(key, new PyList([value]))
}

export const copies = (): NativeModule => ({
  attributes: defineFunctions({
    'use(dispatch_table, /)': (dispatch: PyDict) => {
      table = dispatch
      return null
    },
    'shallow(x, /)': shallow,
    'deep(x, memo, other, /)': (value: Value, memo: Value, other: Value) =>
      memo instanceof PyDict ? deep(value, memo, other) : call(other, [value, memo]),
  }),
})
