/** Paths as programs write them: str, bytes, or objects with `__fspath__`. */
import { newTypeError, typeNameOf } from '../object/names.js'
import { PyObject, type Value } from '../object/object.js'
import { call, lookupSpecial } from '../object/protocol.js'
import { asStr, PyBytes } from '../object/values.js'
import { decode } from '../text/codecs.js'
import { dataOf } from '../types/bytes.js'

const isPath = (value: Value): boolean => asStr(value) !== undefined || value instanceof PyBytes

/** `os.fspath`: a path as str or bytes. */
export function fspath(path: Value): Value {
  if (isPath(path)) return path
  const method = path instanceof PyObject ? lookupSpecial(path, '__fspath__') : undefined
  if (method === undefined)
    throw newTypeError(`expected str, bytes or os.PathLike object, not ${typeNameOf(path)}`)
  const found = call(method, [])
  if (isPath(found)) return found
  throw newTypeError(
    `expected ${typeNameOf(path)}.__fspath__() to return str or bytes, not ${typeNameOf(found)}`,
  )
}

/** The text of a path, for the host; of anything that holds bytes too. */
export function pathText(path: Value): string {
  const text = asStr(path)
  if (text !== undefined) return text
  const data = dataOf(path)
  return data === undefined ? pathText(fspath(path)) : decode(data)
}
