/**
 * What `%explain` and `%summary` are asked about: `conv1 (1, 1, 32, 32)`, `net x, mask`, `net {'ids': (1, 16)}`, `net (1, 3), (1, 4)`,
 * `nn.Conv2d(1, 6, 3)(1, 1, 32, 32)`, or any expression.
 */
import { PyTensor } from '../../src/bridge/values.js'
import { UsageError } from '../../src/kernel/magic.js'
import type { Kwargs, PyObject, Value } from '../../src/python/object/object.js'
import { PyTuple } from '../../src/python/object/values.js'
import type { Call, Expr } from '../../src/python/parse/ast.js'
import { unparse } from '../../src/python/text/unparse.js'
import type { Explainer } from './explainer.js'
import { isModule } from './naming.js'
import { isShape, standIns } from './stand-ins.js'

export type Question =
  | { readonly kind: 'call'; readonly name: string; readonly module: PyObject; readonly inputs: Inputs }
  | { readonly kind: 'value'; readonly name: string; readonly node: Expr }

/** Inputs as written: shapes still shapes. */
export interface Inputs {
  readonly args: readonly Value[]
  readonly kwargs: readonly (readonly [string, Value])[]
}

/** What was asked is no expression. */
export class NoExpression extends UsageError {}

export function ask(text: string, explainer: Explainer): Question {
  for (const at of gaps(text)) {
    const question = asCall(text.slice(0, at).trim(), text.slice(at), explainer)
    if (question !== null) return question
  }
  const node = explainer.parse(text)?.body ?? null
  if (node === null) throw new NoExpression(`${JSON.stringify(text.trim())} is not an expression.`)
  if (node.kind === 'Call') {
    const sizes = node.args.map(integerOf)
    if (sizes.length > 0 && node.keywords.length === 0 && sizes.every((size) => size !== null)) {
      const module = moduleIn(node.func, explainer)
      if (module !== null)
        return {
          kind: 'call',
          name: unparse(node.func),
          module,
          inputs: { args: [new PyTuple(sizes)], kwargs: [] },
        }
    }
  }
  return { kind: 'value', name: text.trim(), node }
}

/** Where blanks outside of brackets and quotes follow what may be called, and precede what may be its input. */
function gaps(text: string): number[] {
  const found: number[] = []
  let depth = 0
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (quote !== '') {
      if (char === '\\') i++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
    else if (depth === 0 && /\s/.test(char) && CALLABLE.test(text.slice(0, i)) && INPUT.test(text.slice(i)))
      found.push(i)
  }
  return found
}
const CALLABLE = /[\p{L}\p{N}_)\]]$/u
const INPUT = /^\s+[({[\p{L}_]/u

const integerOf = (node: Expr): number | null =>
  node.kind === 'Constant' && node.value.type === 'int' ? Number(node.value.value) : null

/** `conv1` followed by its inputs; null where that is not what is written. */
function asCall(callee: string, inputs: string, explainer: Explainer): Question | null {
  const call = explainer.parse(`_(${inputs})`)?.body
  const target = explainer.parse(callee)?.body
  if (call === undefined || call.kind !== 'Call' || target === undefined) return null
  const module = moduleIn(target, explainer)
  if (module === null) return null
  return { kind: 'call', name: callee, module, inputs: inputsOf(call, explainer) }
}

/** The module that an expression names; null if it names none. */
export function moduleIn(node: Expr, explainer: Explainer): PyObject | null {
  try {
    const value = explainer.evaluate(unparse(node))
    return isModule(value) ? value : null
  } catch {
    return null
  }
}

function inputsOf({ args, keywords }: Call, explainer: Explainer): Inputs {
  const value = (node: Expr): Value => checked(explainer.evaluate(unparse(node)), unparse(node))
  // `net (1, 3, 224, 224)` names one shape, `net (1, 3), (1, 4)` two.
  return {
    args: args.map(value),
    kwargs: keywords.flatMap(({ arg, value: node }) => (arg === null ? [] : [[arg, value(node)] as const])),
  }
}

/** An input must hold tensors or shapes. UsageError where it holds neither. */
function checked(value: Value, text: string): Value {
  if (typeof value === 'string')
    throw new UsageError(
      `${text} is no input: give shapes such as (1, 1, 32, 32), tensors, or dicts and lists of them.`,
    )
  return value
}

/** The call of a module that an expression is: `net(x)`; null where it is none. */
export function callIn(question: Question, explainer: Explainer): (Question & { kind: 'call' }) | null {
  if (question.kind === 'call') return question
  const { node } = question
  if (node.kind !== 'Call') return null
  const module = moduleIn(node.func, explainer)
  if (module === null) return null
  const value = (each: Expr): Value => explainer.evaluate(unparse(each))
  return {
    kind: 'call',
    name: unparse(node.func),
    module,
    inputs: {
      args: node.args.map(value),
      kwargs: node.keywords.flatMap(({ arg, value: each }) =>
        arg === null ? [] : [[arg, value(each)] as const],
      ),
    },
  }
}

/** The inputs with stand-ins where shapes stood. */
export const positional = ({ args }: Inputs, kind: 'float' | 'int'): Value[] =>
  args.map((value) => standIns(value, kind))

export function named({ kwargs }: Inputs, kind: 'float' | 'int'): Kwargs | null {
  return kwargs.length === 0 ? null : new Map(kwargs.map(([name, value]) => [name, standIns(value, kind)]))
}

/** The inputs as one text: `(1, 1, 32, 32)`. */
export function inputsText({ args, kwargs }: Inputs): string {
  const text = (value: Value): string => {
    if (value instanceof PyTensor) return `(${value.tensor.shape.join(', ')})`
    if (isShape(value)) return `(${(value as PyTuple).items.join(', ')})`
    return '…'
  }
  return [...args.map(text), ...kwargs.map(([name, value]) => `${name}=${text(value)}`)].join(', ')
}
