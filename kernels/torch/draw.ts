/** `%draw` and `ishape.draw`: which picture says most about a layer, a model, an expression or a tensor, and what it is drawn from. */
import { withArticle } from '../../src/base/text.js'
import { PyTensor } from '../../src/bridge/values.js'
import { callCount, countParameters, countText } from '../../src/explain/count.js'
import { shapeText } from '../../src/explain/dims.js'
import { boxPicture } from '../../src/explain/draw/boxes.js'
import { broadcastPicture } from '../../src/explain/draw/broadcast.js'
import { graphOf } from '../../src/explain/draw/graph.js'
import { graphSvg } from '../../src/explain/draw/graph-svg.js'
import { graphText } from '../../src/explain/draw/graph-text.js'
import { ACCEPTED_MAPS, mapsPicture } from '../../src/explain/draw/maps.js'
import type { Picture } from '../../src/explain/draw/picture.js'
import { productPicture } from '../../src/explain/draw/product.js'
import { stridesPicture } from '../../src/explain/draw/strides.js'
import { slidingWindow, windowPicture } from '../../src/explain/draw/windows.js'
import type { Event, Recording, Sized } from '../../src/explain/recording.js'
import { UsageError } from '../../src/kernel/magic.js'
import { type MimeBundle, PICTURE_MIME } from '../../src/protocol/mime.js'
import type { PyObject, Value } from '../../src/python/object/object.js'
import { getAttr, typeOf } from '../../src/python/object/protocol.js'
import { PyTuple } from '../../src/python/object/values.js'
import type { Expr } from '../../src/python/parse/ast.js'
import { unparse } from '../../src/python/text/unparse.js'
import { broadcastShapes, type Shape, sameShape } from '../../src/tensor/shape.js'
import type { Tensor } from '../../src/tensor/tensor.js'
import { madeOf } from './explain.js'
import { type Explainer, errorLine, type Trial } from './explainer.js'
import { kernelOf, modulesBelow, ownParameters } from './layers.js'
import { isModule } from './naming.js'
import { ask, callIn, type Inputs, inputsText, type Question } from './question.js'

export const KINDS = ['maps', 'strides'] as const
export type Kind = (typeof KINDS)[number]

export interface DrawOptions {
  /** How a tensor is drawn; by itself the values of a tensor with a name, the strides of a view. */
  readonly as?: Kind
  /** How deep modules are opened. */
  readonly depth?: number
  /** Images drawn of a tensor. */
  readonly limit?: number
  /** Of the terminal. */
  readonly columns: number
}

const MOST_IMAGES = 16

const ACCEPTED =
  '%draw takes a layer or model, with the shapes of its inputs (%draw conv1 (1, 1, 32, 32)), an expression whose last step broadcasts (a + b), multiplies matrices (a @ b) or takes a view (x.t()), or a tensor of images'

/** The picture for every face. */
export const pictureBundle = ({ text, svg, lines }: Picture): MimeBundle => ({
  'text/plain': text,
  'image/svg+xml': svg,
  ...(lines !== undefined && { [PICTURE_MIME]: { version: 1, lines } }),
})

/** The picture of what is written. UsageError: what was wrong, and what is accepted. */
export function draw(text: string, options: DrawOptions, explainer: Explainer): Picture {
  if (text.trim() === '') throw new UsageError(`${ACCEPTED}.`)
  let question: Question
  try {
    question = ask(text, explainer)
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${error.message} ${ACCEPTED}.`)
    throw error
  }
  const called = question.kind === 'call' ? question : callIn(question, explainer)
  if (called !== null) return drawCall(called.name, called.module, called.inputs, '', options, explainer)
  const { name, node } = question as Question & { kind: 'value' }
  return drawExpression(name, node, options, explainer)
}

/** `ishape.draw(value, *inputs)`. */
export function drawObject(
  value: Value,
  name: string,
  inputs: Inputs,
  options: DrawOptions,
  explainer: Explainer,
): Picture {
  const given = inputs.args.length + inputs.kwargs.length > 0
  if (value instanceof PyTensor && !given)
    return explainer.quietly(() => drawTensor(name, value.tensor, options.as ?? 'maps', options))
  if (isModule(value))
    return given
      ? drawCall(name, value, inputs, '', options, explainer)
      : drawModule(name, value, options, explainer)
  throw new UsageError(
    `draw() takes a tensor, or a module with the shapes of its inputs such as draw(conv1, (1, 1, 32, 32)); it got ${withArticle(typeOf(value).name)}${given ? ' and inputs' : ''}`,
  )
}

// --- modules ------------------------------------------------------------------------------------------------------

/** A module by itself: on the inputs of its last call, or such as its settings ask for. */
function drawModule(name: string, module: PyObject, options: DrawOptions, explainer: Explainer): Picture {
  const last = explainer.trail?.recorder.lastCall(module) ?? null
  const shapes = last !== null && last.inputs.length > 0 ? last.inputs.map(({ shape }) => shape) : null
  const chosen = shapes ?? explainer.quietly(() => fittingInput(module))
  if (chosen === null)
    throw new UsageError(
      `${name} has not been called; give the shape of its input, such as %draw ${name} (1, 3, 224, 224), or a tensor.`,
    )
  const inputs: Inputs = { args: chosen.map((shape) => new PyTuple([...shape])), kwargs: [] }
  const note = shapes === null ? ', an input chosen for the picture' : ', its last input'
  return drawCall(name, module, inputs, note, options, explainer)
}

/** The shape of a small input that a layer accepts by its settings; null where they do not tell. */
function fittingInput(module: PyObject): Shape[] | null {
  const read = (name: string): Value | undefined => {
    try {
      return getAttr(module, name)
    } catch {
      return undefined
    }
  }
  const features = read('in_features')
  if (typeof features === 'number' && features > 0) return [[1, features]]
  const dims = Number(/(\d)d$/.exec(typeOf(module).name)?.[1])
  if (read('kernel_size') === undefined || !(dims >= 1 && dims <= 3)) return null
  const setting = (name: string, otherwise: number): number[] => {
    const value = read(name)
    const items = value instanceof PyTuple ? value.items : [value]
    return Array.from({ length: dims }, (_, d) => {
      const item = items.length === 1 ? items[0] : items[d]
      return typeof item === 'number' ? item : otherwise
    })
  }
  const kernel = setting('kernel_size', 1)
  const [stride, padding, dilation] = [setting('stride', 1), setting('padding', 0), setting('dilation', 1)]
  const spread = read('output_padding') instanceof PyTuple && /Transpose/.test(typeOf(module).name)
  const sizes = kernel.map((size, d) =>
    spread ? 4 : Math.max(5, dilation[d] * (size - 1) + 1 + 3 * stride[d] - 2 * padding[d]),
  )
  const channels = read('in_channels')
  return [[1, typeof channels === 'number' && channels > 0 ? channels : 1, ...sizes]]
}

/** A module called on shapes alone: a layer as what it is, a model as a graph. */
function drawCall(
  name: string,
  module: PyObject,
  inputs: Inputs,
  note: string,
  options: DrawOptions,
  explainer: Explainer,
): Picture {
  const trial = explainer.trialOn(module, inputs, name)
  const { recording, recorder } = trial
  const error = trial.error === null ? null : explainer.quietly(() => errorLine(trial.error))
  if (recording.events.length === 0)
    throw new UsageError(
      `${name} on ${inputsText(inputs)} ran nothing to draw${error === null ? '' : `: ${error}`}.`,
    )
  if (recording.events.length > 1) {
    const title = `${name}  ${typeOf(module).name} on ${inputsText(inputs)}${note}`
    const kernel = (event: Event): string => {
      const object = recorder.objects?.get(event)
      return object === undefined ? '' : explainer.quietly(() => kernelOf(object))
    }
    const graph = graphOf(recording, { title, kernelOf: kernel, depth: options.depth ?? null, error })
    return { text: graphText(graph, options.columns), svg: graphSvg(graph) }
  }
  return drawLayer(`${name}${note}: ${madeOf(module, explainer)}`, name, module, trial, error, options)
}

function drawLayer(
  title: string,
  name: string,
  module: PyObject,
  { recording }: Trial,
  error: string | null,
  { columns }: DrawOptions,
): Picture {
  const [event] = recording.events
  const inputs = event.inputs.length > 0 ? event.inputs : (recording.failure?.inputs ?? [])
  const [output] = event.outputs
  const parameters = ownParameters(module)
  const weight = parameters.find((each) => each.name === 'weight')?.shape ?? null
  const window = output === undefined ? null : slidingWindow(output)
  if (window !== null)
    return windowPicture({ title, input: inputs[0].shape, output, weight, window }, columns)
  if (weight?.length === 2 && /^(Lazy)?Linear$/.test(typeOf(module).name) && inputs.length > 0)
    return drawProduct(
      title,
      { name: inputs[0].name || 'input', shape: inputs[0].shape },
      { name: `${/[(\s]/.test(name) ? '' : `${name}.`}weightᵀ`, shape: [weight[1], weight[0]] },
      event,
      [
        ...(parameters.length > 1 ? [`the bias (${weight[0]}) is added to each row`] : []),
        `parameters  ${countText(countParameters(parameters.map(({ shape }) => shape)))}`,
        ...(error === null ? [] : [error]),
      ],
      columns,
    )
  const held = modulesBelow(module).flatMap(({ path, module: each }) =>
    ownParameters(each).map((own) => `${path === '' ? '' : `${path}.`}${own.name} ${shapeText(own.shape)}`),
  )
  return boxPicture(
    {
      title,
      name: typeOf(module).name,
      holds:
        held.length > MOST_HELD
          ? [...held.slice(0, MOST_HELD - 1), `… ${held.length - MOST_HELD + 1} more`]
          : held,
      inputs: inputs
        .filter(({ name: of }) => !parameters.some((each) => each.name === of))
        .map(({ shape }) => shape),
      outputs: event.outputs,
      error,
    },
    columns,
  )
}

/** Parameters named in a box. */
const MOST_HELD = 6

// --- expressions --------------------------------------------------------------------------------------------------

function drawExpression(name: string, node: Expr, options: DrawOptions, explainer: Explainer): Picture {
  const trial = explainer.trial(() => explainer.evaluateHere(name), null)
  const { recording, value } = trial
  if (trial.error !== null) {
    const error = explainer.quietly(() => errorLine(trial.error))
    const failed = drawFailure(name, recording, error, options)
    if (failed !== null) return failed
    throw new UsageError(`${name} can't be drawn: ${error}`)
  }
  if (!(value instanceof PyTensor)) {
    if (isModule(value)) return drawModule(name, value, options, explainer)
    throw new UsageError(`${name} is of type ${typeOf(value as Value).name}. ${ACCEPTED}.`)
  }
  const { tensor } = value
  if (options.as !== undefined) return explainer.quietly(() => drawTensor(name, tensor, options.as!, options))
  const last = lastEvent(recording)
  return (
    (last === null ? null : drawEvent(name, last, options)) ??
    explainer.quietly(() =>
      drawTensor(name, tensor, isView(node, tensor, explainer) ? 'strides' : 'maps', options),
    )
  )
}

function lastEvent({ events }: Recording): Event | null {
  let last: Event | null = null
  for (let at = 0; at < events.length; at = events[at].end) last = events[at]
  return last
}

/** As they are written, or as the operator calls them. */
const operandsOf = ({ call, inputs }: Pick<Event, 'call' | 'inputs'>) => {
  const written = call.site?.operands ?? []
  return inputs.map(({ name, shape }, i) => ({
    name: (written.length === inputs.length ? written[i] : null) ?? name,
    shape,
  }))
}

const PRODUCTS = /^(matmul|__?r?matmul__|mm|bmm|mv|linear|addmm|dot|inner)$/

/** The last step of an expression: a window, a product, a broadcast; null for others. */
function drawEvent(title: string, event: Event, { columns }: DrawOptions): Picture | null {
  const { call, inputs, outputs } = event
  if (outputs.length !== 1 || call.kind !== 'op') return null
  const [output] = outputs
  const window = slidingWindow(output)
  if (window !== null) {
    const weight = inputs.find(({ name }) => name === 'weight')?.shape ?? null
    return windowPicture({ title, input: inputs[0].shape, output, weight, window }, columns)
  }
  const operands = operandsOf(event)
  if (isProduct(call.type)) return drawProductOf(title, call.type, inputs, operands, event, null, columns)
  // A number beside one tensor is not worth a picture.
  if (operands.filter(({ shape }) => shape.length > 0).length < 2) return null
  return sameShape(broadcastOf(operands.map(({ shape }) => shape)) ?? [-1], output.shape)
    ? broadcastPicture({ title, operands, result: output.shape, error: null }, columns)
    : null
}

const isProduct = (op: string): boolean => PRODUCTS.test(op.split('.')[0])

function broadcastOf(shapes: readonly Shape[]): Shape | null {
  try {
    return broadcastShapes(shapes)
  } catch {
    return null
  }
}

/** What raised, with the sizes that clash; null where there is no picture for it. */
function drawFailure(
  title: string,
  { events, failure }: Recording,
  error: string,
  { columns }: DrawOptions,
): Picture | null {
  if (failure === null) return null
  const event = events[failure.event]
  if (event === undefined) return null
  const inputs = event.inputs.length > 0 ? event.inputs : failure.inputs
  const operands = operandsOf({ call: event.call, inputs })
  if (isProduct(event.call.type) || isProduct(failure.op))
    return drawProductOf(title, event.call.type, inputs, operands, event, error, columns)
  if (operands.length < 2 || broadcastOf(operands.map(({ shape }) => shape)) !== null) return null
  return /must match the size|broadcast/.test(error)
    ? broadcastPicture({ title, operands, result: null, error }, columns)
    : null
}

function drawProductOf(
  title: string,
  type: string,
  inputs: readonly Sized[],
  operands: readonly { name: string; shape: Shape }[],
  event: Event,
  error: string | null,
  columns: number,
): Picture | null {
  const at = inputs[0]?.name === 'bias' ? 1 : /^addmm/.test(type) ? 1 : 0
  const [left, right] = operands.slice(at)
  if (left === undefined || right === undefined || left.shape.length === 0 || right.shape.length === 0)
    return null
  const turned = /^linear/.test(type) && right.shape.length === 2
  return drawProduct(
    title,
    left,
    turned ? { name: `${right.name}ᵀ`, shape: [right.shape[1], right.shape[0]] } : right,
    event,
    error === null ? [] : [error],
    columns,
  )
}

function drawProduct(
  title: string,
  left: { name: string; shape: Shape },
  right: { name: string; shape: Shape },
  event: Event,
  notes: readonly string[],
  columns: number,
): Picture {
  const work = callCount(event.outputs, event.call)
  return productPicture(
    {
      title,
      left,
      right,
      result: event.outputs[0]?.shape ?? null,
      notes: [...(work.total > 0 ? [`multiply-adds  ${countText(work)}`] : []), ...notes],
    },
    columns,
  )
}

// --- tensors ------------------------------------------------------------------------------------------------------

/** Does an expression take a view: does its value share memory with a tensor that stands in it? */
function isView(node: Expr, tensor: Tensor, explainer: Explainer): boolean {
  const base =
    node.kind === 'Subscript' || node.kind === 'Attribute'
      ? node.value
      : node.kind === 'Call'
        ? node.func.kind === 'Attribute' && explainer.parse(unparse(node.func.value)) !== null
          ? [node.func.value, ...node.args]
          : node.args
        : null
  if (base === null) return false
  const bases = Array.isArray(base) ? base : [base]
  return (
    tensor.numel * tensor.dtype.width < tensor.storage.slots ||
    !tensor.isContiguous ||
    bases.some((each) => {
      const { value } = explainer.trial(() => explainer.evaluateHere(unparse(each)), null)
      return value instanceof PyTensor && value.tensor.storage === tensor.storage
    })
  )
}

/** UsageError where the tensor has no such picture. */
function drawTensor(name: string, tensor: Tensor, kind: Kind, { limit, columns }: DrawOptions): Picture {
  const { shape, strides, offset, storage, dtype } = tensor
  if (kind === 'strides')
    return stridesPicture(
      { title: name, shape, strides, offset, memory: storage.slots / dtype.width },
      columns,
    )
  if (dtype.kind === 'complex') {
    const whole = /^[\w.]+$/.test(name) ? name : `(${name})`
    throw new UsageError(
      `${name} is complex; %draw ${whole}.abs() draws magnitudes, ${whole}.angle() phases.`,
    )
  }
  const picture = mapsPicture(name, tensor.read(), limit ?? MOST_IMAGES, columns)
  if (picture === null)
    throw new UsageError(
      `${name} has the shape ${shapeText(shape)}, which holds no images. %draw draws values of ${ACCEPTED_MAPS}; %draw --as strides ${name} draws its place in memory.`,
    )
  return picture
}
