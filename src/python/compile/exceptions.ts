/** raise, try, except, finally and with. */
import { PyError, PyException, raise } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import { traced } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyType, type Value } from '../object/object.js'
import { call, isSubclass, lookupSpecial, truthy } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { type Completion, type Context, type Exec, NORMAL, type Run, type Store } from './context.js'
import { expression } from './expressions.js'
import { deleteName, storeName } from './names.js'
import { block } from './statements.js'
import { store } from './targets.js'

// --- raise --------------------------------------------------------------------------------------------------------

export function raiseStatement(cx: Context, node: ast.Raise): Exec {
  if (node.exc === null) {
    return (f) => {
      f.node = node
      const { handling } = runtime
      if (handling === null) throw raise('RuntimeError', 'No active exception to reraise')
      const error = new PyError(handling)
      error.linked = true
      throw error
    }
  }
  const exc = expression(cx, node.exc)
  const cause = node.cause === null ? null : expression(cx, node.cause)
  return (f) => {
    const value = exc(f)
    const from = cause?.(f)
    f.node = node
    throw prepare(value, from)
  }
}

/** What `raise value from cause` throws. */
export function prepare(value: Value, cause: Value | undefined): PyError {
  const exception = instantiate(value, 'exceptions must derive from BaseException')
  if (cause !== undefined) {
    exception.cause =
      cause === null ? null : instantiate(cause, 'exception causes must derive from BaseException')
    exception.suppressContext = true
  }
  return new PyError(exception)
}

function instantiate(value: Value, otherwise: string): PyException {
  if (value instanceof PyException) return value
  if (value instanceof PyType && isSubclass(value, exceptionBase())) {
    const made = call(value, [])
    if (made instanceof PyException) return made
    throw newTypeError(
      `calling ${value.name} should have returned an instance of BaseException, not ${typeNameOf(made)}`,
    )
  }
  throw newTypeError(otherwise)
}

const exceptionBase = (): PyType => raise('BaseException').exception.cls

// --- try ----------------------------------------------------------------------------------------------------------

export interface Handler {
  readonly type: Run | null
  readonly bind: Store | null
  readonly unbind: Exec | null
  readonly node: ast.ExceptHandler
}

/** The tests and names of except clauses, without their bodies. */
export function handlersOf(cx: Context, nodes: readonly ast.ExceptHandler[]): Handler[] {
  return nodes.map((node) => ({
    type: node.type === null ? null : expression(cx, node.type),
    bind: node.name === null ? null : storeName(cx, node.name),
    unbind: node.name === null ? null : quietDelete(cx, node, node.name),
    node,
  }))
}

/** After the clause its name is gone, unless the clause deleted it itself. */
function quietDelete(cx: Context, node: ast.ExceptHandler, name: string): Exec {
  const put = storeName(cx, name)
  const remove = deleteName(cx, { ...node, kind: 'Name', id: name })
  return (f) => {
    put(f, null)
    return remove(f)
  }
}

/** Does an `except type` clause take the exception? */
export function matches(f: Frame, handler: Handler, exception: PyException): boolean {
  if (handler.type === null) return true
  const type = handler.type(f)
  f.node = handler.node
  return catches(type, exception)
}

function catches(type: Value, exception: PyException): boolean {
  if (type instanceof PyType && type.isSubtypeOf(exceptionBase())) return exception.cls.isSubtypeOf(type)
  if (type instanceof PyTuple) return type.items.some((each) => catches(each, exception))
  throw newTypeError('catching classes that do not inherit from BaseException is not allowed')
}

/** Runs an except clause with its exception as the one being handled. */
function handle(f: Frame, handler: Handler, body: Exec, exception: PyException): Completion {
  const before = runtime.handling
  runtime.handling = exception
  try {
    handler.bind?.(f, exception)
    return body(f)
  } catch (thrown) {
    throw traced(thrown, f)
  } finally {
    runtime.handling = before
    handler.unbind?.(f)
  }
}

export function tryStatement(cx: Context, node: ast.Try): Exec {
  const body = block(cx, node.body)
  const handlers = handlersOf(cx, node.handlers)
  const bodies = node.handlers.map((handler) => block(cx, handler.body))
  const orelse = block(cx, node.orelse)
  const attempt: Exec =
    handlers.length === 0
      ? body
      : (f) => {
          let completion: Completion
          try {
            completion = body(f)
          } catch (thrown) {
            const error = traced(thrown, f)
            const at = select(f, handlers, error)
            if (at < 0) throw error
            return handle(f, handlers[at], bodies[at], error.exception)
          }
          return completion === NORMAL ? orelse(f) : completion
        }
  if (node.finalbody.length === 0) return attempt
  const final = block(cx, node.finalbody)
  return (f) => {
    let completion: Completion
    let result: Value
    try {
      completion = attempt(f)
      result = f.result
    } catch (thrown) {
      const error = traced(thrown, f)
      const before = runtime.handling
      runtime.handling = error.exception
      try {
        const end = final(f)
        if (end !== NORMAL) return end
      } catch (again) {
        throw traced(again, f)
      } finally {
        runtime.handling = before
      }
      throw error
    }
    const end = final(f)
    if (end !== NORMAL) return end
    f.result = result
    return completion
  }
}

/** The first clause that takes the error, or −1; a clause's own error has it as its context. */
export function select(f: Frame, handlers: readonly Handler[], error: PyError): number {
  const before = runtime.handling
  runtime.handling = error.exception
  try {
    return handlers.findIndex((handler) => matches(f, handler, error.exception))
  } catch (thrown) {
    throw traced(thrown, f)
  } finally {
    runtime.handling = before
  }
}

export function tryStarStatement(_: Context, node: ast.TryStar): Exec {
  return (f) => {
    f.node = node
    throw raise('NotImplementedError', 'ishape: except* is not available here')
  }
}

// --- with ---------------------------------------------------------------------------------------------------------

/** What `__enter__` gave and how to leave. */
export interface Entered {
  readonly value: Value
  readonly exit: Value
}

/** Looks up and enters a context manager. */
export function enterContext(manager: Value): Entered {
  const enter = lookupSpecial(manager, '__enter__')
  if (enter === undefined) throw notManager(manager, '')
  const exit = lookupSpecial(manager, '__exit__')
  if (exit === undefined) throw notManager(manager, ' (missed __exit__ method)')
  return { value: call(enter, []), exit }
}

const notManager = (manager: Value, missed: string): PyError =>
  newTypeError(`'${typeNameOf(manager)}' object does not support the context manager protocol${missed}`)

/** Leaves with an error: true when the manager swallowed it. */
export function exitWithError(exit: Value, error: PyError): boolean {
  const { exception } = error
  const before = runtime.handling
  runtime.handling = exception
  try {
    return truthy(call(exit, [exception.cls, exception, exception.traceback ?? null]))
  } finally {
    runtime.handling = before
  }
}

export function withStatement(cx: Context, node: ast.With): Exec {
  let body = block(cx, node.body)
  for (const item of [...node.items].reverse()) body = withItem(cx, node, item, body)
  return body
}

/** Entering and leaving are placed at the whole statement, as in CPython: their lines carry no carets. */
function withItem(cx: Context, node: ast.With, item: ast.WithItem, body: Exec): Exec {
  const manager = expression(cx, item.context_expr)
  const put = item.optional_vars === null ? null : store(cx, item.optional_vars)
  return (f) => {
    const object = manager(f)
    f.node = node
    const { value, exit } = enterContext(object)
    let completion: Completion
    let result: Value
    try {
      put?.(f, value)
      completion = body(f)
      result = f.result
    } catch (thrown) {
      const error = traced(thrown, f)
      f.node = node
      let swallowed: boolean
      try {
        swallowed = exitWithError(exit, error)
      } catch (again) {
        throw traced(again, f)
      }
      if (swallowed) return NORMAL
      throw error
    }
    f.node = node
    call(exit, [null, null, null])
    f.result = result
    return completion
  }
}
