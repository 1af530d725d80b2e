/**
 * `%why` through the user's own numbers: cases.txt has programs and what is asked about them, answers.txt what each must answer, in its order.
 * New cases need no code here; `vitest -u` writes their answers, to be read before they are kept.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startKernel } from '../../kernel/client.js'

const HEAD = 'import torch, torch.nn as nn, torch.nn.functional as F'

async function answers(program: string): Promise<string> {
  const { run } = startKernel()
  await run('%trail off')
  await run(HEAD)
  const lines = program.split('\n')
  const asked = lines.filter((line) => line.startsWith('%why '))
  let text = (
    await run(
      lines
        .filter((line) => !asked.includes(line))
        .join('\n')
        .trimEnd(),
    )
  ).text
  for (const line of asked) text += `${line}\n${(await run(line)).text}`
  return text
}

test('every number goes back to where it was written', { timeout: 60_000 }, async () => {
  const cases = readFileSync(new URL('cases.txt', import.meta.url), 'utf8')
    .split(/^### /m)
    .slice(1)
  let text = ''
  for (const each of cases) {
    const at = each.indexOf('\n')
    text += `### ${each.slice(0, at)}\n${await answers(each.slice(at + 1))}\n`
  }
  await expect(text).toMatchFileSnapshot('answers.txt')
})
