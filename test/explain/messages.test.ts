/**
 * Error texts of real PyTorch (`messages/texts.json`, written by test/record/messages.py from `messages/expressions.txt`): our own errors say the
 * same, `%explain` knows each, and `%why` answers for every number in it. `messages/explained.txt` is what is said of all; `vitest -u` writes it.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { messageStory, messageText } from '../../src/explain/messages.js'
import { startKernel } from '../kernel/client.js'

const folder = fileURLToPath(new URL('./messages/', import.meta.url))
const texts: [statement: string, text: string][] = JSON.parse(readFileSync(`${folder}texts.json`, 'utf8'))

test('every text is explained', async () => {
  const unknown = texts.filter(([, text]) => messageStory(text) === null)
  expect(unknown).toEqual([])
  const told = texts.map(([statement, text]) => `# ${statement}\n${messageText(messageStory(text)!)}\n`)
  await expect(told.join('\n')).toMatchFileSnapshot(`${folder}explained.txt`)
})

/** Numbers that name an argument, an operand or a kind rather than count something. */
const NAMES = /argument #\d|conv\dd\b|\bmat\d|\bbatch\d|input\d|hidden\d|pos(?:ition)? \d|\d-?D\b/gi

test('%why answers for every number in them', async () => {
  const { run } = startKernel()
  await run('%trail short')
  await run('import torch, torch.nn as nn, torch.nn.functional as F')
  const silent: string[] = []
  for (const [statement, text] of texts) {
    const { text: shown } = await run(statement)
    const [line] = text.split('\n')
    expect(shown).toContain(line)
    for (const number of new Set(line.replace(NAMES, '').match(/\d+/g) ?? [])) {
      const { text: answer } = await run(`%why ${number}`)
      if (answer.startsWith('UsageError')) silent.push(`${statement}: ${number}`)
    }
  }
  expect(silent).toEqual([])
})
