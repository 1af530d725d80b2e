/** The magics of the torch kernel: each stands in its own file, and here in the table. */
import type { Magic } from '../../../src/kernel/magic.js'

export const torchMagics: Magic[] = []
