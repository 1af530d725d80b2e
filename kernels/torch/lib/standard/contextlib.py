import sys
from functools import wraps
from abc import ABC

class AbstractContextManager(ABC):
    def __enter__(self):
        return self
    def __exit__(self, exc_type, exc_value, traceback):
        return None

class ContextDecorator:
    def _recreate_cm(self):
        return self
    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner

_ENDED = object()

class _GeneratorContextManager(AbstractContextManager, ContextDecorator):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = getattr(func, "__doc__", None)
    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)
    def __enter__(self):
        value = next(self.gen, _ENDED)
        if value is _ENDED:
            raise RuntimeError("generator didn't yield")
        return value
    def __exit__(self, typ, value, traceback):
        if typ is None:
            if next(self.gen, _ENDED) is _ENDED:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                return False
            if isinstance(value, StopIteration) and exc.__cause__ is value:
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")

def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper

class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, *exc_info):
        self.thing.close()

class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result
    def __enter__(self):
        return self.enter_result
    def __exit__(self, *excinfo):
        pass
    async def __aenter__(self):
        return self.enter_result
    async def __aexit__(self, *excinfo):
        pass

class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions
    def __enter__(self):
        pass
    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)

class _RedirectStream(AbstractContextManager):
    _stream = None
    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []
    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target
    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())

class redirect_stdout(_RedirectStream):
    _stream = "stdout"

class redirect_stderr(_RedirectStream):
    _stream = "stderr"

class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exit_callbacks = []
    def enter_context(self, cm):
        result = type(cm).__enter__(cm)
        self._exit_callbacks.append(lambda *exc: type(cm).__exit__(cm, *exc))
        return result
    def push(self, exit):
        if hasattr(type(exit), "__exit__"):
            self._exit_callbacks.append(lambda *exc: type(exit).__exit__(exit, *exc))
        else:
            self._exit_callbacks.append(exit)
        return exit
    def callback(self, callback, /, *args, **kwds):
        def run(*exc):
            callback(*args, **kwds)
        self._exit_callbacks.append(run)
        return callback
    def pop_all(self):
        new = type(self)()
        new._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return new
    def close(self):
        self.__exit__(None, None, None)
    def __exit__(self, *exc):
        suppressed = False
        pending = None
        while self._exit_callbacks:
            callback = self._exit_callbacks.pop()
            try:
                if callback(*exc):
                    suppressed = True
                    pending = None
                    exc = (None, None, None)
            except BaseException as error:
                pending = error
                exc = (type(error), error, error.__traceback__)
        if pending is not None:
            raise pending
        return suppressed

class aclosing:
    def __init__(self, thing):
        self.thing = thing
    async def __aenter__(self):
        return self.thing
    async def __aexit__(self, *exc):
        await self.thing.aclose()

class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._old = []
    def __enter__(self):
        import os
        self._old.append(os.getcwd())
        os.chdir(self.path)
    def __exit__(self, *exc):
        import os
        os.chdir(self._old.pop())

class AsyncContextDecorator:
    def __call__(self, func):
        import functools
        @functools.wraps(func)
        async def inner(*args, **kwds):
            async with self:
                return await func(*args, **kwds)
        return inner

class _AsyncGeneratorContextManager(AsyncContextDecorator, AbstractAsyncContextManager):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
    async def __aenter__(self):
        try:
            return await self.gen.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None
    async def __aexit__(self, kind, error, tb):
        if kind is None:
            try:
                await self.gen.__anext__()
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            await self.gen.athrow(error)
        except StopAsyncIteration as stopped:
            return stopped is not error
        except BaseException as raised:
            if raised is not error:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")

def asynccontextmanager(func):
    import functools
    @functools.wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper

class AsyncExitStack(AbstractAsyncContextManager):
    def __init__(self):
        self._exits = []
    def enter_context(self, cm):
        result = type(cm).__enter__(cm)
        self._exits.append((False, lambda *exc: type(cm).__exit__(cm, *exc)))
        return result
    async def enter_async_context(self, cm):
        result = await type(cm).__aenter__(cm)
        self._exits.append((True, lambda *exc: type(cm).__aexit__(cm, *exc)))
        return result
    def callback(self, callback, /, *args, **kwds):
        self._exits.append((False, lambda *exc: (callback(*args, **kwds), None)[1]))
        return callback
    def push_async_callback(self, callback, /, *args, **kwds):
        async def run(*exc):
            await callback(*args, **kwds)
        self._exits.append((True, run))
        return callback
    async def aclose(self):
        await self.__aexit__(None, None, None)
    async def __aexit__(self, *exc):
        suppressed, pending = False, None
        while self._exits:
            is_async, run = self._exits.pop()
            try:
                found = await run(*exc) if is_async else run(*exc)
                if found:
                    suppressed, pending, exc = True, None, (None, None, None)
            except BaseException as error:
                pending, exc = error, (type(error), error, error.__traceback__)
        if pending is not None:
            raise pending
        return suppressed
