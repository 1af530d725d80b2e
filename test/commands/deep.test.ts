/** Which programs get the large stack. */
import { expect, test } from 'vitest'
import { looksRecursive } from '../../src/commands/deep.js'

const recursive = {
  'a function': 'def f(n):\n    return 1 + f(n - 1) if n else 0',
  'on one line': 'def f(n): return f(n - 1)',
  'a lambda': 'fact = lambda n: 1 if n == 0 else n * fact(n - 1)',
  'two functions':
    'def even(n):\n    return n == 0 or odd(n - 1)\ndef odd(n):\n    return n != 0 and even(n - 1)',
  'a method': 'class A:\n    def m(self, n):\n        return self.m(n - 1)',
  'a function inside':
    'def outer():\n    def walk(t):\n        for c in t:\n            walk(c)\n    walk([])',
  __call__: 'class A:\n    def __call__(self, n):\n        return self(n - 1)',
  forward: 'class N(nn.Module):\n    def forward(self, x, n):\n        return self(x, n - 1)',
  'a generator': 'def walk(t):\n    for c in t:\n        yield from walk(c)',
  'an operator': 'class A:\n    def __add__(self, n):\n        return 1 + (self + (n - 1))',
  'a property': 'class A:\n    @property\n    def p(self):\n        return self.next.p',
  'a function handed on': 'def f(n):\n    return list(map(f, [n - 1]))',
  'its text': "class T:\n    def __repr__(self):\n        return f'T({self.left!r})'",
}
for (const [name, text] of Object.entries(recursive))
  test(`recursive: ${name}`, () => expect(looksRecursive(text)).toBe(true))

const plain = {
  'a model':
    'class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.conv = nn.Conv2d(1, 6, 3)\n    def forward(self, x):\n        return F.relu(self.conv(x))',
  'a function that calls others': 'def main():\n    print(helper())\ndef helper():\n    return 1\nmain()',
  "a method named as torch's": 'class N:\n    def relu(self, x):\n        return torch.relu(x)',
  'a loop': 'x = 0\nfor i in range(10):\n    x += i\nprint(x)',
}
for (const [name, text] of Object.entries(plain))
  test(`not recursive: ${name}`, () => expect(looksRecursive(text)).toBe(false))
