/**
 * `npm run conformance`: all cases of the oracle, a table per file, and the first difference of each failure.
 *
 *     --group modules   one file          --id nn/Conv2d/0003   one case (or all whose id begins so)
 *     --verbose         every failure with its code            --write   renews the lists of failing ids
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Case, check } from './cases.js'

const GROUPS = ['modules', 'ops', 'errors', 'printing', 'random', 'autograd']
const { values } = parseArgs({
  options: {
    group: { type: 'string' },
    id: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    folder: { type: 'string', default: 'test/oracle' },
  },
})

const shorten = (text: string): string =>
  (text.length > 160 ? `${text.slice(0, 160)}…` : text).replaceAll('\n', '⏎')

for (const group of GROUPS) {
  if (values.group !== undefined && values.group !== group) continue
  const cases = readFileSync(`${values.folder}/${group}.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
    .filter(({ id }) => values.id === undefined || id.startsWith(values.id))
  const failing: string[] = []
  for (const each of cases) {
    const difference = check(each)
    if (difference === null) continue
    failing.push(each.id)
    if (values.verbose || values.id !== undefined) {
      const want = each.expect.text ?? each.expect.message ?? ''
      console.log(`${each.id}\n  ${each.code.replaceAll('\n', '\n  ')}\n  got  ${difference}\n  want ${want}`)
    } else if (!values.write) console.log(`${each.id}: ${shorten(difference)}`)
  }
  if (values.write)
    writeFileSync(
      `${values.folder}/failing/${group}.txt`,
      failing
        .sort()
        .map((id) => `${id}\n`)
        .join(''),
    )
  const passed = cases.length - failing.length
  console.log(
    `${group.padEnd(10)} ${passed} of ${cases.length} (${((100 * passed) / Math.max(1, cases.length)).toFixed(1)} %)`,
  )
}
