/**
 * A file that has run and may be asked about: what `why` and its kin begin with. A notebook runs cell by cell, a `.py` file as the
 * program it is, so that places are those of the file.
 */
import { statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import type { Publication } from '../protocol/messages.js'
import type { MimeBundle } from '../protocol/mime.js'
import { readSession } from '../session/files.js'
import { SessionFileError } from '../session/notebook.js'
import { WorkerClient } from '../worker/client.js'
import type { Options } from './arguments.js'
import { kernelSettings } from './client.js'

export interface RanFile {
  /** The traceback that ended the run; null if it went through. */
  readonly error: string | null
  /** Runs a magic; gives what it displayed, or the sentence with which it refused. */
  ask(magic: string): Promise<{ bundle: MimeBundle | null; refused: string | null }>
  /** Ends its kernel. */
  close(): Promise<void>
}

/** Runs a file. What it prints goes to stderr. SessionFileError: there is no such file, or it is none of ours. */
export async function runFile(
  file: string,
  line: Pick<Options, 'seed' | 'trail' | 'path' | 'allowRead' | 'allowWrite'>,
): Promise<RanFile> {
  const path = resolve(file)
  const cells = await cellsOf(path)
  const settings = kernelSettings({ ...line, trail: false }, { sessions: false, folder: dirname(path) })
  const client = new WorkerClient(settings)
  const execute = async (code: string): Promise<{ published: Publication[]; error: string | null }> => {
    const published: Publication[] = []
    const reply = await client.request(
      'execute',
      { code, allow_stdin: false },
      { publish: (each) => void published.push(each) },
    )
    return { published, error: reply.status === 'error' ? withoutRun(reply.traceback.join('\n')) : null }
  }
  let error: string | null = null
  for (const code of cells) {
    const ran = await execute(code)
    for (const { type, content } of ran.published) if (type === 'stream') process.stderr.write(content.text)
    error = ran.error
    if (error !== null) break
  }
  return {
    error,
    ask: async (magic) => {
      const { published, error: refused } = await execute(magic)
      const shown = published.find(({ type }) => type === 'display_data')
      return { bundle: shown?.type === 'display_data' ? shown.content.data : null, refused }
    },
    close: () => client.shutdown(),
  }
}

/** The frame of the magic that runs a program is nothing that anybody wrote. */
const withoutRun = (traceback: string): string =>
  traceback.replace(/^ {2}File "<In\[\d+\]>", line 1, in <module>\n {4}%run -i .*\n(?: +\^+\n)?/m, '')

/** The cells of a notebook; a program is one that runs the file. */
async function cellsOf(path: string): Promise<string[]> {
  if (extname(path) === '.py') {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile())
      throw new SessionFileError(`can't open file '${path}': [Errno 2] No such file or directory`)
    return [`%run -i ${JSON.stringify(path)}`]
  }
  const { cells } = await readSession(path)
  return cells.flatMap((cell) => (cell.kind === 'code' ? [cell.source] : []))
}
