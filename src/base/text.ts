/** Positions in text: Jupyter counts code points, JavaScript UTF-16 units. */

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
