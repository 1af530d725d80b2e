/** match: each pattern becomes a test that notes what its names take; they are bound when the whole pattern has matched. */
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import type { Frame } from '../object/frame.js'
import { PyMappingProxy } from '../object/function.js'
import { PyModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, PyObject, PyType, type Value } from '../object/object.js'
import {
  callMethod,
  equals,
  getItem,
  isInstance,
  isSubclass,
  length,
  lookupAttr,
  repr,
  toArray,
  typeOf,
} from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asStr, PyByteArray, PyBytes, PyList, PyLongRange, PyRange, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { condition } from './arithmetic.js'
import { type Context, type Exec, NORMAL, YIELD } from './context.js'
import { expression } from './expressions.js'
import { storeName } from './names.js'
import { block } from './statements.js'

type Matcher = (f: Frame, subject: Value, taken: Value[]) => boolean

/** The names of one case's pattern, by their place in what is taken. */
class Names {
  readonly list: string[] = []
  place(name: string | null): number {
    if (name === null) return -1
    const at = this.list.indexOf(name)
    return at < 0 ? this.list.push(name) - 1 : at
  }
}
const NONE: Value[] = []

/** `compile` gives the form of the bodies: `block`, or in a generator the form that can suspend. */
export function matchStatement(
  cx: Context,
  node: ast.Match,
  compile: (cx: Context, nodes: readonly ast.Stmt[]) => Exec = block,
): Exec {
  const subject = expression(cx, node.subject)
  const cases = node.cases.map((each) => ({
    matches: whole(cx, each.pattern),
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

/** A case's pattern with the binding of its names. */
function whole(cx: Context, node: ast.Pattern): (f: Frame, subject: Value) => boolean {
  const names = new Names()
  const matches = pattern(cx, node, names)
  const binds = names.list.map((name) => storeName(cx, name))
  if (binds.length === 0) return (f, subject) => matches(f, subject, NONE)
  return (f, subject) => {
    const taken: Value[] = new Array(binds.length)
    if (!matches(f, subject, taken)) return false
    for (let i = 0; i < binds.length; i++) binds[i](f, taken[i])
    return true
  }
}

function pattern(cx: Context, node: ast.Pattern, names: Names): Matcher {
  switch (node.kind) {
    case 'MatchValue': {
      const value = expression(cx, node.value)
      return (f, subject) => equals(subject, value(f))
    }
    case 'MatchSingleton':
      return (_, subject) => subject === node.value
    case 'MatchSequence':
      return sequence(cx, node, names)
    case 'MatchMapping':
      return mapping(cx, node, names)
    case 'MatchClass':
      return classPattern(cx, node, names)
    case 'MatchStar':
      throw new Error('the compiler met a star pattern outside a sequence')
    case 'MatchAs': {
      const inner = node.pattern === null ? null : pattern(cx, node.pattern, names)
      const place = names.place(node.name)
      return (f, subject, taken) => {
        if (inner !== null && !inner(f, subject, taken)) return false
        if (place >= 0) taken[place] = subject
        return true
      }
    }
    case 'MatchOr': {
      const choices = node.patterns.map((each) => pattern(cx, each, names))
      return (f, subject, taken) => choices.some((choice) => choice(f, subject, taken))
    }
  }
}

type Abstract = 'Sequence' | 'Mapping'

/** Is it an instance of this abstract class, which nothing can be before the module is imported? */
function isAbstract(value: Value, name: Abstract): boolean {
  const module = runtime.modules.getStr('collections.abc')
  if (!(module instanceof PyModule)) return false
  const cls = module.dict.getStr(name)
  if (cls === undefined || !isInstance(value, cls)) return false
  const other = module.dict.getStr(name === 'Sequence' ? 'Mapping' : 'Sequence')
  return other === undefined || !isInstance(value, other) || comesFirst(typeOf(value), cls, other)
}

/** Of a class that is both, whose bases are the first to be only one of them: that one is what it counts as. */
function comesFirst(type: PyType, cls: Value, other: Value): boolean {
  for (const base of type.mro) {
    const [one, two] = [isSubclass(base, cls), isSubclass(base, other)]
    if (one !== two) return one
  }
  return true
}

const NATIVE_SEQUENCES = new Set(['deque', 'array', 'memoryview'])

/** Sequences for patterns: what collections.abc.Sequence holds, but not text. */
function isSequence(value: Value): boolean {
  if (
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyRange ||
    value instanceof PyLongRange
  )
    return true
  if (!(value instanceof PyObject) || asStr(value) !== undefined) return false
  if (value instanceof PyBytes || value instanceof PyByteArray) return false
  return NATIVE_SEQUENCES.has(value.cls.native.name) || isAbstract(value, 'Sequence')
}

function sequence(cx: Context, node: ast.MatchSequence, names: Names): Matcher {
  const star = node.patterns.findIndex(({ kind }) => kind === 'MatchStar')
  /** A wildcard looks at nothing: null. */
  const items = node.patterns.map((each) =>
    each.kind === 'MatchStar' || (each.kind === 'MatchAs' && each.pattern === null && each.name === null)
      ? null
      : pattern(cx, each, names),
  )
  const starNode = star < 0 ? null : (node.patterns[star] as ast.MatchStar)
  const place = names.place(starNode === null ? null : starNode.name)
  return (f, subject, taken) => {
    if (!isSequence(subject)) return false
    const count = length(subject)
    if (star < 0 ? count !== items.length : count < items.length - 1) return false
    const plain = subject instanceof PyList || subject instanceof PyTuple ? subject.items : null
    const at = (i: number): Value => (plain === null ? getItem(subject, i) : plain[i]!)
    for (let i = 0; i < items.length; i++) {
      const matches = items[i]
      const from = star < 0 || i < star ? i : count - (items.length - i)
      if (matches !== null && !matches(f, at(from), taken)) return false
      if (i === star && place >= 0) {
        const size = count - items.length + 1
        taken[place] = new PyList(Array.from({ length: size }, (_, k) => at(star + k)))
      }
    }
    return true
  }
}

/** What stands for a key that is not there. */
const ABSENT = new PyTuple([])

function mapping(cx: Context, node: ast.MatchMapping, names: Names): Matcher {
  const keys = node.keys.map((key) => expression(cx, key))
  const patterns = node.patterns.map((each) => pattern(cx, each, names))
  const place = names.place(node.rest)
  return (f, subject, taken) => {
    const dict = subject instanceof PyDict
    if (!dict && !(subject instanceof PyMappingProxy) && !isAbstract(subject, 'Mapping')) return false
    if (length(subject) < keys.length) return false
    const wanted = new PyDict()
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i](f)
      if (wanted.has(key)) throw raise('ValueError', `mapping pattern checks duplicate key (${repr(key)})`)
      wanted.set(key, null)
      const value = dict ? (subject.get(key) ?? ABSENT) : callMethod(subject, 'get', [key, ABSENT])
      if (value === ABSENT || !patterns[i](f, value, taken)) return false
    }
    if (place >= 0) {
      const rest = dict
        ? subject.copy()
        : PyDict.of(toArray(subject).map((key) => [key, getItem(subject, key)] as const))
      for (const key of wanted.keys()) rest.delete(key)
      taken[place] = rest
    }
    return true
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

function classPattern(cx: Context, node: ast.MatchClass, names: Names): Matcher {
  const cls = expression(cx, node.cls)
  const positional = node.patterns.map((each) => pattern(cx, each, names))
  const keywords = node.kwd_attrs.map((name, i) => ({
    name,
    matches: pattern(cx, node.kwd_patterns[i], names),
  }))
  return (f, subject, taken) => {
    const type = cls(f)
    f.node = node
    if (!(type instanceof PyType)) throw newTypeError('called match pattern must be a class')
    if (!isInstance(subject, type)) return false
    const attributes = positional.length === 0 ? [] : positionalNames(type, positional.length)
    const seen = new Set<string>()
    const once = (name: string): void => {
      if (seen.has(name))
        throw newTypeError(`${type.name}() got multiple sub-patterns for attribute '${name}'`)
      seen.add(name)
    }
    for (let i = 0; i < positional.length; i++) {
      const name = attributes[i]
      if (name !== null) once(name)
      const value = name === null ? subject : lookupAttr(subject, name)
      if (value === undefined || !positional[i](f, value, taken)) return false
    }
    return keywords.every(({ name, matches }) => {
      once(name)
      const value = lookupAttr(subject, name)
      return value !== undefined && matches(f, value, taken)
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
