/**
 * Source text to tokens, as CPython's tokenizer reads it.
 *
 * One scanner, two entries. `tokenize` serves the parser and stops at the first error. `scan` serves the editor and
 * the magics: it keeps comments, mends what it can and never fails.
 */
import { Scanner } from './scanner.js'
import { Source } from './source.js'
import type { Token, Tokens } from './tokens.js'

/** The tokens of a whole source; an unusable source ends in an ERROR token. */
export function tokenize(source: string, filename: string): Tokens {
  const scanner = new Scanner(normalize(source), filename, false)
  scanner.run()
  return { tokens: scanner.tokens, broken: scanner.broken, unclosed: scanner.brackets.at(-1) ?? null }
}

/** The tokens of any text, comments included. Offsets are those of `text`; mended tokens carry their error. */
export function scan(text: string): Token[] {
  const scanner = new Scanner(text, '<input>', true)
  scanner.run()
  return scanner.tokens
}

/** Universal newlines, no byte order mark, and a line feed at the very end. */
export function normalize(source: string): string {
  if (source.charCodeAt(0) === 0xfeff) source = source.slice(1)
  if (source.includes('\r')) source = source.replace(/\r\n?/g, '\n')
  return source === '' || source.endsWith('\n') ? source : source + '\n'
}

/** A source as error messages quote it. */
export function sourceOf(source: string, filename: string): Source {
  return new Source(normalize(source), filename)
}
