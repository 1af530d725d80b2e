"""What `await`, `async with` and `async for` say of objects that cannot be awaited, and where a coroutine stands."""
import inspect


def show(coroutine):
    try:
        print(coroutine.send(None))
    except StopIteration as error:
        print('returned', error.value)
    except BaseException as error:
        print(type(error).__name__, error, '|', repr(error.__cause__), repr(error.__context__))


async def five():
    return 5


class Manager:
    def __init__(self, entered, left):
        self.entered, self.left = entered, left

    def __aenter__(self):
        return self.entered

    def __aexit__(self, *details):
        return self.left


async def managed(entered, left):
    async with Manager(entered, left) as value:
        return value


async def failing(left):
    async with Manager(five(), left):
        raise ValueError('body')


show(managed(1, 2))
show(managed(five(), 2))
show(managed(five(), five()))
show(failing(3))


class Items:
    def __init__(self, item):
        self.item = item

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.item


async def first(item):
    async for each in Items(item):
        return each


show(first((1, 2)))
show(first(five()))


class Gives:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value


async def awaiting(value):
    return await value


show(awaiting(Gives(3)))
spare = five()
show(awaiting(Gives(spare)))
spare.close()
show(awaiting(Gives(iter([7]))))
show(awaiting(3))


class Steps:
    turn = 0

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self.turn += 1
        if self.turn > 1:
            raise StopIteration('done')
        return 'waiting'


coroutine = awaiting(Steps())
print(inspect.getcoroutinestate(coroutine), coroutine.cr_await, coroutine.cr_suspended)
show(coroutine)
print(inspect.getcoroutinestate(coroutine), type(coroutine.cr_await).__name__, coroutine.cr_suspended)
print({name: type(value).__name__ for name, value in inspect.getcoroutinelocals(coroutine).items()})
show(coroutine)
print(inspect.getcoroutinestate(coroutine), coroutine.cr_await)


def plain(coroutine):
    yield from coroutine


spare = five()
try:
    next(plain(spare))
except TypeError as error:
    print(error)
spare.close()
