/**
 * Two lists aligned: the pairs of an edit script of least cost.
 *
 * What the ends have in common at no cost is paired at once; between, every cell of the table holds the cheapest way to it, and
 * only the direction it came from is kept. Costs are whole numbers; a pair may stand for a change.
 */

/** Indices that belong together; null where one list has nothing. */
export type Pair = readonly [a: number | null, b: number | null]

const BOTH = 0
const ONLY_A = 1
const ONLY_B = 2

/** `cost`: of pairing a's i-th with b's j-th, 0 where they are the same; `gap`: of leaving one alone. */
export function align(
  lengthA: number,
  lengthB: number,
  cost: (i: number, j: number) => number,
  gap: number,
): Pair[] {
  let start = 0
  while (start < lengthA && start < lengthB && cost(start, start) === 0) start++
  let end = 0
  while (end < lengthA - start && end < lengthB - start && cost(lengthA - 1 - end, lengthB - 1 - end) === 0)
    end++
  const rows = lengthA - start - end
  const columns = lengthB - start - end
  const came = new Uint8Array((rows + 1) * (columns + 1))
  let above = Int32Array.from({ length: columns + 1 }, (_, j) => j * gap)
  came.fill(ONLY_B, 1, columns + 1)
  for (let i = 1; i <= rows; i++) {
    const here = new Int32Array(columns + 1)
    here[0] = i * gap
    came[i * (columns + 1)] = ONLY_A
    for (let j = 1; j <= columns; j++) {
      const both = above[j - 1] + cost(start + i - 1, start + j - 1)
      const onlyA = above[j] + gap
      const onlyB = here[j - 1] + gap
      const least = Math.min(both, onlyA, onlyB)
      here[j] = least
      came[i * (columns + 1) + j] = least === both ? BOTH : least === onlyA ? ONLY_A : ONLY_B
    }
    above = here
  }
  const middle: Pair[] = []
  for (let i = rows, j = columns; i > 0 || j > 0; ) {
    const way = came[i * (columns + 1) + j]
    middle.push([way === ONLY_B ? null : start + i - 1, way === ONLY_A ? null : start + j - 1])
    if (way !== ONLY_B) i--
    if (way !== ONLY_A) j--
  }
  const both = (count: number, fromA: number, fromB: number): Pair[] =>
    Array.from({ length: count }, (_, k) => [fromA + k, fromB + k])
  return [...both(start, 0, 0), ...middle.reverse(), ...both(end, lengthA - end, lengthB - end)]
}
