/** `%trail`: how much of the trail is shown. */
import type { TrailMode } from '../../../src/explain/trail.js'
import { defineMagic, optional, UsageError } from '../../../src/kernel/magic.js'
import { TRAIL_METADATA } from '../../../src/protocol/messages.js'
import type { Explainer } from '../explainer.js'

const MODES = ['off', 'short', 'full', 'on'] as const
/** Words that show the last cell's trail once and leave the mode as it is. */
const ONCE: Readonly<Record<string, TrailMode>> = { unfold: 'full', fold: 'short' }

export const trailMagic = ({ trail }: Explainer) =>
  defineMagic({
    name: 'trail',
    kind: 'line',
    doc: 'Sets how much of the shapes is told under each cell: off, short (at most 12 rows) or full. Without a word: off or back on. unfold and fold show the last cell’s once more, in full or short.',
    args: { mode: optional('off|short|full|unfold|fold', 'how much', [...MODES, ...Object.keys(ONCE)]) },
    run: ({ mode }, { host }) => {
      const last = trail?.last ?? null
      if (mode === undefined) host.trail = !host.trail
      else if (Object.hasOwn(ONCE, mode)) {
        const bundle = last === null ? null : trail!.bundle(last, ONCE[mode])
        if (bundle === null) throw new UsageError(`%trail ${mode}: no cell has changed a shape yet`)
        host.display(bundle, TRAIL_METADATA)
      } else if (!(MODES as readonly string[]).includes(mode))
        throw new UsageError(`%trail: expected off, short, full, unfold or fold, got '${mode}'`)
      else {
        host.trail = mode !== 'off'
        if (trail === null || mode === 'off') return
        trail.mode = mode === 'full' ? 'full' : 'short'
        // Asked for in full, the last cell's rows unfold at once.
        const unfolded = mode === 'full' && last !== null ? trail.bundle(last) : null
        if (unfolded !== null) host.display(unfolded, TRAIL_METADATA)
      }
    },
  })
