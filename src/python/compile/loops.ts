/** Driving loops: the ways to walk an iterable that need no iterator object. */
import { isError } from '../object/errors.js'
import { PyGenerator } from '../object/generator.js'
import type { Value } from '../object/object.js'
import { builtinTypes } from '../object/object.js'
import { iter, stepOf } from '../object/protocol.js'
import { PyList, PyRange, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'

/** A function that gives the next item, undefined at the end. */
export function stepper(value: Value): () => Value | undefined {
  if (value instanceof PyRange) {
    let next = value.start
    let left = value.length
    const { step } = value
    return () => {
      if (left === 0) return undefined
      left--
      const item = next
      next += step
      return item
    }
  }
  if (value instanceof PyList && value.cls.slots.iter === builtinTypes.list.slots.iter) {
    let at = 0
    return () => value.items[at++]
  }
  if (value instanceof PyTuple && value.cls.slots.iter === builtinTypes.tuple.slots.iter) {
    let at = 0
    const { items } = value
    return () => items[at++]
  }
  return stepOf(iter(value))
}

/**
 * The generator that only this loop holds: `for x in make():`, where it comes fresh from the function called. CPython closes it as the loop is
 * left, which runs its `finally` clauses; null for any other iterable.
 */
export function ownGenerator(node: ast.Expr, value: Value): PyGenerator | null {
  if (!(value instanceof PyGenerator) || value.started || node.kind !== 'Call') return null
  const { func } = node
  const name = func.kind === 'Name' ? func.id : func.kind === 'Attribute' ? func.attr : null
  return value.frame.code.name === name ? value : null
}

/** Closes a generator that nobody will ask again; an error of its own is lost, as in CPython. */
export function abandon(generator: PyGenerator): void {
  try {
    generator.close()
  } catch (error) {
    if (!isError(error, 'Exception')) throw error
  }
}
