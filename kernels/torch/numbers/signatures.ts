/** Which argument of a call decided a size: constructors of layers by their parameters, functions that make tensors by their sizes. */
import type * as ast from '../../../src/python/parse/ast.js'
import { calledName } from './tree.js'

/** Parameters by position, of layers (by class) and of functions and methods. A method's position counts what it is called on. */
const PARAMETERS: readonly [called: RegExp, names: readonly string[]][] = [
  [/^Linear$/, ['in_features', 'out_features']],
  [/^Conv(Transpose)?\dd$/, ['in_channels', 'out_channels', 'kernel_size']],
  [/^Embedding(Bag)?$/, ['num_embeddings', 'embedding_dim']],
  [/^(BatchNorm|InstanceNorm)\dd$/, ['num_features']],
  [/^GroupNorm$/, ['num_groups', 'num_channels']],
  [/^(LayerNorm|RMSNorm)$/, ['normalized_shape']],
  [/^(RNN|LSTM|GRU)(Cell)?$/, ['input_size', 'hidden_size', 'num_layers']],
  [/^MultiheadAttention$/, ['embed_dim', 'num_heads']],
  [/^Bilinear$/, ['in1_features', 'in2_features', 'out_features']],
  [/^TransformerEncoderLayer$/, ['d_model', 'nhead', 'dim_feedforward']],
  [/_window$/, ['window_length']],
  [/^one_hot$/, ['input', 'num_classes']],
  [/^split$/, ['input', 'split_size']],
  [/^adaptive_(avg|max)_pool\dd$/, ['input', 'output_size']],
  [/^Adaptive(Avg|Max)Pool\dd$/, ['output_size']],
  [/^(interpolate|upsample)$/, ['input', 'size']],
  [/^Upsample$/, ['size']],
]

/** Those of them that a call's function or class has. */
export const parametersNamed = (call: ast.Call): readonly string[] =>
  PARAMETERS.find(([called]) => called.test(calledName(call)))?.[1] ?? []

/** The expression that a call got for a parameter. */
export function argumentOf(call: ast.Call, parameter: string, receiver: boolean): ast.Expr | null {
  for (const { arg, value } of call.keywords) if (arg === parameter) return value
  if (call.args.some(({ kind }) => kind === 'Starred')) return null
  const name = calledName(call)
  if (parameter === 'end' && name === 'arange') return call.args[call.args.length === 1 ? 0 : 1] ?? null
  const names = parametersNamed(call)
  const at = names.indexOf(parameter)
  return at < 0 ? null : (call.args[at - (receiver && names[0] === 'input' ? 1 : 0)] ?? null)
}

const MAKERS = /^(zeros|ones|empty|rand|randn|full|randint|normal|new_(zeros|ones|empty|full)|expand)$/

/** An expression that gave a size; `path` is the way into one that holds several. */
export interface SizeArgument {
  readonly value: ast.Expr
  readonly path: readonly number[]
}

/** What may have given a call one of the sizes of what it makes. */
export function sizeArguments(call: ast.Call, axis: number): SizeArgument[] {
  const { args, keywords } = call
  const name = calledName(call)
  const one = (value: ast.Expr | undefined): SizeArgument[] =>
    value === undefined ? [] : [{ value, path: [] }]
  if (name === 'eye') return one(args[axis] ?? args[0])
  if (name === 'one_hot') return one(keywords.find(({ arg }) => arg === 'num_classes')?.value ?? args.at(-1))
  if (name === 'stack') return one(args[0])
  if (name === 'repeat' || name === 'rearrange') {
    const named = patternAxes(args)[axis]
    return one(keywords.find(({ arg }) => arg === named)?.value)
  }
  if (!MAKERS.test(name)) return []
  const keyword = keywords.find(({ arg }) => arg === 'size')?.value
  const whole = keyword ?? (name === 'randint' || name === 'normal' ? args.find(isList) : args[0])
  if (whole === undefined) return []
  if (isList(whole) || keyword !== undefined) return [{ value: whole, path: [axis] }]
  const star = args.findIndex(({ kind }) => kind === 'Starred')
  if (star >= 0 && axis >= star)
    return star === args.length - 1 ? [{ value: (args[star] as ast.Starred).value, path: [axis - star] }] : []
  // `torch.zeros(n)`, or `torch.zeros(x.shape)`.
  const all = args.length === 1 || name.endsWith('full') ? [{ value: whole, path: [axis] }] : []
  return [...one(args[axis]), ...all]
}

/** The names of what comes out, where an einops pattern says them: `b 1 d` of `'1 1 d -> b 1 d'`. */
function patternAxes(args: readonly ast.Expr[]): string[] {
  for (const each of args)
    if (each.kind === 'Constant' && each.value.type === 'str' && each.value.value.includes('->'))
      return each.value.value.split('->')[1].match(/\([^)]*\)|\S+/g) ?? []
  return []
}

const isList = ({ kind }: ast.Expr): boolean => kind === 'Tuple' || kind === 'List'
