/**
 * Patterns of Python, their structure: alternatives, repetitions, groups and what looks around. What is emitted is a `u` pattern of JS
 * without its own `m` and `s`, so that `^`, `$` and `.` are spelled out and mean what Python means, and beside it a tree for the matcher
 * of our own (backtrack.ts), which runs what JS would run otherwise than Python.
 */
import type { Mode, Node } from './backtrack.js'
import { NOTHING } from './backtrack.js'
import { fault } from './fault.js'
import { Characters, EMPTY, edge, FLAGS, one, PatternFault, type Piece } from './regex_characters.js'
import { isIdentifier } from './strings.js'

/** What letters are: a pattern has one of these. */
const KINDS = FLAGS.A | FLAGS.L | FLAGS.U

/** CPython's matcher counts repetitions up to here. */
const MAX_REPEAT = 2 ** 32 - 1

export class PatternParser extends Characters {
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
    this.checkBehind(group)
    const [min, max] = this.widths[group] ?? [0, Infinity]
    return { src: `(?:\\k<g${group}>)`, min, max, node: { kind: 'back', index: group } }
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
      if (kind === undefined) this.fail('unexpected end of pattern', at)
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
    const outermost = look < 0 && this.behind === null
    if (outermost) this.behind = this.groups
    const body = this.alternatives()
    if (outermost) this.behind = null
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

  /** What looks behind is matched backwards: a group inside is not there yet. */
  private checkBehind(group: number): void {
    if (this.behind !== null && group > this.behind)
      this.fail('cannot refer to group defined in the same lookbehind subpattern')
  }
  /** How many groups there were before the outermost look-behind that is being read. */
  private behind: number | null = null

  /** `(?(1)yes|no)`: which branch, by whether the group took part. */
  private conditional(start: number): Piece {
    const at = this.i
    const text = this.chars.slice(at).join('')
    const digits = /^\s*\+?[0-9]+(?:_[0-9]+)*\s*(?=\))/.exec(text)?.[0]
    let index: number
    if (digits !== undefined) {
      index = Number(digits.replaceAll('_', ''))
      this.i += digits.length + 1
      if (!/^\d+$/.test(digits)) this.strange(digits, at)
      if (index === 0) this.fail('bad group number', at)
      this.later.push({ index, at })
    } else {
      const name = this.groupName(')')
      const group = this.names.get(name)
      if (group === undefined) this.fail(`unknown group name '${name}'`, at)
      index = group!
    }
    this.checkBehind(index)
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
      if (char === 'L' && !this.isBytes) this.fail("bad inline flags: cannot use 'L' flag with a str pattern")
      if (char === 'u' && this.isBytes)
        this.fail("bad inline flags: cannot use 'u' flag with a bytes pattern")
      on |= flag!
      if (flag! & KINDS && (on & KINDS) !== flag)
        this.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
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
        if (flag! & KINDS) this.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
        off |= flag!
        char = this.chars[this.i++]
      }
      if (char === undefined) this.fail('missing :', this.i - 1)
    }
    if (off & FLAGS.I) this.minds = true
    if (on & off) this.fail('bad inline flags: flag turned on and off', at)
    if (on & KINDS) this.flags &= ~KINDS
    this.flags = (this.flags | on) & ~off
    return true
  }
}
