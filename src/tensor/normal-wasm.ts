/**
 * The transform of `normal.ts` in WebAssembly SIMD, two pairs at a time: the same steps in the same order, the same to the last bit.
 *
 * A float32 stands in a lane of a double. Sums, products and roots of float32 that are rounded to double and then to float32 are as if
 * rounded once; a fused multiply-add is so too unless the double lies half-way between two float32. The kernel tells that it was somewhere, about
 * once in 30,000 pairs, and the numbers of that call are done without it.
 */
import {
  assemble,
  type Code,
  f64s,
  f64x2,
  get,
  I32,
  i32,
  i32s,
  i32x4,
  i64s,
  i64x2,
  instantiate,
  type Kernel,
  loadHalf,
  minus,
  plus,
  repeat,
  set,
  splat64,
  store,
  storeHalf,
  tee,
  V128,
  v128,
  zeros,
} from '../base/wasm.js'

const { fround: f } = Math

/** Where mean, deviation, what is a tie between two results, and the sign of ties lie; and the numbers after them. */
const MEAN = 0
const STD = 8
const RESULT_TIE = 16
const TIES = 32
const DATA = 48

/** The last digits of a double that is half-way between two float32. */
const TIE = 0x10000000n
/** What those digits never are. */
const NO_TIE = -1n

/** Numbers of one call at most, a multiple of a block's 16: few, since one tie has all of them done again. */
export const AT_ONCE = 1024
const PAIRS = 8
const HALF_BLOCK = 4 * PAIRS

/** run(at, blocks): blocks of 16 uniforms, one after the other from `at`, become normals. */
function kernel(): Uint8Array<ArrayBuffer> {
  const [at, blocks, quarters] = [0, 1, 2]
  const [ties, exact, x, m, e, y, z, c, s, j, radius, odd] = Array.from({ length: 12 }, (_, i) => 3 + i)
  const join = (...parts: readonly Code[]): number[] => parts.flat()
  const add = (a: Code, b: Code) => join(a, b, f64x2.add)
  const sub = (a: Code, b: Code) => join(a, b, f64x2.sub)
  const mul = (a: Code, b: Code) => join(a, b, f64x2.mul)
  const rounded = (a: Code) => join(a, f64x2.demote, f64x2.promote)
  const assign = (local: number, value: Code) => join(value, set(local))
  const shifted = (a: Code, by: number, shift: Code) => join(a, i32(by), shift)

  /** `local = a * b + c` where the sum has no more digits than a double, or ties cannot be. */
  const fusedExactly = (local: number, a: Code, b: Code, c: Code) => assign(local, rounded(add(mul(a, b), c)))
  /** `local = a * b + c`, rounded once; notes a double that is half-way between two float32. */
  const fused = (local: number, a: Code, b: Code, c: Code, tie: Code = i64s(TIE)) =>
    join(
      ...[get(ties), add(mul(a, b), c), tee(exact)],
      ...[i64s(0x1fffffffn), v128.and, tie, i64x2.eq, v128.or, set(ties)],
      ...[get(exact), f64x2.demote, f64x2.promote, set(local)],
    )
  const polynomial = (local: number, variable: Code, [first, ...rest]: readonly number[]) =>
    join(
      assign(local, f64s(f(first))),
      ...rest.map((coefficient) => fused(local, get(local), variable, f64s(f(coefficient)))),
    )

  // The logarithm of m, of the other uniform subtracted from 1.
  const logarithm = join(
    assign(m, rounded(sub(f64s(1), join(get(at), loadHalf(0), f64x2.promote)))),
    // The exponent as a double: behind the bits of 2^52.
    assign(
      e,
      sub(
        join(shifted(get(m), 52, i64x2.shrUnsigned), i64s(0x4330000000000000n), v128.or),
        f64s(2 ** 52 + 1022),
      ),
    ),
    // The mantissa, from a half to 1.
    assign(m, join(get(m), i64s(0xfffffffffffffn), v128.and, i64s(0x3fe0000000000000n), v128.or)),
    assign(odd, join(get(m), f64s(f(Math.SQRT1_2)), f64x2.lt)),
    assign(e, sub(get(e), join(f64s(1), get(odd), v128.and))),
    assign(m, add(sub(get(m), f64s(1)), join(get(m), get(odd), v128.and))),
    assign(z, rounded(mul(get(m), get(m)))),
    polynomial(
      y,
      get(m),
      [
        7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
        2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
      ],
    ),
    assign(y, rounded(mul(get(y), get(m)))),
    fused(y, get(y), get(z), rounded(mul(get(e), f64s(f(-2.1219444e-4))))),
    assign(y, rounded(sub(get(y), rounded(mul(get(z), f64s(0.5)))))),
    fusedExactly(y, get(e), f64s(0.693359375), rounded(add(get(m), get(y)))),
  )
  const radii = assign(radius, rounded(join(rounded(mul(get(y), f64s(-2))), f64x2.sqrt)))

  /** The lanes' bit number `bit` of the octant as the sign of a double. */
  const asSign = (octant: Code, bit: number) => join(shifted(octant, 63 - bit, i64x2.shl), f64s(-0), v128.and)
  const angles = join(
    assign(x, rounded(mul(f64s(f(2 * Math.PI)), join(get(at), loadHalf(HALF_BLOCK), f64x2.promote)))),
    assign(
      j,
      join(rounded(mul(get(x), f64s(f(4 / Math.PI)))), f64x2.toInts, i32s(1), i32x4.add, i32s(~1), v128.and),
    ),
    // Few digits: all three are exact in double.
    ...[-0.78515625, f(-2.4187564849853516e-4), f(-3.774894977445941e-8)].map((part) =>
      fusedExactly(x, join(get(j), f64x2.fromInts), f64s(part), get(x)),
    ),
    assign(j, join(get(j), i64x2.fromInts)),
    assign(z, rounded(mul(get(x), get(x)))),
    polynomial(c, get(z), [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2]),
    assign(c, rounded(mul(get(c), get(z)))),
    fused(c, get(c), get(z), sub(zeros, rounded(mul(get(z), f64s(0.5))))),
    assign(c, rounded(add(get(c), f64s(1)))),
    polynomial(s, get(z), [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1]),
    assign(s, rounded(mul(get(s), get(z)))),
    fused(s, get(s), get(x), get(x)),
    // Every other quarter the two change places.
    assign(odd, shifted(shifted(get(j), 62, i64x2.shl), 63, i64x2.shr)),
    assign(y, join(get(c), get(s), get(odd), v128.select)),
    assign(c, join(get(s), get(c), get(odd), v128.select)),
    assign(s, join(get(y), asSign(get(j), 2), v128.xor)),
    assign(c, join(get(c), asSign(join(get(j), i64s(-2n), i64x2.add), 2), v128.xor, f64s(-0), v128.xor)),
  )

  const header = (offset: number) => join(i32(0), splat64(offset))
  const scaled = (local: number, offset: number) =>
    join(
      fused(local, rounded(mul(get(radius), get(local))), header(STD), header(MEAN), header(RESULT_TIE)),
      ...[get(at), get(local), f64x2.demote, storeHalf(offset)],
    )
  const advance = (by: number) => join(get(at), i32(by), plus, set(at))
  const countDown = (local: number) => join(get(local), i32(1), minus, tee(local))
  const body = join(
    assign(ties, zeros),
    repeat(
      join(i32(PAIRS / 2), set(quarters)),
      repeat(logarithm, radii, angles, scaled(c, 0), scaled(s, HALF_BLOCK), advance(8), countDown(quarters)),
      advance(HALF_BLOCK),
      countDown(blocks),
    ),
    join(i32(0), get(ties), store(TIES)),
  )
  return assemble(
    2,
    [
      { count: 1, type: I32 },
      { count: 12, type: V128 },
    ],
    body,
  )
}

let loaded: Kernel | null = null

/** Deviations and means for which no result is so small that it has fewer digits. */
const isUsual = (x: number): boolean => Math.abs(x) > 2 ** -20 && Math.abs(x) < 2 ** 20

/** So many numbers are worth making the kernel for. */
export const WORTHWHILE = 1 << 16

/** Whether the kernel can do these: others are rare. */
export const isTransformable = (mean: number, std: number): boolean =>
  isUsual(std) && (mean === 0 || isUsual(mean))

/**
 * What does with `count` numbers from `start`, whole blocks and at most AT_ONCE, as `transform` of normal.ts does block by block; it gives
 * false, and has done nothing, where a rounding has to be looked at more closely. To be used up before another is asked for.
 */
export function transformer(
  mean: number,
  std: number,
): (data: Float32Array, start: number, count: number) => boolean {
  loaded ??= instantiate(kernel())
  const { run, memory } = loaded
  new Float64Array(memory.buffer, MEAN, 2).set([mean, std])
  // A product alone is exact in double.
  new BigInt64Array(memory.buffer, RESULT_TIE, 1).set([mean === 0 ? NO_TIE : TIE])
  const ties = new Int32Array(memory.buffer, TIES, 4)
  const room = new Float32Array(memory.buffer, DATA, AT_ONCE)
  return (data, start, count) => {
    room.set(data.subarray(start, start + count))
    run(DATA, count / 16)
    if ((ties[0] | ties[1] | ties[2] | ties[3]) !== 0) return false
    data.set(count === AT_ONCE ? room : room.subarray(0, count), start)
    return true
  }
}
