/**
 * As much of WebAssembly's binary format as one kernel needs: a module of one memory and one function. Instructions are arrays
 * of bytes, written in the order in which the stack machine runs them.
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
export const i32 = (value: number): Code => [0x41, ...leb(value, true)]
export const plus: Code = [0x6a]
export const minus: Code = [0x6b]
/** Runs the body, and again as long as the number that it leaves on the stack is not zero. */
export const repeat = (...body: readonly Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0d, 0, 0x0b]

export const zeros: Code = simd(0x0c, ...new Array<number>(16).fill(0))
export const load = (offset: number): Code => simd(0x00, ...at(3, offset))
export const splat64 = (offset: number): Code => simd(0x0a, ...at(3, offset))
export const store = (offset: number): Code => simd(0x0b, ...at(3, offset))
export const f64x2 = { add: simd(0xf0), mul: simd(0xf2) } as const

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
