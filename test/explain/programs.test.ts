/**
 * Programs and what ishape explains of them: each `programs/NAME.py` (cells between `# %%` lines) beside the transcript it must
 * give, `NAME.txt`. New programs need no code here; `vitest -u` writes their transcripts, to be read before they are kept.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startKernel } from '../kernel/client.js'

const folder = fileURLToPath(new URL('./programs/', import.meta.url))
const programs = readdirSync(folder).filter((name) => name.endsWith('.py'))

/** What the terminal would show, cell by cell: prompts, output, pages of help. */
const transcript = async (source: string): Promise<string> => {
  const { run } = startKernel()
  await run('%trail short')
  let text = ''
  let count = 1
  for (const cell of source.split(/^# %%\n/m)) {
    const code = cell.trimEnd()
    if (code === '') continue
    const { text: shown, reply } = await run(code)
    const payload = reply.status === 'aborted' ? [] : reply.payload
    const pages = payload.map((each) => (each.source === 'page' ? `${each.data['text/plain']}\n` : ''))
    text += `In [${++count}]: ${code.split('\n').join('\n   ...: ')}\n${shown}${pages.join('')}\n`
  }
  return text
}

test.each(programs)('%s', async (name) => {
  const text = await transcript(readFileSync(folder + name, 'utf8'))
  await expect(text).toMatchFileSnapshot(folder + name.replace(/\.py$/, '.txt'))
})
