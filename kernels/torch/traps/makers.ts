/**
 * What made a tensor, as far as a rule asks for it: the operator's name, and where its elements come from. Only shapes and names are kept, so
 * that no tensor is kept alive; a tensor that is not remembered was made by something that no rule looks for.
 */
import { type Shape, sameShape } from '../../../src/tensor/shape.js'
import { Tensor } from '../../../src/tensor/tensor.js'

export interface Maker {
  readonly name: string
  /** What made the elements, where this operator only put them in another order or shape, or took some of them. */
  readonly elements: Maker | null
  /** The shape in which the elements stood before they were put into another, if they were. */
  readonly from: Shape | null
  /** Do its axes lie as a layer has laid them? */
  readonly layered: boolean
}

type MakerOf = (tensor: Tensor) => Maker | undefined
type Arguments = Readonly<Record<string, unknown>>

/** Operators that leave the elements what they are. */
const RENAMES = new Set(
  'view reshape flatten ravel unflatten squeeze unsqueeze transpose permute movedim swapaxes t contiguous clone to float double'.split(
    ' ',
  ),
)

/** Operators that take some of the elements. */
const SELECTS = new Set(
  'index index_select select narrow slice masked_select gather cat concat stack'.split(' '),
)

/** Products whose results rules ask for. */
export const PRODUCTS = /^(b?mm|baddbmm|matmul|einsum|cdist|t|transpose|mul|div)$/

const OF_LAYERS =
  /^(conv|linear|max_pool|avg_pool|adaptive|batch_norm|group_norm|instance_norm|layer_norm|relu|leaky_relu|elu|gelu|silu|mish|hard|dropout|_interpolate_dim)/

const SOFTMAXES = new Set(['softmax', 'log_softmax'])

/** Sizes of an axis that holds colours. */
export const CHANNELS: readonly number[] = [1, 3, 4]

/** The tensors that take part: `input`, what stands beside it, or a list of them. */
function operands(args: Arguments): Tensor[] {
  const found: Tensor[] = []
  for (const name in args) {
    const value = args[name]
    if (value instanceof Tensor) found.push(value)
    else if (Array.isArray(value)) for (const each of value) if (each instanceof Tensor) found.push(each)
  }
  return found
}

/** Is it the result of a layer, or made of such results by something that leaves the axes where they are? */
function isLayered(name: string, args: Arguments, { shape }: Tensor, madeBy: MakerOf): boolean {
  if (shape.length !== 4 || !CHANNELS.includes(shape[3])) return false
  if (OF_LAYERS.test(name)) return true
  const moves = RENAMES.has(name) && !(args.input instanceof Tensor && sameShape(args.input.shape, shape))
  return !moves && operands(args).some((each) => madeBy(each)?.layered === true)
}

/** What is to be remembered of `result`; null: nothing. */
export function makerOf(name: string, args: Arguments, result: Tensor, madeBy: MakerOf): Maker | null {
  const input = args.input instanceof Tensor ? args.input : null
  const layered = isLayered(name, args, result, madeBy)
  const renames = RENAMES.has(name)
  const source = input ?? (SELECTS.has(name) ? (operands(args)[0] ?? null) : null)
  const before = source === null ? undefined : madeBy(source)
  const elements = before !== undefined && (renames || SELECTS.has(name)) ? (before.elements ?? before) : null
  const kept = before !== undefined && input !== null && sameShape(input.shape, result.shape)
  const from = renames ? (before?.from ?? input?.shape ?? null) : kept ? before.from : null
  const asked =
    layered ||
    SOFTMAXES.has(name) ||
    elements !== null ||
    (from !== null && result.shape.length < 3) ||
    (result.shape.length < 4 && PRODUCTS.test(name))
  return asked ? { name, elements, from, layered } : null
}
