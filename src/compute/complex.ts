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
