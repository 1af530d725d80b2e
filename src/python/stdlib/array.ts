/** array: sequences of numbers of one C type. */
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, PyObject, type PyType, type Value } from '../object/object.js'
import {
  equals,
  iterate,
  lookupSpecial,
  makeIterator,
  repr,
  toArray,
  toCount,
  toIndex,
} from '../object/protocol.js'
import {
  asStr,
  NotImplemented,
  normalizeInt,
  PyBytes,
  PyFloat,
  PyList,
  PySlice,
  tuple,
} from '../object/values.js'
import { sliceArray } from '../text/sequence.js'
import { need, registerBuffer } from '../types/bytes.js'
import { realOf } from '../types/float.js'
import { indicesOf } from '../types/slice.js'

type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array

interface Kind {
  readonly make: (length: number) => Numbers
  readonly name: string
  readonly low?: bigint
  readonly high?: bigint
}

const whole = (make: Kind['make'], name: string, bits: bigint, signed: boolean): Kind => ({
  make,
  name,
  low: signed ? -(1n << (bits - 1n)) : 0n,
  high: signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n,
})

const KINDS: Readonly<Record<string, Kind>> = {
  b: whole((n) => new Int8Array(n), 'signed char', 8n, true),
  B: whole((n) => new Uint8Array(n), 'unsigned byte integer', 8n, false),
  u: { make: (n) => new Uint32Array(n), name: 'unicode character' },
  h: whole((n) => new Int16Array(n), 'signed short integer', 16n, true),
  H: whole((n) => new Uint16Array(n), 'unsigned short', 16n, false),
  i: whole((n) => new Int32Array(n), 'signed integer', 32n, true),
  I: whole((n) => new Uint32Array(n), 'unsigned int', 32n, false),
  l: whole((n) => new BigInt64Array(n), 'C long', 64n, true),
  L: whole((n) => new BigUint64Array(n), 'C unsigned long', 64n, false),
  q: whole((n) => new BigInt64Array(n), 'C long long', 64n, true),
  Q: whole((n) => new BigUint64Array(n), 'C unsigned long long', 64n, false),
  f: { make: (n) => new Float32Array(n), name: 'float' },
  d: { make: (n) => new Float64Array(n), name: 'double' },
}

class PyArray extends PyObject {
  items: Value[] = []
  constructor(readonly code: string) {
    super()
  }
  get kind(): Kind {
    return KINDS[this.code]
  }
  bytes(): Uint8Array {
    const data = this.kind.make(this.items.length)
    for (const [i, item] of this.items.entries()) {
      if (data instanceof BigInt64Array || data instanceof BigUint64Array) data[i] = BigInt(item as number)
      else
        data[i] =
          item instanceof PyFloat
            ? item.value
            : typeof item === 'string'
              ? item.codePointAt(0)!
              : Number(item)
    }
    return new Uint8Array(data.buffer)
  }
}

const itemSize = (code: string): number => KINDS[code].make(0).BYTES_PER_ELEMENT

/** An item as the array keeps it: checked, and rounded to its type. */
function itemOf({ code, kind }: PyArray, value: Value): Value {
  if (code === 'u') {
    const text = asStr(value)
    if (text === undefined || [...text].length !== 1)
      throw newTypeError('array item must be a unicode character')
    return text
  }
  if (kind.low === undefined) {
    if (typeof value === 'string' || value === null || lookupSpecial(value, '__float__') === undefined) {
      if (typeof value !== 'number' && typeof value !== 'bigint')
        throw newTypeError(`must be real number, not ${typeNameOf(value)}`)
    }
    const number = realOf(value)
    return new PyFloat(code === 'f' ? Math.fround(number) : number)
  }
  if (value instanceof PyFloat) throw newTypeError(`'float' object cannot be interpreted as an integer`)
  const index = BigInt(toIndex(value))
  if (index < kind.low) throw raise('OverflowError', `${kind.name} is less than minimum`)
  if (index > kind.high!) throw raise('OverflowError', `${kind.name} is greater than maximum`)
  return normalizeInt(index)
}

function fromBytes(self: PyArray, bytes: Uint8Array): void {
  const size = itemSize(self.code)
  if (bytes.length % size !== 0) throw raise('ValueError', 'bytes length not a multiple of item size')
  const data = self.kind.make(bytes.length / size)
  new Uint8Array(data.buffer).set(bytes)
  for (const number of data) {
    if (typeof number === 'bigint') self.items.push(normalizeInt(number))
    else if (self.code === 'u') self.items.push(String.fromCodePoint(number))
    else self.items.push(self.kind.low === undefined ? new PyFloat(number) : number)
  }
}

function newArray(cls: PyType, args: Value[]): Value {
  if (args.length === 0) throw newTypeError('array() takes at least 1 argument (0 given)')
  const code = asStr(args[0])
  if (code === undefined || [...code].length !== 1)
    throw newTypeError('array() argument 1 must be a unicode character, not ' + typeNameOf(args[0]))
  if (KINDS[code] === undefined)
    throw raise('ValueError', 'bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)')
  const self = adopt(new PyArray(code), cls)
  const initial = args[1]
  if (initial !== undefined) fill(self, initial)
  return self
}

function fill(self: PyArray, initial: Value): void {
  const text = asStr(initial)
  if (text !== undefined) {
    if (self.code !== 'u')
      throw newTypeError(`cannot use a str to initialize an array with typecode '${self.code}'`)
    self.items.push(...text)
  } else if (initial instanceof PyBytes) fromBytes(self, initial.data)
  else for (const item of iterate(initial)) self.items.push(itemOf(self, item))
}

function like(self: PyArray, items: Value[]): PyArray {
  const made = new PyArray(self.code)
  made.items = items
  return made
}

function position(self: PyArray, index: Value, what: string): number {
  const at = toCount(index)
  const place = at < 0 ? at + self.items.length : at
  if (place < 0 || place >= self.items.length) throw raise('IndexError', what)
  return place
}

const compare =
  (test: (order: number) => boolean, less: (a: Value, b: Value) => number) =>
  (self: PyArray, other: Value): Value =>
    other instanceof PyArray ? test(less(self, other)) : NotImplemented

function order(a: Value, b: Value): number {
  const [x, y] = [(a as PyArray).items, (b as PyArray).items]
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (equals(x[i], y[i])) continue
    const [p, q] = [x[i], y[i]].map((each) => (each instanceof PyFloat ? each.value : each)) as [
      number,
      number,
    ]
    return p < q ? -1 : 1
  }
  return x.length - y.length
}

const sameKind = (self: PyArray, other: Value): PyArray => {
  if (!(other instanceof PyArray))
    throw newTypeError(`can only extend with array (not "${typeNameOf(other)}")`)
  if (other.code !== self.code) throw newTypeError('can only extend with array of same kind')
  return other
}

export function array(): NativeModule {
  registerBuffer({
    view: (value) => (value instanceof PyArray ? value.bytes() : undefined),
    store(value, bytes) {
      if (!(value instanceof PyArray)) return false
      value.items.length = 0
      fromBytes(value, bytes)
      return true
    },
  })
  const type = defineType({
    name: 'array',
    module: 'array',
    js: PyArray,
    new: newArray,
    methods: {
      'append(self, v, /)': (self: PyArray, item: Value) => void self.items.push(itemOf(self, item)),
      'extend(self, bb, /)': (self: PyArray, other: Value) => {
        if (other instanceof PyArray) self.items.push(...sameKind(self, other).items)
        else for (const item of iterate(other)) self.items.push(itemOf(self, item))
      },
      'insert(self, i, v, /)': (self: PyArray, at: Value, item: Value) =>
        void self.items.splice(toCount(at), 0, itemOf(self, item)),
      'pop(self, i=-1, /)': (self: PyArray, at: Value) => {
        if (self.items.length === 0) throw raise('IndexError', 'pop from empty array')
        return self.items.splice(position(self, at, 'pop index out of range'), 1)[0]
      },
      'remove(self, v, /)': (self: PyArray, item: Value) => {
        const at = self.items.findIndex((each) => equals(each, item))
        if (at < 0) throw raise('ValueError', 'array.remove(x): x not in array')
        self.items.splice(at, 1)
      },
      'index(self, v, start=0, stop=9223372036854775807, /)': (self: PyArray, item: Value, start: Value) => {
        const at = self.items.findIndex((each, i) => i >= toCount(start) && equals(each, item))
        if (at < 0) throw raise('ValueError', 'array.index(x): x not in array')
        return at
      },
      'count(self, v, /)': (self: PyArray, item: Value) =>
        self.items.filter((each) => equals(each, item)).length,
      'reverse(self, /)': (self: PyArray) => void self.items.reverse(),
      'tolist(self, /)': (self: PyArray) => new PyList([...self.items]),
      'fromlist(self, list, /)': (self: PyArray, list: Value) => {
        if (!(list instanceof PyList)) throw newTypeError('arg must be list')
        self.items.push(...list.items.map((item) => itemOf(self, item)))
      },
      'tobytes(self, /)': (self: PyArray) => new PyBytes(self.bytes()),
      'frombytes(self, buffer, /)': (self: PyArray, data: Value) => fromBytes(self, need(data)),
      'tounicode(self, /)': (self: PyArray) => {
        if (self.code !== 'u')
          throw raise('ValueError', 'tounicode() may only be called on unicode type arrays')
        return self.items.join('')
      },
      'buffer_info(self, /)': (self: PyArray) => tuple(0x7f2a_0000_0000, self.items.length),
      'byteswap(self, /)': (self: PyArray) => {
        const bytes = self.bytes()
        const size = itemSize(self.code)
        for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse()
        self.items = []
        fromBytes(self, bytes)
      },
      '__copy__(self, /)': (self: PyArray) => like(self, [...self.items]),
      '__deepcopy__(self, memo, /)': (self: PyArray) => like(self, [...self.items]),
    },
    getset: { typecode: (self: PyArray) => self.code, itemsize: (self: PyArray) => itemSize(self.code) },
    attributes: { __hash__: null },
    slots: {
      len: (self: PyArray) => self.items.length,
      iter: (self: PyArray) => {
        let at = 0
        return makeIterator('arrayiterator', () => self.items[at++])
      },
      getitem: (self: PyArray, index) =>
        index instanceof PySlice
          ? like(self, sliceArray(self.items, indicesOf(index, self.items.length)))
          : self.items[position(self, index, 'array index out of range')],
      setitem: (self: PyArray, index, item) => {
        if (!(index instanceof PySlice)) {
          self.items[position(self, index, 'array assignment index out of range')] = itemOf(self, item)
          return
        }
        const { start, step, count: length } = indicesOf(index, self.items.length)
        const { items } = sameKind(self, item)
        if (step === 1) self.items.splice(start, length, ...items)
        else if (items.length !== length) {
          throw raise(
            'ValueError',
            `attempt to assign array of size ${items.length} to extended slice of size ${length}`,
          )
        } else for (const [i, each] of items.entries()) self.items[start + i * step] = each
      },
      delitem: (self: PyArray, index) => {
        if (!(index instanceof PySlice)) {
          self.items.splice(position(self, index, 'array assignment index out of range'), 1)
          return
        }
        const { start, step, count: length } = indicesOf(index, self.items.length)
        const gone = new Set(Array.from({ length }, (_, i) => start + i * step))
        self.items = self.items.filter((_, i) => !gone.has(i))
      },
      contains: (self: PyArray, item) => self.items.some((each) => equals(each, item)),
      add: (self: PyArray, other) => {
        if (!(other instanceof PyArray))
          throw newTypeError(`can only append array (not "${typeNameOf(other)}") to array`)
        if (other.code !== self.code) throw newTypeError('bad argument type for built-in operation')
        return like(self, [...self.items, ...other.items])
      },
      iadd: (self: PyArray, other) => {
        self.items.push(...sameKind(self, other).items)
        return self
      },
      mul: (self: PyArray, times) =>
        like(self, Array.from({ length: Math.max(0, toCount(times)) }, () => self.items).flat()),
      rmul: (self: PyArray, times) =>
        like(self, Array.from({ length: Math.max(0, toCount(times)) }, () => self.items).flat()),
      eq: compare((sign) => sign === 0, order),
      lt: compare((sign) => sign < 0, order),
      le: compare((sign) => sign <= 0, order),
      gt: compare((sign) => sign > 0, order),
      ge: compare((sign) => sign >= 0, order),
      repr: (self: PyArray) => {
        if (self.items.length === 0) return `array('${self.code}')`
        const shown = self.code === 'u' ? repr(self.items.join('')) : repr(new PyList(toArray(self)))
        return `array('${self.code}', ${shown})`
      },
    },
  })
  return { attributes: { array: type, ArrayType: type, typecodes: 'bBuhHiIlLqQfd' } }
}
