/**
 * memoryview: a window on the bytes of another object, read and written in place. One dimension, the formats of struct's native
 * single items.
 */
import { defineType } from '../object/define.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { equals, hash, lookupAttr, makeIterator, toIndex } from '../object/protocol.js'
import {
  asInt,
  asStr,
  NotImplemented,
  PyByteArray,
  PyBytes,
  PyList,
  PySlice,
  PyTuple,
  tuple,
} from '../object/values.js'
import { hexText } from '../text/bytes.js'
import { dataOf, registerBuffer, storeInto } from './bytes.js'
import { ITEMS, type Item } from './memory_items.js'
import { addressOf } from './object.js'
import { indicesOf, positionOf } from './slice.js'

class PyMemoryView extends PyObject {
  released = false
  /** What `hash` gave, which outlives the release. */
  hash: number | bigint | undefined
  constructor(
    readonly object: Value,
    /** The whole buffer of the object. */
    readonly buffer: Uint8Array,
    /** Byte of the first item, items, and bytes from one to the next. */
    readonly offset: number,
    readonly length: number,
    readonly stride: number,
    readonly format: string,
    readonly readonly: boolean,
  ) {
    super()
  }

  get item(): Item {
    return ITEMS[this.format]
  }
  get view(): DataView {
    return new DataView(this.buffer.buffer, this.buffer.byteOffset, this.buffer.byteLength)
  }
  get isContiguous(): boolean {
    return this.stride === this.item.size || this.length < 2
  }
  at(i: number): Value {
    return this.item.read(this.view, this.offset + i * this.stride)
  }
  put(i: number, value: Value): void {
    this.item.write(this.view, this.offset + i * this.stride, value)
    this.push()
  }
  /** Does the object keep its items otherwise than as bytes, as an array does, of which `buffer` is a copy then? */
  private get isCopy(): boolean {
    return !(this.object instanceof PyBytes || this.object instanceof PyByteArray)
  }
  /** Brings the copy up to what the object holds now. */
  pull(): void {
    const now = this.isCopy ? dataOf(this.object) : undefined
    if (now?.length === this.buffer.length) this.buffer.set(now)
  }
  /** Hands what was written into the copy to the object. */
  push(): void {
    if (this.isCopy) storeInto(this.object, this.buffer)
  }
  itemList(): Value[] {
    return Array.from({ length: this.length }, (_, i) => this.at(i))
  }
  /** The bytes it shows, copied. */
  bytes(): Uint8Array {
    const { size } = this.item
    const bytes = new Uint8Array(this.length * size)
    for (let i = 0; i < this.length; i++) {
      const from = this.offset + i * this.stride
      bytes.set(this.buffer.subarray(from, from + size), i * size)
    }
    return bytes
  }
}

/** The view, unless it has been released. */
function alive(self: PyMemoryView): PyMemoryView {
  if (self.released) throw raise('ValueError', 'operation forbidden on released memoryview object')
  self.pull()
  return self
}

registerBuffer({
  view: (value) => (value instanceof PyMemoryView ? alive(value).bytes() : undefined),
  store(value, bytes) {
    if (!(value instanceof PyMemoryView) || value.readonly) return false
    const { size } = value.item
    for (let i = 0; i < value.length; i++)
      value.buffer.set(bytes.subarray(i * size, (i + 1) * size), value.offset + i * value.stride)
    value.push()
    return true
  },
})

function newView(object: Value): PyMemoryView {
  if (object instanceof PyMemoryView) {
    const { buffer, offset, length, stride, format, readonly } = alive(object)
    return new PyMemoryView(object.object, buffer, offset, length, stride, format, readonly)
  }
  const data = dataOf(object)
  if (data === undefined)
    throw newTypeError(`memoryview: a bytes-like object is required, not '${typeNameOf(object)}'`)
  const format = asStr(lookupAttr(object, 'typecode') ?? null)
  if (format !== undefined && format in ITEMS) {
    const { size } = ITEMS[format]
    return new PyMemoryView(object, data, 0, data.length / size, size, format, false)
  }
  return new PyMemoryView(object, data, 0, data.length, 1, 'B', !(object instanceof PyByteArray))
}

function cast(self: PyMemoryView, given: Value, shape: Value): Value {
  const { buffer, offset, format, readonly, object, item, length } = alive(self)
  const name = asStr(given)
  if (name === undefined) throw newTypeError('memoryview: format argument must be a string')
  const wanted = ITEMS[name.replace(/^@/, '')]
  if (wanted === undefined)
    throw raise(
      'ValueError',
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    )
  if (shape !== null)
    throw raise('NotImplementedError', 'ishape: memoryview.cast to several dimensions is not available here')
  if (!self.isContiguous) throw newTypeError('memoryview: casts are restricted to C-contiguous views')
  const plain = (each: string) => each === 'B' || each === 'b' || each === 'c'
  if (!plain(format) && !plain(name))
    throw newTypeError('memoryview: cannot cast between two non-byte formats')
  const bytes = length * item.size
  if (bytes % wanted.size !== 0) throw newTypeError('memoryview: length is not a multiple of itemsize')
  return new PyMemoryView(
    object,
    buffer,
    offset,
    bytes / wanted.size,
    wanted.size,
    name.replace(/^@/, ''),
    readonly,
  )
}

function getItemOf(self: PyMemoryView, key: Value): Value {
  alive(self)
  if (key instanceof PySlice) {
    const { start, step, count } = indicesOf(key, self.length)
    return new PyMemoryView(
      self.object,
      self.buffer,
      self.offset + start * self.stride,
      count,
      step * self.stride,
      self.format,
      self.readonly,
    )
  }
  return self.at(place(self, key))
}

function place(self: PyMemoryView, key: Value): number {
  if (key instanceof PyTuple && key.items.length === 1) return place(self, key.items[0])
  if (key instanceof PyTuple && key.items.length > 0 && key.items.every((each) => each instanceof PySlice))
    throw raise('NotImplementedError', 'multi-dimensional slicing is not implemented')
  if (asInt(key) === undefined && lookupAttr(key, '__index__') === undefined)
    throw newTypeError('memoryview: invalid slice key')
  try {
    return positionOf(key, self.length, 'index')
  } catch {
    throw raise('IndexError', 'index out of bounds on dimension 1')
  }
}

function setItemOf(self: PyMemoryView, key: Value, value: Value): void {
  if (alive(self).readonly) throw newTypeError('cannot modify read-only memory')
  if (key instanceof PyTuple && key.items.length > 1 && key.items.every((each) => each instanceof PySlice))
    throw raise('NotImplementedError', 'memoryview slice assignments are currently restricted to ndim = 1')
  if (!(key instanceof PySlice)) {
    if (self.format === 'B' && asInt(value) === undefined)
      throw newTypeError("memoryview: invalid type for format 'B'")
    try {
      self.put(place(self, key), value)
    } catch (error) {
      throw error instanceof Error ? error : rewordRange(error, self)
    }
    return
  }
  const target = getItemOf(self, key) as PyMemoryView
  const source = value instanceof PyMemoryView ? alive(value) : newView(value)
  if (source.format !== target.format || source.length !== target.length)
    throw raise('ValueError', 'memoryview assignment: lvalue and rvalue have different structures')
  source.itemList().forEach((item, i) => void target.put(i, item))
}

/** The error of a value that does not fit names the format. */
function rewordRange(error: unknown, self: PyMemoryView): unknown {
  const message = (error as { exception?: { args: PyTuple } }).exception?.args.items[0]
  if (message === 'memoryview: invalid value for format')
    return raise('ValueError', `${message} '${self.format}'`)
  return message === 'memoryview: invalid type for format'
    ? newTypeError(`${message} '${self.format}'`)
    : error
}

const read = (get: (self: PyMemoryView) => Value) => (self: PyMemoryView) => get(alive(self))

export const memoryViewType = defineType({
  name: 'memoryview',
  register: 'memoryview',
  js: PyMemoryView,
  subclassable: false,
  signature: 'memoryview(object)',
  doc: 'Create a new memoryview object which references the given object.',
  new: (_, args, kwargs) => {
    const given = args[0] ?? kwargs?.get('object')
    if (given === undefined || args.length > 1)
      throw newTypeError(
        given === undefined
          ? "memoryview() missing required argument 'object' (pos 1)"
          : `memoryview() takes at most 1 argument (${args.length} given)`,
      )
    return newView(given)
  },
  methods: {
    'tobytes(self, order=None)': (self: PyMemoryView) => new PyBytes(alive(self).bytes()),
    'tolist(self, /)': (self: PyMemoryView) => new PyList(alive(self).itemList()),
    'hex(self, sep=<absent>, bytes_per_sep=1)': (self: PyMemoryView, sep: Value | undefined, group: Value) =>
      hexText(alive(self).bytes(), sep === undefined ? undefined : asStr(sep), Number(toIndex(group))),
    'cast(self, format, shape=None)': cast,
    'toreadonly(self, /)': (self: PyMemoryView) => {
      const { object, buffer, offset, length, stride, format } = alive(self)
      return new PyMemoryView(object, buffer, offset, length, stride, format, true)
    },
    'release(self, /)': (self: PyMemoryView) => {
      self.released = true
    },
    '__enter__(self, /)': (self: PyMemoryView) => alive(self),
    '__exit__(self, *args)': (self: PyMemoryView) => {
      self.released = true
    },
  },
  getset: {
    obj: read((self) => self.object),
    nbytes: read((self) => self.length * self.item.size),
    itemsize: read((self) => self.item.size),
    format: read((self) => self.format),
    readonly: read((self) => self.readonly),
    ndim: read(() => 1),
    shape: read((self) => tuple(self.length)),
    strides: read((self) => tuple(self.stride)),
    suboffsets: read(() => tuple()),
    contiguous: read((self) => self.isContiguous),
    c_contiguous: read((self) => self.isContiguous),
    f_contiguous: read((self) => self.isContiguous),
  },
  slots: {
    repr: (self: PyMemoryView) =>
      `<${self.released ? 'released memory' : 'memory'} at 0x${addressOf(self).toString(16).padStart(12, '0')}>`,
    len: (self: PyMemoryView) => alive(self).length,
    getitem: getItemOf,
    setitem: setItemOf,
    delitem: () => {
      throw newTypeError('cannot delete memory')
    },
    iter: (self: PyMemoryView) => {
      let i = 0
      return makeIterator('memory_iterator', () => (i < alive(self).length ? self.at(i++) : undefined))
    },
    hash: (self: PyMemoryView) => {
      if (self.hash === undefined) {
        if (!alive(self).readonly) throw raise('ValueError', 'cannot hash writable memoryview object')
        self.hash = hash(new PyBytes(self.bytes()))
      }
      return self.hash
    },
    eq: (self: PyMemoryView, other) => {
      if (self === other) return true
      if (self.released) return false
      const data = dataOf(other)
      if (data === undefined) return NotImplemented
      const view = other instanceof PyMemoryView ? other : newView(other)
      const [a, b] = [self.itemList(), view.itemList()]
      return a.length === b.length && a.every((item, i) => equals(item, b[i]))
    },
  },
})
