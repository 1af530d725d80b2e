/** %tb: the last error once more. */
import { defineMagic } from '../magic.js'

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
]
