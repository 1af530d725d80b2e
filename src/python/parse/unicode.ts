/**
 * The three questions Python asks of a Unicode character: may it start a name, go on with one, be printed.
 */

const START = /[\p{XID_Start}_]/u
const CONTINUE = /\p{XID_Continue}/u
const UNPRINTABLE = /^[\p{C}\p{Z}]$/u

/** Length of the longest prefix that is an identifier. */
export function scanIdentifier(text: string): number {
  let end = 0
  for (const char of text) {
    if (!(end === 0 ? START : CONTINUE).test(char)) break
    end += char.length
  }
  return end
}

/** `str.isprintable` for one character. */
export function isPrintable(char: string): boolean {
  return char === ' ' || !UNPRINTABLE.test(char)
}

/** The character of a `\N{…}` name, null for one that is not known. */
export function characterNamed(name: string): string | null {
  const ideograph = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/i.exec(name)
  return ideograph === null ? null : String.fromCodePoint(Number.parseInt(ideograph[1], 16))
}
