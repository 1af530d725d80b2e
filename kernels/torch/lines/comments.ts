/** Shapes as comments: `# -> (1, 6, 30, 30)`, written, read, compared. `_` is any size, a name the same size wherever it stands. */
import type { LineShapes, Seen } from './watch.js'
import { seenText } from './watch.js'

const COMMENT = /^(.*?)\s*#\s*(?:->|\u2192)\s*(\(.*?\))\s*$/

/** What a comment wants: sizes, names, `_`; nested for a tuple of tensors, where None stands for itself. */
export type Pattern = readonly (number | string | Pattern)[]

/** The shape comment of a line: null: none; a string: what is wrong with it. */
export function patternOf(line: string): Pattern | string | null {
  const match = COMMENT.exec(line)
  if (match === null)
    return /#\s*(->|\u2192)\s*\(/.test(line) ? `can't read the shape in '${line.trim()}'` : null
  const text = match[2]
  let at = 0
  const fail = (): never => {
    throw new SyntaxError(`can't read the shape ${text}; wanted is something like (B, 6, _, 30)`)
  }
  const parse = (): Pattern => {
    const items: (number | string | Pattern)[] = []
    at++
    for (;;) {
      while (/[\s,]/.test(text[at] ?? '')) at++
      if (at >= text.length) fail()
      if (text[at] === ')') {
        at++
        return items
      }
      if (text[at] === '(') items.push(parse())
      else {
        const word = /^(\d+|[A-Za-z_]\w*)/.exec(text.slice(at))?.[0] ?? fail()
        items.push(/^\d/.test(word) ? Number(word) : word)
        at += word.length
      }
    }
  }
  try {
    const pattern = parse()
    if (text.slice(at).trim() !== '') fail()
    return pattern
  } catch (error) {
    return (error as Error).message
  }
}

export const patternText = (pattern: Pattern): string =>
  `(${pattern.map((each) => (typeof each === 'object' ? patternText(each) : each)).join(', ')}${pattern.length === 1 ? ',' : ''})`

/** Why a shape is not what the pattern wants; null: it is. `bound` learns the names. */
export function mismatch(pattern: Pattern, shape: Seen, bound: Map<string, number>): string | null {
  const sizes = shape as readonly (number | Seen | null)[]
  if (sizes.length !== pattern.length) return `wanted ${patternText(pattern)}, got ${seenText(shape)}`
  for (const [axis, want] of pattern.entries()) {
    const got = sizes[axis]
    if (got === null) {
      if (want !== 'None' && want !== '_') return `wanted ${patternText(pattern)}, got ${seenText(shape)}`
    } else if (typeof want === 'object') {
      const inner =
        typeof got === 'number'
          ? `wanted ${patternText(pattern)}, got ${seenText(shape)}`
          : mismatch(want, got, bound)
      if (inner !== null) return inner
    } else if (typeof got !== 'number' || want === 'None')
      return `wanted ${patternText(pattern)}, got ${seenText(shape)}`
    else if (typeof want === 'number') {
      if (want !== got) return `wanted ${patternText(pattern)}, got ${seenText(shape)}`
    } else if (want !== '_') {
      const known = bound.get(want)
      if (known === undefined) bound.set(want, got)
      else if (known !== got)
        return `wanted ${patternText(pattern)}, got ${seenText(shape)}: ${want} was ${known} before`
    }
  }
  return null
}

/** The shapes of a line in few words: `(1, 6) × 3, (2, 6)`. */
export function shapesText({ runs }: LineShapes): string {
  const shown = runs
    .slice(0, 3)
    .map(({ shape, times }) => `${seenText(shape)}${times > 1 ? ` × ${times}` : ''}`)
  return shown.join(', ') + (runs.length > 3 ? ', …' : '')
}

/** The line with its shape as a comment; a line that gave several stays as it is, unless it has a comment to renew. */
export function annotated(line: string, shapes: LineShapes | undefined): string {
  const match = COMMENT.exec(line)
  const code = match === null ? line.trimEnd() : match[1].trimEnd()
  if (shapes === undefined || /\\$/.test(code)) return line
  const distinct = new Set(shapes.runs.map(({ shape }) => seenText(shape)))
  if (distinct.size !== 1) return line
  // Another comment of the user's keeps its place.
  if (match === null && /#/.test(code.replace(/(['"]).*?\1/g, ''))) return line
  return `${code}  # -> ${[...distinct][0]}`
}
