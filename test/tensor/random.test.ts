/** Random numbers against what PyTorch drew (draws.jsonl, written by record/draws.py), and the laziness of places. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as draw from '../../src/tensor/distributions.js'
import { type Data, type DType, type DTypeName, dtypes } from '../../src/tensor/dtype.js'
import { bfloat16Bits, float16Bits, rounderOf } from '../../src/tensor/half.js'
import { normal } from '../../src/tensor/normal.js'
import { Generator } from '../../src/tensor/random.js'
import { poisson } from '../../src/tensor/rejection.js'

type Step = [name: string, ...args: (number | string | boolean)[]]
interface Case {
  seed: string
  steps: Step[]
  out: { n: number; hash: number; first: (number | string)[] }[]
}

const cases: Case[] = readFileSync(new URL('draws.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** The weights that the recorder hands to bernoulli, multinomial and poisson. */
const weights = (n: number, type: DType, scale = 1): number[] =>
  Array.from({ length: n }, (_, i) => rounderOf(type)(((((i * 7) % 11) + 1) / 16) * scale))

type Filled = () => { data: Data; type: DType }
type Arg = number & string & boolean

/** Every step of the recorder: reserves at once, fills when called. */
const steps: Record<string, (generator: Generator, n: number, type: DType, ...args: Arg[]) => () => Data> = {
  uniform: (g, n, type, a = 0 as Arg, b = 1 as Arg) => draw.uniform(g, n, type, a, b),
  rand: (g, n, type) =>
    type.kind === 'complex' ? draw.uniformComplex(g, n, type.itemsize === 16) : draw.uniform(g, n, type),
  normal: (g, n, type, mean, std, contiguous) => normal(g, n, type, mean, std, contiguous),
  randn: (g, n, type) =>
    type.kind === 'complex'
      ? normal(g, 2 * n, type.itemsize === 16 ? dtypes.float64 : dtypes.float32, 0, 0.7071067811865475)
      : normal(g, n, type),
  randint: (g, n, type, low, high) =>
    draw.integers(g, n, type, draw.integerRange(type, BigInt(low), BigInt(high))),
  random_range: (g, n, type, low, high) =>
    draw.integers(g, n, type, draw.integerRange(type, BigInt(low), BigInt(high))),
  random_from: (g, n, type, low) => draw.integers(g, n, type, draw.rangeFrom(type, BigInt(low))),
  random: draw.anyIntegers,
  randperm: draw.permutation,
  bernoulli: draw.bernoulli,
  bernoulli_each: (g, n, type, probabilities) => {
    const fill = draw.bernoulliEach(g, n, type, dtypes[probabilities as string as DTypeName])
    return () => fill(weights(n, dtypes[probabilities as string as DTypeName]))
  },
  exponential: draw.exponential,
  geometric: draw.geometric,
  cauchy: draw.cauchy,
  log_normal: draw.logNormal,
  multinomial: (g, rows, type, categories, samples, replacement) => {
    const fill = draw.multinomial(g, { rows, categories, samples, replacement }, type)
    return () => fill(weights(rows * categories, type))
  },
  poisson: (g, n, type, scale) => {
    const data = poisson(g, weights(n, type, scale), type)
    return () => data
  },
}

function prepare(generator: Generator, [name, ...args]: Step): Filled {
  if (name === 'state') {
    const snapshot = generator.getState()
    return () => ({ data: snapshot, type: dtypes.uint8 })
  }
  if (name === 'initial_seed') {
    const data = BigInt64Array.of(BigInt.asIntN(64, generator.initialSeed))
    return () => ({ data, type: dtypes.int64 })
  }
  const type = dtypes[args[1] as DTypeName]
  const fill = steps[name](generator, args[0] as number, type, ...(args.slice(2) as Arg[]))
  return () => ({ data: fill(), type: name === 'multinomial' ? dtypes.int64 : type })
}

/** The bytes that PyTorch would hold. */
function bytesOf(data: Data, type: DType): Uint8Array {
  const bits = type.name === 'float16' ? float16Bits : type.name === 'bfloat16' ? bfloat16Bits : null
  const stored = bits ? Uint16Array.from(data as Float32Array, (value) => bits(value)) : data
  return new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)
}

function fnv(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

const shown = (data: Data): (number | string)[] =>
  Array.from(data.slice(0, 4) as ArrayLike<number | bigint>, (x) =>
    Number.isSafeInteger(Number(x)) || typeof x === 'number' ? Number(x) : `${x}`,
  )

const outcome = (fill: Filled, n: number): Case['out'][number] => {
  const { data, type } = fill()
  return { n, hash: fnv(bytesOf(data, type)), first: shown(data) }
}

/** Where V8's log, sin and cos (in double) differ from glibc's in the last place, only closeness can be asked. */
const inDouble = (step: Step): boolean =>
  (step[2] === 'float64' || step[2] === 'complex128') &&
  ['randn', 'normal', 'exponential', 'cauchy', 'log_normal'].includes(step[0])

describe('as PyTorch drew', () => {
  test.each(cases.map((one): [string, Case] => [`${one.seed} ${JSON.stringify(one.steps)}`, one]))(
    '%s',
    (_, one) => {
      const generator = new Generator(BigInt(one.seed))
      const fills = one.steps.map((step) => prepare(generator, step))
      const inOrder = fills.map((fill, i) => outcome(fill, one.out[i].n))
      const backwards = fills
        .map((_, i) => fills.length - 1 - i)
        .map((i) => outcome(fills[i], one.out[i].n))
        .reverse()
      expect(backwards).toEqual(inOrder)
      one.out.forEach((want, i) => {
        const got = inOrder[i]
        if (inDouble(one.steps[i]) && got.hash !== want.hash) {
          got.first.forEach((x, j) => {
            expect(Math.abs(Number(x) - Number(want.first[j]))).toBeLessThanOrEqual(
              4e-16 * Math.abs(Number(x)) + 4e-16,
            )
          })
        } else expect(got).toEqual(want)
      })
    },
  )
})

describe('laziness', () => {
  const rand = (generator: Generator, n = 4): (() => Data) => draw.uniform(generator, n, dtypes.float32)

  test('what is read later is what would have been read at once', () => {
    const eager = new Generator(3n)
    const values = [
      rand(eager)(),
      normal(eager, 20, dtypes.float32)(),
      normal(eager, 3, dtypes.float64)(),
      rand(eager)(),
    ]
    const lazy = new Generator(3n)
    const fills = [rand(lazy), normal(lazy, 20, dtypes.float32), normal(lazy, 3, dtypes.float64), rand(lazy)]
    lazy.manualSeed(99n)
    expect(fills.map((_, i) => fills[3 - i]()).reverse()).toEqual(values)
  })

  test('a saved state is independent of draws still outstanding', () => {
    const generator = new Generator(3n)
    rand(generator, 5_000_000)
    normal(generator, 1, dtypes.float32)
    const snapshot = generator.snapshot()
    const next = [normal(generator, 2, dtypes.float32), rand(generator)]
    generator.restore(snapshot)
    const bytes = generator.getState()
    const again = [normal(generator, 2, dtypes.float32), rand(generator)]
    const other = new Generator()
    other.setState(bytes)
    const restored = [normal(other, 2, dtypes.float32), rand(other)]
    expect(other.initialSeed).toBe(3n)
    expect(again.map((fill) => fill())).toEqual(next.map((fill) => fill()))
    expect(restored.map((fill) => fill())).toEqual(next.map((fill) => fill()))
  })

  test('far places are entered in any order, past every checkpoint', () => {
    const generator = new Generator(8n)
    const places = Array.from({ length: 60 }, () => {
      generator.reserve(1_000_003)
      return rand(generator, 2)
    })
    const forward = places.map((fill) => fill())
    const backward = places.map((_, i) => places[59 - i]()).reverse()
    expect(backward).toEqual(forward)
  })

  test('a new generator has the default seed', () => {
    expect(new Generator().initialSeed).toBe(67280421310721n)
    expect(new Generator(-1n).initialSeed).toBe(2n ** 64n - 1n)
  })

  test.each([
    [
      'short',
      (bytes: Uint8Array) => bytes.slice(0, 16),
      'Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be 16',
    ],
    ['not seeded', (bytes: Uint8Array) => bytes.fill(0, 12, 16), 'Invalid mt19937 state'],
    [
      'left too large',
      (bytes: Uint8Array) => bytes.fill(0x71, 8, 10).fill(2, 9, 10),
      'Invalid mt19937 state',
    ],
  ])('a state that is %s is refused', (_, spoil, message) => {
    const generator = new Generator(4n)
    expect(() => generator.setState(spoil(generator.getState()))).toThrow(message)
    expect(generator.initialSeed).toBe(4n)
  })
})

describe('ranges', () => {
  test.each([
    ['int64', 5n, 5n, "random_ expects 'from' to be less than 'to', but got from=5 >= to=5"],
    ['uint8', -1n, 5n, 'from is out of bounds for unsigned char'],
    ['int8', 0n, 129n, 'to - 1 is out of bounds for signed char'],
    ['int32', 0n, 2n ** 40n, 'to - 1 is out of bounds for int'],
    ['float16', 0n, 2n ** 27n, 'to - 1 is out of bounds for c10::Half'],
    ['bool', 0n, 3n, 'to - 1 is out of bounds for bool'],
  ] as const)('%s [%s, %s)', (type, from, to, message) => {
    expect(() => draw.integerRange(dtypes[type], from, to)).toThrow(message)
  })
})
