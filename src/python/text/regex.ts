/** Python's regular expressions, translated to JavaScript's. */
import { type Node, needsOwnMatcher } from './backtrack.js'
import { FLAGS, FlagFault, type PatternWarning } from './regex_characters.js'
import { PatternParser } from './regex_parser.js'

export interface Translated {
  source: string
  /** JS flags besides the caller's `y` or `g`. */
  jsFlags: string
  /** Python flags in force, inline ones included. */
  flags: number
  groups: number
  names: Map<string, number>
  /** The JS group of each Python group. */
  jsGroup: number[]
  /** Rank of each group by where it closes. */
  closed: number[]
  node: Node
  /** JS would match otherwise. */
  own: boolean
  readonly warnings: readonly PatternWarning[]
}

/** Translates a pattern. Throws PatternFault with Python's words. */
export function translatePattern(pattern: string, flags: number, isBytes = false): Translated {
  if ((flags & FLAGS.L) !== 0 && !isBytes) throw new FlagFault('cannot use LOCALE flag with a str pattern')
  if ((flags & FLAGS.U) !== 0 && isBytes) throw new FlagFault('cannot use UNICODE flag with a bytes pattern')
  if ((flags & FLAGS.A) !== 0 && (flags & FLAGS.U) !== 0)
    throw new FlagFault('ASCII and UNICODE flags are incompatible')
  let parser = new PatternParser(pattern, flags, isBytes)
  parser.globalIgnoreCase = (flags & FLAGS.I) !== 0
  let { src, node } = parser.parse()
  const narrow = (isBytes || (parser.flags & FLAGS.A) !== 0) && /[^\0-\x7f]/.test(pattern)
  if (parser.globalIgnoreCase && (parser.minds || narrow)) {
    // A part minds the case, or letters outside ASCII have none: cases are spelled out everywhere else.
    parser = new PatternParser(pattern, flags | FLAGS.I, isBytes)
    ;({ src, node } = parser.parse())
  }
  if ((parser.flags & FLAGS.A) !== 0 && (parser.flags & FLAGS.U) !== 0)
    throw new FlagFault('ASCII and UNICODE flags are incompatible')
  // Groups are named g1, g2… while parsing, so that helper groups of atomic parts do not shift their numbers.
  const jsGroup = [0]
  let count = 0
  for (const match of src.matchAll(/\(\?<(g|_atomic)(\d+)>/g)) {
    count++
    if (match[1] === 'g') jsGroup[Number(match[2])] = count
  }
  return {
    source: src,
    jsFlags: parser.globalIgnoreCase ? 'iu' : 'u',
    flags: parser.flags | (isBytes || parser.flags & FLAGS.A ? 0 : FLAGS.U),
    groups: parser.groups,
    names: parser.names,
    jsGroup,
    closed: parser.closed,
    node,
    own: needsOwnMatcher(node),
    warnings: parser.warnings,
  }
}
