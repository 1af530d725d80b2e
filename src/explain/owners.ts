/**
 * Which layer a parameter belongs to, and what its dims are called there: weight dim 0 of a convolution is `out_channels`.
 * Filled by whoever records, read by explanations; keeps no layer alive.
 */
import type { Call, Derivation } from '../tensor/derivation.js'

export interface Owner {
  /** The layer as it was first called. */
  readonly layer: Call
  /** The parameter's name in it: `weight`. */
  readonly parameter: string
}

const owners = new WeakMap<Derivation, Owner>()

export const setOwner = (parameter: Derivation, owner: Owner): void => {
  owners.set(parameter, owner)
}
export const ownerOf = (derivation: Derivation | null): Owner | null =>
  derivation === null ? null : (owners.get(derivation) ?? null)

/** The constructor's names for the dims of a parameter, by class and parameter; `null` where a dim has none. */
const dimNames: readonly [types: RegExp, parameter: RegExp, names: readonly (string | null)[]][] = [
  [/^(NonDynamicallyQuantizable)?Linear$/, /^weight$/, ['out_features', 'in_features']],
  [/^(NonDynamicallyQuantizable)?Linear$/, /^bias$/, ['out_features']],
  [
    /^ConvTranspose\dd$/,
    /^weight$/,
    ['in_channels', 'out_channels', 'kernel_size', 'kernel_size', 'kernel_size'],
  ],
  [/^Conv\dd$/, /^weight$/, ['out_channels', 'in_channels', 'kernel_size', 'kernel_size', 'kernel_size']],
  [/^Conv(Transpose)?\dd$/, /^bias$/, ['out_channels']],
  [/^Embedding(Bag)?$/, /^weight$/, ['num_embeddings', 'embedding_dim']],
  [/^(BatchNorm|InstanceNorm)\dd$/, /^(weight|bias)$/, ['num_features']],
  [/^GroupNorm$/, /^(weight|bias)$/, ['num_channels']],
  [/^(LayerNorm|RMSNorm)$/, /^(weight|bias)$/, ['normalized_shape', 'normalized_shape', 'normalized_shape']],
  [/^PReLU$/, /^weight$/, ['num_parameters']],
  [/^Bilinear$/, /^weight$/, ['out_features', 'in1_features', 'in2_features']],
  [/^Bilinear$/, /^bias$/, ['out_features']],
  [/^MultiheadAttention$/, /^in_proj_weight$/, ['3·embed_dim', 'embed_dim']],
  [/^MultiheadAttention$/, /^in_proj_bias$/, ['3·embed_dim']],
  [/^LSTM(Cell)?$/, /^weight_ih/, ['4·hidden_size', 'input_size']],
  [/^LSTM(Cell)?$/, /^weight_hh/, ['4·hidden_size', 'hidden_size']],
  [/^LSTM(Cell)?$/, /^bias_/, ['4·hidden_size']],
  [/^GRU(Cell)?$/, /^weight_ih/, ['3·hidden_size', 'input_size']],
  [/^GRU(Cell)?$/, /^weight_hh/, ['3·hidden_size', 'hidden_size']],
  [/^GRU(Cell)?$/, /^bias_/, ['3·hidden_size']],
  [/^RNN(Cell)?$/, /^weight_ih/, ['hidden_size', 'input_size']],
  [/^RNN(Cell)?$/, /^weight_hh/, ['hidden_size', 'hidden_size']],
  [/^RNN(Cell)?$/, /^bias_/, ['hidden_size']],
]

/** `conv2.out_channels`, `pos` (a parameter of a module of the user's) with its dim. */
export function ownedName({ layer, parameter }: Owner, axis: number): string {
  const known = dimNames.find(([types, each]) => types.test(layer.type) && each.test(parameter))
  const name = known?.[2][axis]
  const [, times, own] = /^(\d+\u00b7)?(.*)$/.exec(name ?? `${parameter} dim ${axis}`)!
  return `${times ?? ''}${placeOf(layer)}${own}`
}

/** A layer's name in front of an attribute: `conv2.`, `features[3].`; nothing for the outermost module. */
const placeOf = (layer: Call): string => {
  const name = shortName(layer)
  return name === '' ? '' : `${name}.`
}

/** How explanations name a layer: by its place in the model (`conv2`, `features[3]`), the outermost as the user wrote it. */
export function shortName(layer: Call): string {
  const { path, parent, name } = layer
  if (path === '') return parent === null ? name : ''
  if (!path.startsWith('[')) return path
  let root = layer
  while (root.parent !== null) root = root.parent
  return root === layer ? name : root.name + path
}

/** The attribute that says what the last dims of a layer's input must be: `fc1.in_features` is about dim −1. */
export const inputAttributes: Readonly<Record<string, (rank: number, type: string) => number>> = {
  in_features: () => -1,
  in1_features: () => -1,
  input_size: () => -1,
  embed_dim: () => -1,
  d_model: () => -1,
  normalized_shape: () => -1,
  in_channels: channelAxis,
  num_features: channelAxis,
  num_channels: () => 1,
}

/** The channels stand in front of the spatial dims, of which a layer's name tells the number; norms take (N, C) as well. */
function channelAxis(rank: number, type: string): number {
  if (/Norm/.test(type)) return rank === 1 ? 0 : 1
  const spatial = Number(/(\d)d$/.exec(type)?.[1] ?? 0)
  return Math.max(0, rank - 1 - spatial)
}
