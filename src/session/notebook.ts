/**
 * Notebooks on disk: nbformat 4.5, checked against Jupyter's own schema in both directions.
 *
 * What we don't know (metadata, attachments, MIME types) goes through unchanged. Files are laid out as nbformat writes them (sorted keys,
 * one space, texts as lists of lines), so that a notebook saved here and there differs only where it changed.
 */
import type { ValidateFunction } from 'ajv'
import { isFixes } from '../protocol/messages.js'
import type { Json, JsonObject, MimeBundle } from '../protocol/mime.js'
import {
  type Cell,
  type CodeCell,
  codeCell,
  type Output,
  ours,
  type SessionDocument,
  withOurs,
} from './cell.js'
import { damageAt } from './json.js'
import { outputsWithCut } from './output.js'

/** A file that can't be read as a session; the message is one sentence that starts with the file's name. */
export class SessionFileError extends Error {
  override name = 'SessionFileError'
}

/** The kernel a notebook of ours asks for. */
export const KERNELSPEC: JsonObject = { name: 'ishape', display_name: 'ishape (PyTorch)', language: 'python' }
const LANGUAGE_INFO: JsonObject = {
  name: 'python',
  version: '3.11',
  file_extension: '.py',
  mimetype: 'text/x-python',
  pygments_lexer: 'ipython3',
}

interface RawCell {
  cell_type: 'code' | 'markdown' | 'raw'
  id: string
  source: string | string[]
  metadata: JsonObject
  attachments?: JsonObject
  outputs?: JsonObject[]
  execution_count?: number | null
}

// ---------------------------------------------------------------- reading

/** The session that a notebook's text holds. SessionFileError, naming `name`: not JSON, not a notebook, or another version. */
export const parseNotebook = async (text: string, name: string): Promise<SessionDocument> => {
  const fail = (why: string): never => {
    throw new SessionFileError(`${name} is not a notebook that ishape can read: ${why}.`)
  }
  const notebook = parseJson(text, fail)
  if (!isObject(notebook) || !('nbformat' in notebook)) return fail('it has no nbformat member')
  if (notebook.nbformat !== 4) {
    const advice = 'ishape reads format 4; `jupyter nbconvert --to notebook` converts'
    return fail(`it is in notebook format ${JSON.stringify(notebook.nbformat)}, and ${advice}`)
  }
  const cells = notebook.cells
  if (!Array.isArray(cells)) return fail('it has no list of cells')
  addIds(cells)
  const checked = { ...notebook, nbformat_minor: 5 }
  const error = await validationError(checked)
  if (error) return fail(error)
  return {
    cells: (cells as unknown as RawCell[]).map(readCell),
    metadata: (notebook.metadata as JsonObject) ?? {},
  }
}

const parseJson = (given: string, fail: (why: string) => never): unknown => {
  const text = given.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch {
    if (text.trim() === '') return fail('it is empty')
    const at = damageAt(text)
    if (at >= text.length) return fail('its JSON ends too early')
    const before = text.slice(0, at).split('\n')
    return fail(`its JSON is damaged at line ${before.length}, column ${before.at(-1)!.length + 1}`)
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Cells before format 4.5 have no ids, and copies made by hand share one. */
const addIds = (cells: Json[]): void => {
  const used = new Set<Json>()
  for (const cell of cells) if (isObject(cell) && typeof cell.id === 'string') used.add(cell.id)
  const seen = new Set<Json>()
  for (const [index, cell] of cells.entries()) {
    if (!isObject(cell)) continue
    if (cell.id === undefined || seen.has(cell.id)) {
      let id = `cell-${index + 1}`
      while (used.has(id)) id += '-'
      cell.id = id
    }
    seen.add(cell.id)
    used.add(cell.id)
  }
}

const readCell = (raw: RawCell): Cell => {
  const source = joined(raw.source)
  if (raw.cell_type !== 'code') {
    const { id, metadata, attachments } = raw
    return { kind: raw.cell_type, id, source, metadata, ...(attachments && { attachments }) }
  }
  const outputs = (raw.outputs ?? []).map(readOutput)
  const count = raw.execution_count ?? null
  const failed = outputs.some((output) => output.output_type === 'error')
  const status = failed ? 'error' : count === null ? 'idle' : 'ok'
  return { ...codeCell(raw.id, source, raw.metadata), count, status, outputs }
}

const readOutput = (raw: JsonObject): Output => {
  if (raw.output_type === 'stream')
    return { ...raw, text: joined(raw.text as string | string[]) } as unknown as Output
  if (raw.output_type === 'error') return raw as unknown as Output
  const data: MimeBundle = {}
  for (const [type, value] of Object.entries(raw.data as JsonObject)) {
    data[type] = isJsonType(type) || !Array.isArray(value) ? value : value.join('')
  }
  return { ...raw, data } as unknown as Output
}

const joined = (text: string | string[]): string => (typeof text === 'string' ? text : text.join(''))

const isJsonType = (type: string): boolean => type === 'application/json' || type.endsWith('+json')

// ---------------------------------------------------------------- writing

/** The notebook's text. Assertion: it is valid nbformat 4.5. */
export const formatNotebook = async (document: SessionDocument): Promise<string> => {
  const notebook = {
    cells: document.cells.map(writeCell),
    metadata: { kernelspec: KERNELSPEC, language_info: LANGUAGE_INFO, ...document.metadata },
    nbformat: 4,
    nbformat_minor: 5,
  }
  const error = await validationError(notebook)
  if (error) throw new Error(`ishape wrote an invalid notebook: ${error}`)
  return JSON.stringify(sorted(notebook), null, 1) + '\n'
}

const writeCell = (cell: Cell): JsonObject => {
  const { id, metadata } = cell
  const source = lines(cell.source)
  if (cell.kind !== 'code') {
    return {
      cell_type: cell.kind,
      id,
      metadata,
      source,
      ...(cell.attachments && { attachments: cell.attachments }),
    }
  }
  const { cut } = cell
  return {
    cell_type: 'code',
    id,
    metadata: cut ? withOurs(metadata, { cut: { at: cut.at, units: cut.units } }) : metadata,
    source,
    execution_count: cell.count,
    outputs: outputsWithCut(cell).filter(isFilled).map(writeOutput),
  }
}

/** Whether an output is more than the place of fixes that never came. */
const isFilled = (output: Output): boolean =>
  output.output_type !== 'display_data' || !isFixes(output.metadata) || output.data['text/plain'] !== ''

const writeOutput = (output: Output): JsonObject => {
  if (output.output_type === 'stream') return { ...output, text: lines(output.text) }
  if (output.output_type === 'error') return { ...output }
  const data: JsonObject = {}
  for (const [type, value] of Object.entries(output.data)) {
    const splits = typeof value === 'string' && (type.startsWith('text/') || type === 'image/svg+xml')
    data[type] = splits ? lines(value) : (value as Json)
  }
  const { display_id: _, ...saved } = { display_id: undefined, ...output }
  return { ...saved, data } as JsonObject
}

const lines = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/))

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

/** Whether a cell's middle was left out when it was saved: then a comparison knows only its ends. */
export const wasCut = (cell: CodeCell): boolean => cell.cut !== null || 'cut' in ours(cell.metadata)

// ---------------------------------------------------------------- the schema

interface Validators {
  notebook: ValidateFunction
  part(definition: string): ValidateFunction
}

let loaded: Promise<Validators> | undefined

/** ajv and the schema take a tenth of a second, so they wait for the first notebook. */
const loadValidators = async (): Promise<Validators> => {
  // The package is CommonJS: its exports are members of the default, bundled or not.
  const [{ default: ajvExports }, { default: draft4 }] = await Promise.all([
    import('ajv'),
    import('./nbformat.v4.5.schema.json', { with: { type: 'json' } }),
  ])
  const { $schema: _, ...schema } = draft4
  const ajv = new ajvExports.Ajv({ strict: false, validateFormats: false })
  ajv.addSchema(schema, 'nbformat')
  const part = (definition: string): ValidateFunction => ajv.getSchema(`nbformat#/definitions/${definition}`)!
  return { notebook: ajv.getSchema('nbformat')!, part }
}

/** What is wrong with a notebook, by its innermost part; undefined if nothing. */
export const validationError = async (notebook: unknown): Promise<string | undefined> => {
  loaded ??= loadValidators()
  const { notebook: whole, part } = await loaded
  if (whole(notebook)) return undefined
  const problem = whole.errors![0]
  const cells = (notebook as { cells: unknown[] }).cells ?? []
  for (const [index, cell] of cells.entries()) {
    const found = partError(cell, 'cell_type', ['code', 'markdown', 'raw'], (type) => part(`${type}_cell`))
    if (!found) continue
    const outputs = isObject(cell) && Array.isArray(cell.outputs) ? cell.outputs : []
    for (const [position, output] of outputs.entries()) {
      const types = ['execute_result', 'display_data', 'stream', 'error']
      const inner = partError(output, 'output_type', types, part)
      if (inner) return `output ${position + 1} of cell ${index + 1}${inner}`
    }
    return `cell ${index + 1}${found}`
  }
  return `${problem.instancePath || 'it'} ${problem.message}`
}

const partError = (
  value: unknown,
  tag: string,
  tags: string[],
  validatorOf: (type: string) => ValidateFunction,
): string | undefined => {
  if (!isObject(value)) return ' must be object'
  const type = value[tag]
  if (typeof type !== 'string' || !tags.includes(type)) {
    return type === undefined ? ` has no ${tag}` : ` has ${tag} ${JSON.stringify(type)}`
  }
  const validate = validatorOf(type)
  if (validate(value)) return undefined
  const { instancePath, message, params } = validate.errors![0]
  const extra = 'additionalProperty' in params ? ` ('${params.additionalProperty}')` : ''
  return instancePath ? `: ${instancePath.slice(1)} ${message}${extra}` : ` ${message}${extra}`
}
