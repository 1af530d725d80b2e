/** `%explain`: where every dim comes from, and what an error message means. */
import { defineMagic, rest } from '../../../src/kernel/magic.js'
import { explanation } from '../../../src/protocol/messages.js'
import { explain } from '../explain.js'
import type { Explainer } from '../explainer.js'

export const explainMagic = (explainer: Explainer) =>
  defineMagic({
    name: 'explain',
    kind: 'both',
    doc: 'Explains every dim of a tensor, or what a layer makes of inputs of given shapes, without computing numbers; or an error message, also a whole traceback below %%explain; alone, the last error.',
    args: {
      expression: rest(
        'EXPR',
        'x, conv1(x), a layer and shapes: conv1 (1, 1, 32, 32), or an error message: "mat1 and mat2 …"',
        'expression',
      ),
    },
    run: ({ expression }, { host, body }) =>
      host.display(
        explain(body === undefined ? expression : `${expression}\n${body}`, explainer),
        explanation('shape'),
      ),
  })
