/** Iterators over the positions of a sequence: copies and pickles of them go on from the same place. */
import type { PyType, Value } from './object.js'
import { iteratorType, toCount } from './protocol.js'
import { loadBuiltin } from './runtime.js'
import { PyIterator, tuple } from './values.js'

/** What tells the kinds apart. An iterator stands `at` the position of its next item. */
export interface SequenceKind<T extends Value> {
  name: string
  step(self: PySequenceIterator<T>): () => Value | undefined
  length(sequence: T): number
  /** Walks from the last position to the first; `at` is −1 at the end. */
  backwards?: boolean
  /** What an iterator at its end is made from again; absent where it stays at its last position. */
  ended?(): Value
}

export class PySequenceIterator<T extends Value> extends PyIterator {
  /** At the end a negative number, or the length where the kind has no `ended`. */
  at = 0
  constructor(
    cls: PyType,
    readonly kind: SequenceKind<T>,
    readonly sequence: T,
  ) {
    super(cls, undefined as unknown as PyIterator['step'])
    if (kind.backwards) this.at = kind.length(sequence) - 1
    this.step = kind.step(this)
  }
  override hint(): number {
    if (this.at < 0) return 0
    const length = this.kind.length(this.sequence)
    if (!this.kind.backwards) return Math.max(0, length - this.at)
    return this.at >= length ? 0 : this.at + 1
  }
  override reduce(): Value {
    const { kind, at } = this
    const ended = at < 0 && kind.ended !== undefined
    const make = loadBuiltin(kind.backwards && (!ended || kind.name === 'reversed') ? 'reversed' : 'iter')
    return ended ? tuple(make, tuple(kind.ended!())) : tuple(make, tuple(this.sequence), at)
  }
  override restore(state: Value): void {
    const { kind, sequence } = this
    if (this.at < 0 && kind.ended !== undefined) return
    const least = kind.backwards ? -1 : 0
    const most = kind.length(sequence) - (kind.backwards ? 1 : 0)
    this.at = Math.min(Math.max(toCount(state), least), most)
  }
}

/** An iterator over a sequence of this kind. */
export function sequenceIterator<T extends Value>(kind: SequenceKind<T>, sequence: T): PySequenceIterator<T> {
  return new PySequenceIterator(iteratorType(kind.name), kind, sequence)
}
