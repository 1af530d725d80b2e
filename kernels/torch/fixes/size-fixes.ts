/** Fixes of images and maps that meet in other heights and widths, and of one axis that is split into several. */

import type * as ast from '../../../src/python/parse/ast.js'
import { numel } from '../../../src/tensor/shape.js'
import type { Tensor } from '../../../src/tensor/tensor.js'
import { nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { numberIn, tensorOf, valueIn } from './names.js'
import { expressionsIn } from './regions.js'
import { constantOf, replaced, spanning } from './source.js'
import { operandsOf, short } from './tensor-fixes.js'

/** Two maps meet in other sizes: one is resized or cropped to the other, here or where it was resized before. */
export function* meetInSize(of: Case): Generator<Candidate> {
  const { call, step, failure } = of
  if (call === null || step === null || step.inputs.length < 2) return
  const spatial = step.inputs.filter(({ shape }) => shape.length >= 3)
  if (spatial.length < 2) return
  const n = spatial[0].shape.length - 2
  const operands = operandsOf(call.node as ast.Expr)
  const from = `.shape[${n === 1 ? '-1:' : `-${n}:`}]`
  for (const [i, operand] of operands.entries())
    for (const [j, other] of operands.entries()) {
      if (i === j || step.inputs[i] === undefined || step.inputs[j] === undefined) continue
      const [one, another] = [step.inputs[i].shape, step.inputs[j].shape]
      if (
        one.length !== another.length ||
        one.length !== n + 2 ||
        `${one.slice(2)}` === `${another.slice(2)}`
      )
        continue
      const [text, target] = [operand, other].map((each) => of.source.textOf(call.cell, each))
      const larger = numel(one.slice(2)) >= numel(another.slice(2))
      yield* asLarge(of, step.inputs[i], other, `size=${target}${from}`)
      if (other.kind === 'Name' || other.kind === 'Attribute') {
        if (
          of.callsNamed('relu').length + of.callsNamed('interpolate').length > 0 ||
          /functional as F/.test(of.text)
        )
          yield {
            edits: [replaced(call.cell, operand, `F.interpolate(${text}, size=${target}${from})`)],
            what: `${short(text)} is resized to ${short(target)}`,
            cost: 1.5 + (larger ? 0.1 : 0),
          }
        // A sequence that looks back only keeps its end.
        const sides = n === 1 ? (['end', 'beginning'] as const) : (['beginning'] as const)
        for (const [order, side] of larger ? sides.entries() : []) {
          const slices = one.slice(2).map((_, axis) => {
            const size = `${target}.size(${axis + 2})`
            return side === 'end' ? `-${size}:` : `:${size}`
          })
          yield {
            edits: [replaced(call.cell, operand, `${text}[:, :, ${slices.join(', ')}]`)],
            what: `${short(text)} is cropped to ${short(target)}, its ${side} kept`,
            cost: 1.6 + order * 0.05 - (n === 1 ? 0.3 : 0),
          }
        }
      }
    }
  // A size that was asked for before: another tensor's instead.
  const frame = failure.places[0]?.frame ?? null
  for (const { cell, root, frame: own, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const name = node.func.kind === 'Attribute' ? node.func.attr : ''
      if (!/^(interpolate|upsample|Upsample)$/.test(name)) continue
      for (const { arg, value } of node.keywords) {
        if (arg !== 'scale_factor' && arg !== 'size') continue
        const keyword = node.keywords.find((each) => each.value === value)!
        const seen = own ?? frame
        for (const tensorName of own === null ? [] : own.code.varNames) {
          const tensor =
            seen === null
              ? null
              : tensorOf(valueIn(seen, { ...node, kind: 'Name', id: tensorName } as ast.Name))
          if (tensor === null || tensor.shape.length !== n + 2 || of.isGivenAfter(cell, node, tensorName))
            continue
          yield {
            edits: [replaced(cell, keyword, `size=${tensorName}${from}`)],
            what: `to the size of ${tensorName} in line ${node.line}`,
            cost: 1.25 + distance * 0.2,
          }
        }
        const was = constantOf(value)
        if (was !== null && arg === 'scale_factor')
          for (const factor of [2, 4, 8, 16])
            if (factor !== was)
              yield {
                edits: [replaced(cell, value, String(factor))],
                what: `scale_factor=${factor} in line ${node.line}`,
                cost: 1.2 + Math.abs(Math.log2(factor / was)) * 0.05 + distance * 0.2,
              }
      }
    }
}

/** Both sides of a square that is half or twice as large: `(res // 2, res // 2)`. */
export function* otherSquare(of: Case): Generator<Candidate> {
  for (const { cell, root, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Tuple' || node.elts.length !== 2) continue
      const [a, b] = node.elts.map((each) => of.source.textOf(cell, each))
      if (a !== b || node.elts[0].kind === 'Constant') continue
      for (const by of ['// 2', '* 2', '// 4'])
        yield {
          edits: node.elts.map((each) => replaced(cell, each, `${a} ${by}`)),
          what: `(${a} ${by}, ${a} ${by}) in line ${node.line}`,
          cost: 1.4 + distance * 0.2,
        }
    }
}

/** Sizes into which an axis is split, by `view`, `reshape` or Unflatten: the channels or the square that fit. */
export function* splitSizes(of: Case): Generator<Candidate> {
  const [total] =
    of
      .numbers(/size of dim -?\d+ \((\d+)\)|invalid for input of size (\d+)/)
      ?.filter((each) => !Number.isNaN(each)) ?? []
  for (const { cell, root, frame, distance } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call') continue
      const name = node.func.kind === 'Attribute' ? node.func.attr : ''
      if (!/^(view|reshape|unflatten|Unflatten)$/.test(name)) continue
      const list = node.args.find((arg) => arg.kind === 'Tuple' || arg.kind === 'List')
      const sizes = list === undefined ? node.args : (list as ast.TupleExpr).elts
      const values = sizes.map((size) => numberIn(frame, size))
      if (sizes.length < 2) continue
      const step = [...of.run.steps]
        .reverse()
        .find(({ site }) => site !== null && of.source.nodeAt(site)?.node === node)
      const shape = (of.step !== null && distance === 0 ? of.step : step)?.inputs[0]?.shape
      const all = new Set<number>(total === undefined ? [] : [total])
      if (shape !== undefined) {
        all.add(numel(shape))
        all.add(numel(shape.slice(1)))
      }
      const known = values.filter((value): value is number => value !== null && value > 0)
      // One of the sizes, the others as they are.
      for (const whole of all)
        for (const [i, value] of values.entries()) {
          if (value === null || value < 1) continue
          const rest = numel(known) / value
          const wanted = whole / rest
          if (Number.isInteger(wanted) && wanted !== value && wanted > 0)
            yield {
              edits: [replaced(cell, sizes[i], String(wanted))],
              what: `${wanted} instead of ${of.source.textOf(cell, sizes[i])} in line ${node.line}`,
              cost: 1.1 + distance * 0.2,
            }
        }
      // The square at the end.
      const [h, w] = values.slice(-2)
      if (h !== null && h === w && h > 1 && values.length > 2)
        for (const whole of all) {
          const side = Math.sqrt(whole / (numel(known) / (h * w)))
          if (Number.isInteger(side) && side !== h && side > 0)
            yield {
              edits: [replaced(cell, spanning(sizes.at(-2)!, sizes.at(-1)!), `${side}, ${side}`)],
              what: `${side} × ${side} instead of ${h} × ${w} in line ${node.line}`,
              cost: 1.05 + distance * 0.2,
            }
        }
    }
}

/** A map that was resized by a factor is resized to what it meets, where that is known there. */
function* asLarge(of: Case, map: Tensor, other: ast.Expr, size: string): Generator<Candidate> {
  const resized = of.source.nodeAt(of.producerOf(map)?.site ?? null)
  const { call } = of
  if (resized?.node.kind !== 'Call' || nameOf(resized.node) !== 'interpolate' || call === null) return
  const { cell, node } = resized
  if (of.source.functionOf(cell, node) !== of.source.functionOf(call.cell, other)) return
  const factor = node.keywords.find(({ arg }) => arg === 'scale_factor')
  if (factor !== undefined)
    yield {
      edits: [replaced(cell, factor, size)],
      what: `${size} instead of a factor in line ${node.line}`,
      cost: 0.9,
    }
}
