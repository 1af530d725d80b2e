/**
 * "Did you mean": the nearest name, by the measure and thresholds of CPython's suggestions, so that a NameError of a program and a
 * mistyped magic are guessed alike.
 *
 * An inserted, deleted or replaced character costs 2, a changed case 1. A guess may cost a third of both lengths at most.
 */
const MOVE = 2
const CASE = 1
const MAX_WORD = 40
const MAX_CANDIDATES = 750

/** The candidate nearest to `word`, the first among equals; null when none is near enough. */
export const nearest = (word: string, candidates: Iterable<string>): string | null => {
  if (word.length > MAX_WORD) return null
  let best: string | null = null
  let limit = Number.POSITIVE_INFINITY
  let seen = 0
  for (const candidate of candidates) {
    if (++seen > MAX_CANDIDATES) return null
    if (candidate === word) continue
    const most = Math.min(Math.floor(((word.length + candidate.length + 3) * MOVE) / 6), limit - 1)
    const cost = distance(word, candidate, most)
    if (cost > most) continue
    best = candidate
    limit = cost
  }
  return best
}

/** The cost of turning `a` into `b`; anything above `most` once it is known to exceed it. */
export const distance = (a: string, b: string, most = Number.POSITIVE_INFINITY): number => {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  if (endA - start > MAX_WORD || endB - start > MAX_WORD) return most + 1
  if (Math.abs(endA - endB) * MOVE > most) return most + 1

  // One row of the usual table: costs[j] = distance of a's first i characters to b's first j.
  const costs = Array.from({ length: endB - start + 1 }, (_, j) => j * MOVE)
  for (let i = start; i < endA; i++) {
    let diagonal = costs[0]
    let least = (costs[0] = (i - start + 1) * MOVE)
    for (let j = start; j < endB; j++) {
      const at = j - start + 1
      const replaced = diagonal + substitution(a[i], b[j])
      diagonal = costs[at]
      costs[at] = Math.min(replaced, costs[at] + MOVE, costs[at - 1] + MOVE)
      if (costs[at] < least) least = costs[at]
    }
    if (least > most) return most + 1
  }
  return costs[endB - start]
}

const substitution = (a: string, b: string): number =>
  a === b ? 0 : a.toLowerCase() === b.toLowerCase() ? CASE : MOVE
