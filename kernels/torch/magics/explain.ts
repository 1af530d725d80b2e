/** `%explain`: where every dim comes from. */
import { defineMagic, rest } from '../../../src/kernel/magic.js'
import { explanation } from '../../../src/protocol/messages.js'
import { explain } from '../explain.js'
import type { Explainer } from '../explainer.js'

export const explainMagic = (explainer: Explainer) =>
  defineMagic({
    name: 'explain',
    kind: 'line',
    doc: 'Explains every dim of a tensor, or what a layer makes of inputs of given shapes, without computing numbers.',
    args: {
      expression: rest('EXPR', 'x, conv1(x), or a layer and shapes: conv1 (1, 1, 32, 32)', 'expression'),
    },
    run: ({ expression }, { host }) => host.display(explain(expression, explainer), explanation('shape')),
  })
