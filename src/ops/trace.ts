/**
 * What watches the operators run: the recorder of the trail, and the interpreter's word for where in the user's code
 * we are. Both are set by the kernel; with no recorder an operator pays one null check.
 */
import type { CallSite, Derivation } from '../tensor/derivation.js'
import type { Tensor } from '../tensor/tensor.js'

/** Hears every operator and module call, nested ones inside their callers. */
export interface Recorder {
  enterOp(op: { readonly name: string }): void
  /** `result` is null when the operator raised. */
  leaveOp(op: { readonly name: string }, args: Readonly<Record<string, unknown>>, result: unknown): void
  enterModule(module: object): void
  leaveModule(module: object, inputs: readonly unknown[], result: unknown): void
}

export interface Trace {
  recorder: Recorder | null
  /** The statement or call being run. */
  site: () => CallSite | null
  /** Told of every derivation that ends a dim's story at a call: what `%why fc1.in_features` looks up. */
  derived: ((derivation: Derivation, result: Tensor) => void) | null
}

export const trace: Trace = { recorder: null, site: () => null, derived: null }
