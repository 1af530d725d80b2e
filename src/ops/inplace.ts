/**
 * In-place variants and `out=`: the result of an operator written into an existing tensor.
 *
 * The operands' values are captured before the write, so `x.add_(x)` needs no care. In the graph the written tensor
 * takes the operator's node; written through a view, its base takes a CopySlices node that puts the written region
 * into the base's gradient.
 */

import { copyInto } from '../compute/copy.js'
import { forEachRow } from '../compute/strided.js'
import type { Derivation } from '../tensor/derivation.js'
import type { DType } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { isDenseLayout } from '../tensor/layout.js'
import { canCast } from '../tensor/promotion.js'
import { contiguousStrides, formatSizes, numel, sameShape } from '../tensor/shape.js'
import { noGrad, state } from '../tensor/state.js'
import type { Value } from '../tensor/storage.js'
import { Tensor } from '../tensor/tensor.js'
import { checkOrigin } from '../tensor/views.js'
import { arithmetic, type Edge, edgeOf, type Grads, Node } from './autograd.js'
import type { AnyOp, PrimitiveSpec } from './define.js'
import { derive, type Out } from './derive.js'
import {
  carriesGradient,
  compute,
  gradNameOf,
  nodeFor,
  type Operands,
  type OpNode,
  operandsOf,
  shapeOf,
} from './run.js'

type Bound = Record<string, unknown>

function checkCast(from: DType, to: DType): void {
  if (canCast(from, to)) return
  fail(
    'RuntimeError',
    `result type ${from.scalarType} can't be cast to the desired output type ${to.scalarType}`,
  )
}

/** Runs `op` and writes its result into its first tensor argument, which it returns. */
export function runInplace(op: AnyOp, args: Bound): Tensor {
  const operands = operandsOf(op, args)
  const self = operands.tensors[0]
  const isView = !('composite' in op.spec) && op.spec.kernel === undefined
  const fills = op.spec.fills?.(args as never) === true
  const graded = operands.tensors.some(({ requiresGrad }) => requiresGrad)
  checkWritable(self, isView || fills, graded)
  if (!isView && !fills) checkSequential(self)
  if (!isView) for (const other of operands.tensors) checkApart(self, other)
  if ('composite' in op.spec) {
    const alias = aliasOf(self)
    const result = op.invoke({ ...args, [operands.names[0]]: alias }) as Tensor
    // A dropout of nothing gives what it was given: nothing is written.
    if (result === alias) return self
    checkCast(result.dtype, self.dtype)
    if (!fills || !overlapsItself(self)) return writeResult(self, result)
    writeChanged(self, result)
    return self
  }
  const spec = op.spec as PrimitiveSpec
  spec.refuseInplace?.(args)
  const [out] = shapeOf(spec, args, operands)
  if (out.alias !== undefined) return reshapeInPlace(op, spec, args, operands, out)
  if (!sameShape(out.shape, self.shape)) {
    fail(
      'RuntimeError',
      `output with shape ${formatSizes(self.shape)} doesn't match the broadcast shape ${formatSizes(out.shape)}`,
    )
  }
  checkCast(out.dtype, self.dtype)
  out.refuse?.()
  const differentiable = state.gradEnabled && spec.backward !== undefined && carriesGradient(out)
  const recorded = differentiable && graded
  const node = recorded ? inplaceNode(op, spec, args, operands) : null
  if (self.device !== 'meta') {
    const [value] = compute(op, spec, args, operands, [{ ...out, layout: null }], 'cpu')
    const result = Tensor.from(value, out.shape, out.dtype)
    if (fills && overlapsItself(self)) writeChanged(self, result)
    else write(self, result)
  }
  if (node !== null) rebase(self, node)
  else endGradient(self, gradNameOf(op, spec, args))
  node?.context.keepResults([self])
  // A parameter's shape has its reason in the constructor, however often an optimizer writes to it.
  if (!self.requiresGradFlag) {
    if (written.has(self)) self.derivation = written.get(self)!
    else written.set(self, self.derivation)
    self.derivation = derive(op.name, operands.names, operands.tensors, out, 0)
  }
  return self
}

/** The in-place variant of a view: the tensor itself gets the view's sizes and strides. */
function reshapeInPlace(op: AnyOp, spec: PrimitiveSpec, args: Bound, operands: Operands, out: Out): Tensor {
  const [self] = operands.tensors
  const [name] = operands.names
  const recorded = state.gradEnabled && spec.backward !== undefined && self.requiresGrad
  const node = recorded ? inplaceNode(op, spec, args, operands) : null
  const { viewOf } = self
  if (viewOf !== null) {
    const { base, replay, graphVersion, origin } = viewOf
    self.viewOf = {
      base,
      origin,
      replay: (whole) => op.invoke({ ...args, [name]: replay(whole) }) as Tensor,
      graphVersion,
    }
  }
  const derivation = derive(op.name, operands.names, operands.tensors, out, 0)
  self.shape = out.shape
  self.strides = out.alias!.strides
  self.offset = out.alias!.offset
  self.storage.version++
  if (node !== null) {
    self.gradFn = node
    self.outputIndex = 0
  }
  self.derivation = derivation
  written.delete(self)
  return self
}

/**
 * The derivations of written tensors before the first write: a write starts from there, so that a thousand writes to one buffer
 * don't make a chain of a thousand.
 */
const written = new WeakMap<Tensor, Derivation | null>()

function inplaceNode(op: AnyOp, spec: PrimitiveSpec, args: Bound, operands: Operands): OpNode {
  const before = aliasOf(operands.tensors[0])
  // What is written to is kept as it was before, so this write does not count against it; the other operands are kept themselves.
  const storages = [before.storage, ...operands.tensors.slice(1).map(({ storage }) => storage)]
  const saved: Operands = { names: operands.names, tensors: [before, ...operands.tensors.slice(1)] }
  const { inplaceGradName, inplaceBackward } = spec
  const named =
    inplaceGradName === undefined
      ? spec
      : { ...spec, gradName: inplaceGradName, backward: inplaceBackward ?? spec.backward }
  return nodeFor(op, named, { ...args, [operands.names[0]]: before }, saved, 1, storages)
}

/** The tensor as it is now: same place in the graph, a storage that later writes don't reach. */
function aliasOf(tensor: Tensor): Tensor {
  const alias = new Tensor(
    tensor.storage.snapshot(),
    tensor.shape,
    tensor.dtype,
    tensor.strides,
    tensor.offset,
    tensor.device,
  )
  const edge = edgeOf(tensor)
  alias.gradFn = edge === null ? null : edge.node
  alias.outputIndex = edge === null ? 0 : edge.index
  alias.derivation = tensor.derivation
  return alias
}

/**
 * Raises where PyTorch forbids a write: leaves that require grad, inference tensors, views without a graph, and, unless only sizes
 * and strides change, expanded memory. `graded`: what is written, or written to, requires grad.
 */
export function checkWritable(self: Tensor, overlapping = false, graded = self.requiresGrad): void {
  if (self.copiedBits)
    fail('NotImplementedError', 'ishape: writing through a view of another dtype is not available here')
  if (self.inference && !state.inferenceMode) {
    fail(
      'RuntimeError',
      'Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal ' +
        'tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.',
    )
  }
  if (state.gradEnabled) {
    const { viewOf } = self
    if (viewOf !== null && graded) checkOrigin(viewOf.origin, self.gradFn, self.outputIndex, false)
    if (viewOf?.base.isLeaf && self.requiresGrad) {
      fail(
        'RuntimeError',
        'a view of a leaf Variable that requires grad is being used in an in-place operation.',
      )
    }
    if (self.requiresGrad && self.isLeaf) {
      fail('RuntimeError', 'a leaf Variable that requires grad is being used in an in-place operation.')
    }
  }
  if (!overlapping) checkNoOverlap(self)
}

/** Raises where several elements of a tensor that is to be written lie at one place. */
export function checkNoOverlap({ shape, strides }: Tensor): void {
  for (let i = 0; i < shape.length; i++) {
    if (strides[i] === 0 && shape[i] > 1) {
      fail(
        'RuntimeError',
        'unsupported operation: more than one element of the written-to tensor refers to a single memory location. ' +
          'Please clone() the tensor before performing the operation.',
      )
    }
  }
}

/** Do several elements lie at one place? */
function overlapsItself(tensor: Tensor): boolean {
  const { shape, strides } = tensor
  if (tensor.numel === 0 || isDenseLayout(tensor)) return false
  const order = shape.map((_, dim) => dim).filter((dim) => shape[dim] !== 1)
  order.sort((a, b) => Math.abs(strides[a]) - Math.abs(strides[b]))
  let reach = 0
  for (const dim of order) {
    if (strides[dim] <= reach) return true
    reach += (shape[dim] - 1) * strides[dim]
  }
  return false
}

/** Where windows overlap, PyTorch reads what it wrote an element before: what comes out depends on its loops. */
function checkSequential(self: Tensor): void {
  if (!self.isContiguous && overlapsItself(self))
    fail(
      'NotImplementedError',
      'ishape: writing in place to memory that overlaps itself is not available here',
    )
}

/** Writes those elements that a fill has changed: where places coincide, the one that was filled decides. */
function writeChanged(self: Tensor, result: Tensor): void {
  const { shape, dtype, strides, offset } = self
  const flat = contiguousStrides(shape)
  self.storage.update([result.storage.value], (data, [changed]) => {
    const before = data.slice()
    forEachRow(
      shape,
      [
        { offset: 0, strides: flat },
        { offset, strides },
      ],
      ([from, to], count, [step, toStep]) => {
        for (let i = 0; i < count; i++, from += step, to += toStep)
          for (let w = 0; w < dtype.width; w++) {
            const value = changed[from * dtype.width + w]
            const at = to * dtype.width + w
            if (!Object.is(value, before[at])) data[at] = value as never
          }
      },
    )
  })
}

/** How the memory of two dense tensors meets; of others nothing is known, and they count as apart. */
function overlap(a: Tensor, b: Tensor): 'none' | 'partial' | 'full' {
  if (a.storage !== b.storage || a.numel === 0 || b.numel === 0) return 'none'
  if (!isDenseLayout(a) || !isDenseLayout(b)) return 'none'
  if (a.offset >= b.offset + b.numel || b.offset >= a.offset + a.numel) return 'none'
  return a.offset === b.offset && a.numel === b.numel && sameShape(a.strides, b.strides) ? 'full' : 'partial'
}

/** Raises where a written tensor and another operand share a part of their memory; the same elements in the same order may be. */
export function checkApart(self: Tensor, other: Tensor): void {
  if (overlap(self, other) === 'partial') refuseOverlap()
}

/** Raises where a written tensor and another operand share any memory. */
export function checkDisjoint(self: Tensor, other: Tensor): void {
  if (overlap(self, other) !== 'none') refuseOverlap()
}

const refuseOverlap = (): never =>
  fail(
    'RuntimeError',
    'unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. ' +
      'Please clone() the tensor before performing the operation.',
  )

/** Writes the data of `source`, broadcast and cast, into `target`. No graph. */
export function write(target: Tensor, source: Tensor): void {
  const { storage, shape, strides, offset, dtype } = target
  const value: Value = source.storage.value
  const whole = numel(shape) * dtype.width === storage.slots && offset === 0 && target.isContiguous
  if (
    whole &&
    source.dtype === dtype &&
    sameShape(source.shape, shape) &&
    source.isContiguous &&
    source.offset === 0 &&
    source.storage.slots === storage.slots
  ) {
    storage.replace(value)
    return
  }
  const from = { offset: source.offset, shape: source.shape, strides: source.strides, dtype: source.dtype }
  storage.update([value], (data, [read]) =>
    copyInto({ data, offset, shape, strides, dtype }, { ...from, data: read }),
  )
}

/** Writes `result` into `self`, and lets `self` take its place in the graph: what `copy_` and composites do. */
export function writeResult(self: Tensor, result: Tensor): Tensor {
  const edge = state.gradEnabled ? edgeOf(result) : null
  write(self, result)
  if (edge !== null) rebase(self, new Forward(edge))
  else endGradient(self, 'CopyBackwards')
  self.derivation ??= result.derivation
  return self
}

/**
 * Writes `source` over all of `self`, of which no gradient goes on: what it held gets zeros. `name` is that of PyTorch's node; `from`
 * the operand that the source was made of, which the graph shows.
 */
export function overwriteBy(self: Tensor, source: Tensor, name: string, from: Tensor | null = null): Tensor {
  const { gradEnabled } = state
  const edge = gradEnabled ? edgeOf(source) : null
  const before = gradEnabled ? edgeOf(self) : null
  write(self, source)
  if (edge !== null || before !== null) rebase(self, new Overwrite(name, before, edge, from))
  self.derivation ??= source.derivation
  return self
}

/** Writes a gradient into a part of a whole; where it has a graph of its own, the whole gets it. */
export function writeGradient(region: Tensor, grad: Tensor): void {
  if (state.gradEnabled && grad.requiresGrad) writeResult(region, grad)
  else write(region, grad)
}

/** Gives a written tensor the graph of the result written into it. Edge 0 is the overwritten tensor's: nothing. */
class Forward extends Node {
  constructor(edge: Edge) {
    super(edge.node.name, [null, edge], 1)
  }
  apply([grad]: Grads): (Tensor | null)[] {
    return [null, grad]
  }
}

/** After a write: `self` (or, if it is a view, its base) was computed by `node`. */
export function rebase(self: Tensor, node: Node): void {
  const { viewOf } = self
  if (viewOf === null) {
    self.gradFn = node
    self.outputIndex = 0
    self.graphVersion++
    return
  }
  const { base, replay } = viewOf
  base.gradFn = new CopySlices(edgeOf(base), node, base, replay)
  base.outputIndex = 0
  base.graphVersion++
}

/** After a write of something that needs no gradient through the graph of a tensor that had one. */
function endGradient(self: Tensor, name: string): void {
  const before = state.gradEnabled ? edgeOf(self) : null
  if (before !== null) rebase(self, new Overwrite(name, before, null, null))
}

/** A tensor was overwritten whole: what it held before (edge 0) gets zeros, what was written (edge 1) the gradient. */
class Overwrite extends Node {
  private readonly shown: readonly (Edge | null)[]

  constructor(name: string, before: Edge | null, edge: Edge | null, from: Tensor | null) {
    super(name, [before, edge], 1)
    this.shown = from === null ? [before] : [before, edgeOf(from)]
  }

  override get nextEdges(): readonly (Edge | null)[] {
    return this.shown
  }

  apply([grad]: Grads): (Tensor | null)[] {
    return [this.edges[0] === null || grad === null ? null : zeros(grad, grad.shape), grad]
  }
}

/** Part of a tensor was overwritten by the result of `inner`: that part's gradient goes there, the rest on. */
class CopySlices extends Node {
  private readonly shape: readonly number[]

  constructor(
    edge: Edge | null,
    private readonly inner: Node,
    base: Tensor,
    private readonly replay: (base: Tensor) => Tensor,
  ) {
    super('CopySlices', [edge, ...inner.edges.slice(1)], 1)
    this.shape = base.shape
  }

  override get nextEdges(): readonly (Edge | null)[] {
    return [this.edges[0], ...this.inner.nextEdges.slice(1)]
  }

  apply([grad]: Grads): (Tensor | null)[] {
    if (grad === null) return []
    if (state.gradEnabled && grad.requiresGrad) return this.applyInGraph(grad)
    const whole = ownCopy(grad, this.shape)
    const region = noGrad(() => this.replay(whole))
    const [first = null, ...others] = this.inner.apply([ownCopy(region, region.shape)])
    write(region, first ?? zeros(region))
    return [whole, ...others]
  }

  /** The same by operators, for gradients of this gradient. */
  private applyInGraph(grad: Tensor): (Tensor | null)[] {
    const whole = arithmetic.clone(grad)
    const region = this.replay(arithmetic.clone(grad))
    const [first = null, ...others] = this.inner.apply([region])
    const target = this.replay(whole)
    writeResult(target, first ?? zeros(target, target.shape))
    return [whole, ...others]
  }

  override release(): void {
    this.inner.release()
  }
}

function ownCopy(tensor: Tensor, shape: readonly number[]): Tensor {
  const copy = zeros(tensor, shape)
  write(copy, tensor)
  return copy
}

function zeros({ dtype }: Tensor, shape: readonly number[] = []): Tensor {
  const tensor = Tensor.of(new dtype.array(numel(shape) * dtype.width), shape, dtype)
  tensor.strides = contiguousStrides(shape)
  return tensor
}
