/** Views as copies: `view_copy`, `select_copy` and their kin, each a clone of what its view sees. */
import type { Tensor } from '../tensor/tensor.js'
import { expand, permute, squeeze, squeezeDim, squeezeOne, t, transpose, unsqueeze } from './axes.js'
import { solid } from './copy.js'
import { defineOp } from './define.js'
import { narrow, select, sliceDim, split, splitWithSizes, unbind, unfoldDim } from './slice.js'
import { asStrided } from './strided.js'
import { reshape } from './view.js'

type Values = Record<string, never>

interface Row {
  /** Parameters after input. */
  readonly parameters: string
  readonly of: (input: Tensor, args: Values) => Tensor | Tensor[]
  readonly gradName: string
}

const COPIES: Readonly<Record<string, Row>> = {
  alias_copy: { parameters: '', of: (input) => input, gradName: 'AliasBackward0_copy' },
  view_copy: {
    parameters: ', int[] size',
    of: (input, { size }) => reshape(input, size),
    gradName: 'ViewBackward0_copy',
  },
  permute_copy: {
    parameters: ', int[] dims',
    of: (input, { dims }) => permute(input, dims),
    gradName: 'PermuteBackward0_copy',
  },
  transpose_copy: {
    parameters: ', int dim0, int dim1',
    of: (input, { dim0, dim1 }) => transpose(input, dim0, dim1),
    gradName: 'TransposeBackward0_copy',
  },
  t_copy: { parameters: '', of: (input) => t(input), gradName: 'TBackward0_copy' },
  select_copy: {
    parameters: ', int dim, int index',
    of: (input, { dim, index }) => select(input, dim, index),
    gradName: 'SelectBackward0_copy',
  },
  slice_copy: {
    parameters: ', int dim=0, int? start=None, int? end=None, int step=1',
    of: (input, { dim, start, end, step }) => sliceDim(input, dim, start, end, step),
    gradName: 'SliceBackward0_copy',
  },
  narrow_copy: {
    parameters: ', int dim, int start, int length',
    of: (input, { dim, start, length }) => narrow(input, dim, start, length),
    gradName: 'NarrowCopyBackward0',
  },
  unsqueeze_copy: {
    parameters: ', int dim',
    of: (input, { dim }) => unsqueeze(input, dim),
    gradName: 'UnsqueezeBackward0_copy',
  },
  expand_copy: {
    parameters: ', int[] size, *, bool implicit=False',
    of: (input, { size }) => expand(input, size),
    gradName: 'ExpandBackward0_copy',
  },
  as_strided_copy: {
    parameters: ', int[] size, int[] stride, int? storage_offset=None',
    of: (input, { size, stride, storage_offset }) => asStrided(input, size, stride, storage_offset),
    gradName: 'AsStridedBackward0_copy',
  },
  unfold_copy: {
    parameters: ', int dimension, int size, int step',
    of: (input, { dimension, size, step }) => unfoldDim(input, dimension, size, step),
    gradName: 'UnfoldBackward0_copy',
  },
  squeeze_copy: { parameters: '', of: (input) => squeeze(input), gradName: 'SqueezeBackward0_copy' },
  'squeeze_copy.dim': {
    parameters: ', int dim',
    of: (input, { dim }) => squeezeOne(input, dim),
    gradName: 'SqueezeBackward1_copy',
  },
  'squeeze_copy.dims': {
    parameters: ', int[1] dim',
    of: (input, { dim }) => squeezeDim(input, dim),
    gradName: 'SqueezeBackward2_copy',
  },
  unbind_copy: {
    parameters: ', int dim=0',
    of: (input, { dim }) => unbind(input, dim),
    gradName: 'UnbindBackward0_copy',
  },
  split_copy: {
    parameters: ', int split_size, int dim=0',
    of: (input, { split_size, dim }) => split(input, split_size, dim),
    gradName: 'SplitBackward0_copy',
  },
  split_with_sizes_copy: {
    parameters: ', int[] split_sizes, int dim=0',
    of: (input, { split_sizes, dim }) => splitWithSizes(input, split_sizes, dim),
    gradName: 'SplitWithSizesBackward0_copy',
  },
}

const MANY = ['unbind_copy', 'split_copy', 'split_with_sizes_copy']

for (const [name, { parameters, of, gradName }] of Object.entries(COPIES)) {
  defineOp({
    schema:
      `${name}(Tensor input${parameters}) -> ${MANY.includes(name) ? 'Tensor[]' : 'Tensor'}` as `${string}(Tensor input) -> Tensor`,
    doc: `As ${name.replace(/_copy.*/, '')}, copied.`,
    // A narrow copy is a method too.
    faces: name === 'narrow_copy' ? { torch: 'native', Tensor: 'native' } : { torch: 'native' },
    out: true,
    gradName,
    composite: ({ input, ...args }): Tensor => {
      const seen = of(input, args as Values)
      return (Array.isArray(seen) ? seen.map((each) => solid(each)) : solid(seen)) as Tensor
    },
  })
}
