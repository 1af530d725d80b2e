/**
 * What all parts of the compiler share: the forms of compiled code, and the Context of the function being compiled.
 *
 * An expression becomes a closure `(frame) => value`. A statement becomes a closure that returns how it ended, so that return, break
 * and continue cost no JS exception. Every closure that may raise or call first stores its node in `frame.node`, but only on the path that
 * leaves JS: tracebacks and carets are exact, and fast paths pay nothing.
 */
import type { Frame, Source } from '../object/frame.js'
import type { Value } from '../object/object.js'
import { mangle, type Scope, type ScopeNode, type ScopeTable, type Variable } from './scope.js'

export type Run = (frame: Frame) => Value
export type Test = (frame: Frame) => boolean
export type Exec = (frame: Frame) => Completion
/** A statement or expression that suspends: a JS generator. */
export type GenExec = (frame: Frame) => Generator<Value, Completion, Value>
export type GenRun = (frame: Frame) => Generator<Value, Value, Value>
export type Store = (frame: Frame, value: Value) => void

/** How a statement ended. Return carries `frame.result`. */
export type Completion = 0 | 1 | 2 | 3
export const NORMAL = 0
export const BREAK = 1
export const CONTINUE = 2
export const RETURN = 3

export interface Unit {
  readonly source: Source
  readonly scopes: ScopeTable
  /** `from __future__ import annotations`. */
  lazyAnnotations: boolean
}

export class Context {
  private registers = 0
  constructor(
    readonly unit: Unit,
    readonly scope: Scope,
  ) {}

  /** The context of a scope inside this one. */
  inner(node: ScopeNode): Context {
    return new Context(this.unit, this.unit.scopes.get(node)!)
  }

  mangle(name: string): string {
    return mangle(name, this.scope.className)
  }

  slot(variable: Variable): number {
    return this.scope.slotOf(variable)
  }

  /** A register of `Frame.temps`. */
  register(): number {
    return this.registers++
  }
}
