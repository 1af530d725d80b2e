/**
 * Calls of every operator, overheard while the operators' samples and the recorded expressions run. What a call was given is
 * kept, so that it can be run again on other copies of the same numbers.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { AnyOp } from '../../../src/ops/define.js'
import { faceOf, knownNamespaces, namesIn } from '../../../src/ops/registry.js'
import { type Recorder, trace } from '../../../src/ops/trace.js'
import { PyError } from '../../../src/python/object/errors.js'
import type { DType } from '../../../src/tensor/dtype.js'
import { contiguousStrides, numel } from '../../../src/tensor/shape.js'
import { defaultGenerator } from '../../../src/tensor/state.js'
import { Tensor } from '../../../src/tensor/tensor.js'
import { startProgram } from '../../program.js'

export type Bound = Readonly<Record<string, unknown>>

export interface Call {
  readonly op: AnyOp
  readonly args: Bound
  /** The code that made it. */
  readonly code: string
  /** Dtypes, shapes and numbers of its arguments: calls of one operator differ in it. */
  readonly key: string
}

/** Every operator once. */
export function operators(): AnyOp[] {
  const found = new Map<AnyOp['spec'], AnyOp>()
  for (const namespace of knownNamespaces())
    for (const name of namesIn(namespace))
      for (const op of faceOf(namespace, name)!.ops) if (!found.has(op.spec)) found.set(op.spec, op)
  return [...found.values()]
}

/** So many different calls of each operator are kept, none on more numbers than this. */
const PER_OPERATOR = 6
const LARGEST = 4096

/** The calls that the code makes, by operator; of calls that raise, the empty list. Written-to operands are as they were left. */
export function overheard(): Map<AnyOp['spec'], Call[]> {
  const known = new Map(operators().map((op) => [op.spec, op]))
  const calls = new Map<AnyOp['spec'], Call[]>()
  let code = ''
  const recorder: Recorder = {
    enterOp() {},
    leaveOp(op, args, result) {
      const spec = (op as Partial<AnyOp>).spec
      if (spec === undefined || !known.has(spec)) return
      const kept = calls.get(spec) ?? []
      calls.set(spec, kept)
      const key = Object.values(args).map(outline).join()
      if (result === null || kept.length >= PER_OPERATOR || sizeOf(args) > LARGEST) return
      if (kept.some((call) => call.key === key)) return
      const copies = mapped(args, (tensor) => copyOf(tensor, 'dense'))
      kept.push({ op: known.get(spec)!, args: copies, code, key })
    },
    enterModule() {},
    leaveModule() {},
  }
  const { interpreter, namespace } = startProgram()
  const run = (text: string): void => {
    code = text
    try {
      interpreter.runCell(text, '<sample>', namespace)
    } catch (error) {
      if (!(error instanceof PyError)) throw error
    }
  }
  const listen = (text: string): void => {
    const put = Object.getOwnPropertyDescriptor(trace, 'recorder')!
    // A backward run puts the recorder away; here its operators are heard as well.
    Object.defineProperty(trace, 'recorder', { get: () => recorder, set() {}, configurable: true })
    try {
      run(text)
    } finally {
      Object.defineProperty(trace, 'recorder', put)
    }
  }
  const here = new URL('../expressions/', import.meta.url)
  const start = 'import torch\nimport torch.nn.functional as F\ntorch.manual_seed(3)'
  run(start)
  run(readFileSync(new URL('preamble.py', here), 'utf8'))
  for (const { spec } of known.values())
    for (const sample of spec.samples ?? []) {
      run(start)
      listen(sample)
    }
  for (const file of readdirSync(here).filter((name) => name.endsWith('.txt')))
    for (const [, expression] of readFileSync(new URL(file, here), 'utf8').matchAll(/^>>> (.*)$/gm)) {
      run('globals().update(names()); torch.manual_seed(0)')
      listen(`_ = ${expression}`)
    }
  return calls
}

const outline = (value: unknown): string => {
  if (value instanceof Tensor) return `${value.dtype.name}[${value.shape}]`
  if (Array.isArray(value)) return `(${value.map(outline)})`
  return typeof value === 'object' && value !== null
    ? Object.values(value).map(String).join(':')
    : String(value)
}

/** The arguments with every tensor replaced. */
export function mapped(args: Bound, change: (tensor: Tensor, name: string) => Tensor): Bound {
  const one = (value: unknown, name: string): unknown =>
    value instanceof Tensor
      ? change(value, name)
      : Array.isArray(value)
        ? value.map((item) => one(item, name))
        : value
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, one(value, name)]))
}

export const tensorsOf = (args: Bound): Tensor[] => {
  const found: Tensor[] = []
  mapped(args, (tensor) => {
    found.push(tensor)
    return tensor
  })
  return found
}

const sizeOf = (args: Bound): number => tensorsOf(args).reduce((sum, tensor) => sum + tensor.numel, 0)

/** What stands in the tensor, in the order of its indices: the slots of each element one after the other. */
export function slotsOf(tensor: Tensor): number[] {
  const { data, offset, shape, strides, dtype } = tensor.read()
  const index = shape.map(() => 0)
  return Array.from({ length: numel(shape) }, () => {
    const at = offset + index.reduce((sum, i, dim) => sum + i * strides[dim], 0)
    for (let dim = shape.length - 1; dim >= 0 && ++index[dim] === shape[dim]; dim--) index[dim] = 0
    return Array.from({ length: dtype.width }, (_, slot) => Number(data[at * dtype.width + slot]))
  }).flat()
}

/**
 * A copy of its own memory: `dense` in row-major order, or `spread`, where the first axis runs fastest, every second
 * element is unused, and the first stands at an offset.
 */
export function copyOf(tensor: Tensor, layout: 'dense' | 'spread', dtype: DType = tensor.dtype): Tensor {
  const { shape } = tensor
  const { width } = dtype
  const read = tensor.read().data
  const spread = layout === 'spread' && !tensor.wrapped
  const strides = spread
    ? contiguousStrides([...shape].reverse())
        .reverse()
        .map((stride) => 2 * stride)
    : contiguousStrides(shape)
  const offset = spread ? 3 : 0
  const total = numel(shape)
  const data = new dtype.array((spread ? 2 * total + 3 : total) * width)
  const index = shape.map(() => 0)
  for (let i = 0; i < total; i++) {
    const from = tensor.offset + index.reduce((sum, at, dim) => sum + at * tensor.strides[dim], 0)
    const to = offset + index.reduce((sum, at, dim) => sum + at * strides[dim], 0)
    for (let slot = 0; slot < width; slot++) data[to * width + slot] = read[from * width + slot] as never
    for (let dim = shape.length - 1; dim >= 0 && ++index[dim] === shape[dim]; dim--) index[dim] = 0
  }
  const copy = Tensor.of(data, shape, dtype)
  copy.strides = strides
  copy.offset = offset
  copy.wrapped = tensor.wrapped
  return tensor.device === 'cpu' ? copy : tensor
}

/** What a call gives, as tensors, from the same place in the random stream each time. */
export function again(op: AnyOp, args: Bound): Tensor[] {
  defaultGenerator.manualSeed(7n)
  const result = op.invoke(args as Record<string, unknown>)
  return (Array.isArray(result) ? result : [result]).filter((each) => each instanceof Tensor)
}
