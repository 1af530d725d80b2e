/** re: what patterns do with texts: replace, split, find all. */
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { call, isCallable, makeIterator, toCount } from '../object/protocol.js'
import { asStr, PyList, PyTuple } from '../object/values.js'
import { latin1 } from '../text/bytes.js'
import { PatternFault } from '../text/regex_characters.js'
import { parseReplacement, UnknownGroup } from '../text/replacement.js'
import { dataOf } from '../types/bytes.js'
import { patternError, warnOfPattern } from './re_compile.js'

import {
  group,
  groupText,
  matches,
  type PyMatch,
  type PyPattern,
  range,
  shown,
  subject,
} from './re_objects.js'

export function replacer(self: PyPattern, by: Value): (match: PyMatch) => string {
  if (isCallable(by)) {
    return (match) => {
      const result = call(by, [match])
      return textOf(self, result)
    }
  }
  const template = textOf(self, by)
  const { names, groups } = self.translated
  try {
    const parts = parseReplacement(template, names, groups, warnOfPattern)
    return (match) =>
      parts.map((part) => (typeof part === 'string' ? part : (groupText(match, part) ?? ''))).join('')
  } catch (error) {
    if (error instanceof PatternFault) throw patternError(error)
    if (error instanceof UnknownGroup) throw raise('IndexError', `unknown group name '${error.name}'`)
    throw error
  }
}

/** The text of a replacement, which is of the pattern's kind. */
export function textOf(self: PyPattern, value: Value): string {
  const text = asStr(value)
  if (!self.bytes && text !== undefined) return text
  const data = self.bytes ? dataOf(value) : undefined
  if (data !== undefined) return latin1(data)
  if (!self.bytes && dataOf(value) === undefined)
    throw newTypeError(`decoding to str: need a bytes-like object, ${typeNameOf(value)} found`)
  const wanted = self.bytes ? 'a bytes-like object' : 'str instance'
  throw newTypeError(`sequence item 0: expected ${wanted}, ${typeNameOf(value)} found`)
}

export function substitute(self: PyPattern, by: Value, string: Value, count: Value): [Value, number] {
  const text = subject(self, string)
  const replace = replacer(self, by)
  const limit = toCount(count)
  let out = ''
  let at = 0
  let done = 0
  for (const match of matches(self, text)) {
    if (limit > 0 && done >= limit) break
    out += text.slice(at, match.found.index) + replace(match)
    at = match.found.index + match.found[0]!.length
    done++
  }
  return [shown(self, out + text.slice(at)), done]
}

export function split(self: PyPattern, string: Value, limit: Value): Value {
  const text = subject(self, string)
  const most = toCount(limit)
  const out: Value[] = []
  let at = 0
  let done = 0
  for (const match of matches(self, text)) {
    if (most > 0 && done >= most) break
    out.push(shown(self, text.slice(at, match.found.index)))
    for (let i = 1; i <= self.translated.groups; i++) out.push(group(match, i))
    at = match.found.index + match.found[0]!.length
    done++
  }
  out.push(shown(self, text.slice(at)))
  return new PyList(out)
}

export function findAll(self: PyPattern, string: Value, pos?: Value, endpos?: Value): Value {
  const { groups } = self.translated
  const empty = shown(self, '')
  const text = subject(self, string)
  const items = [...matches(self, text, ...range(text, pos, endpos))].map((match) => {
    if (groups === 0) return group(match, 0)
    if (groups === 1) return group(match, 1, empty)
    const texts: Value[] = []
    for (let i = 1; i <= groups; i++) texts.push(group(match, i, empty))
    return new PyTuple(texts)
  })
  return new PyList(items)
}

export function findIter(self: PyPattern, string: Value, pos?: Value, endpos?: Value): Value {
  const text = subject(self, string)
  const steps = matches(self, text, ...range(text, pos, endpos))
  return makeIterator('callable_iterator', () => steps.next().value as PyMatch | undefined)
}
