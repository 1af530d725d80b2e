/** `%why`: the chain behind one number. */
import { answerHtml } from '../../../src/explain/why-html.js'
import { answerText, answerView } from '../../../src/explain/why-text.js'
import { defineMagic, expressionRest, flag } from '../../../src/kernel/magic.js'
import { explanation } from '../../../src/protocol/messages.js'
import { DERIVATION_MIME } from '../../../src/protocol/mime.js'
import type { Explainer } from '../explainer.js'
import { why } from '../why.js'

export const whyMagic = (explainer: Explainer) =>
  defineMagic({
    name: 'why',
    kind: 'line',
    doc: 'Follows a size back to where it was written: a dim (x.shape[2]), fc1.in_features, or a number from the last error.',
    args: {
      json: flag('--json', 'as JSON'),
      expression: expressionRest('EXPR', "a tensor, a dim, a layer's attribute, a number"),
    },
    run: ({ json, expression }, { host }) => {
      const answer = why(expression, explainer)
      if (json) host.write('stdout', `${JSON.stringify(answerView(answer), null, 2)}\n`)
      else
        host.display(
          {
            'text/plain': answerText(answer),
            get 'text/html'() {
              return answerHtml(answer)
            },
            [DERIVATION_MIME]: answerView(answer) as never,
          },
          explanation('why'),
        )
    },
  })
