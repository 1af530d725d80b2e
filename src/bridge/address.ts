/** Addresses as `id` gives and `repr` prints them. */
import { builtinTypes, type PyObject } from '../python/object/object.js'

const BASE = 0x7f0000000000

/** Steady for the life of the object. */
export const addressNumber = (object: PyObject): number =>
  BASE + Number(builtinTypes.object.slots.hash!(object)) * 16

/** `0x7f…`; null stands for something that has no object here. */
export const addressText = (object: PyObject | null): string =>
  `0x${(object === null ? BASE : addressNumber(object)).toString(16)}`
