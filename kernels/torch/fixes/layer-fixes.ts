/** Fixes of layers: the size that a layer takes, the size that an earlier one gives, arguments in the wrong order. */

import { typeOf } from '../../../src/python/object/protocol.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { numel, type Shape } from '../../../src/tensor/shape.js'
import type { Candidate, Case } from './case.js'
import { LAYERS } from './layers.js'
import type { Step } from './run.js'
import { namesAt, numberAt, setting } from './settings.js'
import { argumentOf, constantOf, inserted, replaced } from './source.js'
import { operandsOf } from './tensor-fixes.js'

/** What a layer takes, as words: `in_features` → features. */
const WORDS: Readonly<Record<string, string>> = {
  in_features: 'features',
  out_features: 'features',
  in_channels: 'channels',
  out_channels: 'channels',
  num_features: 'channels',
  num_channels: 'channels',
  hidden_size: 'features',
  input_size: 'features',
  embedding_dim: 'features',
}

/** The sizes that were flattened into `size`, where an earlier step flattened: 16, 6, 6. */
function factors(of: Case, size: number): Shape | null {
  if (of.step === null || of.step.inputs.length === 0) return null
  for (const step of of.behind(of.step.inputs[0])) {
    for (const { shape } of step.inputs) {
      const rest = shape.slice(1)
      if (rest.length > 1 && numel(rest) === size) return rest
    }
  }
  return null
}

/** A size as the user would write it: as a product where the old one was one. */
function written(of: Case, old: string, size: number): string {
  const parts = old.includes('*') ? factors(of, size) : null
  return parts === null ? String(size) : parts.join(old.includes(' * ') ? ' * ' : '*')
}

/** The failing layer takes what it got. */
export function* takeWhatCame(of: Case): Generator<Candidate> {
  const { step } = of
  if (step === null || step.inputs.length === 0) return
  const facts = of.factsOf(step)
  if (facts?.takes === undefined) return
  const { shape } = step.inputs[0]
  const { parameter } = facts.takes
  const argument = of.argument(step, parameter)
  if (argument === null) return
  const was = constantOf(argument.value) ?? of.number(step, parameter)
  const text = of.source.textOf(argument.cell, argument.value)
  const axes = [facts.takes.axis(shape)]
  // A layer that got unflattened input would take all of it, once it is flattened.
  const sizes = new Set(axes.map((axis) => shape[axis]))
  if (parameter === 'in_features' && shape.length > 2) sizes.add(numel(shape.slice(1)))
  if (parameter === 'normalized_shape' && argument.value.kind === 'Tuple') {
    const count = argument.value.elts.length
    const wanted = `(${shape.slice(-count).join(', ')}${count === 1 ? ',' : ''})`
    yield {
      edits: [replaced(argument.cell, argument.value, wanted)],
      what: `${of.nameOf(step)} normalises ${wanted}`,
      cost: 1,
    }
    return
  }
  const twins = twinsOf(of, step, parameter, argument)
  for (const size of sizes) {
    if (size === was) continue
    if (twins.length > 0)
      yield {
        edits: [argument, ...twins].map(({ cell, value }) => replaced(cell, value, written(of, text, size))),
        what: `${of.nameOf(step)} and its like take ${size} ${WORDS[parameter] ?? ''}`.trim(),
        cost: 1,
      }
    const wanted = written(of, text, size)
    for (const [edit, more] of setting(of, argument.cell, argument.value, wanted, was))
      yield {
        edits: [edit],
        what: `${of.nameOf(step)} takes ${size} ${WORDS[parameter] ?? ''}`.trim(),
        cost: 1 + more,
      }
  }
}

/** Arguments with the same text of other layers of the class, made in the same function: two heads of one body. */
function twinsOf(
  of: Case,
  step: Step,
  parameter: string,
  argument: { readonly cell: number; readonly value: ast.Expr },
): { readonly cell: number; readonly value: ast.Expr }[] {
  const { cell, value } = argument
  const text = of.source.textOf(cell, value)
  const scope = of.source.functionOf(cell, value)
  const twins = []
  for (const { cell: place, node } of of.callsNamed(step.name)) {
    const other = argumentOf(node, parameter, of.factsOf(step)?.parameters.indexOf(parameter) ?? 0)
    if (other === null || other === value || place !== cell || of.source.functionOf(cell, other) !== scope)
      continue
    if (of.source.textOf(cell, other) === text && constantOf(other) !== null)
      twins.push({ cell, value: other })
  }
  return twins
}

/** The failing layer's two sizes stand in the wrong order. */
export function* swapSizes(of: Case): Generator<Candidate> {
  const { step } = of
  if (step === null || step.inputs.length === 0) return
  const facts = of.factsOf(step)
  if (facts?.takes === undefined || facts.gives === undefined) return
  const [taken, given] = [of.argument(step, facts.takes.parameter), of.argument(step, facts.gives)]
  if (taken === null || given === null) return
  const { shape } = step.inputs[0]
  if (of.number(step, facts.gives) !== shape[facts.takes.axis(shape)]) return
  const texts = [taken, given].map(({ cell, value }) => of.source.textOf(cell, value))
  yield {
    edits: [replaced(taken.cell, taken.value, texts[1]), replaced(given.cell, given.value, texts[0])],
    what: `${of.nameOf(step)} takes ${texts[1]} and gives ${texts[0]}`,
    cost: 0.9,
  }
}

/** An earlier layer gives what the failing one takes. */
export function* giveWhatIsTaken(of: Case): Generator<Candidate> {
  const { step } = of
  if (step === null) return
  const facts = of.factsOf(step)
  const wanted = facts?.takes === undefined ? null : of.number(step, facts.takes.parameter)
  for (const input of step.inputs.slice(0, 2)) {
    const got = facts?.takes === undefined ? null : input.shape[facts.takes.axis(input.shape)]
    for (const producer of of.behind(input)) {
      const gives = of.factsOf(producer)?.gives
      if (gives === undefined) continue
      yield* sizeOf(of, producer, gives, wanted ?? 0, got)
      break
    }
  }
}

/** Sets what a layer gives, where it gave `got`. */
function* sizeOf(
  of: Case,
  producer: Step,
  parameter: string,
  wanted: number,
  got: number | null,
): Generator<Candidate> {
  if (wanted <= 0) return
  const argument = of.argument(producer, parameter)
  if (argument === null || (got !== null && of.number(producer, parameter) !== got)) return
  for (const [edit, more] of setting(of, argument.cell, argument.value, String(wanted), got))
    yield {
      edits: [edit],
      what: `${of.nameOf(producer)} gives ${wanted} ${WORDS[parameter] ?? ''}`.trim(),
      cost: 1.5 + more,
    }
}

/** Two operands that meet: either producer gives as many channels as the other. */
export function* meetInChannels(of: Case): Generator<Candidate> {
  const { step } = of
  if (step === null || step.kind !== 'op' || step.inputs.length < 2) return
  const [a, b] = step.inputs
  if (a.shape.length !== b.shape.length) return
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    for (let axis = 0; axis < one.shape.length; axis++) {
      if (one.shape[axis] === other.shape[axis]) continue
      for (const producer of of.behind(one)) {
        const gives = of.factsOf(producer)?.gives
        if (gives === undefined || of.number(producer, gives) !== one.shape[axis]) continue
        yield* sizeOf(of, producer, gives, other.shape[axis], one.shape[axis])
        break
      }
    }
  }
}

/** Recurrent, attention and transformer layers read (N, L, …) with batch_first. */
export function* batchFirst(of: Case): Generator<Candidate> {
  const seen = new Set<unknown>()
  for (const step of [...(of.step === null ? [] : [of.step]), ...of.before()]) {
    if (
      step.kind !== 'layer' ||
      !/^(RNN|LSTM|GRU|MultiheadAttention|Transformer(En|De)coderLayer|Transformer)$/.test(step.name)
    )
      continue
    const construction = of.constructionOf(step)
    if (construction === null || seen.has(construction.node)) continue
    seen.add(construction.node)
    const { cell, node } = construction
    const given = node.keywords.find(({ arg }) => arg === 'batch_first')
    const what = `${of.nameOf(step)} reads the batch ${given === undefined ? 'first' : 'second'}`
    if (given !== undefined) yield { edits: [replaced(cell, given, 'batch_first=False')], what, cost: 1.3 }
    else {
      const { endLine, endCol } = node
      yield {
        edits: [
          {
            cell,
            line: endLine,
            col: endCol - 1,
            endLine,
            endCol: endCol - 1,
            replacement: ', batch_first=True',
          },
        ],
        what,
        cost: 1.3,
      }
    }
  }
}

/** Numbers of a constructor that must divide one another: heads, groups. */
export function* divisors(of: Case): Generator<Candidate> {
  const call = of.call
  if (call?.node.kind !== 'Call' || !/divisible|divide/.test(of.message)) return
  const { cell, node } = call
  const values = [...node.args, ...node.keywords.map(({ value }) => value)]
  for (const value of values) {
    const was = numberAt(of, value)
    if (was === null || was < 1) continue
    for (const other of values) {
      const size = numberAt(of, other)
      if (other === value || size === null || size < 1 || size % was === 0 || was % size === 0) continue
      // The smaller one is to divide the larger one.
      // Another name has another number.
      for (const wanted of was < size ? nearestDivisors(size, was) : nearestMultiples(size, was))
        for (const [edit, more] of setting(of, cell, value, String(wanted), was))
          if (edit.replacement === String(wanted))
            yield {
              edits: [edit],
              what: `${wanted} instead of ${was}: ${Math.max(wanted, size)} is divisible by ${Math.min(wanted, size)}`,
              cost: 1 + Math.abs(wanted - was) / (was + wanted) + (wanted > was ? 0.03 : 0) + more,
            }
    }
  }
}

/** The divisors of a size on both sides of a number. */
function nearestDivisors(size: number, near: number): number[] {
  const all = Array.from({ length: size }, (_, i) => i + 1).filter((d) => size % d === 0)
  return [all.filter((d) => d < near).at(-1), all.find((d) => d > near)].filter((d) => d !== undefined)
}

/** The multiples of a size on both sides of a number. */
const nearestMultiples = (size: number, near: number): number[] =>
  [Math.floor(near / size), Math.ceil(near / size)].map((times) => times * size)

/** Another layer of the same object was meant: one that takes what came. */
export function* otherLayer(of: Case): Generator<Candidate> {
  const { step, call } = of
  if (step === null || step.kind !== 'layer' || call?.node.kind !== 'Call') return
  const { func } = call.node
  if (func.kind !== 'Attribute') return
  const called = new Set(of.run.steps.map(({ layer }) => layer))
  for (const [layer, site] of of.run.made) {
    if (layer === step.layer) continue
    const other: Step = { ...step, layer, name: typeOf(layer).name }
    const name = of.nameOf(other)
    if (of.source.nodeAt(site) === null || name === other.name || other.name !== step.name) continue
    yield {
      edits: [replaced(call.cell, func, `${of.source.textOf(call.cell, func.value)}.${name}`)],
      what: `${name} is called instead of ${func.attr}`,
      cost: called.has(layer) ? 2.2 : 0.85,
    }
  }
}

/** A layer that was made and never called: an operand goes through it. */
export function* unusedLayer(of: Case): Generator<Candidate> {
  const { call } = of
  if (call === null) return
  const called = new Set(of.run.steps.map(({ layer }) => layer))
  if (of.step !== null) called.add(of.step.layer)
  const unused = [...of.run.made].filter(
    ([layer]) => !called.has(layer) && LAYERS[typeOf(layer).name] !== undefined,
  )
  for (const [layer] of unused) {
    const step: Step = {
      kind: 'layer',
      name: typeOf(layer).name,
      layer,
      inputs: [],
      outputs: [],
      site: null,
      places: [],
      depth: 0,
    }
    const name = of.nameOf(step)
    if (name === step.name) continue
    for (const operand of operandsOf(call.node as ast.Expr)) {
      const text = of.source.textOf(call.cell, operand)
      yield {
        edits: [replaced(call.cell, operand, `self.${name}(${text})`)],
        what: `${text} goes through ${name}, which is never called`,
        cost: 1.2,
      }
    }
  }
}

/** An earlier layer gives what a view asks for. */
export function* giveWhatIsViewed(of: Case): Generator<Candidate> {
  const { step } = of
  if (step === null || step.kind !== 'op' || step.inputs.length === 0 || !/^(view|reshape)/.test(step.name))
    return
  const sizes =
    of.message
      .match(/shape '\[(.*?)\]'/)?.[1]
      .split(',')
      .map(Number) ?? []
  for (const producer of of.behind(step.inputs[0])) {
    const gives = of.factsOf(producer)?.gives
    if (gives === undefined) continue
    for (const size of sizes)
      if (size > 1) yield* sizeOf(of, producer, gives, size, of.number(producer, gives))
    break
  }
}

/** Numbers of a view that do not divide the size they split: the nearest that does. */
export function* divideEvenly(of: Case): Generator<Candidate> {
  const { step } = of
  if (step === null || !/^(view|reshape|unflatten)/.test(step.name) || step.inputs.length === 0) return
  const size = step.inputs[0].shape.at(-1) ?? 1
  for (const part of of.message
    .match(/shape '\[(.*?)\]'/)?.[1]
    .split(',')
    .map(Number) ?? []) {
    if (part < 2 || size % part === 0) continue
    for (const wanted of nearestDivisors(size, part))
      for (const { cell, node } of of.source.nodes())
        if ((node.kind === 'Constant' || node.kind === 'BinOp') && constantOf(node) === part)
          yield {
            edits: [replaced(cell, node, String(wanted))],
            what: `${wanted} parts instead of ${part}: ${size} is divisible by ${wanted}`,
            cost: 1,
          }
  }
}

/** An argument that the function around passes on elsewhere: `stride=stride`. */
export function* passOn(of: Case): Generator<Candidate> {
  const seen = new Set<unknown>()
  for (const step of [...(of.step === null ? [] : [of.step]), ...of.before()]) {
    const facts = of.factsOf(step)
    const construction = facts === undefined ? null : of.constructionOf(step)
    if (facts === undefined || construction === null || seen.has(construction.node)) continue
    seen.add(construction.node)
    const { cell, node } = construction
    for (const name of namesAt(of, cell, node))
      if (facts.parameters.includes(name) && of.argument(step, name) === null)
        yield {
          edits: [inserted(cell, node.endLine, node.endCol - 1, `, ${name}=${name}`)],
          what: `${of.nameOf(step)} gets the ${name} that its block was given`,
          cost: 0.8,
        }
  }
}
