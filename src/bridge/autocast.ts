/**
 * `torch.autocast('cpu')`: what operators do to their arguments meanwhile. The lists are PyTorch's for the CPU: products run in the
 * lower precision, losses and the like in float32, joins in the widest type among their operands.
 */
import { type Argument, Sequence } from '../ops/argument.js'
import { convertTo } from '../ops/conversion.js'
import { type DType, float32 } from '../tensor/dtype.js'
import { Tensor } from '../tensor/tensor.js'

/** The dtype of the products, null outside autocast. */
export const autocast: { dtype: DType | null } = { dtype: null }

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const lower = words(
  'conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d conv_tbc bmm mm mv addmm addbmm baddbmm ' +
    'linear matmul scaled_dot_product_attention linalg_vecdot vecdot einsum __matmul__ __rmatmul__',
)
const full = words(
  'avg_pool3d binary_cross_entropy binary_cross_entropy_with_logits grid_sample grid_sampler polar prod quantile ' +
    'nanquantile stft cdist trace view_as_complex cholesky cholesky_inverse cholesky_solve inverse lu_solve ' +
    'orgqr ormqr pinverse max_unpool2d max_unpool3d adaptive_avg_pool3d reflection_pad1d reflection_pad2d ' +
    'replication_pad1d replication_pad2d replication_pad3d mse_loss cosine_embedding_loss nll_loss ' +
    'hinge_embedding_loss poisson_nll_loss smooth_l1_loss cross_entropy l1_loss huber_loss margin_ranking_loss ' +
    'soft_margin_loss triplet_margin_loss multi_margin_loss ctc_loss kl_div multilabel_margin_loss fft ifft rfft irfft',
)
const widest = words('cat stack concat concatenate index_copy')

const isReal = (value: Argument): value is Tensor =>
  value instanceof Tensor && value.dtype.kind === 'float' && value.dtype.name !== 'float64'

function cast(value: Argument, dtype: DType): Argument {
  if (isReal(value)) return value.dtype === dtype ? value : convertTo(value, dtype, null, false)
  if (value instanceof Sequence && value.items.some(isReal))
    return new Sequence(
      value.typeName,
      value.items.map((item) => cast(item, dtype)),
    )
  return value
}

const tensorsIn = (value: Argument): Tensor[] =>
  value instanceof Sequence ? value.items.flatMap(tensorsIn) : isReal(value) ? [value] : []

/** The arguments as the operator gets them under autocast. */
export function castArguments(name: string, positional: readonly Argument[], dtype: DType): Argument[] {
  const target = lower.has(name)
    ? dtype
    : full.has(name)
      ? float32
      : widest.has(name)
        ? positional.flatMap(tensorsIn).some((each) => each.dtype === float32)
          ? float32
          : null
        : null
  return target === null ? [...positional] : positional.map((value) => cast(value, target))
}
