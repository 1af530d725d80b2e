/**
 * Programs broken at random: one place of one program says something else, as people's mistakes do. The right fix is the program as it was; what
 * would be as right is not known here, so the share found is lower than for programs with all right answers listed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ShapeRunner } from '../../../kernels/torch/fixes/run.js'
import { type Edit, ProgramSource } from '../../../kernels/torch/fixes/source.js'
import { silentHost } from '../../silent-host.js'
import { type Broken, cellsOf } from './broken.js'
import { mistakesIn } from './mistakes.js'

const folder = fileURLToPath(new URL('programs/', import.meta.url))
/** Of the programs that are run as tests, those that fail by their shapes when they are broken. */
const others = fileURLToPath(new URL('../../programs/', import.meta.url))
const OTHERS =
  'mlp lstm attention residual lenet_shapes gpt conv1d autoencoder unet vit siamese vae gan cifar lenet squeeze_excite seq2seq'

export interface Program {
  readonly name: string
  readonly text: string
}

const pythonIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.py'))
    .map((file) => directory + file)

/** The programs of a folder; without one those of the tests, of each half every other one, so that what is made with one can be measured on the other. */
export function programsOf(half: 'a' | 'b' | null, own: string | null = null): Program[] {
  const files =
    own !== null
      ? pythonIn(own)
      : [...pythonIn(folder), ...OTHERS.split(' ').map((name) => `${others}${name}.py`)]
  return files
    .map((file) => ({ name: file.replace(/.*\/|\.py$/g, ''), text: readFileSync(file, 'utf8') }))
    .filter((_, index) => half === null || (index % 2 === 0) === (half === 'a'))
}

/** Numbers in [0, 1) that are the same every time: a linear congruence. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Kinds of mistakes that people make more often than others. */
const WEIGHTS: Readonly<Record<string, number>> = { number: 5, name: 2, method: 3, keyword: 2, dropped: 2 }

/** `count` broken programs, of each kind of mistake as many as its weight says. */
export function mutantPrograms(count: number, seed: number, programs: readonly Program[]): Broken[] {
  const random = numbers(seed)
  const kinds = new Map<
    string,
    { readonly name: string; readonly text: string; readonly edit: Edit; readonly source: ProgramSource }[]
  >()
  for (const { name, text } of programs) {
    const source = new ProgramSource(cellsOf(text))
    for (const { kind, edit } of mistakesIn(source)) {
      const all = kinds.get(kind) ?? []
      all.push({ name, text, edit, source })
      kinds.set(kind, all)
    }
  }
  const runner = new ShapeRunner(silentHost)
  const broken: Broken[] = []
  const turns = [...kinds.keys()].flatMap((name) => Array(WEIGHTS[name] ?? 1).fill(name))
  for (let i = 0; broken.length < count; i++) {
    const all = kinds.get(turns[i % turns.length])!
    const { name, text, edit, source } = all[Math.floor(random() * all.length)]
    const cells = source.edited([edit])
    const run = runner.run(cells, 2000, true)
    if (
      run.failure === null ||
      run.exhausted ||
      /SyntaxError|NameError|UnboundLocal|AttributeError: module/.test(run.failure.type)
    )
      continue
    const was = source.textOf(edit.cell, edit)
    broken.push({
      place: `${turns[i % turns.length]}:${i}`,
      about: `${name}:${edit.line} ${was} -> ${edit.replacement} | ${source.lineOf(edit.cell, edit.line).trim()}`,
      text: cells.map((cell) => cell.text).join(''),
      right: [text],
    })
  }
  return broken
}
