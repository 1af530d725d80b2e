/** The trail's rows read back from its text, for kernels that send no derivation beside it. */
import type { DerivationRow, DimReason } from '../protocol/mime.js'

const CALL = /^\s*(\S.*?)\s{2,}(?:(\S+)\s{2,})?\(([\d, ]*)\) → \(([\d, ]*)\)/
const FORMULA = /^\s+(?:dims? )?(\w+(?:, \w+)*) = (.+ = \d+)$/
/** Where the named dims stand, counted from the end. */
const FROM_END: Record<string, number> = { W: 1, L: 1, H: 2, D: 3 }

const sizes = (text: string): number[] =>
  text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)

/** One row per call; dims without a formula are copied ones. */
export const readTrail = (text: string): DerivationRow[] => {
  const rows: DerivationRow[] = []
  for (const line of text.split('\n')) {
    const call = CALL.exec(line)
    if (call) {
      const output = sizes(call[4])
      const dims = output.map((size, index): DimReason => ({ names: [String(index)], size, text: '' }))
      rows.push({ name: call[1], op: call[2] ?? call[1], inputs: [sizes(call[3])], outputs: [output], dims })
      continue
    }
    const formula = FORMULA.exec(line)
    const row = rows.at(-1)
    if (!formula || !row) continue
    for (const name of formula[1].split(', ')) {
      const index = /^\d+$/.test(name)
        ? Number(name)
        : row.dims.length - (FROM_END[name] ?? Number.POSITIVE_INFINITY)
      if (row.dims[index]) row.dims[index] = { ...row.dims[index], formula: name, text: formula[2] }
    }
  }
  return rows
}
