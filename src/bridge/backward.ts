/** `backward()` and `torch.autograd.grad`: from Python's arguments to the engine and back. */
import { type BackwardOptions, runBackward } from '../ops/autograd.js'
import { zerosLike } from '../ops/factory.js'
import { raise } from '../python/object/errors.js'
import { newTypeError, typeNameOf } from '../python/object/names.js'
import type { Value } from '../python/object/object.js'
import { toArray, truthy } from '../python/object/protocol.js'
import { PyTuple } from '../python/object/values.js'
import { fail } from '../tensor/error.js'
import { formatSize, sameShape } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { PyTensor, wrap } from './values.js'

/** A tensor or a sequence of tensors. */
export const tensorsOf = (value: Value): Value[] => (value instanceof PyTensor ? [value] : toArray(value))

function tensorList(value: Value): Tensor[] {
  return tensorsOf(value).map((item) => {
    if (item instanceof PyTensor) return item.tensor
    throw newTypeError(`expected Tensor, but got ${typeNameOf(item)}`)
  })
}

/** The gradients given for the roots, checked against them. */
function seedsOf(roots: readonly Tensor[], given: readonly Value[]): (Tensor | null)[] {
  return roots.map((root, i) => {
    const seed = given[i] ?? null
    if (seed === null) {
      if (root.requiresGrad && root.numel !== 1) {
        fail('RuntimeError', 'grad can be implicitly created only for scalar outputs')
      }
      return null
    }
    if (!(seed instanceof PyTensor)) {
      throw newTypeError(`gradients can be either Tensors or None, but got ${typeNameOf(seed)}`)
    }
    if (!sameShape(seed.tensor.shape, root.shape)) {
      fail(
        'RuntimeError',
        `Mismatch in shape: grad_output[${i}] has a shape of ${formatSize(seed.tensor.shape)} and output[${i}] has a shape of ${formatSize(root.shape)}.`,
      )
    }
    return seed.tensor
  })
}

function optionsOf(retain: Value, create: Value, rest: Partial<BackwardOptions> = {}): BackwardOptions {
  const createGraph = truthy(create)
  return { retainGraph: retain === null ? createGraph : truthy(retain), createGraph, ...rest }
}

export function backwardFrom(
  roots: readonly Tensor[],
  gradients: readonly Value[],
  retain: Value,
  create: Value,
  inputs: Value,
): null {
  const seeds = seedsOf(roots, gradients)
  if (inputs === null) runBackward(roots, seeds, optionsOf(retain, create))
  else {
    const list = tensorList(inputs)
    if (list.length === 0) fail('RuntimeError', '`inputs` argument to `backward()` cannot be empty.')
    runBackward(roots, seeds, optionsOf(retain, create, { inputs: list, accumulate: true }))
  }
  return null
}

/** `torch.autograd.backward`. */
export function backwardOf(
  tensors: Value,
  gradients: Value,
  retain: Value,
  create: Value,
  inputs: Value,
): null {
  const roots = tensorList(tensors)
  const seeds = gradients === null ? [] : tensorsOf(gradients)
  return backwardFrom(roots, seeds, retain, create, inputs)
}

/** `torch.autograd.grad`. */
export function gradOf(
  outputs: Value,
  inputs: Value,
  gradOutputs: Value,
  retain: Value,
  create: Value,
  allowUnused: Value,
  materialize: Value,
): Value {
  const roots = tensorList(outputs)
  const targets = tensorsOf(inputs).map((each) => {
    if (each instanceof PyTensor) return each.tensor
    return fail('RuntimeError', `all inputs have to be Tensors or GradientEdges, but got ${typeNameOf(each)}`)
  })
  if (targets.length === 0) fail('RuntimeError', '`inputs` argument to `grad()` cannot be empty.')
  const unused = allowUnused === null ? truthy(materialize) : truthy(allowUnused)
  if (truthy(materialize) && allowUnused === false) {
    throw raise(
      'ValueError',
      'Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.',
    )
  }
  const seeds = seedsOf(roots, gradOutputs === null ? [] : tensorsOf(gradOutputs))
  for (const target of targets) {
    if (!target.requiresGrad) fail('RuntimeError', 'One of the differentiated Tensors does not require grad')
  }
  const grads = runBackward(roots, seeds, optionsOf(retain, create, { inputs: targets }))
  return new PyTuple(
    grads.map((grad, i) => {
      if (grad !== null && grad !== undefined) return wrap(grad)
      if (truthy(materialize)) return wrap(zerosLike(targets[i]))
      if (!unused) {
        fail(
          'RuntimeError',
          `The differentiated Tensor at index ${i} appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.`,
        )
      }
      return null
    }),
  )
}
