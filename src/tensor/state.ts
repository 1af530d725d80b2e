/**
 * What PyTorch keeps per process and we per session: gradient modes, defaults, printing options' owner.
 * A kernel restores it on `%reset` and replay with `resetState`.
 */
import { type DType, float32 } from './dtype.js'
import { Generator } from './random.js'

export interface TorchState {
  gradEnabled: boolean
  inferenceMode: boolean
  defaultDtype: DType
  defaultDevice: Device
  anomalyMode: boolean
}

/** The CPU, or `meta`: shapes without data. */
export type Device = 'cpu' | 'meta'

const fresh = (): TorchState => ({
  gradEnabled: true,
  inferenceMode: false,
  defaultDtype: float32,
  defaultDevice: 'cpu',
  anomalyMode: false,
})

export const state: TorchState = fresh()

/** The generator that draws where none is given; the kernel seeds it for each session. */
export const defaultGenerator = new Generator()

export function resetState(): void {
  Object.assign(state, fresh())
}

/** Runs `body` with some settings changed, and puts them back. */
export function withState<T>(change: Partial<TorchState>, body: () => T): T {
  const before = { ...state }
  Object.assign(state, change)
  try {
    return body()
  } finally {
    Object.assign(state, before)
  }
}

/** Runs `body` without recording gradients. */
export function noGrad<T>(body: () => T): T {
  if (!state.gradEnabled) return body()
  state.gradEnabled = false
  try {
    return body()
  } finally {
    state.gradEnabled = true
  }
}
