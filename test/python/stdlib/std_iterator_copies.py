# Iterators are copied and pickled from where they stand.
import copy
import itertools as it
import operator
import pickle


def shown(value):
    """A reduction with iterators replaced by what they give."""
    if isinstance(value, tuple):
        return "(" + ", ".join(map(shown, value)) + ")"
    if isinstance(value, type):
        return value.__name__
    if hasattr(value, "__next__"):
        return f"<{type(value).__name__} {list(it.islice(copy.copy(value), 5))}>"
    return getattr(value, "__name__", None) or repr(value)


def follow(name, make, steps=2):
    iterator = make()
    print(name, shown(iterator.__reduce__()), operator.length_hint(iterator, -1))
    for _ in range(steps):
        next(iterator, None)
    print("   after", steps, shown(iterator.__reduce__()), operator.length_hint(iterator, -1))
    again = pickle.loads(pickle.dumps(copy.copy(iterator)))
    print("   rest", list(it.islice(again, 4)), list(it.islice(iterator, 4)))


class Sequence:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError
        return i * i

    def __len__(self):
        return 5

    def __repr__(self):
        return "Sequence()"


def three():
    return 3


SEQUENCES = {
    "list": [1, 2, 3, 4], "tuple": (1, 2, 3), "str": "abcd", "text": "äbcd", "bytes": b"abc", "bytearray": bytearray(b"abc"),
    "range": range(5, 0, -1), "big": range(2**70, 2**70 + 4), "dict": {1: 2, 3: 4, 5: 6}, "values": {1: 2, 3: 4, 5: 6}.values(),
    "items": {1: 2, 3: 4, 5: 6}.items(), "set": {1, 2, 3}, "sequence": Sequence(),
}
for name, sequence in SEQUENCES.items():
    follow(name, lambda: iter(sequence))
    follow(name, lambda: iter(sequence), 9)
for name in ("list", "tuple", "str", "range", "dict", "values", "items", "sequence"):
    follow("reversed " + name, lambda: reversed(SEQUENCES[name]))

LAZY = {
    "enumerate": lambda: enumerate("abcd", 5),
    "zip": lambda: zip("abcd", [1, 2, 3]),
    "strict zip": lambda: zip("abc", [1, 2, 3], strict=True),
    "map": lambda: map(max, [1, 2, 3], [3, 2, 1]),
    "filter": lambda: filter(None, [0, 1, 0, 2, 3]),
    "callable": lambda: iter(three, 4),
    "accumulate": lambda: it.accumulate([1, 2, 3, 4]),
    "accumulate with initial": lambda: it.accumulate([1, 2, 3, 4], max, initial=2),
    "chain": lambda: it.chain("ab", "cd"),
    "from_iterable": lambda: it.chain.from_iterable(["ab", "cd"]),
    "combinations": lambda: it.combinations("abc", 2),
    "replacement": lambda: it.combinations_with_replacement("abc", 2),
    "permutations": lambda: it.permutations("abc", 2),
    "product": lambda: it.product("ab", "cd"),
    "repeated product": lambda: it.product("ab", repeat=2),
    "compress": lambda: it.compress("abcde", [1, 0, 1, 1, 1]),
    "count": lambda: it.count(3),
    "count by": lambda: it.count(3, 2),
    "count big": lambda: it.count(2**64),
    "cycle": lambda: it.cycle("abc"),
    "dropwhile": lambda: it.dropwhile(str.islower, "abCdE"),
    "takewhile": lambda: it.takewhile(str.islower, "abCdE"),
    "filterfalse": lambda: it.filterfalse(str.islower, "aBCdE"),
    "islice": lambda: it.islice("abcdefgh", 1, 7, 2),
    "repeat": lambda: it.repeat(1, 4),
    "forever": lambda: it.repeat(1),
    "starmap": lambda: it.starmap(pow, [(2, 3), (3, 2), (4, 1)]),
    "zip_longest": lambda: it.zip_longest("abc", "d", fillvalue="-"),
}
for name, make in LAZY.items():
    follow(name, make, 0)
    follow(name, make)
    if name not in ("count", "count by", "count big", "cycle", "forever", "callable"):
        follow(name, make, 20)

a, b = it.tee("abcd")
next(a)
c = copy.copy(a)
print(list(a), list(b), list(c), [list(each) for each in it.tee(iter("xy"), 3)], it.tee("x", 0))
groups = it.groupby("aaabbc")
key, group = next(groups)
next(group)
groups_again = pickle.loads(pickle.dumps(groups))
print(key, [(k, list(g)) for k, g in groups_again], list(group), [(k, list(g)) for k, g in groups])

for make in (it.pairwise, lambda items: (x for x in items)):
    try:
        copy.copy(make([1, 2]))
    except TypeError as error:
        print(error)


class Named(map):
    def __init__(self, function, items, *, name):
        self.name = name


named = Named(str.upper, "ab", name="n")
print(list(named), named.name)
