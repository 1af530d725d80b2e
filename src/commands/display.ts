/** What a program on the command line shows of a bundle: its text; images in colours where standard output is a terminal that has them. */
import { type MimeBundle, PICTURE_MIME } from '../protocol/mime.js'
import { drawPixels } from '../repl/pixels.js'
import { wantsColor } from '../repl/style.js'
import { isTerminal } from './streams.js'

export const shownText = (bundle: MimeBundle): string | undefined => {
  const picture = bundle[PICTURE_MIME]
  return picture !== undefined && wantsColor(process.env, isTerminal(1))
    ? drawPixels(picture)
    : bundle['text/plain']
}
