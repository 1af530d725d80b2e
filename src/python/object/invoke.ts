/**
 * Calling functions written in Python: binds arguments to local slots, enters a frame, and adds the traceback entry when an
 * exception leaves.
 */
import { missingText } from './bind.js'
import { PyDict } from './dict.js'
import { type PyError, PyTraceback, raise, toPyError } from './errors.js'
import { type Code, Frame } from './frame.js'
import type { PyFunction } from './function.js'
import { newTypeError } from './names.js'
import type { Kwargs, Value } from './object.js'
import { checkInterrupt, runtime } from './runtime.js'
import { EMPTY_TUPLE, PyCell, PyTuple } from './values.js'

type Locals = (Value | undefined)[]

/** An array of `count` unbound slots: literals for the usual sizes, which V8 clones inline. */
export function newLocals(count: number): Locals {
  switch (count) {
    case 0:
      return []
    case 1:
      return [undefined]
    case 2:
      return [undefined, undefined]
    case 3:
      return [undefined, undefined, undefined]
    case 4:
      return [undefined, undefined, undefined, undefined]
    case 5:
      return [undefined, undefined, undefined, undefined, undefined]
    case 6:
      return [undefined, undefined, undefined, undefined, undefined, undefined]
    default: {
      const locals: Locals = [undefined, undefined, undefined, undefined, undefined, undefined, undefined]
      for (let i = 7; i < count; i++) locals.push(undefined)
      return locals
    }
  }
}

let suspend: (frame: Frame) => Value
/** types/generator.ts makes the object that a call of a generator function or coroutine gives. */
export function provideGenerators(make: (frame: Frame) => Value): void {
  suspend = make
}

/** Runs a function whose arguments are in `locals`. */
export function enter(fn: PyFunction, locals: Locals): Value {
  const code = fn.code
  const cells = code.cellSlots
  for (let i = 0; i < cells.length; i++) locals[cells[i]] = new PyCell(locals[cells[i]])
  const { closure } = fn
  for (let i = 0; i < closure.length; i++) locals[code.freeStart + i] = closure[i]
  const frame = new Frame(code, locals, fn.globals, fn)
  return code.kind === 'function' ? runFrame(frame) : suspend(frame)
}

/** Runs the code of a frame, as the innermost one. */
export function runFrame(frame: Frame): Value {
  if (runtime.depth >= runtime.recursionLimit) {
    throw raise('RecursionError', 'maximum recursion depth exceeded')
  }
  if (runtime.interruptFlag[0] !== 0) checkInterrupt()
  const back = runtime.frame
  frame.back = back
  runtime.frame = frame
  const { depth } = runtime
  runtime.depth = depth + 1
  let result: Value
  try {
    result = frame.code.run(frame)
  } catch (error) {
    // Left here, not in a finally clause, which would throw once more: throwing is what exceptions cost.
    runtime.frame = back
    runtime.depth = depth
    throw traced(error, frame)
  }
  runtime.frame = back
  runtime.depth = depth
  return result
}

/** An exception seen in a frame: as a PyError, with the frame's traceback entry and its context. */
export function traced(thrown: unknown, frame: Frame): PyError {
  const error = toPyError(thrown)
  const { exception } = error
  if (!error.linked) {
    error.linked = true
    if (error.outside === undefined || error.outside !== runtime.handling) linkContext(error)
  }
  if (error.traced !== frame) {
    error.traced = frame
    exception.traceback = new PyTraceback(frame, frame.node, exception.traceback)
  }
  return error
}

/** Sets `__context__` to what is being handled now, cutting cycles as CPython does. */
export function linkContext(error: PyError): void {
  const { exception } = error
  const { handling } = runtime
  if (handling === null || handling === exception) return
  const seen = new Set<Value>()
  for (
    let each = handling;
    each.context !== null && !seen.has(each);
    each = each.context as typeof handling
  ) {
    seen.add(each)
    if (each.context === exception) {
      each.context = null
      break
    }
  }
  exception.context = handling
}

/** Calls a Python function with any arguments. */
export function invokeFunction(fn: PyFunction, args: readonly Value[], kwargs: Kwargs | null): Value {
  return enter(fn, bindArguments(fn, args, kwargs))
}

/** Fills in defaults where arguments were put into the slots of a function without *args and **kwargs. */
export function completeArguments(fn: PyFunction, locals: Locals, given: number): void {
  const { code } = fn
  if (given < code.positional) fillDefaults(fn, code, locals, given)
  if (code.keywordOnly > 0) fillKeywordDefaults(fn, code, locals, code.positional + code.keywordOnly)
}

/** The locals of a call, its arguments in their slots. TypeError when they don't fit. */
export function bindArguments(fn: PyFunction, args: readonly Value[], kwargs: Kwargs | null): Locals {
  const code = fn.code
  const locals = newLocals(code.slotCount)
  const { positional } = code
  const given = args.length
  const count = given < positional ? given : positional
  for (let i = 0; i < count; i++) locals[i] = args[i]
  const named = positional + code.keywordOnly
  let rest: PyDict | null = null
  if (code.hasVararg) locals[named] = given > positional ? new PyTuple(args.slice(positional)) : EMPTY_TUPLE
  if (code.hasKwarg) locals[named + (code.hasVararg ? 1 : 0)] = rest = new PyDict()
  if (kwargs !== null) bindKeywords(fn, code, locals, kwargs, named, rest)
  if (given > positional && !code.hasVararg) throw tooMany(fn, locals, given)
  if (given < positional) fillDefaults(fn, code, locals, given)
  if (code.keywordOnly > 0) fillKeywordDefaults(fn, code, locals, named)
  return locals
}

function bindKeywords(
  fn: PyFunction,
  code: Code,
  locals: Locals,
  kwargs: Kwargs,
  named: number,
  rest: PyDict | null,
): void {
  for (const [name, value] of kwargs) {
    let slot = code.varNames.indexOf(name, code.positionalOnly)
    if (slot >= named) slot = -1
    if (slot >= 0) {
      if (locals[slot] !== undefined)
        throw newTypeError(`${fn.qualname}() got multiple values for argument '${name}'`)
      locals[slot] = value
    } else if (rest !== null) rest.setStr(name, value)
    else throw unexpectedKeyword(fn, code, kwargs, name)
  }
}

function unexpectedKeyword(fn: PyFunction, code: Code, kwargs: Kwargs, name: string): PyError {
  const misused = code.varNames.slice(0, code.positionalOnly).filter((each) => kwargs.has(each))
  if (misused.length > 0) {
    return newTypeError(
      `${fn.qualname}() got some positional-only arguments passed as keyword arguments: '${misused.join(', ')}'`,
    )
  }
  return newTypeError(`${fn.qualname}() got an unexpected keyword argument '${name}'`)
}

function fillDefaults(fn: PyFunction, code: Code, locals: Locals, given: number): void {
  const { positional } = code
  const defaults = fn.defaults
  const first = positional - (defaults === null ? 0 : defaults.length)
  for (let i = given; i < first; i++) {
    if (locals[i] === undefined) {
      const names = code.varNames.slice(0, first).filter((_, j) => locals[j] === undefined)
      throw newTypeError(
        missingText(
          fn.qualname,
          names.map((name) => `'${name}'`),
          'positional',
        ),
      )
    }
  }
  for (let i = Math.max(given, first); i < positional; i++) {
    if (locals[i] === undefined) locals[i] = defaults![i - first]
  }
}

function fillKeywordDefaults(fn: PyFunction, code: Code, locals: Locals, named: number): void {
  let missing: string[] | null = null
  for (let i = code.positional; i < named; i++) {
    if (locals[i] !== undefined) continue
    const value = fn.kwdefaults?.getStr(code.varNames[i])
    if (value !== undefined) locals[i] = value
    else (missing ??= []).push(`'${code.varNames[i]}'`)
  }
  if (missing !== null) throw newTypeError(missingText(fn.qualname, missing, 'keyword-only'))
}

function tooMany(fn: PyFunction, locals: Locals, given: number): PyError {
  const { positional, keywordOnly } = fn.code
  const least = positional - (fn.defaults?.length ?? 0)
  const takes = least === positional ? `${positional}` : `from ${least} to ${positional}`
  let keywords = 0
  for (let i = 0; i < keywordOnly; i++) if (locals[positional + i] !== undefined) keywords++
  const plural = takes === '1' ? '' : 's'
  const got =
    keywords === 0
      ? `${given} ${given === 1 ? 'was' : 'were'} given`
      : `${given} positional argument${given === 1 ? '' : 's'} (and ${keywords} keyword-only argument${keywords === 1 ? '' : 's'}) were given`
  return newTypeError(`${fn.qualname}() takes ${takes} positional argument${plural} but ${got}`)
}
