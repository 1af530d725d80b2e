/**
 * The state of the running program, one per JS realm: who runs, how deep, and which host answers. An Interpreter installs its own
 * before it runs and restores what was there.
 */
import type { Host } from '../host.js'
import type { PyDict } from './dict.js'
import { type PyException, raise } from './errors.js'
import type { Frame } from './frame.js'
import type { PyModule } from './module.js'
import type { Value } from './object.js'

export interface Runtime {
  host: Host
  /** The frame of the Python function that runs now. */
  frame: Frame | null
  /** Nested Python calls. */
  depth: number
  recursionLimit: number
  /** The exception that an except or finally block is handling: `sys.exc_info()`, context of new ones. */
  handling: PyException | null
  /** `sys.modules`. */
  modules: PyDict
  builtins: PyModule
  /** The module cache of imports, warnings filters and the like, by the module that keeps them. */
  state: Map<string, unknown>
  /** The host's interrupt flag, or a constant 0. */
  interruptFlag: Int32Array
}

/** Fields change, the object stays: hot code may keep it. */
export const runtime: Runtime = {
  depth: 0,
  recursionLimit: 1000,
  frame: null,
  handling: null,
  state: new Map(),
  interruptFlag: new Int32Array(1),
} as Partial<Runtime> as Runtime

/** A built-in function by its name, for those who hand work on to it. */
export function loadBuiltin(name: string): Value {
  const found = runtime.builtins.dict.getStr(name)
  if (found === undefined) throw raise('AttributeError', name)
  return found
}

/** Takes a pending interrupt and raises KeyboardInterrupt for it. */
export function checkInterrupt(): void {
  if (runtime.host.interrupted()) throw raise('KeyboardInterrupt')
}
