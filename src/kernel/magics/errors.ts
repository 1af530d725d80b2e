/** %tb, %xmode: the last error once more, and how errors look. */
import { defineMagic, optional, UsageError } from '../magic.js'

export const errorMagics = [
  defineMagic({
    name: 'tb',
    kind: 'line',
    doc: 'Shows the last traceback again.',
    args: {},
    run: (_args, { lastError, host, publish }) => {
      if (lastError === undefined) host.write('stdout', 'No traceback available to show.\n')
      else publish({ type: 'error', content: lastError })
    },
  }),
  defineMagic({
    name: 'xmode',
    kind: 'line',
    doc: "How tracebacks look: Plain as Python's own, Context with the lines around, Verbose with variables too, Minimal.",
    args: { mode: optional('MODE', 'the next one if not given', ['Plain', 'Context', 'Verbose', 'Minimal']) },
    run: ({ mode }, { language, host }) => {
      const { tracebackModes: modes, tracebacks } = language
      if (modes === undefined || tracebacks === undefined)
        throw new UsageError('%xmode: not in this language.')
      const next =
        mode === undefined
          ? modes[(modes.indexOf(tracebacks) + 1) % modes.length]
          : modes.find((each) => each.toLowerCase() === mode.toLowerCase())
      if (next === undefined) throw new UsageError(`expected one of ${modes.join(', ')}, got ${mode}`)
      language.tracebacks = next
      host.write('stdout', `Exception reporting mode: ${next}\n`)
    },
  }),
]
