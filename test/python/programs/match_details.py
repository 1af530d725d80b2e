# What patterns bind and when, sequences and mappings of all kinds, keys that are equal.
import array
import collections
import collections.abc
import types


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


x, y = "old", "old"
match (1, 2):
    case (x, 5):
        print("no")
    case [x, y, *_]:
        print(x, y)
x = "old"
match {"a": 1, "b": 2}:
    case {"a": x, "c": _}:
        print("no")
    case {"b": 3} | {"b": 4}:
        print("no")
    case _:
        print(x)


class Empty(collections.abc.Sequence):
    __getitem__ = None

    def __len__(self):
        return 3


@collections.abc.Sequence.register
class Registered:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return ("first", "second")[i]


def kind(subject):
    match subject:
        case []:
            return "empty"
        case [first, second]:
            return "two", first, second
        case [*_]:
            return "many"
        case {"k": value, **rest}:
            return "mapping", value, rest
        case {}:
            return "any mapping"
        case str() | bytes():
            return "text"
        case _:
            return "other"


for subject in ([], (), [1, 2], range(2), range(2**70, 2**70 + 2), collections.deque([1, 2]), array.array("i", [3, 4]), memoryview(b"ab"), collections.UserList([5, 6]), Empty(), Registered(), "ab", b"ab", bytearray(b"ab"), {1, 2}, iter([1, 2]), {"k": 1, "j": 2}, {}, collections.UserDict(k=3), collections.ChainMap({"k": 4}, {"l": 5}), types.MappingProxyType({"k": 5}), collections.Counter("kk"), collections.defaultdict(list)):
    print(type(subject).__name__, kind(subject))


class Point:
    __match_args__ = ("x", "y")
    x, y = 1, 2


def doubled(point):
    match point:
        case Point(1, x=1):
            return "?"


attempt(doubled, Point())


def keyed(mapping, key=types.SimpleNamespace(a=1, b=1)):
    match mapping:
        case {key.a: p, key.b: q}:
            return p, q


attempt(keyed, {1: 2, 3: 4})
attempt(keyed, {2: 2, 3: 4})
for keys in ("0: _, False: _", "'a': 1, 'a': 2", "1: _, 1.0: _", "f'a': 1", "1: _, '1': _"):
    attempt(compile, f"match x:\n  case {{{keys}}}: pass", "f", "exec") if keys[0] != "1" or "'" not in keys else None
