import weakref
class A:
    def m(self): return 5
a = A(); a.x = 3
r = weakref.ref(a)
print(r() is a, r == weakref.ref(a), hash(r) == hash(a), type(r).__name__)
p = weakref.proxy(a); print(p.x, p.m()); p.y = 4; print(a.y)
d = weakref.WeakValueDictionary(); d['k'] = a; print(d['k'] is a, len(d), 'k' in d, list(d.items())[0][0], d.get('zz'))
k = weakref.WeakKeyDictionary(); k[a] = 1; print(k[a], a in k, len(k), list(k.values()))
s = weakref.WeakSet([a]); print(a in s, len(s), [x is a for x in s])
m = weakref.WeakMethod(a.m); print(m()())
for f in ("weakref.ref(5)", "weakref.ref('a')", "weakref.ref([])", "d['q']", "weakref.ref(None)", "weakref.ref((1,))"):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
f = weakref.finalize(a, print, 'bye', 1); print(f.alive); f(); print(f.alive)
class S: __slots__ = ('a',)
try: weakref.ref(S())
except TypeError as e: print(e)
