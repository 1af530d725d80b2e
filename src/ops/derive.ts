/**
 * How a shape function says what comes out and why: sizes together with their reasons.
 *
 *     return dims(input.dtype, { N: keep(input, 0), C: parameter('out_channels', weight, 0), H: windowed({ … }) })
 *
 * A shape function is pure: it reads sizes, strides and dtypes, never data (unless the shape depends on it), and
 * raises PyTorch's error where PyTorch does.
 */
import {
  type Call,
  type CallSite,
  type Derivation,
  type DimReason,
  type DimRef,
  LONGEST_DERIVATION,
  type Operand,
  type Reason,
} from '../tensor/derivation.js'
import type { DType } from '../tensor/dtype.js'
import { type Formula, formula } from '../tensor/formula.js'
import { channelsLast, elementwiseStrides, preservedStrides, suggestsChannelsLast } from '../tensor/layout.js'
import { broadcastShapes, contiguousStrides, numel, type Shape } from '../tensor/shape.js'
import type { Device } from '../tensor/state.js'
import type { Tensor } from '../tensor/tensor.js'
import { trace } from './trace.js'

/** One output of an operator: what it is, where its memory lies, and why it has that shape. */
export interface Out {
  readonly shape: Shape
  readonly dtype: DType
  /** The reasons, or how to draw them up when somebody asks. */
  readonly dims: readonly DimReason[] | ((derivation: Derivation) => readonly DimReason[])
  /** Set by views: whose memory, and how it is walked. */
  readonly alias?: { readonly of: Tensor; readonly strides: readonly number[]; readonly offset: number }
  /** Its strides where it is dense but not contiguous; kernels fill it contiguous all the same, in the order of indices. */
  readonly layout?: readonly number[] | null
  /** The kernel fills it in the order of memory instead: random numbers are drawn so. */
  readonly byMemory?: true
  /** Set by factories; elsewhere the operands decide. */
  readonly device?: Device
  /** Raises what the kernel refuses, a dtype or a value: after an in-place write has been found to fit. */
  readonly refuse?: () => void
  /** Set where gradients don't flow to this output although its dtype could carry them. */
  readonly differentiable?: false
}

/** An output dim in a shape function: size and reason at once. */
export interface Dim {
  readonly size: number
  readonly reason: Reason
  readonly label?: string
}

// --- references to operands -------------------------------------------------------------------------------------

class Ref implements DimRef {
  operand = -1
  tensor: Tensor | null
  constructor(
    tensor: Tensor,
    readonly axis: number,
  ) {
    this.tensor = tensor
    open.push(this)
  }
}

/** The references made by the shape function that is running: they learn their operand's number when it returns. */
let open: Ref[] = []

/** Forgets references left over by a shape function that raised. */
export function startDeriving(): void {
  if (open.length > 0) open = []
}

/** Replaces tensors by operand numbers in all references made since `startDeriving`. */
export function finishDeriving(operands: readonly Tensor[]): void {
  if (open.length === 0) return
  for (let i = 0; i < open.length; i++) {
    open[i].operand = operands.indexOf(open[i].tensor!)
    open[i].tensor = null
  }
  open = []
}

export const ref = (tensor: Tensor, axis: number): DimRef => new Ref(tensor, axis)

// --- dims -------------------------------------------------------------------------------------------------------

/** The operand's own dim. */
export const keep = (tensor: Tensor, axis: number): Dim => ({
  size: tensor.shape[axis],
  reason: { kind: 'kept', from: ref(tensor, axis) },
})

/** Of tensors that agree on a size, the one that comes from farthest: a position table says less of a batch than the tokens. */
export const longestStory = (tensors: readonly Tensor[]): Tensor =>
  tensors.reduce((best, each) =>
    (each.derivation?.depth ?? 0) > (best.derivation?.depth ?? 0) ? each : best,
  )

/** A dim of a parameter, by the name that users know: `out_channels` is conv's weight dim 0. */
export const parameter = (name: string, tensor: Tensor, axis: number): Dim => ({
  size: tensor.shape[axis],
  reason: { kind: 'parameter', name, from: ref(tensor, axis) },
})

/** A size that the caller wrote. */
export const given = (size: number, name?: string): Dim => ({ size, reason: { kind: 'given', name } })

/** A new dim of `size`, with a word on where it comes from. */
export const fresh = (size: number, note: string): Dim => ({ size, reason: { kind: 'new', note } })

/** A size that depends on data. */
export const counted = (size: number, note: string): Dim => ({ size, reason: { kind: 'data', note } })

/** 1, where a reduction kept the dim. */
export const reduced = (tensor: Tensor, axis: number): Dim => ({
  size: 1,
  reason: { kind: 'reduced', from: ref(tensor, axis) },
})

/** The product of several dims. */
export const merged = (...of: readonly (readonly [Tensor, number])[]): Dim => ({
  size: numel(of.map(([tensor, axis]) => tensor.shape[axis])),
  reason: { kind: 'merged', of: of.map(([tensor, axis]) => ref(tensor, axis)) },
})

/** The sum of several dims. */
export const summed = (...of: readonly (readonly [Tensor, number])[]): Dim => ({
  size: of.reduce((total, [tensor, axis]) => total + tensor.shape[axis], 0),
  reason: { kind: 'sum', of: of.map(([tensor, axis]) => ref(tensor, axis)) },
})

/** A variable of a size formula: a number, or the dim it is read from. */
export type FormulaValue = number | readonly [Tensor, number]

export interface SizeRule {
  (values: Readonly<Record<string, FormulaValue>>): Dim
  readonly formula: Formula
}

/** A size formula as a rule for shape functions: computes the size and keeps the numbers for the explanation. */
export function sizeRule(text: string): SizeRule {
  const parsed = formula(text)
  const rule = (given: Readonly<Record<string, FormulaValue>>): Dim => {
    const values: Record<string, number> = {}
    const from: Record<string, DimRef> = {}
    for (const name of parsed.variables) {
      const value = given[name]
      if (typeof value === 'number') values[name] = value
      else {
        values[name] = value[0].shape[value[1]]
        from[name] = ref(value[0], value[1])
      }
    }
    return { size: parsed.evaluate(values), reason: { kind: 'formula', formula: parsed, values, from } }
  }
  return Object.assign(rule, { formula: parsed })
}

// --- outputs ----------------------------------------------------------------------------------------------------

/** An output from labelled dims. A label that starts with `_` is not shown. */
export function dims(dtype: DType, labelled: Readonly<Record<string, Dim>> | readonly Dim[]): Out {
  const shape: number[] = []
  const reasons: DimReason[] = []
  if (Array.isArray(labelled)) {
    for (const { size, reason, label } of labelled as readonly Dim[]) {
      shape.push(size)
      reasons.push({ label, reason })
    }
  } else {
    const named = labelled as Readonly<Record<string, Dim>>
    for (const label in named) {
      const { size, reason } = named[label]
      shape.push(size)
      reasons.push({ label: label.startsWith('_') ? undefined : label, reason })
    }
  }
  return { shape, dtype, dims: reasons }
}

/** The shape of the (first) operand, every dim kept. */
export const like = (tensor: Tensor, dtype: DType = tensor.dtype): Out => ({
  shape: tensor.shape,
  dtype,
  dims: keptDims,
})

/** As `like`, with the operand's strides wherever it is dense: copies. */
export const copied = (tensor: Tensor, dtype: DType = tensor.dtype): Out => ({
  shape: tensor.shape,
  dtype,
  dims: keptDims,
  layout: preservedStrides(tensor),
})

/** As `like`, laid out in memory as the operand is: element-by-element operators. */
export const alike = (tensor: Tensor, dtype: DType = tensor.dtype): Out => ({
  shape: tensor.shape,
  dtype,
  dims: keptDims,
  layout: elementwiseStrides(tensor.shape, [tensor]),
})

const keptDims = (derivation: Derivation): DimReason[] => {
  const operand = Math.max(
    0,
    derivation.operands.findIndex(
      ({ shape }) =>
        shape.length === derivation.output.length && shape.every((size, i) => size === derivation.output[i]),
    ),
  )
  return derivation.output.map((_, axis) => ({ reason: { kind: 'kept', from: { operand, axis } } }))
}

/** An output over channels and spatial dims: channels last where the input has them so. */
export const channelsAs = (input: Tensor, out: Out): Out =>
  suggestsChannelsLast(input.shape, input.strides) && out.shape.length === input.rank
    ? { ...out, layout: channelsLast(out.shape) }
    : out

/** Matrices column by column, as LAPACK leaves its results. */
export function columns(out: Out): Out {
  const { shape } = out
  if (shape.length < 2) return out
  const layout = contiguousStrides([...shape.slice(0, -2), shape[shape.length - 1], shape[shape.length - 2]])
  const [within] = layout.splice(-2, 1)
  return { ...out, layout: [...layout, within] }
}

/** The broadcast shape of all given operands. RuntimeError where they don't fit. */
export const broadcast = (dtype: DType, ...tensors: readonly Tensor[]): Out => {
  const shape =
    tensors.length === 1 ? tensors[0].shape : broadcastShapes(tensors.map((tensor) => tensor.shape))
  return { shape, dtype, dims: broadcastDims, layout: elementwiseStrides(shape, tensors) }
}

function broadcastDims({ operands, output }: Derivation): DimReason[] {
  return output.map((size, axis) => {
    const at = (operand: Operand): number => operand.shape[axis - output.length + operand.shape.length] ?? -1
    // Where several agree, the one with the longest story tells it.
    let operand = 0
    for (let i = 0, depth = -1; i < operands.length; i++) {
      const each = operands[i].derivation?.depth ?? 0
      if (at(operands[i]) !== size || each <= depth) continue
      operand = i
      depth = each
    }
    const from = { operand, axis: axis - output.length + operands[operand].shape.length }
    const agreed = operands.every((other) => at(other) === size)
    return { reason: { kind: agreed ? 'kept' : 'broadcast', from } }
  })
}

/** What is left of a tensor after reducing `axes` (sorted or not): 1 for each with keepdim, else nothing. */
export function reduceDims(tensor: Tensor, axes: readonly number[], keepdim: boolean): Dim[] {
  const result: Dim[] = []
  for (let axis = 0; axis < tensor.rank; axis++) {
    if (!axes.includes(axis)) result.push(keep(tensor, axis))
    else if (keepdim) result.push(reduced(tensor, axis))
  }
  return result
}

/** A view of `tensor`: its memory, walked with other strides. */
export function viewOut(
  tensor: Tensor,
  out: readonly Dim[],
  strides: readonly number[],
  offset = tensor.offset,
): Out {
  return { ...dims(tensor.dtype, out), alias: { of: tensor, strides, offset } }
}

// --- records ----------------------------------------------------------------------------------------------------

let nextSerial = 1

/** The number of the newest derivation: what is made later has a higher one. */
export const latestSerial = (): number => nextSerial - 1

class DerivationRecord implements Derivation {
  readonly serial = nextSerial++
  readonly depth: number
  restated: Derivation | null = null
  private reasons: Out['dims']

  constructor(
    readonly op: string,
    readonly operands: readonly Operand[],
    readonly output: Shape,
    readonly index: number,
    readonly site: CallSite | null,
    readonly call: Call | null,
    reasons: Out['dims'],
  ) {
    this.reasons = reasons
    let depth = 0
    for (let i = 0; i < operands.length; i++) {
      const { derivation } = operands[i]
      if (derivation !== null && derivation.depth > depth) depth = derivation.depth
    }
    this.depth = depth + 1
  }

  get dims(): readonly DimReason[] {
    if (typeof this.reasons === 'function') this.reasons = this.reasons(this)
    return this.reasons
  }
}

/** The derivation of output `index` of a run of `op`, and its operands' names and tensors. */
export function derive(
  op: string,
  names: readonly string[],
  operands: readonly Tensor[],
  out: Out,
  index: number,
): DerivationRecord {
  const list = new Array<Operand>(operands.length)
  for (let i = 0; i < operands.length; i++) {
    const { shape, derivation } = operands[i]
    const cut = derivation !== null && derivation.depth >= LONGEST_DERIVATION
    list[i] = cut ? { name: names[i], shape, derivation: null, cut } : { name: names[i], shape, derivation }
  }
  const { call } = trace
  return new DerivationRecord(
    op,
    list,
    out.shape,
    index,
    call === null ? trace.site() : call.site,
    call,
    out.dims,
  )
}

/**
 * States why `result` has its shape where the operators that made it don't: a resize gathers rows whose number was computed
 * before. `out` holds the reasons, in terms of `operands`.
 */
export function restate(
  result: Tensor,
  op: string,
  operands: readonly Tensor[],
  draw: () => readonly Dim[],
): void {
  startDeriving()
  const labelled = draw()
  finishDeriving(operands)
  const out = dims(result.dtype, labelled)
  const names = operands.map((_, i) => (i === 0 ? 'input' : `input${i + 1}`))
  const { call } = trace
  // It is part of the call that made the result, even if that has ended.
  trace.call = result.derivation?.call ?? call
  const derivation = derive(op, names, operands, out, 0)
  derivation.restated = result.derivation
  result.derivation = derivation
  trace.call = call
}
