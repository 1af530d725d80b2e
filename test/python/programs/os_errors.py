"""OSError: the subclass that a number makes, and subclasses with constructors of their own."""


def shown(what):
    try:
        error = what()
    except TypeError as wrong:
        print('TypeError', wrong)
    else:
        print(repr(error), '|', error, '|', error.errno, error.strerror, error.filename, error.filename2)


for number in [1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 22, 32, 103, 104, 108, 110, 111, 114, 115, True, 2.0, 'x']:
    shown(lambda: OSError(number, 'text'))
shown(lambda: OSError(2, 'text', 'file'))
shown(lambda: OSError(2, 'text', 'file', None, 'other'))
shown(lambda: OSError('only'))
shown(lambda: OSError())
shown(lambda: OSError(1, 2, 3, 4, 5, 6))
shown(lambda: OSError(2, filename='x'))
shown(lambda: FileNotFoundError(13, 'stays'))


class Noted(OSError):
    def __init__(self, message, note):
        self.note = note
        super().__init__(message)


class Made(OSError):
    def __new__(cls, message, note):
        self = super().__new__(cls, message)
        self.note = note
        return self


class Both(Noted, Made):
    pass


class Quiet(OSError):
    def __init__(self, *args):
        pass


class Plain(OSError):
    pass


shown(lambda: Noted('text', note=1))
shown(lambda: Made('text', note=1))
shown(lambda: Both('text', note=1))
shown(lambda: Quiet(2, 'text', 'file'))
shown(lambda: Plain(2, 'text', 'file'))
shown(lambda: Plain(a=1))
