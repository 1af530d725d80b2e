/**
 * Names that PyTorch has and this house has not: an import and a mention succeed, a call says by name what is missing. Classes can be
 * subclassed; making an instance raises.
 */
import { defineFunction, defineType } from '../python/object/define.js'
import { type PyError, raise } from '../python/object/errors.js'
import type { LazyAttributes, Value } from '../python/object/object.js'
import { knownNames } from './known-names.js'

/** What calling something raises that is not here. */
export const notHere = (name: string): PyError =>
  raise('NotImplementedError', `ishape: ${name} is not available here`)

const marked = new Map<string, ReadonlyMap<string, string>>()

/** The names of a module with their marks: '' a function, '+' a class, '=' something that can't be called. */
function namesOf(module: string): ReadonlyMap<string, string> {
  let names = marked.get(module)
  if (names === undefined) {
    const words = (knownNames[module] ?? '').split(' ').filter((word) => word !== '')
    names = new Map(words.map((word) => [word.replace(/^[+=]/, ''), /^[+=]/.exec(word)?.[0] ?? '']))
    marked.set(module, names)
  }
  return names
}

const absentClass = (module: string, name: string): Value =>
  defineType({
    name,
    module,
    instanceDict: true,
    new: () => {
      throw notHere(`${module}.${name}`)
    },
  })

/** A stand-in for a name of the module, undefined if PyTorch has no such name there either. */
export function absentName(module: string, name: string): Value | undefined {
  // The importer asks every package for its path and its hook.
  if (name.startsWith('__')) return undefined
  const mark = namesOf(module).get(name)
  if (mark === undefined || mark === '=') return undefined
  if (mark === '+') return absentClass(module, name)
  return defineFunction(
    `${name}(*args, **kwargs)`,
    () => {
      throw notHere(`${module}.${name}`)
    },
    { module },
  )
}

/** Names here first, then stand-ins for the others that PyTorch has. Only what is here is listed. */
export const orAbsent = (module: string, lazy: LazyAttributes): LazyAttributes => ({
  lookup(name) {
    const own = lazy.lookup(name)
    return own === undefined ? absentName(module, name) : own
  },
  names: () => lazy.names(),
  submodules: () => lazy.submodules?.() ?? [],
})

/** The modules whose names are known. */
export const knownModules = (): string[] => Object.keys(knownNames).filter((name) => name !== 'torch.Tensor')
