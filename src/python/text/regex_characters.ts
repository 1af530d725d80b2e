/** Patterns of Python, their characters: escapes, sets, and which letters are the same where case does not count. */
import { NOTHING, type Node } from './backtrack.js'
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

export interface Piece {
  src: string
  min: number
  max: number
  node: Node
}

export const one = (src: string): Piece => ({ src, min: 1, max: 1, node: { kind: 'one', src } })
export const edge = (src: string): Piece => ({ src, min: 0, max: 0, node: { kind: 'edge', src } })

const SPACE_SET = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
export const ESCAPES: Record<string, number> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 }
/** What matches nothing and is no item either: a comment, flags. */
export const EMPTY: Piece = { src: '', min: 0, max: 0, node: NOTHING }

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

/** Everything that is neither letter, number nor underscore, as class items; Pc is listed to leave the underscore out. */
const NON_WORD =
  '\\p{M}\\p{S}\\p{Z}\\p{C}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\u203f\\u2040\\u2054\\ufe33\\ufe34\\ufe4d-\\ufe4f\\uff3f'

/** What two of these in a set may come to mean. */
const OPERATIONS: Readonly<Record<string, string>> = {
  '-': 'difference',
  '&': 'intersection',
  '~': 'symmetric difference',
  '|': 'union',
}

/** What a pattern is warned of. */
export interface PatternWarning {
  readonly category: 'FutureWarning' | 'DeprecationWarning'
  readonly message: string
}

/** Reads a pattern's characters; its structure is read by the parser that this one is the base of. */
export class Characters {
  protected readonly chars: string[]
  protected i = 0
  readonly warnings: PatternWarning[] = []

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

  protected get done() {
    return this.i >= this.chars.length
  }
  protected peek(text: string): boolean {
    for (let k = 0; k < text.length; k++) if (this.chars[this.i + k] !== text[k]) return false
    return true
  }
  protected take(text: string): boolean {
    if (!this.peek(text)) return false
    this.i += text.length
    return true
  }

  protected literal(point: number): Piece {
    const char = String.fromCodePoint(point)
    const other = this.localIgnoreCase ? this.cased(char) : undefined
    const src =
      other === undefined ? codeSource(point) : `[${codeSource(point)}${codeSource(other.codePointAt(0)!)}]`
    return one(src)
  }

  /** `(?i:…)` inside a case-sensitive pattern: JS has no local flags, so cases are spelled out. */
  protected get localIgnoreCase() {
    return (this.flags & FLAGS.I) !== 0 && !this.globalIgnoreCase
  }
  globalIgnoreCase = false
  /** `(?-i:…)`: a part minds the case. */
  minds = false

  protected get ascii() {
    return this.isBytes || (this.flags & FLAGS.A) !== 0
  }

  /** The inside of a class for \d, \w, \s. */
  protected category(letter: string): string {
    if (letter === 'd') return this.ascii ? '0-9' : '\\p{Nd}'
    if (letter === 'w') return this.ascii ? 'a-zA-Z0-9_' : '\\p{L}\\p{N}_'
    return this.ascii ? '\\t-\\r ' : SPACE_SET
  }

  /** A character written as an escape, in or outside a set. */
  protected charEscape(char: string, start: number): number {
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

  protected set(start: number): Piece {
    const negated = this.take('^')
    let body = ''
    const first = this.i
    if (this.peek('[')) this.foresee('nested set', this.i)
    while (true) {
      if (this.done) this.fail('unterminated character set', start)
      if (this.peek(']') && this.i > first) {
        this.i++
        break
      }
      const at = this.i
      const operation = at > first ? OPERATIONS[this.chars[at]!] : undefined
      if (
        operation !== undefined &&
        this.chars[at + 1] === this.chars[at] &&
        !(this.chars[at] === '-' && this.chars[at + 2] === ']')
      )
        this.foresee(`set ${operation}`, at)
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

  protected otherCases(low: number, high: number): string {
    if (!this.localIgnoreCase) return ''
    let out = ''
    for (let point = low; point <= Math.min(high, low + 512); point++) {
      const other = this.cased(String.fromCodePoint(point))
      if (other) out += codeSource(other.codePointAt(0)!)
    }
    return out
  }

  /** One item of a set: a code point, or class source. */
  protected setItem(start: number): number | string {
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

  /** The other case of a letter, of ASCII alone where that is what letters are. */
  private cased(char: string): string | undefined {
    const other = otherCase(char)
    return other !== undefined && this.ascii && (char > '\x7f' || other > '\x7f') ? undefined : other
  }

  /** Warns of a group's number that is written as `int` reads it. */
  protected strange(name: string, at: number): void {
    const message = `bad character in group name '${name}' at position ${at}`
    this.warnings.push({ category: 'DeprecationWarning', message })
  }

  /** Warns of what may once mean an operation on sets. */
  private foresee(what: string, at: number): void {
    this.warnings.push({ category: 'FutureWarning', message: `Possible ${what} at position ${at}` })
  }
}
