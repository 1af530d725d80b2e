/** random: numbers of the bell, gamma and circular distributions, drawn in CPython's steps. */
import { raise } from '../object/errors.js'
import type { Value } from '../object/object.js'
import * as precise from '../text/precise.js'
import { realOf } from '../types/float.js'
import { type PyRandom, real, unit } from './random_source.js'

export const MAGIC = (4 * precise.exp(-0.5)) / Math.sqrt(2)

export function normal(self: PyRandom, mu: number, sigma: number): number {
  for (;;) {
    const u1 = unit(self)
    const u2 = 1 - unit(self)
    const z = (MAGIC * (u1 - 0.5)) / u2
    if ((z * z) / 4 <= -precise.log(u2)) return mu + z * sigma
  }
}

export function gauss(self: PyRandom, mu: Value, sigma: Value): Value {
  let z = self.spare
  self.spare = null
  if (z === null) {
    const angle = unit(self) * 2 * Math.PI
    const radius = Math.sqrt(-2 * precise.log(1 - unit(self)))
    z = precise.cos(angle) * radius
    self.spare = precise.sin(angle) * radius
  }
  return real(realOf(mu) + z * realOf(sigma))
}

export function gammaVariate(self: PyRandom, alpha: number, beta: number): number {
  if (alpha <= 0 || beta <= 0) throw raise('ValueError', 'gammavariate: alpha and beta must be > 0.0')
  if (alpha > 1) {
    const ainv = Math.sqrt(2 * alpha - 1)
    const b = alpha - precise.log(4)
    const c = alpha + ainv
    for (;;) {
      const u1 = unit(self)
      if (!(u1 > 1e-7 && u1 < 0.9999999)) continue
      const u2 = 1 - unit(self)
      const v = precise.log(u1 / (1 - u1)) / ainv
      const x = alpha * precise.exp(v)
      const z = u1 * u1 * u2
      const r = b + c * v - x
      if (r + 1 + precise.log(4.5) - 4.5 * z >= 0 || r >= precise.log(z)) return x * beta
    }
  }
  if (alpha === 1) return -precise.log(1 - unit(self)) * beta
  for (;;) {
    const u = unit(self)
    const b = (Math.E + alpha) / Math.E
    const p = b * u
    const x = p <= 1 ? precise.power(p, 1 / alpha) : -precise.log((b - p) / alpha)
    const u1 = unit(self)
    if (p > 1 ? u1 <= precise.power(x, alpha - 1) : u1 <= precise.exp(-x)) return x * beta
  }
}

/** The circular normal distribution by Best and Fisher's rejection. */
export function vonMises(self: PyRandom, mu: number, kappa: number): number {
  const turn = 2 * Math.PI
  if (kappa <= 1e-6) return turn * unit(self)
  const s = 0.5 / kappa
  const r = s + Math.sqrt(1 + s * s)
  for (;;) {
    const z = precise.cos(Math.PI * unit(self))
    const d = z / (r + z)
    const u = unit(self)
    if (u >= 1 - d * d && u > (1 - d) * precise.exp(d)) continue
    const q = 1 / r
    const f = (q + z) / (1 + q * z)
    const angle = precise.acos(f)
    const sum = unit(self) > 0.5 ? mu + angle : mu - angle
    return sum - Math.floor(sum / turn) * turn
  }
}
