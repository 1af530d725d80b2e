/** Tab: names, attributes, keyword arguments, modules and paths, from the tokens before the cursor and without running anything. */
import type { Files } from '../../src/base/world.js'
import type { Completions } from '../../src/kernel/language.js'
import { PyDict } from '../../src/python/object/dict.js'
import { PyBoundMethod, PyGetSet } from '../../src/python/object/function.js'
import { nativeModuleNames, PyModule } from '../../src/python/object/module.js'
import { PyObject, type Value } from '../../src/python/object/object.js'
import { scan } from '../../src/python/parse/tokenizer.js'
import type { Token } from '../../src/python/parse/tokens.js'
import { KEYWORDS } from '../../src/python/parse/tokens.js'
import { reprString } from '../../src/python/text/repr.js'
import { infer, lookUp, primaryStart } from './infer.js'
import { annotate, attributeNames, isFunction, kindOf, moduleParts, safeAttribute } from './lookup.js'
import { keywordsOf } from './signatures.js'

export interface Scope {
  names(): string[]
  lookup(name: string): Value | undefined
  files: Files
}

type Items = Completions['items']

const WORD = /[\p{L}_][\p{L}\p{N}_]*$/u

const describe = (name: string, value: Value | undefined): Items[number] => {
  const signature = value === undefined ? '' : annotate(value)
  return { text: name, type: kindOf(value), ...(signature && { signature }) }
}

/** As an instance has it, for showing: a method without its self, an attribute that is computed as nothing known. */
const bound = (value: Value | undefined): Value | undefined =>
  value === undefined || value instanceof PyGetSet
    ? undefined
    : isFunction(value)
      ? new PyBoundMethod(value, null)
      : value

/** Private names only when asked for by their underscore. */
const fitting = (names: Iterable<string>, typed: string): string[] =>
  [...names].filter((name) => name.startsWith(typed) && (typed.startsWith('_') || !name.startsWith('_')))

export const complete = (code: string, offset: number, scope: Scope): Completions => {
  const before = code.slice(0, offset)
  const typed = WORD.exec(before)?.[0] ?? ''
  const start = offset - typed.length
  const done = (items: Items, from = start): Completions => ({ start: from, end: offset, items })
  const tokens = scan(before).filter(
    ({ kind, start, end }) => kind !== 'END' && kind !== 'NEWLINE' && end > start,
  )
  const last = tokens.at(-1)
  if (last?.kind === 'COMMENT' && last.end >= offset) return done([])
  const string = openString(before, last)
  if (string !== null) {
    const inside = /[fF]/.test(string.prefix) ? replacementField(string.text) : null
    if (inside !== null) {
      const from = offset - inside.length
      const { start, end, items } = complete(inside, inside.length, scope)
      return { start: start + from, end: end + from, items }
    }
    const keys = dictKeys(tokens.slice(0, -1), before, scope)
    return keys === null
      ? paths(string.text, offset, scope.files)
      : done(
          keys.flatMap(([key, value]) => {
            if (typeof key !== 'string' || !key.startsWith(string.text)) return []
            return [{ ...describe(quoted(key, string.quote), value), type: 'key' }]
          }),
          offset - string.text.length,
        )
  }

  const line = before.slice(before.lastIndexOf('\n') + 1)
  const imported =
    /^\s*(?:from\s+([\w.]+)\s+import\s+\(?(?:[\w\s,]*)|(?:import|from)\s+(?:[\w.\s]+,\s*)*([\w.]*))$/.exec(
      line,
    )
  if (imported) {
    if (imported[1] !== undefined) {
      const module = lookUp(imported[1], scope.lookup)
      const submodules = nativeModuleNames()
        .filter((name) => name.startsWith(imported[1] + '.'))
        .map((name) => name.slice(imported[1].length + 1).split('.')[0])
      const names = new Set([...(module === undefined ? [] : attributeNames(module)), ...submodules])
      return done(
        fitting(names, typed)
          .sort()
          .map((name) => describe(name, module && safeAttribute(module, name))),
      )
    }
    const prefix = imported[2] ?? ''
    return done(
      fitting([...new Set(modules(prefix, scope.files))], prefix).map((text) => ({ text, type: 'module' })),
      offset - prefix.length,
    )
  }

  const previous = tokens.at(typed === '' ? -1 : -2)
  if (previous?.kind === '.') {
    const operand = tokens.slice(0, typed === '' ? -1 : -2)
    const from = primaryStart(operand)
    const found = from < 0 ? null : infer(before.slice(from, previous.start), scope.lookup)
    if (found === null) return done([])
    const { type, value } = found
    // Those that nobody has asked for yet are not imported to be listed.
    const submodules = value instanceof PyModule ? (value.lazy?.submodules?.() ?? []) : []
    const own = new Set(attributeNames(value ?? type))
    const named = (name: string) =>
      own.has(name)
        ? describe(name, value === undefined ? bound(type.lookup(name)) : safeAttribute(value, name))
        : { text: name, type: 'module' }
    return done(fitting(new Set([...own, ...submodules].sort()), typed).map(named))
  }
  if (previous?.kind === '[' && typed === '') {
    const keys = dictKeys(tokens, before, scope)
    if (keys !== null && keys.length > 0)
      return done(
        keys.flatMap(([key, value]) => {
          const text =
            typeof key === 'string' ? `'${quoted(key, "'")}'` : typeof key === 'number' ? `${key}` : null
          return text === null ? [] : [{ ...describe(text, value), type: 'key' }]
        }),
      )
  }
  const names = fitting(new Set(scope.names()), typed)
    .sort()
    .map((name) => describe(name, scope.lookup(name)))
  const keywords = KEYWORDS.filter((name) => typed && name.startsWith(typed)).map((text) => ({
    text,
    type: 'keyword',
  }))
  return done([...keywordArguments(before.slice(0, start), tokens, typed, scope), ...names, ...keywords])
}

/** The items of the dict (or module container) whose subscript begins with the last token; null: none does. */
const dictKeys = (tokens: readonly Token[], before: string, scope: Scope): [Value, Value][] | null => {
  const open = tokens.at(-1)
  const from = open?.kind === '[' ? primaryStart(tokens.slice(0, -1)) : -1
  const value = from < 0 ? undefined : lookUp(before.slice(from, open!.start), scope.lookup)
  if (value instanceof PyDict) return [...value.entries()]
  const modules = value instanceof PyObject ? moduleParts(value)?.modules : undefined
  return modules === undefined ? null : [...modules.entries()]
}

/** A key as it stands between quotes. */
const quoted = (key: string, quote: string): string =>
  reprString(key)
    .slice(1, -1)
    .replaceAll(quote, (mark) => '\\' + mark)

/** What stands in a string that is still open at the end; null: no string is. */
const openString = (
  before: string,
  last: Token | undefined,
): { prefix: string; text: string; quote: string } | null => {
  if (last?.kind !== 'STRING' && last?.kind !== 'ERROR') return null
  if (last.end < before.length) return null
  const match = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)$/.exec(before.slice(last.start))
  if (!match || match[3].endsWith(match[2])) return null
  return { prefix: match[1], text: match[3], quote: match[2] }
}

/** The expression being written in an f-string's braces; null: the end is text. */
const replacementField = (text: string): string | null => {
  const open = text.replaceAll('{{', '  ').lastIndexOf('{')
  return open < 0 || text.indexOf('}', open) >= 0 ? null : text.slice(open + 1)
}

const paths = (text: string, offset: number, files: Files): Completions => {
  const cut = text.lastIndexOf('/') + 1
  const typed = text.slice(cut)
  let names: string[] = []
  try {
    names = files.list(text.slice(0, cut) || '.')
  } catch {
    // A folder that is not there, or not ours to read, completes nothing.
  }
  const items = names
    .filter((name) => name.startsWith(typed) && (typed !== '' || !name.startsWith('.')))
    .sort()
    .map((name) => ({
      text: files.stat(text.slice(0, cut) + name)?.kind === 'directory' ? name + '/' : name,
      type: 'path',
    }))
  return { start: offset - typed.length, end: offset, items }
}

const modules = function* (prefix: string, files: Files): Generator<string> {
  const depth = prefix.split('.').length
  for (const name of nativeModuleNames()) yield name.split('.').slice(0, depth).join('.')
  if (depth > 1) return
  try {
    for (const name of files.list('.')) {
      if (/^[A-Za-z_]\w*\.py$/.test(name)) yield name.slice(0, -3)
      else if (files.stat(`${name}/__init__.py`)) yield name
    }
  } catch {
    // No folder, no modules in it.
  }
}

/** `stride=` inside `F.conv2d(x, …`: the called function's parameters that are not given yet. */
const keywordArguments = (before: string, tokens: Token[], typed: string, scope: Scope): Items => {
  let depth = 0
  const given = new Set<string>()
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { kind, text, start } = tokens[at]
    if (kind === ')' || kind === ']' || kind === '}') depth++
    else if (kind === '(' || kind === '[' || kind === '{') {
      if (depth-- > 0) continue
      if (kind !== '(') return []
      const from = primaryStart(tokens.slice(0, at))
      const callee = from < 0 ? undefined : lookUp(before.slice(from, start), scope.lookup)
      const parameters = callee === undefined ? null : keywordsOf(callee)
      return (parameters ?? [])
        .filter((name) => name.startsWith(typed) && !given.has(name))
        .map((name) => ({ text: name + '=', type: 'param' }))
    } else if (depth === 0 && kind === '=' && tokens[at - 1]?.kind === 'NAME') given.add(tokens[at - 1].text)
    else if (depth === 0 && text === ';') return []
  }
  return []
}
