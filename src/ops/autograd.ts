/**
 * The autograd graph and its engine.
 *
 * A Node stands for one run of a differentiable operator; its edges lead to the nodes of the operands (an
 * AccumulateGrad for a leaf). `runBackward` visits nodes in the order PyTorch does, latest first, and calls each once
 * with all its gradients summed. Gradients are ordinary tensors made by ordinary operators: they are lazy, and with
 * `createGraph` differentiable again.
 */
import type { DType } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { formatSizes } from '../tensor/shape.js'
import { noGrad, state } from '../tensor/state.js'
import type { GradFn, Tensor } from '../tensor/tensor.js'
import { trace } from './trace.js'

export type Grads = readonly (Tensor | null)[]
export type Hook = (grads: (Tensor | null)[], outputs: (Tensor | null)[]) => (Tensor | null)[] | null

export interface Edge {
  readonly node: Node
  /** Which output of the node the operand was. */
  readonly index: number
}

let nextSequence = 1

export abstract class Node implements GradFn {
  readonly sequence: number = nextSequence++
  preHooks: ((grads: (Tensor | null)[]) => (Tensor | null)[] | null)[] | null = null
  postHooks: Hook[] | null = null
  /** Outputs whose `.grad` is to be kept (`retain_grad`), by output number. */
  retained: Map<number, Tensor> | null = null
  /** Hooks of the tensors that this node computed, by output number. */
  tensorHooks: Map<number, ((grad: Tensor) => Tensor | null)[]> | null = null
  /** PyTorch's `metadata`, a dict of the user's. */
  readonly metadata = new Map<string, unknown>()

  constructor(
    readonly name: string,
    readonly edges: readonly (Edge | null)[],
    readonly outputs: number,
  ) {}

  /** The edges that PyTorch has too: those of operands that can have a gradient. */
  get nextEdges(): readonly (Edge | null)[] {
    return this.edges
  }

  /** Gradients of the operands, one for each edge, given those of the outputs. */
  abstract apply(grads: Grads): (Tensor | null)[]
  /** Forgets what was saved for backward. */
  release(): void {}
}

/** The node of a composite that PyTorch has as one operator: passes the gradient on to what it was composed of. */
export class Named extends Node {
  /** `shown`: the edges to the operands, where what lies between is no part of PyTorch's graph. */
  constructor(
    name: string,
    edge: Edge | null,
    private readonly shown: readonly (Edge | null)[] | null = null,
  ) {
    super(name, [edge], 1)
  }

  override get nextEdges(): readonly (Edge | null)[] {
    return this.shown ?? this.edges
  }

  apply([grad]: Grads): (Tensor | null)[] {
    return [grad]
  }
}

/** The end of the graph at a leaf: adds what arrives to `.grad`. */
export class AccumulateGrad extends Node {
  override readonly sequence = Number.MAX_SAFE_INTEGER
  readonly variable: Tensor
  accumulated: ((tensor: Tensor) => void)[] | null = null

  constructor(variable: Tensor) {
    super('AccumulateGrad', [], 1)
    this.variable = variable
  }

  apply([grad]: Grads): (Tensor | null)[] {
    if (grad === null || grad === undefined) return []
    for (const hook of this.variable.hooks ?? []) grad = hook(grad) ?? grad
    const held = this.variable.grad
    if (held === null) this.variable.grad = state.gradEnabled ? grad : arithmetic.steal(grad)
    else if (state.gradEnabled) this.variable.grad = arithmetic.add(held, grad)
    else arithmetic.addInPlace(held, grad)
    for (const hook of this.accumulated ?? []) hook(this.variable)
    return []
  }
}

/** What the engine needs of the operators; the arithmetic family installs it, so that the engine imports no family. */
export interface Arithmetic {
  add(a: Tensor, b: Tensor): Tensor
  addInPlace(target: Tensor, other: Tensor): void
  /** The gradient as a tensor of its own that the leaf may keep and change. */
  steal(grad: Tensor): Tensor
  onesLike(tensor: Tensor): Tensor
  /** A contiguous copy, in the graph. */
  clone(tensor: Tensor): Tensor
  /** Sums a gradient down to the shape of a broadcast operand. */
  sumToShape(grad: Tensor, shape: readonly number[]): Tensor
  /** The gradient in the operand's dtype; the real part where a real operand met complex ones. */
  cast(grad: Tensor, dtype: DType): Tensor
}

export let arithmetic: Arithmetic

export function installArithmetic(operators: Arithmetic): void {
  arithmetic = operators
}

const accumulators = new WeakMap<Tensor, AccumulateGrad>()

/** Where the gradient of a tensor goes: the node that made it, or its accumulator if it is a leaf; null if nowhere. */
export function edgeOf(tensor: Tensor): Edge | null {
  if (tensor.gradFn !== null) return { node: tensor.gradFn as Node, index: tensor.outputIndex }
  if (!tensor.requiresGradFlag) return null
  return { node: accumulatorOf(tensor), index: 0 }
}

export function accumulatorOf(tensor: Tensor): AccumulateGrad {
  let node = accumulators.get(tensor)
  if (node === undefined) {
    node = new AccumulateGrad(tensor)
    accumulators.set(tensor, node)
  }
  return node
}

export interface BackwardOptions {
  readonly retainGraph: boolean
  readonly createGraph: boolean
  /** Stop at these tensors and collect their gradients instead of accumulating into leaves. */
  readonly inputs?: readonly Tensor[]
  /** With `inputs`: accumulate into their `.grad` (`backward(inputs=…)`) rather than only return them. */
  readonly accumulate?: boolean
}

/**
 * Runs the graph backwards from `roots` with their gradients. Returns, for `inputs`, what reached each of them.
 * RuntimeError where a root has no graph, or where the graph was freed by an earlier run.
 */
export function runBackward(
  roots: readonly Tensor[],
  seeds: Grads,
  options: BackwardOptions,
): (Tensor | null)[] {
  const start: { edge: Edge; grad: Tensor }[] = []
  for (let i = 0; i < roots.length; i++) {
    const edge = edgeOf(roots[i])
    if (edge === null) {
      fail('RuntimeError', `element ${i} of tensors does not require grad and does not have a grad_fn`)
    }
    start.push({ edge, grad: seeds[i] ?? implicitSeed(roots[i]) })
  }
  const body = (): (Tensor | null)[] => unrecorded(() => visit(start, options))
  if (!options.createGraph) return noGrad(body)
  const before = state.gradEnabled
  state.gradEnabled = true
  try {
    return body()
  } finally {
    state.gradEnabled = before
  }
}

/** The operators of a backward run are nobody's steps: the recorder does not hear them. */
function unrecorded<T>(work: () => T): T {
  const { recorder, call } = trace
  trace.recorder = null
  try {
    return work()
  } finally {
    trace.recorder = recorder
    trace.call = call
  }
}

function implicitSeed(root: Tensor): Tensor {
  if (root.numel !== 1) fail('RuntimeError', 'grad can be implicitly created only for scalar outputs')
  if (root.dtype.kind !== 'float') {
    fail(
      'RuntimeError',
      `grad can be implicitly created only for real scalar outputs but got torch.${root.dtype.name}`,
    )
  }
  return arithmetic.onesLike(root)
}

function visit(start: { edge: Edge; grad: Tensor }[], options: BackwardOptions): (Tensor | null)[] {
  const waiting = countDependencies(start.map(({ edge }) => edge.node))
  const buffers = new Map<Node, (Tensor | null)[]>()
  const targets = options.inputs?.map(edgeOf) ?? []
  const collected: (Tensor | null)[] = targets.map(() => null)
  const wanted =
    options.inputs === undefined
      ? null
      : reaching(
          start.map(({ edge }) => edge.node),
          targets,
        )

  const receive = ({ node, index }: Edge, grad: Tensor): void => {
    let buffer = buffers.get(node)
    if (buffer === undefined) {
      buffer = new Array(node.outputs).fill(null)
      buffers.set(node, buffer)
    }
    const held = buffer[index]
    buffer[index] = held === null ? grad : arithmetic.add(held, grad)
  }
  for (const { edge, grad } of start) receive(edge, grad)

  const ready = new ReadyQueue()
  for (const node of new Set(start.map(({ edge }) => edge.node))) if (!waiting.get(node)) ready.push(node)
  for (let node = ready.pop(); node !== null; node = ready.pop()) {
    let grads = buffers.get(node) ?? new Array<Tensor | null>(node.outputs).fill(null)
    buffers.delete(node)
    grads = throughHooks(node, grads)
    for (let i = 0; i < targets.length; i++) {
      const target = targets[i]
      if (target !== null && target.node === node) {
        collected[i] = grads[target.index]
        if (options.accumulate === true) accumulateInto(options.inputs![i], grads[target.index])
      }
    }
    if (wanted !== null && (!wanted.has(node) || node instanceof AccumulateGrad)) {
      release(node, ready, waiting)
      continue
    }
    const results = grads.some((grad) => grad !== null) ? node.apply(grads) : node.edges.map(() => null)
    const outputs =
      node.postHooks === null
        ? results
        : node.postHooks.reduce((now, hook) => hook(now, grads) ?? now, results)
    if (!options.retainGraph) node.release()
    for (let i = 0; i < node.edges.length; i++) {
      const edge = node.edges[i]
      if (edge === null) continue
      const grad = outputs[i] ?? null
      if (grad !== null) receive(edge, grad)
    }
    release(node, ready, waiting)
  }
  return collected
}

function accumulateInto(input: Tensor, grad: Tensor | null): void {
  if (grad === null) return
  if (input.grad === null) input.grad = arithmetic.steal(grad)
  else if (state.gradEnabled) input.grad = arithmetic.add(input.grad, grad)
  else arithmetic.addInPlace(input.grad, grad)
}

/** Says that `node` will send no more gradients; whoever waited only for it is ready. */
function release(node: Node, ready: ReadyQueue, waiting: Map<Node, number>): void {
  for (const edge of node.edges) {
    if (edge === null) continue
    const left = waiting.get(edge.node)! - 1
    waiting.set(edge.node, left)
    if (left === 0) ready.push(edge.node)
  }
}

function throughHooks(node: Node, grads: (Tensor | null)[]): (Tensor | null)[] {
  if (node.tensorHooks !== null) {
    for (const [index, hooks] of node.tensorHooks) {
      for (const hook of hooks) {
        const grad = grads[index]
        if (grad !== null) grads[index] = hook(grad) ?? grad
      }
    }
  }
  for (const hook of node.preHooks ?? []) grads = hook(grads) ?? grads
  if (node.retained !== null) {
    for (const [index, tensor] of node.retained) accumulateRetained(tensor, grads[index])
  }
  return grads
}

function accumulateRetained(tensor: Tensor, grad: Tensor | null): void {
  if (grad !== null) tensor.grad = tensor.grad === null ? grad : arithmetic.add(tensor.grad, grad)
}

/** How many edges lead to each node from within the graph that will be visited. */
function countDependencies(roots: readonly Node[]): Map<Node, number> {
  const counts = new Map<Node, number>()
  const seen = new Set<Node>(roots)
  const stack = [...seen]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const edge of node.edges) {
      if (edge === null) continue
      counts.set(edge.node, (counts.get(edge.node) ?? 0) + 1)
      if (!seen.has(edge.node)) {
        seen.add(edge.node)
        stack.push(edge.node)
      }
    }
  }
  return counts
}

/** The nodes from which some target can be reached: the others need not be computed. */
function reaching(roots: readonly Node[], targets: readonly (Edge | null)[]): Set<Node> {
  const users = new Map<Node, Node[]>()
  const seen = new Set<Node>(roots)
  const stack = [...seen]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const edge of node.edges) {
      if (edge === null) continue
      const list = users.get(edge.node)
      if (list === undefined) users.set(edge.node, [node])
      else list.push(node)
      if (!seen.has(edge.node)) {
        seen.add(edge.node)
        stack.push(edge.node)
      }
    }
  }
  const result = new Set<Node>()
  const back = targets.flatMap((target) => (target === null ? [] : (users.get(target.node) ?? [])))
  for (let node = back.pop(); node !== undefined; node = back.pop()) {
    if (result.has(node)) continue
    result.add(node)
    back.push(...(users.get(node) ?? []))
  }
  return result
}

/** A heap by sequence number: the node made last goes first. */
class ReadyQueue {
  private readonly heap: Node[] = []

  push(node: Node): void {
    const { heap } = this
    let at = heap.push(node) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heap[parent].sequence >= node.sequence) break
      heap[at] = heap[parent]
      at = parent
    }
    heap[at] = node
  }

  pop(): Node | null {
    const { heap } = this
    if (heap.length === 0) return null
    const top = heap[0]
    const last = heap.pop()!
    if (heap.length > 0) {
      let at = 0
      for (;;) {
        let child = 2 * at + 1
        if (child >= heap.length) break
        if (child + 1 < heap.length && heap[child + 1].sequence > heap[child].sequence) child++
        if (heap[child].sequence <= last.sequence) break
        heap[at] = heap[child]
        at = child
      }
      heap[at] = last
    }
    return top
  }
}

// --- saved tensors ----------------------------------------------------------------------------------------------

/** What made a tensor, and which of its outputs the tensor is. */
export interface Maker {
  readonly name: string
  readonly index: number
}

/** What made a tensor; null for leaves. */
export const makerOf = ({ gradFn, outputIndex }: Tensor): Maker | null =>
  gradFn === null ? null : { name: gradFn.name, index: outputIndex }

/** Nodes that are the engine's own, not an operator's: their full names have its namespace. */
const ENGINE_NODES: ReadonlySet<string> = new Set([
  'AccumulateGrad',
  'CopySlices',
  'CopyBackwards',
  'NotImplemented',
])

export const fullNodeName = (name: string): string =>
  ENGINE_NODES.has(name) ? `torch::autograd::${name}` : name

/**
 * Raises as PyTorch does when a tensor needed for backward has been written to since. An operand is named by the node
 * that it has now, a result by the node that made it.
 */
export function checkVersion(
  tensor: Tensor,
  version: number,
  expected: number,
  maker: Maker | null = makerOf(tensor),
): void {
  if (version === expected) return
  const name = maker === null ? '' : fullNodeName(maker.name.replace(/Backward0?(?=\d*$)/, ''))
  const which = maker === null ? '' : `, which is output ${maker.index} of ${name},`
  const type = tensor.dtype.tensorType
  fail(
    'RuntimeError',
    'one of the variables needed for gradient computation has been modified by an inplace operation: ' +
      `[torch.${type} ${formatSizes(tensor.shape)}]${which} is at version ${version}; expected version ${expected} ` +
      'instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, ' +
      'with torch.autograd.set_detect_anomaly(True, check_nan=False).',
  )
}

export function graphFreed(): never {
  fail(
    'RuntimeError',
    'Trying to backward through the graph a second time (or directly access saved tensors after they have already ' +
      'been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). ' +
      'Specify retain_graph=True if you need to backward through the graph a second time or if you need to access ' +
      'saved tensors after calling backward.',
  )
}
