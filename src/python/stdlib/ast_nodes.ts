/** _ast: what the module `ast`, which is written in the dialect, tells the compiler. */
import { takeClasses } from '../builtins/trees.js'
import { defineFunctions } from '../object/define.js'
import type { NativeModule } from '../object/module.js'

export const astNodes = (): NativeModule => ({
  attributes: defineFunctions({ 'use(base, classes, /)': takeClasses }),
})
