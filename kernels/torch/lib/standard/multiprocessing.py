# multiprocessing: imports, and says by name that no process starts. A Pool of one maps in this process.
from queue import Queue, SimpleQueue
from threading import Lock, RLock, Event, Semaphore, BoundedSemaphore, Condition, Barrier

class ProcessError(Exception):
    pass

class BufferTooShort(ProcessError):
    pass

class AuthenticationError(ProcessError):
    pass

TimeoutError = TimeoutError

def cpu_count():
    return 1

class Process:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        self.name = name or "Process-1"
        self.daemon = daemon
        self.pid = self.exitcode = None
    def start(self):
        raise NotImplementedError("multiprocessing.Process.start is not available in ishape: no processes run in its sandbox")
    def join(self, timeout=None):
        raise AssertionError("can only join a started process")
    def is_alive(self):
        return False
    def terminate(self):
        pass
    kill = close = terminate

class _MainProcess(Process):
    def __init__(self):
        super().__init__(name="MainProcess")
        self.pid = 1

_main = _MainProcess()

def current_process():
    return _main

def parent_process():
    return None

def active_children():
    return []

def freeze_support():
    pass

def set_start_method(method, force=False):
    if method not in ("fork", "spawn", "forkserver"):
        raise ValueError(f"cannot find context for {method!r}")

def get_start_method(allow_none=False):
    return "fork"

def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]

def get_context(method=None):
    import sys
    return sys.modules[__name__]

class _Result:
    def __init__(self, value, error):
        self._value, self._error = value, error
    def get(self, timeout=None):
        if self._error is not None:
            raise self._error
        return self._value
    def wait(self, timeout=None):
        pass
    def ready(self):
        return True
    def successful(self):
        return self._error is None

class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is not None and processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None:
            initializer(*initargs)
    def apply(self, func, args=(), kwds={}):
        return func(*args, **kwds)
    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        try:
            value = func(*args, **kwds)
        except Exception as error:
            if error_callback is not None:
                error_callback(error)
            return _Result(None, error)
        if callback is not None:
            callback(value)
        return _Result(value, None)
    def map(self, func, iterable, chunksize=None):
        return [func(each) for each in iterable]
    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self.apply_async(self.map, (func, iterable), {}, callback, error_callback)
    def starmap(self, func, iterable, chunksize=None):
        return [func(*each) for each in iterable]
    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self.apply_async(self.starmap, (func, iterable), {}, callback, error_callback)
    def imap(self, func, iterable, chunksize=1):
        return (func(each) for each in iterable)
    imap_unordered = imap
    def close(self):
        pass
    terminate = join = close
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        pass

JoinableQueue = Queue

class _Shared:
    def __init__(self, value):
        self.value = value
        self._lock = RLock()
    def get_lock(self):
        return self._lock
    def get_obj(self):
        return self

def Value(typecode_or_type, *args, lock=True):
    return _Shared(args[0] if args else 0)

RawValue = Value

def Array(typecode_or_type, size_or_initializer, *, lock=True):
    return [0] * size_or_initializer if isinstance(size_or_initializer, int) else list(size_or_initializer)

RawArray = Array
