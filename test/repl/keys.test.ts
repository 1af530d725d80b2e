/** The decoder of raw input, as a table: what the terminal sends → the keys. `|` marks where a read ends. */
import { describe, expect, test } from 'vitest'
import { type InputEvent, KeyDecoder } from '../../src/repl/keys.js'

const show = (event: InputEvent): string => {
  if (event.type === 'key') return event.key
  return event.type === 'cursor'
    ? `cursor:${event.row},${event.col}`
    : `${event.type}:${JSON.stringify(event.text)}`
}

const decode = (chunks: (string | Uint8Array)[]): string[] => {
  const decoder = new KeyDecoder()
  const events = chunks.flatMap((chunk) => decoder.feed(chunk))
  return [...events, ...decoder.flush()].map(show)
}

const TABLE: [what: string, sent: string, keys: string][] = [
  ['letters come together', 'abc', 'text:"abc"'],
  ['fast typing with Enter and Ctrl-D in one read', 'abc\r\x04', 'text:"abc" Enter C-d'],
  ['control letters', '\x01\x02\x03\x1a', 'C-a C-b C-c C-z'],
  ['Tab, Enter, Ctrl-J', '\t\r\n', 'Tab Enter C-j'],
  ['Backspace and Ctrl-H', '\x7f\x08', 'Backspace C-h'],
  ['other control characters', '\x00\x1c\x1d\x1e\x1f', 'C-Space C-\\ C-] C-^ C-_'],
  ['arrows', '\x1b[A\x1b[B\x1b[C\x1b[D', 'Up Down Right Left'],
  ['arrows in application mode', '\x1bOA\x1bOD\x1bOM', 'Up Left Enter'],
  ['arrows with modifiers', '\x1b[1;5D\x1b[1;3C\x1b[1;2A\x1b[1;6B', 'C-Left M-Right S-Up C-S-Down'],
  ['Home and End, four ways', '\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~', 'Home End Home End Home End'],
  ['Delete, Insert, pages', '\x1b[3~\x1b[2~\x1b[5~\x1b[6~\x1b[3;5~', 'Delete Insert PgUp PgDn C-Delete'],
  ['function keys', '\x1bOP\x1b[15~\x1b[24~\x1b[[A\x1b[[E', 'F1 F5 F12 F1 F5'],
  ['Shift-Tab', '\x1b[Z', 'S-Tab'],
  ['Alt with letters and signs', '\x1bf\x1b<\x1b.\x1bB', 'M-f M-< M-. M-B'],
  ['Alt with Enter, Backspace, Ctrl', '\x1b\r\x1b\x7f\x1b\x06', 'M-Enter M-Backspace C-M-f'],
  ['Alt with an arrow, sent as Esc before it', '\x1b\x1b[D', 'M-Left'],
  ['Alt with a wide character', '\x1b입', 'M-입'],
  ['a lone Esc', '\x1b', 'Esc'],
  ['two lone Escs', '\x1b\x1b', 'Esc Esc'],
  ['Alt-[ and Alt-O, known after the silence', '\x1b[', 'M-['],
  ['Alt-Shift-O', '\x1bO', 'M-O'],
  ['a sequence cut by the end is dropped', '\x1b[1;', ''],
  ['a sequence in three reads', '\x1b|[1;|5C', 'C-Right'],
  ['kitty: Shift-Enter, Ctrl-a, Alt-b', '\x1b[13;2u\x1b[97;5u\x1b[98;3u', 'S-Enter C-a M-b'],
  ['kitty: plain and shifted letters', '\x1b[97u\x1b[97;2u\x1b[44464u', 'text:"a" text:"A" text:"궰"'],
  ['kitty: a release is no key', '\x1b[97;5:3u\x1b[97;5:1u', 'C-a'],
  ['kitty: Esc, Tab, keypad', '\x1b[27u\x1b[9;2u\x1b[57404u\x1b[57417u', 'Esc S-Tab text:"5" Left'],
  ['kitty: a lone modifier is no key', '\x1b[57441;2u', ''],
  ['modifyOtherKeys', '\x1b[27;2;13~\x1b[27;5;106~\x1b[27;6;65~', 'S-Enter C-j C-a'],
  [
    'unknown sequences are swallowed',
    'a\x1b[99~b\x1b[?62;4cc\x1b[8;24;80td',
    'text:"a" text:"b" text:"c" text:"d"',
  ],
  ['replies to questions are swallowed', '\x1b]11;rgb:0/0/0\x07a\x1bP1$r0m\x1b\\b', 'text:"a" text:"b"'],
  [
    'where the cursor is, and which terminal',
    '\x1b[R\x1b[1;5R\x1b[>0;276;0c',
    'F3 cursor:0,4 identity:"0;276;0"',
  ],
  ['mouse and focus reports are swallowed', '\x1b[M abx\x1b[<0;3;4M\x1b[Iy', 'text:"x" text:"y"'],
  ['a control character ends a sequence', '\x1b[1\rx', 'Enter text:"x"'],
  ['Japanese, Korean, emoji', '入力 합성 👩‍👩‍👧', 'text:"入力 합성 👩‍👩‍👧"'],
  ['C1 controls are dropped', 'a\x85b', 'text:"a" text:"b"'],
  ['a paste', '\x1b[200~a\r\n\tb\r\x1b[201~c', 'paste:"a\\n\\tb\\n" text:"c"'],
  ['a paste in pieces', '\x1b[20|0~ab|c\x1b[2|01~\r', 'paste:"abc" Enter'],
  ['keys inside a paste are text', '\x1b[200~\x1b[Ax\x03\x1b[201~', 'paste:"\\u001b[Ax\\u0003"'],
  ['an empty paste', '\x1b[200~\x1b[201~', 'paste:""'],
]

describe('keys', () => {
  test.each(TABLE)('%s', (_what, sent, keys) => {
    expect(decode(sent.split('|')).join(' ')).toBe(keys)
  })

  test('the table holds for every byte a read of its own', () => {
    const lone = new Set(TABLE.filter(([, , keys]) => /^(Esc|M-\[|M-O)/.test(keys)).map(([what]) => what))
    for (const [what, sent, keys] of TABLE) {
      if (lone.has(what)) continue
      const bytes = Buffer.from(sent.replaceAll('|', ''), 'utf8')
      const got = decode([...bytes].map((byte) => Uint8Array.of(byte)))
      // Text comes in more pieces; joined again it is the same.
      expect(joined(got), what).toEqual(joined(keys === '' ? [] : keys.split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/)))
    }
  })

  test('an unfinished paste does not count as pending, an unfinished sequence does', () => {
    const decoder = new KeyDecoder()
    decoder.feed('\x1b[200~ab')
    expect([decoder.pending, decoder.flush()]).toEqual([false, []])
    decoder.feed('\x1b[201~\x1b')
    expect(decoder.pending).toBe(true)
  })
})

/** Neighbouring texts joined. */
const joined = (keys: string[]): string[] => {
  const result: string[] = []
  for (const key of keys) {
    const last = result.at(-1)
    if (key.startsWith('text:') && last?.startsWith('text:'))
      result[result.length - 1] =
        'text:' + JSON.stringify(JSON.parse(last.slice(5)) + JSON.parse(key.slice(5)))
    else result.push(key)
  }
  return result
}
