/** The trail for those who draw it: JSON for the terminal and for programs, HTML for notebooks. */
import type { Shape } from '../tensor/shape.js'
import { originsOf } from './dims.js'
import { escaped, MONO } from './html.js'
import { axisName, fullText, wordsFor } from './origin-text.js'
import type { Event, Recording } from './recording.js'
import {
  changeText,
  formulaRows,
  shownInputs,
  shownRows,
  type TrailMode,
  type TrailRow,
  trailNotes,
  trailRows,
} from './trail.js'

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
  location?: { file: string; line: number; col: number; endLine: number; endCol: number }
  error?: string
}

const list = (shape: Shape): number[] => [...shape]

/** Every dim of the first output with its reason. */
export function dimViews(event: Event): DimView[] {
  const output = event.outputs[0]
  if (output === undefined) return []
  const views = new Map<string, DimView>()
  originsOf(output).forEach((origin, axis) => {
    const size = output.shape[axis]
    const full = origin === null ? null : fullText(origin)
    const text = full === null ? wordsFor(origin) : `${full} = ${size}`
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

function rowView({ event, name, times }: TrailRow, depth: number): RowView {
  const { call, outputs, failed } = event
  const { site } = call
  return {
    name,
    op: call.type,
    inputs: shownInputs(event).map(({ shape }) => list(shape)),
    outputs: outputs.map(({ shape }) => list(shape)),
    dims: dimViews(event),
    ...(depth > 0 && { depth }),
    ...(times > 1 && { times }),
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

const flat = (rows: readonly TrailRow[], depth = 0): RowView[] =>
  rows.flatMap((row) => [rowView(row, depth), ...flat(row.children, depth + 1)])

/** All rows, folded ones too: who draws them may unfold. */
export const trailPayload = (recording: Recording, mode: TrailMode) => {
  const rows = trailRows(recording)
  const notes = trailNotes(recording, shownRows(rows, mode).more)
  return { version: 1 as const, kind: 'trail' as const, rows: flat(rows), ...(notes.length > 0 && { notes }) }
}

// --- HTML ---------------------------------------------------------------------------------------------------------

function rowHtml(row: TrailRow, open: boolean): string {
  const { event, name, times, children } = row
  const { call } = event
  const kind = call.kind === 'module' ? ` <span style="opacity:.65">${escaped(call.type)}</span>` : ''
  const head = `<b>${escaped(name)}</b>${kind}  ${escaped(changeText(event))}${times > 1 ? `  × ${times}` : ''}`
  if (children.length > 0) {
    const inside = children.map((child) => rowHtml(child, false)).join('')
    return `<details${open ? ' open' : ''}><summary>${head}</summary><div style="margin-left:1.5em">${inside}</div></details>`
  }
  const formulas = formulaRows(event).map(
    (line) => `<div style="margin-left:1.5em;opacity:.75">${escaped(line)}</div>`,
  )
  return `<div>${head}${formulas.join('')}</div>`
}

/** Nested modules open and close. */
export function trailHtml(recording: Recording, mode: TrailMode): string {
  const rows = trailRows(recording)
  const notes = trailNotes(recording, 0).map((note) => `<div style="opacity:.65">${escaped(note)}</div>`)
  return `<div style="${MONO}">${rows.map((row) => rowHtml(row, rows.length === 1 || mode === 'full')).join('')}${notes.join('')}</div>`
}
