/**
 * The three questions Python asks of a Unicode character: may it start a name, go on with one, be printed.
 */

const START = /[\p{XID_Start}_]/u
const CONTINUE = /\p{XID_Continue}/u
const UNPRINTABLE = /^[\p{C}\p{Z}]$/u

const ASCII_NAME = /^[A-Za-z_]\w*/

/** Length of the longest prefix that is an identifier. */
export function scanIdentifier(text: string): number {
  // Nearly all names are ASCII, and compiling the classes of Unicode costs a start some milliseconds.
  let end = ASCII_NAME.exec(text)?.[0].length ?? 0
  if (end === text.length || text.charCodeAt(end) < 128) return end
  for (const char of text.slice(end)) {
    if (!(end === 0 ? START : CONTINUE).test(char)) break
    end += char.length
  }
  return end
}

/** `str.isprintable` for one character. */
export function isPrintable(char: string): boolean {
  return char === ' ' || !UNPRINTABLE.test(char)
}

let find: ((name: string) => number | undefined) | null = null
/** Who knows the names of characters; without it (where a text is only looked at) every name will do. */
export function provideNames(lookup: (name: string) => number | undefined): void {
  find = lookup
}

/** The character of a `\N{…}` name, undefined for one that is not known. */
export function characterNamed(name: string): string | undefined {
  if (find === null) return '\ufffd'
  const point = find(name)
  return point === undefined ? undefined : String.fromCodePoint(point)
}
