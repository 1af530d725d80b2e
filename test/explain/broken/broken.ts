/** Programs with one mistake each, and whether the right edit is among the first three that are offered. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CellSource } from '../../../kernels/torch/fixes/cell-text.js'
import { ShapeRunner } from '../../../kernels/torch/fixes/run.js'
import { diagnose, type Fix } from '../../../kernels/torch/fixes/search.js'
import { ProgramSource } from '../../../kernels/torch/fixes/source.js'
import { contiguous } from '../../../src/ops/copy.js'
import type { Host } from '../../../src/python/host.js'
import { noGrad } from '../../../src/tensor/state.js'
import type { Tensor } from '../../../src/tensor/tensor.js'
import { silentHost } from '../../silent-host.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The cases that the search was made with; and five sets written before it was tried on any of them. */
export const SETS = ['cases', 'heldout', 'fresh', 'unseen', 'judged', 'judged2'] as const

export interface Broken {
  /** Its file and line: `cases.txt:12`. */
  readonly place: string
  readonly about: string
  readonly text: string
  /** Programs that count as right. */
  readonly right: readonly string[]
}

/** Products of numbers and runs of blanks are one way of writing. */
export const normal = (text: string): string =>
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
    broken.push({ place, about, text, right: [program, ...others] })
  }
  return broken
}

/** The cells of a program: they begin at `# %%`. */
export const cellsOf = (text: string): CellSource[] =>
  text.split(/^(?=# %%)/m).map((cell, index) => ({ name: `cell ${index + 1}`, text: cell }))

/** What a program computes: the steps that are more than other names or types for elements, with sizes and sums. */
function computed(text: string): string | null {
  const { failure, steps } = new ShapeRunner(silentHost).run(cellsOf(text), 20_000, false)
  if (failure !== null) return null
  const told = steps.map(({ name, outputs }) =>
    FORMAL.has(name.split('.')[0])
      ? ''
      : `${name} ${outputs.map((output) => `${output.numel} ${total(output)}`).join(', ')}`,
  )
  return told.filter((each) => each !== '').join('\n')
}

const FORMAL = new Set(
  'view reshape flatten unflatten ravel Flatten Unflatten squeeze unsqueeze view_as reshape_as expand contiguous permute transpose t T mT select slice getitem index float double long bool to _to_copy'.split(
    ' ',
  ),
)

function total(tensor: Tensor): string {
  const { data, offset } = noGrad(() => contiguous(tensor)).read()
  let sum = 0
  for (let i = 0; i < tensor.numel; i++) sum += Number(data[offset + i])
  return sum.toPrecision(4)
}

/** How a program fails after a fix, in an interpreter of its own; null where it runs. */
export function failureOf({ text }: Broken, { edits }: Fix): string | null {
  const cells = new ProgramSource(cellsOf(text)).edited(edits)
  return new ShapeRunner(silentHost).run(cells, 20_000, false).failure?.message ?? null
}

/** Its clock counts processor time, so that a busy machine measures the same. */
const unhurried: Host = {
  ...silentHost,
  clock: { ...silentHost.clock, monotonic: () => process.cpuUsage().user / 1e6 },
}

/** The place of the right fix among those offered, from 1; 0 when it is not: `rank` by its text, `same` by what the program then computes. */
export function rankOf({ text, right }: Broken, milliseconds = 20_000) {
  const cells = cellsOf(text)
  const source = new ProgramSource(cells)
  const diagnosis = diagnose(unhurried, cells, { milliseconds, most: 3 })
  const mended = diagnosis.fixes.map(({ edits }) =>
    source
      .edited(edits)
      .map((cell) => cell.text)
      .join(''),
  )
  const rank = mended.findIndex((each) => right.some((other) => normal(other) === normal(each))) + 1
  if (rank > 0) return { rank, same: rank, diagnosis }
  const wanted = new Set(right.map((each) => computed(each)))
  wanted.delete(null)
  const same = mended.findIndex((each) => wanted.has(computed(each))) + 1
  return { rank, same, diagnosis }
}
