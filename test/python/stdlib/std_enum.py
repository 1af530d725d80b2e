from enum import *
import enum
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class C(Enum):
    RED = 1
    GREEN = 'g'
    BLUE = auto()
    ALIAS = 1
    def f(self): return self.name.lower()
print(C.RED, repr(C.RED), C.RED.name, C.RED.value, C(1), C['GREEN'], C.BLUE.value if 0 else '', list(C), len(C), C.ALIAS is C.RED, C.RED.f(), C.RED == 1, C.RED in C, C.__members__.keys(), isinstance(C.RED, C), hash(C.RED) == hash(C.RED), type(C.RED), C) if 0 else None
class C(Enum):
    RED = 1
    GREEN = 'g'
    ALIAS = 1
    def f(self): return self.name.lower()
    @property
    def up(self): return str(self.value).upper()
    @classmethod
    def first(cls): return next(iter(cls))
    @staticmethod
    def s(): return 's'
print(C.RED, repr(C.RED), C.RED.name, C.RED.value, C(1), C['GREEN'], list(C), len(C), C.ALIAS is C.RED, C.RED.f(), C.RED == 1, C.RED in C, list(C.__members__), isinstance(C.RED, C), type(C.RED), C, C.GREEN.up, C.first(), C.s(), bool(C.RED), f'{C.RED}', '%s' % C.RED, str(C.RED), C.RED.__class__, C.__name__)
t(lambda: C(5)); t(lambda: C['X']); t(lambda: C.X); t(lambda: setattr(C, 'RED', 2)); t(lambda: C.RED < C.GREEN); t(lambda: 5 in C); t(lambda: C())
def sub():
    class D(C): pass
t(sub)
class A(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    X = auto(); Y = auto()
print(list(A), A.X.value)
class Au(Enum): A = auto(); B = auto(); C = 10; D = auto()
print([x.value for x in Au])
class I(IntEnum): A = 1; B = 2
print(I.A + 1, I.A < I.B, I.A == 1, repr(I.A), str(I.A), f'{I.A}', '%d' % I.A, I(2), sorted([I.B, I.A]), isinstance(I.A, int), max(I), [10, 20][I.A], int(I.B))
class S(str, Enum): A = 'a'; B = 'b'
print(S.A, repr(S.A), S.A == 'a', S.A.upper(), S('b'), f'{S.A}', S.A.value, '%s' % S.A, str(S.A), isinstance(S.A, str))
class SE(StrEnum): FOO = auto(); BAR = 'x'
print(SE.FOO, repr(SE.FOO), SE.BAR, f'{SE.FOO}', SE.FOO == 'foo')
class F(Flag): R = 1; W = 2; X = 4; RW = R | W
print(F.R | F.W, repr(F.R | F.X), F.RW, F.R in F.RW, ~F.R, F.R & F.W, bool(F.R & F.W), F(3), F(0), list(F.R | F.X), F.R ^ F.RW, len(F), (F.R | F.X).value, F(5).name, list(F))
class IF(IntFlag): A = auto(); B = auto(); C = auto()
print(IF.A | IF.B, IF.A | 8, repr(IF.A | IF.B), IF.A + 1, [f.value for f in IF], IF.A & IF.B, ~IF.A, IF(3), IF.A == 1, isinstance(IF.A | IF.B, IF))
t(lambda: F(8)); t(lambda: F.R | 1)
G = Enum('G', 'A B C'); print(list(G), G.A.value); H = Enum('H', {'x': 10, 'y': 20}); print(list(H)); J = IntEnum('J', ['P', 'Q'], start=5); print(list(J))
@unique
class U(Enum): A = 1
def nu():
    @unique
    class U2(Enum): A = 1; B = 1
t(nu)
class P(Enum):
    EARTH = (1, 2)
    MARS = (3, 4)
    def __init__(self, m, r): self.m, self.r = m, r
    @property
    def g(self): return self.m / self.r
print(P.EARTH.m, P.EARTH.g, P.MARS, P.EARTH.value, P((3, 4)))
class N(Enum):
    A = 1
    def __new__(cls, v):
        o = object.__new__(cls); o._value_ = v * 10; return o
print(N.A.value, N(10)) 
class Mi(Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A
print(Mi(99))
class Ca(Enum):
    a = 1
    def __str__(self): return f'Ca:{self.value}'
    def __call__(self): return 'called'
    _ignore_ = []
print(Ca.a, str(Ca.a), f'{Ca.a}', Ca.a(), Ca.a.__repr__())
import copy, pickle; print(copy.deepcopy(C.RED) is C.RED, C.RED is C(1), {C.RED: 1}[C.RED])
for n, m in C.__members__.items(): print(n, m)
class K(Enum): A = lambda self: 1; B = member(2) if hasattr(enum, 'member') else 2
print(list(K), callable(K.A))
print(C.__doc__, dir(C)[-3:], [m for m in reversed(C)], C.RED.__hash__() == hash('RED'))
class T(tuple, Enum): A = (1, 2)
print(T.A, T.A[0], T.A.value)
class Fl(float, Enum): A = 1.5
print(Fl.A + 1, Fl.A, repr(Fl.A))
match C.RED:
    case C.RED: print('red')
print(enum.EnumMeta is type(C), enum.EnumType is type(C))
