/** Built-in functions by name, for modules that hand work on to them. */
import type { Value } from '../object/object.js'
import { runtime } from '../object/runtime.js'

export const loadBuiltin = (name: string): Value => runtime.builtins.dict.getStr(name)!
