/** _json: JSON text of values and back, for the `json` module, which stands in the dialect and keeps the classes that programs extend. */
import { reprFloat } from '../../base/decimal.js'
import { defineFunctions } from '../object/define.js'
import { PyDict } from '../object/dict.js'
import { PyError, type PyException, raise } from '../object/errors.js'
import type { NativeModule } from '../object/module.js'
import { newTypeError, typeNameOf } from '../object/names.js'
import { builtinTypes, type Value } from '../object/object.js'
import { call, callMethod, toArray } from '../object/protocol.js'
import { runtime } from '../object/runtime.js'
import { asFloat, asInt, asStr, PyFloat, PyList, PyTuple, tuple } from '../object/values.js'
import { lengthOf, sliceOf } from '../text/strings.js'
import { decimalText, toInt } from '../types/int.js'
import { sortValues } from '../types/sorting.js'

// --- to text ------------------------------------------------------------------------------------------------------

const SHORT: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
}
const UNSAFE = /["\\\x00-\x1f]/g
const UNSAFE_ASCII = /["\\]|[^\x20-\x7e]/g

const escaped = (unit: string): string =>
  SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

function checkDepth(depth: number, what: string): void {
  if (depth + runtime.depth >= runtime.recursionLimit)
    throw raise('RecursionError', `maximum recursion depth exceeded while ${what}`)
}

class Encoder {
  /** The containers that are being written. */
  private readonly open: Value[] = []
  constructor(
    private readonly checkCircular: boolean,
    private readonly skipKeys: boolean,
    private readonly unsafe: RegExp,
    private readonly allowNan: boolean,
    private readonly sortKeys: boolean,
    private readonly indent: string | null,
    private readonly itemSeparator: string,
    private readonly keySeparator: string,
    /** What is asked for another value of an object that JSON has no text for. */
    private readonly otherwise: Value,
  ) {}

  text(value: Value): string {
    if (value === null) return 'null'
    if (typeof value === 'boolean') return value ? 'true' : 'false'
    const text = asStr(value)
    if (text !== undefined) return this.quoted(text)
    const int = asInt(value)
    if (int !== undefined) return decimalText(int)
    if (value instanceof PyFloat) return this.float(value.value)
    if (this.checkCircular && this.open.includes(value))
      throw raise('ValueError', 'Circular reference detected')
    checkDepth(this.open.length, 'encoding a JSON object')
    this.open.push(value)
    const written =
      value instanceof PyDict
        ? this.object(value)
        : value instanceof PyList || value instanceof PyTuple
          ? this.joined('[', ']', this.items(value))
          : this.text(call(this.otherwise, [value]))
    this.open.pop()
    return written
  }

  /** The texts of a sequence's items. What writes one of them may change a list, which is read as it is then. */
  private items(sequence: PyList | PyTuple): string[] {
    const items = sequence.cls.isNative ? sequence.items : toArray(sequence)
    const texts: string[] = []
    for (let i = 0; i < items.length; i++) texts.push(this.text(items[i]))
    return texts
  }

  private quoted(text: string): string {
    return `"${text.replace(this.unsafe, escaped)}"`
  }

  private float(value: number): string {
    if (Number.isFinite(value)) return reprFloat(value)
    if (!this.allowNan) throw raise('ValueError', 'Out of range float values are not JSON compliant')
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
  }

  private object(dict: PyDict): string {
    const parts: string[] = []
    for (const [key, value] of this.entries(dict)) {
      const name = this.key(key)
      if (name !== undefined) parts.push(this.quoted(name) + this.keySeparator + this.text(value))
    }
    return this.joined('{', '}', parts)
  }

  private entries(dict: PyDict): Iterable<readonly Value[]> {
    const plain = dict.cls.lookup('items') === builtinTypes.dict.lookup('items')
    if (plain && !this.sortKeys) return dict.entries()
    const items = plain
      ? Array.from(dict.entries(), ([key, value]) => tuple(key, value))
      : toArray(callMethod(dict, 'items'))
    return (this.sortKeys ? sortValues(items, undefined, false) : items).map((item) => toArray(item))
  }

  private key(key: Value): string | undefined {
    const text = asStr(key)
    if (text !== undefined) return text
    if (key === null || typeof key === 'boolean') return this.text(key)
    const int = asInt(key)
    if (int !== undefined) return decimalText(int)
    const float = asFloat(key)
    if (float !== undefined) return this.float(float)
    if (this.skipKeys) return undefined
    throw newTypeError(`keys must be str, int, float, bool or None, not ${typeNameOf(key)}`)
  }

  private joined(open: string, close: string, parts: readonly string[]): string {
    if (parts.length === 0) return open + close
    if (this.indent === null) return open + parts.join(this.itemSeparator) + close
    const line = `\n${this.indent.repeat(this.open.length)}`
    const last = `\n${this.indent.repeat(this.open.length - 1)}`
    return open + line + parts.join(this.itemSeparator + line) + last + close
  }
}

// --- from text ----------------------------------------------------------------------------------------------------

const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y
const HEX = /[0-9a-fA-F]{4}/y
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const CONSTANTS: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', new PyFloat(Number.NaN)],
  ['Infinity', new PyFloat(Number.POSITIVE_INFINITY)],
  ['-Infinity', new PyFloat(Number.NEGATIVE_INFINITY)],
]

/** Reads one value; `at` is where it stands, in UTF-16 units. */
class Decoder {
  private depth = 0
  constructor(
    private readonly source: string,
    public at: number,
    private readonly strict: boolean,
    private readonly objectHook: Value,
    private readonly pairsHook: Value,
    private readonly floatOf: Value,
    private readonly intOf: Value,
    private readonly parseConstant: Value,
    private readonly error: Value,
  ) {}

  private fail(message: string, at: number): never {
    const position = lengthOf(this.source.slice(0, at))
    throw new PyError(call(this.error, [message, this.source, position]) as PyException)
  }

  private skipSpace(): string | undefined {
    const { source } = this
    for (;;) {
      const unit = source.charCodeAt(this.at)
      if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return source[this.at]
      this.at++
    }
  }

  value(): Value {
    switch (this.source[this.at]) {
      case '"':
        return this.string()
      case '{':
        return this.nested('object', () => this.object())
      case '[':
        return this.nested('array', () => this.array())
      default: {
        const constant = CONSTANTS.find(([word]) => this.source.startsWith(word, this.at))
        return constant === undefined ? this.number() : this.constant(constant)
      }
    }
  }

  private nested(what: string, read: () => Value): Value {
    checkDepth(this.depth, `decoding a JSON ${what} from a unicode string`)
    this.at++
    this.depth++
    const value = read()
    this.depth--
    return value
  }

  private constant([word, value]: (typeof CONSTANTS)[number]): Value {
    this.at += word.length
    return value instanceof PyFloat && this.parseConstant !== null ? call(this.parseConstant, [word]) : value
  }

  private number(): Value {
    const { source, at } = this
    NUMBER.lastIndex = at
    const match = NUMBER.exec(source)
    if (match === null) this.fail('Expecting value', at)
    this.at = NUMBER.lastIndex
    const [whole, int, fraction, exponent] = match
    if (fraction !== undefined || exponent !== undefined)
      return this.floatOf === null ? new PyFloat(Number(whole)) : call(this.floatOf, [whole])
    if (this.intOf !== null) return call(this.intOf, [int])
    return int.length < 16 ? Number(int) + 0 : toInt(int)
  }

  private string(): string {
    const { source } = this
    const begin = this.at
    let out = ''
    let from = begin + 1
    for (let i = from; ; i++) {
      const unit = source.charCodeAt(i)
      if (unit === 34) {
        this.at = i + 1
        return out + source.slice(from, i)
      }
      if (Number.isNaN(unit)) this.fail('Unterminated string starting at', begin)
      if (unit === 92) {
        out += source.slice(from, i)
        this.at = i
        out += this.escape(begin)
        from = this.at
        i = from - 1
      } else if (unit < 32 && this.strict) this.fail('Invalid control character at', i)
    }
  }

  private escape(begin: number): string {
    const { source, at } = this
    const letter = source[at + 1]
    if (letter === undefined) this.fail('Unterminated string starting at', begin)
    if (letter === 'u') {
      HEX.lastIndex = at + 2
      const match = HEX.exec(source)
      if (match === null) this.fail('Invalid \\uXXXX escape', at + 1)
      this.at = at + 6
      return String.fromCharCode(Number.parseInt(match[0], 16))
    }
    const char = ESCAPES[letter]
    if (char === undefined) this.fail('Invalid \\escape', at)
    this.at = at + 2
    return char
  }

  private array(): Value {
    const items: Value[] = []
    if (this.skipSpace() === ']') {
      this.at++
      return new PyList(items)
    }
    for (;;) {
      items.push(this.value())
      const mark = this.skipSpace()
      if (mark !== ',' && mark !== ']') this.fail("Expecting ',' delimiter", this.at)
      this.at++
      if (mark === ']') return new PyList(items)
      this.skipSpace()
    }
  }

  private object(): Value {
    const pairs: [Value, Value][] = []
    if (this.skipSpace() === '}') {
      this.at++
      return this.made(pairs)
    }
    for (;;) {
      if (this.source[this.at] !== '"')
        this.fail('Expecting property name enclosed in double quotes', this.at)
      const key = this.string()
      if (this.skipSpace() !== ':') this.fail("Expecting ':' delimiter", this.at)
      this.at++
      this.skipSpace()
      pairs.push([key, this.value()])
      const mark = this.skipSpace()
      if (mark !== ',' && mark !== '}') this.fail("Expecting ',' delimiter", this.at)
      this.at++
      if (mark === '}') return this.made(pairs)
      this.skipSpace()
    }
  }

  private made(pairs: readonly [Value, Value][]): Value {
    if (this.pairsHook !== null)
      return call(this.pairsHook, [new PyList(pairs.map(([key, value]) => tuple(key, value)))])
    const dict = PyDict.of(pairs)
    return this.objectHook === null ? dict : call(this.objectHook, [dict])
  }
}

function decode(
  text: Value,
  index: number,
  strict: boolean,
  ...hooks: [Value, Value, Value, Value, Value, Value]
) {
  const source = asStr(text)!
  const decoder = new Decoder(source, sliceOf(source, 0, index).length, strict, ...hooks)
  const value = decoder.value()
  return tuple(value, lengthOf(source.slice(0, decoder.at)))
}

function separator(value: Value, position: number): string {
  const text = asStr(value)
  if (text !== undefined) return text
  throw newTypeError(`make_encoder() argument ${position} must be str, not ${typeNameOf(value)}`)
}

export const jsonText = (): NativeModule => ({
  attributes: defineFunctions({
    'encode(value, check_circular, skipkeys, ascii, allow_nan, sort_keys, indent, item_separator, key_separator, default, /)':
      (
        value: Value,
        checkCircular: boolean,
        skipKeys: boolean,
        ascii: boolean,
        allowNan: boolean,
        sortKeys: boolean,
        indent: Value,
        itemSeparator: Value,
        keySeparator: Value,
        otherwise: Value,
      ) =>
        new Encoder(
          checkCircular,
          skipKeys,
          ascii ? UNSAFE_ASCII : UNSAFE,
          allowNan,
          sortKeys,
          indent === null ? null : asStr(indent)!,
          separator(itemSeparator, 6),
          separator(keySeparator, 5),
          otherwise,
        ).text(value),
    'decode(text, index, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, error, /)':
      decode,
  }),
})
