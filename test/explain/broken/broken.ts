/** Programs with one mistake each, and whether the right edit is among the first three that are offered. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { diagnose, type Fix } from '../../../kernels/torch/fixes/search.js'
import { ProgramSource } from '../../../kernels/torch/fixes/source.js'
import { silentHost } from '../../silent-host.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

export interface Broken {
  /** Line of cases.txt. */
  readonly line: number
  readonly about: string
  readonly text: string
  /** Programs that count as right. */
  readonly right: readonly string[]
}

/** Products of numbers and runs of blanks are one way of writing. */
const normal = (text: string): string =>
  text
    .replace(/\b\d+(?:\s*\*\s*\d+)+\b/g, (product) =>
      String(product.split('*').reduce((whole, part) => whole * Number(part), 1)),
    )
    .replace(/\s+/g, ' ')

export function brokenPrograms(): Broken[] {
  const broken: Broken[] = []
  for (const [index, about] of readFileSync(`${folder}cases.txt`, 'utf8').split('\n').entries()) {
    if (about === '' || about.startsWith('#')) continue
    const [name, right, wrong, ...also] = about.split('|').map((part) => part.trim().replaceAll('\\n', '\n'))
    const program = readFileSync(`${folder}programs/${name}.py`, 'utf8')
    if (!program.includes(right)) throw new Error(`cases.txt:${index + 1}: ${name}.py has no ${right}`)
    const text = program.replace(right, wrong)
    const others = also.map((each) => {
      const [from, to] = each.split('=>').map((part) => part.trim())
      return text.replace(from, to)
    })
    broken.push({ line: index + 1, about, text, right: [program, ...others].map(normal) })
  }
  return broken
}

/** The place of the right fix among those offered, from 1; 0 when it is not. */
export function rankOf({ text, right }: Broken, milliseconds = 20_000) {
  const cells = [{ name: 'program.py', text }]
  const source = new ProgramSource(cells)
  const diagnosis = diagnose(silentHost, cells, { milliseconds, most: 3 })
  const isRight = ({ edits }: Fix): boolean => right.includes(normal(source.edited(edits)[0].text))
  return { rank: diagnosis.fixes.findIndex(isRight) + 1, diagnosis }
}
