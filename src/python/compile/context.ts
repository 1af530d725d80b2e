/**
 * What all parts of the compiler share: the forms of compiled code, and the Context of the function being compiled.
 *
 * An expression becomes a closure `(frame) => value`. A statement becomes a closure that returns how it ended, so that return, break
 * and continue cost no JS exception. Every closure that may raise or call first stores its node in `frame.node`, but only on the path that
 * leaves JS: tracebacks and carets are exact, and fast paths pay nothing.
 */
import type { Completion, Frame, Source } from '../object/frame.js'
import type { Value } from '../object/object.js'
import { mangle, type Scope, type ScopeNode, type ScopeTable, type Variable } from './scope.js'

export type Run = (frame: Frame) => Value
export type Test = (frame: Frame) => boolean
export type Exec = (frame: Frame) => Completion
export type Store = (frame: Frame, value: Value) => void

export { BREAK, CONTINUE, type Completion, NORMAL, RETURN, YIELD } from '../object/frame.js'

export interface Unit {
  readonly source: Source
  readonly scopes: ScopeTable
  /** `from __future__ import annotations`. */
  lazyAnnotations: boolean
  readonly echo?: (value: Value) => void
}

export class Context {
  constructor(
    readonly unit: Unit,
    readonly scope: Scope,
    /** How many registers of the frame are taken; a comprehension counts on with those of its function. */
    private readonly registers = { count: 0 },
  ) {}

  /** The context of a scope inside this one. */
  inner(node: ScopeNode): Context {
    const scope = this.unit.scopes.get(node)!
    return new Context(this.unit, scope, scope.host === this.scope.host ? this.registers : undefined)
  }

  mangle(name: string): string {
    return mangle(name, this.scope.className)
  }

  slot(variable: Variable): number {
    return this.scope.slotOf(variable)
  }

  /** A register of the frame's Suspension. */
  register(): number {
    return this.registers.count++
  }
}
