/** What the tables of messages are made of. */

export interface MessageStory {
  /** The message, as it was found. */
  readonly message: string
  /** What it says, in other words. */
  readonly meaning: string
  /** What usually mends it, the likeliest first. */
  readonly remedies: readonly string[]
}

/** A message by its text, and what its groups tell. */
export interface Entry {
  readonly pattern: RegExp
  readonly tell: (found: readonly string[]) => Telling
}

export type Telling = Omit<MessageStory, 'message'>

export const numbersIn = (text: string): number[] =>
  [...text.matchAll(/-?\d+/g)].map(([each]) => Number(each))
