/** What comments say of shapes, as in `x = self.conv(x)  # (N, 16, 28, 28)`: a fix that keeps to it is more likely what was meant. */
import type { Shape } from '../../../src/tensor/shape.js'
import type { CellSource } from './cell-text.js'
import type { Run } from './run.js'

/** Sizes by line, null where one has a name: `cell 1:12` → null, 16, 28, 28. */
export type ToldShapes = ReadonlyMap<string, readonly (number | null)[]>

const SHAPE = /#.*?[([]\s*((?:[\w*/+ -]+,\s*)+[\w*/+ -]+)\s*[)\]]/

/** The shapes that stand in comments behind statements. */
export function toldShapes(cells: readonly CellSource[]): ToldShapes {
  const told = new Map<string, (number | null)[]>()
  for (const { name, text } of cells) {
    if (!text.includes('#')) continue
    for (const [index, line] of text.split('\n').entries()) {
      const sizes = /\S\s*#/.test(line) ? SHAPE.exec(line)?.[1].split(',') : undefined
      if (sizes === undefined) continue
      const shape = sizes.map((size) => (/^\s*\d+\s*$/.test(size) ? Number(size) : null))
      if (shape.some((size) => size !== null)) told.set(`${name}:${index + 1}`, shape)
    }
  }
  return told
}

/** How many comments a run contradicts: what ran last in a line gave another shape. */
export function contradicted(told: ToldShapes, { steps }: Run): number {
  if (told.size === 0) return 0
  const given = new Map<string, Shape>()
  for (const { site, outputs } of steps)
    if (site !== null && outputs[0] !== undefined) given.set(`${site.file}:${site.line}`, outputs[0].shape)
  let wrong = 0
  for (const [line, sizes] of told) {
    const shape = given.get(line)
    if (shape === undefined) continue
    const same =
      shape.length === sizes.length && sizes.every((size, axis) => size === null || size === shape[axis])
    if (!same) wrong++
  }
  return wrong
}
