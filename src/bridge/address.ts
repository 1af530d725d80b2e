/** Addresses as `id` gives and `repr` prints them. */
import type { PyObject } from '../python/object/object.js'
import { addressOf } from '../python/types/object.js'

/** `0x7f…`; null stands for something that has no object here. */
export const addressText = (object: PyObject | null): string =>
  `0x${(object === null ? 0x7f2a4c000f00 : addressOf(object)).toString(16)}`
