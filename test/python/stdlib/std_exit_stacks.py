# Stacks of context managers: contexts as if they were nested, what is refused, asynchronous ones; throw() into generators.
import asyncio
from contextlib import AbstractContextManager, AsyncExitStack, ExitStack, asynccontextmanager, contextmanager, nullcontext


def chain(error):
    names = []
    while error is not None:
        names.append(repr(error))
        error = error.__context__
    return names


@contextmanager
def raising(error):
    try:
        yield
    finally:
        raise error


class Exit:
    def __init__(self, what):
        self.what = what

    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("exit", self.what, details[1])
        if isinstance(self.what, Exception):
            raise self.what
        return self.what


def run(*exits, body=None):
    try:
        with ExitStack() as stack:
            for each in exits:
                stack.enter_context(each)
            if body is not None:
                raise body
        print("ended")
    except Exception as error:
        print(chain(error))


run(raising(KeyError(1)), raising(KeyError(2)), body=ValueError(3))
run(Exit(False), Exit(KeyError(1)), Exit(None), body=ValueError(2))
run(Exit(KeyError(1)), Exit(True), Exit(IndexError(2)), body=ValueError(3))
run(Exit(True), Exit(OSError(1)))
run(Exit(True), body=ValueError(3))
run(Exit(None), Exit(1), Exit(2))
try:
    raise RuntimeError("outside")
except RuntimeError:
    run(raising(KeyError(1)), Exit(IndexError(4)), body=ValueError(2))

with ExitStack() as stack:
    stack.push(lambda *details: print("pushed", details))
    print(stack.callback(print, "called", sep="-") is print, stack.push(Exit(3)).what)
    moved = stack.pop_all()
print("moved", len(moved._exit_callbacks))
moved.close()
for wrong in (lambda: ExitStack().enter_context(3), lambda: ExitStack().push(3) and None, lambda: AbstractContextManager()):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
print(issubclass(Exit, AbstractContextManager), isinstance(nullcontext(), AbstractContextManager), issubclass(int, AbstractContextManager))


@asynccontextmanager
async def each(name):
    "Enters and leaves."
    print("enter", name)
    try:
        yield name
    finally:
        print("leave", name)


async def main():
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(each("a")), each("x").__doc__)
        stack.enter_context(Exit("b"))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.push_async_exit(each("c"))
        stack.callback(print, "callback")
        raise ValueError(1)
    print("suppressed")

    @each("decorated")
    async def f(x):
        return x

    print(await f(1), await f(2))
    try:
        async with each("body"):
            raise StopAsyncIteration(3)
    except StopAsyncIteration as error:
        print(repr(error))
    try:
        await AsyncExitStack().enter_async_context(Exit(1))
    except TypeError as error:
        print(error)


asyncio.run(main())


def inner():
    yield


def outer():
    try:
        raise KeyError("a")
    except KeyError:
        yield from inner()


def plain():
    yield


for make in (outer, plain):
    try:
        raise RuntimeError("caller")
    except RuntimeError:
        g = make()
        next(g)
        try:
            g.throw(ValueError("thrown"))
        except ValueError as error:
            print(chain(error))
