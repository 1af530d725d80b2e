/** The namespace of built-in names that a module has. */
import { PyDict } from './dict.js'
import { PyModule } from './module.js'
import { newTypeError, typeNameOf } from './names.js'
import { runtime } from './runtime.js'

/** Where names are looked for that the globals lack: what they hold as `__builtins__`, a dict or a module. */
export function builtinsOf(globals: PyDict): PyDict {
  const own = globals.getStr('__builtins__')
  if (own instanceof PyDict) return own
  if (own === undefined) return runtime.builtins.dict
  if (own instanceof PyModule) return own.dict
  throw newTypeError(`'${typeNameOf(own)}' object is not subscriptable`)
}
