/** Positions in text (Jupyter counts code points, JavaScript UTF-16 units) and the columns that it takes. */

/** The code points before the unit offset `units`. */
export const toCodePoints = (text: string, units: number): number => {
  let points = 0
  for (let at = 0; at < units && at < text.length; points++) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return points
}

/** The unit offset of the code point number `points`; the text's length when there are fewer. */
export const toUnits = (text: string, points: number): number => {
  let at = 0
  for (let left = points; left > 0 && at < text.length; left--) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}

/** Letters of Europe, punctuation, arrows, mathematics and boxes: a column each, and no marks. */
const NARROW = /^[\x00-\u02ff\u2010-\u20cf\u2100-\u27ff]*$/
/** East Asian characters that take two columns, and marks that take none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud800-\udbff][\udc00-\udfff]/g
const MARKS = /\p{Mark}/gu

/** The columns that a line takes in a terminal. */
export const columnsOf = (text: string): number => {
  if (NARROW.test(text)) return text.length
  const plain = text.normalize('NFC').replace(MARKS, '')
  let columns = plain.length
  for (const [wide] of plain.matchAll(WIDE)) columns += 2 - wide.length
  return columns
}

/** `a str`, `an int`. */
export const withArticle = (name: string): string => `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`

/** The text with spaces behind it up to so many columns. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
