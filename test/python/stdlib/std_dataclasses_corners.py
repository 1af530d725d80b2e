"""dataclasses: annotations as text in the class's module, names of generated methods, slots, abstract methods given later."""
import abc
import dataclasses
import typing
from dataclasses import dataclass, field

Shared = typing.ClassVar[int]
Later = dataclasses.InitVar[int]


@dataclass
class Texts:
    kept: "typing.ClassVar[int]" = 1
    shared: "Shared" = 2
    given: "Later" = 3
    own: "Texts" = None
    other: "typing.List[int]" = field(default_factory=list, repr=False)

    def __post_init__(self, given):
        self.own = given


print([each.name for each in dataclasses.fields(Texts)], Texts(), typing.get_type_hints(Texts.__init__))
print(Texts.__init__.__globals__ is globals(), Texts.__init__.__module__, Texts.__init__.__qualname__, Texts.__repr__.__qualname__)


@dataclass(frozen=True, order=True)
class Frozen:
    x: int


print(Frozen.__setattr__.__qualname__, Frozen.__delattr__.__name__, Frozen.__lt__.__qualname__, Frozen.__doc__)


class Ordered(abc.ABC):
    @abc.abstractmethod
    def __lt__(self, other):
        pass


@dataclass(order=True)
class Number(Ordered):
    x: int = 0


print(Number.__abstractmethods__, Number(1) < Number(2))


@dataclass(init=False)
class Own:
    x: int

    def __init__(self, a, b=2):
        self.x = a


print(Own.__doc__)


@dataclass(slots=True, weakref_slot=True)
class Held:
    x: int


print(Held.__slots__, Held(1).__weakref__, Held.__dict__["__weakref__"].__class__)


class Spent:
    __slots__ = iter(("a", "b"))


try:

    @dataclass(slots=True)
    class Child(Spent):
        c: int
except TypeError as error:
    print(error)
loop = field()
loop.type = loop
print(repr(loop)[:40], repr(loop).count("type=..."))
