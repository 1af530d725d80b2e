/** Every size of every result has a reason, and the reason is true: what it reckons is the size. */
import { expect, test } from 'vitest'
import type { Derivation, DimRef, Reason } from '../../../src/tensor/derivation.js'
import { again, copyOf, mapped, overheard, tensorsOf } from './calls.js'

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1)

/** The size that a reason gives; null where it is a number from elsewhere. */
function reckoned(reason: Reason, { operands }: Derivation): number | null {
  const sizeOf = ({ operand, axis }: DimRef): number => operands[operand].shape[axis]
  switch (reason.kind) {
    case 'kept':
    case 'parameter':
    case 'broadcast':
      return sizeOf(reason.from)
    case 'formula':
      return reason.formula.evaluate(reason.values)
    case 'inferred':
      return product(reason.of.map(sizeOf)) / reason.by
    case 'merged':
      return product(reason.of.map(sizeOf))
    case 'split':
      return sizeOf(reason.from) / reason.rest
    case 'sum':
      return reason.of.map(sizeOf).reduce((a, b) => a + b, 0)
    case 'reduced':
      return 1
    case 'given':
    case 'new':
    case 'data':
      return null
  }
}

test('every size has a reason that gives it', { timeout: 120_000 }, () => {
  const failing = [...overheard().values()].flat().flatMap(({ op, args, code }) =>
    again(
      op,
      mapped(args, (tensor) => copyOf(tensor, 'dense')),
    ).flatMap((result, output) => {
      const told = (what: string): string => `${op.name}, output ${output}: ${code}: ${what}`
      const { derivation, shape } = result
      // What hands an operand on hands on its history, which these operands have not.
      const handedOn = tensorsOf(args).some((operand) => String(operand.shape) === String(shape))
      if (derivation === null) return handedOn || shape.length === 0 ? [] : [told('no derivation')]
      if (String(derivation.output) !== String(shape))
        return [told(`derived (${derivation.output}), not (${shape})`)]
      if (derivation.dims.length !== shape.length)
        return [told(`${derivation.dims.length} reasons for (${shape})`)]
      return derivation.dims.flatMap(({ reason }, axis) => {
        const size = reckoned(reason, derivation)
        return size === null || size === shape[axis]
          ? []
          : [told(`axis ${axis} of (${shape}) is not ${size}, ${reason.kind}`)]
      })
    }),
  )
  expect(failing).toEqual([])
})
