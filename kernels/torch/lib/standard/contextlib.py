# contextlib: context managers from generators, stacks of them, and small ones of general use.
import sys
from abc import ABC, abstractmethod
from collections import deque
from functools import wraps
from types import GenericAlias, MethodType

def _offers(cls, *names):
    # What __subclasshook__ says of a class that has these methods.
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True

class AbstractContextManager(ABC):
    __class_getitem__ = classmethod(GenericAlias)
    def __enter__(self):
        return self
    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None
    @classmethod
    def __subclasshook__(cls, C):
        return _offers(C, "__enter__", "__exit__") if cls is AbstractContextManager else NotImplemented

class AbstractAsyncContextManager(ABC):
    __class_getitem__ = classmethod(GenericAlias)
    async def __aenter__(self):
        return self
    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None
    @classmethod
    def __subclasshook__(cls, C):
        return _offers(C, "__aenter__", "__aexit__") if cls is AbstractAsyncContextManager else NotImplemented

class ContextDecorator:
    def _recreate_cm(self):
        return self
    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner

class AsyncContextDecorator:
    def _recreate_cm(self):
        return self
    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
        return inner

# --- from generators ------------------------------------------------------------------------------------------------

_ENDED = object()

class _FromGenerator:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc
    def _recreate_cm(self):
        # A manager is used once: each call of a decorated function has its own.
        return self.__class__(self.func, self.args, self.kwds)

def _passed_on(error, value, stopped):
    # Is this the exception that the body raised, as it is or wrapped because a generator may not raise it?
    return error is value or isinstance(value, stopped) and error.__cause__ is value

class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        del self.args, self.kwds, self.func
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
            self.gen.throw(typ, value, traceback)
        except StopIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if not _passed_on(exc, value, StopIteration):
                raise
            value.__traceback__ = traceback
            return False
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after throw()")

class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aenter__(self):
        del self.args, self.kwds, self.func
        value = await anext(self.gen, _ENDED)
        if value is _ENDED:
            raise RuntimeError("generator didn't yield")
        return value
    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            if await anext(self.gen, _ENDED) is _ENDED:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(typ, value, traceback)
        except StopAsyncIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if not _passed_on(exc, value, (StopIteration, StopAsyncIteration)):
                raise
            value.__traceback__ = traceback
            return False
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after athrow()")

def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper

def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper

# --- small ones -----------------------------------------------------------------------------------------------------

class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, *exc_info):
        self.thing.close()

class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing
    async def __aenter__(self):
        return self.thing
    async def __aexit__(self, *exc):
        await self.thing.aclose()

class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
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

class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._old_cwd = []
    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)
    def __exit__(self, *exc):
        import os
        os.chdir(self._old_cwd.pop())

# --- stacks ---------------------------------------------------------------------------------------------------------

def _method_of(cls, name, kind="the context manager"):
    method = getattr(cls, name, None)
    if method is None:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support {kind} protocol")
    return method

class _Exits:
    """What is to be called at the end, the last first: pairs of whether it is called at once, and what."""
    def __init__(self):
        self._exit_callbacks = deque()
    def pop_all(self):
        stack = type(self)()
        stack._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return stack
    def enter_context(self, cm):
        cls = type(cm)
        enter, leave = _method_of(cls, "__enter__"), _method_of(cls, "__exit__")
        result = enter(cm)
        self._exit_callbacks.append((True, MethodType(leave, cm)))
        return result
    def push(self, exit):
        leave = getattr(type(exit), "__exit__", None)
        self._exit_callbacks.append((True, exit if leave is None else MethodType(leave, exit)))
        return exit
    def callback(self, callback, /, *args, **kwds):
        def run(exc_type, exc, tb):
            callback(*args, **kwds)
        run.__wrapped__ = callback
        self._exit_callbacks.append((True, run))
        return callback
    def _leaving(self, details):
        # Runs each callback, gives what may have to be awaited, and at the end whether the exception is gone.
        received, handled = details[0] is not None, sys.exc_info()[1]
        suppressed = pending = False
        while self._exit_callbacks:
            at_once, leave = self._exit_callbacks.pop()
            try:
                answer = leave(*details)
                if not at_once:
                    answer = yield answer
                if answer:
                    suppressed, pending, details = True, False, (None, None, None)
            except BaseException as error:
                _chain(error, details[1], handled)
                pending, details = True, (type(error), error, error.__traceback__)
        if pending:
            error = details[1]
            context = error.__context__
            try:
                raise error
            except BaseException:
                # Raising it here has not made it follow what is handled now.
                error.__context__ = context
                raise
        return received and suppressed

def _chain(error, before, handled):
    # As if the callbacks had been nested: the exception before is the context of this one.
    while True:
        context = error.__context__
        if context is None or context is before:
            return
        if context is handled:
            break
        error = context
    error.__context__ = before

class ExitStack(_Exits, AbstractContextManager):
    def __exit__(self, *exc_details):
        try:
            next(self._leaving(exc_details))
        except StopIteration as done:
            return done.value
    def close(self):
        self.__exit__(None, None, None)

class AsyncExitStack(_Exits, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        cls = type(cm)
        kind = "the asynchronous context manager"
        enter, leave = _method_of(cls, "__aenter__", kind), _method_of(cls, "__aexit__", kind)
        result = await enter(cm)
        self._exit_callbacks.append((False, MethodType(leave, cm)))
        return result
    def push_async_exit(self, exit):
        leave = getattr(type(exit), "__aexit__", None)
        self._exit_callbacks.append((False, exit if leave is None else MethodType(leave, exit)))
        return exit
    def push_async_callback(self, callback, /, *args, **kwds):
        async def run(exc_type, exc, tb):
            await callback(*args, **kwds)
        run.__wrapped__ = callback
        self._exit_callbacks.append((False, run))
        return callback
    async def aclose(self):
        await self.__aexit__(None, None, None)
    async def __aexit__(self, *exc_details):
        leaving = self._leaving(exc_details)
        step, value = leaving.send, None
        while True:
            try:
                waiting = step(value)
            except StopIteration as done:
                return done.value
            try:
                step, value = leaving.send, await waiting
            except BaseException as error:
                step, value = leaving.throw, error
