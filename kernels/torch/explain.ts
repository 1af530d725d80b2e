/** What `?`, `%explain`, `%summary` and `import ishape` answer. */
import { withArticle } from '../../src/base/text.js'
import type { World } from '../../src/base/world.js'
import {
  addCounts,
  type Count,
  callCount,
  countParameters,
  countText,
  NOTHING,
} from '../../src/explain/count.js'
import { shapeText } from '../../src/explain/dims.js'
import { funnelText } from '../../src/explain/funnel.js'
import { escaped, MONO } from '../../src/explain/html.js'
import type { MessageStory } from '../../src/explain/messages/entry.js'
import { messageHtml, messageStory, messageText } from '../../src/explain/messages.js'
import type { Event, Recording, Sized } from '../../src/explain/recording.js'
import { storiesHtml } from '../../src/explain/shape-html.js'
import { type ShapeStory, shapeStory, storyText, storyView } from '../../src/explain/shape-text.js'
import { type Column, type Summary, summarise, summaryText, summaryView } from '../../src/explain/summary.js'
import { summaryHtml } from '../../src/explain/summary-html.js'
import { shownRows, trailRows, trailText } from '../../src/explain/trail.js'
import { trailHtml } from '../../src/explain/trail-views.js'
import { UsageError } from '../../src/kernel/magic.js'
import { DERIVATION_MIME, type MimeBundle } from '../../src/protocol/mime.js'
import type { PyObject, Value } from '../../src/python/object/object.js'
import { repr, typeOf } from '../../src/python/object/protocol.js'
import { unparse } from '../../src/python/text/unparse.js'
import { type Explainer, errorLine, type Trial } from './explainer.js'
import { describeValue } from './help.js'
import { allParameters, kernelOf, modulesBelow, type OwnParameter, ownParameters } from './layers.js'
import { childrenOf, isModule } from './naming.js'
import { ask, callIn, type Inputs, inputsText, moduleIn, NoExpression, type Question } from './question.js'
import { isOpaque } from './recorder.js'
import { tensorsIn } from './tensors-in.js'

/** Stories shown of a result that holds several tensors. */
const MOST_STORIES = 4

/** What stands above and below the stories. */
interface Around {
  readonly above?: Told
  readonly below?: Told
}

interface Told {
  readonly text: string
  readonly html: string
}

const paragraph = (text: string): Told => ({
  text,
  html: `<div style="margin-bottom:.6em">${escaped(text)}</div>`,
})

/** The HTML is drawn if somebody asks for it. */
const bundleOf = (stories: readonly ShapeStory[], { above, below }: Around = {}): MimeBundle => ({
  'text/plain': [above?.text ?? [], stories.map(storyText), below?.text ?? []].flat().join('\n\n'),
  get 'text/html'() {
    return storiesHtml(stories, above?.html, below?.html)
  },
  ...(stories.length > 0 && { [DERIVATION_MIME]: storyView(stories[0]) as never }),
})

const messageBundle = (story: MessageStory): MimeBundle => ({
  'text/plain': messageText(story),
  'text/html': messageHtml(story),
})

const ACCEPTED =
  "%explain takes an expression (x, x.shape, conv1(x)), a layer with the shapes of its inputs: %explain conv1 (1, 1, 32, 32), or an error message of PyTorch's"

/** The answer to `%explain text`. UsageError: what was wrong, and what it takes. */
export function explain(text: string, explainer: Explainer): MimeBundle {
  if (text.trim() === '') return explainLast(explainer)
  const story = messageStory(text)
  if (story !== null) return messageBundle(story)
  const question = questionIn(text, explainer)
  if (question.kind === 'call') return explainCall(question.name, question.module, question.inputs, explainer)
  return (
    explainValue(question, explainer) ?? {
      'text/plain': explainer.quietly(() =>
        describeValue(question.name, explainer.evaluate(question.name), 0),
      ),
    }
  )
}

/** What the last error means. UsageError: there is none, or it is not known. */
function explainLast({ trail }: Explainer): MimeBundle {
  const failed = trail?.failed ?? null
  if (failed === null) throw new UsageError(`${ACCEPTED}; alone, it explains the last error.`)
  const story = messageStory(failed.message)
  if (story === null)
    throw new UsageError(`the last error (${failed.message}) is none that is known here. ${ACCEPTED}.`)
  return messageBundle(story)
}

/** What is asked; a text that is neither is an error message that nobody here knows. */
function questionIn(text: string, explainer: Explainer): Question {
  const unknown = (shown: string) =>
    new UsageError(
      `${shown} is no expression, and no error message that is known here. ${ACCEPTED} about shapes, dtypes and indices.`,
    )
  let question: Question
  try {
    question = ask(text, explainer)
  } catch (error) {
    if (error instanceof NoExpression) throw unknown(JSON.stringify(text.trim()))
    throw error
  }
  const { node } = question.kind === 'value' ? question : { node: null }
  if (node?.kind === 'Constant' && node.value.type === 'str')
    throw new UsageError(
      `${question.name} is no error message that is known here: it may be Python's, or of a library. ${ACCEPTED} about shapes, dtypes and indices.`,
    )
  return question
}

/** What there is to say of an expression's shape; null if its value has none. */
export function explainValue(
  { name, node }: Question & { kind: 'value' },
  explainer: Explainer,
): MimeBundle | null {
  const ofShape = node.kind === 'Attribute' && node.attr === 'shape' ? unparse(node.value) : null
  // A module that is called gets its attributes back.
  const called = node.kind === 'Call' ? moduleIn(node.func, explainer) : null
  const trial = explainer.trial(() => explainer.evaluateHere(ofShape ?? name), called)
  if (trial.error !== null) throw new UsageError(`${name} can't be evaluated: ${errorLine(trial.error)}`)
  const value = trial.value ?? null
  if (isModule(value)) return explainModule(name, value, explainer)
  const tensors = tensorsIn(value, ofShape ?? name)
  if (tensors.length === 0) return null
  return tensorStories(tensors)
}

/** What `expression?` shows of a tensor, a shape, or anything that a call gives; null: it is no matter of shapes. */
export function shapeHelp(expression: string, explainer: Explainer): MimeBundle | null {
  const node = explainer.parse(expression)?.body
  if (node === undefined) return null
  try {
    const value = explainValue({ kind: 'value', name: expression.trim(), node }, explainer)
    return value
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
}

function tensorStories(tensors: readonly Sized[]): MimeBundle {
  const stories = tensors.slice(0, MOST_STORIES).map((each, i) => {
    const { call } = each.derivation ?? { call: null }
    // What one call gave is told of once.
    const told = call !== null && tensors.slice(0, i).some(({ derivation }) => derivation?.call === call)
    return shapeStory(
      each.name,
      each.dtype,
      each,
      told ? { made: '', parameters: NOTHING, multiplyAdds: NOTHING } : {},
    )
  })
  const more = tensors.length - stories.length
  return bundleOf(stories, more > 0 ? { below: paragraph(`… and ${more} more tensors`) } : {})
}

/** A layer by itself: what it holds, and its last call if there was one. */
function explainModule(name: string, module: PyObject, explainer: Explainer): MimeBundle {
  const parameters = countParameters(allParameters(module).map(({ shape }) => shape))
  const described = explainer.quietly(() => describeValue(name, module, 0))
  const last = explainer.trail?.recorder.lastCall(module) ?? null
  if (last !== null && last.outputs.length > 0) {
    const title = `${name} on ${shapeText(last.inputs[0]?.shape ?? [])}, its last call:`
    const stories = last.outputs
      .slice(0, MOST_STORIES)
      .map((each, i) =>
        shapeStory(
          title,
          each.dtype,
          each,
          i === 0
            ? { parameters, multiplyAdds: workOf(last, explainer) }
            : { made: '', parameters: NOTHING, multiplyAdds: NOTHING },
        ),
      )
    return bundleOf(stories, { above: paragraph(described) })
  }
  const lines = [
    described,
    `parameters  ${countText(parameters) || 'none'}  (${parameters.certainty})`,
    `%explain ${name} (1, …) explains what comes out for an input of that shape`,
  ]
  return bundleOf([], { above: paragraph(lines.join('\n\n')) })
}

/** The multiply-adds of a call and of all it called; none told where its recording is gone. */
function workOf(call: Event, { trail }: Explainer): Count {
  const events = trail?.last?.events ?? []
  const at = events.indexOf(call)
  if (at < 0 && call.opaque) return callCount(call.outputs, call.call)
  return at < 0
    ? NOTHING
    : addCounts(events.slice(at, call.end).map((event) => callCount(event.outputs, event.call)))
}

/** A layer called on shapes alone. */
function explainCall(name: string, module: PyObject, inputs: Inputs, explainer: Explainer): MimeBundle {
  const trial = explainer.trialOn(module, inputs, name)
  const title = `${name} on ${inputsText(inputs)}`
  const trail = trial.recording.events.length > 1 ? trailOf(trial.recording) : null
  if (trial.error !== null) {
    const raised = `${title}: ${errorLine(trial.error)}`
    return {
      'text/plain': trail === null ? raised : `${trail.text}\n${raised}`,
      'text/html': `${trail?.html ?? ''}<div style="${MONO}">${escaped(raised)}</div>`,
    }
  }
  const outputs = tensorsIn(trial.value, '')
  const counts = {
    parameters: countParameters(allParameters(module).map(({ shape }) => shape)),
    multiplyAdds: addCounts(trial.recording.events.map((event) => callCount(event.outputs, event.call))),
  }
  const stories = outputs
    .slice(0, MOST_STORIES)
    .map((each, i) =>
      shapeStory(
        outputs.length === 1 ? title : `${title}, result${each.name}`,
        each.dtype,
        each,
        i === 0
          ? { ...counts, made: madeOf(module, explainer) }
          : { made: '', parameters: NOTHING, multiplyAdds: NOTHING },
      ),
    )
  return bundleOf(stories, trail === null ? {} : { above: trail })
}

/** All that a layer called, row by row; null where no shape changed. */
function trailOf(recording: Recording): Told | null {
  const rows = trailRows(recording)
  const shown = shownRows(rows, 'full')
  const text = trailText(recording, 'full', rows, shown)
  return text === null ? null : { text, html: trailHtml(recording, shown, 'full') }
}

export const madeOf = (module: PyObject, explainer: Explainer): string =>
  explainer
    .quietly(() => repr(module))
    .split('\n')[0]
    .replace(/\($/, '')

/** `ishape.explain(value, *inputs)`. UsageError where there is nothing to explain. */
export function explainObject(value: Value, inputs: Inputs, explainer: Explainer): MimeBundle {
  const given = inputs.args.length + inputs.kwargs.length > 0
  if (isModule(value)) {
    const name = nameOf(value, explainer)
    return given ? explainCall(name, value, inputs, explainer) : explainModule(name, value, explainer)
  }
  const tensors = tensorsIn(value, nameOf(value, explainer))
  if (tensors.length === 0 || given)
    throw new UsageError(
      `explain() takes a tensor, or a module with the shapes of its inputs such as explain(conv1, (1, 1, 32, 32)); it got ${withArticle(typeOf(value).name)}${given ? ' and inputs' : ''}`,
    )
  return tensorStories(tensors)
}

/** A global name of the value, or its class. */
export function nameOf(value: Value, { names }: Explainer): string {
  for (let entry = names.first; entry !== null; entry = entry.next)
    if (entry.value === value && !String(entry.key).startsWith('_')) return String(entry.key)
  return typeOf(value).name
}

/** `ishape.summary(module, *inputs)`. */
export function summaryObject(
  value: Value,
  inputs: Inputs,
  depth: number,
  width: number,
  explainer: Explainer,
): MimeBundle {
  if (!isModule(value))
    throw new UsageError(`summary() takes a module and its inputs; it got ${withArticle(typeOf(value).name)}`)
  if (inputs.args.length + inputs.kwargs.length === 0)
    throw new UsageError(
      'summary() needs the inputs: shapes such as (1, 1, 32, 32), tensors, dicts or lists of them',
    )
  return summaryBundle(summaryOf(nameOf(value, explainer), value, inputs, depth, explainer), width)
}

/** The columns of the terminal; a pipe has no end. */
export const widthFor = (host: Pick<World, 'isatty' | 'columns'>): number =>
  host.isatty('stdout') ? host.columns() : Number.POSITIVE_INFINITY

/** A summary for whoever shows it, its text at most so many columns wide; the other forms are drawn up if somebody asks for them. */
export function summaryBundle(
  table: Summary,
  width: number,
  columns?: readonly Column[],
  funnel = false,
): MimeBundle {
  const text = summaryText(table, columns, width)
  return {
    'text/plain': funnel ? `${text}\n\n${funnelText(table, width)}` : text,
    get 'text/html'() {
      return summaryHtml(table, columns)
    },
    get [DERIVATION_MIME]() {
      return summaryView(table) as never
    },
  }
}

// --- summary --------------------------------------------------------------------------------------------------------

const SUMMARY_ACCEPTED =
  '%summary takes a model and its inputs: shapes (%summary net (1, 1, 32, 32)), tensors (%summary net x), several of them, dicts or lists'

/** The table of a model's run. UsageError: what was wrong, and what it takes. */
export function summary(text: string, depth: number, explainer: Explainer): Summary {
  if (text.trim() === '') throw new UsageError(`${SUMMARY_ACCEPTED}.`)
  let question: Question
  try {
    question = ask(text, explainer)
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${error.message} ${SUMMARY_ACCEPTED}.`)
    throw error
  }
  const called = callIn(question, explainer)
  if (called !== null) return summaryOf(called.name, called.module, called.inputs, depth, explainer)
  if (isModule(explainer.evaluate(question.name)))
    throw new UsageError(
      `${question.name} needs an input: %summary ${question.name} (1, 3, 224, 224), or a tensor.`,
    )
  throw new UsageError(`${question.name} is no nn.Module. ${SUMMARY_ACCEPTED}.`)
}

export function summaryOf(
  name: string,
  module: PyObject,
  inputs: Inputs,
  depth: number,
  explainer: Explainer,
): Summary {
  const trial = explainer.trialOn(module, inputs, name)
  const { objects } = trial.recorder
  const called = new Set<Value>(objects?.values() ?? [])
  const all = allParameters(module)
  // A layer of the library may use what is registered below it without calling it, as attention does with out_proj.
  const uses = new Set<Value>()
  const usedBy = (each: PyObject, whole: boolean): OwnParameter[] => {
    const found = ownParameters(each)
    for (const [, child] of whole ? (childrenOf(each)?.entries() ?? []) : []) {
      if (!isModule(child) || called.has(child) || uses.has(child)) continue
      uses.add(child)
      found.push(...usedBy(child, true))
    }
    return found
  }
  const parameters = new Map<Event, OwnParameter[]>()
  for (const [event, object] of objects ?? []) parameters.set(event, usedBy(object, isOpaque(object)))
  const unused = modulesBelow(module)
    .filter(({ module: each }) => !called.has(each) && !uses.has(each))
    .map(({ path, module: each }) => ({
      path,
      parameters: ownParameters(each).reduce((sum, { tensor }) => sum + tensor.numel, 0),
    }))
    .filter(({ parameters: count }) => count > 0)
  return summarise(
    `${name} on ${inputsText(inputs)}`,
    trial.recording,
    (event) => {
      const object = objects?.get(event)
      if (object === undefined) return null
      return {
        kernel: kernelOf(object),
        parameters: parameters.get(event)!,
      }
    },
    all,
    failedBefore(trial) ? [] : unused,
    trial.error === null ? null : errorLine(trial.error),
    { depth },
  )
}

const failedBefore = ({ error }: Trial): boolean => error !== null
