/**
 * `text += more`, and reading what grows. JS keeps a concatenation as a tree of its parts: the collector copies the tree about as long as the
 * text grows, and reading one character makes the whole text flat. So a place that appends makes its text flat after every quarter that was
 * added; and where the text is read meanwhile, it keeps what was added since apart, so that a reader takes characters from two parts.
 */

/** Shorter texts are made flat at no cost worth mentioning. */
const LONG = 1024

const SURROGATE = /[\ud800-\udfff]/

/** The text of one place that appends. */
export class Growing {
  text = ''
  /** What was added since the text was flat, while it is read between additions; null otherwise. */
  private added: string | null = null
  /** What was added has no surrogates. */
  private addedPlain = true
  /** Length of what was flat. */
  private settled = 0
  private base = ''
  /** The flat part has no surrogates; null: not known. */
  private plain: boolean | null = null
  private wasRead = false

  /** `left + right`. */
  append(left: string, right: string): string {
    const text = left + right
    const { length } = text
    if (length < LONG) {
      this.settled = 0
      return text
    }
    if (this.added !== null) {
      if (left === this.text) {
        this.added += right
        this.addedPlain &&= !SURROGATE.test(right)
      } else this.stop()
    }
    this.text = text
    if (length > (this.added === null ? this.settled * 1.25 : this.settled + LONG)) this.settle()
    latest = this
    return text
  }

  /** Makes the text flat; what is added from here on is kept apart if somebody reads. */
  private settle(): void {
    this.text.charCodeAt(0)
    this.settled = this.text.length
    if (!this.wasRead) this.stop()
    else {
      this.added = ''
      this.addedPlain = true
      this.base = this.text
      this.plain = null
      this.wasRead = false
    }
  }

  private stop(): void {
    this.added = null
    this.base = ''
  }

  /** To be called by whoever reads; false when the text is in one part. */
  reading(): boolean {
    this.wasRead = true
    if (this.added === null) this.settle()
    return this.added !== ''
  }

  /** Are all units of the text code points? */
  get isFlat(): boolean {
    this.plain ??= !SURROGATE.test(this.base)
    return this.plain && this.addedPlain
  }

  /** The units from `start` to `stop`, both within the text. */
  units(start: number, stop: number): string {
    const { length } = this.base
    if (stop <= length) return this.base.slice(start, stop)
    return start >= length ? this.added!.slice(start - length, stop - length) : this.text.slice(start, stop)
  }
}

let latest = new Growing()

/** The text that grew last, when it is this one and in two parts. */
export function growing(text: string): Growing | null {
  return text.length >= LONG && latest.text === text && latest.reading() ? latest : null
}

/** The UTF-16 units from `start` to `stop`, both within the text. */
export function unitsOf(text: string, start: number, stop: number): string {
  const grown = growing(text)
  return grown === null ? text.slice(start, stop) : grown.units(start, stop)
}
