/** What the constructors of layers take, as far as fixes edit them. */
import type { Shape } from '../../../src/tensor/shape.js'

export interface LayerFacts {
  /** Parameters in order. */
  readonly parameters: readonly string[]
  /** The one that must be the size of an axis of the input, and which axis that is. */
  readonly takes?: { readonly parameter: string; readonly axis: (shape: Shape) => number }
  /** The one that is the size of an axis of the output. */
  readonly gives?: string
  /** Parameters of a window that slides. */
  readonly window?: boolean
}

const last = (shape: Shape): number => shape.length - 1
const second = (shape: Shape): number => (shape.length > 1 ? 1 : 0)
/** The axis before `n` spatial ones. */
const channel =
  (n: number) =>
  (shape: Shape): number =>
    Math.max(0, shape.length - n - 1)

const linear: LayerFacts = {
  parameters: ['in_features', 'out_features', 'bias'],
  takes: { parameter: 'in_features', axis: last },
  gives: 'out_features',
}
const conv = (n: number, transposed = false): LayerFacts => ({
  parameters: [
    'in_channels',
    'out_channels',
    'kernel_size',
    'stride',
    'padding',
    ...(transposed ? ['output_padding', 'groups', 'bias', 'dilation'] : ['dilation', 'groups', 'bias']),
  ],
  takes: { parameter: 'in_channels', axis: channel(n) },
  gives: 'out_channels',
  window: true,
})
const normalized: LayerFacts = {
  parameters: ['num_features', 'eps', 'momentum', 'affine'],
  takes: { parameter: 'num_features', axis: second },
}
const pool: LayerFacts = { parameters: ['kernel_size', 'stride', 'padding'], window: true }
const recurrent: LayerFacts = {
  parameters: ['input_size', 'hidden_size', 'num_layers', 'bias', 'batch_first', 'dropout', 'bidirectional'],
  takes: { parameter: 'input_size', axis: last },
  gives: 'hidden_size',
}
const transformer: LayerFacts = {
  parameters: ['d_model', 'nhead', 'dim_feedforward'],
  takes: { parameter: 'd_model', axis: last },
}

export const LAYERS: Readonly<Record<string, LayerFacts>> = {
  Linear: linear,
  Conv1d: conv(1),
  Conv2d: conv(2),
  Conv3d: conv(3),
  ConvTranspose1d: conv(1, true),
  ConvTranspose2d: conv(2, true),
  ConvTranspose3d: conv(3, true),
  BatchNorm1d: normalized,
  BatchNorm2d: normalized,
  BatchNorm3d: normalized,
  InstanceNorm1d: normalized,
  InstanceNorm2d: normalized,
  InstanceNorm3d: normalized,
  GroupNorm: {
    parameters: ['num_groups', 'num_channels'],
    takes: { parameter: 'num_channels', axis: second },
  },
  LayerNorm: { parameters: ['normalized_shape'], takes: { parameter: 'normalized_shape', axis: last } },
  RMSNorm: { parameters: ['normalized_shape'], takes: { parameter: 'normalized_shape', axis: last } },
  MaxPool1d: pool,
  MaxPool2d: pool,
  MaxPool3d: pool,
  AvgPool1d: pool,
  AvgPool2d: pool,
  AvgPool3d: pool,
  RNN: recurrent,
  LSTM: recurrent,
  GRU: recurrent,
  RNNCell: recurrent,
  LSTMCell: recurrent,
  GRUCell: recurrent,
  Embedding: { parameters: ['num_embeddings', 'embedding_dim'], gives: 'embedding_dim' },
  MultiheadAttention: {
    parameters: ['embed_dim', 'num_heads'],
    takes: { parameter: 'embed_dim', axis: last },
  },
  TransformerEncoderLayer: transformer,
  TransformerDecoderLayer: transformer,
  Transformer: transformer,
  PReLU: { parameters: ['num_parameters'], takes: { parameter: 'num_parameters', axis: second } },
  Flatten: { parameters: ['start_dim', 'end_dim'] },
  Unflatten: { parameters: ['dim', 'unflattened_size'] },
  PixelShuffle: { parameters: ['upscale_factor'] },
  Softmax: { parameters: ['dim'] },
  LogSoftmax: { parameters: ['dim'] },
  AdaptiveAvgPool1d: { parameters: ['output_size'] },
  AdaptiveAvgPool2d: { parameters: ['output_size'] },
  AdaptiveMaxPool2d: { parameters: ['output_size'] },
  Upsample: { parameters: ['size', 'scale_factor'] },
}

/** Calls that make a tensor out of sizes, as torch's functions; randint has two numbers before its size. */
export const CREATORS: ReadonlySet<string> = new Set([
  'randn',
  'rand',
  'zeros',
  'ones',
  'empty',
  'full',
  'randint',
  'Tensor',
  'FloatTensor',
  'LongTensor',
])
