# asyncio on one loop in one thread: callbacks in the order in which they were asked for, timers by the host's clock. No sockets, no processes.
import heapq
import itertools
import sys
import time
import types
from collections import deque
from types import GenericAlias

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

class CancelledError(BaseException):
    pass

TimeoutError = TimeoutError

class InvalidStateError(Exception):
    pass

class QueueEmpty(Exception):
    pass

class QueueFull(Exception):
    pass

class QueueShutDown(Exception):
    pass

class BrokenBarrierError(RuntimeError):
    pass

for _each in (CancelledError, InvalidStateError):
    _each.__module__ = "asyncio.exceptions"

_running = None
_current_loop = None
_current_task = None
_tasks = []
_task_names = itertools.count(1)

# --- the loop ------------------------------------------------------------------------------------------------------

class Handle:
    def __init__(self, callback, args, loop, context=None):
        self._callback, self._args, self._loop, self._cancelled = callback, args, loop, False
    def cancel(self):
        self._cancelled = True
    def cancelled(self):
        return self._cancelled

class TimerHandle(Handle):
    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop)
        self._when = when
    def when(self):
        return self._when

class AbstractEventLoop:
    pass

class _Loop(AbstractEventLoop):
    def __init__(self):
        self._ready = deque()
        self._timers = []
        self._order = itertools.count()
        self._stopping = self._closed = False
        self._handler = None
        self._debug = False

    def time(self):
        return time.monotonic()
    def is_running(self):
        return _running is self
    def is_closed(self):
        return self._closed
    def get_debug(self):
        return self._debug
    def set_debug(self, enabled):
        self._debug = enabled
    def _check(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def call_soon(self, callback, *args, context=None):
        self._check()
        handle = Handle(callback, args, self)
        self._ready.append(handle)
        return handle
    call_soon_threadsafe = call_soon
    def call_at(self, when, callback, *args, context=None):
        self._check()
        handle = TimerHandle(when, callback, args, self)
        heapq.heappush(self._timers, (when, next(self._order), handle))
        return handle
    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def create_future(self):
        return Future(loop=self)
    def create_task(self, coro, *, name=None, context=None):
        self._check()
        return Task(coro, loop=self, name=name)
    def run_in_executor(self, executor, func, *args):
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future
    def set_exception_handler(self, handler):
        self._handler = handler
    def get_exception_handler(self):
        return self._handler
    def call_exception_handler(self, context):
        if self._handler is not None:
            self._handler(self, context)
            return
        import traceback
        lines = [context.get("message") or "Unhandled exception in event loop"]
        lines += [f"{key}: {value!r}" for key, value in sorted(context.items()) if key not in ("message", "exception")]
        error = context.get("exception")
        print("\n".join(lines), file=sys.stderr)
        if error is not None:
            traceback.print_exception(error)
    default_exception_handler = call_exception_handler

    def _turn(self):
        if not self._ready and not self._stopping:
            while self._timers and self._timers[0][2]._cancelled:
                heapq.heappop(self._timers)
            if not self._timers:
                raise RuntimeError("asyncio: every task waits for something that cannot happen any more")
            wait = self._timers[0][0] - self.time()
            if wait > 0:
                time.sleep(wait)
        end = self.time() + 1e-9
        while self._timers and self._timers[0][0] <= end:
            self._ready.append(heapq.heappop(self._timers)[2])
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle._cancelled:
                continue
            try:
                handle._callback(*handle._args)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self.call_exception_handler({"message": f"Exception in callback {handle._callback!r}", "exception": error})

    def run_forever(self):
        global _running
        self._check()
        if _running is not None:
            raise RuntimeError("This event loop is already running" if _running is self else "Cannot run the event loop while another loop is running")
        _running = self
        try:
            while True:
                self._turn()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            _running = None

    def run_until_complete(self, future):
        self._check()
        if _running is not None:
            if iscoroutine(future):
                future.close()
            raise RuntimeError("This event loop is already running" if _running is self else "Cannot run the event loop while another loop is running")
        made = not isfuture(future)
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._stop_after)
        try:
            self.run_forever()
        except:
            if made and future.done() and not future.cancelled():
                future.exception()
            raise
        finally:
            future.remove_done_callback(self._stop_after)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def _stop_after(self, future):
        self.stop()
    def stop(self):
        self._stopping = True
    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()
        self._timers.clear()
    async def shutdown_asyncgens(self):
        pass
    async def shutdown_default_executor(self, timeout=None):
        pass
    def __repr__(self):
        return f"<_UnixSelectorEventLoop running={self.is_running()} closed={self._closed} debug={self._debug}>"

_Loop.__name__ = _Loop.__qualname__ = "_UnixSelectorEventLoop"
_Loop.__module__ = "asyncio.unix_events"
SelectorEventLoop = BaseEventLoop = _Loop

class AbstractEventLoopPolicy:
    pass

class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    def get_event_loop(self):
        return get_event_loop()
    def set_event_loop(self, loop):
        set_event_loop(loop)
    def new_event_loop(self):
        return new_event_loop()

_policy = None

def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy

def set_event_loop_policy(policy):
    global _policy
    _policy = policy

def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running

def _get_running_loop():
    return _running

def get_event_loop():
    global _current_loop
    if _running is not None:
        return _running
    if _current_loop is None:
        _current_loop = new_event_loop()
    return _current_loop

def new_event_loop():
    return _Loop()

def set_event_loop(loop):
    global _current_loop
    _current_loop = loop

# --- futures and tasks ---------------------------------------------------------------------------------------------

class Future:
    __class_getitem__ = classmethod(GenericAlias)
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = get_event_loop() if loop is None else loop
        self._state = "PENDING"
        self._result = self._exception = None
        self._callbacks = []
        self._cancel_message = None

    def get_loop(self):
        return self._loop
    def done(self):
        return self._state != "PENDING"
    def cancelled(self):
        return self._state == "CANCELLED"
    def _finish(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)
    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancel_message = msg
        self._finish("CANCELLED")
        return True
    def _cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)
    def result(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result
    def exception(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self._exception
    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._finish("FINISHED")
    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._exception = exception
        self._finish("FINISHED")
    def add_done_callback(self, fn, *, context=None):
        if self.done():
            self._loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)
    def remove_done_callback(self, fn):
        kept = [each for each in self._callbacks if each != fn]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed
    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()
    __iter__ = __await__
    def _details(self):
        if self._state == "FINISHED":
            return [f"exception={self._exception!r}" if self._exception is not None else f"result={self._result!r}"]
        return []
    def __repr__(self):
        return f"<{' '.join([type(self).__name__, self._state.lower(), *self._details()])}>"

class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None):
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f"Task-{next(_task_names)}" if name is None else str(name)
        self._coro = coro
        self._waiting = None
        self._must_cancel = False
        self._cancel_requests = 0
        self._loop.call_soon(self._step)
        _tasks.append(self)

    def get_name(self):
        return self._name
    def set_name(self, value):
        self._name = str(value)
    def get_coro(self):
        return self._coro
    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")
    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")
    def cancelling(self):
        return self._cancel_requests
    def uncancel(self):
        if self._cancel_requests > 0:
            self._cancel_requests -= 1
        return self._cancel_requests
    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancel_requests += 1
        if self._waiting is not None and self._waiting.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def _finish(self, state):
        _tasks.remove(self)
        super()._finish(state)

    def _step(self, error=None):
        global _current_task
        if self.done():
            raise InvalidStateError(f"_step(): already done: {self!r}, {error!r}")
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waiting = None
        before, _current_task = _current_task, self
        try:
            waited = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(stop.value)
        except CancelledError as cancelled:
            self._cancel_message = cancelled.args[0] if cancelled.args else None
            super().cancel(msg=self._cancel_message)
        except (KeyboardInterrupt, SystemExit) as fatal:
            super().set_exception(fatal)
            raise
        except BaseException as failed:
            super().set_exception(failed)
        else:
            self._wait_for(waited)
        finally:
            _current_task = before

    def _wait_for(self, waited):
        soon = self._loop.call_soon
        if waited is None:
            soon(self._step)
        elif isinstance(waited, Future):
            if waited is self:
                soon(self._step, RuntimeError(f"Task cannot await on itself: {self!r}"))
            elif waited._asyncio_future_blocking:
                waited._asyncio_future_blocking = False
                waited.add_done_callback(self._wake)
                self._waiting = waited
                if self._must_cancel and waited.cancel(msg=self._cancel_message):
                    self._must_cancel = False
            else:
                soon(self._step, RuntimeError(f"yield was used instead of yield from in task {self!r} with {waited!r}"))
        else:
            soon(self._step, RuntimeError(f"Task got bad yield: {waited!r}"))

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def __repr__(self):
        state = self._state.lower() if self.done() or not self._must_cancel else "cancelling"
        return f"<Task {' '.join([state, f'name={self._name!r}', f'coro=<{self._coro.__qualname__}()>', *self._details()])}>"

def iscoroutine(obj):
    return isinstance(obj, types.CoroutineType)

def iscoroutinefunction(func):
    import inspect
    return inspect.iscoroutinefunction(func)

def isfuture(obj):
    return isinstance(obj, Future)

def current_task(loop=None):
    if loop is None:
        get_running_loop()
    return _current_task

def all_tasks(loop=None):
    loop = get_running_loop() if loop is None else loop
    return {each for each in _tasks if each._loop is loop and not each.done()}

def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)

async def _awaited(awaitable):
    return await awaitable

def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future._loop:
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(coro_or_future, "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _awaited(coro_or_future)
    return (get_event_loop() if loop is None else loop).create_task(coro_or_future)

def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    made = (get_event_loop() if loop is None else loop).create_future()
    try:
        made.set_result(future.result())
    except Exception as error:
        made.set_exception(error)
    return made

async def sleep(delay, result=None):
    if delay <= 0:
        await _Pause()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        timer.cancel()

class _Pause:
    def __await__(self):
        yield

def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)

class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None
        self._factory = loop_factory or new_event_loop
        self._closed = False
    def __enter__(self):
        self.get_loop()
        return self
    def __exit__(self, *exc):
        self.close()
    def get_loop(self):
        if self._closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            self._loop = self._factory()
        return self._loop
    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if _running is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        loop = self.get_loop()
        set_event_loop(loop)
        return loop.run_until_complete(loop.create_task(coro))
    def close(self):
        if self._loop is None or self._closed:
            return
        loop = self._loop
        try:
            left = [each for each in _tasks if each._loop is loop and not each.done()]
            for each in left:
                each.cancel()
            if left:
                loop.run_until_complete(gather(*left, return_exceptions=True))
                for each in left:
                    if not each.cancelled() and each.exception() is not None:
                        loop.call_exception_handler({"message": "unhandled exception during asyncio.run() shutdown", "exception": each.exception(), "task": each})
        finally:
            set_event_loop(None)
            loop.close()
            self._closed = True

def run(main, *, debug=None, loop_factory=None):
    if _running is not None:
        if iscoroutine(main):
            main.close()
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)

async def to_thread(func, /, *args, **kwargs):
    await _Pause()
    return func(*args, **kwargs)

class _Gathering(Future):
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False
    def cancel(self, msg=None):
        if self.done():
            return False
        stopped = False
        for child in self._children:
            if child.cancel(msg=msg):
                stopped = True
        if stopped:
            self._cancel_requested = True
        return stopped

_Gathering.__name__ = _Gathering.__qualname__ = "_GatheringFuture"

def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer
    loop = None
    known = {}
    children = []
    for each in coros_or_futures:
        if each in known:
            children.append(known[each])
            continue
        future = ensure_future(each, loop=loop)
        if loop is None:
            loop = future._loop
        known[each] = future
        children.append(future)
    outer = _Gathering(children, loop=loop)
    left = len(known)
    def finished(future):
        nonlocal left
        left -= 1
        if outer.done():
            if not future.cancelled():
                future.exception()
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._cancelled_error())
                return
            if future.exception() is not None:
                outer.set_exception(future.exception())
                return
        if left == 0:
            results = []
            for child in children:
                if child.cancelled():
                    results.append(CancelledError("" if child._cancel_message is None else child._cancel_message))
                else:
                    error = child.exception()
                    results.append(child.result() if error is None else error)
            if outer._cancel_requested:
                outer.set_exception(future._cancelled_error())
            else:
                outer.set_result(results)
    for future in known.values():
        future.add_done_callback(finished)
    return outer

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(iscoroutine(each) for each in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = get_running_loop()
    waiter = loop.create_future()
    pending = sum(not each.done() for each in fs)
    def enough(future):
        return return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None
    def finished(future):
        nonlocal pending
        pending -= 1
        if pending <= 0 or enough(future):
            _set_unless_done(waiter, None)
    if pending and not any(each.done() and enough(each) for each in fs):
        timer = None if timeout is None else loop.call_later(timeout, _set_unless_done, waiter, None)
        for each in fs:
            each.add_done_callback(finished)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            for each in fs:
                each.remove_done_callback(finished)
    done = {each for each in fs if each.done()}
    return done, fs - done

async def wait_for(fut, timeout):
    loop = get_running_loop()
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = ensure_future(fut, loop=loop)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError() from error
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _set_unless_done, waiter, None)
    fut = ensure_future(fut, loop=loop)
    wake = lambda _: _set_unless_done(waiter, None)
    fut.add_done_callback(wake)
    try:
        try:
            await waiter
        except CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(wake)
            await _cancel_and_wait(fut)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(wake)
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError() from error
    finally:
        timer.cancel()

async def _cancel_and_wait(future):
    waiter = get_running_loop().create_future()
    wake = lambda _: _set_unless_done(waiter, None)
    future.add_done_callback(wake)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(wake)

def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    done = Queue()
    loop = get_event_loop()
    todo = {ensure_future(each, loop=loop) for each in list(fs)}
    timer = None
    def expired():
        for each in todo:
            each.remove_done_callback(finished)
            done.put_nowait(None)
        todo.clear()
    def finished(future):
        if not todo:
            return
        todo.remove(future)
        done.put_nowait(future)
        if not todo and timer is not None:
            timer.cancel()
    async def following():
        future = await done.get()
        if future is None:
            raise TimeoutError
        return future.result()
    for each in todo:
        each.add_done_callback(finished)
    if todo and timeout is not None:
        timer = loop.call_later(timeout, expired)
    for _ in range(len(todo)):
        yield following()

def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner._loop.create_future()
    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())
    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)
    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer

def run_coroutine_threadsafe(coro, loop):
    return ensure_future(coro, loop=loop)

class Timeout:
    def __init__(self, when):
        self._when, self._timer, self._task = when, None, None
        self._state = "created"
    def when(self):
        return self._when
    def reschedule(self, when):
        if self._state != "active":
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if when is None else get_running_loop().call_at(when, self._on_timeout)
    def expired(self):
        return self._state in ("expiring", "expired")
    async def __aenter__(self):
        self._task = current_task()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._requests = self._task.cancelling()
        self.reschedule(self._when)
        return self
    async def __aexit__(self, kind, error, tb):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._state == "expiring":
            self._state = "expired"
            if self._task.uncancel() <= self._requests and kind is CancelledError:
                raise TimeoutError from error
        elif self._state == "active":
            self._state = "exited"
    def _on_timeout(self):
        self._task.cancel()
        self._state = "expiring"
        self._timer = None

def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)

def timeout_at(when):
    return Timeout(when)

class TaskGroup:
    def __init__(self):
        self._entered = self._exiting = self._aborting = False
        self._parent = self._base_error = self._waiter = None
        self._parent_cancel_requested = False
        self._group = set()
        self._errors = []
    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has been already entered")
        self._entered = True
        self._loop = get_running_loop()
        self._parent = current_task()
        return self
    async def __aexit__(self, kind, error, tb):
        self._exiting = True
        if error is not None and self._is_base(error) and self._base_error is None:
            self._base_error = error
        cancelled = error if kind is CancelledError else None
        if self._parent_cancel_requested and self._parent.uncancel() == 0:
            cancelled = None
        if kind is not None and not self._aborting:
            self._abort()
        while self._group:
            if self._waiter is None:
                self._waiter = self._loop.create_future()
            try:
                await self._waiter
            except CancelledError as again:
                if not self._aborting:
                    cancelled = again
                    self._abort()
            self._waiter = None
        if self._base_error is not None:
            raise self._base_error
        if cancelled is not None and not self._errors:
            raise cancelled
        if kind is not None and kind is not CancelledError:
            self._errors.append(error)
        if self._errors:
            errors, self._errors = self._errors, None
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors) from None
    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._group:
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = self._loop.create_task(coro, name=name)
        task.add_done_callback(self._task_done)
        self._group.add(task)
        return task
    def _is_base(self, error):
        return isinstance(error, (SystemExit, KeyboardInterrupt))
    def _abort(self):
        self._aborting = True
        for each in list(self._group):
            if not each.done():
                each.cancel()
    def _task_done(self, task):
        self._group.discard(task)
        if self._waiter is not None and not self._group and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._is_base(error) and self._base_error is None:
            self._base_error = error
        if self._parent.done():
            return
        if not self._aborting and not self._parent_cancel_requested:
            self._abort()
            self._parent_cancel_requested = True
            self._parent.cancel()

# --- synchronisation -----------------------------------------------------------------------------------------------

class _Waits:
    # Futures of those who wait, in the order in which they came.
    def _init_waits(self):
        self._waiters = deque()
    async def _wait(self):
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            await future
        finally:
            self._waiters.remove(future)
    def _wake_first(self):
        for each in self._waiters:
            if not each.done():
                each.set_result(True)
                return

class _Context:
    async def __aenter__(self):
        await self.acquire()
        return None
    async def __aexit__(self, *exc):
        self.release()

class Lock(_Context, _Waits):
    def __init__(self):
        self._init_waits()
        self._locked = False
    def locked(self):
        return self._locked
    async def acquire(self):
        if not self._locked and all(each.cancelled() for each in self._waiters):
            self._locked = True
            return True
        try:
            await self._wait()
        except CancelledError:
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        return True
    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_first()
    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        more = f", waiters:{len(self._waiters)}" if self._waiters else ""
        return f"<asyncio.locks.Lock object at {id(self):#x} [{state}{more}]>"

class Event(_Waits):
    def __init__(self):
        self._init_waits()
        self._value = False
    def is_set(self):
        return self._value
    def set(self):
        if not self._value:
            self._value = True
            for each in self._waiters:
                if not each.done():
                    each.set_result(True)
    def clear(self):
        self._value = False
    async def wait(self):
        if not self._value:
            await self._wait()
        return True

class Condition(_Context, _Waits):
    def __init__(self, lock=None):
        self._init_waits()
        self._lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release
    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await self._wait()
            return True
        finally:
            cancelled = None
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError as error:
                    cancelled = error
            if cancelled is not None:
                raise cancelled
    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result
    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for each in self._waiters:
            if n <= 0:
                break
            if not each.done():
                n -= 1
                each.set_result(False)
    def notify_all(self):
        self.notify(len(self._waiters))

class Semaphore(_Context, _Waits):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._init_waits()
        self._value = value
    def locked(self):
        return self._value == 0 or any(not each.cancelled() for each in self._waiters)
    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if not future.cancelled():
                self._value += 1
                self._wake_next()
            raise
        if self._value > 0:
            self._wake_next()
        return True
    def _wake_next(self):
        for each in self._waiters:
            if not each.done():
                self._value -= 1
                each.set_result(True)
                return
    def release(self):
        self._value += 1
        self._wake_next()

class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound = value
        super().__init__(value)
    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()

class Barrier:
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._parties, self._waiting = parties, []
    @property
    def parties(self):
        return self._parties
    @property
    def n_waiting(self):
        return len(self._waiting)
    async def wait(self):
        index = len(self._waiting)
        if index + 1 == self._parties:
            waiting, self._waiting = self._waiting, []
            for each in waiting:
                _set_unless_done(each, None)
            return index
        future = get_running_loop().create_future()
        self._waiting.append(future)
        await future
        return index
    async def __aenter__(self):
        return await self.wait()
    async def __aexit__(self, *exc):
        pass

class Queue:
    __class_getitem__ = classmethod(GenericAlias)
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters, self._putters = deque(), deque()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)
    def _init(self, maxsize):
        self._queue = deque()
    def _get(self):
        return self._queue.popleft()
    def _put(self, item):
        self._queue.append(item)
    def _wake(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break
    @property
    def maxsize(self):
        return self._maxsize
    def qsize(self):
        return len(self._queue)
    def empty(self):
        return not self._queue
    def full(self):
        return 0 < self._maxsize <= self.qsize()
    async def put(self, item):
        while self.full():
            putter = get_running_loop().create_future()
            self._putters.append(putter)
            try:
                await putter
            except:
                putter.cancel()
                if putter in self._putters:
                    self._putters.remove(putter)
                if not self.full() and not putter.cancelled():
                    self._wake(self._putters)
                raise
        return self.put_nowait(item)
    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._wake(self._getters)
    async def get(self):
        while self.empty():
            getter = get_running_loop().create_future()
            self._getters.append(getter)
            try:
                await getter
            except:
                getter.cancel()
                if getter in self._getters:
                    self._getters.remove(getter)
                if not self.empty() and not getter.cancelled():
                    self._wake(self._getters)
                raise
        return self.get_nowait()
    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wake(self._putters)
        return item
    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()
    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()
    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} maxsize={self._maxsize!r}>"

class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []
    def _put(self, item):
        heapq.heappush(self._queue, item)
    def _get(self):
        return heapq.heappop(self._queue)

class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []
    def _put(self, item):
        self._queue.append(item)
    def _get(self):
        return self._queue.pop()
