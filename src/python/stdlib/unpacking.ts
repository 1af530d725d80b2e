/** `_unpack`: what an `__iter__` may ask of the assignment that called it, as others read it from the caller's bytecode. */
import { defineFunctions } from '../object/define.js'
import { unpacking } from '../object/frame.js'
import type { NativeModule } from '../object/module.js'
import type { Value } from '../object/object.js'

export const unpackModule = (): NativeModule => ({
  attributes: defineFunctions({
    /** How many names `a, b = x` has, None where x is iterated otherwise or a name is starred. */
    'wanted(value, /)': (value: Value) => (unpacking.value === value ? unpacking.wanted : null),
  }),
})
