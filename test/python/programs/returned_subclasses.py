"""Conversions whose methods return an instance of a subclass: taken, with a DeprecationWarning."""
import warnings

warnings.simplefilter('always')


def shown(what):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            print(what())
        except TypeError as error:
            print('TypeError', error)
        for each in caught:
            print('  ', each.category.__name__, each.message)


class MyInt(int):
    pass


class MyFloat(float):
    pass


class MyComplex(complex):
    pass


class Gives:
    def __init__(self, value):
        self.value = value

    def method(self):
        return self.value

    __int__ = __float__ = __complex__ = __index__ = method


class Only:
    def __init__(self, value):
        self.value = value


class Truncated(Only):
    def __trunc__(self):
        return self.value


class Indexed(Only):
    def __index__(self):
        return self.value


for value in [1, True, MyInt(2), 2.5, MyFloat(1.5), 1j, MyComplex(2j), 'x']:
    shown(lambda: int(Gives(value)))
    shown(lambda: float(Gives(value)))
    shown(lambda: complex(Gives(value)))
    shown(lambda: [10, 20, 30][Gives(value)])
    shown(lambda: int(Truncated(value)))
shown(lambda: (int(Indexed(True)), bin(Indexed(MyInt(3))), range(Indexed(False))))
shown(lambda: int(Truncated(Indexed(7))))
shown(lambda: (int(MyInt(4)), float(MyFloat(2)), type(int(MyInt(4))), type(float(MyFloat(2)))))
shown(lambda: bool(NotImplemented))
