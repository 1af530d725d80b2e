/** The text of cells as programs: what of it is Python. */
import type * as ast from '../../../src/python/parse/ast.js'
import { parseModule } from '../../../src/python/parse/parser.js'

export interface CellSource {
  /** What tracebacks call it: a path, `<In[3]>`. */
  readonly name: string
  readonly text: string
}

/** The tree of a cell; null where it does not parse. */
export function parsed({ text, name }: CellSource): ast.Module | null {
  try {
    return parseModule(text, name)
  } catch {
    return null
  }
}

/** The lines of magics and questions blank, the others where they were. */
export const withoutMagics = (text: string): string =>
  text.replace(/^[ \t]*(?:[%!?].*|[^#'"\n]*\?{1,2}[ \t]*)$/gm, '')

/** Cell magics whose body is a program, and line magics that run a statement. */
const TIMED = /^(?:time|timeit|prun|capture)$/

/** A cell of a file without its magics and questions, everything else where it was: `%time f(x)` is `if 1: f(x)`. */
function unmagicked(text: string): string {
  const [, cellMagic] = /^\s*%%(\w+)/.exec(text) ?? []
  if (cellMagic !== undefined && !TIMED.test(cellMagic)) return text.replace(/[^\n]/g, '')
  return text
    .replace(
      /^([ \t]*)%(?:time|timeit|prun) +(?=[^\s-])/gm,
      (magic, indent: string) => `${indent}if ${' '.repeat(magic.length - indent.length - 6)}1: `,
    )
    .replace(
      /^([ \t]*[\p{L}_][\p{L}\p{N}_.]* *= *)(%(?:time|timeit) )/gmu,
      (_, before: string, magic: string) => before.padEnd(before.length + magic.length),
    )
    .replace(/^[ \t]*(?:[%!?].*|[^#'"\n]*\?{1,2}[ \t]*|[\p{L}_][\p{L}\p{N}_]* *= *[!%].*)$/gmu, '')
}

/** A cell as a program: itself, or without its magics where these keep it from being one. */
export function programOf({ name, text }: CellSource): CellSource {
  for (const each of [text, unmagicked(text)])
    if (parsed({ name, text: each }) !== null) return { name, text: each }
  return { name, text }
}
