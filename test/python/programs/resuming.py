def g(n):
    i = 0
    while i < n:
        try:
            if i % 2:
                x = yield i
                if x: yield ('x', x)
            else:
                for j in range(2):
                    y = [(yield (i, j)), (yield 'second')]
                    if y[0] == 'break': break
                    if y[0] == 'continue': continue
                    z = (yield 'a') or (yield 'b')
                else: yield 'for-else'
        except KeyError as e:
            yield repr(e)
        finally:
            yield 'fin'
        i += 1
    else: yield 'while-else'
    return 'done'
def run(it, sends):
    out = [next(it)]
    try:
        for s in sends:
            out.append(it.throw(s) if isinstance(s, Exception) else it.send(s))
    except StopIteration as e: out.append(('stop', e.value))
    except Exception as e: out.append(repr(e))
    return out
print(run(g(3), [None] * 40))
print(run(g(3), ['break', 1, 2, 3, 4, 5, 6, 7, KeyError(3), 'continue', 3, 4]))
print(run(g(2), [KeyError('q'), 1, 2, 3, ValueError('v'), 4]))
def nested():
    def sub():
        try:
            r = yield 1
            print('r', r)
        finally: yield 'sf'
        return 'sub'
    with C() as c:
        v = yield from sub()
        print('v', v)
        yield c
    yield from [1, 2]
    yield from 'ab'
    return (yield from sub())
class C:
    def __enter__(self): return 'c'
    def __exit__(self, *a): print('exit', a[0]); return a[0] is ValueError
print(run(nested(), ['A'] * 3 + [None] * 10))
print(run(nested(), [ValueError('1'), None, 3, None, None]))
n = nested(); next(n)
try: n.close()
except RuntimeError as e: print(e)
def mat(x):
    match x:
        case [a, b]: yield a; yield b
        case {'k': v}: yield v
        case _: yield 'other'
print(list(mat([1, 2])), list(mat({'k': 5})), list(mat(3)))
def lam(): return (lambda: (yield))()
print(next(lam()))
def deep(n):
    if n == 0: yield 'end'
    else: yield from deep(n - 1)
print(list(deep(100)))
def closure():
    for i in range(3):
        def f(): return i
        yield f
print([f() for f in closure()], [f() for f in list(closure())])
def args(*a, **k):
    yield a; yield k; a = 5; yield a
print(list(args(1, 2, x=3)))
def walrus():
    while (x := (yield)) != 'stop': print('x', x)
    return 'stopped'
print(run(walrus(), [1, 2, 'stop']))
def cond(): return (yield 1) if (yield 2) else (yield 3)
print(run(cond(), [True, 'v']), run(cond(), [False, 'w']))
def call():
    r = dict(a=(yield 'a'), **(yield 'kw'))
    print(r)
    print(f'{(yield "f")!r:>5}', [*(yield 's')], (yield 1) + (yield 2), (yield 'd')[0], (yield 'attr').real)
    d = {}
    d[(yield 'key')] = yield 'val'
    print(d)
    del d[(yield 'del')]
    assert (yield 'assert'), (yield 'msg')
print(run(call(), [1, {'z': 2}, 'q', 'xy', 10, 20, 'D', 5, 'K', 'V', 'K', False, 'message']))
