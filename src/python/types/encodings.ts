/** Encodings by name: those of text/codecs.ts, and those that the program registered with `codecs.register`. */
import { PyModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import type { Value } from '../object/object.js'
import { call } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asInt, asStr, PyBytes, PyTuple } from '../object/values.js'
import { decode, encode } from '../text/codecs.js'
import { Fault } from '../text/fault.js'

/** What a registered encoding gives, undefined when nobody registered the name. */
function registered(
  fault: unknown,
  way: 'encoder' | 'decoder',
  encoding: string,
  object: Value,
  errors: string,
) {
  if (!(fault instanceof Fault) || !fault.message.startsWith('unknown encoding')) return undefined
  const codecs = runtime.modules.getStr('codecs')
  const find = codecs instanceof PyModule ? codecs.dict.getStr('_registered') : undefined
  const info = find === undefined ? null : call(find, [encoding])
  if (!(info instanceof PyTuple)) return undefined
  const result = call(info.items[way === 'encoder' ? 0 : 1], [object, errors])
  if (!(result instanceof PyTuple) || result.items.length !== 2 || asInt(result.items[1]) === undefined)
    throw newTypeError(`${way} must return a tuple (object,integer)`)
  return result.items[0]
}

/** `text.encode(encoding, errors)` */
export function encodeText(text: string, encoding: string, errors: string): Value {
  try {
    return new PyBytes(encode(text, encoding, errors))
  } catch (fault) {
    const result = registered(fault, 'encoder', encoding, text, errors)
    if (result === undefined) throw fault
    if (result instanceof PyBytes) return result
    throw newTypeError(
      `'${encoding}' encoder returned '${typeNameOf(result)}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`,
    )
  }
}

/** `data.decode(encoding, errors)` */
export function decodeBytes(data: Uint8Array, encoding = 'utf-8', errors = 'strict'): string {
  try {
    return decode(data, encoding, errors)
  } catch (fault) {
    const result = registered(fault, 'decoder', encoding, new PyBytes(data), errors)
    if (result === undefined) throw fault
    const text = asStr(result)
    if (text !== undefined) return text
    throw newTypeError(
      `'${encoding}' decoder returned '${typeNameOf(result)}' instead of 'str'; use codecs.decode() to decode to arbitrary types`,
    )
  }
}
