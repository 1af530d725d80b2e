/** Small helpers for error texts. */
import { type PyError, raise } from './errors.js'
import { typeOf, type Value } from './object.js'

export function newTypeError(message: string): PyError {
  return raise('TypeError', message)
}

/** `type(value).__name__`. */
export function typeNameOf(value: Value): string {
  return typeOf(value).name
}
