/** Standard input and output of a batch program: synchronous, in the order in which the program reads and writes. */
import { fstatSync, readSync, statSync, writeSync } from 'node:fs'
import { devNull } from 'node:os'

/** Characters gathered before they are written. */
const BUFFER = 32 << 10

/**
 * Is the descriptor a terminal? Node's own answer comes with its sockets and streams, a twentieth of a start: files, pipes and the null
 * device, which are none, do without.
 */
export const isTerminal = (descriptor: number): boolean => {
  try {
    const stat = fstatSync(descriptor)
    if (stat.isFile() || stat.isFIFO()) return false
    if (stat.isCharacterDevice() && stat.rdev === statSync(devNull).rdev) return false
  } catch {
    // Closed, or of a kind that only Node's answer knows.
  }
  return process.getBuiltinModule('node:tty').isatty(descriptor)
}

/** Synchronous output in the order it was printed; a closed pipe ends the process quietly. */
export const makeOutput = () => {
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
  const lineBuffered = isTerminal(1)
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
export const makeInput = () => {
  let chunk: Buffer | undefined
  let held = Buffer.alloc(0)
  let ended = false
  const more = (): void => {
    chunk ??= Buffer.alloc(1 << 16)
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
      const all = held
      held = Buffer.alloc(0)
      return all
    },
  }
}
