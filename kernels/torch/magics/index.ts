/** The magics of the torch kernel: each stands in its own file, and here in the table. */
import type { Magic } from '../../../src/kernel/magic.js'
import type { Explainer } from '../explainer.js'
import { trailMagic } from './trail.js'
import { whyMagic } from './why.js'

export const torchMagics = (explainer: Explainer): Magic[] => [trailMagic(explainer), whyMagic(explainer)]
