/** What a cell publishes, as text for the scrollback. */
import type { ErrorContent } from '../protocol/messages.js'
import { type JsonObject, type MimeBundle, PICTURE_MIME } from '../protocol/mime.js'
import { drawExplained } from './explained.js'
import { drawPixels } from './pixels.js'
import type { Styler } from './style.js'

/** MIME type → text, richest first; what the terminal cannot draw is named. */
const DRAWN: readonly [type: RegExp, draw: (data: unknown) => string][] = [
  [/^text\/plain$/, String],
  [/^text\/markdown$/, String],
  [/^text\/latex$/, String],
  [/^application\/json$/, (data) => JSON.stringify(data, null, 2)],
  [/^text\/html$/, (data) => String(data).replace(/<[^>]*>/g, '')],
]

/** A bundle as text. */
export const drawBundle = (data: MimeBundle): string => {
  for (const [type, draw] of DRAWN) {
    const found = Object.keys(data).find((name) => type.test(name))
    if (found !== undefined) return draw(data[found])
  }
  return `<${Object.keys(data).join(', ')}>`
}

const ended = (text: string): string => (text.endsWith('\n') ? text : text + '\n')

/** A display; explanations are coloured, and images drawn, where there are colours. */
export const drawDisplay = (
  data: MimeBundle,
  metadata: JsonObject,
  style: Styler,
  columns?: number,
): string => {
  const picture = data[PICTURE_MIME]
  if (picture !== undefined && style('strong', ' ') !== ' ') return ended(drawPixels(picture))
  const text = drawBundle(data)
  return ended(drawExplained(text, metadata, style, columns) ?? text)
}

/** A result under its prompt: several lines start below it, as in IPython. */
export const drawResult = (count: number, data: MimeBundle, style: Styler): string => {
  const text = drawBundle(data)
  const prompt = style('outPrompt', 'Out[') + style('outNumber', String(count)) + style('outPrompt', ']: ')
  return prompt + (text.includes('\n') ? '\n' : '') + ended(text)
}

const FRAME = /^(\s*)(File )("[^"]*"|<[^>]*>|\S+)(.*)$/

/** A traceback, coloured if the kernel has not done so. */
export const drawError = ({ ename, traceback }: ErrorContent, style: Styler): string => {
  const text = traceback.join('\n')
  if (text.includes('\x1b[')) return ended(text)
  return ended(
    text
      .split('\n')
      .map((line) => {
        if (line.startsWith(ename)) return style('error', ename) + line.slice(ename.length)
        if (/^-+> /.test(line)) return style('outNumber', line)
        const frame = FRAME.exec(line)
        return frame ? frame[1] + frame[2] + style('code', frame[3]) + frame[4] : line
      })
      .join('\n'),
  )
}

/** What a guide says: `code` and **strong** set off, wrapped at the width. */
export const drawProse = (
  text: string,
  width: number,
  style: Styler,
  wrap: (text: string, width: number) => string,
): string =>
  ended(
    text
      .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => style('strong', strong))
      .replace(/`([^`\n]+)`/g, (_, code: string) => style('code', code))
      .split('\n')
      // A blank at which a line was broken does not begin the next one.
      .map((line) => wrap(line, Math.min(width - 1, 100)).replace(/\n((?:\x1b\[[0-9;]*m)*) +/g, '\n$1'))
      .join('\n'),
  )
