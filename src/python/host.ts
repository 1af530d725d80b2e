/**
 * What the interpreter needs of the world, and nothing else: kernels and commands provide it. The sandbox (which
 * folders may be read or written) is inside its `Files`; here only its answers become Python's OSErrors.
 */
import type { Stream, World } from '../base/world.js'

export type { Clock, FileStat, Files, Stream } from '../base/world.js'
export { FileError } from '../base/world.js'

export interface Host extends World {
  write(stream: Stream, text: string): void
  flush?(stream: Stream): void
  /** A line without its end, or null at the end of input; a password is not shown. */
  readInput(prompt: string, password?: boolean): string | null
  /** Shows a MIME bundle, as `display_data` does. */
  display(bundle: Record<string, unknown>, metadata?: Record<string, unknown>): void
  argv: string[]
  /** Folders searched by import, the script's first. */
  path: string[]
}
