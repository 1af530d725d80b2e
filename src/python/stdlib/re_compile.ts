/** re: patterns are translated, kept, and their faults worded. */
import { defineType } from '../object/define.js'
import { exceptionTypes, PyError, type PyException, raise } from '../object/errors.js'
import { newTypeError } from '../object/names.js'
import { type PyType, setOwn, type Value } from '../object/object.js'
import { call, callMethod } from '../object/protocol.js'
import { asInt, asStr, PyBytes } from '../object/values.js'
import { importModule } from '../run/importer.js'
import { fromLatin1, latin1 } from '../text/bytes.js'
import { translatePattern } from '../text/regex.js'
import { FlagFault, PatternFault, type PatternWarning } from '../text/regex_characters.js'
import { PyPattern } from './re_objects.js'

let errorType: PyType | undefined
/** re.error. */
export const errorClass = (): PyType =>
  (errorType ??= defineType({
    name: 'error',
    module: 're',
    base: exceptionTypes.Exception,
    instanceDict: true,
  }))

/** Warns at the line of the program that gave the pattern. */
export function warnOfPattern({ category, message }: PatternWarning): void {
  callMethod(importModule('warnings'), 'warn', [message, exceptionTypes[category], 1])
}

export function patternError(fault: PatternFault, bytes = false): PyError {
  const before = fault.position === undefined ? undefined : firstPoints(fault.pattern, fault.position)
  const line = before?.split('\n').length ?? null
  const column = before === undefined ? null : before.length - before.lastIndexOf('\n')
  const place = fault.pattern.includes('\n') ? ` (line ${line}, column ${column})` : ''
  const where = before === undefined ? '' : ` at position ${fault.position}${place}`
  const exception = call(errorClass(), [fault.message + where]) as PyException
  setOwn(exception, 'msg', fault.message)
  setOwn(exception, 'pattern', bytes ? new PyBytes(fromLatin1(fault.pattern)) : fault.pattern)
  setOwn(exception, 'pos', fault.position ?? null)
  setOwn(exception, 'lineno', line)
  setOwn(exception, 'colno', column)
  return new PyError(exception)
}

/** The first so many code points. */
const firstPoints = (text: string, count: number): string => Array.from(text).slice(0, count).join('')

export const cache = new Map<string, PyPattern>()

export function compile(pattern: Value, flags: Value = 0): PyPattern {
  if (pattern instanceof PyPattern) {
    if (flags !== 0) throw raise('ValueError', 'cannot process flags argument with a compiled pattern')
    return pattern
  }
  const bytes = pattern instanceof PyBytes
  const text = bytes ? latin1(pattern.data) : asStr(pattern)
  if (text === undefined) throw newTypeError('first argument must be string or compiled pattern')
  const bits = Number(asInt(flags) ?? 0)
  const key = `${bytes ? 'b' : 's'}${bits}:${text}`
  let made = cache.get(key)
  if (made === undefined) {
    try {
      made = new PyPattern(text, translatePattern(text, bits, bytes), bytes)
    } catch (error) {
      if (error instanceof PatternFault) throw patternError(error, bytes)
      if (error instanceof FlagFault) throw raise('ValueError', error.message)
      throw error
    }
    made.translated.warnings.forEach(warnOfPattern)
    if (cache.size > 500) cache.clear()
    cache.set(key, made)
  }
  return made
}
