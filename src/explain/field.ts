/**
 * Receptive fields: how many neighbours of the input one element of an output depends on, and how far apart two neighbouring
 * elements look (the jump), per dim. Follows sizes through windows and element-wise operators; what mixes a whole dim in another way
 * (attention, a linear layer over positions, a view) ends the story: null.
 */
import type { Derivation, DimReason } from '../tensor/derivation.js'
import type { Values } from '../tensor/formula.js'

export interface Field {
  /** Elements of the input along this dim. */
  readonly size: number
  readonly jump: number
  /** Has a window moved along this dim? */
  readonly windowed: boolean
}

type Fields = readonly (Field | null)[]

const POINT: Field = { size: 1, jump: 1, windowed: false }

/** Operators after which an element depends on a whole dim, although the dim itself is kept. */
const MIXING = /^(bmm|cumsum|cumprod|sort|argsort|topk|flip|roll|rnn|scaled_dot_product_attention|fft_)/

const known = new WeakMap<Derivation, Fields>()

/** The fields of every dim of an output. Iterative: chains may be long. */
export function fieldsOf(derivation: Derivation): Fields {
  const stack = [derivation]
  while (stack.length > 0) {
    const top = stack[stack.length - 1]
    if (known.has(top)) {
      stack.pop()
      continue
    }
    const waiting = stack.length
    for (const operand of top.operands)
      if (operand.derivation !== null && !known.has(operand.derivation)) stack.push(operand.derivation)
    if (stack.length > waiting) continue
    stack.pop()
    known.set(top, compute(top))
  }
  return known.get(derivation)!
}

function compute(derivation: Derivation): Fields {
  // A tensor made from nothing is an input.
  if (derivation.operands.length === 0) return derivation.output.map(() => POINT)
  if (MIXING.test(derivation.op)) return derivation.output.map(() => null)
  return derivation.dims.map((dim, axis) => fieldOf(derivation, dim, axis))
}

/** The field of an operand's dim. */
const operandField = ({ operands }: Derivation, operand: number, axis: number): Field | null => {
  const source = operands[operand]
  if (source === undefined || axis < 0 || axis >= source.shape.length) return null
  return source.derivation === null ? POINT : (known.get(source.derivation)?.[axis] ?? null)
}

function fieldOf(derivation: Derivation, { reason }: DimReason, axis: number): Field | null {
  switch (reason.kind) {
    case 'kept':
    case 'broadcast':
      return widest(derivation, reason.from.operand, reason.from.axis, axis)
    case 'formula': {
      const from = reason.from.L ?? reason.from.input
      if (from === undefined) return null
      const before = operandField(derivation, from.operand, from.axis)
      return before === null ? null : through(before, reason.values)
    }
    default:
      return null
  }
}

/** Operands that stand side by side are all looked at: the widest view counts. */
function widest(derivation: Derivation, operand: number, from: number, axis: number): Field | null {
  const first = operandField(derivation, operand, from)
  if (first === null || derivation.operands.length === 1) return first
  let best = first
  const rank = derivation.output.length
  derivation.operands.forEach(({ shape }, i) => {
    if (i === operand || shape.length !== rank || shape[axis] !== derivation.output[axis]) return
    const other = operandField(derivation, i, axis)
    if (other !== null && other.size > best.size) best = other
  })
  return best
}

/** One window further. */
function through({ size, jump, windowed }: Field, values: Values): Field | null {
  const { kernel, stride, dilation = 1, scale_factor: scale } = values
  if (scale !== undefined) return { size, jump: jump / scale, windowed: true }
  if (kernel === undefined) return { size, jump: jump * (values.step ?? 1), windowed }
  const reach = dilation * (kernel - 1) + 1
  // A transposed convolution spreads: an output sees the inputs whose stamps cover it.
  if (values.output_padding !== undefined)
    return { size: size + (Math.ceil(reach / stride) - 1) * jump, jump: jump / stride, windowed: true }
  return { size: size + (reach - 1) * jump, jump: jump * stride, windowed: true }
}

/** `5×5, jump 2`; `3, jump 1`; null where no window has moved, or its view was mixed with others since. */
export function fieldText(derivation: Derivation): string | null {
  const fields = fieldsOf(derivation).filter((field) => field?.windowed === true) as Field[]
  if (fields.length === 0) return null
  const jumps = fields.map(({ jump }) => String(Math.round(jump * 1000) / 1000))
  const jump = new Set(jumps).size === 1 ? jumps[0] : jumps.join('×')
  return `${fields.map(({ size }) => size).join('×')}, jump ${jump}`
}
