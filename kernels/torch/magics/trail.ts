/** `%trail`: how much of the trail is shown. */
import { defineMagic, optional, UsageError } from '../../../src/kernel/magic.js'
import { TRAIL_METADATA } from '../../../src/protocol/messages.js'
import type { Explainer } from '../explainer.js'

const MODES = ['off', 'short', 'full', 'on'] as const

export const trailMagic = ({ trail }: Explainer) =>
  defineMagic({
    name: 'trail',
    kind: 'line',
    doc: 'Sets how much of the shapes is told under each cell: off, short (at most 12 rows) or full. Without a word: off or back on.',
    args: { mode: optional('off|short|full', 'how much', MODES) },
    run: ({ mode }, { host }) => {
      if (mode === undefined) host.trail = !host.trail
      else if (!(MODES as readonly string[]).includes(mode))
        throw new UsageError(`%trail: expected off, short or full, got '${mode}'`)
      else {
        host.trail = mode !== 'off'
        if (trail === null || mode === 'off') return
        trail.mode = mode === 'full' ? 'full' : 'short'
        // Asked for in full, the last cell's rows unfold at once.
        const unfolded = mode === 'full' && trail.last !== null ? trail.bundle(trail.last) : null
        if (unfolded !== null) host.display(unfolded, TRAIL_METADATA)
      }
    },
  })
