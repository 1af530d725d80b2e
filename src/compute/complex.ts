/** Functions of a complex number, written into a pair: real part first. */
import type { ComplexUnary } from './pointwise.js'

const set = (into: Float64Array, re: number, im: number): void => {
  into[0] = re
  into[1] = im
}

export const exp: ComplexUnary = (re, im, into) =>
  set(into, Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im))
export const log: ComplexUnary = (re, im, into) => set(into, Math.log(Math.hypot(re, im)), Math.atan2(im, re))
export const reciprocal: ComplexUnary = (re, im, into) => {
  const size = re * re + im * im
  set(into, re / size, -im / size)
}
export const sin: ComplexUnary = (re, im, into) =>
  set(into, Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im))
export const cos: ComplexUnary = (re, im, into) =>
  set(into, Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im))

/** The root with a real part of 0 or more. */
export const sqrt: ComplexUnary = (re, im, into) => {
  const size = Math.hypot(re, im)
  const half = Math.sqrt((size + Math.abs(re)) / 2)
  if (half === 0) set(into, 0, im)
  else if (re >= 0) set(into, half, im / (2 * half))
  else set(into, Math.abs(im) / (2 * half), im < 0 || Object.is(im, -0) ? -half : half)
}

export const tanh: ComplexUnary = (re, im, into) => {
  const scale = Math.cosh(2 * re) + Math.cos(2 * im)
  set(into, Math.sinh(2 * re) / scale, Math.sin(2 * im) / scale)
}

export const sigmoid: ComplexUnary = (re, im, into) => {
  const size = Math.exp(-re)
  reciprocal(1 + size * Math.cos(-im), size * Math.sin(-im), into)
}

// --- made of those above ------------------------------------------------------------------------------------------

const held = new Float64Array(2)

/** `outer(inner(z))` */
const after =
  (outer: ComplexUnary, inner: ComplexUnary): ComplexUnary =>
  (re, im, into) => {
    inner(re, im, held)
    outer(held[0], held[1], into)
  }

const divided =
  (by: number, of: ComplexUnary): ComplexUnary =>
  (re, im, into) => {
    of(re, im, into)
    into[0] /= by
    into[1] /= by
  }

export const log2 = divided(Math.LN2, log)
export const log10 = divided(Math.LN10, log)

export const log1p: ComplexUnary = (re, im, into) => {
  const x = 1 + re
  // Near 1 the length is 1 plus little: log1p keeps what is little.
  const size = Math.abs(re) < 0.5 && Math.abs(im) < 0.5
  set(into, size ? 0.5 * Math.log1p(re * (2 + re) + im * im) : Math.log(Math.hypot(x, im)), Math.atan2(im, x))
}

export const exp2: ComplexUnary = (re, im, into) => exp(re * Math.LN2, im * Math.LN2, into)

export const expm1: ComplexUnary = (re, im, into) => {
  const half = Math.sin(im / 2)
  const grown = Math.expm1(re)
  set(into, grown * Math.cos(im) - 2 * half * half, (grown + 1) * Math.sin(im))
}

export const rsqrt = after(reciprocal, sqrt)
export const square: ComplexUnary = (re, im, into) => set(into, re * re - im * im, 2 * re * im)

export const sinh: ComplexUnary = (re, im, into) =>
  set(into, Math.sinh(re) * Math.cos(im), Math.cosh(re) * Math.sin(im))
export const cosh: ComplexUnary = (re, im, into) =>
  set(into, Math.cosh(re) * Math.cos(im), Math.sinh(re) * Math.sin(im))

/** tan z = −i tanh(i z) */
export const tan: ComplexUnary = (re, im, into) => {
  tanh(-im, re, held)
  set(into, held[1], -held[0])
}

/** Hull, Fairgrieve and Tang's formulas by way of roots: asinh z = log(z + √(z² + 1)), on the branch that keeps digits. */
export const asinh: ComplexUnary = (re, im, into) => {
  sqrt(1 - im, re, held)
  const [ar, ai] = held
  sqrt(1 + im, -re, held)
  const [br, bi] = held
  set(into, Math.asinh(ai * br - ar * bi), Math.atan2(im, ar * br - ai * bi))
}

/** asin z = −i asinh(i z) */
export const asin: ComplexUnary = (re, im, into) => {
  const pair = new Float64Array(2)
  asinh(-im, re, pair)
  set(into, pair[1], -pair[0])
}

export const acos: ComplexUnary = (re, im, into) => {
  sqrt(1 - re, -im, held)
  const [ar, ai] = held
  sqrt(1 + re, im, held)
  const [br, bi] = held
  set(into, 2 * Math.atan2(ar, br), Math.asinh(br * ai - bi * ar))
}

export const acosh: ComplexUnary = (re, im, into) => {
  sqrt(re - 1, im, held)
  const [ar, ai] = held
  sqrt(re + 1, im, held)
  const [br, bi] = held
  set(into, Math.asinh(ar * br + ai * bi), 2 * Math.atan2(ai, br))
}

export const atanh: ComplexUnary = (re, im, into) => {
  const square_ = im * im
  set(
    into,
    0.25 * Math.log1p((4 * re) / ((1 - re) ** 2 + square_)),
    0.5 * Math.atan2(2 * im, (1 - re) * (1 + re) - square_),
  )
}

/** atan z = −i atanh(i z) */
export const atan: ComplexUnary = (re, im, into) => {
  const pair = new Float64Array(2)
  atanh(-im, re, pair)
  set(into, pair[1], -pair[0])
}

/** z · sigmoid(z) */
export const silu: ComplexUnary = (re, im, into) => {
  sigmoid(re, im, held)
  set(into, re * held[0] - im * held[1], re * held[1] + im * held[0])
}
