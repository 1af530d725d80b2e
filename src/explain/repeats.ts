/** Neighbours that repeat: blocks of a model, steps of a loop. */

export interface Repeatable {
  /** Equal for those that are alike, and hardly ever for others. */
  readonly hash: number
  alike(other: this): boolean
}

/** Repeating groups up to this many rows are found. */
const LONGEST_PERIOD = 32

/** The shortest group that begins here and comes at least twice in a row. */
export function periodAt<T extends Repeatable>(
  rows: readonly T[],
  at: number,
): { length: number; times: number } | null {
  for (let length = 1; length <= LONGEST_PERIOD && at + 2 * length <= rows.length; length++) {
    let times = 1
    while (sameGroup(rows, at, at + times * length, length)) times++
    if (times > 1) return { length, times }
  }
  return null
}

function sameGroup<T extends Repeatable>(rows: readonly T[], a: number, b: number, length: number): boolean {
  if (b + length > rows.length) return false
  for (let i = 0; i < length; i++) if (rows[a + i].hash !== rows[b + i].hash) return false
  for (let i = 0; i < length; i++) if (!rows[a + i].alike(rows[b + i])) return false
  return true
}

/** A name but for the index of its block. */
export const withoutIndex = (name: string): string => name.replace(/\d+(?=\D*$)/, '#')

/** `self.blocks[0–11]` for the names of the first and the last. */
export function spanned(first: string, last: string): string {
  if (first === last) return first
  const a = /\d+(?=\D*$)/.exec(first)
  const b = /\d+(?=\D*$)/.exec(last)
  if (a === null || b === null) return first
  return `${first.slice(0, a.index)}${a[0]}–${b[0]}${first.slice(a.index + a[0].length)}`
}
