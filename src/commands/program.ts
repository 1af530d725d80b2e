/** `ishape FILE`, `-c CODE`, `-m MODULE`, `-`: a program on the main thread, as python runs it. */
import { runNamedModule, runProgram } from '../../kernels/torch/program.js'
import type { MimeBundle } from '../protocol/mime.js'
import type { Host } from '../python/host.js'
import { nodeWorld } from '../worker/world.js'
import type { CommandLine } from './arguments.js'
import { shownText } from './display.js'
import { type ProgramText, readProgram, Unreadable } from './program-file.js'
import { isTerminal, makeInput, makeOutput } from './streams.js'

type ProgramLine = Extract<CommandLine, { command: 'program' }>

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 }

/** What `sys.argv[0]` is for a program that is no file. */
const FIRST = { code: '-c', module: '-m', stdin: '-', pipe: '' } as const

/** Runs the program and returns its exit code. */
export const program = async (line: ProgramLine): Promise<number> => {
  const { source } = line
  const output = makeOutput()
  const input = makeInput()
  let text: ProgramText
  let folder = ''
  try {
    if (source.kind === 'file') ({ folder, ...text } = readProgram(source.text))
    else if (source.kind === 'code') text = { source: source.text, filename: '<string>', file: null }
    else if (source.kind === 'module') text = { source: '', filename: '', file: null }
    else
      text = { source: ('bytes' in source && source.bytes) || input.all(), filename: '<stdin>', file: null }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    process.stderr.write(error.message)
    return error.exitCode
  }

  const first = source.kind === 'file' ? source.text : FIRST[source.kind]
  const argv = [first, ...line.args]
  const settings = {
    cwd: process.cwd(),
    path: [folder, ...line.path],
    allowRead: line.allowRead,
    allowWrite: line.allowWrite,
  }
  const world = nodeWorld(settings, new Int32Array(new SharedArrayBuffer(16)), {
    isatty: (stream) => isTerminal(DESCRIPTORS[stream]),
    columns: () => process.stdout.columns || 80,
    flush: output.flush,
  })
  const streams = { write: output.write, flush: output.flush }
  const readInput = (prompt: string): string | null => {
    output.write('stdout', prompt)
    output.flush()
    return input.line()
  }
  try {
    if (/\.ipy$/.test(first)) {
      const { runMagicProgram } = await import('./magic-program.js')
      return await runMagicProgram(text, { world, ...streams, readInput }, { ...line, ...settings, argv })
    }
    const host: Host = Object.assign(world, streams, {
      readInput,
      display: (bundle: MimeBundle, metadata: Record<string, unknown> = {}) => {
        const plain = shownText(bundle)
        // A plot is no output of the program's: Python prints nothing for it.
        const { kind } = (metadata.ishape ?? {}) as { kind?: string }
        if (typeof plain === 'string') output.write(kind === 'picture' ? 'stderr' : 'stdout', plain + '\n')
      },
      argv,
      path: settings.path,
    })
    if (line.warnings.length > 0)
      Object.defineProperty(host, 'env', { value: { ...world.env, PYTHONWARNINGS: line.warnings.join(',') } })
    const options = { trail: line.trail, seed: line.seed }
    return source.kind === 'module'
      ? runNamedModule(host, source.text, options)
      : runProgram(host, text, options)
  } finally {
    output.flush()
  }
}
