/** The magics of the torch kernel: each stands in its own file, and here in the table. */
import type { Magic } from '../../../src/kernel/magic.js'
import type { Autoreload } from '../autoreload.js'
import type { Explainer } from '../explainer.js'
import type { SessionFixes } from '../fixes/session.js'
import { autoreloadMagics } from './autoreload.js'
import { drawMagic } from './draw.js'
import { explainMagic } from './explain.js'
import { fixMagic } from './fix.js'
import { summaryMagic } from './summary.js'
import { trailMagic } from './trail.js'
import { trustMagic } from './trust.js'
import { whyMagic } from './why.js'

export const torchMagics = (explainer: Explainer, fixes: SessionFixes, autoreload: Autoreload): Magic[] => [
  ...autoreloadMagics(autoreload),
  trailMagic(explainer),
  explainMagic(explainer),
  whyMagic(explainer),
  summaryMagic(explainer),
  drawMagic(explainer),
  fixMagic(explainer, fixes),
  trustMagic(),
]
