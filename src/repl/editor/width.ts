/** Columns on the screen. */
import stringWidth from 'string-width'

const ASCII = /^[\x20-\x7e]*$/

/** How many columns a tab takes: always the same, so that a line's width does not depend on where it starts. */
export const TAB = 4

/** The columns of a text without line ends. */
export const widthOf = (text: string): number =>
  ASCII.test(text) ? text.length : stringWidth(text.replaceAll('\t', ' '.repeat(TAB)))
