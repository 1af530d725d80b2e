# What changes while it is looked through, views against iterators, numbers of every kind, types that nobody makes.
import operator
from collections import defaultdict, deque


def tried(use):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error)


class Meddler:
    def __init__(self, change):
        self.change = change

    def __eq__(self, other):
        self.change()
        return False


for use in (lambda d, x: x in d, deque.count, deque.remove, deque.index):
    d = deque(range(5))
    tried(lambda: use(d, Meddler(lambda: d.append(1))))
d = deque("abc")
it = iter(d)
next(it)
d.rotate(1)
tried(lambda: next(it))
tried(lambda: next(it))
print(operator.length_hint(it), type(iter(d))(d, 1).__next__(), list(type(reversed(d))(d)))
tried(lambda: deque([1]).remove(2))

for change in (lambda l: l.append(1), lambda l: (l.append(1), l.pop()), lambda l: l.insert(0, 3), lambda l: None):
    numbers = [3, 1, 2]
    tried(lambda: numbers.sort(key=lambda x: (change(numbers), x)[1]))
    print(numbers)

a, b = defaultdict(int, {1: 2}), {3: 4}
print(a | b, b | a, type(b | a).__name__, (b | a)[9])
keys = {1: 1, 2: 2}.keys()
print(keys & iter([2, 3]), keys | iter([3]), keys ^ iter([2, 3]), keys - iter([1]))
for value in ({}.keys(), {}.values(), iter([]), iter(""), iter({}), (x for x in [])):
    tried(lambda: type(value)())

nan = float("nan")
print(hash(nan) == hash(nan), len({nan, nan, float("nan")}), 0.0 ** float("-inf"), (-0.0) ** float("-inf"))
tried(lambda: 0.0**-1)
for use in (lambda: float(b" 12 "), lambda: float(b"1\xa0"), lambda: float(memoryview(b"3.5")), lambda: int(memoryview(b"12")), lambda: int.from_bytes([1, 256]), lambda: int.from_bytes([1, 2])):
    tried(use)


class Text(float):
    def __init__(self, value, *, unit):
        self.unit = unit


class Made(complex):
    def __complex__(self):
        return 42j


class Bytes:
    def __bytes__(self):
        return b"\x01\x00"


print(Text(2, unit="m").unit, complex(Made(1j)), int.from_bytes(Bytes(), "big"))


class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter([1])

    def __length_hint__(self):
        if isinstance(self.hint, type):
            raise self.hint("hinted")
        return self.hint


for hint in (3, NotImplemented, -1, "x", TypeError, RuntimeError, 10**12):
    tried(lambda: list(Hinted(hint)))
    tried(lambda: operator.length_hint(Hinted(hint), 7))
