/**
 * Loops over batches, cut short in a replay: when two turns in a row have made the same calls on the same shapes, the loop goes on with its
 * last item, where it is known, and ends: the last batch of a loader is often a smaller one. What further turns do to weights and sums changes no shape, and ten epochs would take any budget.
 *
 * Such a loop trains, or goes over a data loader and keeps nothing of what it sees: a loop over layers has other calls to come.
 * The tree is changed for that: what a `for` goes over passes through one function, every `x.backward()` through another that counts.
 */
import { stepper } from '../../../src/python/compile/loops.js'
import { defineFunction } from '../../../src/python/object/define.js'
import type { PyDict } from '../../../src/python/object/dict.js'
import { PyObject, type Value } from '../../../src/python/object/object.js'
import {
  call,
  getAttr,
  getItem,
  length,
  lookupSpecial,
  makeIterator,
  truthy,
  typeOf,
} from '../../../src/python/object/protocol.js'
import { PyList, PyRange, PyTuple } from '../../../src/python/object/values.js'
import type * as ast from '../../../src/python/parse/ast.js'
import { type AnyNode, eachChild } from '../../../src/python/parse/children.js'
import type { Step } from './run.js'

const FEW = '__few__'
const TRAINED = '__trained__'

/** Whether there may be a loop over batches. */
export const mayLoop = (text: string): boolean => /\.backward\(|DataLoader/.test(text)

/** Methods that keep what they are given. */
const KEEPING: ReadonlySet<string> = new Set(['append', 'extend', 'insert', 'add', 'update', 'setdefault'])

export class BatchLoops {
  /** Calls of `backward`. */
  private trained = 0

  /** `steps`: what the run has called so far. */
  constructor(private readonly steps: () => readonly Step[]) {}

  /** Gives programs the two functions. */
  install(names: PyDict): void {
    names.setStr(
      FEW,
      defineFunction(`${FEW}(items, source, /)`, (items: Value, source: Value) =>
        makeIterator('iterator', this.few(items, source)),
      ),
    )
    names.setStr(
      TRAINED,
      defineFunction(`${TRAINED}(value, /)`, (value: Value) => {
        this.trained++
        return value
      }),
    )
  }

  /** The tree with its loops cut short. */
  prepare(tree: ast.Module): ast.Module {
    const visit = (node: AnyNode): void => {
      eachChild(node, visit)
      if (node.kind === 'For') (node as { iter: ast.Expr }).iter = through(FEW, node.iter, sourceOf(node))
      if (node.kind === 'Expr' && isBackward(node.value))
        (node as { value: ast.Expr }).value = through(TRAINED, node.value)
    }
    for (const statement of tree.body) visit(statement)
    return tree
  }

  private few(items: Value, source: Value): () => Value | undefined {
    const step = stepper(items)
    const loads = isLoader(source)
    let [turns, trained, from] = [0, 0, 0]
    let before = ''
    let ends = false
    return () => {
      if (ends) return undefined
      const steps = this.steps()
      if (turns > 0 && (loads || this.trained > trained)) {
        const turn = steps.slice(from).map(told).join('\n')
        ends = turn !== '' && turn === before
        before = turn
      } else before = ''
      ;[trained, from] = [this.trained, steps.length]
      turns++
      return ends ? (lastOf(items, turns) ?? lastLoaded(items, source, turns)) : step()
    }
  }
}

const told = ({ name, site, inputs, outputs }: Step): string =>
  `${site?.line}:${site?.col} ${name} ${inputs.map(({ shape }) => `(${shape})`)} ${outputs.map(({ shape }) => `(${shape})`)}`

/** The last item of what has a length, if it is still to come at this turn. */
function lastOf(items: Value, turn: number): Value | undefined {
  if (items instanceof PyRange && items.length >= turn) return items.start + (items.length - 1) * items.step
  if ((items instanceof PyList || items instanceof PyTuple) && items.items.length >= turn)
    return items.items[items.items.length - 1]
  return undefined
}

/** More samples than these are not counted through. */
const MOST_SAMPLES = 100_000

/** The last batch of a loader, where it is a smaller one; numbered where the loop numbers. */
function lastLoaded(items: Value, loader: Value, turn: number): Value | undefined {
  if (!isLoader(loader)) return undefined
  const [dataset, sampler] = [getAttr(loader, 'dataset'), getAttr(loader, 'batch_sampler')]
  const size = getAttr(loader, 'batch_size')
  const plain = items === loader
  if (sampler === null || typeof size !== 'number' || truthy(getAttr(loader, 'drop_last'))) return undefined
  if (!plain && typeOf(items).name !== 'enumerate') return undefined
  const samples = lookupSpecial(dataset, '__len__') === undefined ? 0 : length(dataset)
  const batches = Math.ceil(samples / size)
  if (samples % size === 0 || samples > MOST_SAMPLES || batches < turn) return undefined
  const rest = Array.from({ length: samples % size }, (_, i) => getItem(dataset, samples - 1 - i))
  const batch = call(getAttr(loader, 'collate_fn'), [new PyList(rest)])
  return plain ? batch : new PyTuple([batches - 1, batch])
}

const isBackward = (node: ast.Expr): boolean =>
  node.kind === 'Call' && node.func.kind === 'Attribute' && node.func.attr === 'backward'

const isLoader = (value: Value): boolean =>
  value instanceof PyObject && value.cls.mro.some(({ name }) => name === 'DataLoader')

/** What a loop goes over that keeps nothing, looked at through `enumerate(…)` and the like; None where that can't be told. */
function sourceOf({ iter, body }: ast.For): ast.Expr {
  const { line, col, endLine, endCol } = iter
  const none: ast.Expr = {
    line,
    col,
    endLine,
    endCol,
    kind: 'Constant',
    value: { type: 'None' },
    unicode: false,
  }
  const source = iter.kind === 'Call' ? iter.args[0] : iter
  const isSimple = source?.kind === 'Name' || (source?.kind === 'Attribute' && source.value.kind === 'Name')
  return isSimple && !body.some(keeps) ? source : none
}

function keeps(node: AnyNode): boolean {
  if (node.kind === 'Yield' || node.kind === 'Subscript') return true
  if (node.kind === 'Call' && node.func.kind === 'Attribute' && KEEPING.has(node.func.attr)) return true
  let found = false
  eachChild(node, (child) => {
    found ||= keeps(child)
  })
  return found
}

/** `name(value, …)`, at the place of the value. */
function through(name: string, ...args: [value: ast.Expr, ...rest: ast.Expr[]]): ast.Call {
  const { line, col, endLine, endCol } = args[0]
  const place = { line, col, endLine, endCol }
  return { ...place, kind: 'Call', func: { ...place, kind: 'Name', id: name }, args, keywords: [] }
}
