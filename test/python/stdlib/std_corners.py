# Corners of collections, itertools, functools, sys and codecs.
import sys, collections, itertools, functools, operator, types, typing, math, enum, decimal
def attempt(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
OD = collections.OrderedDict
d = OD([('a', 1), ('b', 2)]); attempt(d.pop, key='a'); attempt(d.pop, key='zz', default=5); attempt(d.setdefault, key='q', default=3); attempt(OD.fromkeys, iterable='ab', value=1); attempt(lambda: OD(self=1)); attempt(lambda: d.update(self=4)); print(d, type(d.keys()), type(iter(d)), d.keys(), d.items(), reversed(d).__class__.__name__)
d |= {'n': 1}; print(type(d | {}), type({} | d), d); attempt(d.move_to_end, 'nope'); attempt(d.popitem, last=False); print(list(reversed(d.items())), OD(a=1) == OD(a=1), OD(a=1, b=2) == OD(b=2, a=1), OD(a=1,b=2) == {'b': 2, 'a': 1})
attempt(itertools.permutations, range(3), -1); attempt(itertools.count, 'a'); attempt(itertools.count, 1, 'x'); attempt(itertools.islice, [1], -1); attempt(itertools.islice, [1], 0, 5, 0); attempt(itertools.repeat, 1, 'x'); print(itertools.repeat(5, 3), itertools.count(2), itertools.count(1.5, 0.5), itertools.repeat('a'))
attempt(itertools.combinations, 'ab', -1); attempt(lambda: list(itertools.product('ab', repeat=-1))); attempt(lambda: list(itertools.batched('abc', 2))); print(list(itertools.pairwise('abc')), list(itertools.zip_longest('ab', 'c', fillvalue='-')), list(itertools.accumulate([1,2,3], initial=10)), list(itertools.groupby('aab')).__len__())
a, b = itertools.tee([1,2,3]); print(list(a), list(b), type(a).__name__)
print(sys.get_int_max_str_digits()); attempt(lambda: str(10**5000)); attempt(lambda: int('1'*5000)); sys.set_int_max_str_digits(0); print(len(str(10**5000))); attempt(sys.set_int_max_str_digits, 5); sys.set_int_max_str_digits(4300)
print((3.7).__trunc__(), (3.2).__floor__(), (3.2).__ceil__(), (5).__floor__(), float.fromhex('0x1p-3'), (0.1).as_integer_ratio())
attempt(float, b'12.5'); attempt(int, bytearray(b'0x1f'), 16); attempt(float, b'x\xa0'); attempt(int, 'x' * 5); attempt(0.0 .__pow__, -1); attempt(pow, 0.0, -2); attempt(lambda: (-8) ** (1/3)); attempt(lambda: float('nan') == float('nan'))
print(str(b'\\u0663x', 'raw-unicode-escape'), 'é\u0663'.encode('raw_unicode_escape'), b'\\n\\x41'.decode('unicode_escape'), 'a\n'.encode('unicode_escape'))
print(typing.AsyncContextManager[int], typing.ContextManager[str], typing.AsyncIterator[int], typing.Awaitable[int])
class P:
    @functools.cached_property
    def v(self): 'doc of v'; return 4
print(P.v.__doc__, P().v, P.__dict__['v'].attrname)
@functools.singledispatch
def fun(x): 'gen doc'; return 'base'
@fun.register
def _(x: int): return 'int'
@fun.register(list)
def _l(x): return 'list'
@fun.register
def _u(x: float | str): return 'fs'
print(fun(1), fun([]), fun(2.5), fun('s'), fun(None), fun.dispatch(bool)(True), sorted(map(str, fun.registry)), fun.__doc__); attempt(fun)
class SD:
    @functools.singledispatchmethod
    def m(self, x): return 'base'
    @m.register
    def _(self, x: int): return 'int'
    @m.register(str)
    @classmethod
    def _c(cls, x): return cls.__name__
print(SD().m(1), SD().m('s'), SD().m(2.0), SD.m('q'))
p = functools.partial(print, 1, sep='-'); print(p, p.func, p.args, p.keywords); p2 = functools.partial(p, 2); print(p2.args); attempt(functools.partial); attempt(lambda: functools.reduce(lambda a, b: a, [])); print(functools.partialmethod(print, 1))
@functools.lru_cache(maxsize=2)
def lc(x, y=1): return x + y
lc(1); lc(1); lc(2); lc(3); print(lc.cache_info(), lc.__wrapped__.__name__, lc.cache_parameters()); attempt(lc, []); print(functools.cmp_to_key(lambda a, b: b - a)(3) < functools.cmp_to_key(lambda a, b: b - a)(2), sorted([1,3,2], key=functools.cmp_to_key(lambda a, b: b - a)))
@functools.total_ordering
class TO:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
print(TO(1) >= TO(0), TO(1) <= TO(1), TO(2) > TO(1)); attempt(lambda: functools.total_ordering(type('Q', (), {})))
def outer():
    def f(): 'd'
    return functools.wraps(f)(lambda: 1)
w = outer(); print(w.__name__, w.__doc__, w.__qualname__, w.__wrapped__.__name__)
