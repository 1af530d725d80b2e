/**
 * `%fix`: the proved fixes of the last cell that failed; `%fix N` puts the mended cells into the prompt; `%fix off` ends that fixes are
 * looked for by themselves.
 */
import { defineMagic, optional, UsageError } from '../../../src/kernel/magic.js'
import { explanation } from '../../../src/protocol/messages.js'
import type { Explainer } from '../explainer.js'
import { prove } from '../fixes/proof.js'
import { answerBundle } from '../fixes/report.js'
import type { SessionFixes } from '../fixes/session.js'

/** As the prompt waits, less time than in the background. */
const LIMITS = { replay: 1000, search: 3000, longSearch: 3000, most: 5 }

const MODES = ['on', 'off'] as const

export const fixMagic = (explainer: Explainer, fixes: SessionFixes) =>
  defineMagic({
    name: 'fix',
    kind: 'line',
    doc: 'Proved fixes of the last cell that failed: each was run again, on shapes alone. %fix N puts the mended cells into the prompt; %fix off and on: whether fixes are looked for as soon as a cell fails.',
    args: { what: optional('N|on|off', 'the fix to take; whether to look for fixes at once', MODES) },
    run: ({ what }, { host, payload, sessions }) => {
      if (what === 'on' || what === 'off') {
        host.fixes = what === 'on'
        if (sessions) payload({ source: 'ishape_setting', name: 'fixes', value: what })
        return
      }
      if (what !== undefined && !/^\d+$/.test(what))
        throw new UsageError(`%fix: expected a number, on or off, got '${what}'`)
      const job = fixes.job(host)
      if (job === null) throw new UsageError('no cell has failed.')
      let { proof } = fixes
      if (proof === null) {
        proof = explainer.quietly(() => prove(job, host, LIMITS))
        fixes.keep(proof, fixes.last)
      }
      const { diagnosis } = proof
      if (what === undefined) return host.display(answerBundle(proof), explanation('proof'))
      const { length } = diagnosis.fixes
      const index = Number(what) - 1
      if (diagnosis.fixes[index] === undefined)
        throw new UsageError(
          `fix ${what}: there ${length === 1 ? 'is 1 fix' : `are ${length} fixes`}; %fix lists them.`,
        )
      payload({ source: 'set_next_input', text: proof.inputs[index], replace: false })
    },
  })
