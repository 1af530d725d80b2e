/**
 * What the user calls a module: as written where the call says it (`self.conv1`, `net`), else by its registration in the module
 * around it (`self.features[3]`), else by a name of theirs.
 */
import { isLibrary, Site } from '../../src/bridge/site.js'
import { PyTensor } from '../../src/bridge/values.js'
import { PyDict } from '../../src/python/object/dict.js'
import type { Frame } from '../../src/python/object/frame.js'
import { getOwn, PyObject, type Value } from '../../src/python/object/object.js'
import { lookupAttr, typeOf } from '../../src/python/object/protocol.js'
import { runtime } from '../../src/python/object/runtime.js'
import type { CallSite, Derivation } from '../../src/tensor/derivation.js'

export interface ModuleName {
  name: string
  /** Below the outermost module: `features[3]`. */
  path: string
}

/** Is this an `nn.Module`? */
export const isModule = (value: unknown): value is PyObject =>
  value instanceof PyObject && typeOf(value).lookup('forward') !== undefined && childrenOf(value) !== null

export const childrenOf = (module: Value): PyDict | null => tableOf(module, '_modules')
export const parametersOf = (module: Value): PyDict | null => tableOf(module, '_parameters')

/** What made a layer's first parameter. */
export function firstMade(module: Value): Derivation | null {
  for (const [, parameter] of parametersOf(module)?.entries() ?? [])
    if (parameter instanceof PyTensor && parameter.tensor.derivation?.site) return parameter.tensor.derivation
  return null
}

/** Where a layer was constructed: where its first parameter was made. */
export const madeAt = (module: Value): CallSite | null => firstMade(module)?.site ?? null

const tableOf = (module: Value, name: string): PyDict | null => {
  const own = module instanceof PyObject ? getOwn(module, name) : undefined
  const table = own ?? lookupAttr(module, name)
  return table instanceof PyDict ? table : null
}

/** The frame that calls a module: not that of `Module.__call__` itself. */
const callingFrame = (): Frame | null => {
  const { frame } = runtime
  return frame !== null && frame.code.name === '__call__' && isLibrary(frame) ? frame.back : frame
}

/** The usual chain, and any: letters of other scripts take a bigger expression. */
const PLAIN_CHAIN = /^[a-z_]\w*(?:\.[a-z_]\w*|\[(?:\d+|'[^']*'|"[^"]*")\])*$/i
const CHAIN = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*|\[(?:\d+|'[^']*'|"[^"]*")\])*$/u

const joined = (before: string, key: string): string =>
  /^\d+$/.test(key) ? `${before}[${key}]` : before === '' ? key : `${before}.${key}`

/** Where `module` is registered below `parent`: containers in between are not called themselves. */
const registered = (parent: Value, module: Value, depth = 0): string[] | null => {
  const children = childrenOf(parent)
  if (children === null) return null
  for (let entry = children.first; entry !== null; entry = entry.next)
    if (entry.value === module) return [String(entry.key)]
  if (depth > 2) return null
  for (let entry = children.first; entry !== null; entry = entry.next) {
    const below = entry.value == null ? null : registered(entry.value, module, depth + 1)
    if (below !== null) return [String(entry.key), ...below]
  }
  return null
}

/** A global of that value: the first that is not private. */
const globalName = (namespace: PyDict, module: Value): string | null => {
  for (const [key, value] of namespace.entries())
    if (value === module && !String(key).startsWith('_')) return String(key)
  return null
}

/** The module around a call. */
export interface Around extends ModuleName {
  readonly object: Value
}

interface Named extends ModuleName {
  readonly parent: Value
  readonly before: string
}

/** What modules were called at each place of the code: a second run finds the same names there. */
const knownNames = new WeakMap<PyObject, Map<unknown, Named>>()

/** The name of a module that is being called inside `parent` (null: at the top). */
export const nameModule = (module: PyObject, parent: Around | null, namespace: PyDict): ModuleName => {
  const frame = callingFrame()
  const library = frame === null || isLibrary(frame)
  const written = library ? null : writtenName(frame, module)
  if (parent !== null && written?.startsWith('self.'))
    return { name: written, path: joinPath(parent.path, written.slice(5)) }
  const node = frame?.node ?? null
  const places = knownNames.get(module)
  const known = places?.get(node)
  if (
    known !== undefined &&
    parent !== null &&
    known.parent === parent.object &&
    known.before === parent.name
  )
    return known
  const { name, path } = nameAnew(module, parent, namespace, written, library ? null : frame.globals)
  if (parent === null) return { name, path }
  const named = { name, path, parent: parent.object, before: parent.name }
  if (places === undefined) knownNames.set(module, new Map([[node, named]]))
  else places.set(node, named)
  return named
}

/** What follows the first name is the place in that model: `net.layer1` is layer1 of net. */
export const placeIn = (name: string): string => /^[^.[]+\.?(.*)$/s.exec(name)?.[1] ?? ''

/** Does the text name something, rather than make it? */
export const isName = (text: string): boolean => PLAIN_CHAIN.test(text) || CHAIN.test(text)

function nameAnew(
  module: PyObject,
  parent: Around | null,
  namespace: PyDict,
  written: string | null,
  /** Of the user's code that calls; null: the library calls. */
  globals: PyDict | null,
): ModuleName {
  if (parent === null) {
    const name =
      written ??
      globalName(namespace, module) ??
      (globals === null ? null : globalName(globals, module)) ??
      typeOf(module).name
    return { name, path: placeIn(name) }
  }
  const keys = registered(parent.object, module)
  if (keys !== null) {
    const below = keys.reduce(joined, '')
    const before = globals === null ? parent.name : 'self'
    return {
      name: below.startsWith('[') ? before + below : `${before}.${below}`,
      path: joinPath(parent.path, below),
    }
  }
  const name = written ?? globalName(namespace, module) ?? typeOf(module).name
  return { name, path: joinPath(parent.path, name) }
}

const joinPath = (before: string, below: string): string =>
  before === '' || below.startsWith('[') ? before + below : `${before}.${below}`

/** What each call in the code calls, if that is a name: blocks of a model run the same code. */
const calleeNames = new WeakMap<object, string | null>()

/** The text of the callee if it names this very module. */
const writtenName = (frame: Frame, module: Value): string | null => {
  const node = frame.node as { kind?: string; func?: { kind?: string } }
  if (node.kind !== 'Call' || node.func === undefined) return null
  let text = calleeNames.get(node)
  if (text === undefined) {
    const callee = new Site(frame).calleeText
    calleeNames.set(node, (text = callee !== null && isName(callee) ? callee : null))
  }
  if (text === null || node.func.kind !== 'Name') return text
  return frame.globals.getStr(text) === module ? text : null
}
