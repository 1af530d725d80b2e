/**
 * The tensor: a view of a storage (shape, strides, offset, dtype) with its place in the autograd graph and the
 * derivation of its shape. It has no arithmetic: that is in the operators.
 */
import type { Derivation } from './derivation.js'
import type { Data, DType } from './dtype.js'
import { contiguousStrides, isContiguous, numel, type Shape } from './shape.js'
import type { Device } from './state.js'
import { Storage, type Value } from './storage.js'
import { checkOrigin, type ViewOrigin } from './views.js'

/** A node of the autograd graph, as far as a tensor needs to know it. */
export interface GradFn {
  readonly name: string
}

/** How a differentiable view was made from its base: what an in-place write through it needs. */
export interface ViewOf {
  readonly base: Tensor
  readonly origin: ViewOrigin
  /** The view taken again, of another tensor with the base's shape and layout. */
  readonly replay: (base: Tensor) => Tensor
  /** The base's graph version for which the view's gradFn is right. */
  graphVersion: number
}

/** Strided data, as data kernels read it. Offset and strides count elements of the dtype. */
export interface NdArray {
  readonly data: Data
  readonly offset: number
  readonly shape: Shape
  readonly strides: readonly number[]
  readonly dtype: DType
  /** A Python number that became a 0-d tensor. */
  readonly wrapped?: boolean
}

/** Takes a view anew after a write to its base; the autograd engine says under what name the graph shows that. */
let renew = ({ base, replay }: ViewOf): Tensor => replay(base)

export function installRenewal(renewal: typeof renew): void {
  renew = renewal
}

export class Tensor {
  /** Replaced, as the dtype is, only by `x.data = y` and by `out=` into a tensor that is too small. */
  storage: Storage
  shape: Shape
  strides: readonly number[]
  offset: number
  dtype: DType
  readonly device: Device

  /** Set by the user on a leaf. A tensor with a gradFn requires grad whatever this says. */
  requiresGradFlag = false
  private node: GradFn | null = null
  /** Which output of gradFn this tensor is. */
  outputIndex = 0
  grad: Tensor | null = null
  retainsGrad = false
  /** Set on differentiable views. */
  viewOf: ViewOf | null = null
  /** Raised when an in-place write changes what computed this tensor: views compare theirs with it. */
  graphVersion = 0
  /** Lives in inference mode: in-place writes outside it are refused. */
  inference = false
  /** Called with the gradient when backward reaches this tensor. */
  hooks: ((grad: Tensor) => Tensor | null)[] | null = null

  /** A Python number that became a 0-d tensor: it does not widen the dtype of its kind. */
  wrapped = false
  /** A view of another dtype, whose memory is a copy here: it may not be written to. */
  copiedBits = false
  derivation: Derivation | null = null
  /** The object by which a language shows this tensor: its bridge keeps it here, so that identity holds. */
  face: object | null = null

  constructor(
    storage: Storage,
    shape: Shape,
    dtype: DType,
    strides?: readonly number[],
    offset = 0,
    device: Device = 'cpu',
  ) {
    this.storage = storage
    this.shape = shape
    this.dtype = dtype
    this.strides = strides ?? contiguousStrides(shape)
    this.offset = offset
    this.device = device
  }

  /** A contiguous tensor over `data`, which it owns from now on. */
  static of(data: Data, shape: Shape, dtype: DType): Tensor {
    return new Tensor(Storage.of(data), shape, dtype)
  }

  /** A contiguous tensor whose content is `value`, possibly pending. */
  static from(value: Value, shape: Shape, dtype: DType, device: Device = 'cpu'): Tensor {
    return new Tensor(
      new Storage(dtype.array, numel(shape) * dtype.width, value),
      shape,
      dtype,
      undefined,
      0,
      device,
    )
  }

  /** The node that computed this tensor. A view whose base was written to in place takes its view anew first. */
  get gradFn(): GradFn | null {
    const { viewOf } = this
    if (viewOf !== null && viewOf.graphVersion !== viewOf.base.graphVersion) {
      checkOrigin(viewOf.origin, this.node, this.outputIndex, true)
      viewOf.graphVersion = viewOf.base.graphVersion
      const again = renew(viewOf)
      this.node = again.node
      this.outputIndex = again.outputIndex
    }
    return this.node
  }

  set gradFn(node: GradFn | null) {
    this.node = node
  }

  get rank(): number {
    return this.shape.length
  }

  get numel(): number {
    return numel(this.shape)
  }

  /** A view of what requires grad does too, even where its making was not recorded and no gradient flows back. */
  get requiresGrad(): boolean {
    return this.requiresGradFlag || this.gradFn !== null || this.viewOf?.base.requiresGrad === true
  }

  get isLeaf(): boolean {
    return this.gradFn === null
  }

  get isContiguous(): boolean {
    return isContiguous(this.shape, this.strides)
  }

  /** The strided data, computed if need be. */
  read(): NdArray {
    return {
      data: this.storage.read(),
      offset: this.offset,
      shape: this.shape,
      strides: this.strides,
      dtype: this.dtype,
    }
  }
}
