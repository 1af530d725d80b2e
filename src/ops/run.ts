/**
 * Running a primitive: shape, outputs with queued data, graph node, derivation; in that order.
 *
 * Everything that can fail fails in the shape function. The kernel runs later, on the values that the operands had
 * now: it is given strided arrays, never tensors.
 */
import { copyInto } from '../compute/copy.js'
import type { Data } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { roundHalf } from '../tensor/half.js'
import { contiguousStrides, formatSizes, numel, sameShape } from '../tensor/shape.js'
import { type Device, state, withState } from '../tensor/state.js'
import { allocate, pending, type Storage, type Value } from '../tensor/storage.js'
import { installRenewal, type NdArray, Tensor, type ViewOf } from '../tensor/tensor.js'
import type { ViewOrigin } from '../tensor/views.js'
import {
  arithmetic,
  checkVersion,
  type Edge,
  edgeOf,
  type Grads,
  graphFreed,
  type Maker,
  makerOf,
  Named,
  Node,
} from './autograd.js'
import type { AnyOp, PrimitiveSpec } from './define.js'
import { derive, finishDeriving, type Out, startDeriving } from './derive.js'
import type { Schema } from './schema.js'

type Bound = Record<string, unknown>

/** The tensors of a call, flattened, with the names of their parameters. */
export interface Operands {
  readonly names: string[]
  readonly tensors: Tensor[]
}

export function operandsOf({ schema }: AnyOp, args: Bound): Operands {
  const names: string[] = []
  const tensors: Tensor[] = []
  const { operands } = schema
  for (let i = 0; i < operands.length; i++) {
    const name = operands[i]
    const value = args[name]
    if (value === null || value === undefined) continue
    if (value instanceof Tensor) {
      names.push(name)
      tensors.push(value)
    } else {
      for (const tensor of value as (Tensor | null)[]) {
        if (tensor === null) continue
        names.push(name)
        tensors.push(tensor)
      }
    }
  }
  return { names, tensors }
}

/** Runs a primitive on bound arguments: a Tensor, or a list where the schema returns several. */
export function run(op: AnyOp, spec: PrimitiveSpec, args: Bound): Tensor | Tensor[] {
  const operands = operandsOf(op, args)
  const outs = shapeOf(spec, args, operands)
  outs[0]?.refuse?.()
  const tensors = materialise(op, spec, args, operands, outs)
  if (state.gradEnabled && spec.backward !== undefined) record(op, spec, args, operands, outs, tensors)
  for (let i = 0; i < tensors.length; i++)
    tensors[i].derivation = derive(op.name, operands.names, operands.tensors, outs[i], i)
  // Only factories have this parameter.
  if (args.requires_grad === true) requireGrad(tensors[0])
  return op.schema.returnType === 'Tensor' ? tensors[0] : tensors
}

/** Makes a leaf require grad. RuntimeError for dtypes that have no gradients. */
export function requireGrad(tensor: Tensor): void {
  const { kind } = tensor.dtype
  if (kind !== 'float' && kind !== 'complex') {
    fail('RuntimeError', 'Only Tensors of floating point and complex dtype can require gradients')
  }
  tensor.requiresGradFlag = true
}

/** Sizes, dtypes and reasons of all outputs. */
export function shapeOf(spec: PrimitiveSpec, args: Bound, operands: Operands): readonly Out[] {
  startDeriving()
  const out = spec.shape(args)
  finishDeriving(operands.tensors)
  return Array.isArray(out) ? (out as readonly Out[]) : [out as Out]
}

// --- outputs ----------------------------------------------------------------------------------------------------

function materialise(
  op: AnyOp,
  spec: PrimitiveSpec,
  args: Bound,
  operands: Operands,
  outs: readonly Out[],
): Tensor[] {
  const device = deviceOf(operands.tensors)
  if (outs.length > 0 && outs[0].alias !== undefined)
    return outs.map((out, i) => view(op, args, out, i, outs.length))
  const values = compute(op, spec, args, operands, outs, device)
  const results = new Array<Tensor>(outs.length)
  for (let i = 0; i < outs.length; i++) {
    const { shape, dtype, layout, device: own = device } = outs[i]
    const tensor = Tensor.from(values[i], shape, dtype, own)
    if (layout) tensor.strides = layout
    tensor.inference = state.inferenceMode
    results[i] = tensor
  }
  return results
}

function deviceOf(tensors: readonly Tensor[]): Device {
  for (let i = 0; i < tensors.length; i++) if (tensors[i].device === 'meta') return 'meta'
  return 'cpu'
}

/** The outputs' values: queued, or for meta tensors never to be had. */
export function compute(
  op: AnyOp,
  spec: PrimitiveSpec,
  args: Bound,
  operands: Operands,
  outs: readonly Out[],
  device: Device,
): Value[] {
  if ((device === 'meta' && spec.unread !== true) || (outs.length > 0 && outs[0].device === 'meta'))
    return pending([], outs.length, noData)
  const { kernel } = spec
  if (outs.length === 0) return []
  if (kernel === undefined) throw new Error(`${op.name} has no kernel`)
  const inputs = spec.unread === true ? [] : valuesOf(operands.tensors)
  const stripped = strip(op, args)
  if (spec.draw !== undefined) stripped.drawn = spec.draw(args, outs)
  const shapes = outs.map(({ shape, dtype, layout, byMemory }) => ({
    shape,
    dtype,
    layout: byMemory ? null : layout,
  }))
  return pending(inputs, outs.length, (datas) => {
    const buffers = shapes.map(
      ({ shape, dtype }): NdArray => ({
        data: allocate(dtype.array, numel(shape) * dtype.width),
        offset: 0,
        shape,
        strides: contiguousStrides(shape),
        dtype,
      }),
    )
    kernel(withData(stripped, datas), buffers[0], buffers)
    // Kernels reckon in float32 or double; a half type is rounded once, here.
    for (const { data, dtype } of buffers)
      if (dtype.itemsize === 2 && dtype.kind === 'float') roundHalf(data as Float32Array, dtype)
    return buffers.map((buffer, i) => {
      const { layout } = shapes[i]
      return layout ? laidOut(buffer, layout) : buffer.data
    })
  })
}

function valuesOf(tensors: readonly Tensor[]): Value[] {
  const values = new Array<Value>(tensors.length)
  for (let i = 0; i < tensors.length; i++) values[i] = tensors[i].storage.value
  return values
}

/** The data of a contiguous array in another dense layout. */
function laidOut(array: NdArray, strides: readonly number[]): Data {
  const data = allocate(array.dtype.array, array.data.length)
  copyInto({ ...array, data, strides }, array)
  return data
}

function noData(): never {
  fail('NotImplementedError', 'Cannot copy out of meta tensor; no data!')
}

/** A tensor argument waiting for its data: `at` is its place among the operands. */
class Slot {
  constructor(
    readonly at: number,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
    readonly dtype: NdArray['dtype'],
    readonly wrapped: boolean,
  ) {}

  static of({ offset, shape, strides, dtype, wrapped }: Tensor, at: number): Slot {
    return new Slot(at, offset, shape, strides, dtype, wrapped)
  }

  fill(datas: readonly Data[]): NdArray {
    const { offset, shape, strides, dtype, wrapped } = this
    return { data: datas[this.at], offset, shape, strides, dtype, wrapped }
  }
}

/** The arguments without their tensors, so that a queued kernel keeps values alive but no graph. */
function strip({ schema }: AnyOp, args: Bound): Bound {
  const result: Bound = { ...args }
  const { operands } = schema
  let at = 0
  for (let i = 0; i < operands.length; i++) {
    const name = operands[i]
    const value = args[name]
    if (value instanceof Tensor) result[name] = Slot.of(value, at++)
    else if (Array.isArray(value))
      result[name] = (value as (Tensor | null)[]).map((item) => (item === null ? null : Slot.of(item, at++)))
  }
  return result
}

function withData(stripped: Bound, datas: readonly Data[]): Bound {
  const result: Bound = { ...stripped }
  for (const name in result) {
    const value = result[name]
    if (value instanceof Slot) result[name] = value.fill(datas)
    else if (Array.isArray(value) && value.some((item) => item instanceof Slot)) {
      result[name] = (value as (Slot | null)[]).map((item) => (item === null ? null : item.fill(datas)))
    }
  }
  return result
}

function view(op: AnyOp, args: Bound, out: Out, index: number, count: number): Tensor {
  const { of, strides, offset } = out.alias!
  const tensor = new Tensor(of.storage, out.shape, out.dtype, strides, offset, of.device)
  tensor.inference = of.inference
  const parent = of.viewOf
  const parameter = op.schema.parameters.find(({ name }) => args[name] === of)!.name
  tensor.viewOf = {
    origin: originOf(parent, op.schema.returnType !== 'Tensor'),
    base: parent === null ? of : parent.base,
    replay: (base) => {
      const again = op.invoke({ ...args, [parameter]: parent === null ? base : parent.replay(base) })
      return count === 1 && !Array.isArray(again) ? (again as Tensor) : (again as Tensor[])[index]
    },
    graphVersion: (parent === null ? of : parent.base).graphVersion,
  }
  return tensor
}

/** Of what a view was once its base was written to, PyTorch remembers the strides alone. */
installRenewal(({ base, replay }) => {
  // In a backward run too, where nothing else goes into the graph.
  const again = withState({ gradEnabled: true }, () => replay(base))
  const edge = edgeOf(again)
  if (edge !== null && !edge.node.name.startsWith('ViewAs')) {
    again.gradFn = new Named('AsStridedBackward0', edge, [edgeOf(base)])
    again.outputIndex = 0
  }
  return again
})

/** A view of a view that may not be written to may not be either. */
function originOf(parent: ViewOf | null, several: boolean): ViewOrigin {
  if (parent !== null && parent.origin !== 'plain') return parent.origin
  if (several) return 'several'
  if (state.inferenceMode) return 'inference'
  return state.gradEnabled ? 'plain' : 'noGrad'
}

// --- the graph --------------------------------------------------------------------------------------------------

/** Puts a node behind the outputs if a gradient can flow through this call. */
function record(
  op: AnyOp,
  spec: PrimitiveSpec,
  args: Bound,
  operands: Operands,
  outs: readonly Out[],
  results: Tensor[],
): void {
  if (!operands.tensors.some(({ requiresGrad }) => requiresGrad)) return
  if (!outs.some(carriesGradient)) return
  const node = nodeFor(op, spec, args, operands, outs.length)
  for (let i = 0; i < results.length; i++) {
    if (!carriesGradient(outs[i])) continue
    results[i].gradFn = node
    results[i].outputIndex = i
  }
  node.context.keepResults(results)
}

export const carriesGradient = ({ dtype, differentiable }: Out): boolean =>
  differentiable !== false && (dtype.kind === 'float' || dtype.kind === 'complex')

/**
 * The node of one call. `storages`, when given, are those whose versions stand for the operands': an in-place variant
 * passes the storage that it is about to write.
 */
export function nodeFor(
  op: AnyOp,
  spec: PrimitiveSpec,
  args: Bound,
  operands: Operands,
  outputs: number,
  storages?: readonly Storage[],
): OpNode {
  const name = gradNameOf(op, spec, args)
  const edges = operands.tensors.map(edgeOf)
  const context = new (contextClass(op))(args, operands, edges, storages)
  return new OpNode(name, edges, outputs, context, spec, op.schema)
}

/** What PyTorch calls the node of a call. */
export const gradNameOf = (op: AnyOp, spec: PrimitiveSpec, args: Bound): string =>
  typeof spec.gradName === 'function'
    ? spec.gradName(args)
    : (spec.gradName ?? defaultGradName(op.schema.name))

const gradNames = new Map<string, string>()

/** `log_softmax` → `LogSoftmaxBackward0` */
function defaultGradName(name: string): string {
  let known = gradNames.get(name)
  if (known === undefined) {
    const words = name.replace(/(?:^|_|(?<=\d))([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    gradNames.set(name, (known = `${words}Backward0`))
  }
  return known
}

export class OpNode extends Node {
  constructor(
    name: string,
    edges: readonly (Edge | null)[],
    outputs: number,
    readonly context: SavedContext,
    private readonly spec: PrimitiveSpec,
    private readonly schema: Schema,
  ) {
    super(name, edges, outputs)
  }

  apply(grads: Grads): (Tensor | null)[] {
    const { context, edges } = this
    const { names } = context
    context.grads = grads
    const result: (Tensor | null)[] = new Array(edges.length).fill(null)
    for (let i = 0; i < edges.length; ) {
      const name = names[i]
      let end = i + 1
      while (end < edges.length && names[end] === name) end++
      const backward = this.spec.backward![name]
      if (backward !== undefined && edges.slice(i, end).some((edge) => edge !== null)) {
        const grad = backward(context)
        if (Array.isArray(grad)) for (let k = i; k < end; k++) result[k] = this.fitted(grad[k - i], k)
        else result[i] = this.fitted(grad as Tensor | null, i)
      }
      i = end
    }
    context.grads = []
    return result
  }

  override get nextEdges(): readonly (Edge | null)[] {
    const { names, metas } = this.context
    const shown: (Edge | null)[] = []
    for (const { name, type } of this.schema.parameters) {
      if (this.spec.backward![name] === undefined) continue
      // An operand that is None has its place among the edges all the same.
      if (!names.includes(name) && type.list === null) shown.push(null)
      names.forEach((each, i) => {
        if (each === name && !(metas[i].wrapped && this.spec.numbersApart)) shown.push(this.edges[i])
      })
    }
    return shown
  }

  private differentiable(i: number): boolean {
    return this.spec.backward![this.context.names[i]] !== undefined
  }

  /** The gradient of operand i as the graph takes it on. RuntimeError where its shape is no stretching of the operand's. */
  private fitted(grad: Tensor | null, i: number): Tensor | null {
    const meta = this.context.metas[i]
    if (grad !== null && !stretches(meta.shape, grad.shape)) {
      const index = this.edges.slice(0, i).filter((_, k) => this.differentiable(k)).length
      fail(
        'RuntimeError',
        `Function ${this.name} returned an invalid gradient at index ${index} - got ${formatSizes(grad.shape)} but expected shape compatible with ${formatSizes(meta.shape)}`,
      )
    }
    return fit(grad, meta)
  }

  override release(): void {
    this.context.free()
  }
}

/** Whether a tensor of `from` broadcasts to `to`. */
function stretches(from: readonly number[], to: readonly number[]): boolean {
  const lead = to.length - from.length
  return lead >= 0 && from.every((size, i) => size === to[i + lead] || size === 1)
}

/** A gradient in the operand's own shape and dtype: summed over broadcast dims, cast back from a promoted type. */
function fit(grad: Tensor | null, { shape, dtype }: Meta): Tensor | null {
  if (grad === null) return null
  if (!sameShape(grad.shape, shape)) grad = arithmetic.sumToShape(grad, shape)
  return grad.dtype === dtype ? grad : arithmetic.cast(grad, dtype)
}

interface Meta {
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  readonly dtype: NdArray['dtype']
  readonly wrapped: boolean
}

/**
 * What a node remembers of its call. Subclasses, one for each operator, have a getter for every parameter; those of
 * tensors check the version first.
 */
export class SavedContext {
  grads: Grads = []
  readonly names: readonly string[]
  readonly metas: readonly Meta[]
  private readonly edges: readonly (Edge | null)[]
  private readonly storages: readonly Storage[]
  private readonly versions: readonly number[]
  private kept: Tensor[] = []
  private keptVersions: number[] = []
  private makers: (Maker | null)[] = []
  private freed = false
  protected args: Bound

  constructor(
    args: Bound,
    { names, tensors }: Operands,
    edges: readonly (Edge | null)[],
    storages?: readonly Storage[],
  ) {
    this.args = args
    this.names = names
    this.edges = edges
    this.metas = tensors.map(({ shape, strides, dtype, wrapped }) => ({ shape, strides, dtype, wrapped }))
    this.storages = storages ?? tensors.map(({ storage }) => storage)
    this.versions = this.storages.map(({ version }) => version)
  }

  keepResults(results: Tensor[]): void {
    this.kept = results
    this.keptVersions = results.map(({ storage }) => storage.version)
    this.makers = results.map(makerOf)
  }

  get grad(): Tensor {
    return this.grads[0]!
  }

  /** Checked one by one as they are read: who needs the indices alone may write over the values. */
  get results(): readonly Tensor[] {
    const checked = new Array<Tensor>(this.kept.length)
    for (let i = 0; i < checked.length; i++)
      Object.defineProperty(checked, i, { get: () => this.unwritten(i) })
    return checked
  }

  get result(): Tensor {
    return this.unwritten(0)
  }

  private unwritten(i: number): Tensor {
    if (this.freed) graphFreed()
    const tensor = this.kept[i]
    checkVersion(tensor, tensor.storage.version, this.keptVersions[i], this.makers[i])
    return tensor
  }

  get meta(): Record<string, Meta> {
    return Object.fromEntries(this.names.map((name, i) => [name, this.metas[i]]))
  }

  readonly needs = (name: string): boolean =>
    this.edges.some((edge, i) => edge !== null && this.names[i] === name)

  /** A tensor argument, unless it was written to or freed since the call. */
  saved(name: string): unknown {
    if (this.freed) graphFreed()
    const value = this.args[name]
    let i = this.names.indexOf(name)
    for (const tensor of value instanceof Tensor ? [value] : ((value ?? []) as (Tensor | null)[])) {
      // Absent ones have no place among the operands.
      if (tensor === null) continue
      checkVersion(tensor, this.storages[i].version, this.versions[i])
      i++
    }
    return value
  }

  plain(name: string): unknown {
    return this.args[name]
  }

  free(): void {
    this.freed = true
    this.kept = []
    this.makers = []
    for (const name of this.names) this.args = { ...this.args, [name]: null }
  }
}

const contextClasses = new WeakMap<AnyOp['spec'], typeof SavedContext>()

function contextClass({ spec, schema }: AnyOp): typeof SavedContext {
  let made = contextClasses.get(spec)
  if (made === undefined) {
    made = class extends SavedContext {}
    for (const { name } of schema.parameters) {
      const tensor = schema.operands.includes(name)
      Object.defineProperty(made.prototype, name, {
        get(this: SavedContext) {
          return tensor ? this.saved(name) : this.plain(name)
        },
      })
    }
    contextClasses.set(spec, made)
  }
  return made
}
