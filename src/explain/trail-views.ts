/** The trail for those who draw it: JSON for the terminal and for programs, HTML for notebooks. */
import type { Shape } from '../tensor/shape.js'
import { escaped, MONO, quiet } from './html.js'
import { axisName, fullText, wordsFor } from './origin-text.js'
import type { Recording } from './recording.js'
import { shownInputs, shownRows, type TrailMode, type TrailRow, trailNotes } from './trail.js'

/** One dim's reason, or that of several with the same formula and numbers. The wire's `DimReason`. */
export interface DimView {
  names: string[]
  size: number
  formula?: string
  text: string
}

/** The wire's `DerivationRow`. */
export interface RowView {
  name: string
  op: string
  inputs: number[][]
  outputs: number[][]
  dims: DimView[]
  depth?: number
  times?: number
  /** Rows below it that are not told. */
  folded?: number
  location?: { file: string; line: number; col: number; endLine: number; endCol: number }
  error?: string
}

const list = (shape: Shape): number[] => [...shape]

/** Every dim of the first output with its reason. */
function dimViews({ event, origins }: TrailRow): DimView[] {
  const output = event.outputs[0]
  if (output === undefined) return []
  const views = new Map<string, DimView>()
  origins.forEach((origin, axis) => {
    const size = output.shape[axis]
    const full = origin === null ? null : fullText(origin)
    const text = full !== null ? `${full} = ${size}` : origin?.kind === 'kept' ? 'kept' : wordsFor(origin)
    const name = axisName(origin, axis)
    const key = full === null ? `${axis}` : text
    const known = views.get(key)
    if (known !== undefined) known.names.push(name)
    else
      views.set(key, {
        names: [name],
        size,
        ...(origin?.kind === 'formula' && { formula: origin.formula.symbolic() }),
        text,
      })
  })
  return [...views.values()]
}

function rowView(row: TrailRow, depth: number, folded: number): RowView {
  const { event, name, times } = row
  const { call, outputs, failed } = event
  const { site } = call
  return {
    name,
    op: call.type,
    inputs: shownInputs(event, () => row.origins)
      .slice(0, MOST_TOLD)
      .map(({ shape }) => list(shape)),
    outputs: outputs.map(({ shape }) => list(shape)),
    dims: dimViews(row),
    ...(depth > 0 && { depth }),
    ...(times > 1 && { times }),
    ...(folded > 0 && { folded }),
    ...(site !== null && {
      location: {
        file: site.file,
        line: site.line,
        col: site.col,
        endLine: site.endLine,
        endCol: site.endCol,
      },
    }),
    ...(failed && { error: 'raised' }),
  }
}

/** Up to so many rows, folded ones are sent along, so that who draws them may unfold. */
const MOST_TOLD = 24

/** The rows that the views tell of: all of a small trail, what is shown of a large one. */
export function toldRows(rows: readonly TrailRow[], shown: Shown): Shown {
  const all = rows.reduce((sum, { below }) => sum + 1 + below, 0)
  return all > MOST_TOLD ? shown : shownRows(rows, 'full')
}

export type Shown = ReturnType<typeof shownRows>

export const trailPayload = (recording: Recording, { shown: told }: Shown, { more }: Shown) => {
  const notes = trailNotes(recording, more)
  return {
    version: 1 as const,
    kind: 'trail' as const,
    rows: told.map(({ row, depth, folded }) => rowView(row, depth, folded)),
    ...(notes.length > 0 && { notes }),
  }
}

// --- HTML ---------------------------------------------------------------------------------------------------------

function headHtml({ event, name, times, change }: TrailRow, folded: number): string {
  const { call } = event
  const kind = call.kind === 'module' ? ` ${quiet(escaped(call.type))}` : ''
  const inside = folded > 0 ? ` ${quiet(`… ${folded} inside`)}` : ''
  return `<b>${escaped(name)}</b>${kind}  ${escaped(change)}${times > 1 ? `  × ${times}` : ''}${inside}`
}

/** Nested modules open and close. */
export function trailHtml(recording: Recording, { shown: told, more }: Shown, mode: TrailMode): string {
  const open = mode === 'full' || told.filter(({ depth }) => depth === 0).length === 1
  let html = ''
  let nested = 0
  told.forEach(({ row, depth, folded }, i) => {
    for (; nested > depth; nested--) html += '</div></details>'
    const head = headHtml(row, folded)
    if ((told[i + 1]?.depth ?? 0) > depth) {
      html += `<details${open && depth === 0 ? ' open' : ''}><summary>${head}</summary><div style="margin-left:1.5em">`
      nested++
    } else {
      const formulas = folded > 0 ? [] : row.formulas
      const lines = formulas.map(
        (line) => `<div style="margin-left:1.5em;opacity:.75">${escaped(line)}</div>`,
      )
      html += `<div>${head}${lines.join('')}</div>`
    }
  })
  html += '</div></details>'.repeat(nested)
  const notes = trailNotes(recording, more).map((note) => `<div style="opacity:.65">${escaped(note)}</div>`)
  return `<div style="${MONO}">${html}${notes.join('')}</div>`
}
