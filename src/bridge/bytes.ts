/**
 * Tensors as bytes in PyTorch's layout, and the zip files in which torch.save puts them. The private module `torch._bytes`: what
 * torch.serialization, written in the dialect, needs of it.
 */

import { defineFunctions } from '../python/object/define.js'
import { PyDict } from '../python/object/dict.js'
import { raise } from '../python/object/errors.js'
import type { NativeModule } from '../python/object/module.js'
import type { Value } from '../python/object/object.js'
import { toArray } from '../python/object/protocol.js'
import { PyBytes, type PyTuple } from '../python/object/values.js'
import { crc32 } from '../python/text/digest.js'
import { need } from '../python/types/bytes.js'
import { fromBytes, toBytes } from '../tensor/bits.js'
import type { DType } from '../tensor/dtype.js'
import { Tensor } from '../tensor/tensor.js'
import { type PyDType, type PyTensor, wrap } from './values.js'

// --- storages -----------------------------------------------------------------------------------------------------

/** The content of a tensor's whole storage, little-endian. */
export const storageBytes = ({ dtype, storage }: Tensor): Uint8Array => toBytes(storage.read(), dtype)

/** A one-dimensional tensor over a copy of the bytes. */
export const fromStorageBytes = (bytes: Uint8Array, dtype: DType): Tensor =>
  Tensor.of(fromBytes(bytes, dtype), [Math.floor(bytes.length / dtype.itemsize)], dtype)

// --- zip ----------------------------------------------------------------------------------------------------------

/** PyTorch begins the data of every record at a multiple of this. */
const ALIGNMENT = 64

/** A zip file of uncompressed records. */
function zip(records: readonly (readonly [name: string, data: Uint8Array])[]): Uint8Array {
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  const put = (bytes: Uint8Array): void => {
    parts.push(bytes)
    at += bytes.length
  }
  for (const [name, data] of records) {
    const encoded = encoder.encode(name)
    const unpadded = at + 30 + encoded.length
    const padding = 4 + ((ALIGNMENT - ((unpadded + 4) % ALIGNMENT)) % ALIGNMENT)
    const sum = crc32(data)
    const common = (view: DataView, start: number, extra: number): void => {
      view.setUint16(start + 2, 0x800, true)
      view.setUint32(start + 8, 0, true)
      view.setUint32(start + 10, sum, true)
      view.setUint32(start + 14, data.length, true)
      view.setUint32(start + 18, data.length, true)
      view.setUint16(start + 22, encoded.length, true)
      view.setUint16(start + 24, extra, true)
    }
    const entry = new Uint8Array(46 + encoded.length)
    const entryView = new DataView(entry.buffer)
    entryView.setUint32(0, 0x02014b50, true)
    common(entryView, 6, 0)
    entryView.setUint32(42, at, true)
    entry.set(encoded, 46)
    directory.push(entry)

    const header = new Uint8Array(30 + encoded.length + padding)
    const view = new DataView(header.buffer)
    view.setUint32(0, 0x04034b50, true)
    common(view, 4, padding)
    header.set(encoded, 30)
    // The padding is an extra field of its own kind.
    header.set(encoder.encode('FB'), 30 + encoded.length)
    view.setUint16(32 + encoded.length, padding - 4, true)
    header.fill(0x5a, 34 + encoded.length)
    put(header)
    put(data)
  }
  const start = at
  for (const entry of directory) put(entry)
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, records.length, true)
  view.setUint16(10, records.length, true)
  view.setUint32(12, at - start, true)
  view.setUint32(16, start, true)
  put(end)
  const whole = new Uint8Array(at)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** The records of a zip file by name; undefined if the bytes are none. Compressed records are refused. */
function unzip(bytes: Uint8Array): Map<string, Uint8Array> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length < 22 || view.getUint32(0, true) !== 0x04034b50) return undefined
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0) return undefined
  const records = new Map<string, Uint8Array>()
  let at = view.getUint32(end + 16, true)
  const count = view.getUint16(end + 10, true)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined
    const method = view.getUint16(at + 10, true)
    const size = view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const header = view.getUint32(at + 42, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if (method !== 0 || size === 0xffff_ffff || header === 0xffff_ffff)
      throw raise(
        'NotImplementedError',
        `ishape: the record ${name} of this file is compressed or above 4 GB`,
      )
    const data = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
    records.set(name, bytes.subarray(data, data + size))
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return records
}

// --- the module ---------------------------------------------------------------------------------------------------

const tensorOf = (value: Value): Tensor => (value as PyTensor).tensor

export const bytesModule = (): NativeModule => ({
  attributes: defineFunctions({
    'storage_id(tensor, /)': (value: Value) => tensorOf(value).storage.id,
    'storage_numel(tensor, /)': (value: Value) => {
      const { storage, dtype } = tensorOf(value)
      return storage.slots / dtype.width
    },
    'storage_bytes(tensor, /)': (value: Value) => new PyBytes(storageBytes(tensorOf(value))),
    'from_bytes(data, dtype, /)': (data: Value, dtype: Value) =>
      wrap(fromStorageBytes(need(data), (dtype as PyDType).dtype)),
    'view_of(flat, offset, size, stride, /)': (flat: Value, offset: Value, size: Value, stride: Value) => {
      const { storage, dtype } = tensorOf(flat)
      const [shape, strides] = [toArray(size).map(Number), toArray(stride).map(Number)]
      return wrap(new Tensor(storage, shape, dtype, strides, Number(offset)))
    },
    'zip(records, /)': (records: Value) =>
      new PyBytes(
        zip(
          toArray(records).map((pair) => {
            const { items } = pair as PyTuple
            return [items[0] as string, need(items[1])] as const
          }),
        ),
      ),
    'unzip(data, /)': (data: Value) => {
      const records = unzip(need(data))
      if (records === undefined) return null
      const dict = new PyDict()
      for (const [name, bytes] of records) dict.setStr(name, new PyBytes(bytes))
      return dict
    },
  }),
})
