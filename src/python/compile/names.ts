/** Reading, storing and deleting names, each resolved to its home by scope.ts. */
import { builtinsOf } from '../object/builtin_names.js'
import type { Entry, PyDict } from '../object/dict.js'
import { isError, type PyError, raise } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import type { Value } from '../object/object.js'
import { delItem, getItem, setItem } from '../object/protocol.js'
import type { PyCell } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import type { Completion, Context, Exec, Run, Store } from './context.js'
import { NORMAL } from './context.js'

/** Slot of a name that is a plain local of the frame, or -1: what superinstructions ask. */
export function localSlot(cx: Context, node: ast.Expr): number {
  if (node.kind !== 'Name') return -1
  const ref = cx.scope.ref(cx.mangle(node.id))
  return ref.kind === 'local' && !ref.variable.captured ? cx.slot(ref.variable) : -1
}

export function unbound(frame: Frame, node: ast.Position, name: string): PyError {
  frame.node = node
  return raise(
    'UnboundLocalError',
    `cannot access local variable '${name}' where it is not associated with a value`,
    { name },
  )
}

function unboundFree(frame: Frame, node: ast.Position, name: string): PyError {
  frame.node = node
  return raise(
    'NameError',
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
    { name },
  )
}

export function undefinedName(name: string): PyError {
  return raise('NameError', `name '${name}' is not defined`, { name })
}

export function loadName(cx: Context, node: ast.Name): Run {
  const name = cx.mangle(node.id)
  const ref = cx.scope.ref(name)
  switch (ref.kind) {
    case 'local':
    case 'cell': {
      const slot = cx.slot(ref.variable)
      if (!ref.variable.captured) {
        return (f) => {
          const value = f.locals[slot]
          if (value === undefined) throw unbound(f, node, name)
          return value
        }
      }
      const own = ref.variable.owner.host === cx.scope.host
      return (f) => {
        const { value } = f.locals[slot] as PyCell
        if (value === undefined) throw (own ? unbound : unboundFree)(f, node, name)
        return value
      }
    }
    case 'global':
      return loadGlobal(name, node)
    case 'name':
      return (f) => {
        const value = fromNames(f, name) ?? fromGlobals(f.globals, name)
        if (value !== undefined) return value
        f.node = node
        throw undefinedName(name)
      }
    case 'classcell': {
      const slot = cx.slot(ref.variable)
      return (f) => {
        const value = fromNames(f, name) ?? (f.locals[slot] as PyCell).value
        if (value === undefined) throw unboundFree(f, node, name)
        return value
      }
    }
  }
}

/** A name in the dict of a class body (which a metaclass may have made) or of exec'd code. */
function fromNames(frame: Frame, name: string): Value | undefined {
  const names = frame.names
  if (names === null) return undefined
  if (isPlainDict(names)) return names.getStr(name)
  try {
    return getItem(names, name)
  } catch (error) {
    if (isError(error, 'KeyError')) return undefined
    throw error
  }
}

function isPlainDict(names: object): names is PyDict {
  return 'getStr' in names && (names as PyDict).cls.isNative
}

function fromGlobals(globals: PyDict, name: string): Value | undefined {
  const own = globals.getStr(name)
  return own === undefined ? builtinsOf(globals).getStr(name) : own
}

/** The entry found last time is kept; for a builtin, as long as no key was added to the globals since. */
function loadGlobal(name: string, node: ast.Position): Run {
  let globals: PyDict | null = null
  let entry: Entry | undefined
  let version = 0
  return (f) => {
    if (f.globals === globals && entry !== undefined) {
      const value = entry.value
      if (value !== undefined && (version < 0 || globals.version === version)) return value
    }
    globals = f.globals
    entry = globals.entryStr(name)
    version = -1
    if (entry === undefined) {
      entry = builtinsOf(globals).entryStr(name)
      version = globals.version
    }
    if (entry?.value !== undefined) return entry.value
    f.node = node
    throw undefinedName(name)
  }
}

export function storeName(cx: Context, id: string): Store {
  const name = cx.mangle(id)
  const ref = cx.scope.ref(name)
  switch (ref.kind) {
    case 'local':
    case 'cell':
    case 'classcell': {
      const slot = cx.slot(ref.variable)
      if (!ref.variable.captured) {
        return (f, value) => {
          f.locals[slot] = value
        }
      }
      return (f, value) => {
        ;(f.locals[slot] as PyCell).value = value
      }
    }
    case 'global': {
      let globals: PyDict | null = null
      let entry: Entry | undefined
      return (f, value) => {
        if (f.globals === globals && entry!.value !== undefined) entry!.value = value
        else {
          globals = f.globals
          globals.setStr(name, value)
          entry = globals.entryStr(name)
        }
      }
    }
    case 'name':
      return (f, value) => {
        const names = f.names ?? f.globals
        if (isPlainDict(names)) names.setStr(name, value)
        else setItem(names, name, value)
      }
  }
}

export function deleteName(cx: Context, node: ast.Name): Exec {
  const name = cx.mangle(node.id)
  const ref = cx.scope.ref(name)
  switch (ref.kind) {
    case 'local':
    case 'cell':
    case 'classcell': {
      const slot = cx.slot(ref.variable)
      const { captured } = ref.variable
      return (f) => {
        const home = captured ? (f.locals[slot] as PyCell) : null
        if ((home === null ? f.locals[slot] : home.value) === undefined) throw unbound(f, node, name)
        if (home === null) f.locals[slot] = undefined
        else home.value = undefined
        return NORMAL
      }
    }
    default:
      return (f): Completion => {
        f.node = node
        const names = ref.kind === 'name' ? (f.names ?? f.globals) : f.globals
        if (isPlainDict(names)) {
          if (!names.deleteStr(name)) throw undefinedName(name)
        } else {
          try {
            delItem(names, name)
          } catch (error) {
            throw isError(error, 'KeyError') ? undefinedName(name) : error
          }
        }
        return NORMAL
      }
  }
}
