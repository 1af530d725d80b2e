/** The items that memory holds, by the letters of struct: how a memoryview reads and writes them. */
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { toIndex } from '../object/protocol.js'
import { asInt, PyBytes, PyFloat } from '../object/values.js'

/** How items of one format are read from and written to memory. */
export interface Item {
  readonly size: number
  read(view: DataView, at: number): Value
  write(view: DataView, at: number, value: Value): void
}

const integer = (
  size: number,
  low: number | bigint,
  high: number | bigint,
  read: (view: DataView, at: number) => number | bigint,
  write: (view: DataView, at: number, value: number) => void,
): Item => ({
  size,
  read: (view, at) => {
    const value = read(view, at)
    return typeof value === 'bigint' && value >= -(2n ** 53n) + 1n && value < 2n ** 53n
      ? Number(value)
      : value
  },
  write: (view, at, value) => {
    const int = toIndex(value, 'memoryview: invalid type for format')
    if (int < low || int > high) throw raise('ValueError', 'memoryview: invalid value for format')
    if (size === 8) view.setBigInt64(at, BigInt.asIntN(64, BigInt(int)), true)
    else write(view, at, Number(int))
  },
})

const float = (
  size: number,
  read: (view: DataView, at: number) => number,
  write: (view: DataView, at: number, value: number) => void,
): Item => ({
  size,
  read: (view, at) => new PyFloat(read(view, at)),
  write: (view, at, value) => {
    const number = value instanceof PyFloat ? value.value : asInt(value)
    if (number === undefined) throw newTypeError('must be real number, not ' + typeNameOf(value))
    write(view, at, Number(number))
  },
})

const long = integer(
  8,
  -(2n ** 63n),
  2n ** 63n - 1n,
  (v, i) => v.getBigInt64(i, true),
  () => {},
)
const unsignedLong = integer(
  8,
  0,
  2n ** 64n - 1n,
  (v, i) => v.getBigUint64(i, true),
  () => {},
)

/** Items by the format character of struct, little-endian. */
export const ITEMS: Record<string, Item> = {
  B: integer(
    1,
    0,
    255,
    (v, i) => v.getUint8(i),
    (v, i, x) => v.setUint8(i, x),
  ),
  b: integer(
    1,
    -128,
    127,
    (v, i) => v.getInt8(i),
    (v, i, x) => v.setInt8(i, x),
  ),
  h: integer(
    2,
    -32768,
    32767,
    (v, i) => v.getInt16(i, true),
    (v, i, x) => v.setInt16(i, x, true),
  ),
  H: integer(
    2,
    0,
    65535,
    (v, i) => v.getUint16(i, true),
    (v, i, x) => v.setUint16(i, x, true),
  ),
  i: integer(
    4,
    -(2 ** 31),
    2 ** 31 - 1,
    (v, i) => v.getInt32(i, true),
    (v, i, x) => v.setInt32(i, x, true),
  ),
  I: integer(
    4,
    0,
    2 ** 32 - 1,
    (v, i) => v.getUint32(i, true),
    (v, i, x) => v.setUint32(i, x, true),
  ),
  l: long,
  q: long,
  L: unsignedLong,
  Q: unsignedLong,
  f: float(
    4,
    (v, i) => v.getFloat32(i, true),
    (v, i, x) => v.setFloat32(i, x, true),
  ),
  d: float(
    8,
    (v, i) => v.getFloat64(i, true),
    (v, i, x) => v.setFloat64(i, x, true),
  ),
  c: {
    size: 1,
    read: (view, at) => new PyBytes(new Uint8Array([view.getUint8(at)])),
    write: (view, at, value) => {
      if (!(value instanceof PyBytes) || value.data.length !== 1)
        throw newTypeError("memoryview: invalid type for format 'c'")
      view.setUint8(at, value.data[0])
    },
  },
  '?': {
    size: 1,
    read: (view, at) => view.getUint8(at) !== 0,
    write: (view, at, value) => view.setUint8(at, value === true ? 1 : 0),
  },
}
