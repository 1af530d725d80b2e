def gen():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
        print('got', y)
    except ValueError as e:
        print('caught', e)
        yield 'after'
    finally:
        print('fin')
    return 'ret'
g = gen(); print(next(g), g.send('a')); print(g.throw(ValueError('v')))
try: next(g)
except StopIteration as e: print('stop', e.value)
g = gen(); next(g); g.close(); print(list(g))
def d():
    r = yield from gen()
    print('r', r)
    yield from [10, 20]
print(list(d()))
g = gen()
try: g.send(1)
except TypeError as e: print(e)
def bad():
    try: yield 1
    finally: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def st(): yield 1; raise StopIteration
try: list(st())
except RuntimeError as e: print(e, repr(e.__cause__))
print((x for x in [1]).__name__, gen.__name__, gen().__name__)
def ge():
    yield
print(next(ge()), [*ge()])
def rec():
    g2 = yield
    next(g2)
g = rec(); next(g)
try: g.send(g)
except ValueError as e: print(e)
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
import itertools
print(list(itertools.islice(fib(), 10)))
def tree(n):
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(3)))
print(sum(x * y for x in range(3) for y in range(3) if x != y), dict((k, v) for k, v in zip('ab', [1, 2])))
g = (i for i in range(3)); print(next(g), list(g), list(g), next(g, 'end'))
def thrower():
    while True:
        try: yield
        except KeyError: print('key')
t = thrower(); next(t); t.throw(KeyError); t.throw(KeyError('x'))
try: t.throw(TypeError, 'msg')
except TypeError as e: print('T', e)
def ctx():
    try:
        raise ValueError('in')
    except ValueError:
        yield 1
        try: raise KeyError('k')
        except KeyError as e: print(repr(e.__context__))
c = ctx(); next(c)
try: raise OSError('outer')
except OSError: list(c)
import sys
def exc_in_gen():
    try: 1/0
    except ZeroDivisionError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
e = exc_in_gen(); print(next(e), sys.exc_info()[0], next(e))
def early():
    return 5
    yield
try: next(early())
except StopIteration as e: print(e.value)
def nested():
    for i in range(3):
        for j in range(3):
            if j == 2: break
            if i == 1: continue
            yield i, j
        else: yield 'no'
    else: yield 'done'
print(list(nested()))
def w():
    with open_() as f:
        yield f
        yield f
class open_:
    def __enter__(self): print('enter'); return 'F'
    def __exit__(self, *a): print('exit', a[0]); return True
print(list(w()))
x = w(); next(x)
try: x.throw(ValueError)
except StopIteration: print('swallowed')
