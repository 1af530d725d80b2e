/**
 * `npm run fuzz`: random programs under CPython and under ishape; outputs are compared, what differs is shrunk to the statements it needs.
 *
 *     npm run fuzz -- [GRAMMAR] [--seed N] [--count N] [--python COMMAND]
 *
 * GRAMMAR is a text in this folder, `python` unless told; `tensors` needs a Python with PyTorch. Exit code 1: something differs.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Generator, randomOf, readGrammar } from './grammar.js'

/** Each statement is a piece that can be left out. */
type Program = readonly string[]

interface Language {
  /** What stands above all programs of a file. */
  prelude: string
  /** By how much floats may differ, relative and absolute; undefined: not at all. */
  tolerance?: number
}

const languages: Record<string, Language> = {
  python: {
    prelude:
      'import asyncio, collections, contextlib, copy, dataclasses, enum, fractions, functools, heapq, itertools\n' +
      'import json, math, operator, re, string, textwrap\n',
  },
  tensors: {
    prelude: 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n',
    tolerance: 1e-4,
  },
}

/** Programs in a file: starting a process costs more than running one. */
const BATCH = 25
const STATEMENTS = { least: 5, most: 14 }
/** Milliseconds for a file. */
const PATIENCE = 60_000
/** Differences that are shrunk and shown. */
const SHOWN = 10

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '300' },
    python: { type: 'string', default: 'python3' },
  },
})
const [name = 'python'] = positionals
const language = languages[name]
if (!language) {
  process.stderr.write(`fuzz: no grammar '${name}'; there are ${Object.keys(languages).join(' and ')}\n`)
  process.exit(2)
}
const grammar = readGrammar(readFileSync(`test/fuzz/${name}.txt`, 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
process.on('exit', () => rmSync(folder, { recursive: true }))

const sourceOf = (programs: readonly Program[]): string =>
  language.prelude +
  programs
    .map((program, index) => {
      const guarded = program.map(
        (statement) =>
          `try:\n    ${statement.replaceAll('\n', '\n    ')}\nexcept Exception as e:\n    print(type(e).__name__, e)\n`,
      )
      return `print("#@ ${index}")\n${guarded.join('')}`
    })
    .join('')

/** What each program of a file printed; the last text of one that ended early is how. */
const outputs = (
  command: string,
  args: readonly string[],
  programs: readonly Program[],
): Promise<string[]> => {
  const file = join(folder, `${command.replaceAll(/\W/g, '')}.py`)
  writeFileSync(file, sourceOf(programs))
  const options = { timeout: PATIENCE, maxBuffer: 2 ** 26, env: { ...process.env, PYTHONHASHSEED: '0' } }
  return new Promise((resolve, reject) => {
    const child = execFile(command, [...args, file], options, (error, stdout, stderr) => {
      if (error && 'code' in error && error.code === 'ENOENT')
        return reject(new Error(`${command} is not there`))
      const pieces = stdout.split(/^#@ \d+\n/m).slice(1)
      const end = error ? `${stderr.trim().split('\n').at(-1)}${error.killed ? ' (too long)' : ''}\n` : ''
      resolve(programs.map((_, index) => pieces[index] ?? end))
    })
    child.stdin?.end()
  })
}

const NUMBER = /-?\d+\.\d*(?:e[-+]?\d+)?|-?\d+e[-+]?\d+/g

const close = (left: string, right: string, tolerance: number): boolean => {
  const [a, b] = [Number(left), Number(right)]
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a))
}

const alike = (wanted: string, got: string): boolean => {
  const { tolerance } = language
  if (wanted === got || tolerance === undefined) return wanted === got
  const [left, right] = [wanted.match(NUMBER) ?? [], got.match(NUMBER) ?? []]
  const blank = (text: string) => text.replace(NUMBER, '~').replaceAll(/ +/g, ' ')
  return blank(wanted) === blank(got) && left.every((each, index) => close(each, right[index], tolerance))
}

const both = async (programs: readonly Program[]): Promise<[string, string][]> => {
  const [wanted, got] = await Promise.all([
    outputs(values.python, [], programs),
    outputs(process.execPath, ['dist/cli.js', 'run'], programs),
  ])
  return programs.map((_, index) => [wanted[index], got[index]])
}

const differs = async (program: Program): Promise<boolean> => {
  const [[wanted, got]] = await both([program])
  return !alike(wanted, got)
}

/** Leaves out each statement that the difference does without. */
const shrunk = async (program: Program): Promise<Program> => {
  let kept = program
  for (let at = program.length - 1; at >= 0; at--) {
    const without = kept.filter((_, index) => index !== at)
    if (without.length > 0 && (await differs(without))) kept = without
  }
  return kept
}

const show = async (program: Program): Promise<void> => {
  const kept = await shrunk(program)
  const [[wanted, got]] = await both([kept])
  const [left, right] = [wanted.split('\n'), got.split('\n')]
  const first = left.findIndex((line, index) => !alike(line, right[index] ?? ''))
  const at = first < 0 ? left.length : first
  process.stdout.write(`${'-'.repeat(60)}\n${kept.join('\n')}\n`)
  process.stdout.write(`  python: ${left[at] ?? '(the end)'}\n  ishape: ${right[at] ?? '(the end)'}\n`)
}

const main = async (): Promise<void> => {
  const [seed, count] = [Number(values.seed), Number(values.count)]
  const sizes = randomOf(seed)
  const generator = new Generator(grammar, seed)
  const { least, most } = STATEMENTS
  let differing = 0
  for (let done = 0; done < count; done += BATCH) {
    const programs = Array.from({ length: Math.min(BATCH, count - done) }, () =>
      generator.program(least + Math.floor(sizes() * (most - least + 1))),
    )
    const results = await both(programs)
    const suspects = programs.filter((_, index) => !alike(...results[index]))
    for (const program of suspects) {
      // Alone: a file that ended early takes the programs behind it along.
      if (!(await differs(program))) continue
      if (++differing <= SHOWN) await show(program)
    }
  }
  process.stdout.write(`${name}, seed ${seed}: ${count} programs, ${count - differing} agree\n`)
  process.exitCode = differing > 0 ? 1 : 0
}

try {
  await main()
} catch (error) {
  process.stderr.write(`fuzz: ${(error as Error).message}\n`)
  process.exitCode = 2
}
