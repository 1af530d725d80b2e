/** Calls: plain positional ones by number of arguments, and the general form with stars and keywords. */

import { PyDict } from '../object/dict.js'
import type { Frame } from '../object/frame.js'
import { PyBoundMethod, PyBuiltin, PyFunction } from '../object/function.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { type Kwargs, PyType, type Value } from '../object/object.js'
import {
  call,
  call0,
  call1,
  call2,
  call3,
  callMethod,
  getItem,
  iterate,
  lookupAttr,
  toArray,
  typeOf,
} from '../object/protocol.js'
import { asStr } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { methodCall } from './attributes.js'
import type { Context, Run } from './context.js'
import { expression } from './expressions.js'

export function callExpr(cx: Context, node: ast.Call): Run {
  if (node.keywords.length > 0 || node.args.some((arg) => arg.kind === 'Starred'))
    return generalCall(cx, node)
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
      if (star) spread(f, node, alone ? fn : null, value, list)
      else list.push(value)
    }
    if (named.length === 0) return null
    const kwargs: Kwargs = new Map()
    for (const { name, run } of named) {
      const value = run(f)
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
export function spread(f: Frame, node: ast.Position, fn: Value | null, value: Value, list: Value[]): void {
  f.node = node
  const { slots } = typeOf(value)
  if (slots.iter === undefined && slots.getitem === undefined) {
    const who = fn === null ? 'Value' : `${functionText(fn)} argument`
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
  if (qualname === null) return `${typeNameOf(fn)} object`
  return typeof module === 'string' && module !== 'builtins' ? `${module}.${qualname}()` : `${qualname}()`
}
