/** Special functions that JS's Math lacks: erf and the gamma functions, as C's library and CPython compute them. */
import * as precise from '../text/precise.js'

const horner = (coefficients: readonly number[], x: number): number => {
  let sum = 0
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!
  return sum
}

// --- erf -----------------------------------------------------------------------------------------------------------

/** A rational approximation: the coefficients of numerator and denominator, lowest power first. */
type Rational = readonly [numerator: readonly number[], denominator: readonly number[]]
const ratio = ([numerator, denominator]: Rational, x: number): number =>
  paired(numerator, x) / paired(denominator, x)

/** A polynomial summed in pairs of powers, from below, as C's library does: the last digits depend on it. */
function paired(coefficients: readonly number[], x: number): number {
  const square = x * x
  const fourth = square * square
  const powers = [1, square, fourth, fourth * square, fourth * fourth]
  let sum = 0
  for (let i = 0; i < coefficients.length; i += 2) {
    const last = i + 1 === coefficients.length
    const part = last ? coefficients[i]! : coefficients[i]! + x * coefficients[i + 1]!
    sum += i === 0 ? part : powers[i / 2]! * part
  }
  return sum
}

/** The fit of (erf(x) - x) / x below 0.84375, in x squared. */
const NEAR: Rational = [
  [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -2.3763016656650163e-5,
  ],
  [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -3.960228278775368e-6,
  ],
]
/** The fit of erf(x) - ERF_ONE up to 1.25, in x - 1. */
const MIDDLE: Rational = [
  [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
]
const ERF_ONE = 0.8450629115104675
/** The fits of log(x erfc(x)) + x squared up to 1/0.35 and beyond, in 1 / x squared. */
const FAR: Rational = [
  [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
]
const FARTHEST: Rational = [
  [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
]

const bits = new DataView(new ArrayBuffer(8))
/** x without the lower half of its bits, so that its square is exact. */
function short(x: number): number {
  bits.setFloat64(0, x)
  bits.setUint32(4, 0)
  return bits.getFloat64(0)
}

/** erfc for 1.25 and above. */
function tail(x: number): number {
  const head = short(x)
  const fit = ratio(x < 1 / 0.35 ? FAR : FARTHEST, 1 / (x * x))
  return (precise.exp(-head * head - 0.5625) * precise.exp((head - x) * (head + x) + fit)) / x
}

/** The error function. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x
  const size = Math.abs(x)
  if (size < 0.84375) {
    if (size < 2 ** -28)
      return size < 2 ** -1015 ? 0.125 * (8 * x + 1.0270333367641007 * x) : x + 0.1283791670955126 * x
    return x + x * ratio(NEAR, x * x)
  }
  const sign = Math.sign(x)
  if (size < 1.25) return sign * (ERF_ONE + ratio(MIDDLE, size - 1))
  return size >= 6 ? sign : sign * (1 - tail(size))
}

/** 1 - erf(x), without cancellation for large x. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x
  const size = Math.abs(x)
  if (size < 0.84375) {
    if (size < 2 ** -56) return 1 - x
    const product = x * ratio(NEAR, x * x)
    return x < 0.25 ? 1 - (x + product) : 0.5 - (x - 0.5 + product)
  }
  if (size < 1.25) {
    const fit = ratio(MIDDLE, size - 1)
    return x >= 0 ? 1 - ERF_ONE - fit : 1 + (ERF_ONE + fit)
  }
  if (x >= 28) return 0
  return x > 0 ? tail(x) : x < -6 ? 2 : 2 - tail(size)
}

export const log1p = Math.log1p

// --- gamma ---------------------------------------------------------------------------------------------------------

// Lanczos' approximation with g = 6.0246..., as a quotient of two polynomials of degree 12.
const G = 6.02468004077673
const NUMERATOR = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.672002365816, 210.82427775157936, 2.5066282746310002,
]
const DENOMINATOR = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
]

/** The quotient; from 5 on in 1 / x, so that nothing overflows. */
function lanczos(x: number): number {
  if (x < 5) return horner(NUMERATOR, x) / horner(DENOMINATOR, x)
  let [above, below] = [0, 0]
  for (let i = 0; i < NUMERATOR.length; i++) {
    above = above / x + NUMERATOR[i]!
    below = below / x + DENOMINATOR[i]!
  }
  return above / below
}

/** sin(pi x), exact at the halves. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2
  const n = Math.round(2 * y)
  const parts = [
    () => precise.sin(Math.PI * y),
    () => precise.cos(Math.PI * (y - 0.5)),
    () => precise.sin(Math.PI * (1 - y)),
    () => -precise.cos(Math.PI * (y - 1.5)),
    () => precise.sin(Math.PI * (y - 2)),
  ]
  return (x < 0 ? -1 : 1) * parts[n]!()
}

/** The gamma function, away from its poles. */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x
  if (Number.isInteger(x) && x > 0 && x <= 23) {
    let product = 1
    for (let i = 2; i < x; i++) product *= i
    return product
  }
  const size = Math.abs(x)
  if (size < 1e-20) return 1 / x
  if (size > 200) return x < 0 ? 0 / sinPi(x) : Infinity
  const y = size + G - 0.5
  // What was lost in y.
  const lost = size > G - 0.5 ? y - size - (G - 0.5) : y - (G - 0.5) - size
  const correction = (lost * G) / y
  const half = size < 140 ? 1 : 2
  let result: number
  if (x < 0) {
    result = ((-Math.PI / sinPi(size) / size) * precise.exp(y)) / lanczos(size)
    result -= correction * result
    for (let i = 0; i < half; i++) result /= precise.power(y, (size - 0.5) / half)
  } else {
    result = lanczos(size) / precise.exp(y)
    result += correction * result
    for (let i = 0; i < half; i++) result *= precise.power(y, (size - 0.5) / half)
  }
  return result
}

/** The logarithm of the size of gamma, away from its poles. */
export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity
  if (x === 1 || x === 2) return 0
  const size = Math.abs(x)
  if (size < 1e-20) return -precise.log(size)
  const result = precise.log(lanczos(size)) - G + (size - 0.5) * (precise.log(size + G - 0.5) - 1)
  if (x > 0) return result
  return precise.log(Math.PI) - precise.log(Math.abs(sinPi(size))) - precise.log(size) - result
}
