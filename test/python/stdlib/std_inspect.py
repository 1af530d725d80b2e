import inspect, functools
def deco(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
# a comment
def f(a, b: int = 2, *args, c, d=4, **kw) -> str:
    """Doc
       more."""
    x = [1,
         2]
    return x

@deco
def g(x):
    return x
class A(object):
    "cls doc"
    y = 1
    def m(self, q, r=1):
        # inner
        return q

    @property
    def p(self): return 1
    @staticmethod
    def s(z): pass
    @classmethod
    def c(cls, z): pass

class B(A): pass
lam = lambda v: v
async def co(): pass
def gen(): yield
print(inspect.getsource(f)); print(inspect.getsource(g)); print(inspect.getsource(A)); print(inspect.getsource(A.m)); print(inspect.getsourcelines(f)[1], inspect.getcomments(f))
print(inspect.signature(f), inspect.signature(A.m), inspect.signature(A().m), inspect.signature(A), inspect.signature(lam), inspect.signature(A.s), inspect.signature(A.c), inspect.signature(functools.partial(f, 1)))
s = inspect.signature(f); print(list(s.parameters), s.parameters['b'].default, s.parameters['b'].annotation, s.parameters['args'].kind, s.parameters['c'].kind.name, s.return_annotation, s.bind(1, c=3).arguments, s.parameters['a'].default is inspect.Parameter.empty, str(s.parameters['b']), repr(s.parameters['kw']))
b = s.bind(1, 2, 3, c=4, z=5); b.apply_defaults(); print(b.args, b.kwargs, b.arguments)
for fn in (lambda: s.bind(), lambda: s.bind(1, 2, c=1, a=3), lambda: inspect.signature(5), lambda: s.bind_partial(c=1).arguments):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
print([n for n, _ in inspect.getmembers(A) if not n.startswith('_')], inspect.getmro(B), inspect.unwrap(g).__name__, inspect.getmodule(f).__name__, inspect.currentframe().f_code.co_name, inspect.stack()[0].function, inspect.cleandoc('  a\n    b\n   c'))
import typing
class Outer:
    class Inner: pass
def notes(a: Outer.Inner, b: list[int], c: 'x', d: typing.List[Outer], e: typing.Optional[Outer] = None, g: int | None = None) -> Outer: pass
print(inspect.signature(notes), inspect.formatannotation(Outer, '__main__'))
print([inspect.getmodule(x).__name__ for x in (inspect, inspect.currentframe(), Outer, notes)], inspect.getmodule(3))
def called(a, b=2, *rest, c, d=4, **more):
    inside = 1
    return inspect.getargvalues(inspect.currentframe())
found = called(1, 5, 6, c=3, e=7); print(found.args, found.varargs, found.keywords, sorted(found.locals.items()))
print(inspect.getargvalues((lambda: inspect.currentframe())()))
