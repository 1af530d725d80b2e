/** Orthogonal polynomials of degree n at x, by their three-term recurrences. A negative degree gives 0, as in PyTorch. */

/** p₀ = 1, p₁ from `first`, then p_k = next(p_{k−1}, p_{k−2}, k). */
function recurrence(
  degree: number,
  first: number,
  next: (last: number, before: number, k: number) => number,
): number {
  if (Number.isNaN(degree)) return NaN
  const n = Math.trunc(degree)
  if (n < 0) return 0
  if (n === 0) return 1
  let before = 1
  let last = first
  for (let k = 2; k <= n; k++) {
    const value = next(last, before, k)
    before = last
    last = value
  }
  return last
}

export type Polynomial = (x: number, n: number) => number

/** The four kinds of Chebyshev polynomials have one recurrence and differ in p₁. */
const chebyshev =
  (first: (x: number) => number): Polynomial =>
  (x, n) =>
    recurrence(n, first(x), (last, before) => 2 * x * last - before)

const shifted =
  (polynomial: Polynomial): Polynomial =>
  (x, n) =>
    polynomial(2 * x - 1, n)

export const chebyshevT = chebyshev((x) => x)
export const chebyshevU = chebyshev((x) => 2 * x)
export const chebyshevV = chebyshev((x) => 2 * x - 1)
export const chebyshevW = chebyshev((x) => 2 * x + 1)
export const shiftedChebyshevT = shifted(chebyshevT)
export const shiftedChebyshevU = shifted(chebyshevU)
export const shiftedChebyshevV = shifted(chebyshevV)
export const shiftedChebyshevW = shifted(chebyshevW)
export const hermiteH: Polynomial = (x, n) =>
  recurrence(n, 2 * x, (last, before, k) => 2 * x * last - 2 * (k - 1) * before)
export const hermiteHe: Polynomial = (x, n) =>
  recurrence(n, x, (last, before, k) => x * last - (k - 1) * before)
export const laguerre: Polynomial = (x, n) =>
  recurrence(n, 1 - x, (last, before, k) => ((2 * k - 1 - x) * last - (k - 1) * before) / k)
export const legendre: Polynomial = (x, n) =>
  recurrence(n, x, (last, before, k) => ((2 * k - 1) * x * last - (k - 1) * before) / k)
