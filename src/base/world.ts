/**
 * The world outside, as a running program may ask for it. Whoever starts a kernel provides it; the sandbox (which folders may be read or
 * written) is inside `Files`.
 */

export type Stream = 'stdout' | 'stderr'

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other'
  readonly size: number
  /** Seconds since the epoch. */
  readonly modified: number
}

/** A failed file operation: `code` is POSIX's name, `ENOENT`, `EACCES`, `EEXIST`, `ENOTDIR`, `EISDIR`, `ENOTEMPTY`. */
export class FileError extends Error {
  override name = 'FileError'
  constructor(
    readonly code: string,
    readonly path: string,
    /** Added to the message, such as how to allow the access. */
    readonly hint: string | null = null,
  ) {
    super(`${code}: ${path}`)
  }
}

/** Synchronous file access inside the sandbox; every method throws FileError. Paths are as the program wrote them. */
export interface Files {
  read(path: string): Uint8Array
  write(path: string, data: Uint8Array, append: boolean): void
  /** Throws what `write` would throw because of where the path lies; absent: it may lie anywhere. */
  checkWritable?(path: string): void
  stat(path: string): FileStat | null
  list(path: string): string[]
  makeDirectory(path: string): void
  remove(path: string): void
  removeDirectory(path: string): void
  rename(from: string, to: string): void
  cwd(): string
  changeDirectory(path: string): void
  /** Absolute form of a path, with `.` and `..` resolved. */
  resolve(path: string): string
}

export interface Clock {
  /** Seconds since the epoch. */
  now(): number
  /** Seconds of a clock that never goes back. */
  monotonic(): number
  /** Seconds of processor time this process has used. */
  processor(): { user: number; system: number }
  /** Waits; returns early when interrupted. */
  sleep(seconds: number): void
}

export interface World {
  files: Files
  clock: Clock
  /** True once after each Ctrl-C: asking takes it. Polled at loops and calls, so it must be cheap. */
  interrupted(): boolean
  /** The flag behind `interrupted`, read directly by hot loops: element 0 is non-zero while an interrupt is pending. */
  interruptFlag?: Int32Array
  env: Record<string, string>
  /** Does a stream go to a terminal? */
  isatty(stream: Stream | 'stdin'): boolean
  /** Columns of the terminal. */
  columns(): number
  platform: { system: string; machine: string; node: string; release: string }
}
