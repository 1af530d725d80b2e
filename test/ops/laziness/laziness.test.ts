/**
 * When data is read makes no difference: random programs (lines.txt) with views, in-place writes, random draws and layers in train mode
 * give the same numbers, and the same errors, whether each tensor is read at once, at the end, or in any order.
 *
 * A program runs once for each way of reading. After every few lines each tensor is copied by `clone`, so that what it held then is compared as
 * well: read at once the copy has only to be kept, read at the end it waits through all the writes that follow.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startInterpreter } from '../../../kernels/torch/dialect.js'
import { PyTensor } from '../../../src/bridge/values.js'
import { clone, solid } from '../../../src/ops/copy.js'
import { PyError } from '../../../src/python/object/errors.js'
import { call, str, toArray } from '../../../src/python/object/protocol.js'
import { noGrad } from '../../../src/tensor/state.js'
import type { Tensor } from '../../../src/tensor/tensor.js'
import { mainNamespace } from '../../program.js'
import { silentHost } from '../../silent-host.js'

const PROGRAMS = 200
const LINES = 12
/** Every so many lines the tensors are looked at. */
const LOOKED_AT_EACH = 3

type Kind = 'm' | 'r' | 'c'

const lines = readFileSync(new URL('lines.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ kind: line[0] as Kind | '-', text: line.slice(2) }))

const START = `
import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(1)
lin, bn, ln, drop = nn.Linear(6, 6), nn.BatchNorm1d(6), nn.LayerNorm(6), nn.Dropout(0.5)
optimizer = torch.optim.SGD([*lin.parameters(), *bn.parameters()], lr=0.1, momentum=0.9)
m0, r0, c0 = torch.randn(4, 6), torch.rand(6), torch.arange(4.)
state_of_layers = lambda: [lin.weight, lin.weight.grad, bn.weight, bn.running_mean, bn.running_var, bn.num_batches_tracked]
`

/** Uniform in [0, 1): mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function programOf(seed: number): string[] {
  const next = uniforms(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]
  const made: Record<Kind, string[]> = { m: ['m0'], r: ['r0'], c: ['c0'] }
  return Array.from({ length: LINES }, () => {
    const { kind, text } = pick(lines)
    const line = text.replaceAll(/\{([mrc])\}/g, (_, needed: Kind) => pick(made[needed]))
    if (kind === '-') return line
    const name = `${kind}${made[kind].length}`
    made[kind].push(name)
    return `${name} = ${line}`
  })
}

/** When tensors are read: after which lines, and in which order. */
interface Reading {
  readonly after: (line: number) => boolean
  readonly order: <T>(tensors: readonly T[]) => readonly T[]
}

const shuffled =
  (next: () => number): Reading['order'] =>
  (tensors) =>
    tensors
      .map((tensor) => ({ tensor, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ tensor }) => tensor)

const readings = (seed: number): Record<string, Reading> => {
  const next = uniforms(~seed)
  return {
    'at the end': { after: () => false, order: (tensors) => tensors },
    'at the end, last first': { after: () => false, order: (tensors) => tensors.toReversed() },
    'at the end, shuffled': { after: () => false, order: shuffled(next) },
    'now and then, some': {
      after: () => next() < 0.3,
      order: (tensors) => shuffled(next)(tensors).slice(0, 1 + next() * tensors.length),
    },
  }
}

const interpreter = startInterpreter(silentHost)

/** A number with the sign of its zero. */
const exactly = (value: number | bigint): string => (Object.is(value, -0) ? '-0' : String(value))

/** What the tensors held after every few lines, what was raised, and the random number that comes next. */
function run(program: readonly string[], { after, order }: Reading): unknown {
  const namespace = mainNamespace(interpreter)
  const cell = (text: string) => interpreter.runCell(text, '<program>', namespace)
  const copies: { readonly of: string; readonly tensor: Tensor }[] = []
  const events: string[] = []
  const look = (line: number): void => {
    const now: Tensor[] = []
    for (const [name, value] of namespace.entries()) {
      if (value instanceof PyTensor && /^[mrc]\d/.test(String(name))) {
        now.push(value.tensor)
        copies.push({ of: `${String(name)} after line ${line}`, tensor: noGrad(() => clone(value.tensor)) })
      }
    }
    toArray(call(namespace.getStr('state_of_layers')!, [])).forEach((value, i) => {
      if (!(value instanceof PyTensor)) return
      now.push(value.tensor)
      copies.push({ of: `state ${i} after line ${line}`, tensor: noGrad(() => clone(value.tensor)) })
    })
    if (after(line)) for (const tensor of order(now)) tensor.read()
  }
  cell(START)
  look(0)
  program.forEach((text, i) => {
    try {
      cell(text)
    } catch (error) {
      if (!(error instanceof PyError)) throw error
      events.push(`line ${i + 1}: ${error.exception.cls.name}: ${str(error.exception)}`)
    }
    if (i % LOOKED_AT_EACH === 0 || i === LINES - 1) look(i + 1)
  })
  copies.push({ of: 'the next random number', tensor: (cell('torch.rand(1)') as PyTensor).tensor })
  for (const { tensor } of order(copies)) tensor.read()
  return {
    events,
    held: copies.map(
      ({ of, tensor }) => `${of}: ${Array.from(solid(tensor).read().data, exactly).join(' ')}`,
    ),
  }
}

const always: Reading = { after: () => true, order: (tensors) => tensors }

test('numbers do not depend on when they are read', { timeout: 120_000 }, () => {
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    const program = programOf(seed)
    const atOnce = run(program, always)
    for (const [name, reading] of Object.entries(readings(seed)))
      expect(run(program, reading), `program ${seed}, read ${name}:\n${program.join('\n')}`).toEqual(atOnce)
  }
})
