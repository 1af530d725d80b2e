/** Type promotion against every pair that PyTorch answered (promotion.json, written by record/promotion.py). */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type DTypeName, dtypes } from '../../src/tensor/dtype.js'
import { canCast, type Operand, promoteTypes, resultType } from '../../src/tensor/promotion.js'

interface Answers {
  promote: Record<DTypeName, Record<DTypeName, DTypeName>>
  cast: Record<DTypeName, Record<DTypeName, boolean>>
  result: [a: string, b: string, defaultDtype: DTypeName, result: string][]
}

const answers: Answers = JSON.parse(readFileSync(new URL('promotion.json', import.meta.url), 'utf8'))
const names = Object.keys(dtypes) as DTypeName[]

const numbers: Record<string, DTypeName> = {
  'a bool': 'bool',
  'an int': 'int64',
  'a float': 'float64',
  'a complex': 'complex128',
}

function operand(text: string): Operand {
  if (text in numbers) return { dtype: dtypes[numbers[text]], dimension: 'scalar' }
  const name = text.replace(/[()]/g, '') as DTypeName
  return { dtype: dtypes[name], dimension: text === name ? 'tensor' : 'zeroDim' }
}

describe.each(names)('%s', (a) => {
  test('promoted with every type', () => {
    const got = Object.fromEntries(names.map((b) => [b, promoteTypes(dtypes[a], dtypes[b]).name]))
    expect(got).toEqual(answers.promote[a])
  })

  test('cast to every type', () => {
    const got = Object.fromEntries(names.map((b) => [b, canCast(dtypes[a], dtypes[b])]))
    expect(got).toEqual(answers.cast[a])
  })
})

test('the result of every two operands', () => {
  const got = answers.result.map(([a, b, defaultDtype, result]) => {
    const run = () => resultType([operand(a), operand(b)], dtypes[defaultDtype]).name
    if (result !== 'complex32') return [a, b, defaultDtype, run()]
    expect(run).toThrow('complex32')
    return [a, b, defaultDtype, result]
  })
  expect(got).toEqual(answers.result)
})
