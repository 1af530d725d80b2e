/** The sizes that meet at a failure and do not fit. */
import { numel } from '../../../src/tensor/shape.js'
import type { Case } from './case.js'

/** A size that is there and the one that would fit, and how sure that is: 0 is what the failing call says. */
export interface Mismatch {
  readonly was: number
  readonly wanted: number
  readonly doubt: number
}

/** Numbers of a message beyond these say nothing about sizes. */
const MOST_NUMBERS = 8

/** What meets at the failure and does not fit. */
export function mismatches(of: Case): Mismatch[] {
  const found = new Map<string, Mismatch>()
  const add = (was: number, wanted: number, doubt: number): void => {
    const key = `${was} ${wanted}`
    if (was === wanted || was < 1 || wanted < 1) return
    if ((found.get(key)?.doubt ?? 9) > doubt) found.set(key, { was, wanted, doubt })
  }
  const { step, message } = of
  const takes = step === null ? undefined : of.factsOf(step)?.takes
  if (step !== null && takes !== undefined && step.inputs.length > 0) {
    const { shape } = step.inputs[0]
    const [got, wanted] = [shape[takes.axis(shape)], of.number(step, takes.parameter)]
    if (got !== undefined && wanted !== null) {
      add(wanted, got, 0)
      add(got, wanted, 0.1)
    }
  }
  const [rows, columns] = of.numbers(/\(\d+x(\d+) and (\d+)x\d+\)/) ?? []
  if (rows !== undefined) {
    add(columns, rows, 0)
    add(rows, columns, 0.1)
  }
  for (const [i, a] of (step?.inputs ?? []).slice(0, 4).entries())
    for (const b of step!.inputs.slice(i + 1, 4))
      for (let back = 1; back <= Math.min(a.shape.length, b.shape.length); back++) {
        add(a.shape.at(-back)!, b.shape.at(-back)!, 0.1)
        add(b.shape.at(-back)!, a.shape.at(-back)!, 0.1)
      }
  // "is [15, 15], but should be (10, 10)": what is there is wrong.
  const should = /(?:is|has|got) \D*([\d, ]+)\D*should (?:be|have|contain) \D*([\d, ]+)/.exec(message)
  if (should !== null) {
    const [given, asked] = should.slice(1).map((each) => [...each.matchAll(/\d+/g)].map(Number))
    for (const [i, size] of given.entries()) if (asked[i] !== undefined) add(size, asked[i], -0.2)
  }
  // A view that wants other rows than there are.
  const viewed = /shape '\[(.*?)\]' is invalid/.exec(message)?.[1].split(',').map(Number)
  if (viewed !== undefined && step !== null && step.inputs.length > 0) {
    const { shape } = step.inputs[0]
    const asked = numel(viewed.filter((size) => size > 0))
    add(numel(shape.slice(1)), asked, 0.1)
    add(numel(shape.slice(1)), asked / (viewed[0] > 0 ? viewed[0] : 1), 0.1)
  }
  const unpacked = of.numbers(/values to unpack \(expected (\d+), got (\d+)\)/)
  if (unpacked !== null)
    for (const { outputs } of [...of.before()].slice(0, 6))
      for (const { shape } of outputs)
        for (const size of shape) add(size, (size * unpacked[0]) / unpacked[1], 0.2)
  else {
    // As many parts were made as the last of them says, and so many names are there.
    const expected = of.numbers(/too many values to unpack \(expected (\d+)\)/)?.[0]
    const parts = expected === undefined ? undefined : of.run.steps.at(-1)?.outputs.length
    if (expected !== undefined && parts !== undefined) add(parts, expected, 0.1)
  }
  // "Provided sizes [32, 16, 16] don't multiply up to the size of dim 1 (2048)": that many came, or were to come.
  const [, provided, came] =
    /sizes \[(.*?)\] don't multiply up to the size of dim -?\d+ \((\d+)\)/.exec(message) ?? []
  if (provided !== undefined) {
    const product = numel(provided.split(',').map(Number))
    add(Number(came), product, 0)
    add(product, Number(came), 0.1)
  }
  // Of a failure outside of operators: the tensors that were given to the call.
  if (step === null) {
    const sizes = of.callTensors.map(({ shape }) => shape[0] ?? 1)
    for (const a of sizes) for (const b of sizes) add(a, b, 0.1)
  }
  const told = [...message.matchAll(/\d+/g)].map(([digits]) => Number(digits)).slice(0, MOST_NUMBERS)
  for (const a of told) for (const b of told) add(a, b, 0.25)
  return [...found.values()]
}
