/** What a call was told beside its tensors: a layer's arguments as it prints them, the constants written in an operator's. */
import type { Event } from '../../src/explain/recording.js'
import type { Expr } from '../../src/python/parse/ast.js'
import { parseExpression } from '../../src/python/parse/parser.js'
import { unparse } from '../../src/python/text/unparse.js'

/** The names of what a layer prints without one. */
const POSITIONAL: readonly [types: RegExp, names: readonly string[]][] = [
  [/^Lazy/, []],
  [/^Conv/, ['in_channels', 'out_channels']],
  [/^(Batch|Instance)Norm/, ['num_features']],
  [/^(LayerNorm|RMSNorm)$/, ['normalized_shape']],
  [/^GroupNorm$/, ['num_groups', 'num_channels']],
  [/^Embedding/, ['num_embeddings', 'embedding_dim']],
  [/^(LSTM|GRU|RNN)/, ['input_size', 'hidden_size']],
]

type Settings = ReadonlyMap<string, string>

/** `Conv2d(1, 6, kernel_size=(5, 5))` as in_channels 1, out_channels 6, kernel_size (5, 5). */
export function layerSettings(type: string, text: string): Settings {
  const names = POSITIONAL.find(([types]) => types.test(type))?.[1] ?? []
  return argumentsIn(parsed(text), (i) => names[i] ?? `argument ${i + 1}`, unparse)
}

/** `F.max_pool2d(x, 2, stride=1)` as argument 2: 2, stride 1: what has no name of the program's in it. */
export function writtenSettings({ call }: Event): Settings {
  return argumentsIn(parsed(call.site?.text ?? ''), (i) => `argument ${i + 1}`, constantText)
}

function parsed(text: string): Expr | null {
  try {
    return parseExpression(text, '<settings>').body
  } catch {
    return null
  }
}

function argumentsIn(
  node: Expr | null,
  nameOf: (place: number) => string,
  textOf: (node: Expr) => string | null,
): Settings {
  const settings = new Map<string, string>()
  if (node?.kind !== 'Call') return settings
  const set = (name: string, value: Expr): void => {
    const text = textOf(value)
    if (text !== null) settings.set(name, text)
  }
  for (const [i, each] of node.args.entries()) set(nameOf(i), each)
  for (const { arg, value } of node.keywords) if (arg !== null) set(arg, value)
  return settings
}

function constantText(node: Expr): string | null {
  const constant = (each: Expr): boolean => {
    switch (each.kind) {
      case 'Constant':
        return true
      case 'UnaryOp':
        return constant(each.operand)
      case 'BinOp':
        return constant(each.left) && constant(each.right)
      case 'Tuple':
      case 'List':
        return each.elts.every(constant)
      default:
        return false
    }
  }
  return constant(node) ? unparse(node) : null
}
