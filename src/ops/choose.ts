/** Choosing and limiting elements: where, clamp, maximum, minimum, masked_fill, and powers. */

import { copyInto } from '../compute/copy.js'
import { cast as castArray, map3 } from '../compute/pointwise.js'
import { bool, cppName, fits, nativeName } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import type { Scalar } from '../tensor/scalar.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { div } from './arithmetic.js'
import { eq, ge, gt, le, logicalAnd, logicalOr, lt } from './compare.js'
import { elementOf } from './convert.js'
import { defineOp } from './define.js'
import { broadcast, type Out } from './derive.js'
import { zerosLike } from './factory.js'
import { type BinaryFunctions, binaryKernel, binaryShape, notImplementedFor, promote } from './pointwise.js'
import { wrapNumber } from './wrap.js'

// --- where --------------------------------------------------------------------------------------------------------

/** input where the condition holds, else other; all three broadcast. Source: torch.where. */
export const where = defineOp({
  schema: 'where.self(Tensor condition, Operand input, Operand other) -> Tensor',
  doc: 'Takes elements of input where condition is true, of other elsewhere.',
  faces: { torch: 'native' },
  out: true,
  shape: ({ condition, input, other }): Out => {
    if (condition.dtype !== bool && condition.dtype.name !== 'uint8') {
      fail(
        'RuntimeError',
        `where expected condition to be a boolean tensor, but got a tensor with dtype ${condition.dtype.scalarType}`,
      )
    }
    return broadcast(promote(input, other), condition, input, other)
  },
  kernel: ({ condition, input, other }, out) =>
    choose(condition, castArray(input, out.dtype), castArray(other, out.dtype), out),
  backward: {
    input: ({ grad, condition }): Tensor => where(condition, grad, zerosLike(grad)),
    other: ({ grad, condition }): Tensor => where(condition, zerosLike(grad), grad),
  },
  samples: ['torch.where(torch.randn(2, 3) > 0, torch.ones(3), 0.0)'],
})

/** `condition ? a : b`, the latter two of the output's dtype. */
export function choose(condition: NdArray, a: NdArray, b: NdArray, out: NdArray): void {
  if (out.dtype.width === 1) map3<number>(condition, a, b, out, (c, x, y) => (c ? x : y))
  else {
    copyInto(out, b)
    const mask = castArray({ ...condition }, bool)
    const whole = { ...out }
    const chosen = { ...whole, data: out.data.slice() }
    copyInto(chosen, a)
    const flags = { ...whole, dtype: bool, data: new Uint8Array(out.data.length / 2) }
    copyInto(flags, mask)
    for (let i = 0; i < flags.data.length; i++) {
      if (!flags.data[i]) continue
      out.data[2 * i] = chosen.data[2 * i] as never
      out.data[2 * i + 1] = chosen.data[2 * i + 1] as never
    }
  }
}

// --- masked_fill --------------------------------------------------------------------------------------------------

/** value where the mask is true. mask: bool, broadcastable. Source: Tensor.masked_fill. */
export const maskedFill = defineOp({
  numbersApart: true,
  schema: 'masked_fill(Tensor input, Tensor mask, Operand value) -> Tensor',
  doc: 'Replaces the elements where mask is true by value.',
  inplace: true,
  fills: () => true,
  shape: ({ input, mask, value }) => {
    const out = { ...broadcast(input.dtype, mask, input), layout: null }
    check(
      mask.dtype === bool,
      () => `masked_fill_ only supports boolean masks, but got mask with dtype ${cppName(mask.dtype)}`,
    )
    check(
      value.rank === 0,
      () =>
        `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.rank} dimension(s).`,
    )
    if (value.dtype.kind === 'float' && value.device !== 'meta') {
      check(
        fits(Number(elementOf(value).value), input.dtype),
        () => `value cannot be converted to type ${nativeName(input.dtype)} without overflow`,
      )
    }
    return out
  },
  kernel: ({ input, mask, value }, out) => choose(mask, castArray(value, out.dtype), input, out),
  backward: {
    input: ({ grad, mask }): Tensor => maskedFill(grad, mask, 0),
    value: ({ grad, mask }): Tensor => where(mask, grad, zerosLike(grad)),
  },
  samples: ["torch.randn(2, 2).masked_fill(torch.eye(2).bool(), float('-inf'))"],
  errors: ['torch.randn(2).masked_fill(torch.tensor([0, 1]), 1)'],
})

// --- clamp --------------------------------------------------------------------------------------------------------

const keepNan = (x: number, y: number): boolean => Number.isNaN(x) || Number.isNaN(y)
const larger: BinaryFunctions = {
  stub: 'maximum_cpu',
  float: (x, y) => (keepNan(x, y) ? NaN : x > y ? x : y),
  int: Math.max,
  bigint: (x, y) => (x > y ? x : y),
  bool: (x, y) => x | y,
}
const smaller: BinaryFunctions = {
  stub: 'minimum_cpu',
  float: (x, y) => (keepNan(x, y) ? NaN : x < y ? x : y),
  int: Math.min,
  bigint: (x, y) => (x < y ? x : y),
  bool: (x, y) => x & y,
}

interface ClampArgs {
  readonly input: Tensor
  readonly min: Tensor | null
  readonly max: Tensor | null
}

const clampShape = ({ input, min, max }: ClampArgs): Out => {
  check(min !== null || max !== null, () => "torch.clamp: At least one of 'min' or 'max' must not be None")
  if (input.dtype.kind === 'complex') fail('NotImplementedError', 'clamp is not supported for complex types')
  const present = [input, min, max].filter((tensor) => tensor !== null)
  const dtype = promote(...present)
  const byNumber = [min, max].some((bound) => bound?.wrapped === true)
  const one = min === null || max === null
  // One bound that is a tensor goes the way of maximum and minimum.
  if (dtype.kind === 'bool' && (byNumber || !one))
    notImplementedFor(
      `clamp${one ? (min === null ? '_max' : '_min') : ''}${byNumber ? '_scalar' : ''}_cpu`,
      dtype,
    )
  return broadcast(dtype, ...present)
}

function clampKernel(
  { input, min, max }: { input: NdArray; min: NdArray | null; max: NdArray | null },
  out: NdArray,
): void {
  let now = castArray(input, out.dtype)
  if (min !== null) {
    binaryKernel(larger)({ input: now, other: min }, out)
    now = { ...out }
  }
  if (max !== null) binaryKernel(smaller)({ input: now, other: max }, out)
}

/** Where the input itself comes through. */
const inside = ({ input, min, max }: ClampArgs): Tensor => {
  if (min === null) return le(input, max!)
  return max === null ? ge(input, min) : logicalAnd(ge(input, min), le(input, max))
}

/** Elements moved into [min, max], bounds that are tensors. Source: torch.clamp. */
export const clampTensor = defineOp({
  schema: 'clamp.Tensor(Tensor input, Tensor? min=None, Tensor? max=None) -> Tensor',
  doc: 'Moves elements outside the bounds to the nearest bound.',
  aliases: ['clip'],
  inplace: ['Tensor', 'torch'],
  out: true,
  shape: clampShape,
  kernel: clampKernel,
  backward: {
    input: ({ grad, input, min, max }) => where(inside({ input, min, max }), grad, zerosLike(grad)),
    min: ({ grad, input, min, max }) => {
      const below = lt(input, min!)
      return where(max === null ? below : logicalAnd(below, lt(min!, max)), grad, zerosLike(grad))
    },
    max: ({ grad, input, min, max }) => {
      const above = gt(input, max!)
      return where(min === null ? above : logicalOr(above, lt(max!, min)), grad, zerosLike(grad))
    },
  },
  samples: ['torch.clamp(torch.randn(3), torch.zeros(3))'],
})

const wrapped = ({ min, max }: { min: Scalar | null; max: Scalar | null }) => ({
  min: min === null ? null : wrapNumber(min),
  max: max === null ? null : wrapNumber(max),
})

/** Elements moved into [min, max], bounds that are numbers. */
export const clamp = defineOp({
  schema: 'clamp(Tensor input, Scalar? min=None, Scalar? max=None) -> Tensor',
  doc: 'Moves elements outside the bounds to the nearest bound.',
  aliases: ['clip'],
  inplace: ['Tensor', 'torch'],
  out: true,
  gradName: 'ClampBackward1',
  shape: ({ input, ...bounds }) => clampShape({ input, ...wrapped(bounds) }),
  kernel: ({ input, min, max }, out) => {
    const bounds = wrapped({ min, max })
    clampKernel({ input, min: bounds.min?.read() ?? null, max: bounds.max?.read() ?? null }, out)
  },
  backward: {
    input: ({ grad, input, min, max }) =>
      where(inside({ input, ...wrapped({ min, max }) }), grad, zerosLike(grad)),
  },
  samples: ['torch.clamp(torch.randn(3), -1, 1)', 'torch.randn(3).clamp(min=0)'],
  errors: ['torch.clamp(torch.randn(3))'],
})

/** Smaller elements raised to min. Source: torch.clamp_min. */
export const clampMin = defineOp({
  schema: 'clamp_min(Tensor input, Operand min) -> Tensor',
  doc: 'Raises smaller elements to min.',
  inplace: ['Tensor', 'torch'],
  out: true,
  gradName: ({ min }) => `ClampMinBackward${min.wrapped ? 0 : 1}`,
  shape: ({ input, min }) => clampShape({ input, min, max: null }),
  kernel: ({ input, min }, out) => clampKernel({ input, min, max: null }, out),
  backward: {
    input: ({ grad, input, min }) => where(ge(input, min), grad, zerosLike(grad)),
    min: ({ grad, input, min }) => where(lt(input, min), grad, zerosLike(grad)),
  },
  samples: ['torch.randn(3).clamp_min(0)'],
})

/** Larger elements lowered to max. Source: torch.clamp_max. */
export const clampMax = defineOp({
  schema: 'clamp_max(Tensor input, Operand max) -> Tensor',
  doc: 'Lowers larger elements to max.',
  inplace: ['Tensor', 'torch'],
  out: true,
  gradName: ({ max }) => `ClampMaxBackward${max.wrapped ? 0 : 1}`,
  shape: ({ input, max }) => clampShape({ input, min: null, max }),
  kernel: ({ input, max }, out) => clampKernel({ input, min: null, max }, out),
  backward: {
    input: ({ grad, input, max }) => where(le(input, max), grad, zerosLike(grad)),
    max: ({ grad, input, max }) => where(gt(input, max), grad, zerosLike(grad)),
  },
  samples: ['torch.randn(3).clamp_max(0)'],
})

const extreme = (
  name: string,
  doc: string,
  functions: BinaryFunctions,
  aliases: readonly string[],
  wins: (a: Tensor, b: Tensor) => Tensor,
) =>
  defineOp({
    schema: `${name}(Tensor input, Tensor other) -> Tensor`,
    doc,
    aliases,
    out: true,
    shape: (args) => {
      if (args.input.dtype.kind === 'complex' || args.other.dtype.kind === 'complex')
        fail('RuntimeError', `${name} not implemented for complex tensors.`)
      return binaryShape(functions)(args)
    },
    kernel: binaryKernel(functions),
    backward: {
      input: ({ grad, input, other }) => share(grad, input, other, wins),
      other: ({ grad, input, other }) => share(grad, other, input, wins),
    },
    samples: [`torch.${name}(torch.randn(3), torch.randn(3))`],
  })

/** The whole gradient for the winner, half of it where both are equal. */
const share = (grad: Tensor, mine: Tensor, other: Tensor, wins: (a: Tensor, b: Tensor) => Tensor): Tensor =>
  where(eq(mine, other), div(grad, 2), where(wins(mine, other), grad, zerosLike(grad)))

export const maximum = extreme('maximum', 'The larger of each pair; nan wins.', larger, ['max'], (a, b) =>
  gt(a, b),
)
export const minimum = extreme('minimum', 'The smaller of each pair; nan wins.', smaller, ['min'], (a, b) =>
  lt(a, b),
)
