/** Addresses as `repr` prints them. */
import { builtinTypes, type PyObject } from '../python/object/object.js'

/** `0x7f…`, steady for the life of the object; null stands for something that has no object here. */
export function addressText(object: PyObject | null): string {
  const id = object === null ? 0 : Number(builtinTypes.object.slots.hash!(object))
  return `0x${(0x7f0000000000 + id * 16).toString(16)}`
}
