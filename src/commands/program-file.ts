/** The text of the program that a command line names. */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

export interface ProgramText {
  source: string | Uint8Array
  /** The name in tracebacks: the absolute path, `<string>`, `<stdin>`. */
  filename: string
  /** `__file__`; null where there is none. */
  file: string | null
  /** `__package__`, where it is not None. */
  package?: string
}

/** The exit code of a program that cannot be read, in python's words on stderr. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message)
  }
}

const cannotOpen = (file: string, error: NodeJS.ErrnoException): Unreadable => {
  const errno: Record<string, [number, string]> = {
    ENOENT: [2, 'No such file or directory'],
    EACCES: [13, 'Permission denied'],
    ENOTDIR: [20, 'Not a directory'],
  }
  const [number, words] = errno[error.code ?? ''] ?? [error.errno ?? 5, error.code ?? 'Input/output error']
  return new Unreadable(`ishape: can't open file '${path.resolve(file)}': [Errno ${number}] ${words}\n`, 2)
}

/** A program file, or the `__main__.py` of a folder. Throws Unreadable. */
export const readProgram = (name: string): ProgramText & { folder: string } => {
  try {
    const given = path.resolve(name)
    const isFolder = statSync(given).isDirectory()
    const file = isFolder ? path.join(given, '__main__.py') : given
    if (isFolder && !statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new Unreadable(`ishape: can't find '__main__' module in '${name === '.' ? given : name}'\n`, 1)
    return {
      source: readFileSync(file),
      filename: file,
      file,
      folder: path.dirname(file),
      ...(isFolder && { package: '' }),
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : cannotOpen(name, error as NodeJS.ErrnoException)
  }
}
