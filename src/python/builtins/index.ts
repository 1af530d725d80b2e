/** The module `builtins`: all built-in functions, types and constants. */
import { exceptionTypes } from '../object/errors.js'
import type { PyBuiltin } from '../object/function.js'
import { PyModule } from '../object/module.js'
import { builtinTypes, type Value } from '../object/object.js'
import { Ellipsis, NotImplemented } from '../object/values.js'
import { attributeFunctions } from './attributes.js'
import { codeFunctions } from './code.js'
import { inputOutput } from './io.js'
import { iterationFunctions } from './iteration.js'
import { numberFunctions } from './numbers.js'
import { siteNames } from './site.js'

const typeNames = [
  'object',
  'type',
  'bool',
  'int',
  'float',
  'complex',
  'str',
  'bytes',
  'bytearray',
  'memoryview',
  'tuple',
  'list',
  'dict',
  'set',
  'frozenset',
  'range',
  'slice',
  'property',
  'staticmethod',
  'classmethod',
  'super',
] as const

/** A fresh builtins module. */
export function buildBuiltins(): PyModule {
  const module = new PyModule('builtins', 'Built-in functions, types, exceptions, and other objects.')
  module.builtIn = true
  const put = (name: string, value: Value): void => module.dict.setStr(name, value)
  for (const name of typeNames) put(name, builtinTypes[name])
  for (const [name, type] of Object.entries(exceptionTypes)) if (!name.includes('.')) put(name, type)
  const tables: Record<string, PyBuiltin | Value>[] = [
    attributeFunctions,
    iterationFunctions,
    numberFunctions,
    inputOutput,
    codeFunctions,
  ]
  for (const table of tables) for (const [name, value] of Object.entries(table)) put(name, value)
  for (const [name, value] of Object.entries(siteNames())) put(name, value)
  put('Ellipsis', Ellipsis)
  put('NotImplemented', NotImplemented)
  put('None', null)
  put('True', true)
  put('False', false)
  put('__debug__', true)
  return module
}
