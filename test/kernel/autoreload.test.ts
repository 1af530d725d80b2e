/** Modules beside the session: reload on change, %autoreload, %run. */
import { expect, test } from 'vitest'
import { startKernel } from './client.js'

const OLD = `
class Net:
    def __init__(self):
        super().__init__()
    def f(self):
        return 'old'
    def gone(self):
        pass
def g():
    return 1
`
const NEW = `
class Net:
    def __init__(self):
        super().__init__()
        self.x = 1
    def f(self):
        return 'new', super().__repr__()[:10]
    def added(self):
        return 'added'
def g(a=5):
    return a
print('loaded again')
`
const write = (text: string): string => `_ = open('model.py', 'w').write(${JSON.stringify(text)})`

test('a changed module runs again before the next cell; objects and names keep up', async () => {
  const { run } = startKernel({ 'model.py': OLD })
  expect((await run('import model\nfrom model import Net, g\nn = Net()\nprint(n.f(), g())')).text).toBe(
    'old 1\n',
  )
  expect((await run(write(NEW))).text).toBe('')
  const questions =
    "print(n.f(), g(), n.added(), hasattr(n, 'gone'), model.Net is Net, isinstance(n, model.Net), Net().x)"
  expect((await run(questions)).text).toBe("loaded again\n('new', '<model.Net') 5 added False True True 1\n")
})

test('%autoreload 0 leaves modules alone, now asks for it, 1 watches those of %aimport', async () => {
  const { run } = startKernel({ 'model.py': OLD })
  await run('%load_ext autoreload\n%autoreload 0\nimport model')
  await run(write(NEW))
  expect((await run('print(model.g())')).text).toBe('1\n')
  expect((await run('%autoreload\nprint(model.g())')).text).toBe('loaded again\n5\n')
  await run('%autoreload 1\n' + write(OLD))
  expect((await run('print(model.g())')).text).toBe('5\n')
  await run('%aimport model\n' + write(NEW))
  expect((await run('print(model.g())')).text).toBe('loaded again\n5\n')
})

test('a module that fails to reload is told and keeps its old contents', async () => {
  const { run } = startKernel({ 'model.py': OLD })
  await run('import model')
  await run(write('def g(:\n'))
  expect((await run('print(model.g())')).text).toContain('SyntaxError')
  expect((await run('print(model.g())')).text).toBe('1\n')
})

test('%run: a fresh __main__ with its own sys.argv, whose names are ours afterwards', async () => {
  const { run } = startKernel({
    'prog.py':
      'import sys\nfrom helper import h\nprint(__name__, sys.argv, h, __file__)\nvalue = 42\ndef main():\n    return value',
    'helper.py': 'h = 1',
    'uses.py': 'print(mine)\nmine += 1',
  })
  expect((await run('%run prog.py a b')).text).toBe("__main__ ['prog.py', 'a', 'b'] 1 prog.py\n")
  expect(
    (await run("import sys\nprint(value, main(), __name__, sys.argv, '__file__' in globals())")).text,
  ).toBe("42 42 __main__ [''] False\n")
  expect((await run('mine = 1\n%run -i uses.py\nprint(mine)')).text).toBe('1\n2\n')
  expect((await run('%run uses.py')).text).toContain("NameError: name 'mine' is not defined")
})
