/**
 * The error that every phase before running raises: CPython's SyntaxError with its places, as a TypeScript class.
 */

export type SyntaxErrorKind =
  | 'SyntaxError'
  | 'IndentationError'
  | 'TabError'
  | 'MemoryError'
  | 'RecursionError'

/** Where an error stands; `col` is 1-based as CPython's `offset`, 0 where CPython gives 0, and counts UTF-16 units. */
export interface ErrorPlace {
  readonly line: number
  readonly col: number
  readonly endLine: number
  readonly endCol: number
}

/**
 * A SyntaxError in CPython's words. `line`, `col`, `endLine`, `endCol` are its `lineno`, `offset`, `end_lineno` and
 * `end_offset`; `text` is the source line, with its line feed where CPython keeps it.
 */
export class PySyntaxError extends Error implements ErrorPlace {
  readonly kind: SyntaxErrorKind
  readonly filename: string
  readonly line: number
  readonly col: number
  readonly endLine: number
  readonly endCol: number
  readonly text: string | null

  constructor(
    kind: SyntaxErrorKind,
    message: string,
    filename: string,
    place: ErrorPlace,
    text: string | null,
  ) {
    super(message)
    this.name = kind
    this.kind = kind
    this.filename = filename
    this.line = place.line
    this.col = place.col
    this.endLine = place.endLine
    this.endCol = place.endCol
    this.text = text
  }
}
