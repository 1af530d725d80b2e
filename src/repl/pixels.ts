/** Images in the terminal: two pixels to a character, the upper as its foreground and the lower as its background. */
import type { PicturePayload } from '../protocol/mime.js'

const rgb = (colour: string): string =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(';')

/** A drawing in 24-bit colours. */
export const drawPixels = ({ lines }: PicturePayload): string =>
  lines
    .map((line) => {
      if (typeof line === 'string') return line
      const { upper, lower } = line
      let text = ''
      let before = ''
      upper.forEach((top, i) => {
        const bottom = lower[i]
        const colours =
          (top === null ? '' : `\x1b[38;2;${rgb(top)}m`) +
          (bottom === null ? '' : `\x1b[48;2;${rgb(bottom)}m`)
        // Equal neighbours need no colours of their own.
        if (colours !== before) text += (before === '' ? '' : '\x1b[0m') + colours
        before = colours
        text += top === null ? (bottom === null ? ' ' : '▄') : '▀'
      })
      return text + (before === '' ? '' : '\x1b[0m')
    })
    .join('\n')
