"""Counter: errors worded as for Python functions, results of subclasses, what goes through `__setitem__`; bounds of index()."""
import copy
from collections import Counter, deque


class Sub(Counter):
    pass


sub = Sub('aab')
sub.note = 1
print([type(each).__name__ for each in (sub + sub, sub | sub, sub - sub, +sub, sub & sub, sub.copy(), copy.copy(sub))], sub.copy())
print(hasattr(copy.copy(sub), 'note'))


def shown(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


shown(lambda: sub.elements(1))
shown(lambda: sub.most_common(1, 2))
shown(lambda: sub.most_common(n=1))
shown(lambda: sub.total(1))
shown(lambda: sub.update(1, 2))
shown(lambda: sub.update([1], a=2) or sub)
shown(lambda: sub.subtract(1))
shown(lambda: sub.copy(1))
shown(lambda: Counter.elements())
shown(lambda: Counter.update())
shown(lambda: Counter.fromkeys('a'))
shown(lambda: Counter(1, 2))
shown(lambda: Counter(5))
shown(lambda: Counter(self=1, iterable=2))
shown(lambda: Counter({'a': 1.5}) + Counter({'a': 2}))


class Loud(Counter):
    def __setitem__(self, key, value):
        print('set', key, value)
        super().__setitem__(key, value)


loud = Loud('aa')
loud.update('b')
loud.subtract('b')
print(loud + loud, Loud({'c': 1}))
for items in [1, 2], (1, 2), deque([1, 2]):
    shown(lambda: items.index(1, 'a'))
    shown(lambda: items.index(1, None))
    shown(lambda: items.index(2, 0, 1.5))
    shown(lambda: items.index(2, -1, 10 ** 30))
