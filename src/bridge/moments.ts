/**
 * What the numbers of a frame were when it called a constructor: a Python int does not remember where it came from, so `%why` reads the
 * code, where several calls and assignments may have given it. These say which. Kept only while somebody records.
 */

import type { PyDict } from '../python/object/dict.js'
import type { Frame } from '../python/object/frame.js'
import { PyObject, type Value } from '../python/object/object.js'
import { PyCell } from '../python/object/values.js'
import type { Position } from '../python/parse/ast.js'
import { type AnyNode, eachChild } from '../python/parse/children.js'
import type { Site } from './site.js'

export interface Moment {
  /** Names that stood for numbers then: all locals, of globals those that the running expression mentions. */
  readonly numbers: ReadonlyMap<string, number | boolean>
  /** What had last set each number of the object that the frame is a method of. */
  readonly writes: Writes | null
}

export interface Write {
  readonly site: Site
  /** Had the attribute been set before? */
  readonly again: boolean
  /** How many writes stand behind this one, each of which knows the one before. */
  readonly depth: number
}
type Writes = ReadonlyMap<string, Write>

/** Of an attribute that is set again and again, only so many writes are known. */
const DEEPEST = 64

const written = new WeakMap<PyObject, Writes>()

/** A number became an attribute of `object` at `site`, whose moment knows the writes before. */
export function keepWrite(object: PyObject, name: string, site: Site): void {
  const before = written.get(object)
  let deepest = 0
  for (const { depth } of before?.values() ?? []) if (depth > deepest) deepest = depth
  if (deepest >= DEEPEST) site.moment = null
  const depth = site.moment === null ? 0 : deepest + 1
  const writes = new Map(before)
  writes.set(name, { site, again: before?.has(name) === true, depth })
  written.set(object, writes)
}

export function momentOf({ code, locals, globals, node }: Frame): Moment {
  const numbers = new Map<string, number | boolean>()
  const keep = (name: string, value: Value | undefined): void => {
    const held = value instanceof PyCell ? value.value : value
    if (typeof held === 'number' || typeof held === 'boolean') numbers.set(name, held)
  }
  if (code.definition === null && code.name === '<module>') keepGlobals(node, globals, keep)
  else for (let i = 0; i < code.varNames.length; i++) keep(code.varNames[i], locals[i])
  const self = locals[0] instanceof PyCell ? (locals[0] as PyCell).value : locals[0]
  return { numbers, writes: self instanceof PyObject ? (written.get(self) ?? null) : null }
}

const mentioned = new WeakMap<Position, ReadonlySet<string>>()

function keepGlobals(
  node: Position,
  globals: PyDict,
  keep: (name: string, value: Value | undefined) => void,
): void {
  let names = mentioned.get(node)
  if (names === undefined) {
    const found = new Set<string>()
    const visit = (each: AnyNode): void => {
      if (each.kind === 'Name') found.add(each.id)
      eachChild(each, visit)
    }
    if ('kind' in node) visit(node as AnyNode)
    mentioned.set(node, (names = found))
  }
  for (const name of names) keep(name, globals.getStr(name))
}
