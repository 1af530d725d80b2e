/**
 * The oracle's cases: code as typed, and what real PyTorch answered. `check` runs one and says what differs, or null.
 *
 * A case runs in a fresh namespace that holds torch, nn and F, with torch's state at its defaults; where its last statement is an
 * expression, the case is about its value. What the formats mean: a leaf is a tensor or a number, depth first.
 */
import { startInterpreter } from '../../kernels/torch/dialect.js'
import { seedTorch } from '../../src/bridge/install.js'
import { elementValue } from '../../src/bridge/tensor-methods.js'
import { PyTensor } from '../../src/bridge/values.js'
import { PyDict } from '../../src/python/object/dict.js'
import { PyError } from '../../src/python/object/errors.js'
import type { Value } from '../../src/python/object/object.js'
import { repr, str } from '../../src/python/object/protocol.js'
import { PyComplex, PyFloat, PyList, PyTuple } from '../../src/python/object/values.js'
import type { Interpreter } from '../../src/python/run/interpreter.js'
import { contiguousStrides } from '../../src/tensor/shape.js'
import { mainNamespace } from '../program.js'
import { silentHost } from '../silent-host.js'

type Number_ = number | string

export interface Case {
  readonly id: string
  readonly group: string
  readonly kind: 'shape' | 'value' | 'repr' | 'error'
  readonly code: string
  readonly expect: {
    readonly shape?: readonly (readonly number[] | null)[]
    readonly dtype?: readonly (string | null)[]
    readonly values?: readonly Number_[]
    readonly rtol?: number
    readonly atol?: number
    readonly abs_sum?: number
    readonly text?: string
    readonly type?: string
    readonly message?: string
    readonly unordered?: boolean
  }
}

// --- running ------------------------------------------------------------------------------------------------------

let interpreter: Interpreter | null = null

function freshNamespace(): PyDict {
  interpreter ??= startInterpreter(silentHost)
  const namespace = mainNamespace(interpreter)
  interpreter.runCell(
    'import torch\nfrom torch import nn\nimport torch.nn.functional as F',
    '<case>',
    namespace,
  )
  return namespace
}

/** Runs a case; null where it agrees, else what was got. */
export function check(given: Case): string | null {
  seedTorch(67280421310721n)
  const { kind, code, expect } = given
  let value: Value | undefined
  try {
    const namespace = freshNamespace()
    value = interpreter!.runCell(code, '<case>', namespace)
    if (kind === 'error') return `no ${expect.type}`
    return interpreter!.enter(() =>
      kind === 'repr' ? checkText(value, expect.text!) : checkLeaves(value, expect),
    )
  } catch (error) {
    if (!(error instanceof PyError)) return `crash: ${error instanceof Error ? error.stack : String(error)}`
    return interpreter!.enter(() => checkError(error, given))
  }
}

const checkText = (value: Value | undefined, text: string): string | null => {
  const got = repr(value ?? null)
  return got === text ? null : got
}

function checkError({ exception }: PyError, { kind, expect }: Case): string | null {
  const { cls } = exception
  const type = cls.module === 'builtins' ? cls.qualname : `${cls.module}.${cls.qualname}`
  const message = str(exception)
  if (kind !== 'error') return `${type}: ${message}`
  const sorted = (text: string): string =>
    expect.unordered === true
      ? text.replace(/\{([^}]*)\}/g, (_, inside: string) => `{${inside.split(', ').sort().join(', ')}}`)
      : text
  return type === expect.type && sorted(message) === sorted(expect.message!) ? null : `${type}: ${message}`
}

// --- leaves -------------------------------------------------------------------------------------------------------

interface Leaf {
  readonly shape: readonly number[] | null
  readonly dtype: string | null
  readonly numbers: () => number[]
  readonly magnitude: () => number
}

const scalarLeaf = (dtype: string, value: number): Leaf => ({
  shape: [],
  dtype,
  numbers: () => [value],
  magnitude: () => Math.abs(value),
})

function leavesOf(value: Value): Leaf[] {
  if (value === null) return [{ shape: null, dtype: null, numbers: () => [], magnitude: () => 0 }]
  if (value instanceof PyTensor) return [tensorLeaf(value)]
  if (value instanceof PyFloat) return [scalarLeaf('float', value.value)]
  if (typeof value === 'boolean') return [scalarLeaf('bool', Number(value))]
  if (typeof value === 'number' || typeof value === 'bigint') return [scalarLeaf('int', Number(value))]
  if (value instanceof PyComplex) {
    const { re, im } = value
    return [{ shape: [], dtype: 'complex', numbers: () => [re, im], magnitude: () => Math.hypot(re, im) }]
  }
  if (value instanceof PyTuple || value instanceof PyList) return value.items.flatMap(leavesOf)
  if (value instanceof PyDict) {
    const leaves: Leaf[] = []
    for (let entry = value.first; entry !== null; entry = entry.next) leaves.push(...leavesOf(entry.value!))
    return leaves
  }
  return [{ shape: [], dtype: `object ${repr(value)}`, numbers: () => [], magnitude: () => 0 }]
}

function tensorLeaf({ tensor }: PyTensor): Leaf {
  const all = (limit: number): number[][] => {
    const array = tensor.read()
    const steps = contiguousStrides(tensor.shape)
    const result: number[][] = []
    for (let i = 0; i < Math.min(tensor.numel, limit); i++) {
      let at = array.offset
      for (let dim = 0, left = i; dim < steps.length; dim++) {
        at += Math.floor(left / steps[dim]) * array.strides[dim]
        left %= steps[dim]
      }
      const value = elementValue(array, at)
      result.push(
        value instanceof PyComplex
          ? [value.re, value.im]
          : [value instanceof PyFloat ? value.value : Number(value)],
      )
    }
    return result
  }
  return {
    shape: tensor.shape,
    dtype: `torch.${tensor.dtype.name}`,
    numbers: () => all(64).flat(),
    magnitude: () =>
      all(Number.POSITIVE_INFINITY)
        .flat()
        .map(Math.abs)
        .filter(Number.isFinite)
        .reduce((sum, each) => sum + each, 0),
  }
}

const expected = (value: Number_): number =>
  value === 'nan' ? Number.NaN : value === 'inf' ? Infinity : value === '-inf' ? -Infinity : Number(value)

function checkLeaves(value: Value | undefined, expect: Case['expect']): string | null {
  const leaves = leavesOf(value ?? null)
  const shape = leaves.map((leaf) => leaf.shape)
  const dtype = leaves.map((leaf) => leaf.dtype)
  const wanted = (expect.dtype ?? []).map((name) => name?.replace('torch.', '') ?? null)
  const got = dtype.map((name) => name?.replace('torch.', '') ?? null)
  if (JSON.stringify(shape) !== JSON.stringify(expect.shape)) return `shape ${JSON.stringify(shape)}`
  if (JSON.stringify(got) !== JSON.stringify(wanted)) return `dtype ${JSON.stringify(got)}`
  if (expect.values === undefined) return null
  const each = Math.max(1, Math.floor(64 / leaves.length))
  const numbers = leaves.flatMap((leaf) => leaf.numbers().slice(0, each))
  if (numbers.length !== expect.values.length) return `${numbers.length} values: ${numbers.join(', ')}`
  const { rtol = 0, atol = 0 } = expect
  for (let i = 0; i < numbers.length; i++) {
    const want = expected(expect.values[i])
    const close =
      Object.is(numbers[i], want) ||
      numbers[i] === want ||
      Math.abs(numbers[i] - want) <= atol + rtol * Math.abs(want)
    if (!close) return `value ${i}: ${numbers[i]}, not ${want}`
  }
  if (expect.abs_sum === undefined) return null
  // Of several leaves, the recorder added up those of which it left elements out.
  const cut = leaves.filter(
    ({ shape: sizes, dtype: type }) =>
      sizes !== null && sizes.reduce((n, size) => n * size, type?.includes('complex') ? 2 : 1) > each,
  )
  const sum = cut.reduce((total, leaf) => total + leaf.magnitude(), 0)
  return Math.abs(sum - expect.abs_sum) <= Math.max(rtol, 1e-4) * Math.abs(expect.abs_sum)
    ? null
    : `abs_sum ${sum}, not ${expect.abs_sum}`
}
