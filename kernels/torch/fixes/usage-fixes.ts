/** Fixes of what beginners leave out: `super().__init__()`, `return`, imports, `.detach()`, one number for `backward`. */

import { distance } from '../../../src/base/spelling.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { nameOf } from './axis-fixes.js'
import type { Candidate, Case } from './case.js'
import { namesOf, sortOf, tensorOf, valueIn } from './names.js'
import { lastName } from './parameters.js'
import { expressionsIn } from './regions.js'
import { constantOf, inserted, replaced } from './source.js'
import { indentOf } from './structure-fixes.js'
import { short } from './tensor-fixes.js'

/** The modules that programs know by a name of their own. */
const IMPORTS: Readonly<Record<string, string>> = {
  torch: 'import torch',
  nn: 'import torch.nn as nn',
  F: 'import torch.nn.functional as F',
  np: 'import numpy as np',
  optim: 'import torch.optim as optim',
  math: 'import math',
  random: 'import random',
  os: 'import os',
  time: 'import time',
  copy: 'import copy',
  partial: 'from functools import partial',
  rearrange: 'from einops import rearrange',
  Dataset: 'from torch.utils.data import Dataset',
  DataLoader: 'from torch.utils.data import DataLoader',
  TensorDataset: 'from torch.utils.data import TensorDataset',
}

/** `name 'F' is not defined`: its import. */
export function* forgottenImport(of: Case): Generator<Candidate> {
  const [, name] = /name '(\w+)' is not defined/.exec(of.message) ?? []
  const statement = name === undefined ? undefined : IMPORTS[name]
  if (statement === undefined) return
  yield { edits: [inserted(0, 1, 0, `${statement}\n`)], what: statement, cost: 0.5 }
}

/** What a class of the program's own leaves out: its base's constructor, what a function returns, how `forward` is spelled. */
export function* forgottenInClass(of: Case): Generator<Candidate> {
  const { message } = of
  const noInit = /before Module.__init__|no attribute '_(modules|parameters|buffers|backward_hooks)'/.test(
    message,
  )
  const nothing = /NoneType/.test(message)
  const noForward = /missing the required "forward"|NotImplementedError/.test(`${of.failure.type} ${message}`)
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'FunctionDef') continue
    const [first] = node.body
    const inClass = of.source.parentOf(cell, node)?.kind === 'ClassDef'
    if (noInit && inClass && node.name === '__init__' && !callsBase(of, cell, node))
      yield {
        edits: [
          inserted(cell, first.line, first.col, `super().__init__()\n${indentOf(of, cell, first.line)}`),
        ],
        what: 'the constructor of nn.Module runs first',
        cost: 0.4,
      }
    if (nothing && !returns(node)) {
      const last = node.body[node.body.length - 1]
      const indent = indentOf(of, cell, last.line)
      const target = last.kind === 'Assign' ? lastName(last.targets[0]) : null
      if (target !== null)
        yield {
          edits: [inserted(cell, last.endLine, last.endCol, `\n${indent}return ${target}`)],
          what: `${node.name} returns ${target}`,
          cost: 0.5,
        }
      if (last.kind === 'Expr')
        yield {
          edits: [inserted(cell, last.line, last.col, 'return ')],
          what: `${node.name} returns what it computes`,
          cost: 0.5,
        }
    }
    if (noForward && inClass && node.name !== 'forward' && distance(node.name, 'forward') <= 6) {
      const place = of.source.headOf(cell, node)
      if (place !== null)
        yield {
          edits: [
            replaced(
              cell,
              {
                line: place.line,
                col: place.col - node.name.length - 1,
                endLine: place.line,
                endCol: place.col - 1,
              },
              'forward',
            ),
          ],
          what: `forward instead of ${node.name}`,
          cost: 0.4,
        }
    }
  }
  if (noForward)
    for (const { cell, node } of of.callsNamed('ModuleList')) {
      const [list] = node.args
      if (list === undefined) continue
      const name = of.source.textOf(cell, node.func).replace('ModuleList', 'Sequential')
      yield {
        edits: [replaced(cell, node.func, name), inserted(cell, list.line, list.col, '*')],
        what: 'a Sequential, which can be called',
        cost: 0.6,
      }
    }
}

const callsBase = (of: Case, cell: number, node: ast.FunctionDef): boolean =>
  node.body.some((statement) => of.source.textOf(cell, statement).includes('__init__('))

function returns(node: ast.FunctionDef): boolean {
  const within = (body: readonly ast.Stmt[]): boolean =>
    body.some(
      (each) =>
        each.kind === 'Return' ||
        ('body' in each &&
          Array.isArray(each.body) &&
          each.kind !== 'FunctionDef' &&
          within(each.body as ast.Stmt[])) ||
        ('orelse' in each && Array.isArray(each.orelse) && within(each.orelse as ast.Stmt[])),
    )
  return within(node.body)
}

/** Methods that a tensor must first be made ready for, by what the message says. */
const READY: readonly (readonly [message: RegExp, method: RegExp, before: string, cost: number])[] = [
  [/scalar outputs/, /^backward$/, '.mean()', 0.6],
  [/scalar outputs/, /^backward$/, '.sum()', 0.65],
  [/requires grad/, /^numpy$/, '.detach()', 0.4],
  [/requires grad/, /^(tolist|item)$/, '.detach()', 0.5],
  [/converted to (a )?[Ss]calar|only one element/, /^item$/, '.mean()', 0.7],
  [/converted to (a )?[Ss]calar|only one element/, /^item$/, '.sum()', 0.75],
]

/** A step before a method: `loss.mean().backward()`. */
export function* madeReady(of: Case): Generator<Candidate> {
  for (const { cell, root, distance: far } of of.regions)
    for (const node of expressionsIn(root)) {
      if (node.kind !== 'Call' || node.func.kind !== 'Attribute') continue
      const { value } = node.func
      for (const [message, method, before, cost] of READY)
        if (message.test(of.message) && method.test(nameOf(node)))
          yield {
            edits: [inserted(cell, value.endLine, value.endCol, before)],
            what: `${short(of.source.textOf(cell, value))}${before} first`,
            cost: cost + far * 0.2,
          }
    }
}

/** The same attribute of another module: `nn.relu` is `F.relu`; of none, `self.F.relu` is `F.relu`. */
export function* otherModule(of: Case): Generator<Candidate> {
  const [, missing] = /has no attribute '(\w+)'/.exec(of.message) ?? []
  const place = of.failure.places[0]
  if (missing === undefined || place === undefined) return
  const cell = of.source.cellOf(place.site.file)
  const names = namesOf(place.frame)
  for (const { cell: own, node } of of.source.nodes()) {
    if (own !== cell || node.kind !== 'Attribute' || node.attr !== missing) continue
    if (names.has(missing))
      yield {
        edits: [replaced(cell, node, missing)],
        what: `${missing} itself`,
        cost: 0.6,
      }
    if (sortOf(valueIn(place.frame, node.value)) !== 'module') continue
    const small = missing.toLowerCase()
    if (small !== missing)
      for (const name of [of.source.textOf(cell, node.value), 'F', 'torch'])
        yield { edits: [replaced(cell, node, `${name}.${small}`)], what: `${name}.${small}`, cost: 0.5 }
    for (const [name, value] of names)
      if (
        sortOf(value) === 'module' &&
        valueIn(place.frame, { ...node, value: { ...node.value, kind: 'Name', id: name } as ast.Name }) !==
          undefined
      )
        yield {
          edits: [replaced(cell, node.value, name)],
          what: `${name}.${missing}`,
          cost: 0.55,
        }
  }
}

/** An index beyond the end: one less, one more; a key that is spelled otherwise. */
export function* otherIndex(of: Case): Generator<Candidate> {
  const { type, message } = of.failure
  if (type === 'KeyError') {
    const missing = /^'(.*)'$/.exec(message)?.[1]
    if (missing === undefined) return
    const words = new Map<string, number>()
    for (const { node } of of.source.nodes())
      if (node.kind === 'Constant' && node.value.type === 'str')
        words.set(node.value.value, distance(missing, node.value.value))
    const nearest = [...words].sort((a, b) => a[1] - b[1]).slice(0, 6)
    for (const { cell, node } of of.source.nodes())
      if (node.kind === 'Constant' && node.value.type === 'str' && node.value.value === missing)
        for (const [word, far] of nearest)
          if (word !== missing)
            yield {
              edits: [replaced(cell, node, JSON.stringify(word))],
              what: `"${word}" instead of "${missing}"`,
              cost: 0.6 + Math.min(1, far / 20),
            }
  }
  if (type !== 'IndexError') return
  for (const { cell, root, distance: far } of of.regions) {
    if (far > 1.5) continue
    for (const node of expressionsIn(root)) {
      if (!['Constant', 'Name', 'Attribute', 'BinOp', 'Call'].includes(node.kind)) continue
      const parent = of.source.parentOf(cell, node)
      const counted =
        (parent?.kind === 'Subscript' && parent.slice === node) ||
        (parent?.kind === 'Call' && parent.func !== node && lastName(parent.func) === 'range')
      if (!counted) continue
      const c = constantOf(node)
      const text = of.source.textOf(cell, node)
      for (const [written, more] of c === null
        ? [[`${text} - 1`, 0] as const, [`${text} + 1`, 0.1] as const]
        : [[String(c - 1), 0] as const])
        yield {
          edits: [replaced(cell, node, written)],
          what: `${written} instead of ${text} in line ${node.line}`,
          cost: 1.1 + more + far * 0.2,
        }
    }
  }
}

/** Backward a second time through one graph: a part of it that was not to be trained, or the graph is kept. */
export function* cutOff(of: Case): Generator<Candidate> {
  if (!/backward through the graph a second time|modified by an inplace operation/.test(of.message)) return
  for (const { cell, node } of of.source.nodes()) {
    if (node.kind !== 'Call' || of.source.functionOf(cell, node) !== null) continue
    if (nameOf(node) === 'backward' && !node.keywords.some(({ arg }) => arg === 'retain_graph'))
      yield {
        edits: [inserted(cell, node.endLine, node.endCol - 1, 'retain_graph=True')],
        what: `the graph is kept in line ${node.line}`,
        cost: 1.3,
      }
    for (const argument of node.args)
      if (argument.kind === 'Name' && of.isWhole(cell, argument) && isComputed(of, argument))
        yield {
          edits: [inserted(cell, argument.endLine, argument.endCol, '.detach()')],
          what: `${argument.id}.detach() in line ${argument.line}: what made it is not trained there`,
          cost: 1,
        }
  }
}

/** Is it a tensor that some layer had a part in? */
function isComputed(of: Case, name: ast.Name): boolean {
  const frame = of.failure.places.at(-1)?.frame
  const tensor = frame === undefined ? null : tensorOf(valueIn(frame, name))
  return tensor !== null && of.producerOf(tensor) !== null && tensor.requiresGrad
}
