/** import statements; finding and running modules is the importer's (run/importer.ts). */

import { builtinsOf } from '../object/builtin_names.js'
import type { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { PyModule } from '../object/module.js'
import type { Value } from '../object/object.js'
import { getAttr, iterate, lookupAttr, setItem } from '../object/protocol.js'
import { asStr } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { type Context, type Exec, NORMAL } from './context.js'
import { storeName } from './names.js'
import { sequenceOf } from './statements.js'

/** What import statements ask of the importer. */
export interface Importer {
  /** Imports `name` (dotted, absolute or relative by `level` to the globals' package) and gives that very module. */
  load(name: string, level: number, globals: PyDict): Value
  /** The submodule of a package, or undefined when it has none of that name. */
  submodule(module: Value, name: string): Value | undefined
}

let importer: Importer
export function provideImporter(provided: Importer): void {
  importer = provided
}

/** Imports a module by dotted name. */
export const load = (name: string, level: number, globals: PyDict): Value =>
  importer.load(name, level, globals)

/** What an import statement loads: nothing where the program took `__import__` from the code that it runs. */
function statementLoad(name: string, level: number, globals: PyDict): Value {
  if (builtinsOf(globals).getStr('__import__') === undefined)
    throw raise('ImportError', '__import__ not found')
  return importer.load(name, level, globals)
}

export function importNames(cx: Context, node: ast.Import): Exec {
  return sequenceOf(
    node.names.map((alias): Exec => {
      const put = storeName(cx, alias.asname ?? alias.name.split('.')[0])
      return (f) => {
        f.node = node
        const module = statementLoad(alias.name, 0, f.globals)
        put(
          f,
          alias.asname !== null || !alias.name.includes('.')
            ? module
            : importer.load(alias.name.split('.')[0], 0, f.globals),
        )
        return NORMAL
      }
    }),
  )
}

export function importFrom(cx: Context, node: ast.ImportFrom): Exec {
  const { module: name, level } = node
  if (node.names.length === 1 && node.names[0].name === '*') {
    return (f) => {
      f.node = node
      const module = statementLoad(name ?? '', level, f.globals)
      const names = f.names ?? f.globals
      for (const each of publicNames(module)) {
        // A name in __all__ may be a submodule that nobody has imported yet.
        let value = lookupAttr(module, each)
        if (value === undefined) value = importer.submodule(module, each)
        setItem(names, each, value === undefined ? getAttr(module, each) : value)
      }
      return NORMAL
    }
  }
  const puts = node.names.map((alias) => ({
    name: alias.name,
    put: storeName(cx, alias.asname ?? alias.name),
    node: alias,
  }))
  return (f) => {
    f.node = node
    const module = statementLoad(name ?? '', level, f.globals)
    for (const { name: member, put } of puts) {
      f.node = node
      put(f, fromModule(module, member))
    }
    return NORMAL
  }
}

/** `from module import name`: an attribute, else a submodule. ImportError in CPython's words. */
function fromModule(module: Value, name: string): Value {
  let value = lookupAttr(module, name)
  if (value === undefined) value = importer.submodule(module, name)
  if (value !== undefined) return value
  const moduleName = lookupAttr(module, '__name__')
  const file = lookupAttr(module, '__file__')
  const where = typeof file === 'string' ? ` (${file})` : ' (unknown location)'
  const own = module instanceof PyModule ? module.missing?.(name) : undefined
  const initialising = module instanceof PyModule && module.initializing
  const text = initialising
    ? `cannot import name '${name}' from partially initialized module '${String(moduleName)}' (most likely due to a circular import)${where}`
    : `cannot import name '${name}' from '${String(moduleName)}'${where}`
  throw raise('ImportError', own === undefined ? text : `${text}: ${own}`, {
    name: moduleName ?? null,
    path: file ?? null,
    name_from: name,
    obj: module,
  })
}

/** What `import *` takes: `__all__`, or every name without an underscore. */
function publicNames(module: Value): string[] {
  const all = lookupAttr(module, '__all__')
  if (all !== undefined) {
    return [...iterate(all)].map((item) => {
      const text = asStr(item)
      if (text === undefined)
        throw raise(
          'TypeError',
          `Item in ${String(lookupAttr(module, '__name__'))}.__all__ must be str, not ${typeof item}`,
        )
      return text
    })
  }
  return module instanceof PyModule ? module.names().filter((name) => !name.startsWith('_')) : []
}
