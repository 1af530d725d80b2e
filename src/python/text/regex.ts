/**
 * Python's regular expressions, translated to JavaScript's.
 *
 * The parser knows Python's syntax and words its errors; what it emits is a `u` pattern without JS's own `m` and `s`, so
 * that `^`, `$` and `.` are spelled out and mean what Python means, and beside it a tree for the matcher of our own
 * (backtrack.ts), which runs what JS would run otherwise than Python.
 */

import { type Mode, NOTHING, type Node, needsOwnMatcher } from './backtrack.js'
import { fault } from './fault.js'
import { isIdentifier } from './strings.js'
import { pointNamed } from './unicode_names.js'

export const FLAGS = { A: 256, I: 2, L: 4, M: 8, S: 16, U: 32, X: 64 } as const

/** What `re.error` shows. */
export class PatternFault {
  constructor(
    readonly message: string,
    readonly pattern: string,
    readonly position: number | undefined,
  ) {}
}

/** Flags that do not go together: a ValueError. */
export class FlagFault {
  constructor(readonly message: string) {}
}

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
}

interface Piece {
  src: string
  min: number
  max: number
  node: Node
}

const one = (src: string): Piece => ({ src, min: 1, max: 1, node: { kind: 'one', src } })
const edge = (src: string): Piece => ({ src, min: 0, max: 0, node: { kind: 'edge', src } })

const SPACE_SET = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const ESCAPES: Record<string, number> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 }
const EMPTY: Piece = { src: '', min: 0, max: 0, node: NOTHING }

const codeSource = (point: number): string => {
  const char = String.fromCodePoint(point)
  if (/[\^$\\.*+?()[\]{}|/-]/.test(char)) return char === '-' ? '\\x2d' : `\\${char}`
  if (point < 32 || (point > 126 && point < 161)) return `\\x${point.toString(16).padStart(2, '0')}`
  if (point >= 0xd800 && point < 0xe000) return `\\u${point.toString(16)}`
  return char
}

const otherCase = (char: string): string | undefined => {
  const upper = char.toUpperCase()
  const other = upper === char ? char.toLowerCase() : upper
  return other !== char && Array.from(other).length === 1 ? other : undefined
}

/** CPython's matcher counts repetitions up to here. */
const MAX_REPEAT = 2 ** 32 - 1

class Parser {
  private readonly chars: string[]
  private i = 0
  readonly names = new Map<string, number>()
  private readonly open = new Set<number>()
  /** Something is parsed already, groups are open: too late for global flags. */
  private begun = false
  private depth = 0
  /** Which groups close before which. */
  readonly closed: number[] = []
  private closings = 0
  private readonly widths: ([number, number] | undefined)[] = []
  groups = 0

  constructor(
    readonly pattern: string,
    public flags: number,
    readonly isBytes: boolean,
  ) {
    this.chars = Array.from(pattern)
  }

  fail(message: string, position = this.i): never {
    throw new PatternFault(message, this.pattern, position)
  }

  private get done() {
    return this.i >= this.chars.length
  }
  private peek(text: string): boolean {
    for (let k = 0; k < text.length; k++) if (this.chars[this.i + k] !== text[k]) return false
    return true
  }
  private take(text: string): boolean {
    if (!this.peek(text)) return false
    this.i += text.length
    return true
  }

  parse(): Piece {
    const out = this.alternatives()
    if (!this.done) this.fail('unbalanced parenthesis')
    for (const { index, at } of this.later)
      if (index > this.groups) this.fail(`invalid group reference ${index}`, at)
    return out
  }

  private alternatives(): Piece {
    const branches: Piece[] = [this.sequence()]
    while (this.take('|')) branches.push(this.sequence())
    if (branches.length === 1) return branches[0]!
    return {
      src: branches.map((b) => b.src).join('|'),
      min: Math.min(...branches.map((b) => b.min)),
      max: Math.max(...branches.map((b) => b.max)),
      node: { kind: 'either', parts: branches.map((b) => b.node) },
    }
  }

  private sequence(): Piece {
    let src = ''
    let min = 0
    let max = 0
    const parts: Node[] = []
    while (!this.done && !this.peek('|') && !this.peek(')')) {
      const piece = this.repeated()
      src += piece.src
      min += piece.min
      max += piece.max
      if (piece.node !== NOTHING) parts.push(piece.node)
    }
    return { src, min, max, node: parts.length === 1 ? parts[0]! : { kind: 'sequence', parts } }
  }

  private skipVerbose(): boolean {
    if (!(this.flags & FLAGS.X)) return false
    const char = this.chars[this.i]!
    if (/[ \t\n\r\v\f]/.test(char)) {
      this.i++
      return true
    }
    if (char === '#') {
      while (!this.done && this.chars[this.i] !== '\n') this.i++
      return true
    }
    return false
  }

  private repeated(): Piece {
    if (this.skipVerbose()) return EMPTY
    const start = this.i
    const quantifier = this.quantifier()
    if (quantifier) this.fail('nothing to repeat', start)
    let item = this.atom()
    if (item !== EMPTY) this.begun = true
    while (!this.done && this.flags & FLAGS.X && this.skipVerbose());
    const at = this.i
    const repeat = this.quantifier()
    if (!repeat) return item
    const [low, high] = repeat
    if (item.src === '' || item.src === '^' || item.src === '(?:^|(?<=\\n))')
      this.fail('nothing to repeat', at)
    const body = /^(?:\\?.|\[(?:[^\]\\]|\\.)*\]|\\p\{\w+\})$/su.test(item.src) ? item.src : `(?:${item.src})`
    let suffix = high === low ? `{${low}}` : `{${low},${high === Infinity ? '' : high}}`
    if (low === 0 && high === Infinity) suffix = '*'
    else if (low === 1 && high === Infinity) suffix = '+'
    else if (low === 0 && high === 1) suffix = '?'
    const width = { min: item.min * low, max: item.max === 0 ? 0 : item.max * high }
    const mode: Mode = this.take('?') ? 'lazy' : this.take('+') ? 'possessive' : 'greedy'
    const src = `${body}${suffix}${mode === 'lazy' ? '?' : ''}`
    const node: Node = { kind: 'repeat', body: item.node, low, high, mode }
    item = { src: mode === 'possessive' ? this.atomic(src) : src, ...width, node }
    const again = this.i
    if (this.quantifier()) this.fail('multiple repeat', again)
    return item
  }

  /** Atomic groups by the look-ahead trick: what it captured is not given back. */
  private atomic(src: string): string {
    const name = `_atomic${this.atomics++}`
    return `(?=(?<${name}>${src}))\\k<${name}>`
  }
  private atomics = 0

  private quantifier(): [number, number] | undefined {
    const at = this.i
    if (this.take('*')) return [0, Infinity]
    if (this.take('+')) return [1, Infinity]
    if (this.take('?')) return [0, 1]
    if (!this.peek('{')) return undefined
    const match = /^\{(\d*)(,?)(\d*)\}/.exec(this.chars.slice(this.i, this.i + 90).join(''))
    if (!match || (match[1] === '' && match[2] === '')) return undefined
    const low = match[1] === '' ? 0 : Number(match[1])
    const high = match[2] === '' ? low : match[3] === '' ? Infinity : Number(match[3])
    this.i += match[0].length
    const largest = Number.isFinite(high) ? Math.max(low, high) : low
    if (largest >= MAX_REPEAT) fault('OverflowError', 'the repetition number is too large')
    if (high < low) this.fail('min repeat greater than max repeat', at + 1)
    return [low, high]
  }

  private atom(): Piece {
    const start = this.i
    const char = this.chars[this.i++]!
    switch (char) {
      case '.':
        return one(this.flags & FLAGS.S ? '[\\s\\S]' : '[^\\n]')
      case '^':
        return edge(this.flags & FLAGS.M ? '(?:^|(?<=\\n))' : '^')
      case '$':
        return edge(this.flags & FLAGS.M ? '(?=\\n|$)' : '(?=\\n?$)')
      case '(':
        return this.group(start)
      case '[':
        return this.set(start)
      case '\\':
        return this.escape(start)
      default:
        return this.literal(char.codePointAt(0)!)
    }
  }

  private literal(point: number): Piece {
    const char = String.fromCodePoint(point)
    const other = this.localIgnoreCase ? otherCase(char) : undefined
    const src =
      other === undefined ? codeSource(point) : `[${codeSource(point)}${codeSource(other.codePointAt(0)!)}]`
    return one(src)
  }

  /** `(?i:…)` inside a case-sensitive pattern: JS has no local flags, so cases are spelled out. */
  private get localIgnoreCase() {
    return (this.flags & FLAGS.I) !== 0 && !this.globalIgnoreCase
  }
  globalIgnoreCase = false
  /** `(?-i:…)`: a part minds the case. */
  minds = false

  private get ascii() {
    return this.isBytes || (this.flags & FLAGS.A) !== 0
  }

  /** The inside of a class for \d, \w, \s. */
  private category(letter: string): string {
    if (letter === 'd') return this.ascii ? '0-9' : '\\p{Nd}'
    if (letter === 'w') return this.ascii ? 'a-zA-Z0-9_' : '\\p{L}\\p{N}_'
    return this.ascii ? '\\t-\\r ' : SPACE_SET
  }

  private escape(start: number): Piece {
    if (this.done) this.fail('bad escape (end of pattern)', start)
    const char = this.chars[this.i++]!
    switch (char) {
      case 'd':
      case 'w':
      case 's':
        return one(`[${this.category(char)}]`)
      case 'D':
      case 'W':
      case 'S':
        return one(`[^${this.category(char.toLowerCase())}]`)
      case 'A':
        return edge('^')
      case 'Z':
        return edge('$')
      case 'b':
      case 'B': {
        const word = `[${this.category('w')}]`
        const border = `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
        return edge(char === 'b' ? border : `(?!${border})(?:(?=[^])|(?<=[^]))`)
      }
    }
    if (char >= '1' && char <= '9') return this.backReference(start, char)
    return this.literal(this.charEscape(char, start))
  }

  private backReference(start: number, first: string): Piece {
    let digits = first
    const second = this.chars[this.i] ?? ''
    if (/[0-9]/.test(second)) {
      const third = this.chars[this.i + 1] ?? ''
      if (/[0-7]/.test(first) && /[0-7]/.test(second) && /[0-7]/.test(third)) {
        this.i += 2
        const value = Number.parseInt(first + second + third, 8)
        if (value > 0o377) {
          this.fail(`octal escape value \\${first}${second}${third} outside of range 0-0o377`, start)
        }
        return this.literal(value)
      }
      this.i++
      digits += second
    }
    return this.reference(Number(digits), start + 1)
  }

  private reference(group: number, at: number): Piece {
    if (group > this.groups) this.fail(`invalid group reference ${group}`, at)
    if (this.open.has(group)) this.fail('cannot refer to an open group', at - 1)
    const [min, max] = this.widths[group] ?? [0, Infinity]
    return { src: `(?:\\k<g${group}>)`, min, max, node: { kind: 'back', index: group } }
  }

  /** A character written as an escape, in or outside a set. */
  private charEscape(char: string, start: number): number {
    if (char === 'x' || (!this.isBytes && (char === 'u' || char === 'U'))) {
      const size = char === 'x' ? 2 : char === 'u' ? 4 : 8
      let digits = ''
      while (digits.length < size && /[0-9a-fA-F]/.test(this.chars[this.i] ?? ''))
        digits += this.chars[this.i++]
      if (digits.length < size) this.fail(`incomplete escape \\${char}${digits}`, start)
      const point = Number.parseInt(digits, 16)
      if (point > 0x10ffff) this.fail(`bad escape \\${char}${digits}`, start)
      return point
    }
    if (char === 'N' && !this.isBytes) {
      if (!this.take('{')) this.fail('missing {')
      const from = this.i
      let name = ''
      while (!this.done && !this.peek('}')) name += this.chars[this.i++]
      if (name === '') this.fail('missing character name', from)
      if (!this.take('}')) this.fail('missing }, unterminated name', from)
      return pointNamed(name) ?? this.fail(`undefined character name '${name}'`, start)
    }
    if (char >= '0' && char <= '7') {
      let digits = char
      while (digits.length < 3 && /[0-7]/.test(this.chars[this.i] ?? '')) digits += this.chars[this.i++]
      const value = Number.parseInt(digits, 8)
      if (value > 0o377) this.fail(`octal escape value \\${digits} outside of range 0-0o377`, start)
      return value
    }
    const known = ESCAPES[char]
    if (known !== undefined) return known
    if (/[a-zA-Z0-9]/.test(char)) this.fail(`bad escape \\${char}`, start)
    return char.codePointAt(0)!
  }

  private set(start: number): Piece {
    const negated = this.take('^')
    let body = ''
    const first = this.i
    while (true) {
      if (this.done) this.fail('unterminated character set', start)
      if (this.peek(']') && this.i > first) {
        this.i++
        break
      }
      const at = this.i
      const low = this.setItem(start)
      if (this.peek('-') && this.chars[this.i + 1] !== undefined && this.chars[this.i + 1] !== ']') {
        this.i++
        const high = this.setItem(start)
        const shown = this.chars.slice(at, this.i).join('')
        if (typeof low === 'string' || typeof high === 'string' || high < low) {
          this.fail(`bad character range ${shown}`, at)
        }
        body += `${codeSource(low as number)}-${codeSource(high as number)}${this.otherCases(low as number, high as number)}`
      } else if (this.peek('-') && this.chars[this.i + 1] === undefined) {
        this.fail('unterminated character set', start)
      } else {
        body += typeof low === 'string' ? low : codeSource(low) + this.otherCases(low, low)
      }
    }
    if (body === '') return one(negated ? '[\\s\\S]' : '(?!)')
    return one(`[${negated ? '^' : ''}${body}]`)
  }

  private otherCases(low: number, high: number): string {
    if (!this.localIgnoreCase) return ''
    let out = ''
    for (let point = low; point <= Math.min(high, low + 512); point++) {
      const other = otherCase(String.fromCodePoint(point))
      if (other) out += codeSource(other.codePointAt(0)!)
    }
    return out
  }

  /** One item of a set: a code point, or class source. */
  private setItem(start: number): number | string {
    const at = this.i
    const char = this.chars[this.i++]
    if (char === undefined) this.fail('unterminated character set', start)
    if (char !== '\\') return char!.codePointAt(0)!
    const next = this.chars[this.i++]
    if (next === undefined) this.fail('bad escape (end of pattern)', at)
    if ('dws'.includes(next!)) return this.category(next!)
    if (next === 'D') return this.ascii ? '\\D' : '\\P{Nd}'
    if (next === 'W') return this.ascii ? '\\W' : NON_WORD
    if (next === 'S') return '\\S'
    if (/[89]/.test(next!)) this.fail(`bad escape \\${next}`, at)
    return this.charEscape(next!, at)
  }

  private group(start: number): Piece {
    let capture = true
    let name: string | undefined
    let prefix = ''
    let look = 0
    let atomic = false
    const flagsBefore = this.flags
    if (this.take('?')) {
      const at = this.i
      const kind = this.chars[this.i++]
      if (kind === undefined) this.fail('unexpected end of pattern')
      if (kind === 'P') {
        if (this.take('<')) name = this.groupName('>')
        else if (this.take('=')) {
          const from = this.i
          const other = this.groupName(')')
          const group = this.names.get(other)
          if (group === undefined) this.fail(`unknown group name '${other}'`, from)
          return this.reference(group!, from)
        } else {
          const next = this.chars[this.i]
          if (next === undefined) this.fail('unexpected end of pattern')
          this.fail(`unknown extension ?P${next}`, start + 1)
        }
      } else if (kind === ':') {
        capture = false
      } else if (kind === '#') {
        while (!this.done && !this.peek(')')) this.i++
        if (this.done) this.fail('missing ), unterminated comment', start)
        this.i++
        return EMPTY
      } else if (kind === '=' || kind === '!' || kind === '<') {
        capture = false
        look = 1
        prefix = `?${kind}`
        if (kind === '<') {
          const direction = this.chars[this.i++]
          if (direction === undefined) this.fail('unexpected end of pattern', this.i - 1)
          if (direction !== '=' && direction !== '!') this.fail(`unknown extension ?<${direction}`, start + 1)
          look = -1
          prefix += direction
        }
      } else if (kind === '(') {
        return this.conditional(start)
      } else if (kind === '>') {
        capture = false
        atomic = true
      } else if (/[iLmsxatu-]/.test(kind!)) {
        const scoped = this.inlineFlags(kind!, at, start)
        if (!scoped) return EMPTY
        capture = false
      } else {
        this.fail(`unknown extension ?${kind}`, start + 1)
      }
    }
    let index = 0
    if (capture) {
      index = ++this.groups
      this.open.add(index)
      if (name !== undefined) {
        const earlier = this.names.get(name)
        if (earlier !== undefined) {
          this.fail(
            `redefinition of group name '${name}' as group ${index}; was group ${earlier}`,
            this.i - Array.from(name).length - 1,
          )
        }
        this.names.set(name, index)
      }
    }
    this.depth++
    const body = this.alternatives()
    this.depth--
    if (!this.take(')')) this.fail('missing ), unterminated subpattern', start)
    this.flags = flagsBefore
    if (capture) {
      this.open.delete(index)
      this.closed[index] = this.closings++
      this.widths[index] = [body.min, body.max]
      const { src, min, max, node } = body
      return { src: `(?<g${index}>${src})`, min, max, node: { kind: 'group', index, body: node } }
    }
    if (look !== 0) {
      if (look < 0 && body.min !== body.max) {
        throw new PatternFault('look-behind requires fixed-width pattern', this.pattern, undefined)
      }
      const node: Node = {
        kind: look > 0 ? 'ahead' : 'behind',
        body: body.node,
        negative: prefix.endsWith('!'),
        width: body.min,
      }
      return { src: `(?:(${prefix}${body.src}))`, min: 0, max: 0, node }
    }
    if (!atomic) return { ...body, src: `(?:${body.src})` }
    return { ...body, src: this.atomic(body.src), node: { kind: 'atomic', body: body.node } }
  }

  /** `(?(1)yes|no)`: which branch, by whether the group took part. */
  private conditional(start: number): Piece {
    const at = this.i
    const text = this.chars.slice(at).join('')
    const digits = /^\s*\+?[0-9]+(?:_[0-9]+)*\s*(?=\))/.exec(text)?.[0]
    let index: number
    if (digits !== undefined) {
      index = Number(digits.replaceAll('_', ''))
      this.i += digits.length + 1
      if (index === 0) this.fail('bad group number', at)
      this.later.push({ index, at })
    } else {
      const name = this.groupName(')')
      const group = this.names.get(name)
      if (group === undefined) this.fail(`unknown group name '${name}'`, at)
      index = group!
    }
    const yes = this.sequence()
    const no = this.take('|') ? this.sequence() : EMPTY
    if (this.peek('|')) this.fail('conditional backref with more than two branches')
    if (!this.take(')')) this.fail('missing ), unterminated subpattern', start)
    const [min, max] = [Math.min(yes.min, no.min), Math.max(yes.max, no.max)]
    return { src: '(?:)', min, max, node: { kind: 'if', index, yes: yes.node, no: no.node } }
  }
  /** Groups that conditions name by number, which may come later. */
  private readonly later: { index: number; at: number }[] = []

  private groupName(end: string): string {
    const start = this.i
    let name = ''
    while (!this.done && !this.peek(end)) name += this.chars[this.i++]
    if (this.done) {
      if (name === '') this.fail('missing group name', start)
      this.fail(`missing ${end}, unterminated name`, start)
    }
    this.i++
    if (name === '') this.fail('missing group name', start)
    if (!isIdentifier(name)) this.fail(`bad character in group name '${name}'`, start)
    return name
  }

  /** `(?i)`, `(?i-s:`; true if the flags hold for a group that follows. */
  private inlineFlags(first: string, at: number, start: number): boolean {
    let on = 0
    let off = 0
    let char: string | undefined = first
    const known: Record<string, number> = { i: 2, L: 4, m: 8, s: 16, x: 64, a: 256, u: 32 }
    while (char !== undefined && char !== '-' && char !== ')' && char !== ':') {
      const flag = known[char]
      if (flag === undefined)
        this.fail(/[a-zA-Z]/.test(char) ? 'unknown flag' : 'missing -, : or )', this.i - 1)
      on |= flag!
      char = this.chars[this.i++]
    }
    if (char === undefined) this.fail('missing -, : or )', this.i - 1)
    if (char === ')') {
      if (this.begun || this.depth > 0) this.fail('global flags not at the start of the expression', start)
      // Cases may be spelled out already (`translatePattern`).
      if (on & FLAGS.I && !(this.flags & FLAGS.I)) this.globalIgnoreCase = true
      this.flags |= on
      return false
    }
    if (char === '-') {
      char = this.chars[this.i++]
      if (char === undefined) this.fail('missing flag', this.i - 1)
      while (char !== undefined && char !== ':') {
        const flag = known[char]
        if (flag === undefined) this.fail(/[a-zA-Z]/.test(char) ? 'unknown flag' : 'missing flag', this.i - 1)
        off |= flag!
        char = this.chars[this.i++]
      }
      if (char === undefined) this.fail('missing :', this.i - 1)
    }
    if (off & FLAGS.I) this.minds = true
    if (on & off) this.fail('bad inline flags: flag turned on and off', at)
    this.flags = (this.flags | on) & ~off
    return true
  }
}

/** Everything that is neither letter, number nor underscore, as class items; Pc is listed to leave the underscore out. */
const NON_WORD =
  '\\p{M}\\p{S}\\p{Z}\\p{C}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\u203f\\u2040\\u2054\\ufe33\\ufe34\\ufe4d-\\ufe4f\\uff3f'

/** Translates a pattern. Throws PatternFault with Python's words. */
export function translatePattern(pattern: string, flags: number, isBytes = false): Translated {
  if ((flags & FLAGS.L) !== 0 && !isBytes) throw new FlagFault('cannot use LOCALE flag with a str pattern')
  if ((flags & FLAGS.U) !== 0 && isBytes) throw new FlagFault('cannot use UNICODE flag with a bytes pattern')
  if ((flags & FLAGS.A) !== 0 && (flags & FLAGS.U) !== 0)
    throw new FlagFault('ASCII and UNICODE flags are incompatible')
  let parser = new Parser(pattern, flags, isBytes)
  parser.globalIgnoreCase = (flags & FLAGS.I) !== 0
  let { src, node } = parser.parse()
  if (parser.globalIgnoreCase && parser.minds) {
    // A part minds the case: cases are spelled out everywhere else.
    parser = new Parser(pattern, flags | FLAGS.I, isBytes)
    ;({ src, node } = parser.parse())
  }
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
  }
}

/** A replacement template: literal text and group numbers. */
export function parseReplacement(
  template: string,
  names: Map<string, number>,
  groups: number,
): (string | number)[] {
  const out: (string | number)[] = []
  let literal = ''
  const fail = (message: string, position: number): never => {
    throw new PatternFault(message, template, position)
  }
  const reference = (group: number, position: number) => {
    if (group > groups) fail(`invalid group reference ${group}`, position)
    if (literal) out.push(literal)
    literal = ''
    out.push(group)
  }
  let i = 0
  while (i < template.length) {
    const char = template[i]!
    if (char !== '\\') {
      literal += char
      i++
      continue
    }
    const start = i
    const next = template[i + 1]
    i += 2
    if (next === undefined) fail('bad escape (end of pattern)', start)
    if (next === 'g') {
      if (template[i] !== '<') fail('missing <', i)
      const end = template.indexOf('>', i)
      if (end < 0)
        fail(i + 1 >= template.length ? 'missing group name' : 'missing >, unterminated name', i + 1)
      const name = template.slice(i + 1, end)
      if (name === '') fail('missing group name', i + 1)
      const digits = /^\s*\+?(\d+(?:_\d+)*)\s*$/.exec(name)?.[1]
      if (digits !== undefined) reference(Number(digits.replaceAll('_', '')), i + 1)
      else {
        if (!isIdentifier(name)) fail(`bad character in group name '${name}'`, i + 1)
        const group = names.get(name)
        if (group === undefined) throw new UnknownGroup(name)
        reference(group, i + 1)
      }
      i = end + 1
    } else if (next === '0') {
      const octal = /^[0-7]{1,2}/.exec(template.slice(i))?.[0] ?? ''
      i += octal.length
      literal += String.fromCharCode(Number.parseInt(`0${octal}`, 8))
    } else if (/[1-9]/.test(next!)) {
      const rest = template.slice(i, i + 2)
      if (/[0-7]/.test(next!) && /^[0-7]{2}$/.test(rest)) {
        if (next! > '3') fail(`octal escape value \\${next}${rest} outside of range 0-0o377`, start)
        literal += String.fromCharCode(Number.parseInt(next! + rest, 8))
        i += 2
      } else if (/^\d/.test(rest)) {
        reference(Number(next! + rest[0]), start + 1)
        i++
      } else {
        reference(Number(next), start + 1)
      }
    } else if (ESCAPES[next!] !== undefined) {
      literal += String.fromCharCode(ESCAPES[next!]!)
    } else if (/[a-zA-Z]/.test(next!)) {
      fail(`bad escape \\${next}`, start)
    } else {
      literal += char + next
    }
  }
  if (literal) out.push(literal)
  return out
}

/** `\g<name>` of no group: an IndexError, not a pattern error. */
export class UnknownGroup {
  constructor(readonly name: string) {}
}
