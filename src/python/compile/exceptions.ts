/** raise, try, except, finally and with. */
import { exceptionTypes, PyError, PyException, raise } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import { membersOf, splitException } from '../object/groups.js'
import { traced } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyType, type Value } from '../object/object.js'
import { call, lookupSpecial, truthy } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { PyList, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { type Completion, type Context, type Exec, NORMAL, type Run, type Store, YIELD } from './context.js'
import { awaitableFrom, delegate } from './delegation.js'
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
      // As CPython: the frame that raises again adds nothing to the traceback.
      error.traced = f
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
  if (value instanceof PyType && value.isSubtypeOf(exceptionTypes.BaseException)) {
    const made = call(value, [])
    if (made instanceof PyException) return made
    throw newTypeError(
      `calling ${value.name} should have returned an instance of BaseException, not ${typeNameOf(made)}`,
    )
  }
  throw newTypeError(otherwise)
}

// --- try ----------------------------------------------------------------------------------------------------------

interface Handler {
  readonly type: Run | null
  readonly bind: Store | null
  readonly unbind: Exec | null
  readonly body: Exec
  readonly node: ast.ExceptHandler
}

/** How the statements inside are compiled: `block`, or in a generator the form that can suspend. */
type CompileBlock = (cx: Context, nodes: readonly ast.Stmt[]) => Exec

function handlersOf(cx: Context, nodes: readonly ast.ExceptHandler[], compile: CompileBlock): Handler[] {
  return nodes.map((node) => ({
    type: node.type === null ? null : expression(cx, node.type),
    bind: node.name === null ? null : storeName(cx, node.name),
    unbind: node.name === null ? null : quietDelete(cx, node, node.name),
    body: compile(cx, node.body),
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
function matches(f: Frame, handler: Handler, exception: PyException): boolean {
  if (handler.type === null) return true
  const type = handler.type(f)
  f.node = handler.node
  return catches(type, exception)
}

function catches(type: Value, exception: PyException): boolean {
  if (type instanceof PyType && type.isSubtypeOf(exceptionTypes.BaseException))
    return exception.cls.isSubtypeOf(type)
  // Every type of a tuple is looked at, even after one that catches.
  if (type instanceof PyTuple) return type.items.filter((each) => catches(each, exception)).length > 0
  throw newTypeError('catching classes that do not inherit from BaseException is not allowed')
}

/** The first clause that takes the error, or −1; a clause's own error has it as its context. */
function select(f: Frame, handlers: readonly Handler[], error: PyError): number {
  const { exception } = error
  const before = runtime.handling
  runtime.handling = exception
  try {
    for (let at = 0; at < handlers.length; at++) if (matches(f, handlers[at], exception)) return at
    return -1
  } catch (thrown) {
    throw traced(thrown, f)
  } finally {
    runtime.handling = before
  }
}

/** Runs something with an exception as the one being handled, which new ones get as their context. */
function whileHandling<T>(f: Frame, exception: PyException, run: () => T): T {
  const before = runtime.handling
  runtime.handling = exception
  try {
    return run()
  } catch (thrown) {
    throw traced(thrown, f)
  } finally {
    runtime.handling = before
  }
}

/** Where a try statement stands while it is suspended: in its body, in its else, or in a clause. */
type Place = 'body' | 'else' | { readonly at: number; readonly error: PyError }

/** Where a statement stood whose frame is being resumed on the way to the yield inside it; undefined on any other day. */
const standing = <T>(f: Frame, register: number): T | undefined => {
  const { suspension } = f
  return suspension?.resuming ? (suspension.state[register] as T) : undefined
}

export function tryStatement(cx: Context, node: ast.Try, compile: CompileBlock = block): Exec {
  const body = compile(cx, node.body)
  const attempt = node.handlers.length === 0 ? body : tryExcept(cx, node, body, compile)
  return node.finalbody.length === 0 ? attempt : tryFinally(cx, attempt, compile(cx, node.finalbody))
}

function tryExcept(cx: Context, node: ast.Try, body: Exec, compile: CompileBlock): Exec {
  const handlers = handlersOf(cx, node.handlers, compile)
  const orelse = compile(cx, node.orelse)
  const register = cx.register()
  const leave = (f: Frame, place: Place, completion: Completion): Completion => {
    if (completion === YIELD) f.suspension!.state[register] = place
    return completion
  }
  return (f) => {
    const place = standing<Place>(f, register) ?? 'body'
    if (place === 'body') {
      let completion: Completion
      try {
        completion = body(f)
      } catch (thrown) {
        const error = traced(thrown, f)
        const at = select(f, handlers, error)
        if (at < 0) throw error
        return leave(f, { at, error }, handle(f, handlers[at], error.exception, false))
      }
      if (completion !== NORMAL) return leave(f, 'body', completion)
    }
    if (place === 'body' || place === 'else') return leave(f, 'else', orelse(f))
    return leave(f, place, handle(f, handlers[place.at], place.error.exception, true))
  }
}

/** Runs an except clause with its exception as the one being handled. */
function handle(f: Frame, handler: Handler, exception: PyException, resumed: boolean): Completion {
  const before = runtime.handling
  runtime.handling = exception
  let completion: Completion = NORMAL
  try {
    if (!resumed) handler.bind?.(f, exception)
    completion = handler.body(f)
    return completion
  } catch (thrown) {
    throw traced(thrown, f)
  } finally {
    runtime.handling = before
    if (completion !== YIELD) handler.unbind?.(f)
  }
}

/** How a body ended, to be gone on with after its finally clause. */
interface Ended {
  readonly error: PyError | null
  readonly completion: Completion
  readonly result: Value
}

/** Runs a body until it ends, by an error or otherwise; null: it has suspended. */
function runToEnd(f: Frame, body: Exec): Ended | null {
  try {
    const completion = body(f)
    return completion === YIELD ? null : { error: null, completion, result: f.result }
  } catch (thrown) {
    return { error: traced(thrown, f), completion: NORMAL, result: null }
  }
}

/** Goes on as the body ended. */
function goOn(f: Frame, { error, completion, result }: Ended): Completion {
  if (error !== null) throw error
  f.result = result
  return completion
}

function tryFinally(cx: Context, attempt: Exec, final: Exec): Exec {
  const register = cx.register()
  return (f) => {
    const ended = standing<Ended | null>(f, register) ?? runToEnd(f, attempt)
    if (ended === null) {
      f.suspension!.state[register] = null
      return YIELD
    }
    const end = ended.error === null ? final(f) : whileHandling(f, ended.error.exception, () => final(f))
    if (end === YIELD) f.suspension!.state[register] = ended
    return end === NORMAL ? goOn(f, ended) : end
  }
}

// --- except* ------------------------------------------------------------------------------------------------------

/** Where an except* statement stands: at a clause, with what is left for the later ones and what the earlier ones raised. */
interface StarPlace {
  /** The clause; the number of clauses stands for the body, one more for else. */
  at: number
  readonly original: PyError | null
  matched: PyException | null
  rest: Value
  readonly raised: PyException[]
}

export function tryStarStatement(cx: Context, node: ast.TryStar, compile: CompileBlock = block): Exec {
  const body = compile(cx, node.body)
  const handlers = handlersOf(cx, node.handlers, compile)
  const orelse = compile(cx, node.orelse)
  const register = cx.register()
  const [BODY, ELSE] = [handlers.length, handlers.length + 1]
  const attempt: Exec = (f) => {
    const suspend = (place: StarPlace): Completion => {
      f.suspension!.state[register] = place
      return YIELD
    }
    let place = standing<StarPlace>(f, register)
    let resumed = place !== undefined
    if (place === undefined || place.at >= BODY) {
      const at = place?.at ?? BODY
      const start = { original: null, matched: null, rest: null, raised: [] }
      if (at === BODY) {
        const ended = runToEnd(f, body)
        if (ended === null) return suspend({ ...start, at: BODY })
        if (ended.error !== null) {
          place = { ...start, at: 0, original: ended.error, rest: ended.error.exception, raised: [] }
          resumed = false
        } else if (ended.completion !== NORMAL) return goOn(f, ended)
      }
      if (place === undefined || place.at >= BODY) {
        const completion = orelse(f)
        return completion === YIELD ? suspend({ ...start, at: ELSE }) : completion
      }
    }
    for (; place.at < handlers.length; place.at++) {
      const handler = handlers[place.at]
      if (!resumed) {
        if (place.rest === null) break
        ;[place.matched, place.rest] = matchGroup(f, handler, place.rest as PyException)
        if (place.matched === null) continue
      }
      try {
        const completion = handle(f, handler, place.matched!, resumed)
        if (completion === YIELD) return suspend(place)
      } catch (thrown) {
        place.raised.push(traced(thrown, f).exception)
      }
      resumed = false
    }
    const left = reraised(place)
    if (left === null) return NORMAL
    const error = new PyError(left)
    error.linked = true
    // What no clause took goes on as if it had not been stopped here.
    if (left.traceback !== null && left.traceback === place.original!.exception.traceback) error.traced = f
    throw error
  }
  return node.finalbody.length === 0 ? attempt : tryFinally(cx, attempt, compile(cx, node.finalbody))
}

/** The part of the exception that an `except*` clause takes, as a group, and the rest. */
function matchGroup(f: Frame, handler: Handler, exception: PyException): [PyException | null, Value] {
  return whileHandling(f, exception, () => {
    const type = handler.type!(f)
    f.node = handler.node
    const types = type instanceof PyTuple ? type.items : [type]
    for (const each of types) {
      if (!(each instanceof PyType && each.isSubtypeOf(exceptionTypes.BaseException)))
        throw newTypeError('catching classes that do not inherit from BaseException is not allowed')
      if (each.isSubtypeOf(exceptionTypes.BaseExceptionGroup))
        throw newTypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')
    }
    if (membersOf(exception) === undefined) {
      if (!catches(type, exception)) return [null, exception]
      const group = call(exceptionTypes.BaseExceptionGroup, ['', new PyTuple([exception])]) as PyException
      group.traceback = exception.traceback
      return [group, null]
    }
    const [match, rest] = splitException(exception, (each) => catches(type, each))
    return [match as PyException | null, rest]
  })
}

/** What leaves the statement: what no clause took, and what the clauses raised. */
function reraised({ original, rest, raised }: StarPlace): PyException | null {
  const { exception } = original!
  if (membersOf(exception) === undefined) return raised[0] ?? (rest as PyException | null)
  const same = (each: PyException) =>
    each.traceback === exception.traceback &&
    each.cause === exception.cause &&
    each.context === exception.context
  const again = new Set<PyException>()
  const leaves = (each: PyException): void => {
    const members = membersOf(each)
    if (members === undefined) again.add(each)
    else for (const member of members) leaves(member)
  }
  const others: PyException[] = []
  for (const each of raised) {
    if (membersOf(each) !== undefined && same(each)) leaves(each)
    else others.push(each)
  }
  if (rest !== null) leaves(rest as PyException)
  const [kept] = splitByIdentity(exception, again)
  if (others.length === 0) return kept
  if (kept !== null) others.push(kept)
  if (others.length === 1) return others[0]
  return call(exceptionTypes.BaseExceptionGroup, ['', new PyList(others)]) as PyException
}

/** The group with those of its leaves that are in the set. */
function splitByIdentity(group: PyException, leaves: ReadonlySet<PyException>): [PyException | null] {
  if (leaves.size === 0) return [null]
  return [splitException(group, (each) => leaves.has(each))[0] as PyException | null]
}

// --- with ---------------------------------------------------------------------------------------------------------

/** What `__enter__` gave and how to leave. */
interface Entered {
  readonly value: Value
  readonly exit: Value
}

/** Looks up and enters a context manager. */
function enterContext(manager: Value): Entered {
  const enter = lookupSpecial(manager, '__enter__')
  if (enter === undefined) throw notManager(manager, '')
  const exit = lookupSpecial(manager, '__exit__')
  if (exit === undefined) throw notManager(manager, ' (missed __exit__ method)')
  return { value: call(enter, []), exit }
}

const notManager = (manager: Value, missed: string): PyError =>
  newTypeError(`'${typeNameOf(manager)}' object does not support the context manager protocol${missed}`)

export function withStatement(cx: Context, node: ast.With): Exec {
  let body = block(cx, node.body)
  for (const item of [...node.items].reverse()) body = withItem(cx, node, item, body)
  return body
}

/**
 * One item of a with statement around the others or the body, which may suspend. Entering and leaving are placed at the whole
 * statement, as in CPython: their lines carry no carets.
 */
export function withItem(cx: Context, node: ast.With | ast.AsyncWith, item: ast.WithItem, body: Exec): Exec {
  const manager = expression(cx, item.context_expr)
  const put = item.optional_vars === null ? null : store(cx, item.optional_vars)
  const register = cx.register()
  return (f) => {
    let entered = standing<Entered>(f, register)
    const resumed = entered !== undefined
    if (entered === undefined) {
      const object = manager(f)
      f.node = node
      entered = enterContext(object)
    }
    const { value, exit } = entered
    let completion: Completion
    let result: Value
    try {
      if (!resumed) put?.(f, value)
      completion = body(f)
      result = f.result
    } catch (thrown) {
      const error = traced(thrown, f)
      f.node = node
      const { exception } = error
      const swallowed = whileHandling(f, exception, () =>
        truthy(call(exit, [exception.cls, exception, exception.traceback])),
      )
      if (swallowed) return NORMAL
      throw error
    }
    if (completion === YIELD) {
      f.suspension!.state[register] = entered
      return YIELD
    }
    f.node = node
    call(exit, [null, null, null])
    f.result = result
    return completion
  }
}

/** Where an `async with` stands: entering, in its body, or leaving after the body ended. */
type AsyncPlace =
  | { readonly step: 'enter' | 'body'; readonly exit: Value }
  | { readonly step: 'exit'; readonly exit: Value; readonly ended: Ended }

/** One item of an `async with`. */
export function asyncWithItem(
  cx: Context,
  node: ast.With | ast.AsyncWith,
  item: ast.WithItem,
  body: Exec,
): Exec {
  const manager = expression(cx, item.context_expr)
  const put = item.optional_vars === null ? null : store(cx, item.optional_vars)
  const register = cx.register()
  const awaited = cx.register()
  return (f) => {
    const suspend = (place: AsyncPlace): Completion => {
      f.suspension!.state[register] = place
      return YIELD
    }
    let place = standing<AsyncPlace>(f, register)
    let enter: Value = null
    if (place === undefined) {
      const object = manager(f)
      f.node = node
      const [aenter, exit] = [lookupSpecial(object, '__aenter__'), lookupSpecial(object, '__aexit__')]
      if (aenter === undefined || exit === undefined) {
        throw newTypeError(
          `'${typeNameOf(object)}' object does not support the asynchronous context manager protocol${aenter === undefined ? '' : ' (missed __aexit__ method)'}`,
        )
      }
      enter = aenter
      place = { step: 'enter', exit }
    }
    const { exit } = place
    const entering = place.step === 'enter'
    if (entering) {
      if (delegate(f, awaited, () => awaitableFrom('__aenter__', call(enter, []))) === YIELD)
        return suspend(place)
      place = { step: 'body', exit }
    }
    if (place.step !== 'exit') {
      const value = f.result
      const ended = runToEnd(f, (frame) => {
        if (entering) put?.(frame, value)
        return body(frame)
      })
      if (ended === null) return suspend(place)
      place = { step: 'exit', exit, ended }
    }
    const { ended } = place as Extract<AsyncPlace, { step: 'exit' }>
    f.node = node
    const leave = (args: Value[]): Completion =>
      delegate(f, awaited, () => awaitableFrom('__aexit__', call(exit, args)))
    if (ended.error === null) {
      if (leave([null, null, null]) === YIELD) return suspend(place)
      return goOn(f, ended)
    }
    const { exception } = ended.error
    const left = whileHandling(f, exception, () => leave([exception.cls, exception, exception.traceback]))
    if (left === YIELD) return suspend(place)
    return truthy(f.result) ? NORMAL : goOn(f, ended)
  }
}
