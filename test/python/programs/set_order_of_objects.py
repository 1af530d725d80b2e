# Sets of objects with a hash of their own are in the order of CPython's table, whatever was added, taken out or merged.
import random
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Point:
    x: int
    y: int


class Key:
    asked = 0

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        Key.asked += 1
        return self.value * 37 % 1001

    def __eq__(self, other):
        return isinstance(other, Key) and self.value == other.value

    def __repr__(self):
        return f"K{self.value}"


class Low(int):
    def __hash__(self):
        return int(self) & 7


random.seed(5)
makers = {
    "points": lambda: Point(random.randrange(-20, 20), random.randrange(9)),
    "keys": lambda: Key(random.randrange(400)),
    "clashes": lambda: Low(random.randrange(60)),
    "complex": lambda: complex(random.randrange(-5, 5), random.randrange(-5, 5)),
    "fractions": lambda: Fraction(random.randrange(1, 30), random.randrange(1, 9)),
    "decimals": lambda: Decimal(random.randrange(1000)) / 8,
    "mixed": lambda: random.choice([Key, int, float, Low])(random.randrange(50)),
    "tuples": lambda: (Key(random.randrange(40)), random.randrange(3)),
    "frozen": lambda: frozenset([Key(random.randrange(9)), random.randrange(9)]),
}
for name, make in makers.items():
    a = {make() for _ in range(random.randrange(5, 60))}
    b = set()
    for _ in range(60):
        item = make()
        if random.random() < 0.7:
            b.add(item)
        else:
            b.discard(item)
    print(name, len(a), a)
    print("  ", b)
    for each in (a | b, a & b, a - b, a ^ b, set(list(a)), frozenset(b), b.union(a, b)):
        print("  ", len(each), list(each)[:12])
    a -= b
    b |= a
    print("  ", a, [b.pop() for _ in range(min(5, len(b)))])
    a.clear()
    a.update(b)
    print("  ", a)

keys = [Key(i) for i in range(20)]
Key.asked = 0
few = set()
for key in keys:
    few.add(key)
    few.discard(key)
    few.add(key)
print(Key.asked, list(few))


class Hashable(set):
    def __hash__(self):
        return 5


inner = Hashable([1])
outer = {inner}
print(inner in outer, {1} in {frozenset([1])}, Hashable([2]) in outer)
outer.remove(inner)
print(outer)


class Meddling:
    """Takes out of the set what it is compared with."""

    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.target.clear()
        return True


target = set()
target.add(Meddling(target))
for change in (set.discard, set.add, set.__contains__):
    change(target, Meddling(target))
    print(len(target) <= 1)
