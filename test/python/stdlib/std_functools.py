import functools, operator
from functools import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
p = partial(int, base=2)
print(p('101'), p.func is int, p.args, p.keywords, repr(partial(print, 1, sep='-'))[:40])
class C:
    @cached_property
    def x(self): print('compute'); return 5
    def m(self, a, b): return (a, b)
    pm = partialmethod(m, 1)
    @lru_cache(maxsize=2)
    def lr(self, n): print('call', n); return n
    @singledispatchmethod
    def sd(self, a): return 'any'
    @sd.register
    def _(self, a: int): return 'int'
    @sd.register(str)
    def _(self, a): return 'str'
c = C(); print(c.x, c.x, c.pm(2), c.lr(1), c.lr(1), C.lr.cache_info(), c.sd(1), c.sd('a'), c.sd([]))
@lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info(), fib.__wrapped__(3), fib.cache_parameters(), fib.__name__)
fib.cache_clear(); print(fib.cache_info())
@cache
def k(a, b=1, *, c=2): return a + b + c
print(k(1), k(1, b=1), k(1, c=2), k.cache_info())
print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7))
t(lambda: reduce(operator.add, []))
@total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))
def deco(f):
    @wraps(f)
    def w(*a, **kw):
        "w doc"
        return f(*a, **kw)
    return w
@deco
def g(x: int) -> str:
    "g doc"
    return x
print(g.__name__, g.__doc__, g.__wrapped__.__name__, g.__annotations__, g.__qualname__, g.__module__)
@singledispatch
def sd(x): return 'obj'
@sd.register(int)
@sd.register(float)
def _(x): return 'num'
@sd.register
def _(x: list): return 'list'
print(sd(1), sd(1.5), sd([]), sd('s'), sd(True), sd.dispatch(bool) is sd.dispatch(int), list(sd.registry)[:2], sd.__name__)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
t(lambda: partial())
t(lambda: partial(5))
t(lambda: lru_cache(maxsize='a'))
p2 = partial(p, '11'); print(p2(), p2.func is int, p2.args)
p3 = partial(lambda *a, **k: (a, k), 1, x=2); print(p3(3, y=4), p3(x=5))
print(update_wrapper(lambda: 0, g).__name__)
@lru_cache(maxsize=None)
def u(x): return [x]
print(u(1) is u(1), u(1) is u(1.0))
@lru_cache(typed=True)
def ty(x): return type(x)
print(ty(1), ty(1.0), ty.cache_info())
t(lambda: fib([]))
print(functools.WRAPPER_ASSIGNMENTS)
class D:
    @functools.cached_property
    def y(self): return object()
d = D(); print(d.y is d.y, 'y' in d.__dict__); del d.y; print('y' in d.__dict__, type(D.y).__name__)
