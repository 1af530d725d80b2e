/** A call that raised: where it stands, what it was given and by whom, and what it needed. Drawn under PyTorch's own words. */
import { columnsOf, padded } from '../base/text.js'
import type { Shape } from '../tensor/shape.js'
import { shapeText } from './dims.js'
import { messageStory } from './messages.js'
import { type Owner, ownedName, ownerOf } from './owners.js'
import type { Recording, Sized } from './recording.js'
import { placeText } from './why.js'

const INDENT = '  '

/** One operand: what it is to the call, its sizes, and where it comes from. */
interface OperandLine {
  readonly name: string
  readonly shape: string
  readonly from: string
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

/** As it was written, and the call that gave it. */
function sourceText({ name, derivation }: Sized, written: string | null): string {
  if (derivation === null) return ''
  const by = derivation.call?.name ?? derivation.site?.text ?? derivation.op
  const place = placeText(derivation.call?.site ?? derivation.site)
  const as = written !== null && written !== name ? `${written}, ` : ''
  return `${as}from ${by}${place === '' ? '' : `, ${place}`}`
}

function operandLine(each: Sized, written: string | null): OperandLine {
  const parameter = parameterOf(each)
  return parameter === null
    ? {
        name: each.name === '' ? 'input' : each.name,
        shape: shapeText(each.shape),
        from: sourceText(each, written),
      }
    : {
        name: parameter.owner.parameter,
        shape: shapeText(parameter.shape),
        from: dimsText(parameter.owner, parameter.shape),
      }
}

/**
 * The story under an error, as lines; null where the error was not about operands. `message` is the error's text; `namesFix`: whether it ends
 * by naming what lists fixes, which need not be asked for where they come by themselves.
 */
export function failureText(
  { events, failure }: Recording,
  message: string,
  namesFix: boolean,
): string | null {
  if (failure === null) return null
  const story = messageStory(message)
  const event = events[failure.event]
  const call = event?.call ?? null
  const given = event === undefined || event.inputs.length === 0 ? failure.inputs : event.inputs
  // Of a layer's parameters those that have to match: a bias follows from its weight.
  const weights = failure.inputs.filter(
    (each) =>
      each.shape.length > 1 &&
      parameterOf(each) !== null &&
      !given.some(({ derivation }) => derivation === each.derivation),
  )
  const written = call?.kind === 'op' ? (call.site?.operands ?? []) : []
  const lines = [
    ...given.map((each, i) => operandLine(each, written[i] ?? null)),
    ...weights.map((each) => operandLine(each, null)),
  ]
  if (lines.length === 0 && story === null) return null
  const place = placeText(call?.site ?? null)
  const type = call?.kind === 'module' ? ` (${call.type})` : ''
  const where = call?.site?.scope
  const inside = where === undefined || where === '<module>' ? '' : `, in ${where}`
  const head = call === null ? failure.op : `${call.name}${type}${place === '' ? '' : `  ${place}${inside}`}`
  const names = Math.max(0, ...lines.map(({ name }) => columnsOf(name)))
  const shapes = Math.max(0, ...lines.map(({ shape }) => columnsOf(shape)))
  return [
    head,
    ...lines.map(({ name, shape, from }) =>
      `${INDENT}${padded(name, names)}  ${padded(shape, shapes)}  ${from}`.trimEnd(),
    ),
    ...(story === null ? [] : [INDENT + story.meaning]),
    ...(namesFix ? [`${INDENT}%fix lists edits that mend it, each proved by running it again`] : []),
  ].join('\n')
}
