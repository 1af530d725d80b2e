/** Warnings that the object model itself gives, raised by the module `warnings`: whoever can import it provides how. */
let warn: (message: string) => void = () => {}
export function provideDeprecation(how: (message: string) => void): void {
  warn = how
}

/** Warns that the program relies on what Python means to give up (DeprecationWarning). */
export const deprecated = (message: string): void => warn(message)

/** The warning for a conversion whose method returned an instance of a subclass of what it should return. */
export const deprecatedResult = (who: string, wanted: string, got: string): void =>
  deprecated(
    `${who} returned non-${wanted} (type ${got}).  The ability to return an instance of a strict subclass of ${wanted} is deprecated, and may be removed in a future version of Python.`,
  )
