/**
 * Raw terminal input → keys. A decoder takes chunks as the terminal sends them, cut anywhere, and gives key events.
 *
 * A key's name is emacs': modifiers in the order C- M- S-, then a character (`C-a`, `M-f`, `M-<`) or a name (`Enter`, `C-Left`,
 * `S-Tab`, `F5`). Shift is named only where the character does not show it. An escape sequence that we do not know is swallowed
 * whole, never typed into the text. A lone Esc looks like the start of a sequence: the caller flushes after a short silence.
 */

export type KeyEvent =
  | { type: 'key'; key: string }
  /** Printable characters, as many as came together. */
  | { type: 'text'; text: string }
  /** What stood between the brackets of a paste; line ends as `\n`. */
  | { type: 'paste'; text: string }

/** The terminal's answer to a question of ours: where the cursor is, from 0, or which terminal it is. */
export type Report = { type: 'cursor'; row: number; col: number } | { type: 'identity'; text: string }

export type InputEvent = KeyEvent | Report

const ESC = '\x1b'
const PASTE_START = '\x1b[200~'
const PASTE_END = '\x1b[201~'

const CONTROL: Record<string, string> = {
  '\0': 'C-Space',
  '\t': 'Tab',
  '\r': 'Enter',
  '\x1b': 'Esc',
  '\x1c': 'C-\\',
  '\x1d': 'C-]',
  '\x1e': 'C-^',
  '\x1f': 'C-_',
  '\x7f': 'Backspace',
}

/** The last letter of `CSI … X` and `SS3 X`. */
const LETTER: Record<string, string> = {
  A: 'Up',
  B: 'Down',
  C: 'Right',
  D: 'Left',
  E: 'Center',
  F: 'End',
  H: 'Home',
  M: 'Enter',
  P: 'F1',
  Q: 'F2',
  R: 'F3',
  S: 'F4',
}

/** The number of `CSI n ~`. */
const NUMBER: Record<number, string> = {
  1: 'Home',
  2: 'Insert',
  3: 'Delete',
  4: 'End',
  5: 'PgUp',
  6: 'PgDn',
  7: 'Home',
  8: 'End',
  11: 'F1',
  12: 'F2',
  13: 'F3',
  14: 'F4',
  15: 'F5',
  17: 'F6',
  18: 'F7',
  19: 'F8',
  20: 'F9',
  21: 'F10',
  23: 'F11',
  24: 'F12',
}

/** Code points that kitty's protocol and modifyOtherKeys send for keys with a name; 57399… is the keypad. */
const CODE: Record<number, string> = {
  9: 'Tab',
  13: 'Enter',
  27: 'Esc',
  32: 'Space',
  127: 'Backspace',
  57414: 'Enter',
  57417: 'Left',
  57418: 'Right',
  57419: 'Up',
  57420: 'Down',
  57421: 'PgUp',
  57422: 'PgDn',
  57423: 'Home',
  57424: 'End',
  57425: 'Insert',
  57426: 'Delete',
}
const KEYPAD = '0123456789./*-+'

/** A parsed escape sequence: its events and length, or null while it may go on. */
type Step = { events: InputEvent[]; length: number } | null

const nothing: InputEvent[] = []
const key = (name: string): InputEvent[] => [{ type: 'key', key: name }]
const text = (typed: string): InputEvent[] => [{ type: 'text', text: typed }]

/** `value` is 1 + the bits shift 1, alt 2, ctrl 4, super 8, hyper 16, meta 32. */
const withModifiers = (name: string, value: number): string => {
  const bits = Math.max(value - 1, 0)
  return (bits & 4 ? 'C-' : '') + (bits & 34 ? 'M-' : '') + (bits & 1 ? 'S-' : '') + name
}

/** A key given by its code point (kitty, modifyOtherKeys). */
const fromCode = (code: number, modifiers: number): InputEvent[] => {
  const bits = Math.max(modifiers - 1, 0)
  const name = CODE[code]
  if (name && (name !== 'Space' || bits & 38)) return key(withModifiers(name, modifiers))
  if (code >= 57344 && code < 63744) return KEYPAD[code - 57399] ? text(KEYPAD[code - 57399]) : nothing
  if (code < 32 || code > 0x10ffff) return nothing
  let char = String.fromCodePoint(code)
  if (bits & 1) char = char.toUpperCase()
  if (!(bits & 38)) return text(char)
  // The letter already tells of shift, and Ctrl does not care for it.
  return key(withModifiers(bits & 4 ? char.toLowerCase() : char, 1 + (bits & ~1)))
}

const sequence = (params: string, final: string): InputEvent[] => {
  if (params[0] === '>' && final === 'c') return [{ type: 'identity', text: params.slice(1) }]
  if (/^[<=>?]/.test(params)) return nothing
  const [first = 0, second = 1, third = 0] = params.split(';').map((part) => Number.parseInt(part, 10) || 0)
  // Kitty reports a release as `modifiers:3`.
  const modifiers = /^\d*(?::\d*)*;\d+:3/.test(params) ? -1 : second || 1
  if (modifiers < 0) return nothing
  switch (final) {
    case 'u':
      return fromCode(first, modifiers)
    case '~':
      if (first === 27) return fromCode(third, modifiers)
      return NUMBER[first] ? key(withModifiers(NUMBER[first], modifiers)) : nothing
    case '^':
      return NUMBER[first] ? key(withModifiers(NUMBER[first], 5)) : nothing
    case 'Z':
      return key('S-Tab')
    case 'R':
      // A modified F3 looks like a report of the cursor's place: nothing is bound to it.
      return params.includes(';') ? [{ type: 'cursor', row: first - 1, col: second - 1 }] : key('F3')
    default:
      return LETTER[final] ? key(withModifiers(LETTER[final], modifiers)) : nothing
  }
}

/** `CSI params intermediates final`; `at` is after the `[`. */
const controlSequence = (input: string, at: number): Step => {
  let end = at
  if (input[end] === '[') {
    // The Linux console's F1 to F5: CSI [ A.
    if (end + 1 >= input.length) return null
    const index = 'ABCDE'.indexOf(input[end + 1])
    return { events: index < 0 ? nothing : key(`F${index + 1}`), length: end + 2 }
  }
  if (input[end] === 'M') return input.length < end + 4 ? null : { events: nothing, length: end + 4 }
  while (end < input.length && input[end] >= '0' && input[end] <= '?') end++
  const params = input.slice(at, end)
  while (end < input.length && input[end] >= ' ' && input[end] <= '/') end++
  if (end >= input.length) return null
  const final = input[end]
  // A control character within a sequence: drop what came before it, and let it be a key of its own.
  if (final < '@' || final > '~') return { events: nothing, length: end }
  return { events: sequence(params, final), length: end + 1 }
}

/** OSC, DCS, APC, PM and SOS run up to ST or BEL: replies to questions, never keys. */
const controlString = (input: string, at: number): Step => {
  for (let end = at; end < input.length; end++) {
    if (input[end] === '\x07') return { events: nothing, length: end + 1 }
    if (input[end] === ESC && input[end + 1] === '\\') return { events: nothing, length: end + 2 }
  }
  return null
}

const withMeta = (events: InputEvent[]): InputEvent[] =>
  events.map((event) => {
    if (event.type === 'text') return { type: 'key', key: 'M-' + event.text }
    if (event.type !== 'key') return event
    if (event.key.includes('M-')) return event
    return { type: 'key', key: event.key.startsWith('C-') ? 'C-M-' + event.key.slice(2) : 'M-' + event.key }
  })

/** A sequence that starts with Esc. */
const escaped = (input: string): Step => {
  if (input.length < 2) return null
  switch (input[1]) {
    case '[':
      return controlSequence(input, 2)
    case 'O': {
      const match = /^(\d*)([A-Za-z])/.exec(input.slice(2))
      if (!match) return input.length > 3 || input[2] === ESC ? { events: key('M-O'), length: 2 } : null
      const name = LETTER[match[2]]
      const modifiers = Number(match[1]) || 1
      return { events: name ? key(withModifiers(name, modifiers)) : nothing, length: 2 + match[0].length }
    }
    case ']':
    case 'P':
    case '_':
    case '^':
    case 'X':
      return controlString(input, 2)
    case ESC: {
      // Alt with a key that is a sequence itself; two lone Escs are just that.
      const inner = escaped(input.slice(1))
      return inner && { events: withMeta(inner.events), length: inner.length + 1 }
    }
    default: {
      const char = String.fromCodePoint(input.codePointAt(1)!)
      return { events: withMeta(single(char)), length: 1 + char.length }
    }
  }
}

/** One character that is no part of a sequence. */
const single = (char: string): InputEvent[] => {
  if (CONTROL[char]) return key(CONTROL[char])
  if (char < ' ') return key('C-' + String.fromCharCode(char.charCodeAt(0) + 96))
  return char >= '\x80' && char < '\xa0' ? nothing : text(char)
}

const isPrintable = (code: number): boolean => code >= 32 && code !== 127 && (code < 0x80 || code >= 0xa0)

export class KeyDecoder {
  #input = ''
  #pasting: string | null = null
  #utf8 = new TextDecoder()

  /** Whether an unfinished sequence waits: the caller calls `flush` when nothing more comes for a moment. */
  get pending(): boolean {
    return this.#input !== '' && this.#pasting === null
  }

  /** The keys that are complete with this chunk. */
  feed(chunk: Uint8Array | string): InputEvent[] {
    this.#input += typeof chunk === 'string' ? chunk : this.#utf8.decode(chunk, { stream: true })
    const events: InputEvent[] = []
    for (;;) {
      const step = this.#pasting === null ? this.#key() : this.#paste()
      if (!step) return events
      this.#input = this.#input.slice(step.length)
      events.push(...step.events)
    }
  }

  /** Takes what waits for what it is: a lone Esc, or Alt with `[`, `O`, `P`…; a cut sequence is dropped. */
  flush(): InputEvent[] {
    const input = this.#input
    if (!this.pending) return nothing
    this.#input = ''
    if (input === ESC) return key('Esc')
    if (input === ESC + ESC) return [...key('Esc'), ...key('Esc')]
    return input.length === 2 ? key('M-' + input[1]) : nothing
  }

  #key(): Step {
    const input = this.#input
    if (input === '') return null
    if (input[0] === ESC) {
      if (!input.startsWith(PASTE_START)) return escaped(input)
      this.#pasting = ''
      return { events: nothing, length: PASTE_START.length }
    }
    let end = 0
    while (end < input.length && isPrintable(input.charCodeAt(end))) end++
    if (end > 0) return { events: text(input.slice(0, end)), length: end }
    return { events: single(input[0]), length: 1 }
  }

  #paste(): Step {
    const input = this.#input
    const end = input.indexOf(PASTE_END)
    if (end >= 0) {
      const pasted = this.#pasting + input.slice(0, end)
      this.#pasting = null
      return {
        events: [{ type: 'paste', text: pasted.replace(/\r\n?/g, '\n') }],
        length: end + PASTE_END.length,
      }
    }
    // What may be the beginning of the end marker stays.
    const kept = input.lastIndexOf(ESC)
    const length = kept >= 0 && PASTE_END.startsWith(input.slice(kept)) ? kept : input.length
    if (length === 0) return null
    this.#pasting += input.slice(0, length)
    return { events: nothing, length }
  }
}
