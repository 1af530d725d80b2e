/** Tab: names, attributes, keyword arguments, modules and paths, from the tokens before the cursor and without running anything. */
import type { Files } from '../../src/base/world.js'
import type { Completions } from '../../src/kernel/language.js'
import { nativeModuleNames } from '../../src/python/object/module.js'
import type { Value } from '../../src/python/object/object.js'
import { scan } from '../../src/python/parse/tokenizer.js'
import type { Token } from '../../src/python/parse/tokens.js'
import { KEYWORDS } from '../../src/python/parse/tokens.js'
import { annotate, attributeNames, kindOf, parametersOf, resolveChain, safeAttribute } from './lookup.js'

export interface Scope {
  names(): string[]
  lookup(name: string): Value | undefined
  files: Files
}

type Items = Completions['items']

/** The chain of names that ends at the offset: `net.fc1`, `layers[0].weight`. */
const CHAIN = /(?:[\p{L}_][\p{L}\p{N}_]*)(?:\.[\p{L}_][\p{L}\p{N}_]*|\[[^[\]]*\])*$/u
const WORD = /[\p{L}_][\p{L}\p{N}_]*$/u

const describe = (name: string, value: Value | undefined): Items[number] => {
  const signature = value === undefined ? '' : annotate(value)
  return { text: name, type: kindOf(value), ...(signature && { signature }) }
}

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
  if (string !== null) return paths(string, offset, scope.files)

  const line = before.slice(before.lastIndexOf('\n') + 1)
  const imported =
    /^\s*(?:from\s+([\w.]+)\s+import\s+(?:[\w\s,]*)|(?:import|from)\s+(?:[\w.\s]+,\s*)*([\w.]*))$/.exec(line)
  if (imported) {
    if (imported[1] !== undefined) {
      const module = resolveChain(imported[1], scope.lookup)
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

  if (before[start - 1] === '.') {
    const chain = CHAIN.exec(before.slice(0, start - 1))?.[0]
    const value = chain === undefined ? undefined : resolveChain(chain, scope.lookup)
    if (value === undefined) return done([])
    return done(
      fitting(attributeNames(value), typed).map((name) => describe(name, safeAttribute(value, name))),
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

/** What stands in a string that is still open at the end; null: no string is. */
const openString = (before: string, last: Token | undefined): string | null => {
  if (last?.kind !== 'STRING' && last?.kind !== 'ERROR') return null
  if (last.end < before.length) return null
  const match = /^[A-Za-z]*("""|'''|"|')([\s\S]*)$/.exec(before.slice(last.start))
  if (!match || match[2].endsWith(match[1])) return null
  return match[2]
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
      const chain = CHAIN.exec(before.slice(0, start))?.[0]
      const callee = chain === undefined ? undefined : resolveChain(chain, scope.lookup)
      const parameters = callee === undefined ? null : parametersOf(callee)
      return (parameters ?? [])
        .filter((name) => name.startsWith(typed) && !given.has(name))
        .map((name) => ({ text: name + '=', type: 'param' }))
    } else if (depth === 0 && kind === '=' && tokens[at - 1]?.kind === 'NAME') given.add(tokens[at - 1].text)
    else if (depth === 0 && text === ';') return []
  }
  return []
}
