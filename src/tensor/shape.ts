/** Shapes and strides as plain lists of ints: sizes, layouts, broadcasting, dimension numbers, and their error texts. */
import { fail } from './error.js'

export type Shape = readonly number[]

export function numel(shape: Shape): number {
  let n = 1
  for (let i = 0; i < shape.length; i++) n *= shape[i]
  return n
}

/** Row-major strides; a dim of size 0 counts as 1, as in PyTorch. */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step
    step *= Math.max(shape[i], 1)
  }
  return strides
}

/** Whether the strides visit memory in row-major order without gaps; strides of dims of size 1 don't matter. */
export function isContiguous(shape: Shape, strides: Shape): boolean {
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] === 0) return true
    if (shape[i] !== 1 && strides[i] !== step) return numel(shape) === 0
    step *= shape[i]
  }
  return true
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** `[2, 3]`: how PyTorch's C++ messages print sizes. */
export const formatSizes = (shape: Shape): string => `[${shape.join(', ')}]`

/** `torch.Size([2, 3])`: how its Python messages print them. */
export const formatSize = (shape: Shape): string => `torch.Size([${shape.join(', ')}])`

/**
 * The common shape of two operands, aligned at the right.
 * RuntimeError where two sizes differ and neither is 1.
 */
export function broadcastPair(a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a
  const rank = Math.max(a.length, b.length)
  const shape = new Array<number>(rank)
  for (let i = rank - 1; i >= 0; i--) {
    const x = a[i - rank + a.length] ?? 1
    const y = b[i - rank + b.length] ?? 1
    if (x !== y && x !== 1 && y !== 1) {
      fail(
        'RuntimeError',
        `The size of tensor a (${x}) must match the size of tensor b (${y}) at non-singleton dimension ${i}`,
      )
    }
    shape[i] = x === 1 ? y : x
  }
  return shape
}

export function broadcastShapes(shapes: readonly Shape[]): Shape {
  let result: Shape = shapes.length > 0 ? shapes[0] : []
  for (let i = 1; i < shapes.length; i++) result = broadcastPair(result, shapes[i])
  return result
}

/** Strides by which a tensor of `shape` is read as one of `target`: 0 along every broadcast dim. */
export function broadcastStrides(shape: Shape, strides: Shape, target: Shape): number[] {
  const lead = target.length - shape.length
  const result = new Array<number>(target.length)
  for (let i = 0; i < target.length; i++) {
    result[i] = i < lead || (shape[i - lead] === 1 && target[i] !== 1) ? 0 : strides[i - lead]
  }
  return result
}

/** A dim number in [0, rank). IndexError in PyTorch's words; a 0-d tensor accepts 0 and -1. */
export function wrapDim(dim: number, rank: number): number {
  const range = Math.max(rank, 1)
  if (dim < -range || dim >= range) {
    fail(
      'IndexError',
      `Dimension out of range (expected to be in range of [${-range}, ${range - 1}], but got ${dim})`,
    )
  }
  return dim < 0 ? dim + range : dim
}

/** Dim numbers in [0, rank), in the order given. RuntimeError when one appears twice. */
export function wrapDims(dims: readonly number[], rank: number): number[] {
  const seen = new Set<number>()
  return dims.map((dim) => {
    const wrapped = wrapDim(dim, rank)
    if (seen.has(wrapped)) fail('RuntimeError', `dim ${wrapped} appears multiple times in the list of dims`)
    seen.add(wrapped)
    return wrapped
  })
}

/**
 * Strides with which `shape` can be seen in the memory of (`from`, `strides`) without moving data, or null.
 * Dims are merged only where they lie next to each other in memory: PyTorch's rule for `view`.
 */
export function viewStrides(from: Shape, strides: Shape, shape: Shape): number[] | null {
  if (numel(from) === 0) return sameShape(from, shape) ? [...strides] : contiguousStrides(shape)
  if (from.length === 0) return shape.map(() => 1)
  const result = new Array<number>(shape.length)
  let at = shape.length - 1
  let step = strides[from.length - 1]
  let chunk = 1
  let viewed = 1
  for (let dim = from.length - 1; dim >= 0; dim--) {
    chunk *= from[dim]
    if (dim === 0 || (from[dim - 1] !== 1 && strides[dim - 1] !== chunk * step)) {
      while (at >= 0 && (viewed < chunk || shape[at] === 1)) {
        result[at] = viewed * step
        viewed *= shape[at]
        at--
      }
      if (viewed !== chunk) return null
      if (dim > 0) {
        step = strides[dim - 1]
        chunk = 1
        viewed = 1
      }
    }
  }
  return at === -1 ? result : null
}
