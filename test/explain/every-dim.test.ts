/**
 * `%why` for every dim of every tensor that a program's calls gave: each chain ends where somebody wrote the number, never in "unknown", and each
 * of its equations is true. `every-dim/NAME.txt` lists the ends, without
 * the indices of blocks. New programs need no code here; `vitest -u` writes their lists.
 */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { followNumbers } from '../../kernels/torch/numbers/follow.js'
import { recordCells } from '../../kernels/torch/recorded.js'
import { dryHost, readCells } from '../../src/commands/cells.js'
import { placeText } from '../../src/explain/chain-text.js'
import { Chains, type Link, nameOf } from '../../src/explain/why.js'

followNumbers()

const folder = fileURLToPath(new URL('./every-dim/', import.meta.url))
const programs = readdirSync(folder).filter((name) => name.endsWith('.py'))
const nothing = { interactive: false, plain: false, trail: false, seed: undefined, path: [], warnings: [] }

/** The value of `⌊(10 − 2)/2⌋ + 1`; what is not arithmetic is NaN. */
function computed(text: string): number {
  const script = text
    .replace(/[⌊⌈]/g, (each) => (each === '⌊' ? 'Math.floor(' : 'Math.ceil('))
    .replace(/[⌋⌉]/g, ')')
    .replace(/\b(min|max)\(/g, 'Math.$1(')
    .replaceAll('·', '*')
    .replaceAll('−', '-')
  if (!/^(?:Math\.(?:floor|ceil|min|max)\(|[-\d\s.()+*/,])*$/.test(script)) return Number.NaN
  return Number(new Function(`return ${script}`)())
}

function every(name: string) {
  const file = folder + name
  const host = dryHost(file, { ...nothing, allowRead: [], allowWrite: [] })
  const { recording, error } = recordCells(host, readCells(file).cells)
  const chains = new Chains()
  const links = new Set<Link>()
  const see = (link: Link): void => {
    if (links.has(link)) return
    links.add(link)
    for (const { link: source } of link.from) see(source)
  }
  let dims = 0
  for (const { outputs } of recording.events)
    for (const of of outputs)
      of.shape.forEach((_, axis) => {
        dims++
        see(chains.of({ of, axis }))
      })
  return { error, dropped: recording.dropped, dims, links: [...links] }
}

const told = (link: Link): string =>
  `${link.size}  ${[link.computed ? link.text : nameOf(link), link.by, placeText(link.site)].filter((each) => each !== '').join('  ')}`

test.each(programs)('%s', async (name) => {
  const { error, dropped, dims, links } = every(name)
  expect({ error, dropped }).toEqual({ error: null, dropped: 0 })
  const ends = links.filter(({ from }) => from.length === 0)
  const lost = ends.filter(
    (link) =>
      link.size < 0 || placeText(link.site) === '' || /unknown|outside of the code|cut here/.test(told(link)),
  )
  expect(lost.map(told)).toEqual([])
  const wrong = links.filter((link) => link.computed && computed(link.text) !== link.size)
  expect(wrong.map(told)).toEqual([])
  const list = [...new Set(ends.map((link) => told(link).replace(/\[\d+\]/g, '[i]')))].sort((a, b) =>
    a < b ? -1 : 1,
  )
  await expect(`${dims} dims\n${list.join('\n')}\n`).toMatchFileSnapshot(folder + name.replace(/py$/, 'txt'))
})
