"""What is thrown into generators, where they stand, and what iterators of Python classes return to `yield from`."""
import inspect
import sys


def patient():
    while True:
        try:
            print('got', (yield 1))
        except ValueError as error:
            print('caught', repr(error), error.args)


def throw(*arguments):
    generator = patient()
    next(generator)
    try:
        print(generator.throw(*arguments))
    except BaseException as error:
        print(type(error).__name__, error)


throw(ValueError, TypeError(1))
throw(ValueError, ValueError(1), None)
throw(ValueError, UnicodeError('sub'))
throw(ValueError(1), 'text')
throw(ValueError, 'text', 23)
throw(ValueError, (1, 2))
throw(ValueError)
throw(ValueError, None, None)
throw(3)
throw(int)
try:
    raise ValueError('with its traceback')
except ValueError:
    throw(*sys.exc_info())


class Counts:
    turn = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.turn += 1
        if self.turn > 2:
            raise StopIteration('done')
        return self.turn


def outer():
    result = yield from Counts()
    print('result', result)


def state(generator):
    return inspect.getgeneratorstate(generator), generator.gi_suspended, generator.gi_running, type(generator.gi_yieldfrom).__name__


generator = outer()
print(state(generator))
for item in generator:
    print(item, state(generator))
print(state(generator), inspect.getgeneratorlocals(patient()))
print([name for name in dir(generator) if not name.startswith('_')])

# --- calls that unpack what cannot be unpacked
nothing = None


def function():
    pass


class Named:
    def __str__(self):
        return '<named>'


for text in [
    'nothing(*function)', 'nothing(1, *function)', 'function(**function)', 'function(**[])', 'Named()(*1)', 'Named()(**1)',
    '[].append(*1)', 'Named(*1)', 'Named.__str__(*1)', 'dict(**1)', "nothing(**{'a': 1}, **{'a': 2})",
]:
    try:
        eval(text)
    except TypeError as error:
        print(text, '|', error)
