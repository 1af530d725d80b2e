from enum import *
class F(Flag): R = 1; W = 2; X = 4; RW = R | W
for f in (lambda: F(8), lambda: F.R | 1, lambda: F('a'), lambda: F(-1), lambda: F(-2), lambda: F(-8),lambda:F(-9), lambda: 1 in F.R, lambda:F.R + 1, lambda: F.__members__, lambda: F.RW.name, lambda: F._boundary_, lambda:len(F.RW), lambda: F['RW'], lambda: repr(F), lambda: F.W < F.X, lambda: F.R.__or__(3)):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class C(Flag, boundary=CONFORM): A=1; B=2
class K(Flag, boundary=KEEP): A=1; B=2
class J(Flag, boundary=EJECT): A=1; B=2
print(C(5), K(5), repr(K(5)), repr(K(8)), J(5), str(K(8)))
class Empty(Enum): pass
print(list(Empty), repr(Empty))
class Dup(Enum):
    A = 1; B = 2
    def __str__(self): return 'x'
print(f"{Dup.A}", "{:>4}".format(Dup.A))
try:
    class D2(Enum): A=1; A=2
except TypeError as e: print(e)
try:
    class D3(Enum): mro=1
except ValueError as e: print(e)
class Aut(Flag): A=auto(); B=auto(); C=A|B; D=auto()
print(list(Aut), Aut.C, Aut.D.value)
class IE(IntEnum):
    A=1
    def __str__(self): return 'custom'
print(IE.A, f'{IE.A}', repr(IE.A))
class GS(IntFlag): A=4; B=1
print(GS.A|GS.B, repr(GS(0)), repr(GS(16)), repr(GS(21)), GS(5).name, GS(21).name, list(GS), list(GS(5)), GS.A._value_, bool(GS(0)), GS.A in GS(5))
@verify(UNIQUE)
class V(Enum): A=1
class Mm(Enum):
    A=1
    b=nonmember(5)
    @member
    def f(self): return 1
print(len(Mm), Mm.b)
class P(Enum):
    A=1
    @property
    def value2(self): return 5
print(P.A.value2)
for f in (lambda: P.A.B, lambda: setattr(P.A, 'value', 3), lambda: delattr(P, 'A'), lambda: P.zz):
    try: print(f())
    except AttributeError as e: print(e)
P.A.zzz=3; print(P.A.zzz)
class Multi(int, Enum):
    def __new__(cls, v, label):
        o=int.__new__(cls,v); o._value_=v; o.label=label; return o
    A=(1,'one')
print(Multi.A, Multi.A.label, Multi(1), Multi.A+1, repr(Multi.A))
class Base(Enum):
    def hello(self): return 'hi ' + self.name
    @classmethod
    def make(cls, s): return cls[s.upper()]
class Sub(Base): X = 1; Y = 2
print(Sub.X.hello(), Sub.make('y'), issubclass(Sub, Base), Sub.X.__class__.__mro__[1].__name__)
class Str(str, Enum):
    A = 'a'
    def __str__(self): return self.value
print(Str.A, f'{Str.A}', repr(Str.A), Str.A + 'b', {'a': 1}[Str.A], Str.A in ('a', 'b'))
import json
print(json.dumps({'s': Str.A, 'i': GS.A}))
class W(Enum):
    A = [1]
    B = {'x': 1}
print(W([1]), W.B.value, W({'x': 1}))
