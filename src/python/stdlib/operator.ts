/** operator: the operators as functions, itemgetter, attrgetter, methodcaller. */

import { defineFunctions, defineType } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import type { NativeFunction } from '../object/function.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, type Kwargs, PyObject, typeOf, type Value } from '../object/object.js'
import { binaryOp, compare, inplaceOp, unaryOp } from '../object/operators.js'
import {
  call,
  callMethod,
  contains,
  delItem,
  equals,
  getAttr,
  getItem,
  iterate,
  lengthHint,
  repr,
  setItem,
  toIndex,
  truthy,
} from '../object/protocol.js'
import { loadBuiltin } from '../object/runtime.js'
import { asInt, asStr, PyTuple, tuple } from '../object/values.js'
import { importModule } from '../run/importer.js'
import { fromDialect } from './support.js'

class PyGetter extends PyObject {
  constructor(
    readonly apply: (object: Value) => Value,
    readonly shown: string,
    readonly args: readonly Value[],
    readonly kwargs: Kwargs | null,
  ) {
    super()
  }
}

const BINARY = {
  add: 'Add',
  sub: 'Sub',
  mul: 'Mult',
  matmul: 'MatMult',
  truediv: 'Div',
  floordiv: 'FloorDiv',
  mod: 'Mod',
  pow: 'Pow',
  lshift: 'LShift',
  rshift: 'RShift',
  and_: 'BitAnd',
  or_: 'BitOr',
  xor: 'BitXor',
} as const
const COMPARE = { eq: 'Eq', ne: 'NotEq', lt: 'Lt', le: 'LtE', gt: 'Gt', ge: 'GtE' } as const

/** What makes the getter again; keywords go through a partial of the class. */
function reduceGetter({ cls, args, kwargs }: PyGetter): Value {
  const make =
    kwargs === null || kwargs.size === 0
      ? cls
      : call(getAttr(importModule('functools'), 'partial'), [cls, args[0]!], kwargs)
  return tuple(make, new PyTuple(make === cls ? args : args.slice(1)))
}

const getter = (name: string, apply: (args: Value[], kwargs: Kwargs | null) => (object: Value) => Value) => {
  const js = class extends PyGetter {}
  return defineType({
    name,
    module: 'operator',
    js,
    new: (cls, args, kwargs) => {
      const isCaller = name === 'methodcaller'
      if (args.length === 0)
        throw newTypeError(
          isCaller
            ? 'methodcaller needs at least one argument, the method name'
            : `${name} expected 1 argument, got 0`,
        )
      if (isCaller && asStr(args[0]) === undefined) throw newTypeError('method name must be a string')
      if (!isCaller && kwargs !== null && kwargs.size > 0)
        throw newTypeError(`${name}() takes no keyword arguments`)
      const keywords = [...(kwargs ?? [])].map(([key, value]) => `, ${key}=${repr(value)}`).join('')
      return adopt(
        new js(
          apply(args, kwargs),
          `operator.${name}(${args.map(repr).join(', ')}${keywords})`,
          args,
          kwargs,
        ),
        cls,
      )
    },
    methods: { '__reduce__(self, /)': reduceGetter },
    slots: {
      call: (self: PyGetter, args, kwargs) => {
        if (kwargs !== null && kwargs.size > 0) throw newTypeError(`${name}() takes no keyword arguments`)
        if (args.length !== 1) throw newTypeError(`${name} expected 1 argument, got ${args.length}`)
        return self.apply(args[0])
      },
      repr: (self: PyGetter) => self.shown,
    },
  })
}

/** One reader's value, or a tuple of those of several. */
const each = (readers: ((object: Value) => Value)[]) => {
  const [first] = readers
  return readers.length === 1 ? first! : (object: Value) => new PyTuple(readers.map((read) => read(object)))
}

/** What reads the attribute at the end of a dotted path. */
function pathReader(path: Value): (object: Value) => Value {
  const text = asStr(path)
  if (text === undefined) throw newTypeError('attribute name must be a string')
  if (!text.includes('.')) return (object) => getAttr(object, text)
  const names = text.split('.')
  return (object) => names.reduce(getAttr, object)
}

function hintOf(object: Value, otherwise: Value): Value {
  const count = asInt(otherwise)
  if (count === undefined)
    throw newTypeError(`'${typeNameOf(otherwise)}' object cannot be interpreted as an integer`)
  return lengthHint(object, count)
}

const isSequence = (value: Value): boolean =>
  typeOf(value).slots.getitem !== undefined && !(value instanceof PyDict)

/** `a + b` of sequences. */
function concat(a: Value, b: Value): Value {
  if (!isSequence(a)) throw newTypeError(`'${typeNameOf(a)}' object can't be concatenated`)
  return binaryOp('Add', a, b)
}

/** Functions that stand for no special method. */
const PLAIN = new Set(['truth', 'is_', 'is_not', 'countOf', 'length_hint'])

export function operator(): NativeModule {
  const table: Record<string, NativeFunction> = {
    'not_(a, /)': (a: Value) => !truthy(a),
    'truth(a, /)': truthy,
    'is_(a, b, /)': (a: Value, b: Value) => a === b,
    'is_not(a, b, /)': (a: Value, b: Value) => a !== b,
    'neg(a, /)': (a: Value) => unaryOp('USub', a),
    'pos(a, /)': (a: Value) => unaryOp('UAdd', a),
    'inv(a, /)': (a: Value) => unaryOp('Invert', a),
    'invert(a, /)': (a: Value) => unaryOp('Invert', a),
    'abs(a, /)': (a: Value) => call(loadBuiltin('abs'), [a]),
    'index(a, /)': (a: Value) => toIndex(a),
    'concat(a, b, /)': concat,
    'contains(a, b, /)': contains,
    'countOf(a, b, /)': (a: Value, b: Value) => [...iterate(a)].filter((item) => equals(item, b)).length,
    'getitem(a, b, /)': getItem,
    'setitem(a, b, c, /)': setItem,
    'delitem(a, b, /)': delItem,
    'call(obj, /, *args, **kwargs)': (fn: Value, args: Value[], kwargs: Kwargs) => call(fn, args, kwargs),
    'length_hint(obj, default=0, /)': hintOf,
  }
  for (const [name, op] of Object.entries(BINARY)) {
    table[`${name}(a, b, /)`] = (a: Value, b: Value) => binaryOp(op, a, b)
    table[`i${name.replace('_', '')}(a, b, /)`] = (a: Value, b: Value) => inplaceOp(op, a, b)
  }
  for (const [name, op] of Object.entries(COMPARE))
    table[`${name}(a, b, /)`] = (a: Value, b: Value) => compare(op, a, b)
  const functions = defineFunctions(table, { module: '_operator' })
  for (const [name, fn] of Object.entries(functions))
    if (!PLAIN.has(name)) functions[`__${name.replace(/_$/, '')}__`] = fn
  return {
    lazy: fromDialect('_operator', ['indexOf', 'iconcat']),
    attributes: {
      ...functions,
      itemgetter: getter('itemgetter', (keys) => each(keys.map((key) => (object) => getItem(object, key)))),
      attrgetter: getter('attrgetter', (paths) => each(paths.map(pathReader))),
      methodcaller: getter(
        'methodcaller',
        ([name, ...args], kwargs) =>
          (object) =>
            callMethod(object, asStr(name)!, args, kwargs),
      ),
    },
  }
}
