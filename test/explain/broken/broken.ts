/** Programs with one mistake each, and whether the right edit is among the first three that are offered. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { diagnose, type Fix } from '../../../kernels/torch/fixes/search.js'
import { type CellSource, ProgramSource } from '../../../kernels/torch/fixes/source.js'
import { silentHost } from '../../silent-host.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The cases that the search was made with; and two sets written before it was tried on any of them. */
export const SETS = ['cases', 'heldout', 'fresh'] as const

export interface Broken {
  /** Its file and line: `cases.txt:12`. */
  readonly place: string
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

/** A text with one part replaced, as it stands. */
function changed(text: string, from: string, to: string, place: string): string {
  if (!text.includes(from)) throw new Error(`${place}: the program has no ${from}`)
  return text.replace(from, () => to)
}

export function brokenPrograms(set: string): Broken[] {
  const broken: Broken[] = []
  for (const [index, about] of readFileSync(`${folder}${set}.txt`, 'utf8').split('\n').entries()) {
    if (about === '' || about.startsWith('#')) continue
    const [name, right, wrong, ...also] = about.split('|').map((part) => part.trim().replaceAll('\\n', '\n'))
    const program = readFileSync(`${folder}programs/${name}.py`, 'utf8')
    const place = `${set}.txt:${index + 1}`
    const text = changed(program, right, wrong, place)
    const others = also.map((each) => {
      const [from, to] = each.split('=>').map((part) => part.trim())
      return changed(text, from, to, place)
    })
    broken.push({ place, about, text, right: [program, ...others].map(normal) })
  }
  return broken
}

/** The cells of a program: they begin at `# %%`. */
const cellsOf = (text: string): CellSource[] =>
  text.split(/^(?=# %%)/m).map((cell, index) => ({ name: `cell ${index + 1}`, text: cell }))

/** The place of the right fix among those offered, from 1; 0 when it is not. */
export function rankOf({ text, right }: Broken, milliseconds = 20_000) {
  const cells = cellsOf(text)
  const source = new ProgramSource(cells)
  const diagnosis = diagnose(silentHost, cells, { milliseconds, most: 3 })
  const isRight = ({ edits }: Fix): boolean =>
    right.includes(
      normal(
        source
          .edited(edits)
          .map((cell) => cell.text)
          .join(''),
      ),
    )
  return { rank: diagnosis.fixes.findIndex(isRight) + 1, diagnosis }
}
