/** `%summary`: a model's layers and operators as a table. */
import { COLUMNS, type Column, summaryMarkdown, summaryView } from '../../../src/explain/summary.js'
import { summaryHtml } from '../../../src/explain/summary-html.js'
import { count, defineMagic, expressionRest, flag, option, UsageError } from '../../../src/kernel/magic.js'
import { explanation } from '../../../src/protocol/messages.js'
import { summary, summaryBundle, widthFor } from '../explain.js'
import type { Explainer } from '../explainer.js'

const columnList = (text: string): Column[] => {
  const names = text.split(',').map((name) => name.trim())
  const wrong = names.find((name) => !(COLUMNS as readonly string[]).includes(name))
  if (wrong !== undefined)
    throw new UsageError(`there is no column '${wrong}'; the columns are ${COLUMNS.join(', ')}`)
  return ['layer', ...names.filter((name) => name !== 'layer')] as Column[]
}

export const summaryMagic = (explainer: Explainer) =>
  defineMagic({
    name: 'summary',
    kind: 'line',
    doc: 'Runs a model on shapes alone and lists its layers and operators: sizes, parameters, multiply-adds, receptive field.',
    args: {
      depth: option('--depth', 'N', count(0), 'how deep nested modules are opened; 3 if not given'),
      columns: option('--columns', 'LIST', columnList, `some of ${COLUMNS.join(',')}`),
      funnel: flag('--funnel', 'also draw where the image went and where the weights are'),
      json: flag('--json', 'as JSON'),
      markdown: flag('--markdown', 'as a Markdown table'),
      html: flag('--html', 'as HTML'),
      model: expressionRest(
        'MODEL INPUT…',
        'a model and its inputs: net (1, 1, 32, 32), net x, net (1, 3), (1, 4)',
      ),
    },
    run: ({ depth = 3, columns, funnel, json, markdown, html, model }, { host }) => {
      const table = summary(model, depth, explainer)
      const print = (text: string): void => host.write('stdout', `${text}\n`)
      if (json) return print(JSON.stringify(summaryView(table), null, 2))
      if (markdown) return print(summaryMarkdown(table, columns))
      if (html) return print(summaryHtml(table, columns))
      host.display(summaryBundle(table, widthFor(host), columns, funnel), explanation('summary'))
    },
  })
