/** `%draw`: pictures of layers, models, tensors and expressions. */
import { FileError } from '../../../src/base/world.js'
import { count, defineMagic, expressionRest, option, UsageError } from '../../../src/kernel/magic.js'
import { explanation } from '../../../src/protocol/messages.js'
import { draw, KINDS, type Kind, pictureBundle } from '../draw.js'
import type { Explainer } from '../explainer.js'

const kind = (text: string): Kind => {
  if (!(KINDS as readonly string[]).includes(text))
    throw new UsageError(`expected ${KINDS.join(' or ')}, got '${text}'`)
  return text as Kind
}

export const drawMagic = (explainer: Explainer) =>
  defineMagic({
    name: 'draw',
    kind: 'line',
    doc: 'Draws a layer, a model as a graph, images of a tensor, how shapes broadcast or multiply, or how a view lies in memory.',
    args: {
      as: option('--as', 'KIND', kind, `how a tensor is drawn: ${KINDS.join(' or ')}`, KINDS),
      depth: option(
        '--depth',
        'N',
        count(0),
        'how deep nested modules are opened; as far as fits if not given',
      ),
      limit: option('--limit', 'N', count(1), 'images drawn of a tensor; 16 if not given'),
      save: option('--save', 'FILE', String, 'write the picture as SVG, and show nothing', 'path'),
      expression: expressionRest(
        'EXPR',
        'conv1 (1, 1, 32, 32), net (1, 3, 224, 224), x, a + b, a @ b, x.t()',
      ),
    },
    run: ({ as, depth, limit, save, expression }, { host }) => {
      const columns = host.columns()
      const picture = draw(
        expression,
        {
          columns,
          ...(as !== undefined && { as }),
          ...(depth !== undefined && { depth }),
          ...(limit !== undefined && { limit }),
        },
        explainer,
      )
      if (save === undefined) return host.display(pictureBundle(picture), explanation('drawing'))
      try {
        host.files.write(save, new TextEncoder().encode(`${picture.svg}\n`), false)
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        throw new UsageError(`%draw --save ${save}: ${error.message}`)
      }
      host.write('stdout', `${save}: written.\n`)
    },
  })
