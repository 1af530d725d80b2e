/** What can be assigned to, deleted or updated in place: names, attributes, items, and tuples of them. */
import { PyDict } from '../object/dict.js'
import { raise } from '../object/errors.js'
import { type Frame, unpacking } from '../object/frame.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { delItem, setItem, toArray, typeOf } from '../object/protocol.js'
import { PyList, PyTuple } from '../object/values.js'
import type * as ast from '../parse/ast.js'
import { Growing } from '../text/growing.js'
import { inplaceOperation } from './arithmetic.js'
import { AttributeSite, attributeStore, deleteAttribute, storeAttribute } from './attributes.js'
import { type Context, type Exec, NORMAL, type Store } from './context.js'
import { expression, takeItem } from './expressions.js'
import { deleteName, loadName, localSlot, storeName, unbound } from './names.js'

/** The closure that assigns a value to a target. */
export function store(cx: Context, target: ast.Expr): Store {
  switch (target.kind) {
    case 'Name':
      return storeName(cx, target.id)
    case 'Attribute':
      return storeAttribute(cx, target)
    case 'Subscript': {
      const object = expression(cx, target.value)
      const key = expression(cx, target.slice)
      return (f, value) => {
        const container = object(f)
        const index = key(f)
        f.node = target
        putItem(container, index, value)
      }
    }
    case 'Tuple':
    case 'List':
      return unpack(cx, target)
    default:
      throw new Error(`the compiler met an assignment to ${target.kind}`)
  }
}

/** `container[index] = value`, directly for an index within a list and for a dict. */
function putItem(container: Value, index: Value, value: Value): void {
  if (container instanceof PyList) {
    const { items } = container
    if (typeof index === 'number' && index >= 0 && index < items.length && container.cls.isNative) {
      items[index] = value
      return
    }
  } else if (container instanceof PyDict && container.cls.isNative) {
    container.set(index, value)
    return
  }
  setItem(container, index, value)
}

function unpack(cx: Context, target: ast.TupleExpr | ast.ListExpr): Store {
  const stores = target.elts.map((element) => store(cx, element.kind === 'Starred' ? element.value : element))
  const star = target.elts.findIndex((element) => element.kind === 'Starred')
  if (star >= 0) return unpackStar(target, stores, star)
  const count = stores.length
  const [first, second] = stores
  if (count === 2) {
    return (f, value) => {
      const items = exactly(f, target, value, 2)
      first(f, items[0])
      second(f, items[1])
    }
  }
  return (f, value) => {
    const items = exactly(f, target, value, count)
    for (let i = 0; i < count; i++) stores[i](f, items[i])
  }
}

/** The items of a value that must have `count` of them. */
function exactly(f: Frame, node: ast.Position, value: Value, count: number): readonly Value[] {
  f.node = node
  const items = itemsOf(value, count)
  if (items.length > count) throw raise('ValueError', `too many values to unpack (expected ${count})`)
  if (items.length < count)
    throw raise('ValueError', `not enough values to unpack (expected ${count}, got ${items.length})`)
  return items
}

/** The items, at most one more than wanted where the iterable may be endless. */
function itemsOf(value: Value, wanted: number): readonly Value[] {
  if ((value instanceof PyTuple || value instanceof PyList) && value.cls.isNative) return value.items
  const { slots } = typeOf(value)
  if (slots.iter === undefined && slots.getitem === undefined) {
    throw newTypeError(`cannot unpack non-iterable ${typeNameOf(value)} object`)
  }
  if (slots.iter === undefined) return toArray(value)
  if (Number.isFinite(wanted)) {
    unpacking.value = value
    unpacking.wanted = wanted
  }
  let iterator: Value
  try {
    iterator = slots.iter(value)
  } finally {
    unpacking.value = null
  }
  const next = typeOf(iterator).slots.next
  if (next === undefined) throw newTypeError(`iter() returned non-iterator of type '${typeNameOf(iterator)}'`)
  const items: Value[] = []
  while (items.length <= wanted) {
    const item = next(iterator)
    if (item === undefined) break
    items.push(item)
  }
  return items
}

function unpackStar(node: ast.Position, stores: readonly Store[], star: number): Store {
  const after = stores.length - star - 1
  return (f, value) => {
    f.node = node
    const items = itemsOf(value, Number.POSITIVE_INFINITY)
    if (items.length < star + after) {
      throw raise(
        'ValueError',
        `not enough values to unpack (expected at least ${star + after}, got ${items.length})`,
      )
    }
    const rest = items.length - after
    for (let i = 0; i < star; i++) stores[i](f, items[i])
    stores[star](f, new PyList(items.slice(star, rest)))
    for (let i = 0; i < after; i++) stores[star + 1 + i](f, items[rest + i])
  }
}

/** `del target`. */
export function remove(cx: Context, target: ast.Expr): Exec {
  switch (target.kind) {
    case 'Name':
      return deleteName(cx, target)
    case 'Attribute':
      return deleteAttribute(cx, target)
    case 'Subscript': {
      const object = expression(cx, target.value)
      const key = expression(cx, target.slice)
      return (f) => {
        const container = object(f)
        const index = key(f)
        f.node = target
        delItem(container, index)
        return NORMAL
      }
    }
    case 'Tuple':
    case 'List': {
      const removals = target.elts.map((element) => remove(cx, element))
      return (f) => {
        for (const each of removals) each(f)
        return NORMAL
      }
    }
    default:
      throw new Error(`the compiler met a deletion of ${target.kind}`)
  }
}

/** `target op= value`: the target's parts are evaluated once. */
export function augmentedAssign(cx: Context, node: ast.AugAssign): Exec {
  const { target } = node
  const operate = inplaceOperation(node.op)
  const value = expression(cx, node.value)
  switch (target.kind) {
    case 'Name': {
      const slot = localSlot(cx, target)
      if (slot >= 0 && node.op === 'Add') return addToLocal(node, slot, target.id, value, operate)
      const load = loadName(cx, target)
      const put = storeName(cx, target.id)
      const growing = node.op === 'Add' ? new Growing() : null
      return (f) => {
        const left = load(f)
        const right = value(f)
        f.node = node
        if (growing !== null && typeof left === 'string' && typeof right === 'string')
          put(f, growing.append(left, right))
        else put(f, operate(left, right))
        return NORMAL
      }
    }
    case 'Attribute': {
      const object = expression(cx, target.value)
      const name = cx.mangle(target.attr)
      const [site, put] = [new AttributeSite(name, target), attributeStore(target, name)]
      return (f) => {
        const owner = object(f)
        const left = site.load(f, owner)
        const right = value(f)
        f.node = node
        put(f, owner, operate(left, right))
        return NORMAL
      }
    }
    case 'Subscript': {
      const object = expression(cx, target.value)
      const key = expression(cx, target.slice)
      return (f) => {
        const container = object(f)
        const index = key(f)
        f.node = target
        const left = takeItem(container, index)
        const right = value(f)
        f.node = node
        const result = operate(left, right)
        f.node = target
        putItem(container, index, result)
        return NORMAL
      }
    }
    default:
      throw new Error(`the compiler met an augmented assignment to ${target.kind}`)
  }
}

function addToLocal(
  node: ast.AugAssign,
  slot: number,
  name: string,
  value: (f: Frame) => Value,
  operate: (a: Value, b: Value) => Value,
): Exec {
  const growing = new Growing()
  return (f) => {
    const left = f.locals[slot]
    if (left === undefined) throw unbound(f, node.target, name)
    const right = value(f)
    if (typeof left === 'number' && typeof right === 'number') {
      const sum = left + right
      if (sum <= Number.MAX_SAFE_INTEGER && sum >= Number.MIN_SAFE_INTEGER) {
        f.locals[slot] = sum
        return NORMAL
      }
    }
    f.node = node
    f.locals[slot] =
      typeof left === 'string' && typeof right === 'string'
        ? growing.append(left, right)
        : operate(left, right)
    return NORMAL
  }
}
