/** `ishape -i …`: the program runs in the kernel of the terminal, which then opens. */
import type { CommandLine } from './arguments.js'
import { readProgram, Unreadable } from './program-file.js'
import { repl } from './repl.js'

type ProgramLine = Extract<CommandLine, { command: 'program' }>

/** Runs the program and opens the terminal after it; resolves to the exit code. A program on stdin is what is typed. */
export const interactive = async (line: ProgramLine): Promise<number> => {
  const { source } = line
  if (!('text' in source)) return repl({ ...line, command: 'repl' })
  if (source.kind === 'module') {
    process.stderr.write('ishape: -i goes with a file or -c, not with -m\n')
    return 2
  }
  const argv = [source.kind === 'code' ? '-c' : source.text, ...line.args]
  if (source.kind === 'code') return repl({ ...line, command: 'repl' }, { source: source.text, argv })
  try {
    const program = readProgram(source.text)
    const text =
      typeof program.source === 'string' ? program.source : new TextDecoder().decode(program.source)
    const folders = { path: [program.folder, ...line.path] }
    return repl({ ...line, ...folders, command: 'repl' }, { source: text, argv })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    process.stderr.write(error.message)
    return error.exitCode
  }
}
