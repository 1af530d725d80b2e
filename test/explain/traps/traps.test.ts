/** Programs that must raise a trap, and near misses that must not: cases.txt. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startInterpreter } from '../../../kernels/torch/dialect.js'
import { TrapWatcher } from '../../../kernels/torch/traps/watch.js'
import { trace } from '../../../src/ops/trace.js'
import { PyError } from '../../../src/python/object/errors.js'
import { silentHost } from '../../silent-host.js'

const FILE = 'program.py'

/** `NET: constructor -> forward` is a whole model. */
function programOf(text: string): string {
  const head = 'import torch, torch.nn as nn, torch.nn.functional as F\n'
  const net = /^NET: (.*) -> (.*)$/.exec(text)
  if (net === null) return head + text.split('; ').join('\n')
  const body = net[1].split('; ').map((line) => `        ${line}\n`)
  return `${head}class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n${body.join('')}    def forward(self, x):\n        ${net[2]}\nNet()(torch.randn(3, 2))`
}

function trapsOf(program: string): string[] {
  const interpreter = startInterpreter(silentHost)
  const watcher = new TrapWatcher((_, line) => program.split('\n')[line - 1] ?? '')
  trace.recorder = watcher
  try {
    interpreter.runCell(program, FILE, interpreter.newModule('__main__').dict)
  } catch (error) {
    if (!(error instanceof PyError)) throw error
  } finally {
    trace.recorder = null
  }
  return watcher.take().map(({ kind }) => kind)
}

const cases = readFileSync(new URL('cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^[+-] /.test(line))
  .map((line) => {
    const [kind, text] = line.slice(2).split(' | ')
    return { line, must: line.startsWith('+'), kind, program: programOf(text) }
  })

test.for(cases)('$line', ({ must, kind, program }) => {
  const traps = trapsOf(program)
  if (must) expect(traps).toContain(kind)
  else expect(traps).not.toContain(kind)
})
