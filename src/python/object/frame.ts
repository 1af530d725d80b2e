/**
 * Frames and code objects: what a running function is. The compiler makes FunctionCode, `run/` executes it; here is only what
 * everybody else may read of them.
 */
import type { Arguments, Position, Stmt } from '../parse/ast.js'
import type { PyDict } from './dict.js'
import type { PyFunction } from './function.js'
import type { Suspension } from './generator.js'
import type { Value } from './object.js'
import { PyObject } from './object.js'

/** The value that an assignment to so many names is unpacking, while its `__iter__` is called. */
export const unpacking: { value: Value; wanted: number } = { value: null, wanted: 0 }

/** The compiled body of a module, function, class or comprehension. */
export class Code extends PyObject {
  /** Names of the slots in `Frame.locals`: parameters, other locals, then free variables. */
  varNames: readonly string[] = []
  slotCount = 0
  /** Names of the free variables: the last slots. */
  freeNames: readonly string[] = []
  /** Slots that hold a PyCell because an inner function uses the variable. */
  cellSlots: readonly number[] = []
  /** The slot of `__class__`, once super() has looked for it. */
  classSlot: number | null = null
  /** The first slot of the free variables. */
  freeStart = 0
  /** Only positional parameters, no suspension: a call with as many arguments needs no binder. */
  simple = false
  /** Names the body reads or writes outside its locals, in order of appearance. */
  names: readonly string[] = []
  /** Runs the body to its end and gives the value returned; the compiler sets it. */
  run: (frame: Frame) => Value = () => null
  /** The body of a generator or coroutine, to be called again as long as it gives YIELD (generator.ts). */
  body: ((frame: Frame) => Completion) | null = null
  /** Parameters by position, positional-only ones first; then keyword-only ones; then *args, **kwargs if there. */
  positional = 0
  positionalOnly = 0
  keywordOnly = 0
  hasVararg = false
  hasKwarg = false
  kind: 'function' | 'generator' | 'coroutine' | 'async_generator' = 'function'
  doc: Value = null
  constructor(
    readonly name: string,
    readonly qualname: string,
    readonly source: Source,
    /** The definition, for signatures and source text; null for modules. */
    readonly definition: Definition | null,
  ) {
    super()
  }
  get filename(): string {
    return this.source.filename
  }
  get firstLine(): number {
    return this.definition?.position.line ?? 1
  }
}

/** A source text with its lines, kept for tracebacks, `??` and inspect.getsource. */
export interface Source {
  readonly filename: string
  readonly text: string
  readonly lines: readonly string[]
  /** Tracebacks show its lines. */
  readonly quoted: boolean
}

/** How a statement ended. RETURN and YIELD carry `frame.result`. */
export type Completion = 0 | 1 | 2 | 3 | 4
export const NORMAL = 0
export const BREAK = 1
export const CONTINUE = 2
export const RETURN = 3
export const YIELD = 4

/** Definition of a function as written, for signatures and source text. */
export interface Definition {
  readonly args: Arguments
  readonly body: readonly Stmt[] | null
  readonly position: Position
}

/** The node of a frame that has not begun. */
export const NOWHERE: Position = { line: 0, col: 0, endLine: 0, endCol: 0 }

/** One activation. `locals` holds values, or PyCells for variables shared with inner functions. */
export class Frame extends PyObject {
  /** The node whose evaluation may raise or call just now; every such site stores itself here first. */
  node: Position = NOWHERE
  back: Frame | null = null
  /** Namespace of a class body or of exec'd code, where names are looked up before globals. */
  names: PyObject | null = null
  /** What a statement that ended with RETURN or YIELD carries. */
  result: Value = null
  /** Of generators and coroutines. */
  suspension: Suspension | null = null
  constructor(
    readonly code: Code,
    readonly locals: (Value | undefined)[],
    readonly globals: PyDict,
    readonly func: PyFunction | null,
  ) {
    super()
  }
}
