/**
 * Connectionist temporal classification (Graves et al., 2006): the likelihood of a label sequence under per-step class
 * probabilities, summed over all alignments, and its gradient. All in logarithms.
 */

/** One sequence: its log probabilities lie at `offset + t·stepT + c`, its labels in `labels`. */
export interface CtcSequence {
  readonly data: ArrayLike<number>
  readonly offset: number
  readonly stepT: number
  readonly steps: number
  readonly classes: number
  readonly labels: readonly number[]
  readonly blank: number
}

function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b
  if (b === -Infinity) return a
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b))
}

/** The labels with blanks between and around them. */
const extended = ({ labels, blank }: CtcSequence): number[] => [
  blank,
  ...labels.flatMap((label) => [label, blank]),
]

/** Whether a path may jump over the blank before place `s`: the labels on both sides differ. */
const jumps = (labels: readonly number[], s: number): boolean =>
  s >= 2 && s % 2 === 1 && labels[s] !== labels[s - 2]

/** The forward variables, row by row. */
function forward(sequence: CtcSequence, labels: readonly number[]): Float64Array {
  const { data, offset, stepT, steps } = sequence
  const n = labels.length
  const alpha = new Float64Array(Math.max(steps, 1) * n).fill(-Infinity)
  if (steps === 0) return alpha
  for (let s = 0; s < Math.min(2, n); s++) alpha[s] = data[offset + labels[s]]
  for (let t = 1; t < steps; t++) {
    const [row, before] = [t * n, (t - 1) * n]
    for (let s = 0; s < n; s++) {
      let sum = alpha[before + s]
      if (s > 0) sum = logAdd(sum, alpha[before + s - 1])
      if (jumps(labels, s)) sum = logAdd(sum, alpha[before + s - 2])
      alpha[row + s] = sum + data[offset + t * stepT + labels[s]]
    }
  }
  return alpha
}

function likelihood(alpha: Float64Array, steps: number, n: number): number {
  // Without steps only the empty sequence is possible.
  if (steps === 0) return n === 1 ? 0 : -Infinity
  const last = (steps - 1) * n + n - 1
  return n === 1 ? alpha[last] : logAdd(alpha[last], alpha[last - 1])
}

/** The negative log likelihood of the labels. */
export function ctcLoss(sequence: CtcSequence): number {
  const labels = extended(sequence)
  return -likelihood(forward(sequence, labels), sequence.steps, labels.length)
}

/** Writes the loss's gradient for the log probabilities, times `scale`, where they lie themselves. */
export function ctcGradient(sequence: CtcSequence, scale: number, to: { [index: number]: number }): void {
  const { data, offset, stepT, steps, classes } = sequence
  const labels = extended(sequence)
  const n = labels.length
  const alpha = forward(sequence, labels)
  const loss = -likelihood(alpha, steps, n)
  let beta = new Float64Array(n).fill(-Infinity)
  for (let t = steps - 1; t >= 0; t--) {
    const at = offset + t * stepT
    const next = beta
    beta = new Float64Array(n).fill(-Infinity)
    for (let s = n - 1; s >= 0; s--) {
      let sum = t === steps - 1 ? (s >= n - 2 ? 0 : -Infinity) : next[s]
      if (t < steps - 1) {
        if (s + 1 < n) sum = logAdd(sum, next[s + 1])
        if (s + 2 < n && jumps(labels, s + 2)) sum = logAdd(sum, next[s + 2])
      }
      beta[s] = sum + data[at + labels[s]]
    }
    const both = new Float64Array(classes).fill(-Infinity)
    for (let s = 0; s < n; s++) both[labels[s]] = logAdd(both[labels[s]], alpha[t * n + s] + beta[s])
    for (let c = 0; c < classes; c++) {
      const p = data[at + c]
      to[at + c] = (Math.exp(p) - Math.exp(both[c] + loss - p)) * scale
    }
  }
}
