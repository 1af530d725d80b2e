/** `ishape FILE.py`, `-c CODE`, `-`: a program on the main thread, as python runs it. */
import { readFileSync, readSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { isatty } from 'node:tty'
import { runProgram } from '../../kernels/torch/program.js'
import type { Host } from '../python/host.js'
import { nodeWorld } from '../worker/world.js'
import type { CommandLine } from './arguments.js'

type ProgramLine = Extract<CommandLine, { command: 'program' }>

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 }

/** Characters gathered before they are written. */
const BUFFER = 32 << 10

/** Synchronous output in the order it was printed; a closed pipe ends the process quietly. */
const makeOutput = () => {
  let pending = ''
  const put = (descriptor: number, text: string): void => {
    let bytes: Uint8Array = Buffer.from(text)
    while (bytes.length > 0) {
      try {
        bytes = bytes.subarray(writeSync(descriptor, bytes))
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'EPIPE') process.exit(0)
        if (code !== 'EAGAIN') throw error
        // A pipe that is full for the moment.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      }
    }
  }
  const flush = (): void => {
    if (pending === '') return
    const text = pending
    pending = ''
    put(1, text)
  }
  const lineBuffered = isatty(1)
  return {
    flush,
    write: (stream: 'stdout' | 'stderr', text: string): void => {
      if (stream === 'stderr') {
        flush()
        put(2, text)
        return
      }
      pending += text
      if (pending.length > BUFFER || (lineBuffered && text.includes('\n'))) flush()
    },
  }
}

/** Lines of standard input, read when they are asked for. */
const makeInput = () => {
  const chunk = Buffer.alloc(1 << 16)
  let held = Buffer.alloc(0)
  let ended = false
  const more = (): void => {
    try {
      const length = readSync(0, chunk, 0, chunk.length, null)
      if (length === 0) ended = true
      else held = Buffer.concat([held, chunk.subarray(0, length)])
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      else if (code === 'EOF') ended = true
      else throw error
    }
  }
  return {
    line: (): string | null => {
      let end = held.indexOf(10)
      while (end < 0 && !ended) {
        more()
        end = held.indexOf(10)
      }
      if (end < 0 && held.length === 0) return null
      const line = held.subarray(0, end < 0 ? held.length : end)
      held = held.subarray(end < 0 ? held.length : end + 1)
      return line.toString('utf8').replace(/\r$/, '')
    },
    all: (): Uint8Array => {
      while (!ended) more()
      return held
    },
  }
}

const cannotOpen = (file: string, error: NodeJS.ErrnoException): string => {
  const errno: Record<string, [number, string]> = {
    ENOENT: [2, 'No such file or directory'],
    EACCES: [13, 'Permission denied'],
    ENOTDIR: [20, 'Not a directory'],
  }
  const [number, words] = errno[error.code ?? ''] ?? [error.errno ?? 5, error.code ?? 'Input/output error']
  return `ishape: can't open file '${path.resolve(file)}': [Errno ${number}] ${words}\n`
}

/** Runs the program and returns its exit code. */
export const program = async (line: ProgramLine): Promise<number> => {
  const { source } = line
  const cwd = process.cwd()
  const output = makeOutput()
  const input = makeInput()
  let text: string | Uint8Array
  let filename = '<string>'
  let folder = ''
  let file: string | null = null
  if (source.kind === 'file') {
    file = filename = path.resolve(source.text)
    try {
      if (statSync(file).isDirectory()) {
        process.stderr.write(`ishape: can't find '__main__' module in '${path.resolve(file)}'\n`)
        return 1
      }
      text = readFileSync(file)
    } catch (error) {
      process.stderr.write(cannotOpen(file, error as NodeJS.ErrnoException))
      return 2
    }
    folder = path.dirname(path.resolve(file))
  } else if (source.kind === 'stdin') {
    filename = '<stdin>'
    text = input.all()
  } else text = source.text

  const first = source.kind === 'file' ? source.text : source.kind === 'code' ? '-c' : '-'
  const settings = {
    cwd,
    path: [folder, ...line.path],
    allowRead: line.allowRead,
    allowWrite: line.allowWrite,
  }
  if (line.interactive) {
    const { repl } = await import('./repl.js')
    const opening = typeof text === 'string' ? text : new TextDecoder().decode(text)
    return repl({ ...line, command: 'repl' }, { source: opening, argv: [first, ...line.args] })
  }
  const world = nodeWorld(settings, new Int32Array(new SharedArrayBuffer(16)), {
    isatty: (stream) => isatty(DESCRIPTORS[stream]),
    columns: () => process.stdout.columns || 80,
    flush: output.flush,
  })
  const host: Host = Object.assign(world, {
    write: output.write,
    flush: output.flush,
    readInput: (prompt: string) => {
      output.write('stdout', prompt)
      output.flush()
      return input.line()
    },
    display: (bundle: Record<string, unknown>) => {
      const plain = bundle['text/plain']
      if (typeof plain === 'string') output.write('stdout', plain + '\n')
    },
    argv: [first, ...line.args],
    path: settings.path,
  })
  try {
    return runProgram(host, { source: text, filename, file, trail: line.trail })
  } finally {
    output.flush()
  }
}
