/**
 * Sessions as Python files: cells between `# %%` lines, as jupytext's percent format has them, outputs as comments if wanted.
 *
 * A file without a marker is one cell. Magics are commented out (`# %time f()`), so that the file stays Python; a comment that would read as
 * one gets one more `# `. The seed stands in the header, as jupytext keeps a notebook's metadata. Outputs follow
 * their cell, one comment line per line:
 *
 *     #> printed        #= the result        #~ on stderr        #! the error
 */
import { isTrail } from '../protocol/messages.js'
import type { Json, JsonObject } from '../protocol/mime.js'
import {
  type Cell,
  type CodeCell,
  codeCell,
  type Output,
  ours,
  proseCell,
  type SessionDocument,
  seedOf,
  withOurs,
} from './cell.js'
import { KERNELSPEC } from './notebook.js'
import { outputsWithCut } from './output.js'

const MARKER = /^# %%(%*)(?:\s+(.*)|)$/
/** A line that the format comments out, or would read as such: its `# `s, and what follows them. */
const SPECIAL = /^(\s*)((?:# )*)(%{1,2}[A-Za-z_].*|%%+(?:\s.*)?|#[>=~!](?: .*)?)$/
const OUTPUT = /^#([>=~!])(?: (.*))?$/

// ---------------------------------------------------------------- reading

/** A part of a Python file: its marker's text (undefined before the first), and its lines without the marker's. */
interface Part {
  readonly marker: string | undefined
  readonly lines: string[]
}

/** The parts between `# %%` lines; one inside a string is no marker. */
const partsOf = (text: string): Part[] => {
  const quotes = new Quotes()
  const parts: Part[] = [{ marker: undefined, lines: [] }]
  for (const line of text.split('\n')) {
    const found = quotes.open ? null : MARKER.exec(line)
    if (found) parts.push({ marker: found[1] + ' ' + (found[2] ?? ''), lines: [] })
    else {
      quotes.feed(line)
      parts.at(-1)!.lines.push(line)
    }
  }
  return parts
}

/** The text cut before each marker: the pieces together are the text. */
export const percentPieces = (text: string): string[] => {
  const lines = text.split('\n')
  const pieces: string[] = []
  let at = 0
  for (const { marker, lines: own } of partsOf(text)) {
    const end = at + own.length + (marker === undefined ? 0 : 1)
    if (end > at) pieces.push(lines.slice(at, end).join('\n') + (end < lines.length ? '\n' : ''))
    at = end
  }
  return pieces
}

/** The session that a Python file's text holds. Any text is one. */
export const parsePercent = (text: string): SessionDocument => {
  const [metadata, rest] = splitHeader(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))
  const cells: Cell[] = []
  for (const { marker, lines } of partsOf(rest))
    if (marker !== undefined || lines.some((line) => line.trim() !== ''))
      cells.push(readCell(`cell-${cells.length + 1}`, marker ?? '', lines))
  return { cells, metadata }
}

const readCell = (id: string, marker: string, body: string[]): Cell => {
  const { kind, metadata } = readMarker(marker)
  while (body.length > 0 && body.at(-1)!.trim() === '') body.pop()
  while (body.length > 0 && body[0].trim() === '') body.shift()
  if (kind !== 'code') return proseCell(kind, id, uncomment(body), metadata)
  const outputs = takeOutputs(body)
  const failed = outputs.some((output) => output.output_type === 'error')
  return { ...codeCell(id, escapeLines(body, -1), metadata), outputs, status: failed ? 'error' : 'idle' }
}

type Kind = Cell['kind']

const kinds: Record<string, Kind> = { markdown: 'markdown', md: 'markdown', raw: 'raw', code: 'code' }

/** `title [markdown] key="value" tags=["a"]`. */
const readMarker = (marker: string): { kind: Kind; metadata: JsonObject } => {
  const metadata: JsonObject = {}
  let kind: Kind = 'code'
  const depth = /^%*/.exec(marker)![0].length
  if (depth > 0) metadata.cell_depth = depth
  const rest = marker
    .slice(depth)
    .replace(
      /(?<=^|\s)([\w.-]+)=("(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{[^}]*\}|\S+)/g,
      (_, key: string, value: string) => {
        metadata[key] = parseValue(value)
        return ''
      },
    )
    .replace(/\[(markdown|md|raw|code)\]/, (_, name: string) => {
      kind = kinds[name]
      return ''
    })
  const title = rest.trim()
  if (title) metadata.title = title
  return { kind, metadata }
}

const parseValue = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

const uncomment = (body: string[]): string => {
  const first = /^(?:r?)("""|''')/.exec(body[0] ?? '')
  const text = body.join('\n')
  if (first && text.endsWith(first[1]) && text.length >= first[0].length + 3) {
    return text.slice(first[0].length, -3).replace(/^\n|\n$/g, '')
  }
  return body.map((line) => line.replace(/^# ?/, '')).join('\n')
}

/** Removes the comment lines at the end that are outputs, and reads them. */
const takeOutputs = (body: string[]): Output[] => {
  let start = body.length
  while (start > 0 && OUTPUT.test(body[start - 1])) start--
  const outputs: Output[] = []
  const texts: string[] = []
  for (const line of body.splice(start)) {
    const [, mark, text = ''] = OUTPUT.exec(line)!
    const last = outputs.at(-1)
    if (last && markOf(last) === mark) texts[texts.length - 1] += '\n' + text
    else {
      outputs.push(emptyOutput(mark))
      texts.push(text)
    }
  }
  while (body.length > 0 && body.at(-1)!.trim() === '') body.pop()
  return outputs.map((output, index) => withText(output, texts[index]))
}

const markOf = (output: Output): string => {
  if (output.output_type === 'stream') return output.name === 'stdout' ? '>' : '~'
  return output.output_type === 'error' ? '!' : '='
}

const emptyOutput = (mark: string): Output => {
  if (mark === '>') return { output_type: 'stream', name: 'stdout', text: '' }
  if (mark === '~') return { output_type: 'stream', name: 'stderr', text: '' }
  if (mark === '!') return { output_type: 'error', ename: '', evalue: '', traceback: [] }
  return { output_type: 'execute_result', execution_count: null, data: {}, metadata: {} }
}

const withText = (output: Output, text: string): Output => {
  if (output.output_type === 'stream') return { ...output, text: text + '\n' }
  if (output.output_type !== 'error') return { ...output, data: { 'text/plain': text } }
  const [, ename, evalue] = /^(\w+)(?:: ([\s\S]*))?$/.exec(text) ?? ['', 'Error', text]
  return { ...output, ename, evalue: evalue ?? '', traceback: [text] }
}

// ---------------------------------------------------------------- writing

/** The Python file of a session. `outputs`: also what the cells gave, as comments (trails and rich displays are left out). */
export const formatPercent = (document: SessionDocument, { outputs }: { outputs: boolean }): string => {
  const parts = [formatHeader(document.metadata), ...document.cells.map((cell) => formatCell(cell, outputs))]
  return parts.join('\n')
}

const formatCell = (cell: Cell, outputs: boolean): string => {
  const { title, cell_depth: depth = 0, ishape: _, ...rest } = cell.metadata
  const words = ['# %%' + '%'.repeat(Number(depth))]
  if (typeof title === 'string') words.push(title)
  if (cell.kind !== 'code') words.push(`[${cell.kind}]`)
  for (const [key, value] of Object.entries(rest)) words.push(`${key}=${JSON.stringify(value)}`)
  const source = cell.source.replace(/\n+$/, '').split('\n')
  const body =
    cell.kind === 'code'
      ? escapeLines(source, 1)
      : source.map((line) => (line === '' ? '#' : '# ' + line)).join('\n')
  const comments = cell.kind === 'code' && outputs ? formatOutputs(cell) : ''
  return words.join(' ') + '\n' + body + '\n' + comments
}

const formatOutputs = (cell: CodeCell): string => {
  let text = ''
  for (const output of outputsWithCut(cell)) {
    const plain = plainText(output)
    if (plain === undefined) continue
    const mark = '#' + markOf(output)
    for (const line of plain.replace(/\n$/, '').split('\n'))
      text += line === '' ? mark + '\n' : `${mark} ${line}\n`
  }
  return text
}

/** An output as text; undefined for those that have none or are not part of the program's output. */
export const plainText = (output: Output): string | undefined => {
  if (output.output_type === 'stream') return output.text
  if (output.output_type === 'error')
    return output.evalue ? `${output.ename}: ${output.evalue}` : output.ename
  return isTrail(output.metadata) ? undefined : output.data['text/plain']
}

/** Comments out what is not Python (`by` 1), or takes that back (`by` -1); strings over several lines stay as they are. */
const escapeLines = (source: string[], by: 1 | -1): string => {
  const quotes = new Quotes()
  const result: string[] = []
  for (const line of source) {
    const found = quotes.open ? null : SPECIAL.exec(line)
    if (!found) result.push(line)
    else if (by === 1) result.push(`${found[1]}# ${found[2]}${found[3]}`)
    else result.push(found[1] + found[2].slice(2) + found[3])
    quotes.feed(line)
  }
  return result.join('\n')
}

/** Whether the text so far ends inside a triple-quoted string. */
class Quotes {
  open = ''

  feed(line: string): void {
    for (let i = 0; i < line.length; i++) {
      const char = line[i]
      if (this.open) {
        if (char === '\\') i++
        else if (line.startsWith(this.open, i)) {
          i += this.open.length - 1
          this.open = ''
        }
      } else if (char === '#') return
      else if (char === '"' || char === "'") {
        this.open = line.startsWith(char.repeat(3), i) ? char.repeat(3) : char
        i += this.open.length - 1
      }
    }
    if (this.open.length === 1) this.open = ''
  }
}

// ---------------------------------------------------------------- the header

/** `# ---`, YAML as comments, `# ---` at the top: its metadata, and the text after it. */
const splitHeader = (text: string): [JsonObject, string] => {
  const found = /^(?:#!.*\n)?# ---\n((?:#.*\n)*?)# ---\n/.exec(text)
  if (!found) return [{}, text]
  const header = found[1].replace(/^# ?/gm, '')
  const parsed = parseYaml(header)
  const metadata = isObject(parsed.jupyter) ? { ...parsed.jupyter } : {}
  if (isObject(parsed.ishape)) metadata.ishape = { ...parsed.ishape }
  // A header with more than maps of scalars (someone else's) is kept as it stands.
  const whole = formatYaml(parsed) === header && Object.keys(parsed).every((key) => key === 'jupyter')
  return [whole ? metadata : withOurs(metadata, { header }), text.slice(found[0].length)]
}

const formatHeader = (metadata: JsonObject): string => {
  const { header } = ours(metadata)
  const seed = seedOf(metadata)
  const recorded: JsonObject = seed === undefined ? {} : { ishape: { seed } }
  let yaml: string
  if (typeof header === 'string') {
    yaml = header.replace(/^ishape:\n(?: .*\n)*/m, '') + formatYaml(recorded)
  } else {
    const { ishape: _, language_info: __, jupytext, kernelspec, ...rest } = metadata
    yaml = formatYaml({
      jupyter: {
        ...recorded,
        jupytext: jupytext ?? { text_representation: { extension: '.py', format_name: 'percent' } },
        kernelspec: kernelspec ?? KERNELSPEC,
        ...rest,
      },
    })
  }
  return `# ---\n${yaml.replace(/^(?=.)/gm, '# ')}# ---\n`
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** YAML as far as maps of maps of scalars go. */
const parseYaml = (text: string): JsonObject => {
  const root: JsonObject = {}
  const stack: { indent: number; map: JsonObject }[] = [{ indent: -1, map: root }]
  for (const line of text.split('\n')) {
    const found = /^( *)([\w-]+):(?: (.*))?$/.exec(line)
    if (!found) continue
    const [, { length: indent }, key, value] = found
    while (stack.at(-1)!.indent >= indent) stack.pop()
    const { map } = stack.at(-1)!
    if (value === undefined) stack.push({ indent, map: (map[key] = {}) })
    else map[key] = scalar(value)
  }
  return root
}

const scalar = (text: string): Json => {
  if (/^'.*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  return parseValue(text)
}

const formatYaml = (map: JsonObject, indent = ''): string => {
  let text = ''
  for (const [key, value] of Object.entries(map)) {
    if (isObject(value)) text += `${indent}${key}:\n${formatYaml(value, indent + '  ')}`
    else text += `${indent}${key}: ${typeof value === 'string' ? quoted(value) : JSON.stringify(value)}\n`
  }
  return text
}

/** A string that YAML would read as something else is quoted. */
const quoted = (text: string): string =>
  /^[A-Za-z.][^:#'"]*$/.test(text) && parseValue(text) === text ? text : `'${text.replaceAll("'", "''")}'`
