/** What NumPy's two generators share as Python objects: arrays of draws, and small whole numbers taken out of words. */
import type { PyObject, Value } from '../python/object/object.js'
import { toArray } from '../python/object/protocol.js'
import { asFloat } from '../python/object/values.js'
import { float64 } from '../tensor/dtype.js'
import { Tensor } from '../tensor/tensor.js'
import { DRAWS, type Source } from './numpy-distributions.js'
import { wrap } from './values.js'

export function array(n: number, next: (i: number) => number): Value {
  const data = new Float64Array(n)
  for (let i = 0; i < n; i++) data[i] = next(i)
  return wrap(Tensor.of(data, [n], float64))
}

/** A parameter is one number, or a list of one for each draw. */
const parameterOf = (value: Value): ((i: number) => number) => {
  const number = asFloat(value)
  if (number !== undefined) return () => number
  const items = toArray(value).map((each) => asFloat(each)!)
  return (i) => items[i]
}

const none = (): number => 0

/** `n` numbers of the distribution of that name. */
export function drawMethod(self: PyObject, name: Value, n: Value, parameters: Value): Value {
  const draw = DRAWS[String(name)]
  const [a = none, b = none, c = none] = toArray(parameters).map(parameterOf)
  const source = self as unknown as Source
  return array(Number(n), (i) => draw(source, a(i), b(i), c(i)))
}

/** Numbers of so few bits, as many of each 32-bit word as it holds, the lowest first. */
export function pieces(words: { u32(): number }, bits: number): () => number {
  let word = 0
  let left = 0
  return () => {
    if (left === 0) {
      word = words.u32()
      left = 32 / bits
    } else word = bits === 32 ? word : word >>> bits
    left--
    return bits === 32 ? word : (word & (2 ** bits - 1)) >>> 0
  }
}
