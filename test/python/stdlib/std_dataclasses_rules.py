# Dataclasses: what their own methods keep, annotations kept as text, slots, refusals in CPython's words.
from __future__ import annotations
import dataclasses, typing
from dataclasses import *
from typing import ClassVar
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@dataclass
class A:
    x: int
    y: ClassVar[int] = 3
    z: typing.ClassVar[str] = 's'
    w: InitVar[int] = 5
    _: KW_ONLY
    k: str = 'k'
    def __post_init__(self, w): self.sum = self.x + w
print(A(1), A(1, 7).sum, [f.name for f in fields(A)], A.__match_args__)
@dataclass
class B:
    a: int
    def __init__(self, q): self.a = q * 2
print(B(4))
@dataclass(frozen=True)
class F:
    a: int
attempt(lambda: setattr(F(1), 'a', 2)); print(hash(F(1)) == hash(F(1)))
def bad1():
    @dataclass(frozen=True)
    class G:
        a: int
        def __setattr__(self, n, v): pass
def bad2():
    @dataclass(unsafe_hash=True)
    class G:
        a: int
        def __hash__(self): return 1
def bad3():
    @dataclass
    class G:
        a: ClassVar[int] = field(default_factory=list)
def bad4():
    @dataclass
    class G:
        _: KW_ONLY
        a: int
        __: KW_ONLY
def bad5():
    @dataclass(slots=True)
    class G:
        __slots__ = ('a',)
        a: int
def bad6():
    @dataclass(order=True)
    class G:
        a: int
        def __lt__(self, o): return 1
for f in (bad1, bad2, bad3, bad4, bad5, bad6): attempt(f)
attempt(lambda: make_dataclass('P', ['x', 'x'])); attempt(lambda: make_dataclass('P', ['for'])); attempt(lambda: make_dataclass('P', ['1a'])); attempt(lambda: make_dataclass('P', [('x', int), ('y', int, 3)])(1))
@dataclass(slots=True)
class S: x: int = 1
@dataclass(slots=True)
class T(S): y: int = 2
print(S.__slots__, T.__slots__, T(), T.__qualname__); attempt(lambda: setattr(T(), 'zz', 1))
class D:
    def __set_name__(self, owner, name): self.name = name + 'x'
    def __get__(self, i, o=None): return 1 if i is not None else self
@dataclass
class U:
    c: int = D()
    d: object = field(default=D(), repr=False)
print(U.__dict__['c'].name, U.__dict__['d'].name)
@dataclass
class Se:
    self: int
    other: int = 2
print(Se(1))
@dataclass(eq=False)
class Ne: a: int = 1
print(Ne() == Ne(), is_dataclass(list[int]), is_dataclass(Ne), Ne.__doc__, A.__doc__)
import copy, pickle
@dataclass(frozen=True, slots=True)
class FS: a: int; b: list
print(copy.copy(FS(1, [2])), copy.deepcopy(FS(1, [2])), replace(FS(1, []), a=5))
