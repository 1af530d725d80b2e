# Random operations on sets of numbers and tuples: what they hold, in which order, and what they answer to equal values of other types.
import random

random.seed(11)


class Key:
    """Hashes as its value, and equals it."""

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Key) else other)


def number():
    return random.randrange(-6, 9)


def element():
    kinds = [number, number, number, lambda: float(random.randrange(-3, 4)), lambda: random.choice([True, False]), random.random]
    kinds += [lambda: (random.randrange(3), 1), lambda: 2 ** random.randrange(50, 70)]
    return random.choice(kinds)()


def make():
    kind = random.choice([number, number, element])
    return {kind() for _ in range(random.randrange(12))}


def asked():
    return random.choice([number, element, lambda: Key(number())])()


def added(a, b):
    a.add(random.choice([number, element])())


def popped(a, b):
    return a.pop()


def united(a, b):
    a |= b


def common(a, b):
    a &= b


def reduced(a, b):
    a -= b


def toggled(a, b):
    a ^= b


OPERATIONS = {
    "add": added,
    "discard": lambda a, b: a.discard(asked()),
    "remove": lambda a, b: a.remove(number()),
    "pop": popped,
    "in": lambda a, b: asked() in a,
    "|=": united,
    "&=": common,
    "-=": reduced,
    "^=": toggled,
    "update": lambda a, b: a.update([element(), 1]),
    "clear": lambda a, b: a.clear() if random.random() < 0.3 else None,
    "compare": lambda a, b: (a <= b, a == b, a.isdisjoint(b), len(a)),
    "hash": lambda a, b: hash(frozenset(a)),
    "copies": lambda a, b: list(map(list, (set(a), frozenset(a), a.copy(), a | b, a & b, a - b, a ^ b))),
}

for _ in range(40):
    a, b = make(), make()
    for name in random.choices(list(OPERATIONS), k=9):
        try:
            print(name, OPERATIONS[name](a, b), end=" ")
        except KeyError as error:
            print(name, type(error).__name__, *error.args, end=" ")
        print(list(a), end="; ")
    print()
