# contextlib: with-blocks made of generators, and small ready ones.
from functools import wraps


class ContextDecorator:
    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwargs):
            with self:
                return func(*args, **kwargs)

        return inner


class _GeneratorContext(ContextDecorator):
    def __init__(self, func, args, kwargs):
        self.gen = func(*args, **kwargs)
        self._made = func, args, kwargs

    def __call__(self, func):
        make, made_args, made_kwargs = self._made

        @wraps(func)
        def inner(*args, **kwargs):
            with _GeneratorContext(make, made_args, made_kwargs):
                return func(*args, **kwargs)

        return inner

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(value if value is not None else typ())
        except StopIteration as stop:
            return stop is not value
        except BaseException as error:
            if error is value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwargs):
        return _GeneratorContext(func, args, kwargs)

    return helper


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc):
        return None


class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, typ, value, traceback):
        return typ is not None and issubclass(typ, self._exceptions)


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc):
        self.thing.close()


class ExitStack:
    def __init__(self):
        self._exits = []

    def enter_context(self, cm):
        result = cm.__enter__()
        self._exits.append(cm.__exit__)
        return result

    def callback(self, func, /, *args, **kwargs):
        self._exits.append(lambda *exc: func(*args, **kwargs) and None)
        return func

    def __enter__(self):
        return self

    def __exit__(self, typ, value, traceback):
        swallowed = False
        while self._exits:
            if self._exits.pop()(typ, value, traceback):
                swallowed, typ, value, traceback = True, None, None, None
        return swallowed

    def close(self):
        self.__exit__(None, None, None)
