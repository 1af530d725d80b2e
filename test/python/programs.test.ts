/** Programs by feature, with what CPython 3.11 printed for them (test/record/python-programs.py). */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Host } from '../../src/python/host.js'
import { PyError } from '../../src/python/object/errors.js'
import { Interpreter } from '../../src/python/run/interpreter.js'
import '../../src/python/stdlib/index.js'

const folder = new URL('./programs/', import.meta.url)

/** A host without a world: only output. */
function memoryHost(write: (text: string) => void): Host {
  const nothing = (): never => {
    throw new Error('no files here')
  }
  return {
    write: (_, text) => write(text),
    readInput: () => null,
    display: () => undefined,
    interrupted: () => false,
    env: {},
    argv: [''],
    path: [],
    isatty: () => false,
    columns: () => 80,
    platform: { system: 'Linux', machine: 'x86_64', node: 'test', release: '1' },
    clock: {
      now: () => 0,
      monotonic: () => 0,
      processor: () => ({ user: 0, system: 0 }),
      sleep: () => undefined,
    },
    files: {
      read: nothing,
      write: nothing,
      stat: () => null,
      list: nothing,
      makeDirectory: nothing,
      remove: nothing,
      removeDirectory: nothing,
      rename: nothing,
      cwd: () => '/',
      changeDirectory: nothing,
      resolve: (path) => path,
    },
  }
}

for (const name of readdirSync(folder).filter((each) => each.endsWith('.py'))) {
  test(name, () => {
    let output = ''
    const interpreter = new Interpreter(
      memoryHost((text) => {
        output += text
      }),
    )
    try {
      interpreter.runModule(readFileSync(new URL(name, folder), 'utf8'), name)
    } catch (error) {
      if (!(error instanceof PyError)) throw error
      output += interpreter.formatException(error)
    }
    expect(output).toBe(readFileSync(new URL(name.replace('.py', '.out'), folder), 'utf8'))
  })
}
