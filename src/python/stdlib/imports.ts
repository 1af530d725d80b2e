/** `_imports`: what importlib, pkgutil and runpy ask of the importer. */
import { defineFunctions } from '../object/define.js'
import { type NativeModule, PyModule } from '../object/module.js'
import { newTypeError } from '../object/names.js'
import type { Value } from '../object/object.js'
import { toArray } from '../object/protocol.js'
import { asStr, PyList, tuple } from '../object/values.js'
import { execFile, findModule, importModule, reloadModule } from '../run/importer.js'

const textOf = (value: Value): string => asStr(value) ?? ''

export const imports = (): NativeModule => ({
  attributes: defineFunctions({
    'load(name, /)': (name: Value) => importModule(textOf(name)),
    'reload(module, /)': (module: Value) => {
      if (!(module instanceof PyModule)) throw newTypeError('reload() argument must be a module')
      return reloadModule(module)
    },
    /** (origin, folders | None), None when there is no such module; origin is None for a namespace package. */
    'find(name, folders=None, /)': (name: Value, folders: Value) => {
      const found = findModule(textOf(name), folders === null ? null : toArray(folders).map(textOf))
      return found === null
        ? null
        : tuple(found.path, found.folders === null ? null : new PyList([...found.folders]))
    },
    'run_file(module, path, /)': (module: Value, path: Value) => {
      if (!(module instanceof PyModule)) throw newTypeError('exec_module() argument must be a module')
      execFile(module, textOf(path))
    },
  }),
})
