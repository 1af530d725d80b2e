/** The attributes of tensors: shape, dtype, grad, grad_fn, T and the rest. */
import { DeviceName, Sequence } from '../ops/argument.js'
import { detached } from '../ops/conversion.js'
import { requireGrad } from '../ops/run.js'
import type { GetSet } from '../python/object/define.js'
import { raise } from '../python/object/errors.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import type { Value } from '../python/object/object.js'
import { cppName } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { formatSizes, sameShape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { nodeObject } from './node.js'
import { lazyCallee, runOperator } from './operators.js'
import { layouts } from './options.js'
import { sizeRead } from './reads.js'
import { dtypeObject, PyDevice, PySize, PyTensor, wrap } from './values.js'

const devices = { cpu: new PyDevice(new DeviceName('cpu')), meta: new PyDevice(new DeviceName('meta')) }

const readOnly = (name: string, get: (tensor: Tensor) => Value): GetSet => ({
  get: (self: PyTensor) => get(self.tensor),
  set: () => {
    throw raise('AttributeError', `attribute '${name}' of 'torch._C.TensorBase' objects is not writable`)
  },
})

function setGrad({ tensor }: PyTensor, value: Value | undefined): void {
  if (value === undefined || value === null) {
    tensor.grad = null
    return
  }
  if (!(value instanceof PyTensor)) {
    throw newTypeError(
      `assigned grad expected to be a Tensor or None but got grad of type ${typeNameOf(value)}`,
    )
  }
  const grad = value.tensor
  if (grad === tensor) fail('RuntimeError', "can't assign Variable as its own grad")
  if (grad.dtype !== tensor.dtype) {
    fail(
      'RuntimeError',
      `attempting to assign a gradient with dtype '${cppName(grad.dtype)}' to a tensor with grad_dtype '${tensor.dtype.scalarType}'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break downstream systems that assume they match.`,
    )
  }
  if (!sameShape(grad.shape, tensor.shape)) {
    fail(
      'RuntimeError',
      `attempting to assign a gradient of size '${formatSizes(grad.shape)}' to a tensor of size '${formatSizes(tensor.shape)}'. Please ensure that the gradient and the tensor are the same size`,
    )
  }
  tensor.grad = grad
}

/** Sets or clears the flag of a leaf. RuntimeError elsewhere; the attribute and the method name the dtypes differently. */
export function setRequiresGrad(tensor: Tensor, value: boolean, dtypes: string, only = 'only'): void {
  if (!tensor.isLeaf) {
    if (value) return
    fail(
      'RuntimeError',
      "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
    )
  }
  if (value && tensor.dtype.kind !== 'float' && tensor.dtype.kind !== 'complex') {
    fail('RuntimeError', `${only} Tensors of ${dtypes} dtype can require gradients`)
  }
  if (value) requireGrad(tensor)
  else tensor.requiresGradFlag = false
}

/** Points a tensor at another's memory: `x.data = y`. */
function setData({ tensor }: PyTensor, value: Value | undefined): void {
  if (!(value instanceof PyTensor)) {
    throw newTypeError(
      `Variable data has to be a tensor, but got ${value === undefined ? 'nothing' : typeNameOf(value)}`,
    )
  }
  const { storage, shape, strides, offset, dtype, derivation } = value.tensor
  Object.assign(tensor, { storage, shape, strides, offset, dtype, derivation })
}

/** An attribute computed by an operator of the private or torch face. */
function byOperator(name: string, ...args: number[]): (self: PyTensor) => Value {
  const callee = lazyCallee('Tensor', name)
  return (self) => runOperator(callee(), [self.tensor, ...args], null)
}

const permuteReversed = lazyCallee('Tensor', 'permute')
const transposeLast = byOperator('transpose', -2, -1)

function matrixTranspose(name: 'mT' | 'mH'): (self: PyTensor) => Value {
  return (self) => {
    const { rank } = self.tensor
    if (rank === 0) return name === 'mH' ? conjugated(self) : self
    if (rank === 1) {
      fail(
        'RuntimeError',
        `tensor.${name} is only supported on matrices or batches of matrices. Got ${rank}-D tensor.`,
      )
    }
    return name === 'mH' ? conjugated(transposeLast(self) as PyTensor) : transposeLast(self)
  }
}

const conjugated = (self: PyTensor): Value =>
  self.tensor.dtype.kind === 'complex' ? byOperator('conj')(self) : self

export const tensorAttributes: Record<string, GetSet | ((self: PyTensor) => Value)> = {
  shape: readOnly('shape', (tensor) => {
    sizeRead(tensor)
    return new PySize(tensor.shape)
  }),
  dtype: readOnly('dtype', ({ dtype }) => dtypeObject(dtype)),
  device: readOnly('device', ({ device }) => devices[device]),
  layout: readOnly('layout', () => layouts.strided),
  ndim: readOnly('ndim', ({ shape }) => shape.length),
  itemsize: readOnly('itemsize', ({ dtype }) => dtype.itemsize),
  nbytes: readOnly('nbytes', ({ numel, dtype }) => numel * dtype.itemsize),
  is_leaf: readOnly('is_leaf', (tensor) => tensor.isLeaf),
  is_cuda: readOnly('is_cuda', () => false),
  is_cpu: readOnly('is_cpu', ({ device }) => device === 'cpu'),
  is_meta: readOnly('is_meta', ({ device }) => device === 'meta'),
  is_mps: readOnly('is_mps', () => false),
  is_xpu: readOnly('is_xpu', () => false),
  is_ipu: readOnly('is_ipu', () => false),
  is_maia: readOnly('is_maia', () => false),
  is_mtia: readOnly('is_mtia', () => false),
  is_vulkan: readOnly('is_vulkan', () => false),
  is_xla: readOnly('is_xla', () => false),
  is_sparse: readOnly('is_sparse', () => false),
  is_sparse_csr: readOnly('is_sparse_csr', () => false),
  is_quantized: readOnly('is_quantized', () => false),
  is_mkldnn: readOnly('is_mkldnn', () => false),
  is_nested: readOnly('is_nested', () => false),
  retains_grad: readOnly('retains_grad', ({ retainsGrad }) => retainsGrad),
  name: readOnly('name', () => null),
  output_nr: readOnly('output_nr', ({ outputIndex }) => outputIndex),
  _version: readOnly('_version', ({ storage, inference }) => {
    if (inference) fail('RuntimeError', 'Inference tensors do not track version counter.')
    return storage.version
  }),
  _base: readOnly('_base', ({ viewOf }) => (viewOf === null ? null : wrap(viewOf.base))),
  grad_fn: readOnly('grad_fn', ({ gradFn }) => (gradFn === null ? null : nodeObject(gradFn))),
  grad: { get: ({ tensor }: PyTensor) => (tensor.grad === null ? null : wrap(tensor.grad)), set: setGrad },
  _grad: { get: ({ tensor }: PyTensor) => (tensor.grad === null ? null : wrap(tensor.grad)), set: setGrad },
  requires_grad: {
    get: ({ tensor }: PyTensor) => tensor.requiresGrad,
    set: ({ tensor }: PyTensor, value) => {
      if (typeof value !== 'boolean') throw raise('RuntimeError', 'requires_grad must be a bool')
      setRequiresGrad(tensor, value, 'floating point and complex')
    },
  },
  data: { get: ({ tensor }: PyTensor) => wrap(detached(tensor)), set: setData },
  T: (self) =>
    runOperator(
      permuteReversed(),
      [
        self.tensor,
        new Sequence(
          'tuple',
          Array.from(self.tensor.shape, (_, i) => self.tensor.rank - 1 - i),
        ),
      ],
      null,
    ),
  mT: matrixTranspose('mT'),
  mH: matrixTranspose('mH'),
  H: (self) => {
    const { rank } = self.tensor
    if (rank !== 2 && rank !== 0) {
      fail(
        'RuntimeError',
        `tensor.H is only supported on matrices (2-D tensors). Got ${rank}-D tensor.${rank > 2 ? ' For batches of matrices, consider using tensor.mH' : ''}`,
      )
    }
    return rank === 0 ? conjugated(self) : conjugated(transposeLast(self) as PyTensor)
  },
  real: (self) => (self.tensor.dtype.kind === 'complex' ? byOperator('real')(self) : self),
  imag: (self) => {
    if (self.tensor.dtype.kind !== 'complex') {
      fail('RuntimeError', 'imag is not implemented for tensors with non-complex dtypes.')
    }
    return byOperator('imag')(self)
  },
}
