# Ranges of any size, and iterators over what changes meanwhile.
from collections import OrderedDict, deque


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


huge = range(2**70)
print(huge, huge[2**65], huge[-1], huge[1:2**69:2**60], huge[::-1][0])
print(len(range(2**62)), bool(huge), 2**64 in range(0, 2**80, 2), 2**64 + 1 in range(0, 2**80, 2), 5.0 in huge)
print(range(0, 2**70, 2**69) == range(0, 2**70 - 5, 2**69), hash(huge) == hash(range(0, 2**70, 1)), huge == range(2**71))
print(list(range(2**53 - 2, 2**53 + 2)), list(reversed(range(2**70, 2**70 + 3))), sum(range(2**53, 2**53 + 3)))
print(huge.index(2**66), huge.count(-1), slice(None, None, -2**70).indices(2**71), range(10)[::2**60])
for i in range(2**60, 2**60 + 4, 3):
    print(i)
for wrong in (lambda: len(huge), lambda: huge.index(2**71), lambda: huge[2**71], lambda: huge["a"], lambda: range(5)[2**70], lambda: range(1.5)):
    attempt(wrong)
print(type(iter(huge)).__name__, type(reversed([])).__name__, type(reversed(())).__name__, type(reversed(range(3))).__name__, type(reversed({})).__name__)
attempt(reversed, {1, 2})
attempt(reversed, 5)


def change(container, action, walk=iter):
    iterator = walk(container)
    print(next(iterator), end=" ")
    action(container)
    attempt(next, iterator)
    attempt(next, iterator)


change({1: 2}, lambda d: d.update(a=1))
change({1: 2}, lambda d: (d.pop(1), d.setdefault(1, 3)))
change({1: 2, 3: 4}, lambda d: d.pop(1))
change({1, 2}, lambda s: s.add(9))
change(deque([1, 2]), lambda q: q.append(3))
change(OrderedDict(a=1, b=2), lambda d: d.move_to_end("a"))
change(OrderedDict(a=1, b=2), lambda d: d.update(c=3), lambda d: iter(d.items()))
change([1, 2], lambda a: a.append(3))


class Faulty:
    calls = 0

    def __getitem__(self, i):
        self.calls += 1
        if self.calls == 2:
            raise ValueError("once")
        if i > 2:
            raise IndexError
        return i


iterator = iter(Faulty())
print(next(iterator))
attempt(next, iterator)
print(list(iterator))


# A name may be bound after the function that declares it nonlocal, at any depth.
def outer():
    def middle():
        def inner():
            nonlocal count
            count += 1
            return count

        def other():
            nonlocal count
            count += 10
            return count

        return inner() + other()

    count = 0
    return middle(), count


print(outer())
for text in ("def f():\n    def g():\n        nonlocal y\n", "def f():\n  global z\n  def g():\n    nonlocal z\n", "class A:\n  x = 1\n  def g(self):\n    nonlocal x\n"):
    attempt(exec, text)
