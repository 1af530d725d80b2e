/**
 * Names of Unicode characters: `\N{…}` and unicodedata's name() and lookup().
 *
 * The table is a module of its own, `_unicode_names`, read when the first name is asked for (test/record/unicode_names.py writes it and
 * tells its form). Names of ideographs and of Hangul syllables follow rules.
 */

const ONE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const LEADS = '#$%&()*+,-./:<=>?@[]^_`{|}'
const SECOND = `${ONE}${LEADS}~`

interface Names {
  readonly byName: ReadonlyMap<string, number>
  readonly byPoint: ReadonlyMap<number, string>
}

let load: () => { words: string; names: string } | undefined = () => undefined
/** Tells where the table is; undefined from `table` when it is not there. */
export function provideCharacterNames(table: typeof load): void {
  load = table
}

let known: Names | null | undefined
function names(): Names | null {
  if (known === undefined) {
    const table = load()
    known = table === undefined ? null : read(table.words.split(' '), table.names)
  }
  return known
}

/** Is there a table at all? */
export const hasCharacterNames = (): boolean => names() !== null

function read(words: readonly string[], text: string): Names {
  const byName = new Map<string, number>()
  const byPoint = new Map<number, string>()
  let before: string[] = []
  let point = 0
  for (let i = 0; i < text.length; ) {
    if (text[i] === '!') {
      const end = text.indexOf(';', i)
      point = Number.parseInt(text.slice(i + 1, end), 16)
      i = end + 1
      continue
    }
    const name = before.slice(0, Number(text[i++]))
    while (i < text.length && text[i] !== '!' && !(text[i] >= '0' && text[i] <= '9')) {
      const one = ONE.indexOf(text[i])
      if (one >= 0) {
        name.push(words[one])
        i++
        continue
      }
      const lead = LEADS.indexOf(text[i])
      const first = SECOND.indexOf(text[i + 1])
      if (lead >= 0) {
        name.push(words[ONE.length + lead * SECOND.length + first])
        i += 2
      } else {
        const rest = first * SECOND.length + SECOND.indexOf(text[i + 2])
        name.push(words[ONE.length + LEADS.length * SECOND.length + rest])
        i += 3
      }
    }
    const full = name.join(' ')
    byName.set(full, point)
    byPoint.set(point, full)
    before = name
    point++
  }
  return { byName, byPoint }
}

const LEADING = 'G GG N D DD R M B BB S SS  J JJ C K T P H'.split(' ')
const VOWELS = 'A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I'.split(' ')
const TRAILING = ' G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H'.split(' ')
const HANGUL = 'HANGUL SYLLABLE '
const SYLLABLES = 0xac00

const isIdeograph = (point: number): boolean =>
  (point >= 0x3400 && point <= 0x4dbf) ||
  (point >= 0x4e00 && point <= 0x9fff) ||
  (point >= 0x20000 && point <= 0x2a6df) ||
  (point >= 0x2a700 && point <= 0x2ebe0) ||
  (point >= 0x30000 && point <= 0x323af)

/** The code point of that name, in any case; undefined when there is none. */
export function pointNamed(name: string): number | undefined {
  const upper = name.toUpperCase()
  const ideograph = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/.exec(upper)
  if (ideograph !== null) {
    const point = Number.parseInt(ideograph[1], 16)
    return isIdeograph(point) ? point : undefined
  }
  if (upper.startsWith(HANGUL)) {
    const parts = /^([^AEIOUWY]*)([AEIOUWY]+)([^AEIOUWY]*)$/.exec(upper.slice(HANGUL.length))
    if (parts === null) return undefined
    const [l, v, t] = [LEADING.indexOf(parts[1]), VOWELS.indexOf(parts[2]), TRAILING.indexOf(parts[3])]
    return l < 0 || v < 0 || t < 0 ? undefined : SYLLABLES + (l * 21 + v) * 28 + t
  }
  return names()?.byName.get(upper)
}

/** The name of a code point; undefined when it has none, or none in the table. */
export function nameOfPoint(point: number): string | undefined {
  if (isIdeograph(point)) return `CJK UNIFIED IDEOGRAPH-${point.toString(16).toUpperCase()}`
  if (point >= SYLLABLES && point <= 0xd7a3) {
    const index = point - SYLLABLES
    return (
      HANGUL +
      LEADING[Math.floor(index / 588)] +
      VOWELS[Math.floor((index % 588) / 28)] +
      TRAILING[index % 28]
    )
  }
  return names()?.byPoint.get(point)
}
