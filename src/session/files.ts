/** Session files: `.ipynb` and `.py` by their extension, read whole, written whole or not at all. */
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { SessionDocument } from './cell.js'
import { formatNotebook, parseNotebook, SessionFileError } from './notebook.js'
import { formatPercent, parsePercent } from './percent.js'

interface Format {
  parse(text: string, name: string): SessionDocument | Promise<SessionDocument>
  format(document: SessionDocument): string | Promise<string>
}

const percent: Format = {
  parse: parsePercent,
  format: (document) => formatPercent(document, { outputs: true }),
}

const formats: Record<string, Format> = {
  '.ipynb': { parse: parseNotebook, format: formatNotebook },
  '.py': percent,
  '.ipy': percent,
}

const formatOf = (path: string): Format => {
  const format = formats[extname(path)]
  if (format) return format
  const known = Object.keys(formats).join(', ')
  throw new SessionFileError(`${basename(path)}: a session file ends in ${known}, not '${extname(path)}'.`)
}

/** Reads a session file. SessionFileError: one sentence saying what is wrong with it; the file stays untouched. */
export const readSession = async (path: string): Promise<SessionDocument> => {
  const format = formatOf(path)
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw new SessionFileError(`can't open file '${path}': ${reason(error as NodeJS.ErrnoException)}`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new SessionFileError(`${basename(path)} is not a text file in UTF-8.`)
  }
  return format.parse(text, basename(path))
}

const reason = ({ code, errno, message }: NodeJS.ErrnoException): string => {
  const number = `[Errno ${Math.abs(errno ?? 0)}]`
  if (code === 'ENOENT') return `${number} No such file or directory`
  if (code === 'EISDIR') return `${number} Is a directory`
  if (code === 'EACCES') return `${number} Permission denied`
  return message
}

/** `NAME` as the file it means: `NAME.ipynb` unless it has an extension of a session file. */
export const sessionPath = (name: string): string => (extname(name) in formats ? name : `${name}.ipynb`)

/** Whether writing there would replace something. */
export const wouldReplace = (path: string): boolean => existsSync(path)

/** Writes a session file: complete under its name, or not at all. SessionFileError: it can't be written there. */
export const writeSession = async (path: string, document: SessionDocument): Promise<void> => {
  const text = await formatOf(path).format(document)
  try {
    if (existsSync(path) && statSync(path).isDirectory())
      throw Object.assign(new Error(), { code: 'EISDIR', errno: 21 })
    await writeFileAtomic(path, text)
  } catch (error) {
    throw new SessionFileError(`can't write file '${path}': ${reason(error as NodeJS.ErrnoException)}`)
  }
}
