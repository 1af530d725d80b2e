/** Calls: plain positional ones by number of arguments, and the general form with stars and keywords. */

import { PyDict } from '../object/dict.js'
import type { Code, Frame } from '../object/frame.js'
import { PyBoundMethod, PyBuiltin, PyFunction } from '../object/function.js'
import { completeArguments, enter, newLocals } from '../object/invoke.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { type Kwargs, PyInstance, PyType, type Value } from '../object/object.js'
import {
  call,
  call0,
  call1,
  call2,
  call3,
  callMethod,
  getItem,
  initialized,
  iterate,
  lookupAttr,
  plainInit,
  str,
  toArray,
  typeOf,
} from '../object/protocol.js'
import { asStr, PyList, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { MethodSite, methodCall } from './attributes.js'
import type { Context, Run } from './context.js'
import { expression } from './expressions.js'

export function callExpr(cx: Context, node: ast.Call): Run {
  if (node.args.some((arg) => arg.kind === 'Starred')) return generalCall(cx, node)
  if (node.keywords.length > 0)
    return node.keywords.some(({ arg }) => arg === null) ? generalCall(cx, node) : keywordCall(cx, node)
  if (node.func.kind === 'Attribute') return methodCall(cx, node, node.func)
  const func = expression(cx, node.func)
  const args = node.args.map((arg) => expression(cx, arg))
  const [x, y, z] = args
  switch (args.length) {
    case 0:
      return (f) => {
        const fn = func(f)
        f.node = node
        return call0(fn)
      }
    case 1:
      return (f) => {
        const fn = func(f)
        const a = x(f)
        f.node = node
        return call1(fn, a)
      }
    case 2:
      return (f) => {
        const fn = func(f)
        const a = x(f)
        const b = y(f)
        f.node = node
        return call2(fn, a, b)
      }
    case 3:
      return (f) => {
        const fn = func(f)
        const a = x(f)
        const b = y(f)
        const c = z(f)
        f.node = node
        return call3(fn, a, b, c)
      }
    default:
      return (f) => {
        const fn = func(f)
        const list: Value[] = []
        for (const arg of args) list.push(arg(f))
        f.node = node
        return call(fn, list, null)
      }
  }
}

/** The named arguments of one call site as slots of the function last called there. */
class KeywordSite {
  private code: Code | null = null
  private given = -1
  private slots: number[] = []
  constructor(private readonly names: readonly string[]) {}

  /** Slots of the names, when the function takes all of them and `given` positional arguments; null otherwise. */
  find(code: Code, given: number): readonly number[] | null {
    if (code === this.code && given === this.given) return this.slots
    if (given > code.positional || code.hasVararg || code.hasKwarg) return null
    const named = code.positional + code.keywordOnly
    const slots: number[] = []
    for (const name of this.names) {
      const slot = code.varNames.indexOf(name, Math.max(given, code.positionalOnly))
      if (slot < 0 || slot >= named) return null
      slots.push(slot)
    }
    this.code = code
    this.given = given
    this.slots = slots
    return slots
  }
}

/** A call with `name=value` and no stars: a Python function gets its arguments straight into its slots. */
function keywordCall(cx: Context, node: ast.Call): Run {
  const { func } = node
  const method = func.kind === 'Attribute' ? new MethodSite(cx.mangle(func.attr)) : null
  const callee = expression(cx, func.kind === 'Attribute' ? func.value : func)
  const args = node.args.map((arg) => expression(cx, arg))
  const names = node.keywords.map((keyword) => keyword.arg!)
  const values = node.keywords.map((keyword) => expression(cx, keyword.value))
  const site = new KeywordSite(names)
  return (f) => {
    let fn = callee(f)
    let self: Value | undefined
    if (method !== null) {
      const found = method.find(fn)
      if (found === null) {
        f.node = func
        fn = method.fetch(fn)
      } else {
        self = fn
        fn = found
      }
    }
    if (fn instanceof PyBoundMethod && self === undefined) {
      self = fn.self
      fn = fn.func
    }
    let made: PyInstance | null = null
    if (fn instanceof PyType && self === undefined) {
      const init = plainInit(fn)
      if (init !== null) {
        self = made = new PyInstance(fn)
        fn = init
      }
    }
    const given = args.length + (self === undefined ? 0 : 1)
    const slots = fn instanceof PyFunction ? site.find(fn.code, given) : null
    if (slots !== null) {
      const target = fn as PyFunction
      const locals = newLocals(target.code.slotCount)
      let at = 0
      if (self !== undefined) locals[at++] = self
      for (let i = 0; i < args.length; i++) locals[at++] = args[i](f)
      for (let i = 0; i < slots.length; i++) locals[slots[i]] = values[i](f)
      f.node = node
      completeArguments(target, locals, given)
      const result = enter(target, locals)
      return made === null ? result : initialized(made, result)
    }
    const list: Value[] = self === undefined ? [] : [self]
    for (const arg of args) list.push(arg(f))
    const kwargs: Kwargs = new Map()
    for (let i = 0; i < names.length; i++) kwargs.set(names[i], values[i](f))
    f.node = node
    const result = call(fn, list, kwargs)
    return made === null ? result : initialized(made, result)
  }
}

/** A call with `*args`, `name=value` or `**kwargs`. */
function generalCall(cx: Context, node: ast.Call): Run {
  const func = expression(cx, node.func)
  const collect = argumentCollector(cx, node, node.args, node.keywords)
  return (f) => {
    const fn = func(f)
    const args: Value[] = []
    const kwargs = collect(f, fn, args)
    f.node = node
    return call(fn, args, kwargs?.size ? kwargs : null)
  }
}

/** Evaluates arguments in order into `args`; gives the keywords, null when there are none. */
export function argumentCollector(
  cx: Context,
  node: ast.Position,
  args: readonly ast.Expr[],
  keywords: readonly ast.Keyword[],
): (f: Frame, fn: Value, args: Value[]) => Kwargs | null {
  const positional = args.map((arg) => ({
    star: arg.kind === 'Starred',
    run: expression(cx, arg.kind === 'Starred' ? arg.value : arg),
  }))
  const alone = args.length === 1
  const named = keywords.map((keyword) => ({ name: keyword.arg, run: expression(cx, keyword.value) }))
  return (f, fn, list) => {
    for (const { star, run } of positional) {
      const value = run(f)
      if (star) spread(f, node, alone ? fn : undefined, value, list)
      else list.push(value)
    }
    let kwargs: Kwargs | null = null
    for (const { name, run } of named) {
      const value = run(f)
      // A wrapper hands on `**kwargs` that is empty more often than not.
      if (name === null && value instanceof PyDict && value.size === 0) continue
      kwargs ??= new Map()
      if (name === null) {
        f.node = node
        merge(fn, value, kwargs)
      } else if (kwargs.has(name)) {
        f.node = node
        throw newTypeError(`${functionText(fn)} got multiple values for keyword argument '${name}'`)
      } else kwargs.set(name, value)
    }
    return kwargs
  }
}

/** Appends the items of `*value`; `fn` is named in the error when the star stands alone. */
export function spread(
  f: Frame,
  node: ast.Position,
  fn: Value | undefined,
  value: Value,
  list: Value[],
): void {
  if ((value instanceof PyTuple || value instanceof PyList) && value.cls.isNative) {
    const { items } = value
    for (let i = 0; i < items.length; i++) list.push(items[i])
    return
  }
  f.node = node
  const { slots } = typeOf(value)
  if (slots.iter === undefined && slots.getitem === undefined) {
    const who = fn === undefined ? 'Value' : `${functionText(fn)} argument`
    throw newTypeError(`${who} after * must be an iterable, not ${typeNameOf(value)}`)
  }
  for (const item of toArray(value)) list.push(item)
}

function merge(fn: Value, mapping: Value, kwargs: Kwargs): void {
  const add = (key: Value, value: Value): void => {
    const name = asStr(key)
    if (name === undefined) throw newTypeError('keywords must be strings')
    if (kwargs.has(name))
      throw newTypeError(`${functionText(fn)} got multiple values for keyword argument '${name}'`)
    kwargs.set(name, value)
  }
  if (mapping instanceof PyDict) {
    for (let entry = mapping.first; entry !== null; entry = entry.next) add(entry.key, entry.value!)
  } else if (lookupAttr(mapping, 'keys') === undefined) {
    throw newTypeError(`${functionText(fn)} argument after ** must be a mapping, not ${typeNameOf(mapping)}`)
  } else for (const key of iterate(callMethod(mapping, 'keys'))) add(key, getItem(mapping, key))
}

/** `module.qualname()`, as call errors name a function. */
function functionText(fn: Value): string {
  if (fn instanceof PyBoundMethod) return functionText(fn.func)
  let qualname: string | null = null
  let module: Value = null
  if (fn instanceof PyFunction || fn instanceof PyBuiltin) {
    qualname = fn.qualname
    module = fn.module
  } else if (fn instanceof PyType) {
    qualname = fn.qualname
    module = fn.module
  }
  if (qualname === null) return str(fn)
  return typeof module === 'string' && module !== 'builtins' ? `${module}.${qualname}()` : `${qualname}()`
}
