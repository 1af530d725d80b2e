/**
 * One direction of one LSTM layer over a dense sequence, forwards and through time backwards. Rows of gates are (input, forget, cell, output)
 * one after the other, each of `hidden` numbers.
 */
import type { NumberData } from '../tensor/dtype.js'
import { gemm, type Matrix, rowMajor, transposed } from './gemm.js'

export interface LstmSizes {
  readonly steps: number
  readonly batch: number
  readonly hidden: number
  /** From the last step to the first. */
  readonly reverse: boolean
}

/** The state before the first step: (batch, hidden) each. */
export interface LstmState {
  readonly hidden: NumberData
  readonly cell: NumberData
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The step that is walked at this place, and the one before it in that order; −1 at the first. */
const stepAt = ({ steps, reverse }: LstmSizes, place: number): [now: number, before: number] =>
  reverse ? [steps - 1 - place, place === 0 ? -1 : steps - place] : [place, place - 1]

/**
 * gates (steps, batch, 4·hidden) hold what the input gives and are turned into the gates themselves; output and cells (steps, batch, hidden)
 * are filled. `weight` is weight_hh (4·hidden, hidden).
 */
export function lstmForward(
  sizes: LstmSizes,
  weight: Matrix,
  first: LstmState,
  gates: NumberData,
  output: NumberData,
  cells: NumberData,
): void {
  const { steps, batch, hidden } = sizes
  const turned = transposed(weight)
  for (let place = 0; place < steps; place++) {
    const [now, before] = stepAt(sizes, place)
    const [lastHidden, lastCell] = before < 0 ? [first.hidden, first.cell] : [output, cells]
    const last = before < 0 ? 0 : before * batch * hidden
    const at = now * batch * hidden
    gemm(batch, 4 * hidden, hidden, rowMajor(lastHidden, last, hidden), turned, gates, 4 * at, true)
    for (let row = 0; row < batch; row++) {
      const gate = 4 * (at + row * hidden)
      for (let k = 0; k < hidden; k++) {
        const i = sigmoid(gates[gate + k])
        const f = sigmoid(gates[gate + hidden + k])
        const g = Math.tanh(gates[gate + 2 * hidden + k])
        const o = sigmoid(gates[gate + 3 * hidden + k])
        const cell = f * lastCell[last + row * hidden + k] + i * g
        gates[gate + k] = i
        gates[gate + hidden + k] = f
        gates[gate + 2 * hidden + k] = g
        gates[gate + 3 * hidden + k] = o
        cells[at + row * hidden + k] = cell
        output[at + row * hidden + k] = o * Math.tanh(cell)
      }
    }
  }
}

/** Gradients that arrive from outside; null where none did. */
export interface LstmGrads {
  /** (steps, batch, hidden) */
  readonly output: NumberData | null
  /** Of the last states: (batch, hidden). */
  readonly hidden: NumberData | null
  readonly cell: NumberData | null
}

/**
 * The gradients of what goes into the gates, `into` (steps, batch, 4·hidden), and of the state before the first step, which `initial` gets.
 */
export function lstmBackward(
  sizes: LstmSizes,
  weight: Matrix,
  first: LstmState,
  { gates, cells }: { readonly gates: NumberData; readonly cells: NumberData },
  grads: LstmGrads,
  into: NumberData,
  initial: LstmState,
): void {
  const { steps, batch, hidden } = sizes
  const gradHidden = initial.hidden
  const gradCell = initial.cell
  if (grads.hidden !== null) gradHidden.set(grads.hidden as never)
  if (grads.cell !== null) gradCell.set(grads.cell as never)
  for (let place = steps - 1; place >= 0; place--) {
    const [now, before] = stepAt(sizes, place)
    const lastCell = before < 0 ? first.cell : cells
    const last = before < 0 ? 0 : before * batch * hidden
    const at = now * batch * hidden
    for (let row = 0; row < batch; row++) {
      const gate = 4 * (at + row * hidden)
      for (let k = 0; k < hidden; k++) {
        const unit = row * hidden + k
        const i = gates[gate + k]
        const f = gates[gate + hidden + k]
        const g = gates[gate + 2 * hidden + k]
        const o = gates[gate + 3 * hidden + k]
        const bent = Math.tanh(cells[at + unit])
        const up = gradHidden[unit] + (grads.output === null ? 0 : grads.output[at + unit])
        const cell = gradCell[unit] + up * o * (1 - bent * bent)
        into[gate + k] = cell * g * i * (1 - i)
        into[gate + hidden + k] = cell * lastCell[last + unit] * f * (1 - f)
        into[gate + 2 * hidden + k] = cell * i * (1 - g * g)
        into[gate + 3 * hidden + k] = up * bent * o * (1 - o)
        gradCell[unit] = cell * f
      }
    }
    gemm(batch, hidden, 4 * hidden, rowMajor(into, 4 * at, 4 * hidden), weight, gradHidden, 0)
  }
}
