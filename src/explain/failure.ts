/** A call that raised: where it stands, what it was given and by whom, and what it needed. Drawn under PyTorch's own words. */
import { columnsOf, padded } from '../base/text.js'
import type { Call, CallSite, Stretch } from '../tensor/derivation.js'
import type { Shape } from '../tensor/shape.js'
import { placeText } from './chain-text.js'
import { originsOf, shapeText } from './dims.js'
import { messageStory } from './messages.js'
import { axesText, axisName, fullText } from './origin-text.js'
import { type Owner, ownedName, ownerOf, shortName } from './owners.js'
import type { Recording, Sized } from './recording.js'
import { underSource } from './under-source.js'
import { Chains } from './why.js'

const INDENT = '  '

/** One operand: what it is to the call, its sizes, where it comes from, and where it stands in the source, if that is known. */
export interface FailedOperand {
  readonly name: string
  readonly shape: string
  readonly from: string
  readonly place: Stretch | null
}

/** What there is to say of a call that raised. */
export interface FailureStory {
  /** `fc1`, `layer2[0].conv1`; `(Linear)`; `In[4] line 1, in forward`. */
  readonly name: string
  readonly type: string
  readonly where: string
  readonly site: CallSite | null
  readonly operands: readonly FailedOperand[]
  /** What the error says, in other words. */
  readonly meaning: string | null
}

/** The parameter that a tensor is, or is a view of: `weight.t()` is still the layer's weight. */
function parameterOf({ derivation }: Sized): { owner: Owner; shape: Shape } | null {
  for (let at = derivation; at !== null; at = at.operands.length === 1 ? at.operands[0].derivation : null) {
    const owner = ownerOf(at)
    if (owner !== null) return { owner, shape: at.output }
  }
  return null
}

/** `fc1.out_features = 120, in_features = 400`: each name once. */
function dimsText(owner: Owner, shape: Shape): string {
  const names = new Map<string, number[]>()
  shape.forEach((size, axis) => {
    const name = ownedName(owner, axis)
    names.set(name, [...(names.get(name) ?? []), size])
  })
  return [...names]
    .map(([name, sizes], i) => {
      const own = i === 0 ? name : name.slice(name.lastIndexOf('.') + 1)
      return `${own} = ${new Set(sizes).size === 1 ? sizes[0] : sizes.join('×')}`
    })
    .join(', ')
}

/**
 * The call that gave it, and what arithmetic made of its sizes; of sizes that were merely passed on, the arithmetic of those that the error
 * names. `place`: where it stands in the failing call.
 */
function sourceText(each: Sized, place: Stretch | null, named: ReadonlySet<number>): string {
  const { derivation, shape } = each
  if (derivation === null) return ''
  const site = derivation.call?.site ?? derivation.site
  const formulas = new Map<string, string[]>()
  originsOf(each).forEach((origin, axis) => {
    const full = origin === null ? null : fullText(origin)
    if (full === null) return
    const line = `${full} = ${shape[axis]}`
    formulas.set(line, [...(formulas.get(line) ?? []), axisName(origin, axis)])
  })
  const told = [...formulas].map(([line, axes]) => `${axesText(axes)} = ${line}`).join(', ')
  const arithmetic =
    told.length === 0 ? decidedText(each, named) : told.length <= LONGEST_ARITHMETIC ? [told] : []
  // A call that is itself the operand need not be named again.
  const itself = site !== null && place !== null && site.line === place.line && site.col === place.col
  const by = derivation.call?.name ?? derivation.site?.text ?? derivation.op
  const from = itself ? [] : [`from ${[by, placeText(site)].filter((text) => text !== '').join(', ')}`]
  return [...from, ...arithmetic].join('; ')
}

/** `12 = 14 − 2 in layer3[4].conv2`, of each size that the error names. */
function decidedText(of: Sized, named: ReadonlySet<number>): string[] {
  const chains = new Chains()
  const links = new Set(of.shape.flatMap((size, axis) => (named.has(size) ? [chains.of({ of, axis })] : [])))
  return [...links]
    .filter(({ computed }) => computed)
    .map(({ size, text, by }) => `${size} = ${text} in ${by}`)
    .filter((text) => text.length <= LONGEST_ARITHMETIC)
}

/** Longer arithmetic is left to the trail. */
const LONGEST_ARITHMETIC = 60

function operand(each: Sized, place: Stretch | null, named: ReadonlySet<number>): FailedOperand {
  const parameter = parameterOf(each)
  return parameter === null
    ? {
        name: each.name === '' ? 'input' : each.name,
        shape: shapeText(each.shape),
        from: sourceText(each, place, named),
        place,
      }
    : {
        name: parameter.owner.parameter,
        shape: shapeText(parameter.shape),
        from: dimsText(parameter.owner, parameter.shape),
        place,
      }
}

/** A layer that nn.Sequential calls stands in no text: the place is that of the call around it. */
const calledByLibrary = ({ site, parent }: Call): boolean =>
  parent !== null &&
  parent.site !== null &&
  site !== null &&
  parent.site.file === site.file &&
  parent.site.line === site.line &&
  parent.site.col === site.col &&
  parent.site.endCol === site.endCol

/** Where each of the tensors that a call was given stands in its text; null where that is not certain. */
function placesOf(call: Call, given: readonly Sized[]): (Stretch | null)[] {
  const { kind, site } = call
  if (site === null || site.lines.length === 0 || calledByLibrary(call)) return []
  const { receiver, operands } = site.parts
  const parts = [
    ...(receiver === null || kind === 'module' ? [] : [{ place: receiver, keyword: null }]),
    ...operands,
  ]
  const places = given.map(
    ({ name }) => parts.find(({ keyword }) => keyword !== null && keyword === name)?.place ?? null,
  )
  const rest = parts.filter(({ place }) => !places.includes(place))
  // As many as there are tensors are these, in order; of more only the first is certain: others may be numbers.
  const missing = places.filter((place) => place === null).length
  for (const list of [rest.filter(({ keyword }) => keyword === null), rest])
    if (list.length === missing) return places.map((place) => place ?? list.shift()!.place)
  return given.map(({ name }, i) => {
    // A name may stand for a list of several.
    const isFirst = kind === 'module' ? name === '' || name === '[0]' : i === 0 && !/\]$/.test(name)
    const [first] = rest
    return places[i] ?? (isFirst && first !== undefined && first.keyword === null ? first.place : null)
  })
}

/** A layer by its place in the model, anything else as it was written. */
const nameIn = (call: Call | null): string | null =>
  call === null ? null : call.kind === 'op' || call.parent === null ? call.name : shortName(call) || call.name

/** Numbers of an error's text that are no sizes. */
const PLACES =
  /(?:dimension|dim|argument|number|operand|entry|index|position) #?\d+|groups=\d+|\d-?D\b|mat\d|batch\d/gi

/** The story of the call that ended a recording; null where the error was not about operands. `message` is the error's text. */
export function failureStory({ events, failure }: Recording, message: string): FailureStory | null {
  const meaning = messageStory(message)?.meaning ?? null
  if (failure === null) return null
  const event = events[failure.event]
  const call = event?.call ?? null
  const all = event === undefined || event.inputs.length === 0 ? failure.inputs : event.inputs
  // A number that was written is made a tensor on the way.
  const given = all.filter(({ shape, derivation }) => shape.length > 0 || derivation !== null)
  // Of a layer's parameters those that have to match: a bias follows from its weight.
  const weights = failure.inputs.filter(
    (each) =>
      each.shape.length > 1 &&
      parameterOf(each) !== null &&
      !given.some(({ derivation }) => derivation === each.derivation),
  )
  const places = call === null ? [] : placesOf(call, given)
  const callee =
    call?.kind === 'module' && call.site?.lines.length && !calledByLibrary(call)
      ? call.site.parts.callee
      : null
  const named = new Set((message.replace(PLACES, '').match(/\d+/g) ?? []).map(Number))
  const operands = [
    ...weights.map((each, i) => operand(each, i === 0 ? callee : null, named)),
    ...given.map((each, i) => operand(each, places[i] ?? null, named)),
  ]
  if (operands.length === 0 && meaning === null) return null
  const site = call?.site ?? failure.site ?? null
  const scope = site === null || site.scope === '<module>' ? '' : `in ${site.scope}`
  const around = call?.kind === 'op' && call.parent !== null ? shortName(call.parent) : ''
  return {
    name: nameIn(call) ?? failure.op,
    type: call?.kind === 'module' ? call.type : '',
    where: [placeText(site), around === '' ? scope : `${scope || 'in'} of ${around}`.trim()]
      .filter((text) => text !== '')
      .join(', '),
    site,
    operands,
    meaning,
  }
}

/**
 * The story as lines: the operands under the source where they stand, the others below. `namesFix`: whether it ends by naming what lists
 * fixes, which need not be asked for where they come by themselves.
 */
export function failureText(story: FailureStory, namesFix: boolean): string {
  const { name, type, where, site, operands, meaning } = story
  const head = [type === '' ? name : `${name} (${type})`, where].filter((text) => text !== '').join('  ')
  const marks = operands.flatMap((each) =>
    each.place === null ? [] : [{ place: each.place, label: labelOf(each) }],
  )
  const listed = operands.filter(({ place }) => place === null || site === null)
  const names = Math.max(0, ...listed.map(({ name: each }) => columnsOf(each)))
  const shapes = Math.max(0, ...listed.map(({ shape }) => columnsOf(shape)))
  return [
    head,
    ...(site === null || marks.length === 0
      ? []
      : underSource(site.lines, site.line, marks).map((line) => INDENT + line)),
    ...listed.map(({ name: each, shape, from }) =>
      `${INDENT}${padded(each, names)}  ${padded(shape, shapes)}  ${from}`.trimEnd(),
    ),
    ...(meaning === null ? [] : [INDENT + meaning]),
    ...(namesFix ? [`${INDENT}%fix lists edits that mend it, each proved by running it again`] : []),
  ].join('\n')
}

/** What stands below an operand; a layer's own parameter by its name. */
const labelOf = ({ name, shape, from }: FailedOperand): string =>
  [PARAMETER.test(name) ? `${name} ${shape}` : shape, from].filter((text) => text !== '').join('  ')
const PARAMETER = /^(weight|bias|in_proj_)/
