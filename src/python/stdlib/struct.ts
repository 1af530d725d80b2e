/** struct: values to and from packed bytes, with C's native alignment or a standard layout. */
import { defineFunctions, defineType } from '../object/define.js'
import { type PyError, raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { adopt, PyObject, type PyType, type Value } from '../object/object.js'
import { lookupSpecial, makeIterator, toCount, toIndex, truthy } from '../object/protocol.js'
import { asStr, normalizeInt, PyByteArray, PyBytes, PyFloat, PyTuple } from '../object/values.js'
import { decode, encode } from '../text/codecs.js'
import { dataOf, need, storeInto } from '../types/bytes.js'
import { realOf } from '../types/float.js'
import { errorClass, throwNew } from './support.js'

interface Kind {
  readonly size: number
  readonly signed?: boolean
  /** The size and alignment in native mode, where it is another. */
  readonly native?: number
}

const KINDS: Readonly<Record<string, Kind>> = {
  x: { size: 1 },
  c: { size: 1 },
  b: { size: 1, signed: true },
  B: { size: 1 },
  '?': { size: 1 },
  h: { size: 2, signed: true },
  H: { size: 2 },
  i: { size: 4, signed: true },
  I: { size: 4 },
  l: { size: 4, signed: true, native: 8 },
  L: { size: 4, native: 8 },
  q: { size: 8, signed: true },
  Q: { size: 8 },
  n: { size: 8, signed: true },
  N: { size: 8 },
  P: { size: 8 },
  e: { size: 2 },
  f: { size: 4 },
  d: { size: 8 },
  s: { size: 1 },
  p: { size: 1 },
}
const NATIVE_ONLY = 'nNP'

/** One field at its offset; `s` and `p` are one field of `size` bytes, `x` is none. */
interface Field {
  readonly code: string
  readonly offset: number
  readonly size: number
}

interface Layout {
  readonly fields: readonly Field[]
  readonly size: number
  readonly little: boolean
  readonly native: boolean
}

let errorType: PyType | undefined
const structError = (): PyType => (errorType ??= errorClass('struct', 'error'))
const fail = (message: string): never => throwNew(structError(), message)

const layouts = new Map<string, Layout>()

function layoutOf(format: string): Layout {
  let layout = layouts.get(format)
  if (layout === undefined) {
    layout = readFormat(format)
    layouts.set(format, layout)
  }
  return layout
}

function readFormat(format: string): Layout {
  const prefix = /^[@=<>!]/.exec(format)?.[0] ?? ''
  const native = prefix === '' || prefix === '@'
  const fields: Field[] = []
  let offset = 0
  let at = prefix.length
  while (at < format.length) {
    if (/\s/.test(format[at])) {
      at++
      continue
    }
    const digits = /^\d+/.exec(format.slice(at))?.[0] ?? ''
    at += digits.length
    const code = format[at++]
    if (code === undefined) return fail('repeat count given without format specifier')
    const kind = KINDS[code]
    if (kind === undefined || (!native && NATIVE_ONLY.includes(code)))
      return fail('bad char in struct format')
    const count = digits === '' ? 1 : Number(digits)
    const size = native ? (kind.native ?? kind.size) : kind.size
    if (native) offset = Math.ceil(offset / size) * size
    if (code === 's' || code === 'p') {
      fields.push({ code, offset, size: count })
      offset += count
    } else {
      for (let i = 0; i < count; i++, offset += size) if (code !== 'x') fields.push({ code, offset, size })
    }
  }
  return { fields, size: offset, little: !(prefix === '>' || prefix === '!'), native }
}

// --- numbers -------------------------------------------------------------------------------------------------------

const half = new DataView(new ArrayBuffer(8))

/** The bits of a half-precision float, rounded to even; undefined when it is too large. */
function halfBits(value: number): number | undefined {
  half.setFloat64(0, value)
  const sign = half.getUint8(0) & 0x80 ? 0x8000 : 0
  if (Number.isNaN(value)) return sign | 0x7e00
  const size = Math.abs(value)
  if (size === Infinity) return sign | 0x7c00
  if (size === 0) return sign
  const exponent = Math.max(Math.floor(Math.log2(size)), -14)
  const scaled = size / 2 ** (exponent - 10)
  let rounded = Math.floor(scaled)
  const rest = scaled - rounded
  if (rest > 0.5 || (rest === 0.5 && rounded % 2 === 1)) rounded++
  const bits = rounded < 1024 ? rounded : ((exponent + 15) << 10) + (rounded - 1024)
  return bits >= 0x7c00 ? undefined : sign | bits
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}

const NAMES: Record<string, string> = { b: 'byte', B: 'ubyte', h: 'short', H: 'ushort' }

/** The number to pack: it must fit a C long first, then the field. */
function integer(value: Value, { code, size }: Field, little: boolean): bigint {
  if (typeof value === 'string' || value === null || lookupSpecial(value, '__index__') === undefined)
    return fail('required argument is not an integer')
  const number = BigInt(toIndex(value))
  if (code === 'P') return BigInt.asUintN(64, number)
  const signed = KINDS[code].signed === true
  const limits = (bits: bigint, negative = signed) =>
    negative ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n]
  const [least, most] = limits(64n, signed || size < 4)
  if (number < least || number > most)
    return fail(size === 8 && !little ? 'int too large to convert' : 'argument out of range')
  const [low, high] = limits(BigInt(size * 8))
  if (number < low || number > high)
    return fail(`${NAMES[code] ?? `'${code}'`} format requires ${low} <= number <= ${high}`)
  return number
}

function real(value: Value): number {
  if (typeof value === 'string' || value === null) return fail('required argument is not a float')
  if (lookupSpecial(value, '__float__') === undefined && lookupSpecial(value, '__index__') === undefined)
    return fail('required argument is not a float')
  return realOf(value)
}

const tooLarge = (code: string) => raise('OverflowError', `float too large to pack with ${code} format`)

// --- packing -------------------------------------------------------------------------------------------------------

function put(view: DataView, at: number, field: Field, { little, native }: Layout, value: Value): void {
  const { code, size } = field
  if (code === '?') view.setUint8(at, truthy(value) ? 1 : 0)
  else if (code === 'c') view.setUint8(at, characterOf(value))
  else if (code === 's' || code === 'p') putBytes(view, at, field, value)
  else if (code === 'd') view.setFloat64(at, real(value), little)
  else if (code === 'f') {
    const number = real(value)
    if (!native && Number.isFinite(number) && !Number.isFinite(Math.fround(number))) throw tooLarge(code)
    view.setFloat32(at, number, little)
  } else if (code === 'e') {
    const bits = halfBits(real(value))
    if (bits === undefined) throw tooLarge(code)
    view.setUint16(at, bits, little)
  } else {
    const number = integer(value, field, little)
    if (size === 1) view.setUint8(at, Number(BigInt.asUintN(8, number)))
    else if (size === 2) view.setUint16(at, Number(BigInt.asUintN(16, number)), little)
    else if (size === 4) view.setUint32(at, Number(BigInt.asUintN(32, number)), little)
    else view.setBigUint64(at, BigInt.asUintN(64, number), little)
  }
}

const bytesOf = (value: Value): Uint8Array | undefined =>
  value instanceof PyBytes || value instanceof PyByteArray ? value.data : undefined

function characterOf(value: Value): number {
  const data = bytesOf(value)
  return data?.length === 1 ? data[0] : fail('char format requires a bytes object of length 1')
}

/** `s` cuts or pads with zeros; `p` keeps the length in its first byte. */
function putBytes(view: DataView, at: number, { code, size }: Field, value: Value): void {
  const data = bytesOf(value) ?? fail(`argument for '${code}' must be a bytes object`)
  const start = code === 'p' ? 1 : 0
  const room = Math.max(0, Math.min(data.length, size - start, code === 'p' ? 255 : Number.POSITIVE_INFINITY))
  if (code === 'p' && size > 0) view.setUint8(at, room)
  for (let i = 0; i < room; i++) view.setUint8(at + start + i, data[i])
}

function get(view: DataView, at: number, { code, size }: Field, { little }: Layout): Value {
  const bytes = (from: number, to: number) =>
    new PyBytes(new Uint8Array(view.buffer, view.byteOffset + from, to - from).slice())
  switch (code) {
    case '?':
      return view.getUint8(at) !== 0
    case 'c':
      return bytes(at, at + 1)
    case 's':
      return bytes(at, at + size)
    case 'p':
      return size === 0 ? bytes(at, at) : bytes(at + 1, at + 1 + Math.min(view.getUint8(at), size - 1))
    case 'd':
      return new PyFloat(view.getFloat64(at, little))
    case 'f':
      return new PyFloat(view.getFloat32(at, little))
    case 'e':
      return new PyFloat(fromHalf(view.getUint16(at, little)))
    default: {
      const signed = KINDS[code].signed === true
      if (size === 1) return signed ? view.getInt8(at) : view.getUint8(at)
      if (size === 2) return signed ? view.getInt16(at, little) : view.getUint16(at, little)
      if (size === 4) return signed ? view.getInt32(at, little) : view.getUint32(at, little)
      return normalizeInt(signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little))
    }
  }
}

const viewOf = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.byteLength)

function packInto(what: string, layout: Layout, view: DataView, at: number, values: readonly Value[]): void {
  const { fields } = layout
  if (values.length !== fields.length)
    fail(`${what} expected ${fields.length} items for packing (got ${values.length})`)
  for (const [i, field] of fields.entries()) put(view, at + field.offset, field, layout, values[i])
}

function pack(layout: Layout, values: readonly Value[]): Value {
  const data = new Uint8Array(layout.size)
  packInto('pack', layout, viewOf(data), 0, values)
  return new PyBytes(data)
}

const unpackAt = (layout: Layout, view: DataView, at: number): Value =>
  new PyTuple(layout.fields.map((field) => get(view, at + field.offset, field, layout)))

function unpack(layout: Layout, data: Uint8Array): Value {
  if (data.length !== layout.size) return fail(`unpack requires a buffer of ${layout.size} bytes`)
  return unpackAt(layout, viewOf(data), 0)
}

/** The start within a buffer, which must have room for the layout from there. */
function startIn(what: string, doing: string, { size }: Layout, length: number, offset: Value): number {
  const given = toCount(offset)
  const start = given < 0 ? given + length : given
  if (start < 0) return fail(`offset ${given} out of range for ${length}-byte buffer`)
  if (start + size > length) {
    return fail(
      `${what} requires a buffer of at least ${start + size} bytes for ${doing} ${size} bytes at offset ${start} (actual buffer size is ${length})`,
    )
  }
  return start
}

function unpackFrom(layout: Layout, buffer: Value, offset: Value): Value {
  const data = need(buffer)
  return unpackAt(layout, viewOf(data), startIn('unpack_from', 'unpacking', layout, data.length, offset))
}

const fixed = (buffer: Value): PyError =>
  newTypeError(`argument must be read-write bytes-like object, not ${typeNameOf(buffer)}`)

function packIntoBuffer(layout: Layout, buffer: Value, offset: Value, values: readonly Value[]): null {
  if (buffer instanceof PyBytes || dataOf(buffer) === undefined) throw fixed(buffer)
  const data = need(buffer)
  packInto(
    'pack_into',
    layout,
    viewOf(data),
    startIn('pack_into', 'packing', layout, data.length, offset),
    values,
  )
  if (!storeInto(buffer, data)) throw fixed(buffer)
  return null
}

function iterUnpack(layout: Layout, buffer: Value): Value {
  const data = need(buffer)
  if (layout.size === 0) return fail('cannot iteratively unpack with a struct of length 0')
  if (data.length % layout.size !== 0)
    return fail(`iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`)
  const view = viewOf(data)
  let at = 0
  return makeIterator('unpack_iterator', () => {
    if (at >= data.length) return undefined
    at += layout.size
    return unpackAt(layout, view, at - layout.size)
  })
}

class PyStruct extends PyObject {
  constructor(
    readonly format: string,
    readonly layout: Layout,
  ) {
    super()
  }
}

function formatText(format: Value | undefined): string {
  if (format === undefined) throw newTypeError('missing format argument')
  const text = asStr(format) ?? (format instanceof PyBytes ? decode(format.data) : undefined)
  if (text === undefined)
    throw newTypeError(`Struct() argument 1 must be a str or bytes object, not ${typeNameOf(format)}`)
  encode(text, 'ascii')
  return text
}

const at = (format: Value | undefined): Layout => layoutOf(formatText(format))

export function struct(): NativeModule {
  const type = defineType({
    name: 'Struct',
    module: '_struct',
    js: PyStruct,
    new: (cls, [format]) => adopt(new PyStruct(formatText(format), at(format)), cls),
    methods: {
      'pack(self, *v)': (self: PyStruct, values: Value[]) => pack(self.layout, values),
      'pack_into(self, buffer, offset, *v)': (
        self: PyStruct,
        buffer: Value,
        offset: Value,
        values: Value[],
      ) => packIntoBuffer(self.layout, buffer, offset, values),
      'unpack(self, buffer, /)': (self: PyStruct, buffer: Value) => unpack(self.layout, need(buffer)),
      'unpack_from(self, buffer, offset=0)': (self: PyStruct, buffer: Value, offset: Value) =>
        unpackFrom(self.layout, buffer, offset),
      'iter_unpack(self, buffer, /)': (self: PyStruct, buffer: Value) => iterUnpack(self.layout, buffer),
    },
    getset: { format: (self: PyStruct) => self.format, size: (self: PyStruct) => self.layout.size },
  })
  return {
    attributes: {
      error: structError(),
      Struct: type,
      ...defineFunctions(
        {
          'pack(format=<absent>, /, *v)': (format: Value | undefined, values: Value[]) =>
            pack(at(format), values),
          'pack_into(format, buffer, offset, /, *v)': (
            format: Value,
            buffer: Value,
            offset: Value,
            values: Value[],
          ) => packIntoBuffer(at(format), buffer, offset, values),
          'unpack(format, buffer, /)': (format: Value, buffer: Value) => unpack(at(format), need(buffer)),
          'unpack_from(format, /, buffer, offset=0)': (format: Value, buffer: Value, offset: Value) =>
            unpackFrom(at(format), buffer, offset),
          'iter_unpack(format, buffer, /)': (format: Value, buffer: Value) => iterUnpack(at(format), buffer),
          'calcsize(format, /)': (format: Value) => at(format).size,
        },
        { module: '_struct' },
      ),
    },
  }
}
