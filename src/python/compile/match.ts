/** match: each pattern becomes a test that binds its names as it goes. */
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, PyType, type Value } from '../object/object.js'
import { equals, getItem, isInstance, length, lookupAttr, toArray, typeOf } from '../object/protocol.js'
import { PyByteArray, PyBytes, PyList, PyLongRange, PyRange, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { condition } from './arithmetic.js'
import { type Context, type Exec, NORMAL, YIELD } from './context.js'
import { expression } from './expressions.js'
import { storeName } from './names.js'
import { block } from './statements.js'

type Matcher = (f: Frame, subject: Value) => boolean

/** `compile` gives the form of the bodies: `block`, or in a generator the form that can suspend. */
export function matchStatement(
  cx: Context,
  node: ast.Match,
  compile: (cx: Context, nodes: readonly ast.Stmt[]) => Exec = block,
): Exec {
  const subject = expression(cx, node.subject)
  const cases = node.cases.map((each) => ({
    matches: pattern(cx, each.pattern),
    guard: each.guard === null ? null : condition(cx, each.guard),
    body: compile(cx, each.body),
    node: each.pattern,
  }))
  const register = cx.register()
  const choose = (f: Frame): number => {
    const value = subject(f)
    return cases.findIndex(({ matches, guard, node: place }) => {
      f.node = place
      return matches(f, value) && (guard === null || guard(f))
    })
  }
  return (f) => {
    const at = f.suspension?.resuming ? (f.suspension.state[register] as number) : choose(f)
    if (at < 0) return NORMAL
    const completion = cases[at].body(f)
    if (completion === YIELD) f.suspension!.state[register] = at
    return completion
  }
}

function pattern(cx: Context, node: ast.Pattern): Matcher {
  switch (node.kind) {
    case 'MatchValue': {
      const value = expression(cx, node.value)
      return (f, subject) => equals(subject, value(f))
    }
    case 'MatchSingleton':
      return (_, subject) => subject === node.value
    case 'MatchSequence':
      return sequence(cx, node)
    case 'MatchMapping':
      return mapping(cx, node)
    case 'MatchClass':
      return classPattern(cx, node)
    case 'MatchStar':
      throw new Error('the compiler met a star pattern outside a sequence')
    case 'MatchAs': {
      const inner = node.pattern === null ? null : pattern(cx, node.pattern)
      const bind = node.name === null ? null : storeName(cx, node.name)
      return (f, subject) => {
        if (inner !== null && !inner(f, subject)) return false
        bind?.(f, subject)
        return true
      }
    }
    case 'MatchOr': {
      const choices = node.patterns.map((each) => pattern(cx, each))
      return (f, subject) => choices.some((choice) => choice(f, subject))
    }
  }
}

/** Sequences for patterns: what collections.abc.Sequence holds, but not text. */
function isSequence(value: Value): boolean {
  if (
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyRange ||
    value instanceof PyLongRange
  )
    return true
  if (typeof value === 'string' || value instanceof PyBytes || value instanceof PyByteArray) return false
  return typeOf(value).lookup('__match_sequence__') === true
}

function sequence(cx: Context, node: ast.MatchSequence): Matcher {
  const star = node.patterns.findIndex(({ kind }) => kind === 'MatchStar')
  const items = node.patterns.map((each) => (each.kind === 'MatchStar' ? null : pattern(cx, each)))
  const starNode = star < 0 ? null : (node.patterns[star] as ast.MatchStar)
  const bind = starNode === null || starNode.name === null ? null : storeName(cx, starNode.name)
  return (f, subject) => {
    if (!isSequence(subject)) return false
    const count = length(subject)
    if (star < 0 ? count !== items.length : count < items.length - 1) return false
    const values = toArray(subject)
    const after = items.length - star - 1
    return items.every((matches, i) => {
      if (matches !== null) return matches(f, values[star < 0 || i < star ? i : count - (items.length - i)])
      bind?.(f, new PyList(values.slice(star, count - after)))
      return true
    })
  }
}

function mapping(cx: Context, node: ast.MatchMapping): Matcher {
  const keys = node.keys.map((key) => expression(cx, key))
  const patterns = node.patterns.map((each) => pattern(cx, each))
  const rest = node.rest === null ? null : storeName(cx, node.rest)
  return (f, subject) => {
    if (!(subject instanceof PyDict) && typeOf(subject).lookup('__match_mapping__') !== true) return false
    const wanted = keys.map((key) => key(f))
    for (let i = 0; i < wanted.length; i++) {
      const value = valueAt(subject, wanted[i])
      if (value === undefined || !patterns[i](f, value)) return false
    }
    if (rest !== null) {
      const left =
        subject instanceof PyDict
          ? subject.copy()
          : PyDict.of(toArray(subject).map((key) => [key, getItem(subject, key)] as const))
      for (const key of wanted) left.delete(key)
      rest(f, left)
    }
    return true
  }
}

function valueAt(mapping: Value, key: Value): Value | undefined {
  if (mapping instanceof PyDict) return mapping.get(key)
  try {
    return getItem(mapping, key)
  } catch {
    return undefined
  }
}

/** Types whose single positional pattern is the object itself. */
const selfTypes = [
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
] as const

function classPattern(cx: Context, node: ast.MatchClass): Matcher {
  const cls = expression(cx, node.cls)
  const positional = node.patterns.map((each) => pattern(cx, each))
  const keywords = node.kwd_attrs.map((name, i) => ({ name, matches: pattern(cx, node.kwd_patterns[i]) }))
  return (f, subject) => {
    const type = cls(f)
    f.node = node
    if (!(type instanceof PyType)) throw newTypeError('called match pattern must be a class')
    if (!isInstance(subject, type)) return false
    const names = positional.length === 0 ? [] : positionalNames(type, positional.length)
    for (let i = 0; i < positional.length; i++) {
      const name = names[i]
      const value = name === null ? subject : lookupAttr(subject, name)
      if (value === undefined || !positional[i](f, value)) return false
    }
    return keywords.every(({ name, matches }) => {
      const value = lookupAttr(subject, name)
      return value !== undefined && matches(f, value)
    })
  }
}

/** Attribute names of the positional patterns; null stands for the subject itself. */
function positionalNames(type: PyType, count: number): (string | null)[] {
  const declared = type.lookup('__match_args__')
  if (declared === undefined) {
    const self = selfTypes.some((name) => type.isSubtypeOf(builtinTypes[name]))
    if (self && count === 1) return [null]
    throw newTypeError(
      `${type.name}() accepts ${self ? 1 : 0} positional sub-pattern${self ? '' : 's'} (${count} given)`,
    )
  }
  if (!(declared instanceof PyTuple))
    throw newTypeError(`${type.name}.__match_args__ must be a tuple (got ${typeNameOf(declared)})`)
  if (declared.items.length < count) {
    const limit = declared.items.length
    throw newTypeError(
      `${type.name}() accepts ${limit} positional sub-pattern${limit === 1 ? '' : 's'} (${count} given)`,
    )
  }
  return declared.items.slice(0, count).map((name) => {
    if (typeof name !== 'string')
      throw raise('TypeError', `__match_args__ elements must be strings (got ${typeNameOf(name)})`)
    return name
  })
}
