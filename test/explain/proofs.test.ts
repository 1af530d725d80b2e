/** What is replayed to prove a fix, and what a replay may not do. Cells stand between `# %%` lines, the failing one last. */
import { expect, test } from 'vitest'
import type { CellSource } from '../../kernels/torch/fixes/cell-text.js'
import { prove } from '../../kernels/torch/fixes/proof.js'
import { sliceOf } from '../../kernels/torch/fixes/slice.js'
import { silentHost } from '../silent-host.js'

const cellsOf = (text: string): CellSource[] =>
  text.split('\n# %%\n').map((cell, index) => ({ name: `<In[${index + 1}]>`, text: cell.trim() }))

// ------------------------------------------------------------------ which cells

/** Cells | those that the last depends on | the same where whatever is called might change what it knows. */
const SLICES: [about: string, text: string, plain: number[], careful: number[]][] = [
  ['names, and what they need', 'a = 1\n# %%\nb = a\n# %%\nc = 3\n# %%\nb', [1, 2, 4], [1, 2, 4]],
  ['a name given anew', 'a = 1\n# %%\na = 2\n# %%\na', [2, 3], [1, 2, 3]],
  ['a name given anew from itself', 'a = 1\n# %%\na = a + 1\n# %%\na', [1, 2, 3], [1, 2, 3]],
  [
    'what functions find when they run',
    'def f():\n    return g()\n# %%\ndef g():\n    return 1\n# %%\nf()',
    [1, 2, 3],
    [1, 2, 3],
  ],
  [
    "locals are nobody else's",
    'x = 1\n# %%\ndef f(x):\n    y = x\n    return y\n# %%\ny = 2\n# %%\nf(3)',
    [2, 4],
    [2, 4],
  ],
  [
    'changed in part, or for the effect',
    'a = []\n# %%\na.append(1)\n# %%\na[0] = 2\n# %%\nprint(a)\n# %%\na',
    [1, 2, 3, 5],
    [1, 2, 3, 5],
  ],
  [
    'called on the way to something else',
    'net = make()\n# %%\nloss = net(1)\n# %%\nnet(2)',
    [1, 3],
    [1, 2, 3],
  ],
  [
    'settings of a module',
    'import torch\n# %%\ntorch.manual_seed(1)\n# %%\nimport math\n# %%\ntorch.ones(2)',
    [1, 2, 4],
    [1, 2, 4],
  ],
  ['any name', 'from torch import *\n# %%\nb = 2\n# %%\nones(2)', [1, 3], [1, 3]],
  [
    'loops, with, del',
    'for i in range(3):\n    a = i\n# %%\nwith open("f") as b:\n    pass\n# %%\nc = 1\n# %%\ndel c\n# %%\na, b, c',
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5],
  ],
]

test.each(SLICES)('%s', (_, text, plain, careful) => {
  const cells = cellsOf(text)
  const numbers = (slice: CellSource[]) =>
    slice.map(({ name }) => cells.findIndex((cell) => cell.name === name) + 1)
  expect([numbers(sliceOf(cells, false)), numbers(sliceOf(cells, true))]).toEqual([plain, careful])
})

// ------------------------------------------------------------------ what a replay may do

const BEGIN = 'import torch, time\nfrom torch import nn\nfc = nn.Linear(3, 4)\nx = torch.ones(2, 5)'
/** What is found takes a fraction of that; what is not, all of it. */
const LIMITS = { replay: 5000, search: 8000, longSearch: 8000, most: 3 }
const SHORT = { replay: 500, search: 1500, longSearch: 1500, most: 3 }
const FIX = 'fc takes 5 features'

const MATMUL = 'mat1 and mat2 shapes cannot be multiplied (2x5 and 3x4)'

/** The first fix offered. */
const firstFix = (text: string, limits: typeof LIMITS, message = MATMUL) => {
  const job = {
    cells: cellsOf(text).map((cell) => ({ ...cell, raisedAt: null })),
    error: { type: 'RuntimeError', message },
    argv: [''],
    path: [''],
    cwd: '/',
  }
  return prove(job, silentHost, limits).diagnosis.fixes[0]?.what ?? null
}

const LOADER = `
data = torch.utils.data.TensorDataset(torch.ones(4000, 5), torch.zeros(4000).long())
loader = torch.utils.data.DataLoader(data, 4, shuffle=True)
`

/** Ten epochs of a thousand batches; the optimizer divides by what its count of steps gives. */
const TRAINING = `${LOADER}
opt = torch.optim.Adam(fc.parameters())
for epoch in range(10):
    for x, y in loader:
        loss = nn.functional.cross_entropy(fc(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
    print(epoch, loss.item())
assert epoch == 9`

const REPLAYS: [about: string, text: string, fix: string | null][] = [
  ['nothing in the way', `${BEGIN}\n# %%\nfc(x)`, FIX],
  [
    'what the failing cell does not need is not run',
    `${BEGIN}\n# %%\ntotal = sum(range(10 ** 12))\n# %%\nfc(x)`,
    FIX,
  ],
  [
    'sleep takes no time, and time goes on',
    `${BEGIN}\n# %%\nend = time.time() + 3600\nwhile time.time() < end:\n    time.sleep(1)\nfc(x)`,
    FIX,
  ],
  [
    'a cell that writes, on the way, is left out',
    `${BEGIN}\n# %%\ntorch.save(fc.state_dict(), "fc.pt")\n# %%\nfc(x)`,
    FIX,
  ],
  [
    'a failing cell that goes on to write proves nothing',
    `${BEGIN}\n# %%\nopen("y.txt", "w").write(str(fc(x)))`,
    null,
  ],
  ['input is refused', `${BEGIN}\n# %%\nsize = int(input("size? "))\n# %%\nfc(x[:size])`, null],
  [
    'a fix after which a loop never ends',
    `${BEGIN}\n# %%\ny = fc(x)\nwhile y.shape[1] == 4:\n    pass`,
    null,
  ],
  [
    'nor one that catches what ends it',
    `${BEGIN}\n# %%\ny = fc(x)\nwhile True:\n    try:\n        time.time()\n    except BaseException:\n        pass`,
    null,
  ],
  [
    'draws by probabilities that are not computed',
    `${BEGIN}\n# %%\npicked = torch.multinomial(fc(x).softmax(-1), 1)\nassert picked.shape == (2, 1)`,
    FIX,
  ],
  ['a training loop in the failing cell', `${BEGIN}\n# %%\nfc(x)${TRAINING}`, FIX],
  [
    'and in one before it',
    `${BEGIN}\ngood, fc = fc, nn.Linear(5, 4)${TRAINING}\n# %%\nfc = good\nfc(torch.ones(2, 5))`,
    FIX,
  ],
  [
    'a loop that counts right guesses over a data loader',
    `${BEGIN}\n# %%\nfc(x)${LOADER}right = 0\nfor x, y in loader:\n    right += (fc(x).argmax(1) == y).sum().item()\nassert right >= 0`,
    FIX,
  ],
  [
    'no loop over layers is cut short: the third is another one',
    `${BEGIN}${LOADER}same = nn.Linear(5, 5)\n# %%\nfor layer in [same, same, fc, nn.Linear(4, 4)]:\n    x = layer(x)`,
    FIX,
  ],
  ['another error than the session had', `${BEGIN}\n# %%\nfc(x[:1])`, null],
  [
    'data is read where the error needs it',
    `${BEGIN}\n# %%\nwhich = torch.rand(100000).mean().item()\nif which > 0.4:\n    fc(x)`,
    FIX,
  ],
  [
    'and to prove what mends it',
    `${BEGIN}\n# %%\nwhich = torch.rand(100000).mean().item()\nif which > 0.4:\n    fc(x)\nassert which <= 0 or which > 1`,
    null,
  ],
]

test.each(REPLAYS)('%s', { timeout: 60_000 }, (_, text, fix) => {
  expect(firstFix(text, fix === null ? SHORT : LIMITS)).toBe(fix)
})
