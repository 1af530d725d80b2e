/**
 * Calling functions written in Python: binds arguments to local slots, enters a frame, and adds the traceback entry when an
 * exception leaves.
 */
import type { PyFunction } from './function.js'
import type { Kwargs, Value } from './object.js'

/** Calls a Python function with any arguments. */
export function invokeFunction(_fn: PyFunction, _args: readonly Value[], _kwargs: Kwargs | null): Value {
  throw new Error('the compiler is not here yet')
}
