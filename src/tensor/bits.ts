/** Elements as the bytes that PyTorch stores, little-endian; the half types, held as float32 here, have two. */
import type { Data, DType, DTypeName } from './dtype.js'
import { bfloat16Bits, float16Bits, fromBfloat16Bits, fromFloat16Bits } from './half.js'

interface Packing {
  readonly toBits: (value: number) => number
  readonly fromBits: (bits: number) => number
}

const packed: Readonly<Partial<Record<DTypeName, Packing>>> = {
  float16: { toBits: float16Bits, fromBits: fromFloat16Bits },
  bfloat16: { toBits: bfloat16Bits, fromBits: fromBfloat16Bits },
}

/** A copy of the elements as bytes. */
export function toBytes(data: Data, dtype: DType): Uint8Array {
  const small = packed[dtype.name]
  if (small === undefined) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()
  const bits = new Uint16Array(data.length)
  for (let i = 0; i < bits.length; i++) bits[i] = small.toBits(Number(data[i]))
  return new Uint8Array(bits.buffer)
}

/** The elements that the bytes are; what is left over at the end is dropped. */
export function fromBytes(bytes: Uint8Array, dtype: DType): Data {
  const count = Math.floor(bytes.length / dtype.itemsize)
  const own = new Uint8Array(bytes.subarray(0, count * dtype.itemsize))
  const small = packed[dtype.name]
  const data = new dtype.array(count * dtype.width)
  if (small === undefined) new Uint8Array(data.buffer).set(own)
  else {
    const bits = new Uint16Array(own.buffer)
    for (let i = 0; i < bits.length; i++) data[i] = small.fromBits(bits[i])
  }
  return data
}
