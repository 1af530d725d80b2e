/** Tab: what is offered, as replacement → what stands beside it. Nothing of it runs the user's code. */
import { expect, test } from 'vitest'
import type { CompleteReply } from '../../src/protocol/messages.js'
import { startKernel } from './client.js'

const SETUP = `
import torch, torch.nn as nn, torch.nn.functional as F, math
answer = 42
ran = []
class Point:
    def __init__(self): self.x = 1; self.y = 2
    @property
    def secret(self): ran.append('property')
class Wild:
    def __getattr__(self, name): ran.append(name); return 1
    def __getitem__(self, key): ran.append(key); return ''
point, wild = Point(), Wild()
def fun(first, second=2, *, third=3): ran.append('fun')
table = {'red_key': 11, 'blue_key': 2, 5: 3, (1, 2): 4, "it's": 5}
rows = [{'k1': 1}]
text = 'abc'
image = torch.ones(1, 6, 30, 30)
conv1 = nn.Conv2d(1, 6, 3)
net = nn.Sequential(nn.Linear(2, 3), nn.ReLU())
named = nn.ModuleDict({'first': conv1})
`

/** Typed text (the cursor at its end) → the whole line with each of the matches put in; `type signature` of the first. */
const CASES: [typed: string, lines: string[], beside?: string][] = [
  ['answ', ['answer'], 'instance int'],
  ['torch.nn.functi', ['torch.nn.functional'], 'module'],
  ['torch.distrib', ['torch.distributed', 'torch.distributions'], 'module'],
  ['torch.optim.lr', ['torch.optim.lr_scheduler'], 'module'],
  ['torch.optim.ada', []],
  ['point.', ['point.secret', 'point.x', 'point.y']],
  ['wild.na', []],
  ['fun(fi', ['fun(first=', 'fun(filter', 'fun(finally'], 'param'],
  ['fun(1, sec', ['fun(1, second=']],
  ['fun(first=1, thi', ['fun(first=1, third=']],
  ['%timei', ['%timeit']],
  ['%%timei', ['%%timeit']],
  ['x = %timei', ['x = %timeit']],
  [
    'timei',
    ['%timeit'],
    'magic Runs a statement many times and gives the mean. As a cell magic, the line is the setup and the cell is timed.',
  ],
  ['%pdx', []],
  ['%pdb', []],
  ['pinf', ['%pinfo', '%pinfo2']],
  ['%time answ', ['%time answer']],
  ['y = %time answ', ['y = %time answer']],
  ['%timeit -n 5 answer.bit_l', ['%timeit -n 5 answer.bit_length']],
  ['%%time\nansw', ['%%time\nanswer']],
  ['%who\nansw', ['%who\nanswer']],
  ['%cat da', ['%cat data.txt']],
  ['cat da', ['cat data.txt']],
  ['%xdel answ', ['%xdel answer']],
  ['%xmode V', ['%xmode Verbose']],
  ['%config xm', ['%config xmode']],
  ['%magic timei', ['%magic timeit']],
  ['import collec', ['import collections'], 'module'],
  ['import torch.optim.lr_s', ['import torch.optim.lr_scheduler']],
  ['from math import facto', ['from math import factorial'], 'function (x, /)'],
  ['from torch.nn import (Bilin', ['from torch.nn import (Bilinear'], 'class'],
  ['from math import sin, cosh', ['from math import sin, cosh']],
  ['open("da', ['open("data.txt'], 'path'],
  ['# answ', []],
  ["'answ", []],
  ["table['re", ["table['red_key"], 'key int'],
  ["table['", ["table['red_key", "table['blue_key", "table['it\\'s"]],
  ['table["it', ['table["it\'s']],
  ['table[', ["table['red_key'", "table['blue_key'", 'table[5', "table['it\\'s'"]],
  ["rows[0]['", ["rows[0]['k1"]],
  ["named['", ["named['first"], 'key Conv2d, weight (6, 1, 3, 3) float32'],
  ['image', ['image'], 'instance Tensor (1, 6, 30, 30) float32'],
  ['image.shap', ['image.shape'], 'instance Size([1, 6, 30, 30])'],
  ['conv1', ['conv1'], 'instance Conv2d, weight (6, 1, 3, 3) float32'],
  ['conv1.weig', ['conv1.weight'], 'instance Parameter (6, 1, 3, 3) float32'],
  ['net[0].in_f', ['net[0].in_features'], 'instance int'],
  ['conv1(image).flat', ['conv1(image).flatten']],
  ['image.view(-1).size', ['image.view(-1).size']],
  ['(image + 1).unflat', ['(image + 1).unflatten']],
  ["'abc'.upp", ["'abc'.upper"], 'function ()'],
  ['text.upper().sp', ['text.upper().split', 'text.upper().splitlines']],
  ['[1].app', ['[1].append']],
  ['F.max_pool2d(image, kern', ['F.max_pool2d(image, kernel_size=']],
  ['nn.Conv2d(1, 6, strid', ['nn.Conv2d(1, 6, stride=']],
  ["f'{answ", ["f'{answer"]],
  ["f'answ", []],
  ['lambda: answ', ['lambda: answer']],
  ['fun(answer).x', []],
  ["wild['k'].x", []],
]

const { client, run } = startKernel({ 'data.txt': '' })
const ready = run(SETUP)

test.each(CASES)('%s', async (typed, lines, beside) => {
  await ready
  const reply = (await client.request('complete', {
    code: typed,
    cursor_pos: [...typed].length,
  })) as CompleteReply
  const put = (match: string): string =>
    typed.slice(0, reply.cursor_start) + match + typed.slice(reply.cursor_end)
  expect(reply.matches.map(put)).toEqual(lines)
  if (beside !== undefined) {
    const [{ type, signature }] = reply.metadata._jupyter_types_experimental!
    expect(`${type} ${signature ?? ''}`.trim()).toBe(beside)
  }
})

test('none of it ran any code of the user', async () => {
  expect((await run('ran')).text).toBe('Out[2]: []\n')
})
