/** Assertions of our own invariants: what they catch is a bug of ishape, never of the user's program. */

/** An invariant of ishape that does not hold. Shown as what it is, with a request to report it. */
export class InternalError extends Error {
  override name = 'InternalError'
}

/** Throws `InternalError` unless the condition holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InternalError(message)
}

/** Ends a switch that the compiler knows to be complete. */
export const unreachable = (value: never): never => {
  throw new InternalError(`unexpected ${JSON.stringify(value)}`)
}
