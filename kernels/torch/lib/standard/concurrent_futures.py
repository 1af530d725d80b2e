# concurrent.futures in one thread: what is submitted runs at once, in order.
import time
from types import GenericAlias

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

class Error(Exception):
    pass

class CancelledError(Error):
    pass

TimeoutError = TimeoutError

class InvalidStateError(Error):
    pass

class BrokenExecutor(RuntimeError):
    pass

class Future:
    __class_getitem__ = classmethod(GenericAlias)
    def __init__(self):
        self._state = "PENDING"
        self._result = self._exception = None
        self._callbacks = []
    def _finish(self, state):
        self._state = state
        for each in self._callbacks:
            each(self)
    def cancel(self):
        if self._state != "PENDING":
            return self._state == "CANCELLED"
        self._finish("CANCELLED")
        return True
    def cancelled(self):
        return self._state == "CANCELLED"
    def running(self):
        return self._state == "RUNNING"
    def done(self):
        return self._state in ("CANCELLED", "FINISHED")
    def result(self, timeout=None):
        self._settled()
        if self._exception is not None:
            raise self._exception
        return self._result
    def exception(self, timeout=None):
        self._settled()
        return self._exception
    def _settled(self):
        if self._state == "CANCELLED":
            raise CancelledError()
        if self._state != "FINISHED":
            raise TimeoutError()
    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)
    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True
    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._finish("FINISHED")
    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._exception = exception
        self._finish("FINISHED")
    def __repr__(self):
        state = self._state.lower()
        if self._state == "FINISHED":
            found = self._result if self._exception is None else self._exception
            kind = "returned" if self._exception is None else "raised"
            return f"<Future at {id(self):#x} state={state} {kind} {type(found).__name__}>"
        return f"<Future at {id(self):#x} state={state}>"

class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()
    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        def results():
            for each in futures:
                yield each.result()
        return results()
    def shutdown(self, wait=True, *, cancel_futures=False):
        pass
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.shutdown(wait=True)
        return False

class _InProcess(Executor):
    def __init__(self, max_workers=None, *args, initializer=None, initargs=(), **kwargs):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers or 1
        self._closed = False
        if initializer is not None:
            initializer(*initargs)
    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            result = fn(*args, **kwargs)
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(result)
        return future
    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True

class ThreadPoolExecutor(_InProcess):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        super().__init__(max_workers, initializer=initializer, initargs=initargs)

class ProcessPoolExecutor(_InProcess):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        super().__init__(max_workers, initializer=initializer, initargs=initargs)

class DoneAndNotDoneFutures(tuple):
    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))
    @property
    def done(self):
        return self[0]
    @property
    def not_done(self):
        return self[1]

def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {each for each in fs if each.done()}
    return DoneAndNotDoneFutures(done, fs - done)

def as_completed(fs, timeout=None):
    for each in list(dict.fromkeys(fs)):
        if not each.done():
            raise TimeoutError(f"1 (of {len(fs)}) futures unfinished")
        yield each
