/**
 * `%summary`: a recorded run as a table, one row for each layer and operator, with what it costs and how far it looks.
 *
 * Rows are events; a module that calls others has no numbers of its own unless it is folded: then it has those of all inside it.
 * A run that failed ends with the row that raised.
 */
import { columnsOf, padded } from '../base/text.js'
import { numel, type Shape } from '../tensor/shape.js'
import { addCounts, type Certainty, type Count, callCount, thousands } from './count.js'
import { originsOf, shapeText } from './dims.js'
import { fieldText } from './field.js'
import type { Event, Recording, Sized } from './recording.js'
import { periodAt } from './repeats.js'
import { givenText, nameBelow, shownInputs } from './trail.js'

/** What a recording does not know of a module: filled from the module itself. */
export interface LayerInfo {
  /** Its own parameters; `tensor` tells shared ones. */
  readonly parameters: readonly {
    readonly tensor: unknown
    readonly name: string
    readonly shape: Shape
    readonly trainable: boolean
  }[]
  readonly kernel: string
}

export interface SummaryRow {
  readonly name: string
  readonly type: string
  readonly depth: number
  readonly inputs: readonly Sized[]
  readonly outputs: readonly Sized[]
  readonly kernel: string
  /** null where the row has none of its own. */
  readonly parameters: number | null
  readonly parametersText: string
  readonly multiplyAdds: Count | null
  readonly field: string
  readonly failed: boolean
  /** Rows below it are folded into it. */
  readonly folded: boolean
  /** How many times in a row a loop did the same; the multiply-adds are those of all. */
  readonly times: number
}

export interface Summary {
  readonly title: string
  readonly rows: readonly SummaryRow[]
  readonly parameters: number
  readonly trainable: number
  readonly multiplyAdds: Count
  /** Modules that hold parameters but were not called. */
  readonly unused: readonly { readonly path: string; readonly parameters: number }[]
  /** What the run raised. */
  readonly error: string | null
}

export interface SummaryOptions {
  readonly depth: number
}

/** Draws up the table. `all`: the parameters of the whole model, each once. */
export function summarise(
  title: string,
  { events }: Recording,
  infoOf: (event: Event) => LayerInfo | null,
  all: LayerInfo['parameters'],
  unused: Summary['unused'],
  error: string | null,
  { depth: most }: SummaryOptions,
): Summary {
  const rows: SummaryRow[] = []
  const works = events.map(workOf)
  const counted = new Set<unknown>()
  const countNew = (parameters: LayerInfo['parameters']): number => {
    let total = 0
    for (const { tensor, shape } of parameters) {
      if (counted.has(tensor)) continue
      counted.add(tensor)
      total += numel(shape)
    }
    return total
  }
  const visit = (start: number, end: number, depth: number, around: string): void => {
    for (let at = start; at < end; at = events[at].end) {
      const event = events[at]
      const inside = event.end === at + 1 ? NONE : events.slice(at + 1, event.end)
      const folded = inside.length > 0 && depth >= most
      const own = infoOf(event)
      const parameters = folded
        ? [event, ...inside].flatMap((each) => infoOf(each)?.parameters ?? [])
        : (own?.parameters ?? [])
      const numbered = inside.length === 0 || folded || parameters.length > 0
      const work = folded ? addCounts(works.slice(at, event.end)) : works[at]
      const derivation = event.outputs[0]?.derivation ?? null
      rows.push({
        name: nameBelow(event.call.name, around),
        type: event.call.kind === 'module' ? event.call.type : '',
        depth,
        inputs:
          event.call.kind === 'module'
            ? event.inputs
            : shownInputs(event, () => (event.outputs.length === 0 ? [] : originsOf(event.outputs[0]))).map(
                (each) => ({ ...each, name: '' }),
              ),
        outputs: event.outputs,
        kernel: own?.kernel ?? '',
        parameters: numbered && parameters.length > 0 ? countNew(parameters) : null,
        parametersText: parameters.map(({ shape }) => shape.join('·') || '1').join(' + '),
        multiplyAdds: inside.length > 0 && !folded && work.total === 0 ? null : work,
        field: derivation === null ? '' : (fieldText(derivation) ?? ''),
        failed: event.failed,
        folded,
        times: 1,
      })
      if (!folded) visit(at + 1, event.end, depth + 1, event.call.name)
    }
  }
  visit(0, events.length, 0, '')
  return {
    title,
    rows: withoutLoops(rows),
    parameters: all.reduce((sum, { shape }) => sum + numel(shape), 0),
    trainable: all.reduce((sum, { shape, trainable }) => sum + (trainable ? numel(shape) : 0), 0),
    multiplyAdds: addCounts(works),
    unused,
    error,
  }
}

const NONE: readonly Event[] = []

/** What a loop does several times stands once: rows of one name, sizes and depth, alone or in groups. */
function withoutLoops(rows: readonly SummaryRow[]): SummaryRow[] {
  const keyed = rows.map((row) => {
    const { name, type, depth, inputs, outputs, kernel, field, failed, folded, times } = row
    const sizes = [inputs, outputs].map((each) => each.map(({ shape }) => shape.join()).join(';'))
    const text = [name, type, depth, ...sizes, kernel, field, failed, folded, times].join('|')
    let hash = 0
    for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0
    return { row, hash, text, alike: (other: { text: string }): boolean => other.text === text }
  })
  const result: SummaryRow[] = []
  for (let at = 0; at < rows.length; ) {
    const { length, times } = periodAt(keyed, at) ?? { length: 1, times: 1 }
    for (let i = 0; i < length; i++) {
      const all = Array.from({ length: times }, (_, k) => rows[at + i + k * length])
      result.push(times === 1 ? all[0] : together(all))
    }
    at += length * times
  }
  return result.length < rows.length ? withoutLoops(result) : result
}

function together(rows: readonly SummaryRow[]): SummaryRow {
  const [first] = rows
  const work = rows.flatMap(({ multiplyAdds }) => multiplyAdds ?? [])
  const counted = rows.filter(({ parameters }) => parameters !== null)
  return {
    ...first,
    times: rows.reduce((sum, { times }) => sum + times, 0),
    multiplyAdds: work.length === 0 ? null : addCounts(work),
    parameters: counted.length === 0 ? null : counted.reduce((sum, { parameters }) => sum + parameters!, 0),
  }
}

const workOf = ({ call, outputs }: Event): Count => callCount(outputs, call)

// --- cells --------------------------------------------------------------------------------------------------------

export const COLUMNS = [
  'layer',
  'type',
  'input',
  'output',
  'kernel',
  'params',
  'share',
  'mult-adds',
  'field',
] as const
export type Column = (typeof COLUMNS)[number]

/** Tensors as they are nested: `(5, 4)`, `{z: (5, 4), parts: [(5,), ()]}`. */
export function treeText(tensors: readonly Sized[]): string {
  if (tensors.length === 0) return ''
  if (tensors.length === 1 && tensors[0].name === '') return shapeText(tensors[0].shape)
  const trees = tensors.map(({ name, shape }) => ({
    path: [...name.matchAll(/\['([^']*)'\]|\[([^\]]*)\]/g)].map(([, key, index]) =>
      key !== undefined ? `${key}: ` : `#${index}`,
    ),
    text: shapeText(shape),
  }))
  const nest = (list: typeof trees, depth: number): string => {
    if (list.length === 1 && list[0].path.length <= depth) return list[0].text
    const groups = new Map<string, typeof trees>()
    for (const each of list) {
      const key = each.path[depth] ?? `#${groups.size}`
      groups.set(key, [...(groups.get(key) ?? []), each])
    }
    const keyed = [...groups.keys()].every((key) => !key.startsWith('#'))
    const parts = [...groups].map(([key, inside]) => (keyed ? key : '') + nest(inside, depth + 1))
    if (depth === 0 && !keyed) return parts.join(', ')
    return keyed ? `{${parts.join(', ')}}` : `[${parts.join(', ')}]`
  }
  return nest(trees, 0)
}

const marks: Record<Certainty, string> = { exact: '', partial: '+', unknown: '?' }

export const percent = (part: number, whole: number): string =>
  whole === 0 || part === 0 ? '' : part / whole < 0.0005 ? '<0.1' : ((100 * part) / whole).toFixed(1)

const cells: Record<Column, (row: SummaryRow, summary: Summary) => string> = {
  layer: ({ name, depth, times }) => `${'  '.repeat(depth)}${name}${times > 1 ? ` × ${times}` : ''}`,
  type: ({ type }) => type,
  input: ({ inputs, type }) => (type === '' ? givenText(inputs) : treeText(inputs)),
  output: ({ outputs, failed }) => (failed ? 'raised' : treeText(outputs)),
  kernel: ({ kernel }) => kernel,
  params: ({ parameters }) =>
    parameters === null ? '' : parameters === 0 ? 'shared' : thousands(parameters),
  share: ({ parameters }, { parameters: all }) => percent(parameters ?? 0, all),
  'mult-adds': ({ multiplyAdds }) =>
    multiplyAdds === null || (multiplyAdds.total === 0 && multiplyAdds.certainty === 'exact')
      ? ''
      : multiplyAdds.certainty === 'unknown'
        ? '?'
        : thousands(multiplyAdds.total) + marks[multiplyAdds.certainty],
  field: ({ field }) => field.replace(/, jump.*/, ''),
}

const heads: Record<Column, string> = {
  layer: 'layer',
  type: 'type',
  input: 'input',
  output: 'output',
  kernel: 'kernel',
  params: 'params',
  share: '%',
  'mult-adds': 'mult-adds',
  field: 'field',
}

const NUMERIC: ReadonlySet<Column> = new Set(['params', 'share', 'mult-adds'])

/** The sentences below the table. */
export function totals(summary: Summary): string[] {
  const { parameters, trainable, multiplyAdds, unused, error } = summary
  const frozen = trainable === parameters ? '' : `, ${thousands(trainable)} of them trainable`
  const work =
    multiplyAdds.certainty === 'unknown'
      ? 'multiply-adds unknown'
      : `${thousands(multiplyAdds.total)} multiply-adds (${multiplyAdds.certainty})`
  return [
    `${thousands(parameters)} parameters (exact)${frozen}; ${error === null ? work : `${work} before it failed`}`,
    ...unused.map(({ path, parameters: count }) => `${path} was not called: ${thousands(count)} parameters`),
    ...(error === null ? [] : [error]),
  ]
}

const written = new WeakMap<Summary, Map<Column, readonly string[]>>()

/** The cells of a column, row by row: all forms of a table ask for the same. */
function cellsOf(summary: Summary, column: Column): readonly string[] {
  let known = written.get(summary)
  if (known === undefined) written.set(summary, (known = new Map()))
  let texts = known.get(column)
  if (texts === undefined) {
    const cell = cells[column]
    known.set(column, (texts = summary.rows.map((row) => cell(row, summary))))
  }
  return texts
}

/** The rows in these columns. */
const rowsOf = (summary: Summary, used: readonly Column[]): string[][] => {
  const columns = used.map((column) => cellsOf(summary, column))
  return summary.rows.map((_, i) => columns.map((texts) => texts[i]))
}

/** The columns that say anything, of those asked for. */
const filled = (summary: Summary, columns: readonly Column[]): Column[] =>
  columns.filter((column) => column === 'layer' || cellsOf(summary, column).some((text) => text !== ''))

/** What is left out first where the terminal is narrow. */
const LEAST_WANTED: readonly Column[] = ['kernel', 'field', 'share', 'input', 'type', 'mult-adds']

/** The table in at most `width` columns: those of the table that nobody chose give way, and a last line says so. */
export function summaryText(
  summary: Summary,
  columns?: readonly Column[],
  width = Number.POSITIVE_INFINITY,
): string {
  let used = filled(summary, columns ?? COLUMNS)
  const dropped: Column[] = []
  const fits = (lines: readonly string[]): boolean => lines.every((line) => columnsOf(line) <= width)
  let lines = tableLines(summary, used)
  for (const column of columns === undefined ? LEAST_WANTED : []) {
    if (fits(lines)) break
    if (!used.includes(column)) continue
    dropped.push(column)
    used = used.filter((each) => each !== column)
    lines = tableLines(summary, used)
  }
  const rule = '─'.repeat(Math.min(width, Math.max(...lines.map(columnsOf))))
  const note =
    dropped.length === 0 ? [] : [`too narrow for ${dropped.join(', ')}; --columns chooses what is shown`]
  return [lines[0], rule, ...lines.slice(1), rule, ...totals(summary), ...note].join('\n')
}

function tableLines(summary: Summary, used: readonly Column[]): string[] {
  const table = [used.map((column) => heads[column]), ...rowsOf(summary, used)]
  const widths = used.map((_, i) => Math.max(...table.map((row) => columnsOf(row[i]))))
  return table.map((row) =>
    row
      .map((cell, i) => (NUMERIC.has(used[i]) ? cell.padStart(widths[i]) : padded(cell, widths[i])))
      .join('  ')
      .trimEnd(),
  )
}

export function summaryMarkdown(summary: Summary, columns: readonly Column[] = COLUMNS): string {
  const used = filled(summary, columns)
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`
  return [
    line(used.map((column) => heads[column])),
    line(used.map((column) => (NUMERIC.has(column) ? '---:' : '---'))),
    ...rowsOf(summary, used).map((row) =>
      line(row.map((cell) => cell.replace(/^( +)/, (spaces) => '&nbsp;'.repeat(spaces.length)))),
    ),
    '',
    totals(summary).join('  \n'),
  ].join('\n')
}

export const summaryTable = (summary: Summary, columns: readonly Column[] = COLUMNS) => {
  const used = filled(summary, columns)
  return {
    heads: used.map((column) => heads[column]),
    numeric: used.map((column) => NUMERIC.has(column)),
    rows: rowsOf(summary, used),
  }
}

/** What `--json` prints. */
export const summaryView = (summary: Summary) => ({
  version: 1 as const,
  kind: 'summary' as const,
  title: summary.title,
  rows: summary.rows.map((row) => ({
    name: row.name,
    type: row.type,
    depth: row.depth,
    inputs: row.inputs.map(({ name, shape }) => ({ name, shape: [...shape] })),
    outputs: row.outputs.map(({ name, shape }) => ({ name, shape: [...shape] })),
    kernel: row.kernel,
    parameters: row.parameters,
    parameters_text: row.parametersText,
    multiply_adds: row.multiplyAdds,
    receptive_field: row.field,
    failed: row.failed,
    ...(row.times > 1 && { times: row.times }),
  })),
  parameters: summary.parameters,
  trainable: summary.trainable,
  multiply_adds: summary.multiplyAdds,
  unused: summary.unused.map((each) => ({ ...each })),
  error: summary.error,
})
