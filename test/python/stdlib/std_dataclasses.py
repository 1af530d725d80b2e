from dataclasses import *
import dataclasses, typing
from typing import ClassVar, Any, List, Optional
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
@dataclass
class A:
    x: int
    y: str = 'a'
    z: list = field(default_factory=list)
    c: ClassVar[int] = 5
    h: int = field(default=3, repr=False, compare=False)
    def __post_init__(self): self.w = self.x * 2
a = A(1); print(a, a == A(1), a == A(2), a.w, a != A(1, h=9), A.c, [f.name for f in fields(a)], asdict(a), astuple(a), replace(a, x=5), is_dataclass(a), is_dataclass(A), A.__doc__, A.__match_args__)
t(lambda: A()); t(lambda: A(1, 2, 3, 4, 5)); t(lambda: hash(a)); t(lambda: a < a); t(lambda: A(q=1)); t(lambda: fields(5)); t(lambda: asdict(5)); t(lambda: replace(a, q=3)); t(lambda: asdict(A))
@dataclass(frozen=True, order=True)
class F:
    a: int = 0
    b: float = 1.5
print(F(1) < F(2), sorted([F(3), F(1)]), hash(F()) == hash(F()), F() <= F(), {F(): 1}); t(lambda: setattr(F(), 'a', 1)); t(lambda: delattr(F(), 'a')); t(lambda: F() < 5)
@dataclass
class B(A):
    k: int = field(default=1, kw_only=True)
    extra: Any = None
print(B(1, extra=2), [f.name for f in fields(B)])
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1)); t(lambda: K(1))
@dataclass
class KW:
    a: int
    _: KW_ONLY
    b: int
print(KW(1, b=2)); t(lambda: KW(1, 2))
def bad():
    @dataclass
    class X:
        a: int = 1
        b: int
t(bad)
def bad2():
    @dataclass
    class X:
        a: list = []
t(bad2)
@dataclass
class I:
    a: InitVar[int]
    b: int = 0
    def __post_init__(self, a): self.b += a
print(I(5), I(5, 1))
@dataclass(eq=False)
class E1: a: int
print(E1(1) == E1(1), hash(E1(1)) is not None)
@dataclass(slots=True)
class S: a: int; b: int = 2
print(S(1), S.__slots__); t(lambda: setattr(S(1), 'zz', 1))
M = make_dataclass('M', [('x', int), 'y', ('z', int, field(default=3))], namespace={'f': lambda self: self.x}); print(M(1, 2), M(1, 2).f())
@dataclass
class N:
    child: 'Optional[N]' = None
    d: dict = field(default_factory=dict)
n = N(N(), {'a': N()}); print(asdict(n), n)
f = fields(A)[1]; print(f.name, f.type, f.default, f.default_factory is MISSING, f.init, f.metadata, field(metadata={'a': 1}).metadata)
@dataclass(repr=False)
class R: a: int = 1
print(type(R()).__name__, 'R object' in repr(R()))
@dataclass(unsafe_hash=True)
class H: a: int = 1
print(hash(H()) == hash((1,)))
@dataclass(init=False)
class NI:
    a: int = 4
print(NI())
class Rec: pass
@dataclass
class L:
    me: Any = None
l = L(); l.me = l; print(l)
match A(1, 'b'):
    case A(x, y): print('match', x, y)
print(A.__init__.__annotations__, A.__eq__.__qualname__, A.__repr__.__qualname__)
import inspect; print(inspect.signature(A), inspect.signature(F), inspect.signature(K))
