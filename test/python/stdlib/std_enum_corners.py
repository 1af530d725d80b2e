"""enum: members named as properties, data types with constructors and texts of their own, checks of flags, what bodies refuse."""
import enum
import types
import warnings
from dataclasses import dataclass
from enum import CONFORM, CONTINUOUS, KEEP, NAMED_FLAGS, STRICT, UNIQUE, Enum, EnumMeta, Flag, IntEnum, IntFlag, StrEnum, auto, verify


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


class Answer(Enum):
    YES = 1
    NO = 0
    name = 3
    value = 4


print(Answer.name, Answer.YES.name, Answer.name.name, Answer.value.value, list(Answer), Answer.name.value)


class Base(Enum):
    @enum.property
    def first(self):
        return f"{self.name} is first"

    @types.DynamicClassAttribute
    def second(self):
        return "dynamic"


class Named(Base):
    first = auto()
    second = auto()
    third = auto()


print(Named.first, Named.third.first, Named.second, Named.first.second, dir(Named), dir(Named.third))


class Loud(StrEnum):
    def __str__(self):
        return self.name.upper()

    low = auto()


print(Loud.low, format(Loud.low), f"{Loud.low:>6}", repr(Loud.low), Loud.low == "low", dir(Loud)[-3:])


@dataclass
class Point:
    x: int
    y: int = 0


class Places(Point, Enum):
    HERE = 1, 2
    THERE = 3


print(Places.HERE, repr(Places.THERE), Places.HERE.x, Places.THERE.y, Places.HERE.value)


class Plain(metaclass=EnumMeta):
    pass


class Mixed(Plain, Enum):
    A = 1


print(repr(Mixed.A), Mixed.A, isinstance(Mixed.A, Plain))


class Hex(int):
    def __repr__(self):
        return hex(self)


class Codes(Hex, Enum):
    OK = 200


print(repr(Codes.OK), Codes.OK)


def bad_new():
    class Bad(Enum):
        def __new__(cls, value):
            return super().__new__(cls, value)

        one = 1


def bad_order():
    class Bad(Enum):
        _order_ = "one two three"
        one = 1
        two = 2


def bad_update():
    class Bad(Enum):
        vars().update({"one": 1}, one=2)


def late_generate():
    class Bad(Enum):
        one = auto()

        def _generate_next_value_(name, start, count, last_values):
            return name


for each in (bad_new, bad_order, bad_update, late_generate):
    attempt(each)
attempt(StrEnum, "Bad", {"one": (b"x", 3)})
attempt(StrEnum, "Bad", {"one": (b"x", "ascii", 3)})
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")

    class Outer(Enum):
        one = 1

        class Inner:
            pass


print(Outer.Inner, [str(each.message) for each in caught])


class Pairs(Enum):
    a = auto(), auto()
    b = auto(), auto()
    c = auto()


print(list(Pairs))


class Bits(Flag, boundary=KEEP):
    a = 1
    b = 4
    both = 5
    odd = 10


print(Bits(7), Bits(15), repr(Bits(16)), Bits(11), Bits.odd, Bits(2), list(Bits(5)))


class Strict(Flag, boundary=STRICT):
    a = 1
    wide = 6


attempt(Strict, 2)
attempt(Strict, 3)
attempt(Strict, 7)
attempt(Strict, 8)
attempt(verify(NAMED_FLAGS), Strict)
attempt(verify(NAMED_FLAGS), Flag("Gaps", {"one": 1, "mask": 3, "more": 13}))
attempt(verify(CONTINUOUS), Flag("Gaps", {"one": 1, "eight": 8}))
attempt(verify(UNIQUE), IntEnum("Twice", {"one": 1, "uno": 1}))


@enum.global_enum
class Lights(IntFlag, boundary=CONFORM):
    HIGH = 2
    LOW = 4


print(repr(Lights.HIGH), repr(HIGH | LOW), repr(Lights(0)), str(HIGH | LOW))
LIMIT_B, LIMIT_A, other = 2, 1, 3
IntEnum._convert_("Limits", __name__, filter=lambda name: name.startswith("LIMIT_"))
print(list(Limits), LIMIT_A, repr(LIMIT_B), Limits(2).__class__)
print(enum.pickle_by_enum_name(LIMIT_A, 2)[1], enum.pickle_by_global_name(LIMIT_A, 2), enum.show_flag_values(11))
from enum import *
print(verify is enum.verify, "types" in dir(), sorted(enum.__all__)[:4])
