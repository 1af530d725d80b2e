/** Where the terminal is narrow, a summary leaves out the columns that are least wanted, and the funnel's bars grow shorter. */
import { expect, test } from 'vitest'
import { funnelText } from '../../src/explain/funnel.js'
import type { Sized } from '../../src/explain/recording.js'
import { type Summary, type SummaryRow, summaryText } from '../../src/explain/summary.js'

const sized = (...shape: number[]): Sized => ({ name: '', shape, dtype: 'float32', derivation: null })

const row = (given: Partial<SummaryRow>): SummaryRow => ({
  name: '',
  type: '',
  depth: 0,
  inputs: [],
  outputs: [],
  kernel: '',
  parameters: null,
  parametersText: '',
  multiplyAdds: null,
  field: '',
  failed: false,
  folded: false,
  times: 1,
  ...given,
})

const table: Summary = {
  title: 'net on (1, 1, 8, 8)',
  rows: [
    row({
      name: '畳み込み',
      type: 'Conv2d',
      inputs: [sized(1, 1, 8, 8)],
      outputs: [sized(1, 6, 6, 6)],
      kernel: '3×3',
      parameters: 60,
      multiplyAdds: { total: 1944, text: '', certainty: 'exact' },
      field: '3×3, jump 1',
    }),
    row({
      name: 'F.max_pool2d',
      inputs: [sized(1, 6, 6, 6)],
      outputs: [sized(1, 6, 3, 3)],
      field: '4×4, jump 2',
    }),
  ],
  parameters: 60,
  trainable: 60,
  multiplyAdds: { total: 1944, text: '', certainty: 'exact' },
  unused: [],
  error: null,
}

test.each([
  [
    100,
    undefined,
    `layer         type    input         output        kernel  params      %  mult-adds  field
─────────────────────────────────────────────────────────────────────────────────────────
畳み込み      Conv2d  (1, 1, 8, 8)  (1, 6, 6, 6)  3×3         60  100.0      1,944  3×3
F.max_pool2d          (1, 6, 6, 6)  (1, 6, 3, 3)                                    4×4
─────────────────────────────────────────────────────────────────────────────────────────
60 parameters (exact); 1,944 multiply-adds (exact)`,
  ],
  [
    62,
    undefined,
    `layer         type    output        params  mult-adds
─────────────────────────────────────────────────────
畳み込み      Conv2d  (1, 6, 6, 6)      60      1,944
F.max_pool2d          (1, 6, 3, 3)
─────────────────────────────────────────────────────
60 parameters (exact); 1,944 multiply-adds (exact)
too narrow for kernel, field, share, input; --columns chooses what is shown`,
  ],
  [
    30,
    ['layer', 'output', 'kernel'] as const,
    `layer         output        kernel
──────────────────────────────
畳み込み      (1, 6, 6, 6)  3×3
F.max_pool2d  (1, 6, 3, 3)
──────────────────────────────
60 parameters (exact); 1,944 multiply-adds (exact)`,
  ],
])('a table in %i columns', (width, columns, text) => {
  expect(summaryText(table, columns, width)).toBe(text)
})

test.each([
  [
    100,
    `              C × H×W  values  where the image went      where the weights are
input         1 × 8×8      64  ███████▏
畳み込み      6 × 6×6     216  ████████████████████████  ████████████████████████ 100.0 %
F.max_pool2d  6 × 3×3      54  ██████`,
  ],
  [
    62,
    `              C × H×W  values  image       weights
input         1 × 8×8      64  ███
畳み込み      6 × 6×6     216  ██████████  ██████████ 100.0 %
F.max_pool2d  6 × 3×3      54  ██▌`,
  ],
])('a funnel in %i columns', (width, text) => {
  expect(funnelText(table, width)).toBe(text)
})
