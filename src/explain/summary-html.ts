/** A summary as an HTML table, with the funnel under it. */
import { funnelSvg } from './funnel.js'
import { escaped, MONO } from './html.js'
import { type Column, type Summary, summaryTable, totals } from './summary.js'

export function summaryHtml(summary: Summary, columns?: readonly Column[]): string {
  const { heads, numeric, rows } = summaryTable(summary, columns)
  const align = (i: number): string =>
    numeric[i]
      ? ' style="text-align:right;padding:0 .6em"'
      : ' style="text-align:left;white-space:pre;padding:0 .6em"'
  const cells = (tag: 'th' | 'td', row: readonly string[]): string =>
    `<tr>${row.map((cell, i) => `<${tag}${align(i)}>${escaped(cell)}</${tag}>`).join('')}</tr>`
  const body = rows.map((row) => cells('td', row)).join('')
  const below = totals(summary)
    .map((line) => `<div>${escaped(line)}</div>`)
    .join('')
  return `<div style="${MONO}"><table><thead>${cells('th', heads)}</thead><tbody>${body}</tbody></table>${below}${funnelSvg(summary)}</div>`
}
