/** Nearness and membership: isclose, allclose, isin. */
import { cast as castArray, map2, mapComplex2 } from '../compute/pointwise.js'
import { dense } from '../compute/strided.js'
import { bool, isIntegral } from '../tensor/dtype.js'
import { check, fail } from '../tensor/error.js'
import type { NdArray, Tensor } from '../tensor/tensor.js'
import { allTrue } from './compare.js'
import { defineOp } from './define.js'
import { broadcast, like, type Out } from './derive.js'
import { promote } from './pointwise.js'

interface Tolerance {
  readonly rtol: number
  readonly atol: number
  readonly equal_nan: boolean
}

/** |x − y| ≤ atol + rtol · |y|, computed in single precision where the operands are single. */
function near({ rtol, atol, equal_nan }: Tolerance, single: boolean): (x: number, y: number) => boolean {
  const round = single ? Math.fround : (x: number): number => x
  return (x, y) => {
    if (x === y) return true
    if (x !== x || y !== y) return equal_nan && x !== x && y !== y
    const apart = round(Math.abs(round(x - y)))
    return Number.isFinite(apart) && apart <= round(atol + round(Math.abs(round(rtol * y))))
  }
}

/** Whether elements are within a tolerance of each other. Both of one dtype. Source: torch.isclose. */
export const isclose = defineOp({
  schema:
    'isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor',
  doc: 'Whether elements are equal within a tolerance.',
  shape: ({ input, other, rtol, atol }) => {
    check(
      input.dtype === other.dtype,
      () => `${input.dtype.scalarType} did not match ${other.dtype.scalarType}`,
    )
    for (const [name, value] of Object.entries({ rtol, atol }))
      check(!(value < 0), () => `${name} must be greater than or equal to zero, but got ${value}`)
    return broadcast(bool, input, other)
  },
  kernel: ({ input, other, ...tolerance }, out) => {
    const close = near(tolerance, input.dtype.itemsize <= 4 && !isIntegral(input.dtype))
    const whole = input.dtype.name === 'int64' && tolerance.rtol === 0 && tolerance.atol === 0
    if (input.dtype.kind === 'complex') {
      mapComplex2(input, other, out, (ar, ai, br, bi, into) => {
        const apart = Math.hypot(ar - br, ai - bi)
        const same = ar === br && ai === bi
        const nans = tolerance.equal_nan && (ar !== ar || ai !== ai) && (br !== br || bi !== bi)
        const allowed = tolerance.atol + tolerance.rtol * Math.hypot(br, bi)
        into[0] = same || nans || (Number.isFinite(apart) && apart <= allowed) ? 1 : 0
      })
    } else if (whole) map2<bigint>(input, other, out, (x, y) => (x === y ? 1 : 0))
    else map2<number>(input, other, out, (x, y) => (close(Number(x), Number(y)) ? 1 : 0))
  },
  samples: ['torch.isclose(torch.ones(3), torch.tensor([1.0, 1.00000001, 2.0]))'],
  errors: ['torch.isclose(torch.ones(3), torch.ones(3).double())'],
})

/** Whether all elements are close. A Python bool. Source: torch.allclose. */
export const allclose = defineOp({
  schema:
    'allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool',
  doc: 'Whether all elements are equal within a tolerance.',
  composite: ({ input, other, rtol, atol, equal_nan }) =>
    allTrue(isclose(input, other, rtol, atol, equal_nan)),
  samples: ['torch.allclose(torch.ones(3), torch.ones(3))'],
})

// --- membership ---------------------------------------------------------------------------------------------------

function isinShape({ elements, test_elements: list }: { elements: Tensor; test_elements: Tensor }): Out {
  for (const { dtype } of [elements, list]) {
    if (dtype.kind === 'bool' || dtype.kind === 'complex')
      fail('RuntimeError', `Unsupported input type encountered for isin(): ${dtype.scalarType}`)
  }
  return like(elements, bool)
}

function isinKernel(
  { elements, test_elements: list, invert }: { elements: NdArray; test_elements: NdArray; invert: boolean },
  out: NdArray,
): void {
  const dtype = promote(elements, list)
  const members = new Set<number | bigint>(dense(castArray(list, dtype)) as Iterable<number | bigint>)
  members.delete(NaN)
  const values = dense(castArray(elements, dtype))
  for (let i = 0; i < values.length; i++) out.data[i] = members.has(values[i]) === invert ? 0 : 1
}

/** Which elements are in a list. Either may be a number. Source: torch.isin. */
export const isin = defineOp({
  schema:
    'isin(Operand elements, Operand test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor',
  doc: 'Whether each element is among the test elements.',
  faces: { torch: 'native' },
  out: true,
  shape: isinShape,
  kernel: isinKernel,
  samples: ['torch.isin(torch.arange(4), torch.tensor([1, 3]))'],
})
