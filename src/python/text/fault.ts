/**
 * Errors of the pure text and number functions.
 *
 * Nothing in this folder knows Python objects, so a failure is thrown as the name of a built-in exception and its
 * message; the object layer turns it into the exception itself at the first boundary that it crosses.
 */
export class Fault {
  constructor(
    /** The name of a built-in exception type, `ValueError` say. */
    readonly kind: string,
    readonly message: string,
  ) {}
}

export function fault(kind: string, message: string): never {
  throw new Fault(kind, message)
}

export const valueError = (message: string): never => fault('ValueError', message)
export const typeError = (message: string): never => fault('TypeError', message)
export const overflowError = (message: string): never => fault('OverflowError', message)
export const zeroDivision = (message: string): never => fault('ZeroDivisionError', message)
