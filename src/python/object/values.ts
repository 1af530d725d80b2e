/**
 * The JS classes of the built-in values that are not JS primitives, without behaviour: methods and slots of a type stand
 * in `types/<name>.ts`.
 */
import type { PyType, Value } from './object.js'
import { PyInstance, PyObject } from './object.js'

/** A float; ints are JS numbers, so that `1.0` stays distinct from `1`. */
export class PyFloat extends PyObject {
  constructor(readonly value: number) {
    super()
  }
}

export class PyComplex extends PyObject {
  constructor(
    readonly re: number,
    readonly im: number,
  ) {
    super()
  }
}

/** An instance of a subclass of int or str; the payload is what the JS primitive would be. */
export class PyBoxed extends PyInstance {
  constructor(
    cls: PyType,
    readonly value: number | bigint | string,
  ) {
    super(cls)
  }
}

/** `items` is never written after the tuple is visible. */
export class PyTuple extends PyObject {
  constructor(readonly items: readonly Value[]) {
    super()
  }
}

export class PyList extends PyObject {
  constructor(public items: Value[]) {
    super()
  }
}

export class PySlice extends PyObject {
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
  ) {
    super()
  }
}

/** A range whose bounds are so small that all arithmetic on them is exact in doubles (`RANGE_LIMIT`). */
export class PyRange extends PyObject {
  readonly length: number
  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super()
    this.length = Math.max(0, Math.ceil((stop - start) / step))
  }
}
export const RANGE_LIMIT = 2 ** 51

/** Any other range: the same type in Python. */
export class PyLongRange extends PyObject {
  constructor(
    readonly start: number | bigint,
    readonly stop: number | bigint,
    readonly step: number | bigint,
    readonly length: number | bigint,
  ) {
    super()
  }
}

export class PyBytes extends PyObject {
  constructor(readonly data: Uint8Array) {
    super()
  }
}

export class PyByteArray extends PyObject {
  constructor(public data: Uint8Array) {
    super()
  }
}

/** A variable shared between a function and the functions inside it. */
export class PyCell extends PyObject {
  constructor(public value: Value | undefined) {
    super()
  }
}

/** A bare object with a name, for None's siblings. */
class Singleton extends PyObject {
  constructor(readonly name: string) {
    super()
  }
}
export class PyEllipsis extends Singleton {}
export class PyNotImplemented extends Singleton {}
export const Ellipsis = new PyEllipsis('Ellipsis')
/** What a binary slot returns when it does not know the other operand. */
export const NotImplemented = new PyNotImplemented('NotImplemented')

/**
 * An iterator made by native code from a JS step function, which returns undefined at the end. `typeName` is what
 * `type(it).__name__` says: 'list_iterator', 'zip'… (types/iterator.ts makes one type per name).
 */
export class PyIterator extends PyObject {
  constructor(
    cls: PyType,
    public step: () => Value | undefined,
    /** Number of items left if known, for `__length_hint__`. */
    private readonly remaining: (() => number | bigint) | null = null,
    private readonly resumption: Resumption | null = null,
  ) {
    super()
    this.cls = cls
  }
  /** `__length_hint__()` */
  hint(): number | bigint {
    return this.remaining?.() ?? 0
  }
  /** `__reduce__()`; undefined when it cannot be copied or pickled. */
  reduce(): Value | undefined {
    return this.resumption?.reduce(this)
  }
  /** `__setstate__(state)` */
  restore(state: Value): void {
    this.resumption?.restore?.(state)
  }
}

/** How copy and pickle put down an iterator and take it up again. */
export interface Resumption {
  /** What makes it again: a callable and its arguments, with the state that `restore` takes if there is one. */
  reduce(self: PyIterator): Value
  restore?(state: Value): void
}

export const EMPTY_TUPLE = new PyTuple([])
export function tuple(...items: Value[]): PyTuple {
  return new PyTuple(items)
}

/** The int of a Value that is an int, a bool or of a subclass of int; undefined otherwise. */
export function asInt(value: Value): number | bigint | undefined {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value
    case 'boolean':
      return value ? 1 : 0
    default:
      return value instanceof PyBoxed && typeof value.value !== 'string' ? value.value : undefined
  }
}

/** The text of a Value that is a str or of a subclass of str; undefined otherwise. */
export function asStr(value: Value): string | undefined {
  if (typeof value === 'string') return value
  return value instanceof PyBoxed && typeof value.value === 'string' ? value.value : undefined
}

/** The number of a float, int or bool (of any subclass), as a JS double; undefined otherwise. No OverflowError. */
export function asFloat(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.value
  const int = asInt(value)
  return int === undefined ? undefined : Number(int)
}

/** A bigint as an int value: a number when it fits 2^53 − 1. */
export function normalizeInt(value: bigint): number | bigint {
  return value <= 9007199254740991n && value >= -9007199254740991n ? Number(value) : value
}

/** An integral JS number of any size as an int value. */
export function intFromNumber(value: number): number | bigint {
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value)
}
