/** Where damaged JSON is damaged: V8's messages name a position only sometimes. */

const BLANKS = /[ \t\n\r]*/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = new RegExp(
  `true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|${STRING.source}`,
  'y',
)

/** The offset of the first character that can't stand where it stands; the text's length if it ends too early. */
export const damageAt = (text: string): number => {
  let at = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  const take = (char: string): boolean => {
    skip(BLANKS)
    if (text[at] !== char) return false
    at++
    return true
  }
  const members = (close: string, member: () => boolean): boolean => {
    if (take(close)) return true
    do if (!member()) return false
    while (take(','))
    return take(close)
  }
  const value = (): boolean => {
    if (take('{')) return members('}', () => skip(BLANKS) && skip(STRING) && take(':') && value())
    if (take('[')) return members(']', value)
    return skip(SCALAR)
  }
  if (value()) skip(BLANKS)
  // A string that never closes fails at its quote, but what is wrong is the end.
  return text[at] === '"' && !text.slice(at + 1).includes('"') ? text.length : at
}
