/** Programs by feature, with what CPython 3.11 printed for them (test/record/python-programs.py). */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runProgram } from '../../kernels/torch/program.js'
import { memoryHost } from './host.js'

/** What a program prints: stdout, then stderr. */
function printed(source: string, filename: string): string {
  const output = { stdout: '', stderr: '' }
  const write = (text: string, stream: 'stdout' | 'stderr') => {
    output[stream] += text
  }
  const host = memoryHost(write, { [filename]: source })
  runProgram(host, { source, filename, file: null })
  return output.stdout + output.stderr
}

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

describe.each(['programs', 'stdlib'])('%s', (folder) => {
  const names = readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.py'))
  test.each(names)('%s', (name) => {
    const path = `./${folder}/${name}`
    expect(printed(read(path), name)).toBe(read(path.replace('.py', '.out')))
  })
})

const RULE = '\n===\n'
const table = (file: string): string[] => read(file).trimEnd().split(RULE)
const expected = table('./tracebacks.out')

test.each(table('./tracebacks.txt').map((source, i) => [source, expected[i]]))('%s', (source, output) => {
  expect(printed(`${source}\n`, 't.py').trimEnd()).toBe(output)
})
