/** What windows leave unread at the edge, and how far outputs see. */
import { expect, test } from 'vitest'
import { unread } from '../../src/explain/shape-text.js'
import { startKernel } from '../kernel/client.js'

const EDGES: [values: Record<string, number>, windows: number, end: number, inside: number][] = [
  [{ L: 32, kernel: 3, stride: 1, padding: 0, dilation: 1 }, 30, 0, 0],
  [{ L: 32, kernel: 3, stride: 2, padding: 0, dilation: 1 }, 15, 1, 0],
  [{ L: 28, kernel: 5, stride: 1, padding: 2, dilation: 1 }, 28, 0, 0],
  [{ L: 7, kernel: 1, stride: 3, padding: 0, dilation: 1 }, 3, 0, 4],
  [{ L: 56, kernel: 1, stride: 2, padding: 0, dilation: 1 }, 28, 1, 27],
  [{ L: 9, kernel: 2, stride: 2, padding: 0, dilation: 3 }, 3, 1, 2],
]

test.each(EDGES)('%j', (values, windows, end, inside) => {
  expect(unread(values, windows)).toEqual({ end, inside })
})

const FIELDS: [net: string, shape: string, field: string | null][] = [
  ['nn.Conv2d(1, 1, 3)', '(1, 1, 9, 9)', '3×3, jump 1'],
  ['nn.Sequential(nn.Conv2d(1, 1, 3), nn.MaxPool2d(2), nn.Conv2d(1, 1, 3))', '(1, 1, 16, 16)', '8×8, jump 2'],
  [
    'nn.Sequential(nn.Conv1d(1, 1, 3, dilation=2), nn.Conv1d(1, 1, 3, dilation=4))',
    '(1, 1, 30)',
    '13, jump 1',
  ],
  ['nn.Sequential(nn.Conv2d(1, 1, 2, 2), nn.ConvTranspose2d(1, 1, 2, 2))', '(1, 1, 8, 8)', '2×2, jump 1'],
  ['nn.Sequential(nn.Conv2d(1, 1, 3), nn.Flatten())', '(1, 1, 8, 8)', null],
  ['nn.Linear(4, 4)', '(2, 4)', null],
]

test.each(FIELDS)('the receptive field of %s', async (net, shape, field) => {
  const { run } = startKernel()
  await run('import torch.nn as nn')
  const { text } = await run(`net = ${net}\n%explain net ${shape}`)
  expect(/receptive field\s+(.*)/.exec(text)?.[1] ?? null).toBe(field)
})
