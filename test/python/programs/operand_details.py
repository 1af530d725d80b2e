# Conversions and comparisons where one operand is a class of one's own, a view or a wrapper.
import array
import types
import typing
import weakref
from collections import UserDict, UserList, UserString
from collections.abc import Mapping, Sequence
from decimal import Decimal


def told(label, act):
    try:
        print(label, repr(act()))
    except Exception as error:
        print(label, type(error).__name__, error)


class Text(str):
    def __float__(self):
        return 9.0


told("float of a str with __float__", lambda: float(Text("8")))
for source in [b"100", bytearray(b"100"), memoryview(b"100"), array.array("B", b"100"), 5]:
    told("int in base 2", lambda: int(source, 2))
pair = (1, 2)
print(pair * 1 is pair, pair * 2)
told("translate", lambda: bytearray(b"abc").translate(b"", 1))
told("views", lambda: memoryview(b"a") < memoryview(b"b"))
told("bytes and view", lambda: b"a" < memoryview(b"b"))
told("bytearray and view", lambda: bytearray(b"a") < memoryview(b"b"))
view = memoryview(b"abc")
seen = hash(view)
view.release()
print(hash(view) == seen)
told("two slices", lambda: memoryview(b"ab")[0:1, 0:1])
print([1 + 0j == Decimal(1), Decimal(1) == 1 + 0j, 1.5 + 0j == Decimal("1.5"), Decimal(1) == 1j])
print(hash(int | str) == hash(str | int), int | typing.Union[str, list], typing.Union[str, list] | int, (int | typing.Union[str, list]).__args__)
T = typing.TypeVar("T")
print((int | T | bytes)[typing.Union[str, list]], (list | T)[int | str])


class Meta(type):
    pass


told("metaclass", lambda: Meta("X"))
told("metaclass", lambda: Meta("X", ()))
told("template", lambda: (5 % UserString("a%s"), "x%sy" % UserString("q"), UserString("a").encode(None, None)))


class Named:
    def keys(self):
        return list("zyx")

    def __getitem__(self, key):
        raise KeyError(key)


print(eval("dir()", {}, Named()))
print(types.ModuleType("empty").__annotations__)


def kind(value):
    match value:
        case {}:
            return "mapping"
        case []:
            return "sequence"


class First(UserDict, Sequence):
    pass


class Second(UserList, Mapping):
    pass


print(kind(First()), kind(Second()), kind(range(2)))
for keys in ["0: _, -0: _", "0: _, 0j: _", "1 + 0j: _, 1: _", "-1: _, 1: _", "1j: _, 2 + 1j: _"]:
    told(keys, lambda: compile(f"match 1:\n case {{{keys}}}: pass", "m", "exec") is not None)


class Held:
    def __len__(self):
        return 3

    def __iter__(self):
        return iter("abc")

    def __radd__(self, other):
        return other + 1


held = Held()
proxy = weakref.proxy(held)
print(list(proxy), len(proxy), bool(proxy), 1 + proxy)
class Plain:
    pass


plain = Plain()
other = weakref.proxy(plain)
told("len of a proxy", lambda: len(other))
told("items of a proxy", lambda: list(other))
told("sum with a proxy", lambda: other + 1)


def free(a):
    return lambda: a


def function():
    pass


for attribute, value in [("__code__", free(1).__code__), ("__code__", 1), ("__defaults__", [1]), ("__kwdefaults__", 1), ("__annotations__", 1), ("__dict__", 1)]:
    told(attribute, lambda: setattr(function, attribute, value))
told("dict", lambda: delattr(function, "__dict__"))
lines = []
import sys
sys.displayhook = lines.append
exec(compile("for i in range(2):\n    i\n    None\n", "s", "single"))
print(lines)
try:
    1 / 0
except ZeroDivisionError as error:
    entry = error.__traceback__
for next_entry in (entry, 1):
    told("tb_next", lambda: setattr(entry, "tb_next", next_entry))
