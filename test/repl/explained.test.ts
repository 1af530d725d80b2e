/** Explanations in colour: what stands out and what recedes; the text itself stays. */
import { expect, test } from 'vitest'
import wrapAnsi from 'wrap-ansi'
import { explanation, TRAIL_METADATA } from '../../src/protocol/messages.js'
import type { JsonObject } from '../../src/protocol/mime.js'
import { drawExplained } from '../../src/repl/explained.js'
import { drawProse } from '../../src/repl/outputs.js'
import { styler } from '../../src/repl/style.js'

const CASES: Record<string, { metadata: JsonObject; text: string[]; drawn: string[] | null }> = {
  'the trail': {
    metadata: TRAIL_METADATA,
    text: [
      'net           Net     (1, 1, 8, 8) → raised',
      '  self.conv1  Conv2d  (1, 1, 8, 8) → (1, 6, 6, 6)  × 2',
      '              H, W = ⌊(8 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 6',
      '  [:, 0]              (1, 6, 6, 6) → (1, 6, 6)',
      '… 3 more rows; %trail full shows all',
    ],
    drawn: [
      '        <strong net>           <dim Net     >(1, 1, 8, 8) → <error raised>',
      '          <strong self.conv1>  <dim Conv2d  >(1, 1, 8, 8) → (1, 6, 6, 6)<dim   × 2>',
      '        <dim               H, W = ⌊(8 + 2·0 − 1·(3 − 1) − 1) / 1⌋ + 1 = 6>',
      '          <strong [:, 0]>              (1, 6, 6, 6) → (1, 6, 6)',
      '        <dim … 3 more rows; %trail full shows all>',
    ],
  },
  why: {
    metadata: explanation('why'),
    text: [
      '400 = 16·5·5                view                        In[7] line 6',
      '└  5 = ⌊(10 − 2)/2⌋ + 1     F.max_pool2d                net.py line 5',
      'H, W   5 = ⌊(10 − 2)/2⌋ + 1   F.max_pool2d   In[7] line 5',
      'dims 2, 3  32   x dims 2, 3   torch.randn(1, 1, 32, 32)   In[5] line 1',
    ],
    drawn: [
      '<strong 400> = 16·5·5                view<dim                         In[7] line 6>',
      '└  <strong 5> = ⌊(10 − 2)/2⌋ + 1     F.max_pool2d<dim                 net.py line 5>',
      'H, W   <strong 5> = ⌊(10 − 2)/2⌋ + 1   F.max_pool2d<dim    In[7] line 5>',
      'dims 2, 3  <strong 32>   x dims 2, 3   torch.randn(1, 1, 32, 32)<dim    In[5] line 1>',
    ],
  },
  'a summary': {
    metadata: explanation('summary'),
    text: ['layer  output', '─────────────', 'net    raised', '3 parameters (exact)'],
    drawn: ['<strong layer  output>', '<dim ─────────────>', 'net    <error raised>', '3 parameters (exact)'],
  },
  'under an error': {
    metadata: explanation('failure'),
    text: [
      'fc (Linear)  In[4] line 2',
      '  y = fc(x)',
      '      ┬─ ┬',
      '      │  └ (3, 5)',
      '      └ weight (2, 4)',
    ],
    drawn: [
      '        <strong fc (Linear)  In[4] line 2>',
      '          y = fc(x)',
      '        <dim       ┬─ ┬>',
      '        <dim       │  └> (3, 5)',
      '        <dim       └> weight (2, 4)',
    ],
  },
  'any other display': { metadata: {}, text: ['net  Net  (1, 2) → (1, 3)'], drawn: null },
}

test.each(Object.entries(CASES))('%s', (_, { metadata, text, drawn }) => {
  const style = (name: string, part: string): string => (part === '' ? '' : `<${name} ${part}>`)
  expect(drawExplained(text.join('\n'), metadata, style)?.split('\n') ?? null).toEqual(drawn)
})

test('sentences are broken at the edge, lines of drawings are not', () => {
  const style = (_: string, part: string): string => part
  const text = [
    'fc (Linear)  In[4] line 2',
    '      │  └ (3, 5)  from a call whose name is longer than the edge',
    '  A product of (3, 5) and (4, 2): each of the 3 rows has 5 numbers, and the layer takes 4.',
  ].join('\n')
  expect(drawExplained(text, explanation('failure'), style, 50)?.split('\n')).toEqual([
    '        fc (Linear)  In[4] line 2',
    '              │  └ (3, 5)  from a call whose name is longer than the edge',
    '          A product of (3, 5) and (4, 2): each of',
    '          the 3 rows has 5 numbers, and the layer',
    '          takes 4.',
  ])
})

test('what a lesson says: code and strong words are set off, also where a line is broken within them', () => {
  const wrap = (text: string, width: number): string => wrapAnsi(text, width, { trim: false })
  expect(drawProse('**Shapes** are `(N, C, H, W)` here.', 16, styler(false), wrap)).toBe(
    'Shapes are (N, \nC, H, W) here.\n',
  )
  const coloured = drawProse('Shapes: `(N, C, H, W)`.', 16, styler(true), wrap)
  expect(coloured.replace(/\x1b\[[0-9;]*m/g, '')).toBe('Shapes: (N, C, \nH, W).\n')
  // The colour ends with the line and goes on below.
  expect(coloured).toMatch(/\x1b\[36m\(N, C, \x1b\[39m\n\x1b\[36mH, W\)/)
})
