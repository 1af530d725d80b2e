/**
 * As much of WebAssembly as our kernels need: a module of one memory and one function, assembled when it is first asked for.
 * Instructions are arrays of bytes, written in the order in which the stack machine runs them.
 *
 * Source: the WebAssembly specification, version 2.0, chapter 5 (binary format); SIMD opcodes follow the prefix 0xfd.
 */

export type Code = readonly number[]

/** A number in LEB128, signed or unsigned alike up to 2^31: constants here are small. */
function leb(value: number, signed: boolean): number[] {
  const bytes: number[] = []
  for (let rest = value; ; ) {
    const low = rest & 0x7f
    rest >>= 7
    const done = rest === 0 && (!signed || (low & 0x40) === 0)
    bytes.push(done ? low : low | 0x80)
    if (done) return bytes
  }
}

const unsigned = (value: number): number[] => leb(value, false)
const counted = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()]
const section = (id: number, body: Code): number[] => [id, ...unsigned(body.length), ...body]
const text = (name: string): number[] => counted([...name].map((letter) => [letter.charCodeAt(0)]))
const simd = (opcode: number, ...rest: Code): number[] => [0xfd, ...unsigned(opcode), ...rest]
/** Alignment is only a hint; the offset is added to the address. */
const at = (align: number, offset: number): number[] => [align, ...unsigned(offset)]

export const I32 = 0x7f
export const V128 = 0x7b

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number): Code => [0x21, ...unsigned(local)]
/** As `set`, leaving the value on the stack. */
export const tee = (local: number): Code => [0x22, ...unsigned(local)]
export const i32 = (value: number): Code => [0x41, ...leb(value, true)]
export const plus: Code = [0x6a]
export const minus: Code = [0x6b]
/** Runs the body, and again as long as the number that it leaves on the stack is not zero. */
export const repeat = (...body: readonly Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0d, 0, 0x0b]

/** A constant of 16 bytes. */
const bytes16 = (numbers: BigInt64Array | Float64Array | Int32Array): Code =>
  simd(0x0c, ...new Uint8Array(numbers.buffer))
export const zeros: Code = bytes16(new Float64Array(2))
/** The same number in every lane. */
export const f64s = (value: number): Code => bytes16(new Float64Array(2).fill(value))
export const i64s = (value: bigint): Code => bytes16(new BigInt64Array(2).fill(value))
export const i32s = (value: number): Code => bytes16(new Int32Array(4).fill(value))

export const load = (offset: number): Code => simd(0x00, ...at(3, offset))
export const splat64 = (offset: number): Code => simd(0x0a, ...at(3, offset))
export const store = (offset: number): Code => simd(0x0b, ...at(3, offset))
/** Eight bytes: into lane 0, or from it. */
export const loadHalf = (offset: number): Code => simd(0x5d, ...at(3, offset))
export const storeHalf = (offset: number): Code => simd(0x5b, ...at(3, offset), 0)

export const v128 = {
  and: simd(0x4e),
  or: simd(0x50),
  xor: simd(0x51),
  /** Bits of the first where the third has ones, else of the second. */
  select: simd(0x52),
} as const
export const f64x2 = {
  lt: simd(0x49),
  sqrt: simd(0xef),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  /** From two float32, to two float32, from and to two whole numbers. */
  promote: simd(0x5f),
  demote: simd(0x5e),
  fromInts: simd(0xfe),
  toInts: simd(0xfc),
} as const
export const i32x4 = { add: simd(0xae) } as const
export const i64x2 = {
  add: simd(0xce),
  eq: simd(0xd6),
  shl: simd(0xcb),
  /** With the sign. */
  shr: simd(0xcc),
  shrUnsigned: simd(0xcd),
  fromInts: simd(0xc7),
} as const

/** A module that exports `memory`, of one page to begin with, and `run`, whose parameters are 32-bit integers. */
export function assemble(
  parameters: number,
  locals: readonly { readonly count: number; readonly type: number }[],
  body: Code,
): Uint8Array<ArrayBuffer> {
  const code = [
    ...counted(locals.map(({ count, type }) => [...unsigned(count), type])),
    ...body,
    0x0b, // end
  ]
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
    ...section(1, counted([[0x60, ...counted(new Array(parameters).fill([I32])), 0]])), // types
    ...section(3, counted([[0]])), // functions: one of type 0
    ...section(5, counted([[0, 1]])), // memory: from one page, without a limit
    ...section(
      7,
      counted([
        [...text('run'), 0, 0],
        [...text('memory'), 2, 0],
      ]),
    ), // exports
    ...section(10, counted([[...unsigned(code.length), ...code]])),
  ])
}

/** A module that runs. */
export interface Kernel {
  readonly run: (...args: number[]) => void
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
}

/** What is used of it here; TypeScript declares it only together with a browser's globals. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

export const instantiate = (bytes: Uint8Array<ArrayBuffer>): Kernel =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Kernel

/** Makes room for so many bytes. */
export function ensure({ memory }: Kernel, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / 65536))
}
