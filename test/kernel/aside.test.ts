/** `expression?` evaluates what it is asked, and leaves no trace. */
import { expect, test } from 'vitest'
import type { ExecuteReply } from '../../src/protocol/messages.js'
import { startKernel } from './client.js'

const SETUP = `
import torch, torch.nn as nn, torch.nn.functional as F, random
calls = []
total = 0
class Net(nn.Module):
    runs = 0
    def __init__(self):
        super().__init__()
        self.conv, self.bn, self.n = nn.Conv2d(1, 6, 3), nn.BatchNorm2d(6), 0
    def forward(self, x):
        global total
        self.n += 1
        Net.runs += 1
        total += 1
        calls.append(self.n)
        print('forward')
        self.last = x
        return F.dropout(self.bn(self.conv(x)))
net, x = Net(), torch.ones(2, 1, 8, 8)
net.register_forward_hook(lambda m, i, o: calls.append('hook'))
l, d, s, t = [1, 2], {'a': 1}, {1}, (1, [2])
fresh, started, it = (i for i in range(3)), (i for i in range(3)), iter(l)
next(started)
w = torch.ones(2, requires_grad=True)
loss = (w * w).sum()
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
up = counter()
def world():
    return repr((
        total, calls, net.n, Net.runs, sorted(vars(net)), net.bn.num_batches_tracked, net.bn.running_mean, x._version, x.shape,
        x.sum(), torch.get_rng_state().sum(), random.getstate(), torch.get_default_dtype(), torch.is_grad_enabled(), net.training,
        w.grad, l, d, s, t, sorted(vars(Net)), [n for n in globals() if n[0] != '_'], up.__closure__[0].cell_contents, str(torch.tensor([1 / 3])),
    ))
before = ''
before = world()
`

/** Expressions whose evaluation would change something. */
const CHANGING = [
  'net(x).shape',
  'net(torch.randn(4, 1, 9, 9)).shape',
  'x.add_(1)',
  'x.resize_(3)',
  'x.data.fill_(7)',
  'x[0].zero_()',
  'torch.randn(3).shape',
  '(y := 5)',
  'l.append(3)',
  'l.sort(reverse=True)',
  'd.update(b=2)',
  'd.pop("a")',
  's.add(5)',
  't[1].clear()',
  'net.eval()',
  'net.add_module("more", nn.Linear(2, 2))',
  'net.double()',
  'random.random()',
  'torch.manual_seed(3)',
  'torch.set_default_dtype(torch.float64)',
  'torch.set_grad_enabled(False)',
  'torch.set_printoptions(precision=2)',
  'setattr(Net, "extra", 1)',
  'setattr(Net, "forward", None)',
  'globals().update(zz=3, l=7)',
  'up()',
  'loss.backward()',
  'next(fresh)',
  'list(fresh)',
  'exec("total = 3")',
  "open('new.txt', 'w').write('x')",
]

test.each(CHANGING)('%s?', async (expression) => {
  const files: Record<string, string> = {}
  const { run } = startKernel(files)
  await run(SETUP)
  const { text } = await run(`${expression}?`)
  expect(text).not.toContain('forward\n')
  expect((await run('world() == before')).text).toBe('Out[3]: True\n')
  // What was put back still works.
  expect(
    (await run('[next(fresh), next(started), next(it), up(), net(x).shape, loss.backward()]')).text,
  ).toBe('forward\nOut[4]: [0, 1, 1, 1, torch.Size([2, 6, 6, 6]), None]\n')
  expect(files).toEqual({})
})

test('an iterator that has begun is not advanced', async () => {
  const { run } = startKernel()
  await run(SETUP)
  for (const expression of ['next(started)', 'next(it)', 'list(started)']) {
    const { reply } = await run(`${expression}?`)
    expect((reply as ExecuteReply & { evalue: string }).evalue).toBe(
      'help has no side effects: an iterator that exists already is not advanced, its place could not be put back',
    )
  }
})

test('an error tells what would happen', async () => {
  const { run } = startKernel()
  await run(SETUP)
  const { text } = await run('net(torch.ones(1, 3, 8, 8)).shape?')
  expect(text).toContain('expected input[1, 3, 8, 8] to have 1 channels, but got 3 channels instead')
  expect((await run('world() == before')).text).toBe('Out[3]: True\n')
})
