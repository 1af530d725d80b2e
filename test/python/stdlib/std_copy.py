# Copies: what classes say of themselves, payloads, slots, shared and circular parts.
import copy, copyreg, sys
def attempt(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
x = {}; x['foo'] = x
y = copy.deepcopy(x); print(y['foo'] is y, y is not x)
l = []; l.append(l); m = copy.deepcopy(l); print(m[0] is m)
t = ([],); t[0].append(t); u = copy.deepcopy(t); print(u is not t, u[0][0] is u)
class C:
    def __new__(cls, *, foo): self = object.__new__(cls); self.foo = foo; return self
    def __getnewargs_ex__(self): return (), {'foo': self.foo}
print(copy.copy(C(foo=42)).foo, copy.deepcopy(C(foo=[1])).foo)
class D(int):
    def __new__(cls, foo): self = int.__new__(cls); self.foo = foo; return self
    def __getnewargs__(self): return (self.foo,)
print(copy.copy(D(7)).foo)
class G:
    def __init__(self, foo): self.foo = foo
    def __getstate__(self): return {'foo': self.foo}
    def __setstate__(self, state): self.foo = state['foo'] + 1
    def __eq__(self, o): return self.foo == o.foo
print(copy.copy(G(1)).foo, copy.deepcopy(G(5)).foo)
class H:
    def __init__(self, foo): self.foo = foo
    def __getstate__(self): return self.foo
    def __setstate__(self, s): self.foo = s
print(copy.copy(H(0.0)).foo, copy.copy(H(3)).foo)
class R:
    def __reduce_ex__(self, p): c.append(1); return ''
    def __reduce__(self): print('no')
c = []; r = R(); print(copy.copy(r) is r, c, copy.deepcopy(r) is r)
class Cant:
    def __reduce_ex__(self, p): raise TypeError('nope')
attempt(lambda: copy.copy(Cant()))
class NoRed(object):
    def __getattribute__(self, n):
        if n.startswith('__reduce'): raise AttributeError(n)
        return object.__getattribute__(self, n)
attempt(lambda: copy.copy(NoRed()))
class K:
    def __new__(cls, foo): self = object.__new__(cls); self.foo = foo; return self
def pk(o): return (K, (o.foo,))
attempt(lambda: copy.copy(K(42)))
copyreg.pickle(K, pk); print(copy.copy(K(42)).foo, copy.deepcopy(K([1])).foo)
class S: __slots__ = ['a', 'b']
s = S(); s.a = [1]; z = copy.copy(s); print(z.a is s.a, hasattr(z, 'b')); z = copy.deepcopy(s); print(z.a is s.a, z.a)
class L(list): pass
a = L([1, [2]]); a.x = [3]; b = copy.deepcopy(a); print(b, type(b), b.x, b.x is a.x, b[1] is a[1]); b = copy.copy(a); print(b, b.x is a.x)
class Dd(dict): pass
a = Dd(k=[1]); a.q = 1; b = copy.deepcopy(a); print(b, b.q, b['k'] is a['k'])
class Dc:
    def __deepcopy__(self, memo): return 'deep'
    def __copy__(self): return 'shallow'
print(copy.copy(Dc()), copy.deepcopy([Dc()]))
def f(): pass
print(copy.copy(f) is f, copy.deepcopy(f) is f, copy.deepcopy(len) is len, copy.deepcopy(C) is C, copy.copy(range(3)), copy.copy(slice(1,2)), copy.deepcopy(slice(1,2)), copy.copy(f.__code__) is f.__code__)
class Bm:
    def m(self): return self
b = Bm(); b.mm = b.m; g = copy.deepcopy(b); print(g.mm() is g)
attempt(lambda: copy.copy((i for i in [1]))); attempt(lambda: copy.deepcopy(sys)); 
e = copy.copy(ValueError(1, 2)); print(repr(e)); import collections
print(copy.deepcopy(collections.OrderedDict(a=[1])), copy.copy(collections.deque([1,2],3)), copy.deepcopy(collections.defaultdict(list, a=[1])), copy.copy(collections.Counter('aab')))
P = collections.namedtuple('P', 'x y'); print(copy.copy(P(1, [2])), copy.deepcopy(P(1, [2])))
print(copy.Error, copy.error is copy.Error, copy.deepcopy(1+2j), copy.deepcopy(frozenset([1])), copy.deepcopy(bytearray(b'a')), copy.deepcopy({1: (2, [3])}))
memo = {}; o = [1]; q = copy.deepcopy([o, o], memo); print(q[0] is q[1], id(o) in memo)
import copy, functools, pickle
p = functools.partial(int, base=2); p.note = [1]
q = copy.copy(p); r = copy.deepcopy(p)
print(q('101'), r('11'), q.keywords, r.keywords is p.keywords, q.note is p.note, r.note is p.note)
print(copy.deepcopy({'norm': functools.partial(dict, a=[1])})['norm']())
print(pickle.loads(pickle.dumps(functools.partial(max, 3)))(1, 2))
@functools.lru_cache(None)
def f(x): return x
print(copy.copy(f) is f, copy.deepcopy(f) is f, f(3))
import itertools, operator
print(copy.copy(operator.itemgetter(1))([1, 2]), copy.deepcopy(operator.attrgetter('real'))(3), copy.copy(operator.methodcaller('split', ','))('a,b'))
print(functools.partial(print).__reduce__()[0].__name__)
print(copy.copy(operator.methodcaller("encode", encoding="ascii"))("x"))
tr = functools.partial(int)
for state in ((int, (1,), None), (3, (), {}, None), None):
    try:
        tr.__setstate__(state)
    except TypeError as error:
        print(error)
import io, copy
s = io.StringIO('abc'); s.read(1); t = copy.deepcopy(s); t.write('Z'); print(s.getvalue(), t.getvalue(), t.tell())
b = io.BytesIO(b'abc'); c = copy.copy(b); c.write(b'Q'); print(b.getvalue(), c.getvalue(), copy.deepcopy([b])[0].read())
import pickle
print(pickle.loads(pickle.dumps(s)).read(), pickle.loads(pickle.dumps(c)).read())
