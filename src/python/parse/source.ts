/**
 * A source text as error messages quote it.
 */

export class Source {
  private split: readonly string[] | null = null

  /**
   * `shift` is what the columns on the first line are moved by and `firstLine` its number: the expressions of f-strings
   * start inside a line of their file, but are quoted alone. `prefix` opens every message.
   */
  constructor(
    private readonly text: string,
    readonly filename: string,
    readonly shift = 0,
    private readonly firstLine = 1,
    readonly prefix = '',
  ) {}

  /** A line with its line feed, null past the end. Lines are split when the first one is asked for. */
  line(number: number): string | null {
    this.split ??= this.text.split(/(?<=\n)/)
    return this.split[number - this.firstLine] ?? null
  }
}
