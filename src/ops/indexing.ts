/**
 * `x[…]`: basic items are views (select, slice, unsqueeze), tensors pick elements.
 *
 * Tensors among the items are broadcast together and replace the dims they index; their dims stand where those were if
 * the indexed dims are neighbours, else in front. What a mask picks depends on its data, so it is read at once; so are the
 * other index tensors, whose values PyTorch checks at once.
 */
import { copyInto } from '../compute/copy.js'
import { wordsOf } from '../compute/scatter.js'
import { dense, isDense } from '../compute/strided.js'
import { numbersOf } from '../compute/words.js'
import { bool, type DType, int64, type NumberData } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import {
  broadcastShapes,
  broadcastStrides,
  contiguousStrides,
  formatSizes,
  numel,
  sameShape,
} from '../tensor/shape.js'
import { type NdArray, Tensor } from '../tensor/tensor.js'
import { expand, unsqueeze } from './axes.js'
import { elementOf } from './convert.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { counted, type Dim, dims, keep, type Out, viewOut } from './derive.js'
import { zeros } from './factory.js'
import { checkApart, checkDisjoint, checkWritable, overwriteBy, writeResult } from './inplace.js'
import { select, sliceDim } from './slice.js'
import { recorded } from './trace.js'
import { reshape } from './view.js'

/** One item between the brackets. */
export type IndexItem =
  | number
  | boolean
  | null
  | 'ellipsis'
  | { readonly start: number | null; readonly stop: number | null; readonly step: number }
  | Tensor

// --- elements by tensors ------------------------------------------------------------------------------------------

/** How the dims of the input and those of the index tensors make the output. */
interface Layout {
  /** Dims in front of the index dims, the indexed ones, and those after. */
  readonly lead: readonly number[]
  readonly indexed: readonly number[]
  readonly rest: readonly number[]
  readonly indexShape: readonly number[]
}

type Indices = readonly (Pick<Tensor, 'shape'> | null)[]

function layoutOf(rank: number, indices: Indices): Layout {
  const indexed: number[] = []
  for (let dim = 0; dim < indices.length; dim++) if (indices[dim] !== null) indexed.push(dim)
  const together = indexed.every((dim, i) => i === 0 || dim === indexed[i - 1] + 1)
  const others = Array.from({ length: rank }, (_, dim) => dim).filter((dim) => !indexed.includes(dim))
  const shapes = indexed.map((dim) => indices[dim]!.shape)
  let indexShape: readonly number[]
  try {
    indexShape = broadcastShapes(shapes)
  } catch {
    return fail(
      'IndexError',
      `shape mismatch: indexing tensors could not be broadcast together with shapes ${shapes.map(formatSizes).join(', ')}`,
    )
  }
  return {
    lead: together ? others.filter((dim) => dim < indexed[0]) : [],
    indexed,
    rest: together ? others.filter((dim) => dim > indexed[0]) : others,
    indexShape,
  }
}

/** Offsets of all positions over some dims, in row-major order. */
function offsetsOver(array: NdArray, over: readonly number[]): Int32Array {
  let result = new Int32Array(1)
  for (const dim of over) {
    const size = array.shape[dim]
    const next = new Int32Array(result.length * size)
    for (let i = 0, at = 0; i < result.length; i++)
      for (let k = 0; k < size; k++) next[at++] = result[i] + k * array.strides[dim]
    result = next
  }
  return result
}

/** Offsets that the index tensors pick, in row-major order of their common shape. */
function offsetsPicked(array: NdArray, indices: readonly (NdArray | null)[], layout: Layout): Int32Array {
  const { indexed, indexShape } = layout
  const result = new Int32Array(numel(indexShape))
  const strides = contiguousStrides(indexShape)
  for (const dim of indexed) {
    const index = indices[dim]!
    const steps = broadcastStrides(index.shape, index.strides, indexShape)
    const size = array.shape[dim]
    const { words, scale } = wordsOf(index)
    const stride = array.strides[dim]
    if (isDense(index) && sameShape(index.shape, indexShape)) {
      for (let i = 0, at = index.offset * scale; i < result.length; i++, at += scale) {
        const value = words[at]
        result[i] += (value < 0 ? value + size : value) * stride
      }
      continue
    }
    for (let i = 0; i < result.length; i++) {
      let at = index.offset
      for (let k = 0, left = i; k < steps.length; k++) {
        const position = Math.floor(left / strides[k])
        left -= position * strides[k]
        at += position * steps[k]
      }
      const value = words[at * scale]
      result[i] += (value < 0 ? value + size : value) * stride
    }
  }
  return result
}

/** Calls `visit(offset in the array, position in the output)` for every element of the output. */
function forEachPicked(
  array: NdArray,
  indices: readonly (NdArray | null)[],
  visit: (offset: number, position: number) => void,
): void {
  const layout = layoutOf(array.shape.length, indices)
  const lead = offsetsOver(array, layout.lead)
  const picked = offsetsPicked(array, indices, layout)
  const rest = offsetsOver(array, layout.rest)
  let position = 0
  for (let l = 0; l < lead.length; l++) {
    for (let p = 0; p < picked.length; p++) {
      const start = array.offset + lead[l] + picked[p]
      for (let r = 0; r < rest.length; r++) visit(start + rest[r], position++)
    }
  }
}

/** IndexError: an index beyond its dim. Where nothing is picked, PyTorch looks at none. */
function checkBounds(
  input: Tensor,
  indices: readonly (Tensor | null)[],
  { indexed, indexShape, lead, rest }: Layout,
): void {
  if (indexShape.includes(0)) return
  if (indexed.some((dim) => input.shape[dim] === 0))
    fail('IndexError', 'index is out of bounds for dimension with size 0')
  if ([...lead, ...rest].some((dim) => input.shape[dim] === 0)) return
  indices.forEach((index, dim) => {
    if (index === null || index.device === 'meta') return
    const size = input.shape[dim]
    const all = dense(index.read())
    const numbers = all instanceof BigInt64Array ? numbersOf(all) : all
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number
      if (value < -size || value >= size) {
        fail('IndexError', `index ${value} is out of bounds for dimension ${dim} with size ${size}`)
      }
    }
  })
}

/** Index tensors that hold the positions of a mask: their size depends on its data. */
const fromMask = new WeakSet<Tensor>()

/** A dim of the index tensors' common shape: that of the one that has it, unless a mask was counted. */
function indexDim(indices: readonly (Tensor | null)[], rank: number, size: number, axis: number): Dim {
  for (const tensor of indices) {
    const at = axis - rank + (tensor?.rank ?? 0)
    if (tensor !== null && !fromMask.has(tensor) && at >= 0 && tensor.shape[at] === size)
      return keep(tensor, at)
  }
  return counted(size, 'as many as the mask lets through')
}

function indexDims(
  input: Tensor,
  indices: readonly (Tensor | null)[],
  { lead, rest, indexShape }: Layout,
): Dim[] {
  return [
    ...lead.map((dim) => keep(input, dim)),
    ...indexShape.map((size, axis) => indexDim(indices, indexShape.length, size, axis)),
    ...rest.map((dim) => keep(input, dim)),
  ]
}

/** Elements picked by integer tensors, one for each dim or null for a whole dim. */
export const index = defineOp({
  schema: 'index(Tensor input, Tensor?[] indices) -> Tensor',
  doc: 'The elements at the given indices.',
  faces: { private: 'native' },
  shape: ({ input, indices }): Out => {
    const layout = layoutOf(input.rank, indices)
    checkBounds(input, indices, layout)
    return dims(input.dtype, indexDims(input, indices, layout))
  },
  kernel: ({ input, indices }, out) => {
    const { width } = out.dtype
    if (width === 1) {
      const [source, to] = [input.data as NumberData, out.data as NumberData]
      forEachPicked(input, indices, (from, at) => {
        to[at] = source[from]
      })
      return
    }
    forEachPicked(input, indices, (from, to) => {
      for (let w = 0; w < width; w++) out.data[to * width + w] = input.data[from * width + w] as never
    })
  },
  backward: {
    input: ({ grad, indices, meta }): Tensor =>
      indexPut(zeros([...meta.input.shape], null, grad.dtype, null, grad.device), indices, grad, true),
  },
})

/** The input with the elements at the indices replaced, or added to with `accumulate`. */
export const indexPut = defineOp({
  schema: '_index_put(Tensor input, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor',
  doc: 'The tensor with the elements at the given integer indices replaced.',
  faces: { private: 'native' },
  inplace: ['private'],
  fills: ({ values, accumulate }) => values.numel === 1 && !accumulate,
  gradName: 'IndexPutBackward0',
  shape: ({ input, indices, values }): Out => {
    const layout = layoutOf(input.rank, indices)
    const shape = indexDims(input, indices, layout).map(({ size }) => size)
    const lead = shape.length - values.rank
    const fits = values.shape.every((size, i) => size === 1 || size === shape[i + lead])
    check(
      lead >= 0 && fits,
      () =>
        `shape mismatch: value tensor of shape ${formatSizes(values.shape)} cannot be broadcast to indexing result of shape ${formatSizes(shape)}`,
    )
    checkBounds(input, indices, layout)
    check(
      values.dtype === input.dtype,
      () =>
        `Index put requires the source and destination dtypes match, got ${input.dtype.scalarType} for the destination and ${values.dtype.scalarType} for the source.`,
    )
    return dims(
      input.dtype,
      input.shape.map((_, dim) => keep(input, dim)),
    )
  },
  kernel: ({ input, indices, values, accumulate }, out) => {
    copyInto(out, input)
    const { lead, rest, indexShape } = layoutOf(input.shape.length, indices)
    const shape = [
      ...lead.map((dim) => input.shape[dim]),
      ...indexShape,
      ...rest.map((dim) => input.shape[dim]),
    ]
    const source = new out.dtype.array(numel(shape) * out.dtype.width)
    copyInto({ data: source, offset: 0, shape, strides: contiguousStrides(shape), dtype: out.dtype }, values)
    const { width } = out.dtype
    const { data } = out
    forEachPicked(out, indices, (to, from) => {
      for (let w = 0; w < width; w++) {
        const value = source[from * width + w]
        const at = to * width + w
        data[at] = (accumulate ? (data[at] as number) + (value as number) : value) as never
      }
    })
  },
  backward: {
    input: ({ grad, indices, accumulate, meta }): Tensor =>
      accumulate
        ? grad
        : indexPut(grad, indices, zeros([...meta.values.shape], null, grad.dtype, null, grad.device), false),
    values: ({ grad, indices }): Tensor => index(grad, indices),
  },
})

/** Masks as the positions of what they let through, int64 as they are. */
function integerIndices(input: Tensor, items: readonly (Tensor | null)[]): (Tensor | null)[] {
  const result: (Tensor | null)[] = []
  for (const item of items) {
    if (item === null) result.push(null)
    else if (item.dtype === bool || item.dtype.name === 'uint8') {
      const at = result.length
      for (let k = 0; k < item.rank; k++) {
        if (item.shape[k] !== input.shape[at + k]) {
          fail(
            'IndexError',
            `The shape of the mask ${formatSizes(item.shape)} at index ${k} does not match the shape of the indexed tensor ${formatSizes(input.shape)} at index ${at + k}`,
          )
        }
      }
      result.push(...positions(item))
    } else if (item.dtype.kind !== 'int') {
      fail('IndexError', 'tensors used as indices must be long, int, byte or bool tensors')
    } else result.push(item.dtype === int64 ? item : cast(item, int64))
  }
  return result
}

/** Where a mask is true: one index tensor for each of its dims. */
export function positions(mask: Tensor): Tensor[] {
  const array = mask.read()
  const all = offsetsOver(
    array,
    array.shape.map((_, dim) => dim),
  )
  const found: number[] = []
  all.forEach((offset, i) => {
    if (array.data[array.offset + offset]) found.push(i)
  })
  const steps = contiguousStrides(mask.shape)
  return mask.shape.map((size, dim) => {
    const data = new BigInt64Array(found.length)
    found.forEach((position, i) => {
      data[i] = BigInt(Math.floor(position / steps[dim]) % size)
    })
    const positions = Tensor.of(data, [found.length], int64)
    fromMask.add(positions)
    return positions
  })
}

/** One value for a single mask is written as masked_fill does: in the tensor's own dtype. */
function forMask(indices: readonly (Tensor | null)[], value: Tensor, dtype: DType): Tensor {
  const tensors = indices.filter((each) => each !== null)
  const single = value.numel === 1 && tensors.length === 1
  return single && (tensors[0].dtype === bool || tensors[0].dtype.name === 'uint8')
    ? cast(value, dtype)
    : value
}

/** As `input[indices] = values`, masks included. Source: torch.index_put. */
defineOp({
  schema: 'index_put(Tensor input, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor',
  doc: 'The tensor with the elements at the given indices replaced.',
  inplace: ['Tensor', 'torch'],
  // PyTorch warns of expanded memory, and writes.
  fills: ({ accumulate }) => !accumulate,
  composite: ({ input, indices, values, accumulate }): Tensor =>
    indexPut(
      input,
      integerIndices(input, indices),
      accumulate ? values : forMask(indices, values, input.dtype),
      accumulate,
    ),
  samples: ['torch.zeros(3).index_put((torch.tensor([0, 2]),), torch.tensor([1.0, 2.0]))'],
})

// --- all items ----------------------------------------------------------------------------------------------------

const dimsTaken = (item: IndexItem): number => {
  if (item === null || item === 'ellipsis' || typeof item === 'boolean') return 0
  if (item instanceof Tensor && (item.dtype === bool || item.dtype.name === 'uint8')) return item.rank
  return 1
}

const isSlice = (item: IndexItem): boolean => typeof item === 'object' && item !== null && 'step' in item

/** Applies the basic items; gives the view and the tensors that index its dims. */
function basic(
  input: Tensor,
  items: readonly IndexItem[],
  tuple: boolean,
): { region: Tensor; indices: (Tensor | null)[] } {
  const taken = items.reduce<number>((total, item) => total + dimsTaken(item), 0)
  if (taken > input.rank) {
    const [item] = items
    if (input.rank === 0 && !tuple && typeof item === 'number') {
      if (item !== 0) fail('IndexError', `index ${item} is out of bounds for dimension 0 with size 0`)
      fail(
        'IndexError',
        'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number',
      )
    }
    if (input.rank === 0 && !tuple && isSlice(item))
      fail('IndexError', 'slice() cannot be applied to a 0-dim tensor.')
    fail('IndexError', `too many indices for tensor of dimension ${input.rank}`)
  }
  let region = input
  let dim = 0
  const indices: (Tensor | null)[] = []
  const pick = (at: number, position: number): void => {
    // Beyond the last dim, where a second ellipsis leads, there is nothing to pick.
    const size = region.shape[dim] ?? 0
    if (at < -size || at >= size) {
      fail('IndexError', `index ${at} is out of bounds for dimension ${position} with size ${size}`)
    }
    region = select(region, dim, at)
  }
  for (const [position, item] of items.entries()) {
    if (typeof item === 'number') pick(item, position)
    else if (item === null) {
      region = unsqueeze(region, dim)
      indices[dim++] = null
    } else if (item === 'ellipsis') {
      for (let left = input.rank - taken; left > 0; left--) indices[dim++] = null
    } else if (typeof item === 'boolean') {
      region = unsqueeze(region, dim)
      indices[dim++] = Tensor.of(new BigInt64Array(item ? 1 : 0), [item ? 1 : 0], int64)
    } else if (item instanceof Tensor) {
      if (item.rank === 0 && item.dtype.kind === 'int' && item.dtype.name !== 'uint8') {
        pick(Number(elementOf(item).value), position)
      } else if (item.rank === 0) {
        region = unsqueeze(region, dim)
        const yes = Boolean(elementOf(item).value)
        indices[dim++] = Tensor.of(new BigInt64Array(yes ? 1 : 0), [yes ? 1 : 0], int64)
      } else {
        indices[dim] = item
        dim += dimsTaken(item)
      }
    } else {
      const { start, stop, step } = item
      const size = region.shape[dim]
      const begins = start === null || start === 0 || start <= -size
      // Beside other items a slice of everything is no view of its own.
      const everything = begins && (stop === null || stop >= size) && step === 1
      if (!tuple || !everything) region = sliceDim(region, dim, start, stop, step)
      indices[dim++] = null
    }
  }
  const list: (Tensor | null)[] = []
  for (let at = 0; at < dim; ) {
    const each = indices[at] ?? null
    list.push(each)
    at += each === null ? 1 : dimsTaken(each)
  }
  return { region, indices: list }
}

/** The tensor again as a view of itself: `x[...]`. */
export const alias = defineOp({
  schema: 'alias(Tensor input) -> Tensor',
  doc: 'A view of all of a tensor.',
  faces: { private: 'native' },
  shape: ({ input }) =>
    viewOut(
      input,
      input.shape.map((_, axis) => keep(input, axis)),
      input.strides,
    ),
  backward: { input: ({ grad }) => grad },
})

/** `input[items]`. IndexError in PyTorch's words. */
export const getIndex = (input: Tensor, items: readonly IndexItem[], tuple = true): Tensor =>
  recorded('index', { input, indices: items }, () => {
    const { region, indices } = basic(input, items, tuple)
    if (indices.every((each) => each === null)) return region === input ? alias(input) : region
    return index(region, integerIndices(region, indices))
  })

/** `input[items] = value`. `tuple`: there may be several items, as a tuple's. */
export const setIndex = (input: Tensor, items: readonly IndexItem[], value: Tensor, tuple = true): void =>
  recorded('index_put', { input, values: value }, () => assign(input, items, value, tuple))

/** A value of another shape than the region that it is assigned to: leading dims of size 1 go, then it is expanded. */
function stretched(value: Tensor, shape: readonly number[]): Tensor {
  let ones = 0
  while (ones < value.rank && value.shape[ones] === 1) ones++
  return expand(ones > 0 ? reshape(value, value.shape.slice(ones)) : value, [...shape])
}

function assign(input: Tensor, items: readonly IndexItem[], value: Tensor, tuple: boolean): void {
  const [item] = items
  if (!tuple && typeof item === 'boolean') {
    const whole = unsqueeze(input, 0)
    checkWritable(whole)
    if (item) writeResult(whole, cast(expand(value, [...whole.shape]), input.dtype))
    return
  }
  const { region, indices } = basic(input, items, tuple)
  const whole = indices.every((each) => each === null)
  const number = value.rank === 0
  checkWritable(region, !whole, region.requiresGrad || value.requiresGrad)
  if (!whole) {
    for (const other of [value, ...indices]) if (other) checkDisjoint(region, other)
    indexPut.inplace(region, integerIndices(region, indices), forMask(indices, value, input.dtype), false)
    return
  }
  const source = sameShape(value.shape, region.shape) ? value : stretched(value, region.shape)
  if (!number) checkApart(region, source)
  overwriteBy(region, cast(source, input.dtype), number ? 'FillBackward3' : 'CopyBackwards', value)
}
