/**
 * How the result of an element-by-element operator lies in memory: as its operands do.
 *
 * PyTorch's rule (TensorIterator): operands of one shape and one dense layout hand that layout on; else dims are sorted
 * by the operands' strides, the first operand that tells two dims apart deciding.
 */
import { isContiguous, numel, type Shape, sameShape } from './shape.js'

interface Strided {
  readonly shape: Shape
  readonly strides: Shape
}

/** Row-major to the letter, dims of size 1 included: such operands can't change the order of dims. */
function isPlain({ shape, strides }: Strided): boolean {
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    if (strides[i] !== step) return false
    step *= shape[i] > 1 ? shape[i] : 1
  }
  return true
}

/** No gaps, nothing twice: some order of the dims makes it contiguous. */
export function isDenseLayout({ shape, strides }: Strided): boolean {
  if (isContiguous(shape, strides)) return true
  const order = shape.map((_, dim) => dim).filter((dim) => shape[dim] !== 1)
  order.sort((a, b) => strides[a] - strides[b])
  let step = 1
  for (const dim of order) {
    if (strides[dim] !== step) return false
    step *= shape[dim]
  }
  return true
}

/** 1 where dim `a`, now inside, should be outside of `b`; −1 where it should not; 0 where no operand tells. */
function compare(shape: Shape, operands: readonly Strided[], a: number, b: number): number {
  for (const { shape: own, strides } of operands) {
    const lead = shape.length - own.length
    const step = (dim: number): number =>
      dim < lead || (own[dim - lead] === 1 && shape[dim] !== 1) ? 0 : strides[dim - lead]
    const [x, y] = [step(a), step(b)]
    if (x === 0 || y === 0) continue
    if (x !== y) return x < y ? -1 : 1
    if (shape[a] > shape[b]) return 1
  }
  return 0
}

/** The strides of the result, null where it is contiguous. */
export function elementwiseStrides(shape: Shape, operands: readonly Strided[]): readonly number[] | null {
  if (operands.every(isPlain)) return null
  const [first] = operands
  if (operands.every((operand) => sameShape(operand.shape, shape))) {
    if (operands.every((operand) => isContiguous(operand.shape, operand.strides))) return null
    if (operands.every(({ strides }) => sameShape(strides, first.strides)) && isDenseLayout(first))
      return first.strides
  }
  const rank = shape.length
  // From the innermost dim outwards.
  const order = shape.map((_, i) => rank - 1 - i)
  for (let i = 1; i < rank; i++) {
    let at = i
    for (let k = i - 1; k >= 0; k--) {
      const way = compare(shape, operands, order[k], order[at])
      if (way < 0) break
      if (way === 0) continue
      ;[order[k], order[at]] = [order[at], order[k]]
      at = k
    }
  }
  if (order.every((dim, i) => dim === rank - 1 - i)) return null
  const strides = new Array<number>(rank)
  let step = 1
  for (const dim of order) {
    strides[dim] = step
    step *= shape[dim]
  }
  return strides
}

/** The strides of a copy, null where they are row-major: those of the tensor if it is dense, dims of size 1 included. */
export function preservedStrides(tensor: Strided): readonly number[] | null {
  if (isPlain(tensor)) return null
  return isDenseLayout(tensor) ? tensor.strides : elementwiseStrides(tensor.shape, [tensor])
}

/** The dims as `channels_last` has them in memory, innermost first: channels, width, height, batch. */
function channelsInnermost(rank: number): number[] {
  const dims = [1]
  for (let dim = rank - 1; dim > 1; dim--) dims.push(dim)
  dims.push(0)
  return dims
}

/** Channels after the spatial dims: the strides of `channels_last` for images, `channels_last_3d` for volumes. */
export function channelsLast(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  let step = 1
  for (const dim of channelsInnermost(shape.length)) {
    strides[dim] = step
    step *= Math.max(shape[dim], 1)
  }
  return strides
}

/**
 * Whether what is made of a tensor lies channels last: as its strides grow. Where they would fit both layouts, as those of a permuted image with a
 * batch dim before it do, it lies channels first. Source: is_channels_last_strides_2d, c10/core/MemoryFormat.h.
 */
export function suggestsChannelsLast(shape: Shape, strides: Shape): boolean {
  if (shape.length < 4 || shape.length > 5 || numel(shape) === 0 || strides[1] === 0) return false
  let least = 0
  for (const dim of channelsInnermost(shape.length)) {
    if (strides[dim] < least || (dim === 0 && least === strides[1])) return false
    least = strides[dim] * shape[dim]
  }
  return true
}

/** The memory format of what is made of a tensor. Source: suggest_memory_format, c10/core/TensorImpl.h. */
export function suggestedFormat({ shape, strides }: Strided): string {
  if (!suggestsChannelsLast(shape, strides)) return 'contiguous_format'
  return shape.length === 4 ? 'channels_last' : 'channels_last_3d'
}

/** Whether a tensor of rank 4 or 5 lies channels last. */
export function isChannelsLast(shape: Shape, strides: Shape): boolean {
  if (shape.length < 4 || shape.length > 5 || numel(shape) === 0) return false
  const wanted = channelsLast(shape)
  return shape.every((size, dim) => size === 1 || strides[dim] === wanted[dim])
}
