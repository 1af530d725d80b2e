# Odd answers of special methods: hooks that are descriptors or go away, copies of unions, complex, states of exceptions, changed operands.
import copy, types, traceback, sys
def attempt(f, *a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__, e)
class Descr:
    def __call__(self, o, n): return 'd ' + n
class Hook:
    counter = 0
    def __get__(self, instance, owner=None):
        def getattr(name):
            self.counter += 1
            raise AttributeError(name)
        return getattr
d = Hook()
class A: __getattribute__ = d
class B: __getattr__ = d
class C:
    __getattribute__ = d
    __getattr__ = d
attempt(lambda: A().attr); attempt(lambda: B().attr); attempt(lambda: C().attr); print(d.counter)
class EvilGetattr:
    def __getattr__(self, name):
        if hasattr(EvilGetattr, '__getattr__'): del EvilGetattr.__getattr__
        raise AttributeError(name)
attempt(lambda: EvilGetattr().attr)
u = int | str
print(copy.copy(u), copy.deepcopy(u) == u)
import pickle
print(pickle.loads(pickle.dumps(u)))
class ComplexBad:
    def __complex__(self): return 3
class ComplexNone:
    def __complex__(self): return None
class CF:
    def __float__(self): return 2.5
class CI:
    def __index__(self): return 7
attempt(complex, ComplexBad()); attempt(complex, ComplexNone()); attempt(complex, CF()); attempt(complex, CI()); attempt(complex, 'a'); attempt(complex, '1+2j', 3); attempt(complex, 1, '2'); attempt(complex, None); attempt(complex, [1])
attempt(lambda: ValueError().__setstate__({'a': 1})); attempt(lambda: ValueError().__setstate__(3)); e = ValueError(); e.__setstate__({'x': 4}); print(e.x)
class Bad:
    def __init__(self): self.n = 0
    def __eq__(self, o): s.clear(); return False
    def __hash__(self): return 1
s = set(); s.update([Bad()])
try: s ^ {Bad()}
except RuntimeError as x: print('RE')


class Vanishing:
    def __getattr__(self, name):
        return "asked"

    def __getattribute__(self, name):
        del Vanishing.__getattr__
        raise AttributeError(name)


attempt(lambda: Vanishing().attr)


class NoFloat:
    def __float__(self):
        return None


attempt(complex, NoFloat())
attempt(float, NoFloat())


def counted(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
counted(int, 1, 2, 3, base=2); counted(int, 1, 2, 3); counted(complex, 1, 2, 3, imag=4); counted(str, 1, 2, 3, errors='x'); counted(round, 1, 2, 3, ndigits=3); counted(sum, [1], 2, 3, start=1); counted(enumerate, [1], 2, 3, start=2); counted('a'.encode, 1, 2, 3, errors='x'); counted(pow, 1, 2, 3, 4, mod=1); counted(sorted, [1], 2, key=3); counted(print, 1, sepp=2); counted('a b'.split, ' ', 1, 2, sep='x'); counted(dict.fromkeys, 1, 2, 3)
