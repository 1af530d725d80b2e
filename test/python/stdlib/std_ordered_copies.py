"""Copies of OrderedDict, with attributes and in subclasses; fractions copied, compared and refused."""
import collections
import copy
from decimal import Decimal
from fractions import Fraction

ordered = collections.OrderedDict(a=1)
ordered.note = [1]
print(copy.copy(ordered).note is ordered.note, copy.deepcopy(ordered).note, copy.deepcopy(ordered).note is ordered.note)
print(hasattr(ordered.copy(), 'note'))


class Loud(collections.OrderedDict):
    def __setitem__(self, key, value):
        print('set', key)
        super().__setitem__(key, value)


loud = Loud([('b', 2)])
loud.note = 3
print(loud.copy(), copy.copy(loud), copy.copy(loud).note, loud | {'c': 3})


def shown(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


class Sub(Fraction):
    pass


half = Fraction(1, 2)
print(copy.copy(half) is half, copy.deepcopy(half) is half, type(copy.copy(Sub(1, 2))).__name__, copy.copy(Sub(1, 2)))
shown(lambda: setattr(half, 'note', 1))
shown(lambda: Fraction.from_decimal(3 + 4j))
shown(lambda: (Fraction.from_decimal(3), Fraction.from_decimal(Decimal('0.25'))))
shown(lambda: Fraction.from_float('x'))
print(half == 0.5 + 0j, half == 0.5 + 1j, 0.5 + 0j == half, Fraction(2) == 2 + 0j)
