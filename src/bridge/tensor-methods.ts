/** The methods of tensors that answer with Python's values or need the graph; the others are operators. */

import { Sequence } from '../ops/argument.js'
import { accumulatorOf, type Node } from '../ops/autograd.js'
import { expand } from '../ops/axes.js'
import { convertTo, detached } from '../ops/conversion.js'
import { elementOf } from '../ops/convert.js'
import { clone, solid } from '../ops/copy.js'
import { tensorOf } from '../ops/data.js'
import { zeros } from '../ops/factory.js'
import { checkWritable, write } from '../ops/inplace.js'
import { resize } from '../ops/out.js'
import { reshape } from '../ops/view.js'
import { raise } from '../python/object/errors.js'
import type { NativeFunction } from '../python/object/function.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import { PyType, type Value } from '../python/object/object.js'
import { call, getAttr, toArray, toIndex } from '../python/object/protocol.js'
import { asStr, PyComplex, PyFloat, PyList, PyTuple } from '../python/object/values.js'
import { importModule } from '../python/run/importer.js'
import { cppName, dtypes } from '../tensor/dtype.js'
import { fail } from '../tensor/error.js'
import { isChannelsLast } from '../tensor/layout.js'
import { contiguousStrides, wrapDim } from '../tensor/shape.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { backwardFrom } from './backward.js'
import { scalarValue, toArgument } from './convert.js'
import { removableHandle } from './handle.js'
import { asSubclass } from './overrides.js'
import { sizeRead } from './reads.js'
import { setRequiresGrad } from './tensor-attributes.js'
import { tensorFrom } from './tensor-new.js'
import { PyDType, PyOption, PySize, PyTensor, wrap } from './values.js'

// --- data to Python -----------------------------------------------------------------------------------------------

function item({ tensor }: PyTensor): Value {
  const { numel } = tensor
  if (numel !== 1)
    throw raise('RuntimeError', `a Tensor with ${numel} elements cannot be converted to Scalar`)
  if (tensor.device === 'meta') fail('RuntimeError', 'Tensor.item() cannot be called on meta tensors')
  return scalarValue(elementOf(tensor))
}

/** One element of an array as a Python number. */
export function elementValue({ data, dtype }: NdArray, at: number): Value {
  switch (dtype.kind) {
    case 'bool':
      return data[at] !== 0
    case 'float':
      return new PyFloat(Number(data[at]))
    case 'complex':
      return new PyComplex(Number(data[2 * at]), Number(data[2 * at + 1]))
    case 'int': {
      const value = data[at]
      const small = Number(value)
      return Number.isSafeInteger(small) ? small : value
    }
  }
}

function tolist({ tensor }: PyTensor): Value {
  const array = tensor.read()
  const { shape, strides } = array
  const level = (dim: number, offset: number): Value => {
    if (dim === shape.length) return elementValue(array, offset)
    const items = new Array<Value>(shape[dim])
    for (let i = 0; i < items.length; i++) items[i] = level(dim + 1, offset + i * strides[dim])
    return new PyList(items)
  }
  return level(0, array.offset)
}

/** Made by the numpy module when it is there. */
export const numpyBridge: { toNumpy: ((tensor: Tensor) => Value) | null } = { toNumpy: null }

function numpy({ tensor }: PyTensor, force: boolean): Value {
  if (tensor.requiresGrad && !force) {
    fail(
      'RuntimeError',
      "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
    )
  }
  if (tensor.device === 'meta') {
    fail(
      'TypeError',
      "can't convert meta device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.",
    )
  }
  if (numpyBridge.toNumpy === null) fail('NotImplementedError', 'ishape has no numpy arrays here')
  return numpyBridge.toNumpy(tensor)
}

/** Every element replaced by what `fn` makes of it and of those of the others at its place. */
function applied(self: PyTensor, others: readonly PyTensor[], fn: Value): Value {
  const { tensor } = self
  if (tensor.requiresGrad)
    fail(
      'RuntimeError',
      "Can't call apply_() on Variable that requires grad. Use var.detach().apply_() instead.",
    )
  checkWritable(tensor)
  const operands = [tensor, ...others.map((each) => expand(each.tensor, [...tensor.shape]))]
  const lists = operands.map((each) => {
    const array = solid(each).read()
    return (at: number): Value => elementValue(array, at)
  })
  const results = Array.from({ length: tensor.numel }, (_, at) =>
    toArgument(
      call(
        fn,
        lists.map((element) => element(at)),
      ),
    ),
  )
  write(tensor, reshape(tensorOf(new Sequence('list', results), tensor.dtype, 'cpu'), [...tensor.shape]))
  return self
}

/** New sizes for a tensor, and memory where it needs more. RuntimeError where it requires grad. */
function needTensor(name: string, argument: string, value: Value): value is PyTensor {
  if (value instanceof PyTensor) return true
  throw newTypeError(
    `${name}(): argument '${argument}' (position 1) must be Tensor, not ${typeNameOf(value)}`,
  )
}

function resized(self: PyTensor, shape: readonly number[]): PyTensor {
  if (self.tensor.requiresGrad) fail('RuntimeError', 'cannot resize variables that require grad')
  if (shape.some((size) => size < 0)) fail('RuntimeError', 'numel: integer multiplication overflow')
  resize(self.tensor, shape)
  self.tensor.strides = contiguousStrides(shape)
  return self
}

/** A function of torch.storage, which shows the memory of tensors. */
const ofStorage = (name: string, ...args: Value[]): Value =>
  call(getAttr(importModule('torch.storage'), name), args)

/** Lets the tensor see the memory of another one, or a storage. */
function setMemory(self: PyTensor, source: Value, offset: Value, size: Value, stride: Value): Value {
  const { tensor } = self
  const flat = source === null || source instanceof PyTensor ? source : ofStorage('_flat_of', source)
  const given = flat instanceof PyTensor ? flat.tensor : zeros([0], null, tensor.dtype, null, tensor.device)
  if (given.dtype !== tensor.dtype) {
    fail(
      'RuntimeError',
      `Could not set tensor of type ${cppName(given.dtype)} to a tensor of type ${cppName(tensor.dtype)}`,
    )
  }
  const whole = size === null
  tensor.storage = given.storage
  tensor.offset = offset === null ? given.offset : Number(offset)
  tensor.shape = whole ? given.shape : toArray(size).map(Number)
  tensor.strides = whole
    ? given.strides
    : stride === null
      ? contiguousStrides(tensor.shape)
      : toArray(stride).map(Number)
  return self
}

// --- sizes --------------------------------------------------------------------------------------------------------

function size({ tensor }: PyTensor, dim: Value | undefined): Value {
  sizeRead(tensor)
  if (dim === undefined || dim === null) return new PySize(tensor.shape)
  return tensor.shape[ownDim(tensor, dimNumber('size', dim))]
}

function stride({ tensor }: PyTensor, dim: Value | undefined): Value {
  if (dim === undefined || dim === null) return new PyTuple([...tensor.strides])
  return tensor.strides[ownDim(tensor, dimNumber('stride', dim))]
}

/** A dim that the tensor has: a 0-d tensor has none. */
function ownDim({ rank }: Tensor, dim: number): number {
  if (rank === 0) fail('IndexError', `Dimension specified as ${dim} but tensor has no dimensions`)
  return wrapDim(dim, rank)
}

function dimNumber(name: string, dim: Value): number {
  const words = `${name}(): argument 'dim' (position 1) must be int, not ${typeNameOf(dim)}`
  if (typeof dim === 'boolean') throw newTypeError(words)
  return Number(toIndex(dim, words))
}

// --- dtype --------------------------------------------------------------------------------------------------------

/** `x.type()` gives the name of the legacy class; with one, or a dtype, it converts. */
function type({ tensor }: PyTensor, target: Value | undefined): Value {
  if (target === undefined || target === null) return `torch.${tensor.dtype.tensorType}`
  if (target instanceof PyDType) return wrap(convertTo(tensor, target.dtype, null, false))
  const name = asStr(target) ?? (target instanceof PyType ? `${target.module}.${target.name}` : null)
  if (name === null) throw newTypeError('dtype must be a type, str, or dtype object')
  const dtype = Object.values(dtypes).find(({ tensorType }) => `torch.${tensorType}` === name)
  if (dtype === undefined) {
    if (/^torch\.cuda\.\w+Tensor$/.test(name)) fail('RuntimeError', noCudaLibrary('initialize CUDA'))
    throw raise('ValueError', `invalid type: '${name}'`)
  }
  return wrap(convertTo(tensor, dtype, null, false))
}

/** What asking for CUDA says where PyTorch was built without it. */
export const noCudaLibrary = (what: string): string =>
  `Cannot ${what} without ATen_cuda library. PyTorch splits its backend into two shared libraries: a CPU library and a CUDA library; this error has occurred because you are trying to use some CUDA functionality, but the CUDA library has not been loaded by the dynamic linker for some reason.  The CUDA library MUST be loaded, EVEN IF you don't directly use any symbols from the CUDA library! One common culprit is a lack of -Wl,--no-as-needed in your link arguments; many dynamic linkers will delete dynamic library dependencies if you don't depend on any of their symbols.  You can check if this has occurred by using ldd on your binary to see if there is a dependency on *_cuda.so library.`

// --- graph --------------------------------------------------------------------------------------------------------

/** A hook in Python as one on tensors. */
export function tensorHook(fn: Value): (grad: Tensor) => Tensor | null {
  return (grad) => {
    const result = call(fn, [wrap(grad)])
    if (result === null) return null
    if (result instanceof PyTensor) return result.tensor
    throw newTypeError(`expected Variable, but hook returned '${typeNameOf(result)}'`)
  }
}

function registerHook(self: PyTensor, fn: Value): Value {
  const { tensor } = self
  if (!tensor.requiresGrad)
    fail('RuntimeError', "cannot register a hook on a tensor that doesn't require gradient")
  const hook = tensorHook(fn)
  const node = tensor.gradFn as Node | null
  if (node === null) {
    tensor.hooks = [...(tensor.hooks ?? []), hook]
    return removableHandle(() => {
      tensor.hooks = (tensor.hooks ?? []).filter((each) => each !== hook)
    })
  }
  const index = tensor.outputIndex
  node.tensorHooks ??= new Map()
  node.tensorHooks.set(index, [...(node.tensorHooks.get(index) ?? []), hook])
  return removableHandle(() => {
    node.tensorHooks!.set(
      index,
      node.tensorHooks!.get(index)!.filter((each) => each !== hook),
    )
  })
}

function registerAccumulated(self: PyTensor, fn: Value): Value {
  const { tensor } = self
  if (!tensor.requiresGrad)
    fail('RuntimeError', "cannot register a hook on a tensor that doesn't require gradient")
  if (!tensor.isLeaf)
    fail('RuntimeError', 'post accumulate grad hooks cannot be registered on non-leaf tensors')
  const node = accumulatorOf(tensor)
  const hook = (): void => {
    call(fn, [self])
  }
  node.accumulated = [...(node.accumulated ?? []), hook]
  return removableHandle(() => {
    node.accumulated = (node.accumulated ?? []).filter((each) => each !== hook)
  })
}

function retainGrad({ tensor }: PyTensor): void {
  if (!tensor.requiresGrad) fail('RuntimeError', "can't retain_grad on Tensor that has requires_grad=False")
  const node = tensor.gradFn as Node | null
  if (node === null || tensor.retainsGrad) return
  tensor.retainsGrad = true
  node.retained ??= new Map()
  node.retained.set(tensor.outputIndex, tensor)
}

function detachInPlace(self: PyTensor): Value {
  const { tensor } = self
  if (tensor.viewOf !== null) {
    fail(
      'RuntimeError',
      "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be called on these gradients. To fix this error, please refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution.",
    )
  }
  tensor.gradFn = null
  tensor.requiresGradFlag = false
  return self
}

/** A copy with the data, flags and attributes of its own; only leaves may be copied. */
function deepcopy(self: PyTensor): Value {
  const { tensor } = self
  if (!tensor.isLeaf) {
    fail(
      'RuntimeError',
      'Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001',
    )
  }
  const copy = new PyTensor(detached(tensor))
  copy.tensor.storage = tensor.storage.snapshot()
  copy.tensor.requiresGradFlag = tensor.requiresGradFlag
  if (tensor.grad !== null) copy.tensor.grad = clone(detached(tensor.grad))
  if (self.cls !== copy.cls) {
    copy.cls = self.cls
    copy.shape = self.cls.rootShape
    copy.values = []
  }
  return copy
}

export const tensorMethods: Record<string, NativeFunction> = {
  'item(self, /)': item,
  'tolist(self, /)': tolist,
  'apply_(self, callable, /)': (self: PyTensor, fn: Value) => applied(self, [], fn),
  'map_(self, tensor, callable, /)': (self: PyTensor, other: Value, fn: Value) => {
    needTensor('map_', 'other', other)
    return applied(self, [other as PyTensor], fn)
  },
  'map2_(self, x, y, callable, /)': (self: PyTensor, x: PyTensor, y: PyTensor, fn: Value) =>
    applied(self, [x, y], fn),
  'new(self, *args)': (self: PyTensor, args: Value[]) => wrap(tensorFrom(args[0], args, self.tensor.dtype)),
  'numpy(self, *, force=False)': (self: PyTensor, force: Value) => numpy(self, force === true),
  '__array__(self, dtype=None)': (self: PyTensor) => numpy(self, false),
  'size(self, dim=None)': size,
  'stride(self, dim=None)': stride,
  'dim(self, /)': ({ tensor }: PyTensor) => tensor.rank,
  'ndimension(self, /)': ({ tensor }: PyTensor) => tensor.rank,
  'nelement(self, /)': ({ tensor }: PyTensor) => tensor.numel,
  'element_size(self, /)': ({ tensor }: PyTensor) => tensor.dtype.itemsize,
  'storage_offset(self, /)': ({ tensor }: PyTensor) => tensor.offset,
  'data_ptr(self, /)': ({ tensor }: PyTensor) =>
    0x5000_0000 + tensor.storage.id * 2 ** 20 + tensor.offset * tensor.dtype.itemsize,
  'storage(self, /)': (self: PyTensor) => ofStorage('_of_tensor', self, true),
  'untyped_storage(self, /)': (self: PyTensor) => ofStorage('_of_tensor', self, false),
  'set_(self, source=None, storage_offset=None, size=None, stride=None)': setMemory,
  'is_contiguous(self, *, memory_format=None)': ({ tensor }: PyTensor, format: Value) =>
    format instanceof PyOption && format.option.name.startsWith('channels_last')
      ? isChannelsLast(tensor.shape, tensor.strides)
      : tensor.isContiguous,
  'is_pinned(self, device=None)': () => false,
  'is_shared(self)': () => false,
  'is_set_to(self, tensor)': (self: PyTensor, other: Value) =>
    needTensor('is_set_to', 'tensor', other) &&
    other.tensor.storage === self.tensor.storage &&
    other.tensor.offset === self.tensor.offset,
  'pin_memory(self, device=None)': () =>
    fail('RuntimeError', 'Cannot access accelerator device when none is available.'),
  'share_memory_(self)': (self: PyTensor) => self,
  'get_device(self, /)': () => -1,
  'type(self, dtype=None, non_blocking=False)': type,
  'backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None)': (
    self: PyTensor,
    gradient: Value,
    retain: Value,
    create: Value,
    inputs: Value,
  ) => backwardFrom([self.tensor], [gradient], retain, create, inputs),
  'register_hook(self, hook)': registerHook,
  'register_post_accumulate_grad_hook(self, hook)': registerAccumulated,
  'retain_grad(self, /)': retainGrad,
  'requires_grad_(self, requires_grad=True)': (self: PyTensor, value: Value) => {
    if (typeof value !== 'boolean') {
      throw newTypeError(
        `requires_grad_(): argument 'requires_grad' (position 1) must be bool, not ${typeNameOf(value)}`,
      )
    }
    setRequiresGrad(self.tensor, value, 'floating point')
    return self
  },
  'detach_(self, /)': detachInPlace,
  'resize_as_(self, the_template)': (self: PyTensor, other: Value) => {
    needTensor('resize_as_', 'the_template', other)
    return resized(self, (other as PyTensor).tensor.shape)
  },
  'resize_(self, *sizes, memory_format=None)': (self: PyTensor, sizes: Value[]) => {
    if (sizes.length === 0) throw newTypeError('resize_() missing 1 required positional arguments: "size"')
    const [first] = sizes
    const list =
      sizes.length === 1 && (first instanceof PyTuple || first instanceof PyList) ? toArray(first) : sizes
    const wrong = list.find((each) => typeof each !== 'number' && typeof each !== 'bigint')
    if (wrong !== undefined) {
      throw newTypeError(
        `resize_(): argument 'size' (position 1) must be tuple of ints, not ${typeNameOf(list === sizes ? wrong : first)}`,
      )
    }
    return resized(self, list.map(Number))
  },
  'to_sparse(self, sparse_dim=None)': (self: PyTensor, dims: Value) =>
    call(getAttr(importModule('torch.sparse'), '_to_sparse'), [self, dims]),
  'to_dense(self, dtype=None)': (self: PyTensor, dtype: Value) =>
    dtype === null ? self : wrap(convertTo(self.tensor, (dtype as PyDType).dtype, null, false)),
  '__deepcopy__(self, memo=None)': deepcopy,
  '__reduce_ex__(self, proto, /)': (self: PyTensor) =>
    call(getAttr(importModule('torch._utils'), '_reduced'), [self]),
  '__copy__(self)': (self: PyTensor) => wrap(detached(self.tensor)),
  'as_subclass(self, cls)': (self: PyTensor, cls: Value) => {
    if (!(cls instanceof PyType)) throw newTypeError(`cls must be a type (got ${typeNameOf(cls)})`)
    return asSubclass(self, cls)
  },
}
