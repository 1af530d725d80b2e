/** `out=`: the result of an operator put into tensors that the caller brought. */
import { fail } from '../tensor/error.js'
import { canCast } from '../tensor/promotion.js'
import { contiguousStrides, numel, sameShape } from '../tensor/shape.js'
import { noGrad, state } from '../tensor/state.js'
import { allocate, Storage, Value } from '../tensor/storage.js'
import type { Tensor } from '../tensor/tensor.js'
import type { AnyOp } from './define.js'
import { checkApart, checkNoOverlap, write } from './inplace.js'
import { operandsOf } from './run.js'

/**
 * Runs `op` and writes its results into `out`, which it returns, resized where the shape differs. RuntimeError where gradients would be
 * lost or the dtype does not fit.
 */
export function writeOut(op: AnyOp, args: Record<string, unknown>, out: Tensor | readonly Tensor[]): unknown {
  const targets = Array.isArray(out) ? (out as readonly Tensor[]) : [out as Tensor]
  const operands = operandsOf(op, args).tensors
  if (state.gradEnabled) {
    const which = operands.some(({ requiresGrad }) => requiresGrad)
      ? 'one of the arguments requires grad'
      : targets.some(({ requiresGrad }) => requiresGrad)
        ? 'one of the arguments requires grad'
        : null
    if (which !== null) {
      fail(
        'RuntimeError',
        `${op.schema.name}(): functions with out=... arguments don't support automatic differentiation, but ${which}.`,
      )
    }
  }
  const factory = 'dtype' in args && args.dtype === null && operands.length === 0
  const result = noGrad(() => op.invoke(factory ? { ...args, dtype: targets[0].dtype } : args))
  const results = Array.isArray(result) ? (result as Tensor[]) : [result as Tensor]
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i]
    const source = results[i]
    if (!canCast(source.dtype, target.dtype)) {
      fail(
        'RuntimeError',
        `result type ${source.dtype.scalarType} can't be cast to the desired output type ${target.dtype.scalarType}`,
      )
    }
    if (!sameShape(target.shape, source.shape)) resize(target, source.shape)
    checkNoOverlap(target)
    for (const operand of operands) checkApart(target, operand)
    write(target, source)
    target.derivation = source.derivation
  }
  return out
}

/** Gives a tensor new sizes, and a larger storage where the old one is too small. */
export function resize(tensor: Tensor, shape: readonly number[]): void {
  const { dtype } = tensor
  const slots = (tensor.offset + numel(shape)) * dtype.width
  if (slots > tensor.storage.slots) {
    const data = allocate(dtype.array, slots)
    const old = tensor.storage.read()
    for (let i = 0; i < old.length; i++) data[i] = old[i]
    tensor.storage = new Storage(dtype.array, slots, new Value(data))
  }
  tensor.shape = shape
  tensor.strides = contiguousStrides(shape)
}
