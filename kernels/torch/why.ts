/** What `%why` is asked about: the dim, layer attribute or number that an expression names. */
import { PyTensor } from '../../src/bridge/values.js'
import { placeText } from '../../src/explain/chain-text.js'
import type { Dim, Holder } from '../../src/explain/dims.js'
import { messageStory } from '../../src/explain/messages.js'
import { inputAttributes } from '../../src/explain/owners.js'
import { Chains, writtenLink } from '../../src/explain/why.js'
import {
  type Answer,
  sizesIn,
  whyDim,
  whyInput,
  whyNumber,
  whySize,
  whyTensor,
} from '../../src/explain/why-text.js'
import { numbers } from '../../src/explain/written.js'
import { UsageError } from '../../src/kernel/magic.js'
import type { PyObject, Value } from '../../src/python/object/object.js'
import { getAttr, repr, typeOf } from '../../src/python/object/protocol.js'
import { PyTuple } from '../../src/python/object/values.js'
import type { Attribute, Expr } from '../../src/python/parse/ast.js'
import { unparse } from '../../src/python/text/unparse.js'
import type { Explainer } from './explainer.js'
import { firstMade, isModule, madeAt } from './naming.js'
import { followNumbers, storyOf } from './numbers/follow.js'
import type { Failed } from './trail.js'

const ACCEPTED =
  "%why takes a tensor (x), a dim (x.shape[2], x.size(2)), a layer's input (fc1.in_features) or a number from the last error (576)"

followNumbers()

/** The answer to `%why text`. UsageError: what was wrong, and what it takes. */
export function why(text: string, explainer: Explainer): Answer {
  const question = text
    .trim()
    .replace(/^why\s+/, '')
    .replace(/\?$/, '')
    .trim()
  if (question === '') throw new UsageError(`${ACCEPTED}.`)
  const numbers = /^(\d+)(?:\s*(?:,|and|and not|not|!=|vs\.?|instead of|rather than)\s*(\d+))?$/.exec(
    question,
  )
  if (numbers !== null) return numberAnswer([numbers[1], numbers[2]].filter(Boolean).map(Number), explainer)
  const node = explainer.parse(question)
  if (node === null) throw new UsageError(`${JSON.stringify(question)} is not an expression. ${ACCEPTED}.`)
  return answerFor(node.body, question, explainer)
}

function answerFor(node: Expr, text: string, explainer: Explainer): Answer {
  const asked = dimAsked(node)
  if (asked !== null) {
    const of = holder(asked.tensor, explainer)
    if (asked.axis === null) return whyTensor(text, of)
    return whyDim(text, { of, axis: axisOf(asked.axis, of, text) })
  }
  if (node.kind === 'BinOp' && node.op === 'Mult') {
    const dims = factorsOf(node, explainer)
    if (dims !== null) return whyProduct(text, dims)
  }
  if (node.kind === 'Attribute') {
    const owner = explainer.evaluate(unparse(node.value))
    if (isModule(owner)) return attributeAnswer(owner, node, text, explainer)
  }
  const value = explainer.evaluate(text)
  if (value instanceof PyTensor)
    return whyTensor(text, { name: text, shape: value.tensor.shape, derivation: value.tensor.derivation })
  if (isModule(value)) {
    const name = typeOf(value).name
    const asks = Object.keys(inputAttributes).filter((each) => explainer.quietly(() => has(value, each)))
    const instead = asks.length > 0 ? `%why ${text}.${asks[0]}` : `%why ${text}(x)`
    throw new UsageError(`${text} is a layer (${name}), not a size; ask for one of its numbers: ${instead}.`)
  }
  const written = typeof value === 'number' ? storyOf(node, value, explainer.names) : null
  if (written !== null)
    return {
      title: text,
      stories: [{ head: null, label: '', link: new Chains().written(written) }],
      notes: [],
    }
  if (typeof value === 'number' || typeof value === 'bigint')
    throw new UsageError(
      `${text} is the plain number ${value}, which does not remember where it came from. Ask for the dim it was read from: %why x.shape[1].`,
    )
  throw new UsageError(`${text} is of type ${typeOf(value).name}, which has no shape. ${ACCEPTED}.`)
}

// --- dims -----------------------------------------------------------------------------------------------------------

/** `x.shape[2]`, `x.size(2)`, `x.size()[2]`, `len(x)`: the tensor and the axis; axis null for all of them (`x.shape`). */
function dimAsked(node: Expr): { tensor: Expr; axis: number | null } | null {
  if (node.kind === 'Subscript') {
    const axis = integerOf(node.slice)
    const whole = dimAsked(node.value)
    return whole !== null && whole.axis === null && axis !== null ? { tensor: whole.tensor, axis } : null
  }
  if (node.kind === 'Attribute') return node.attr === 'shape' ? { tensor: node.value, axis: null } : null
  if (node.kind !== 'Call' || node.keywords.length > 0) return null
  const { func, args } = node
  if (func.kind === 'Attribute' && func.attr === 'size' && args.length <= 1) {
    const axis = args.length === 0 ? null : integerOf(args[0])
    return args.length === 1 && axis === null ? null : { tensor: func.value, axis }
  }
  return func.kind === 'Name' && func.id === 'len' && args.length === 1 ? { tensor: args[0], axis: 0 } : null
}

function integerOf(node: Expr): number | null {
  if (node.kind === 'UnaryOp' && node.op === 'USub') {
    const value = integerOf(node.operand)
    return value === null ? null : -value
  }
  return node.kind === 'Constant' && node.value.type === 'int' ? Number(node.value.value) : null
}

function holder(node: Expr, explainer: Explainer): Holder {
  const name = unparse(node)
  const value = explainer.evaluate(name)
  if (!(value instanceof PyTensor))
    throw new UsageError(`${name} is of type ${typeOf(value).name}, not a tensor. ${ACCEPTED}.`)
  return { name, shape: value.tensor.shape, derivation: value.tensor.derivation }
}

function axisOf(axis: number, { shape }: Holder, text: string): number {
  const at = axis < 0 ? axis + shape.length : axis
  if (at < 0 || at >= shape.length)
    throw new UsageError(
      `${text}: the tensor has ${shape.length} dim${shape.length === 1 ? '' : 's'}, (${shape.join(', ')}); the index goes from ${-shape.length} to ${shape.length - 1}.`,
    )
  return at
}

/** The dims of `x.shape[1] * x.shape[2]`; null if anything else takes part. */
function factorsOf(node: Expr, explainer: Explainer): Dim[] | null {
  if (node.kind === 'BinOp' && node.op === 'Mult') {
    const [left, right] = [factorsOf(node.left, explainer), factorsOf(node.right, explainer)]
    return left === null || right === null ? null : [...left, ...right]
  }
  const asked = dimAsked(node)
  if (asked === null || asked.axis === null) return null
  const of = holder(asked.tensor, explainer)
  return [{ of, axis: axisOf(asked.axis, of, unparse(node)) }]
}

function whyProduct(title: string, dims: readonly Dim[]): Answer {
  const sizes = dims.map(({ of, axis }) => of.shape[axis])
  const product = sizes.reduce((a, b) => a * b, 1)
  return {
    title,
    stories: [{ head: null, label: '', link: new Chains().product(product, sizes.join('·'), dims) }],
    notes: [],
  }
}

// --- layers ---------------------------------------------------------------------------------------------------------

function attributeAnswer(
  module: PyObject,
  { value: owner, attr: attribute }: Attribute,
  text: string,
  explainer: Explainer,
): Answer {
  explainer.trail?.recorder.know(module, unparse(owner))
  const value = explainer.quietly(() => {
    try {
      return getAttr(module, attribute)
    } catch {
      return undefined
    }
  })
  if (value === undefined) {
    const known = Object.keys(inputAttributes).filter((name) => explainer.quietly(() => has(module, name)))
    const hint = known.length > 0 ? ` It has ${known.join(', ')}.` : ''
    throw new UsageError(`${text}: a ${typeOf(module).name} has no attribute ${attribute}.${hint}`)
  }
  if (value instanceof PyTensor) {
    const { shape, derivation } = value.tensor
    return whyTensor(text, { name: text, shape, derivation })
  }
  const size = typeof value === 'number' ? value : null
  const axisFor = inputAttributes[attribute]
  const event = explainer.trail?.recorder.lastCall(module) ?? null
  if (size !== null && axisFor !== undefined && event !== null && event.inputs.length > 0) {
    const { shape } = event.inputs[0]
    const axis = axisFor(shape.length, event.call.type)
    const at = axis < 0 ? axis + shape.length : axis
    if (at >= 0 && at < shape.length) return whyInput(text, size, event, at)
  }
  const site = madeAt(module)
  if (size === null) {
    const plain = value instanceof PyTuple || typeof value === 'string' || typeof value === 'boolean'
    if (!plain || site === null)
      throw new UsageError(`${text} is of type ${typeOf(value).name}. ${ACCEPTED}.`)
    const shown = explainer.quietly(() => repr(value))
    return {
      title: text,
      stories: [],
      notes: [`${text} is ${shown}: given in ${site.text} (${placeText(site)}).`],
    }
  }
  const made = firstMade(module)
  const written =
    made === null || site === null
      ? null
      : numbers.writtenAt({ site, parameter: attribute, axis: 0, size, before: made.serial })
  // Links of the chain behind it count from 0.
  const end = { ...writtenLink(size, text, site), id: -1 }
  const from = written === null ? [] : [{ link: new Chains().written(written), times: 1 }]
  const uncalled = axisFor !== undefined && event === null
  return {
    title: text,
    stories: [{ head: null, label: '', link: { ...end, from } }],
    notes: uncalled
      ? [`${unparse(owner)} has not been called, so nothing has shown yet whether ${size} is right.`]
      : [],
  }
}

const has = (module: Value, name: string): boolean => {
  try {
    return typeof getAttr(module, name) === 'number'
  } catch {
    return false
  }
}

/** A number that the error's text has, and no operand: it was written there, or the text says what it is. */
function whyText(size: number, { message, site }: Failed): Answer | null {
  const stands = new RegExp(`(?<![\\w.])${size}(?!\\w|\\.\\d)|(?<=\\dx)${size}|${size}(?=x\\d)`)
  if (!stands.test(message)) return null
  const written = site !== null && new RegExp(`(?<![\\w.])${size}(?!\\w|\\.\\d)`).test(site.text)
  const meaning = messageStory(message)?.meaning ?? null
  const notes = [
    ...(written ? [`${size} is written in ${site.text} (${placeText(site)}).`] : []),
    ...(written && meaning === null ? [] : [meaning ?? `${size} stands in the error: ${message}`]),
  ]
  return { title: String(size), stories: [], notes }
}

// --- errors ---------------------------------------------------------------------------------------------------------

function numberAnswer(sizes: readonly number[], { trail }: Explainer): Answer {
  const failed = trail?.failed ?? null
  const last = trail?.last ?? null
  const answers = sizes.map((size) => {
    const inError = failed === null ? null : (whyNumber(size, failed.recording) ?? whyText(size, failed))
    return inError ?? (last === null ? null : whySize(size, last))
  })
  const known = answers.filter((answer) => answer !== null)
  if (known.length > 0)
    return {
      title: sizes.join(', '),
      stories: known.flatMap(({ stories }) => stories),
      notes: known.flatMap(({ notes }) => notes),
    }
  const shapes = failed === null ? '' : sizesIn(failed.recording)
  if (shapes !== '')
    throw new UsageError(`${sizes[0]} is no size in the last error; its shapes are ${shapes}.`)
  throw new UsageError(`nothing that ran has the size ${sizes[0]}, so it is just a number. ${ACCEPTED}.`)
}
