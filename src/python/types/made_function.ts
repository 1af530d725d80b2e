/** `types.FunctionType(code, globals, …)`: another function of the same code. */
import { Signature } from '../object/bind.js'
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { Code } from '../object/frame.js'
import { PyFunction } from '../object/function.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Kwargs, Value } from '../object/object.js'
import { asStr, PyCell, PyTuple } from '../object/values.js'

const signature = new Signature('function(code, globals, name=None, argdefs=None, closure=None)', 'function')

/** The function, its messages CPython's. */
export function makeFunction(args: Value[], kwargs: Kwargs | null): PyFunction {
  const [code, globals, name, defaults, closure] = signature.bind(args, kwargs) as Value[]
  if (!(code instanceof Code))
    throw newTypeError(`function() argument 'code' must be code, not ${typeNameOf(code)}`)
  if (!(globals instanceof PyDict))
    throw newTypeError(`function() argument 'globals' must be dict, not ${typeNameOf(globals)}`)
  if (name !== null && asStr(name) === undefined) throw newTypeError('arg 3 (name) must be None or string')
  if (defaults !== null && !(defaults instanceof PyTuple))
    throw newTypeError('arg 4 (defaults) must be None or tuple')
  const made = new PyFunction(code, asStr(name) ?? code.name, globals, cellsOf(code, closure))
  made.defaults = defaults === null ? null : defaults.items
  made.doc = code.doc
  made.module = globals.getStr('__name__') ?? null
  return made
}

function cellsOf(code: Code, closure: Value): PyCell[] {
  const wanted = code.freeNames.length
  if (!(closure instanceof PyTuple)) {
    if (closure !== null) throw newTypeError('arg 5 (closure) must be None or tuple')
    if (wanted > 0) throw newTypeError('arg 5 (closure) must be tuple')
    return []
  }
  const cells = closure.items
  if (cells.length !== wanted)
    throw raise('ValueError', `${code.name} requires closure of length ${wanted}, not ${cells.length}`)
  return cells.map((each) => {
    if (each instanceof PyCell) return each
    throw newTypeError(`arg 5 (closure) expected cell, found ${typeNameOf(each)}`)
  })
}
