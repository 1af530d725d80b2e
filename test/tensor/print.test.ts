/** Printed tensors against PyTorch's own text (printing.jsonl, written by record/printing.py). */
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { type Data, type DType, type DTypeName, dtypes } from '../../src/tensor/dtype.js'
import { rounderOf } from '../../src/tensor/half.js'
import { formatTensor, type Printable, resetPrintOptions, setPrintOptions } from '../../src/tensor/print.js'
import { contiguousStrides, numel } from '../../src/tensor/shape.js'
import { type Device, resetState, state } from '../../src/tensor/state.js'

interface Case {
  dtype: DTypeName
  shape: number[]
  values: (number | string)[] | { n: number; d: number }
  options?: Record<string, number | boolean | string>
  default?: DTypeName
  grad?: string
  device?: Device
  text: string
}

const cases: Case[] = readFileSync(new URL('printing.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const special: Record<string, number> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity, '-0.0': -0 }

function dataOf({ values, shape }: Case, type: DType): Data {
  const n = numel(shape) * type.width
  const data = new type.array(n)
  const round = rounderOf(type)
  for (let i = 0; i < n; i++) {
    const listed = Array.isArray(values) ? values[i] : null
    const value = Array.isArray(values)
      ? (special[listed as string] ?? listed)
      : type.kind === 'complex'
        ? i % 2
          ? 0
          : ((i / 2) % values.n) / values.d
        : (i % values.n) / values.d
    if (data instanceof BigInt64Array) data[i] = BigInt(value as number | string)
    else data[i] = type.kind === 'bool' ? Number(value !== 0) : round(Number(value))
  }
  return data
}

function printable(one: Case): Printable {
  const { shape, grad, device = 'cpu' } = one
  const dtype = dtypes[one.dtype]
  return {
    shape,
    dtype,
    device,
    requiresGrad: grad !== undefined,
    gradFn: grad === undefined || grad === 'leaf' ? null : { name: grad },
    read: () => ({ data: dataOf(one, dtype), offset: 0, shape, strides: contiguousStrides(shape), dtype }),
  }
}

afterEach(() => {
  resetPrintOptions()
  resetState()
})

test.each(cases.map((one, i): [string, Case] => [`${i}: ${one.text.slice(0, 60)}`, one]))('%s', (_, one) => {
  const { profile, threshold, sci_mode, ...others } = one.options ?? {}
  if (one.options) {
    setPrintOptions(
      {
        ...others,
        threshold: threshold === undefined ? null : Number(threshold),
        sciMode: sci_mode as boolean,
      },
      profile as string,
    )
    if (threshold === 'inf') setPrintOptions({ threshold: Infinity })
  }
  if (one.default) state.defaultDtype = dtypes[one.default]
  expect(formatTensor(printable(one))).toBe(one.text)
})

test('only what is shown is read, and nothing of a meta tensor', () => {
  const shape = [100, 100]
  const read = new Set<number>()
  const data = new Proxy(new Float32Array(10_000), {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) read.add(Number(key))
      return target[key as unknown as number]
    },
  })
  const tensor: Printable = {
    shape,
    dtype: dtypes.float32,
    device: 'cpu',
    requiresGrad: false,
    gradFn: null,
    read: () => ({ data, offset: 0, shape, strides: [1, 100], dtype: dtypes.float32 }),
  }
  formatTensor(tensor)
  expect(read.size).toBe(36)
  const meta: Printable = { ...tensor, device: 'meta', read: () => expect.fail('was read') }
  expect(formatTensor(meta)).toBe("tensor(..., device='meta', size=(100, 100))")
})
