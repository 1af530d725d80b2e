/** Balancing a matrix before its eigenvalues are sought: LAPACK's gebal, and its undoing in eigenvectors. */

/** What was done to rows and columns: the factors of those from `low` to `high`, partners of the others. */
interface Balance {
  readonly low: number
  readonly high: number
  readonly scale: Float64Array
}

function exchange(a: Float64Array, n: number, i: number, k: number): void {
  if (i === k) return
  for (let row = 0; row < n; row++) [a[row * n + i], a[row * n + k]] = [a[row * n + k], a[row * n + i]]
  for (let col = 0; col < n; col++) [a[i * n + col], a[k * n + col]] = [a[k * n + col], a[i * n + col]]
}

/** Moves eigenvalues that stand alone to the ends and makes rows and columns of one size, by powers of 2 (gebal). */
export function balanced(a: Float64Array, n: number): Balance {
  const scale = new Float64Array(n).fill(1)
  let [low, high] = [0, n - 1]
  const alone = (at: (i: number, j: number) => number, i: number): boolean => {
    for (let j = low; j <= high; j++) if (j !== i && at(i, j) !== 0) return false
    return true
  }
  for (let again = true; again && high > 0; ) {
    again = false
    for (let i = high; i >= 0 && high > 0; i--) {
      if (!alone((r, c) => a[r * n + c], i)) continue
      scale[high] = i
      exchange(a, n, i, high--)
      again = true
    }
  }
  for (let again = true; again; ) {
    again = false
    for (let j = low; j <= high; j++) {
      if (!alone((c, r) => a[r * n + c], j)) continue
      scale[low] = j
      exchange(a, n, j, low++)
      again = true
    }
  }
  for (let again = true; again; ) {
    again = false
    for (let i = low; i <= high; i++) if (rescale(a, n, i, low, high, scale)) again = true
  }
  return { low, high, scale }
}

function rescale(
  a: Float64Array,
  n: number,
  i: number,
  low: number,
  high: number,
  scale: Float64Array,
): boolean {
  let [c, r] = [0, 0]
  for (let j = low; j <= high; j++) {
    c = Math.hypot(c, a[j * n + i])
    r = Math.hypot(r, a[i * n + j])
  }
  if (c === 0 || r === 0) return false
  const sum = c + r
  let f = 1
  for (; c < r / 2; f *= 2) [c, r] = [c * 2, r / 2]
  for (; c / 2 >= r; f /= 2) [c, r] = [c / 2, r * 2]
  if (c + r >= 0.95 * sum || f === 1) return false
  scale[i] *= f
  for (let j = low; j < n; j++) a[i * n + j] /= f
  for (let j = 0; j <= high; j++) a[j * n + i] *= f
  return true
}

/** Eigenvectors of the matrix as it was. */
export function unbalance(vectors: Float64Array, n: number, { low, high, scale }: Balance): void {
  const swapRows = (i: number, k: number): void => {
    if (i === k) return
    for (let j = 0; j < 2 * n; j++)
      [vectors[i * 2 * n + j], vectors[k * 2 * n + j]] = [vectors[k * 2 * n + j], vectors[i * 2 * n + j]]
  }
  for (let i = low; i <= high; i++) for (let j = 0; j < 2 * n; j++) vectors[i * 2 * n + j] *= scale[i]
  for (let i = low - 1; i >= 0; i--) swapRows(i, scale[i])
  for (let i = high + 1; i < n; i++) swapRows(i, scale[i])
}
