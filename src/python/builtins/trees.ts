/** The parser's trees as the objects of the `ast` module, and back again for `compile`. */
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyInstance, PyType, setOwn, type Value } from '../object/object.js'
import { getAttr, lookupAttr, repr, toArray, truthy } from '../object/protocol.js'
import {
  asFloat,
  asInt,
  asStr,
  Ellipsis,
  PyBytes,
  PyComplex,
  PyEllipsis,
  PyFloat,
  PyList,
  PyTuple,
} from '../object/values.js'
import type { ConstantValue, Expression, Module, Position } from '../parse/ast.js'
import { importModule } from '../run/importer.js'

/** A node of the parser, by its fields. */
type Fields = Readonly<Record<string, unknown>> & { readonly kind: string } & Partial<Position>

/** The classes of the `ast` module, once it has been imported. */
let classes: { readonly base: PyType; readonly byName: PyDict } | undefined

function known(): NonNullable<typeof classes> {
  if (classes === undefined) importModule('ast')
  return classes!
}

function classOf(kind: string): PyType {
  const cls = known().byName.getStr(kind)
  if (!(cls instanceof PyType)) throw raise('SystemError', `unknown node ${kind}`)
  return cls
}

/** Is it a node of the `ast` module? False without importing that. */
export const isNode = (value: Value): value is PyInstance =>
  classes !== undefined && value instanceof PyInstance && value.cls.isSubtypeOf(classes.base)

// --- from the parser ----------------------------------------------------------------------------------------------

type Use = 'Load' | 'Store' | 'Del'

/** How the expressions in a field are used, where it isn't read. */
const USES: Readonly<Record<string, Use>> = { target: 'Store', targets: 'Store', optional_vars: 'Store' }
/** What is stored part by part. */
const PARTS: ReadonlySet<string> = new Set(['Tuple', 'List', 'Starred'])

/** How the expressions in a field of a node are used that is itself used so. */
function usage(kind: string, field: string, use: Use): Use {
  if (PARTS.has(kind)) return use
  return kind === 'Delete' ? 'Del' : (USES[field] ?? 'Load')
}

/** Columns of a source in UTF-8 bytes, as CPython counts them. */
function byteColumns(source: string): (line: number, column: number) => number {
  const lines = source.split(/\r\n|\r|\n/)
  const encoder = new TextEncoder()
  return (line, column) => {
    const text = lines[line - 1] ?? ''
    return /^[\0-\x7f]*$/.test(text) ? column : encoder.encode(text.slice(0, column)).length
  }
}

/** The object that a tree of the parser becomes. */
export function objectsOf(tree: Module | Expression, source: string, single: boolean): Value {
  const column = byteColumns(source)
  const shared = new Map<string, Value>()
  /** Operators and contexts have nothing in them: one object each. */
  const mark = (kind: string): Value => {
    let made = shared.get(kind)
    if (made === undefined) {
      made = new PyInstance(classOf(kind))
      shared.set(kind, made)
    }
    return made
  }
  const make = (node: Fields, use: Use): Value => {
    const kind = single && node.kind === 'Module' ? 'Interactive' : node.kind
    const cls = classOf(kind)
    const made = new PyInstance(cls)
    for (const field of toArray(getAttr(cls, '_fields'))) {
      const name = field as string
      setOwn(made, name, fieldOf(node, name, use))
    }
    const { line, col, endLine, endCol } = node
    if (line !== undefined) {
      setOwn(made, 'lineno', line)
      setOwn(made, 'col_offset', column(line, col!))
      setOwn(made, 'end_lineno', endLine!)
      setOwn(made, 'end_col_offset', column(endLine!, endCol!))
    }
    return made
  }
  const fieldOf = (node: Fields, name: string, use: Use): Value => {
    if (name === 'ctx') return mark(use)
    if (name === 'type_ignores') return new PyList([])
    if (name === 'kind') return node.unicode === true ? 'u' : null
    if (node.kind === 'Constant') return constantOf(node.value as ConstantValue)
    return made(node[name], name, usage(node.kind, name, use))
  }
  const made = (value: unknown, name: string, use: Use): Value => {
    if (Array.isArray(value)) return new PyList(value.map((item) => made(item, name, use)))
    if (typeof value === 'string') return name === 'op' || name === 'ops' ? mark(value) : value
    // Flags are numbers in CPython's trees; `case True` is not.
    if (typeof value === 'boolean') return name === 'value' ? value : Number(value)
    if (typeof value === 'object' && value !== null) return make(value as Fields, use)
    return (value as number | null | undefined) ?? null
  }
  return make(tree as unknown as Fields, 'Load')
}

function constantOf(constant: ConstantValue): Value {
  switch (constant.type) {
    case 'None':
      return null
    case 'Ellipsis':
      return Ellipsis
    case 'float':
      return new PyFloat(constant.value)
    case 'complex':
      return new PyComplex(0, constant.value)
    case 'bytes':
      return new PyBytes(constant.value)
    default:
      return constant.value
  }
}

// --- back again ---------------------------------------------------------------------------------------------------

/** Fields that the parser's nodes don't have. */
const ABSENT: ReadonlySet<string> = new Set(['ctx', 'type_comment', 'type_ignores', 'kind'])
const FLAGS: ReadonlySet<string> = new Set(['simple', 'is_async'])

/** The parser's tree of a `Module`, `Interactive` or `Expression` object. */
export function treeOf(root: PyInstance): Module | Expression {
  const node = treeNode(root, null, 0, 'Load') as Fields
  return (node.kind === 'Interactive' ? { ...node, kind: 'Module' } : node) as unknown as Module | Expression
}

/** Deeper than programs nest; a tree that holds itself has no end. */
const DEEPEST = 1000

function treeNode(object: PyInstance, around: Position | null, depth: number, use: Use): unknown {
  if (depth > DEEPEST)
    throw raise('RecursionError', 'maximum recursion depth exceeded during ast construction')
  const cls = nodeClass(object)
  const kind = cls.name
  checkUse(object, use)
  const needed = toArray(getAttr(cls, '_attributes')).map(String)
  let place = around
  const node: Record<string, unknown> = { kind }
  if (needed.includes('lineno')) {
    const line = positionOf(object, 'lineno')
    const col = positionOf(object, 'col_offset')
    place = {
      line,
      col,
      endLine: positionOf(object, 'end_lineno', line),
      endCol: positionOf(object, 'end_col_offset', col),
    }
    Object.assign(node, place)
  }
  for (const field of toArray(getAttr(cls, '_fields')).map(String)) {
    if (ABSENT.has(field)) continue
    const value = lookupAttr(object, field)
    if (value === undefined) throw newTypeError(`required field "${field}" missing from ${kind}`)
    const optional = lookupAttr(cls, field) === null || kind === 'Constant' || kind === 'MatchSingleton'
    if (value === null && !optional) throw raise('ValueError', `field '${field}' is required for ${kind}`)
    if (value instanceof PyList) checkList(kind, field, value.items)
    node[field] = treeField(kind, field, value, place, depth + 1, usage(kind, field, use))
  }
  checkLengths(kind, node)
  if (kind === 'Constant') node.unicode = lookupAttr(object, 'kind') === 'u'
  return node
}

/** The class of `ast` that a node is of, its own subclass or not. */
function nodeClass(object: PyInstance): PyType {
  const { byName } = known()
  const cls = object.cls.mro.find((each) => byName.getStr(each.name) === each)
  if (cls === undefined) throw newTypeError(`expected some sort of node, but got ${repr(object)}`)
  return cls
}

function positionOf(object: PyInstance, name: string, otherwise?: number): number {
  const value = lookupAttr(object, name) ?? null
  if (typeof value === 'number') return value
  if (value === null && otherwise !== undefined) return otherwise
  // CPython names the family: expr, stmt.
  const base = nodeClass(object).bases[0]
  const family = base === known().base ? nodeClass(object) : base
  if (value === null) throw newTypeError(`required field "${name}" missing from ${family.name}`)
  throw raise('ValueError', `invalid integer value: ${repr(value)}`)
}

function treeField(
  kind: string,
  field: string,
  value: Value,
  place: Position | null,
  depth: number,
  use: Use,
): unknown {
  if (kind === 'Constant') return constantFrom(value)
  if (kind === 'MatchSingleton') return value
  if (FLAGS.has(field)) return truthy(value)
  if (value instanceof PyList)
    return value.items.map((item) => treeField(kind, field, item, place, depth, use))
  if (isNode(value))
    return field === 'op' || field === 'ops' ? nodeClass(value).name : treeNode(value, place, depth, use)
  if (field === 'level') return value ?? 0
  if (value === null || typeof value === 'number' || typeof value === 'string') return value
  throw newTypeError(`expected some sort of ${field}, but got ${repr(value)}`)
}

// What CPython's validator refuses, in its words.

function checkUse(object: PyInstance, use: Use): void {
  const context = lookupAttr(object, 'ctx')
  if (isNode(context ?? null)) {
    const own = nodeClass(context as PyInstance).name
    if (own !== use) throw raise('ValueError', `expression must have ${use} context but has ${own} instead`)
  }
}

/** Lists that may not be empty. */
const FILLED: ReadonlySet<string> = new Set(['body', 'targets', 'items', 'names'])
/** Lists that may hold None: `**mapping` and keywords without a default. */
const WITH_NONE: ReadonlySet<string> = new Set(['keys', 'kw_defaults'])

function checkList(kind: string, field: string, items: readonly Value[]): void {
  if (items.length === 0 && FILLED.has(field) && !['Module', 'Interactive'].includes(kind))
    throw raise('ValueError', `empty ${field} on ${kind}`)
  if (items.includes(null) && !WITH_NONE.has(field))
    throw raise('ValueError', `None disallowed in ${field === 'body' ? 'statement' : 'expression'} list`)
}

/** Lists that belong together, or need members. */
function checkLengths(kind: string, node: Readonly<Record<string, unknown>>): void {
  const count = (field: string): number => (node[field] as unknown[]).length
  const refuse = (message: string): never => {
    throw raise('ValueError', message)
  }
  if (kind === 'BoolOp' && count('values') < 2) refuse('BoolOp with less than 2 values')
  if (node.generators !== undefined && count('generators') === 0) refuse('comprehension with no generators')
  if (kind === 'Dict' && count('keys') !== count('values'))
    refuse("Dict doesn't have the same number of keys as values")
  if (kind === 'Compare') {
    if (count('comparators') === 0) refuse('Compare with no comparators')
    if (count('comparators') !== count('ops'))
      refuse('Compare has a different number of comparators and operands')
  }
  if ((kind === 'Try' || kind === 'TryStar') && count('handlers') + count('finalbody') === 0)
    refuse(`${kind} has neither except handlers nor finalbody`)
  if (kind === 'arguments') {
    if (count('defaults') > count('posonlyargs') + count('args'))
      refuse('more positional defaults than args on arguments')
    if (count('kw_defaults') !== count('kwonlyargs'))
      refuse('length of kwonlyargs is not the same as kw_defaults on arguments')
  }
}

function constantFrom(value: Value): ConstantValue {
  if (value === null) return { type: 'None' }
  if (typeof value === 'boolean') return { type: 'bool', value }
  if (value instanceof PyEllipsis) return { type: 'Ellipsis' }
  if (value instanceof PyBytes) return { type: 'bytes', value: value.data }
  if (value instanceof PyComplex) return { type: 'complex', value: value.im }
  const text = asStr(value)
  if (text !== undefined) return { type: 'str', value: text }
  const int = asInt(value)
  if (int !== undefined) return { type: 'int', value: int }
  const float = asFloat(value)
  if (float !== undefined) return { type: 'float', value: float }
  if (value instanceof PyTuple || typeNameOf(value) === 'frozenset')
    throw raise('NotImplementedError', `a ${typeNameOf(value)} in ast.Constant is not available in ishape`)
  throw newTypeError(`got an invalid type in Constant: ${typeNameOf(value)}`)
}

/** Takes the `ast` module's classes, which nodes are made of. */
export function takeClasses(base: Value, byName: Value): null {
  if (base instanceof PyType && byName instanceof PyDict) classes = { base, byName }
  return null
}
