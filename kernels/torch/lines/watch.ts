/**
 * The shapes of every line of a program: it runs with each assigned, returned or bare value passed through a function that notes the
 * value's shape. What the program does stays the same.
 */

import { seedTorch } from '../../../src/bridge/install.js'
import { PySize, PyTensor } from '../../../src/bridge/values.js'
import { trace } from '../../../src/ops/trace.js'
import type { Host } from '../../../src/python/host.js'
import { defineFunction } from '../../../src/python/object/define.js'
import type { PyError } from '../../../src/python/object/errors.js'
import type { Value } from '../../../src/python/object/object.js'
import { PyList, PyTuple } from '../../../src/python/object/values.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { type AnyNode, eachChild } from '../../../src/python/parse/children.js'
import { parseModule } from '../../../src/python/parse/parser.js'
import { startInterpreter } from '../dialect.js'
import { type Ending, endingOf } from '../ended.js'
import type { CellSource } from '../fixes/cell-text.js'
import { type Trap, TrapWatcher } from '../traps/watch.js'

/** A tensor's sizes; of a tuple of tensors, a list, with null for None. */
export type Seen = readonly number[] | readonly (Seen | null)[]

/** What a line gave: the shapes in order, runs of the same one counted. */
export interface LineShapes {
  readonly runs: { readonly shape: Seen; times: number }[]
}

export interface Watched {
  /** By cell, then by 1-based line. */
  readonly lines: readonly ReadonlyMap<number, LineShapes>[]
  readonly traps: readonly Trap[]
  /** What ended the program early. */
  readonly error: Ending | null
}

const SEEN = '__ishape_seen__'

export function shapeOf(value: Value): Seen | null {
  if (value instanceof PyTensor) return value.tensor.shape
  if (value instanceof PySize) return value.items.map(Number)
  if (!(value instanceof PyTuple) && !(value instanceof PyList)) return null
  if (value.items.length === 0 || value.items.length > 4) return null
  const shapes = value.items.map(shapeOf)
  const tensors = value.items.filter((_, i) => shapes[i] !== null)
  if (tensors.length === 0 || !value.items.every((item, i) => item === null || shapes[i] !== null))
    return null
  return shapes
}

export const seenText = (shape: Seen): string => {
  const parts = (shape as readonly (number | Seen | null)[]).map((each) =>
    each === null ? 'None' : typeof each === 'number' ? each : seenText(each),
  )
  return `(${parts.join(', ')}${shape.length === 1 ? ',' : ''})`
}

/** Wraps the values of a tree's statements; its nodes are this function's to change. */
function instrument(tree: ast.Module, cell: number): ast.Module {
  const wrapped = (value: ast.Expr, line: number): ast.Expr => {
    const place = { line: value.line, col: value.col, endLine: value.endLine, endCol: value.endCol }
    const number = (n: number): ast.Expr => ({
      ...place,
      kind: 'Constant',
      value: { type: 'int', value: n },
      unicode: false,
    })
    return {
      ...place,
      kind: 'Call',
      func: { ...place, kind: 'Name', id: SEEN },
      args: [number(cell), number(line), value],
      keywords: [],
    }
  }
  const visit = (node: AnyNode): void => {
    const statement = node as { value?: ast.Expr | null }
    if (
      node.kind === 'Assign' ||
      node.kind === 'AnnAssign' ||
      node.kind === 'Return' ||
      node.kind === 'Expr'
    ) {
      const { value } = statement
      // A docstring stays one; a suspended value comes back later.
      if (value && value.kind !== 'Constant' && !/^(Yield|YieldFrom|Await)$/.test(value.kind))
        statement.value = wrapped(value, node.endLine)
    }
    eachChild(node, visit)
  }
  for (const statement of tree.body) visit(statement)
  return tree
}

/** Runs the cells and notes the shapes of their lines, up to an error. */
export function watchLines(host: Host, cells: readonly CellSource[]): Watched {
  const interpreter = startInterpreter(host)
  seedTorch(0n)
  const lines = cells.map(() => new Map<number, LineShapes>())
  const files = new Map(cells.map(({ name, text }) => [name, text.split('\n')]))
  const traps = new TrapWatcher((file, line) => files.get(file)?.[line - 1] ?? '')
  const note = (cell: number, line: number, value: Value): Value => {
    const shape = shapeOf(value)
    if (shape === null) return value
    let entry = lines[cell].get(line)
    if (entry === undefined) lines[cell].set(line, (entry = { runs: [] }))
    const last = entry.runs.at(-1)
    if (last !== undefined && JSON.stringify(last.shape) === JSON.stringify(shape)) last.times++
    else entry.runs.push({ shape, times: 1 })
    return value
  }
  interpreter.builtins.dict.setStr(SEEN, defineFunction(`${SEEN}(cell, line, value, /)`, note))
  const main = interpreter.newModule('__main__', cells[0]?.name ?? null)
  const before = trace.recorder
  trace.recorder = traps
  let error: Watched['error'] = null
  try {
    for (const [cell, { name, text }] of cells.entries())
      interpreter.enter(() =>
        interpreter.runTree(instrument(parseModule(text, name), cell), text, name, main.dict),
      )
  } catch (thrown) {
    error = endingOf(interpreter, thrown as PyError, files)
  } finally {
    trace.recorder = before
  }
  return { lines, traps: traps.take(), error }
}
