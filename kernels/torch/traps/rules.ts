/**
 * Silent traps: what runs and is probably not what was meant. Each rule sees every operator that the program calls, with its arguments, and
 * says what is suspicious in one line; it must stay silent on what people do on purpose.
 */
import { shapeText } from '../../../src/explain/dims.js'
import { type Shape, sameShape } from '../../../src/tensor/shape.js'
import { Tensor } from '../../../src/tensor/tensor.js'
import { CHANNELS, type Maker, PRODUCTS } from './makers.js'

export type TrapKind =
  | 'view-as-transpose'
  | 'loss-broadcast'
  | 'batch-flattened'
  | 'softmax-over-batch'
  | 'rows-dropped'
  | 'channels-last'
  | 'one-value-per-channel'
  | 'unused-layer'
  | 'softmax-before-cross-entropy'

/** One operator as it ran. `result` is undefined when it raised. */
export interface Operation {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  readonly result: Tensor | undefined
  /** What made a tensor, if it was made in this session. */
  readonly madeBy: (tensor: Tensor) => Maker | undefined
}

export interface Rule {
  readonly kind: TrapKind
  /** The operators that it looks at. */
  readonly operators: readonly string[]
  /** What is wrong, or null. */
  readonly check: (operation: Operation) => string | null
}

const tensor = (value: unknown): Tensor | null => (value instanceof Tensor ? value : null)
const ints = (value: unknown): readonly number[] =>
  Array.isArray(value) ? (value as number[]) : typeof value === 'number' ? [value] : []

/** A view whose sizes are those of the input in another order moves no data: the axes now mean something else. */
function viewAsTranspose({ name, args, result }: Operation): string | null {
  const input = tensor(args.input)
  if (input === null || result === undefined) return null
  const [before, after] = [input.shape, result.shape].map((shape) => shape.filter((size) => size > 1))
  if (before.length < 2 || before.length !== after.length || sameShape(before, after)) return null
  const sorted = (shape: Shape): number[] => [...shape].sort((a, b) => a - b)
  if (!sameShape(sorted(before), sorted(after))) return null
  return `${name} ${shapeText(input.shape)} → ${shapeText(result.shape)} renames the axes without moving the data; transpose or permute moves it`
}

const isCount = ({ dtype }: Tensor): boolean => dtype.kind === 'int'

/** (N, 1) against (N,): every prediction meets every target. */
function lossBroadcast({ args }: Operation): string | null {
  const list = Array.isArray(args.tensors) ? args.tensors : [args.input, args.other]
  const [a, b] = [tensor(list[0]), tensor(list[1])]
  if (a === null || b === null || list.length !== 2) return null
  // Differences of a vector's elements with each other, and of positions, are wanted.
  if (a.storage === b.storage || (isCount(a) && isCount(b))) return null
  for (const [one, other] of [
    [a.shape, b.shape],
    [b.shape, a.shape],
  ] as const) {
    const [n] = other
    if (one.length === 2 && other.length === 1 && one[0] === n && one[1] === 1 && n > 1)
      return `${shapeText(a.shape)} against ${shapeText(b.shape)} broadcasts to (${n}, ${n}): ${n * n} differences instead of ${n}`
  }
  return null
}

/** A linear layer that gets the whole batch as one row. */
function batchFlattened({ args, madeBy }: Operation): string | null {
  const input = tensor(args.input)
  if (input === null || input.shape.length !== 1) return null
  const before = madeBy(input)?.from ?? null
  // One axis that lost its neighbours of size 1 is no batch.
  if (before === null || before.length < 3 || before.filter((size) => size > 1).length < 2) return null
  return `flatten ${shapeText(before)} → ${shapeText(input.shape)} takes the batch axis in; flatten(1) keeps it`
}

const BATCHED = /^(bmm|baddbmm|matmul|einsum)$/

/** Probabilities that add up over the samples of a batch instead of over the classes. */
function softmaxOverBatch({ name, args, madeBy }: Operation): string | null {
  const input = tensor(args.input)
  if (input === null || input.shape.length < 2) return null
  const { shape } = input
  // Without a dim, F.softmax takes the first of three.
  const dim = typeof args.dim === 'number' ? args.dim : shape.length === 3 ? 0 : null
  if (dim !== 0 && dim !== -shape.length) return null
  // Weights of the steps of a sequence, (steps, batch, 1), and of the items of a bag, (items, 1); scores of every item against every other.
  if (shape.at(-1) === 1) return null
  const maker = madeBy(input)
  if (shape.length === 2 && shape[0] === shape[1] && PRODUCTS.test(maker?.name ?? '')) return null
  // Weights to be learnt; scores of the steps of several sequences, which a product of batches gives.
  if (input.isLeaf && input.requiresGradFlag) return null
  if (maker?.from?.length === 3 && BATCHED.test((maker.elements ?? maker).name)) return null
  if (input.shape[0] === 1)
    return `${name} over axis 0 of ${shapeText(input.shape)}, which has one sample: every value becomes ${name === 'softmax' ? 1 : 0}`
  return `${name} over axis 0 of ${shapeText(input.shape)}: the ${input.shape[0]} samples of the batch add up to 1, not the classes`
}

/** Rows at the end that no window reads. */
function rowsDropped({ name, args, result }: Operation): string | null {
  const input = tensor(args.input)
  if (input === null || result === undefined) return null
  const n = Number(name.at(-2))
  const weight = tensor(args.weight)
  const kernel = weight === null ? ints(args.kernel_size) : weight.shape.slice(2)
  const stride = ints(args.stride)
  const [padding, dilation] = [ints(args.padding), ints(args.dilation)]
  for (let i = 0; i < n; i++) {
    const size = input.shape.at(i - n)!
    const step = stride[i] ?? stride[0] ?? kernel[i] ?? kernel[0]
    const pad = padding[i] ?? padding[0] ?? 0
    const reach = ((dilation[i] ?? dilation[0] ?? 1) * ((kernel[i] ?? kernel[0]) - 1) + 1) | 0
    const covered = (result.shape.at(i - n)! - 1) * step + reach - pad
    const lost = size - covered
    // A window smaller than its stride leaves rows out everywhere, on purpose.
    if (step > 1 && reach >= step && lost > 0) {
      const what = i === n - 1 && n > 1 ? 'column' : 'row'
      return `${name}: the last ${lost === 1 ? what : `${lost} ${what}s`} of ${size} ${lost === 1 ? 'is' : 'are'} never read (kernel ${reach}, stride ${step})`
    }
  }
  return null
}

/** An image with its channels last in a layer that reads them first. */
function channelsLast({ args, madeBy }: Operation): string | null {
  const input = tensor(args.input)
  if (input === null || input.shape.length !== 4) return null
  const [, a, b, c] = input.shape
  if (!CHANNELS.includes(c) || a < 8 || b < 8 || CHANNELS.includes(a)) return null
  // What a layer has made has its channels where they belong.
  if (madeBy(input)?.layered === true) return null
  return `${shapeText(input.shape)} looks like a channels-last image, and conv2d reads axis 1 as its ${a} channels; permute(0, 3, 1, 2) puts them first`
}

/** Statistics of one value: nothing of what went in is left. */
function oneValuePerChannel({ name, args }: Operation): string | null {
  const input = tensor(args.input)
  if (input === null || input.shape.length < 2 || (args.training ?? args.use_input_stats) !== true)
    return null
  const [samples, , ...rest] = input.shape
  const values = rest.reduce((x, y) => x * y, name === 'instance_norm' ? 1 : samples)
  if (values > 2) return null
  return values === 1
    ? `${name} of ${shapeText(input.shape)} has one value per channel, which is its own mean: use eval(), or a larger batch`
    : `${name} of ${shapeText(input.shape)} has two values per channel: they always become −1 and 1`
}

/** cross_entropy does the softmax itself, and takes scores. */
function softmaxBeforeCrossEntropy({ args, madeBy }: Operation): string | null {
  const input = tensor(args.input)
  const made = input === null ? undefined : madeBy(input)
  const maker = made?.elements ?? made
  if (maker === undefined || !/^(log_)?softmax$/.test(maker.name)) return null
  return `softmax twice: cross_entropy and log_softmax want the scores, not the output of ${maker.name}`
}

const WINDOWED = ['conv', 'max_pool', 'avg_pool'].flatMap((name) => [1, 2, 3].map((n) => `${name}${n}d`))

export const RULES: readonly Rule[] = [
  { kind: 'view-as-transpose', operators: ['view', 'reshape'], check: viewAsTranspose },
  { kind: 'loss-broadcast', operators: ['broadcast_tensors', 'sub'], check: lossBroadcast },
  { kind: 'batch-flattened', operators: ['linear'], check: batchFlattened },
  { kind: 'softmax-over-batch', operators: ['softmax', 'log_softmax'], check: softmaxOverBatch },
  { kind: 'rows-dropped', operators: WINDOWED, check: rowsDropped },
  { kind: 'channels-last', operators: ['conv2d'], check: channelsLast },
  { kind: 'one-value-per-channel', operators: ['batch_norm', 'instance_norm'], check: oneValuePerChannel },
  { kind: 'softmax-before-cross-entropy', operators: ['log_softmax'], check: softmaxBeforeCrossEntropy },
]
