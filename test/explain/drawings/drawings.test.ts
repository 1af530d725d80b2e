/**
 * `%draw`: every cell of `cases.py` with a name draws what stands in `pictures/NAME.txt` and `NAME.svg`; the first cell is what they
 * are about. New cases need no code here; `vitest -u` writes their pictures, to be looked at before they are kept.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { columnsOf } from '../../../src/base/text.js'
import type { MimeBundle } from '../../../src/protocol/mime.js'
import { startKernel } from '../../kernel/client.js'

const folder = fileURLToPath(new URL('./', import.meta.url))
const [setUp, ...pieces] = readFileSync(`${folder}cases.py`, 'utf8').split(/^# %% /m)
const cases = pieces.map((piece) => /^(\S+)\n(.*)$/s.exec(piece)!.slice(1))

const { run } = startKernel()
beforeAll(async () => {
  expect((await run(setUp)).reply.status).toBe('ok')
})

/** What a cell draws. */
const drawn = async (cell: string): Promise<MimeBundle> => {
  const { published, text } = await run(cell)
  const bundles = published.flatMap((each) => (each.type === 'display_data' ? [each.content.data] : []))
  if (bundles.length !== 1) throw new Error(text)
  return bundles[0]
}

/** Boxes of a graph, by their corners. */
const boxesIn = (svg: string) =>
  [...svg.matchAll(/class="is-(?:box|end)" x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/g)].map(
    (each) => {
      const [x, y, width, height] = each.slice(1).map(Number)
      return { left: x, top: y, right: x + width, bottom: y + height }
    },
  )

test.each(cases)('%s', async (name, cell) => {
  const { 'text/plain': text = '', 'image/svg+xml': svg = '' } = await drawn(cell.trim())
  await expect(`${text}\n`).toMatchFileSnapshot(`${folder}pictures/${name}.txt`)
  await expect(`${svg}\n`).toMatchFileSnapshot(`${folder}pictures/${name}.svg`)
  expect(text.split('\n').filter((line) => columnsOf(line) > 80)).toEqual([])
  const boxes = boxesIn(svg)
  const overlapping = boxes.filter((a, i) =>
    boxes.some(
      (b, j) => i < j && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
    ),
  )
  expect(overlapping).toEqual([])
})

test('a graph of more than 400 steps is cut, and says so', async () => {
  const { 'text/plain': text = '' } = await drawn('%draw Long()(3,)')
  const lines = text.split('\n')
  expect(lines.length).toBe(404)
  expect(lines.slice(-3)).toEqual([
    '●  expand    (400, 3)',
    '',
    '… and 22 more steps; a smaller --depth draws fewer',
  ])
})
