/** What ran in a namespace, as syntax trees in the order of running: explanations look up in them where a number was written. */
import type { PyDict } from '../object/dict.js'
import type { Source } from '../object/frame.js'
import type { Module } from '../parse/ast.js'

export interface Program {
  readonly tree: Module
  readonly source: Source
}

/** Of a long session the first cells are forgotten. */
const MOST = 500

const ran = new WeakMap<PyDict, Program[]>()

/** The programs of a namespace, the oldest first. */
export const programsOf = (globals: PyDict): readonly Program[] => ran.get(globals) ?? []

export function keepProgram(globals: PyDict, tree: Module, source: Source): void {
  const programs = ran.get(globals)
  if (programs === undefined) ran.set(globals, [{ tree, source }])
  else {
    if (programs.length >= MOST) programs.shift()
    programs.push({ tree, source })
  }
}
