/** Tensors combined: broadcast together, spanned as a grid, laid in blocks, every element with every other. */
import { int64 } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import { broadcastShapes, formatSizes, sameShape } from '../tensor/shape.js'
import { Tensor } from '../tensor/tensor.js'
import { expand } from './axes.js'
import { cast } from './copy.js'
import { defineOp } from './define.js'
import { fresh, keep, restate, summed } from './derive.js'
import { zeros } from './factory.js'
import { index } from './indexing.js'
import { cat, stack } from './join.js'
import { promote } from './pointwise.js'
import { reshape } from './view.js'

/** All tensors stretched to their common shape. Source: torch.broadcast_tensors. */
export const broadcastTensors = defineOp({
  schema: 'broadcast_tensors(Tensor[*] tensors) -> Tensor[]',
  doc: 'Stretches tensors to their common shape.',
  faces: { torch: 'python' },
  composite: ({ tensors }) => {
    const shape = broadcastShapes(tensors.map((tensor) => tensor.shape))
    return tensors.map((tensor) => (sameShape(tensor.shape, shape) ? tensor : expand(tensor, [...shape])))
  },
  samples: ['torch.broadcast_tensors(torch.arange(3), torch.ones(2, 1))'],
})

// --- grids --------------------------------------------------------------------------------------------------------

/** One tensor for each dim of the grid that the given ones span. */
function grids(tensors: readonly Tensor[], indexing: string | null): Tensor[] {
  check(tensors.length > 0, () => 'meshgrid expects a non-empty TensorList')
  for (const { rank, dtype } of tensors) {
    if (rank > 1)
      fail('RuntimeError', `torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${rank}D`)
    check(dtype === tensors[0].dtype, () => 'meshgrid expects all tensors to have the same dtype')
  }
  if (indexing !== null && indexing !== 'ij' && indexing !== 'xy')
    fail('RuntimeError', `torch.meshgrid: indexing must be one of "xy" or "ij", but received: ${indexing}`)
  const swap = indexing === 'xy' && tensors.length >= 2
  const list = swap ? [tensors[1], tensors[0], ...tensors.slice(2)] : tensors
  const sizes = list.map(({ numel }) => numel)
  const grid = list.map((tensor, i) => {
    const shape = sizes.map((n, at) => (at === i ? n : 1))
    const result = expand(reshape(tensor, shape), sizes)
    restate(result, 'meshgrid', list, () =>
      list.map((each) => (each.rank === 0 ? fresh(1, 'a single number') : keep(each, 0))),
    )
    return result
  })
  return swap ? [grid[1], grid[0], ...grid.slice(2)] : grid
}

for (const list of ['[]', '[*]'] as const) {
  defineOp({
    schema: `meshgrid(Tensor${list} tensors, *, str? indexing=None) -> Tensor[]`,
    doc: 'The coordinates of a grid, one tensor for each dim.',
    faces: { torch: 'python' },
    composite: ({ tensors, indexing }) => grids(tensors as Tensor[], indexing),
    samples: ["torch.meshgrid(torch.arange(2), torch.arange(3), indexing='ij')"],
  })
}

function vector(tensor: Tensor): void {
  check(tensor.rank === 1, () => `Expect a 1D vector, but got shape ${formatSizes(tensor.shape)}`)
}

/** Every element of each vector with every one of the others, a row each. Source: torch.cartesian_prod. */
export const cartesianProd = defineOp({
  schema: 'cartesian_prod(Tensor[*] tensors) -> Tensor',
  doc: 'All tuples of elements, one from each vector.',
  faces: { torch: 'python' },
  composite: ({ tensors }) => {
    tensors.forEach(vector)
    if (tensors.length === 1) return tensors[0]
    return stack(
      grids(tensors, 'ij').map((grid) => reshape(grid, [grid.numel])),
      1,
    )
  },
  samples: ['torch.cartesian_prod(torch.arange(2), torch.arange(3))'],
})

/** All choices of r out of n positions, in order. */
function choices(n: number, r: number, repeated: boolean): number[][] {
  let all: number[][] = [[]]
  for (let k = 0; k < r; k++) {
    all = all.flatMap((chosen) => {
      const first = k === 0 ? 0 : chosen[k - 1] + (repeated ? 0 : 1)
      return Array.from({ length: Math.max(0, n - first) }, (_, i) => [...chosen, first + i])
    })
  }
  return all
}

/** All combinations of r elements, a row each. Source: torch.combinations. */
export const combinations = defineOp({
  schema: 'combinations(Tensor input, int r=2, bool with_replacement=False) -> Tensor',
  doc: 'All combinations of r elements of a vector.',
  composite: ({ input, r, with_replacement }) => {
    vector(input)
    check(r >= 0, () => `Expect a non-negative number, but got ${r}`)
    if (r === 0) return zeros([0], null, input.dtype)
    const rows = choices(input.numel, r, with_replacement)
    const column = (k: number): Tensor => {
      const at = BigInt64Array.from(rows, (row) => BigInt(row[k]))
      return index(input, [Tensor.of(at, [rows.length], int64)])
    }
    return stack(
      Array.from({ length: r }, (_, k) => column(k)),
      1,
    )
  },
  samples: ['torch.combinations(torch.arange(4), 2)'],
})

// --- blocks -------------------------------------------------------------------------------------------------------

/** A matrix with the given ones along its diagonal, 0 elsewhere; vectors are rows. Source: torch.block_diag. */
export const blockDiag = defineOp({
  schema: 'block_diag(Tensor[*] tensors) -> Tensor',
  doc: 'Lays matrices along the diagonal of a larger one.',
  faces: { torch: 'python' },
  gradName: 'BlockDiagBackward0',
  composite: ({ tensors }) => {
    for (const [i, { rank }] of tensors.entries()) {
      check(
        rank <= 2,
        () =>
          `torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ${i} has ${rank} dimensions`,
      )
    }
    if (tensors.length === 0) return zeros([1, 0])
    const dtype = promote(...tensors)
    const blocks = tensors.map((tensor) =>
      cast(tensor.rank === 2 ? tensor : reshape(tensor, [1, tensor.numel]), dtype),
    )
    const width = blocks.reduce((total, { shape }) => total + shape[1], 0)
    let before = 0
    const result = cat(
      blocks.map((block) => {
        const [rows, cols] = block.shape
        const left = zeros([rows, before], null, dtype)
        before += cols
        return cat([left, block, zeros([rows, width - before], null, dtype)], 1)
      }),
      0,
    )
    restate(result, 'block_diag', blocks, () =>
      [0, 1].map((axis) => summed(...blocks.map((block) => [block, axis] as const))),
    )
    return result
  },
  samples: ['torch.block_diag(torch.ones(2, 2), torch.ones(1, 3))'],
})
