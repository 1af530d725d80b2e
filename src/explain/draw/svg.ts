/**
 * SVG drawings for notebooks. Each stands on a card of its own, whose colours follow the reader's scheme: text never depends on the
 * page behind it, since some notebooks show an SVG as an image that inherits nothing.
 */
import { columnsOf } from '../../base/text.js'
import { escaped } from '../html.js'

/** Classes by what they say, not by how they look. */
const STYLE = `
.is-card{fill:#fffefb;stroke:#d9d6cf}
.is-ink{fill:#20262e}.is-soft{fill:#69727d}.is-strong{fill:#20262e;font-weight:bold}.is-bad{fill:#b3362f}.is-dark{fill:#20262e}
.is-cell{fill:#e3ebf5;stroke:#9fb3cd}.is-stack{fill:#f1f5fa;stroke:#b7c6da}.is-hot{fill:#f2a65a;stroke:#b96f1d}
.is-pad{fill:none;stroke:#bdb8ad;stroke-dasharray:2 2}.is-unread{fill:#f4d0cd;stroke:#c65f5f}
.is-next{fill:none;stroke:#12806a;stroke-width:2;stroke-dasharray:5 3}.is-first{fill:none;stroke:#b96f1d;stroke-width:2}
.is-box{fill:#eef3f9;stroke:#7d95b5}.is-end{fill:#e7f2ec;stroke:#6da68c}.is-group{fill:#f6f3ec;stroke:#cfc6b3}
.is-line{fill:none;stroke:#8794a4;stroke-width:1.4}.is-faint{fill:none;stroke:#b96f1d;stroke-opacity:.45}
.is-clash{fill:#f7dad7;stroke:#b3362f}.is-grown{fill:#fdf0dc;stroke:#d39a4a;stroke-dasharray:3 2}.is-tip{fill:#8794a4}
@media (prefers-color-scheme:dark){
.is-card{fill:#1d2127;stroke:#3a414b}
.is-ink,.is-strong{fill:#e6e9ee}.is-soft{fill:#9aa5b1}.is-bad{fill:#ff938b}
.is-cell{fill:#2d3a4b;stroke:#586d88}.is-stack{fill:#252e3a;stroke:#46566b}.is-hot{fill:#c77a2c;stroke:#f0b06a}
.is-pad{stroke:#5d5a52}.is-unread{fill:#572d2d;stroke:#c65f5f}
.is-next{stroke:#4fc3a1}.is-first{stroke:#f0b06a}
.is-box{fill:#263242;stroke:#6c86a8}.is-end{fill:#22372e;stroke:#6da68c}.is-group{fill:#262520;stroke:#57503f}
.is-line{stroke:#8794a4}.is-faint{stroke:#f0b06a}
.is-clash{fill:#532a2a;stroke:#ff938b}.is-grown{fill:#3d3322;stroke:#d39a4a}
}`

export type Paint =
  | 'card'
  | 'ink'
  | 'soft'
  | 'strong'
  | 'bad'
  | 'cell'
  | 'stack'
  | 'hot'
  | 'pad'
  | 'unread'
  | 'next'
  | 'first'
  | 'box'
  | 'end'
  | 'group'
  | 'line'
  | 'faint'
  | 'clash'
  | 'grown'
  | 'tip'
  | 'dark'

/** The width of a column of text, and the height of a line, in the one size of letters there is. */
export const LETTER = 7.3
export const LINE = 18
const MARGIN = 16

/** Pixels that a text takes. */
export const widthOf = (text: string): number => columnsOf(text) * LETTER

const n = (value: number): string => String(Math.round(value * 10) / 10)

export class Svg {
  private readonly parts: string[] = []
  private right = 0
  private bottom = 0

  private reach(x: number, y: number): void {
    this.right = Math.max(this.right, x)
    this.bottom = Math.max(this.bottom, y)
  }

  rect(x: number, y: number, width: number, height: number, paint: Paint, corner = 0): this {
    this.reach(x + width, y + height)
    const rx = corner > 0 ? ` rx="${corner}"` : ''
    this.parts.push(
      `<rect class="is-${paint}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${rx}/>`,
    )
    return this
  }

  /** A rectangle of a colour of its own: data. */
  pixels(x: number, y: number, width: number, height: number, fill: string): this {
    this.reach(x + width, y + height)
    this.parts.push(
      `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}" shape-rendering="crispEdges"/>`,
    )
    return this
  }

  /** An image of data, its pixels kept apart. */
  image(x: number, y: number, width: number, height: number, url: string): this {
    this.reach(x + width, y + height)
    this.parts.push(
      `<image x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" preserveAspectRatio="none" style="image-rendering:pixelated" href="${url}"/>`,
    )
    return this
  }

  /** `y` is the base line. */
  text(
    x: number,
    y: number,
    text: string,
    paint: Paint = 'ink',
    anchor: 'start' | 'middle' | 'end' = 'start',
  ) {
    const width = widthOf(text)
    this.reach(anchor === 'start' ? x + width : anchor === 'middle' ? x + width / 2 : x, y + 4)
    const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
    this.parts.push(`<text class="is-${paint}" x="${n(x)}" y="${n(y)}"${at}>${escaped(text)}</text>`)
    return this
  }

  /** Lines of text under each other, the first base line at `y`. */
  lines(x: number, y: number, lines: readonly string[], paint: Paint = 'ink'): this {
    for (const [i, line] of lines.entries()) this.text(x, y + i * LINE, line, paint)
    return this
  }

  line(x1: number, y1: number, x2: number, y2: number, paint: Paint = 'line'): this {
    this.reach(Math.max(x1, x2), Math.max(y1, y2))
    this.parts.push(`<path class="is-${paint}" d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}"/>`)
    return this
  }

  /** Through all points, with rounded turns; an arrow's tip at the end if wanted. */
  route(points: readonly (readonly [x: number, y: number])[], tip = true): this {
    for (const [x, y] of points) this.reach(x, y)
    const [[x0, y0], ...rest] = points
    let d = `M${n(x0)} ${n(y0)}`
    let [px, py] = [x0, y0]
    for (const [x, y] of rest) {
      // Vertical at both ends, so that neighbouring pieces meet smoothly.
      const middle = (py + y) / 2
      d += x === px ? `L${n(x)} ${n(y)}` : `C${n(px)} ${n(middle)} ${n(x)} ${n(middle)} ${n(x)} ${n(y)}`
      ;[px, py] = [x, y]
    }
    this.parts.push(`<path class="is-line" d="${d}"/>`)
    if (tip) this.parts.push(`<path class="is-tip" d="M${n(px)} ${n(py)}l-3.5 -7h7z"/>`)
    return this
  }

  /** An arrow to the right. */
  arrow(x1: number, x2: number, y: number): this {
    this.line(x1, y, x2 - 6, y)
    this.parts.push(`<path class="is-tip" d="M${n(x2)} ${n(y)}l-7 -3.5v7z"/>`)
    return this
  }

  /** The drawing on its card. `title` is what is read aloud. */
  render(title: string): string {
    const width = Math.ceil(this.right + 2 * MARGIN)
    const height = Math.ceil(this.bottom + 2 * MARGIN)
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="ui-monospace,Menlo,'DejaVu Sans Mono',monospace" font-size="12" style="white-space:pre">`,
      `<title>${escaped(title)}</title>`,
      `<style>${STYLE}</style>`,
      `<rect class="is-card" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
      `<g transform="translate(${MARGIN} ${MARGIN})" xml:space="preserve">`,
      ...this.parts,
      '</g>',
      '</svg>',
    ].join('\n')
  }
}
