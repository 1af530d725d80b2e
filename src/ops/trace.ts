/**
 * What watches the operators run: the recorder of the trail, and the interpreter's word for where in the user's code
 * we are. Both are set by the kernel; with no recorder an operator pays one null check.
 */
import type { Call, CallSite } from '../tensor/derivation.js'

/** Hears every operator and module call, nested ones inside their callers. */
export interface Recorder {
  enterOp(op: { readonly name: string }): void
  /** `result` is null when the operator raised. */
  leaveOp(op: { readonly name: string }, args: Readonly<Record<string, unknown>>, result: unknown): void
  /** `Module.__init__` has run. */
  madeModule?(module: object): void
  enterModule(module: object): void
  /** `result` is undefined when the module raised. */
  leaveModule(module: object, inputs: readonly unknown[], result: unknown): void
}

export interface Trace {
  recorder: Recorder | null
  /** Another object for every recording. */
  run: object
  /** The layer or operator of the user's that runs, as the recorder knows it: derivations point at it. */
  call: Call | null
  /** The statement or call being run. */
  site: () => CallSite | null
}

export const trace: Trace = { recorder: null, run: {}, call: null, site: () => null }

/** Runs what the user sees as one operator, though it is made of several: `x[…]`, einsum. */
export function recorded<T>(name: string, args: Readonly<Record<string, unknown>>, body: () => T): T {
  const { recorder } = trace
  if (recorder === null) return body()
  const op = { name }
  recorder.enterOp(op)
  let result: T | null = null
  try {
    result = body()
    return result
  } finally {
    recorder.leaveOp(op, args, result)
  }
}
