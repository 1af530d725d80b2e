import abc
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    @classmethod
    @abc.abstractmethod
    def mk(cls): ...
try: Shape()
except TypeError as e: print(e)
class Sq(Shape):
    def area(self): return 4
try: Sq()
except TypeError as e: print(e)
class Full(Sq):
    name = 'full'
    @classmethod
    def mk(cls): return cls()
print(Full.mk().name, Shape.__abstractmethods__ == {'area', 'name', 'mk'})
@Shape.register
class Other: pass
print(isinstance(Other(), Shape), issubclass(Other, Shape))
from collections.abc import Iterable, Sized, Mapping, Sequence, Hashable, Callable, Iterator, MutableSequence
print(isinstance([], Iterable), isinstance(5, Iterable), isinstance({}, Mapping), isinstance((), Sequence), isinstance([], Hashable), isinstance(len, Callable), isinstance(iter([]), Iterator))
class ML(MutableSequence):
    def __init__(self): self.l = []
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
m = ML(); m.append(1); m.extend([2, 3]); m += [4]; print(list(m), m.pop(), 2 in m, m.index(3), m.count(1), list(reversed(m))); m.reverse(); m.remove(1); print(m.l); m.clear(); print(len(m))
class Hook:
    def __init_subclass__(cls, **k): print('sub', cls.__name__, k)
class H1(Hook, x=1): pass
class LenOnly:
    def __len__(self): return 3
print(isinstance(LenOnly(), Sized))


# Only object.__new__ looks at what is abstract, and it looks each time.
class Table(dict, abc.ABC):
    @abc.abstractmethod
    def rows(self): ...


class Whole(abc.ABC):
    @classmethod
    @abc.abstractmethod
    def make(cls): ...

    def __init__(self, x=1):
        self.x = x


print(Table(a=1), Table.__abstractmethods__, "__abstractmethods__" in vars(Whole))
for names in [None, frozenset(), frozenset(["make"]), frozenset(["make", "load"])]:
    if names is not None:
        Whole.__abstractmethods__ = names
    try:
        print(Whole(5).x)
    except TypeError as error:
        print(error)
