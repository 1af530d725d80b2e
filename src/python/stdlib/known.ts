/**
 * Names that CPython's standard library has and ishape lacks: importing one succeeds, using it says by name what is missing. So a program
 * runs that imports much and calls little.
 */
import { defineType, rawFunction } from '../object/define.js'
import { exceptionTypes, raise } from '../object/errors.js'
import { provideStandIns } from '../object/module.js'
import { PyObject, type Value } from '../object/object.js'
import { PyList, tuple } from '../object/values.js'
import { STANDARD_NAMES } from './names.js'
import { errorClass } from './support.js'

/** An object that CPython's module holds, of which there is only the name here. */
class PyMissing extends PyObject {
  constructor(readonly name: string) {
    super()
  }
}

const missing = (what: string) => raise('NotImplementedError', `${what} is not available in ishape`)

let missingType = false
/** Its type, made with the first one. */
function missingObject(name: string): PyMissing {
  if (!missingType) {
    missingType = true
    const refuse = (self: PyMissing): never => {
      throw missing(self.name)
    }
    defineType({
      name: 'missing',
      module: 'ishape',
      js: PyMissing,
      slots: {
        call: refuse,
        getattr: refuse,
        getitem: refuse,
        setitem: refuse,
        iter: refuse,
        len: refuse,
        contains: refuse,
        bool: refuse,
      },
    })
  }
  return new PyMissing(name)
}

/** Where a module's line stands in the table, or −1. */
const lineOf = (module: string): number => STANDARD_NAMES.indexOf(`\n${module}:`)

/** The module's names in CPython with what is written behind each. */
function* entries(module: string): Iterable<readonly [name: string, kind: string]> {
  const start = lineOf(module)
  if (start < 0) return
  const line = STANDARD_NAMES.slice(start + module.length + 2, STANDARD_NAMES.indexOf('\n', start + 1))
  for (const [, name, kind] of line.matchAll(/([\w|]+)(\S*)/g)) yield [name, kind]
}

/** The module's `__all__` in CPython, if it has one. */
function exported(module: string): Value | undefined {
  const names = [...entries(module)].map(([name]) => name)
  const end = names.findIndex((name) => name[0] === '|')
  if (end < 0) return undefined
  const listed = names.slice(0, end)
  return names[end] === '||' ? tuple(...listed) : new PyList(listed)
}

/** A stand-in for a name of CPython's module, or undefined when that has none of this name. */
function standIn(module: string, wanted: string): Value | undefined {
  if (wanted === '__all__') return exported(module)
  for (const [name, kind] of entries(module)) if (name === wanted) return make(module, name, kind)
  return undefined
}

function make(module: string, name: string, kind: string): Value | undefined {
  const what = `${module}.${name}`
  switch (kind[0]) {
    case ':':
      return undefined
    case '(':
      return rawFunction(
        name,
        () => {
          throw missing(what)
        },
        module,
      )
    case '!':
      return defineType({
        name,
        module,
        instanceDict: true,
        generic: true,
        new: () => {
          throw missing(what)
        },
      })
    case '^':
      return errorClass(module, name, exceptionTypes[kind.slice(1)] ?? exceptionTypes.Exception)
    case '=':
      return kind[1] === "'" ? kind.slice(2, -1) : Number(kind.slice(1))
    default:
      return missingObject(what)
  }
}

provideStandIns({
  has: (module) => lineOf(module) >= 0,
  lookup: standIn,
  names: (module) => [...entries(module)].map(([name]) => name).filter((name) => name[0] !== '|'),
  isPackage: (module) => STANDARD_NAMES.includes(`\n${module}.`),
})
