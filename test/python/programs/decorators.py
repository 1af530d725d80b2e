import functools
def deco(f):
    @functools.wraps(f)
    def w(*a, **k):
        print('before', f.__name__, a, k)
        r = f(*a, **k)
        print('after'); return r
    return w
@deco
def add(a, b=1): "adds"; return a + b
print(add(1, b=2), add.__name__, add.__doc__, add.__wrapped__.__name__)
def param(n):
    def d(f): f.n = n; return f
    return d
@param(1)
@param(2)
def g(): pass
print(g.n)
class CD:
    def __init__(self, f): self.f = f; functools.update_wrapper(self, f)
    def __call__(self, *a): return ('CD', self.f(*a))
    def __get__(self, o, t): return functools.partial(self, o)
@CD
def h(x): return x
print(h(3), h.__name__)
class K:
    @CD
    def m(self, x): return x
    @staticmethod
    @deco
    def s(): return 's'
    @functools.cached_property
    def cp(self): print('computed'); return 42
    @functools.lru_cache(maxsize=2)
    def c(self, x): print('calc', x); return x
k = K(); print(k.m(4), K.s(), k.cp, k.cp, k.__dict__, k.c(1), k.c(1), K.c.cache_info())
p = functools.partial(add, 5, b=6); print(p(), p.func is add, p.args, p.keywords)
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + b, [], 0))
@functools.singledispatch
def sd(x): return 'obj'
@sd.register
def _(x: int): return 'int'
@sd.register(list)
def _(x): return 'list'
print(sd(1), sd([]), sd('a'), sd(True), sd.registry.keys() >= {int, list})
@functools.total_ordering
class TO:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(TO(1) <= TO(2), TO(2) > TO(1), TO(1) >= TO(1))
@functools.lru_cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info(), fib.cache_clear())
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), [x for x in It()], sum(It()), 2 in It(), max(It()), tuple(It()), *It(), sorted(It(), reverse=True), dict(zip(It(), It())), list(map(str, It())), '-'.join(map(str, It())))
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
    def __len__(self): return 3
print(list(Seq()), 20 in Seq(), list(reversed(Seq())), [*Seq()], iter(Seq()).__next__())
a, b, c = Seq(); print(a, b, c)
