from collections import namedtuple
from typing import NamedTuple
P = namedtuple("P", "x y z")
print(P.__new__.__defaults__)
try:
    P(1)
except TypeError as e: print(e)
P.__new__.__defaults__ = (None,) * len(P._fields)
print(P(), P(1), P(z=3), P._field_defaults)
P.__new__.__defaults__ = (7,)
print(P(1, 2), P.__new__.__defaults__)
try:
    P()
except TypeError as e: print(e)
Q = namedtuple("Q", ["a", "b"], defaults=[5])
print(Q.__new__.__defaults__, Q(1), Q.__new__(Q, 1), str(Q.__new__)[:24], type(Q.__new__).__name__)
class R(namedtuple("R", "u v")):
    __slots__ = ()
    def __new__(cls, u, v=10):
        return super().__new__(cls, u, v)
print(R(1), R(1)._replace(v=2), R._make([3, 4]))
class S(NamedTuple):
    a: int
    b: str = "x"
print(S(1), S.__new__.__defaults__)
try:
    P.__new__.__defaults__ = 3
except TypeError as e: print(e)
P.__new__.__defaults__ = None
try:
    P(1, 2)
except TypeError as e: print(e)
