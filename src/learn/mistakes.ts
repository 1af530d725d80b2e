/**
 * How predictions go wrong. Each mistake is a rule that turns what really happened (the derivation of the cell) into the shape that
 * someone who makes the mistake would predict; the first whose shape is the prediction is the diagnosis. No mistake knows a lesson.
 */
import type { DerivationRow } from '../protocol/mime.js'
import { evaluate } from './arithmetic.js'

export type Shape = readonly number[]

/** What the cell really did: its calls in order, and the shape (or the one number) at the end. */
export interface Happened {
  shape: Shape
  rows: readonly DerivationRow[]
}

export type MistakeName = keyof typeof mistakes

/** A formula's text changed as the mistake has it; undefined where it makes no difference to the formula. */
type Slip = (formula: string) => string

/** The sizes that the last row would have if its formulas were misremembered. */
const misremembered =
  (slip: Slip) =>
  ({ shape, rows }: Happened): Shape[] => {
    const formulas = formulasOf(rows.at(-1), shape)
    if (formulas.size === 0) return []
    const changed = [...shape]
    for (const [index, formula] of formulas) {
      const value = evaluate(slip(formula))
      if (value === undefined) return []
      changed[index] = value
    }
    return [changed]
  }

/** By index of the dim: its formula with numbers, without the result. Only those that give the size that came. */
const formulasOf = (row: DerivationRow | undefined, shape: Shape): Map<number, string> => {
  const formulas = new Map<number, string>()
  const named = row?.dims.flatMap((dim) => dim.names.map(() => dim)) ?? []
  if (named.length !== shape.length) return formulas
  for (const [index, { formula, text }] of named.entries()) {
    if (formula === undefined) continue
    const numbers = text.replace(/\s*=\s*-?[\d.]+\s*$/, '').replace(/^.*=\s*(?=[⌊⌈(\d])/, '')
    if (evaluate(numbers) === shape[index]) formulas.set(index, numbers)
  }
  return formulas
}

const sizesOf = (shapes: DerivationRow['inputs']): Shape[] =>
  shapes.filter((shape) => shape.every((size) => typeof size === 'number')) as number[][]

/** Mistake → the shapes that it leads to; a mistake that does not apply leads to none, or to the true one. */
export const mistakes = {
  plusOne: misremembered((formula) => formula.replace(/([⌋⌉])\s*\+\s*1$/, '$1')),
  paddingTwice: misremembered((formula) => formula.replace(/2·(\d+)/g, '$1')),
  noPadding: misremembered((formula) => formula.replace(/\s*\+\s*2·\d+/g, '')),
  noStride: misremembered((formula) => formula.replace(/\s*\/\s*\d+([⌋⌉])/g, '$1')),
  noDilation: misremembered((formula) => formula.replace(/\d+·\((\d+) − 1\)/g, '1·($1 − 1)')),
  wholeKernel: misremembered((formula) => formula.replace(/\((\d+) − 1\) − 1/g, '$1 − 1')),
  roundedUp: misremembered((formula) => formula.replaceAll('⌊', '⌈').replaceAll('⌋', '⌉')),
  unrounded: misremembered((formula) =>
    formula.replace(/[⌊⌋⌈⌉]/g, (bracket) => ('⌊⌈'.includes(bracket) ? '(' : ')')),
  ),
  unchangedSize: ({ shape, rows }: Happened): Shape[] => {
    const [input] = sizesOf(rows.at(-1)?.inputs ?? [])
    const changed = formulasOf(rows.at(-1), shape)
    if (!input || input.length !== shape.length || changed.size === 0) return []
    return [shape.map((size, index) => (changed.has(index) ? input[index] : size))]
  },
  inputChannels: ({ shape, rows }: Happened): Shape[] => {
    const [input] = sizesOf(rows.at(-1)?.inputs ?? [])
    const axis = shape.length > 3 ? 1 : 0
    if (!input || input.length !== shape.length || shape.length < 3) return []
    return [shape.map((size, index) => (index === axis ? input[axis] : size))]
  },
  stepMissing: ({ rows }: Happened): Shape[] => rows.slice(0, -1).flatMap(({ outputs }) => sizesOf(outputs)),
  stepTwice: ({ shape, rows }: Happened): Shape[] => {
    const row = rows.at(-1)
    const [input] = sizesOf(row?.inputs ?? [])
    const formulas = formulasOf(row, shape)
    if (!input || formulas.size === 0) return []
    const again = shape.map((size, index) => {
      const formula = formulas.get(index)
      return formula === undefined
        ? size
        : (evaluate(formula.replace(String(input[index]), String(size))) ?? size)
    })
    return [again]
  },
  noBatch: ({ shape }: Happened): Shape[] => (shape.length > 1 ? [shape.slice(1)] : []),
  extraBatch: ({ shape }: Happened): Shape[] => [[1, ...shape]],
  swapped: ({ shape }: Happened): Shape[] => {
    const found: Shape[] = []
    for (let i = 0; i < shape.length - 1; i++) {
      const other = [...shape]
      ;[other[i], other[i + 1]] = [shape[i + 1], shape[i]]
      found.push(other)
    }
    return found
  },
  flattenedBatch: ({ shape }: Happened): Shape[] =>
    shape.length > 1 ? [[shape.reduce((a, b) => a * b, 1)]] : [],
  otherOrder: ({ shape }: Happened): Shape[] => [[...shape].reverse()],
} satisfies Record<string, (happened: Happened) => Shape[]>

const equal = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, index) => size === b[index])

/** Whether the prediction is right. */
export const isRight = (prediction: Shape, { shape }: Happened): boolean => equal(prediction, shape)

/** The first mistake that leads to this prediction; undefined if none does. */
export const diagnose = (prediction: Shape, happened: Happened): MistakeName | undefined => {
  for (const [name, leadsTo] of Object.entries(mistakes)) {
    const shapes = leadsTo(happened).filter((shape) => !equal(shape, happened.shape))
    if (shapes.some((shape) => equal(shape, prediction))) return name as MistakeName
  }
  return undefined
}

/** A prediction as people type it: `(1, 6, 30, 30)`, `1x6x30x30`, `torch.Size([6])`, `[]`, `576`; undefined if it is none. */
export const readShape = (text: string): Shape | undefined => {
  // As input methods for Chinese, Japanese and Korean write them: （１、６）.
  const inner = text
    .normalize('NFKC')
    .replaceAll('、', ',')
    .trim()
    .replace(/^torch\.Size\(([\s\S]*)\)$/, '$1')
    .trim()
    .replace(/^[([]([\s\S]*)[)\]]$/, '$1')
    .trim()
  if (inner === '') return /[[(]/.test(text) ? [] : undefined
  const parts = inner.split(/\s*[,x×·*\s]\s*/).filter((part) => part !== '')
  if (!parts.every((part) => /^\d+(\.\d+)?$/.test(part))) return undefined
  return parts.map(Number)
}
