# threading: one thread runs. Locks and their kin work; what would start a thread or wait for another says so.
import itertools
import time

def _stuck(what):
    raise RuntimeError(f"deadlock: {what} would wait for ever, for ishape runs one thread")

class Lock:
    def __init__(self):
        self._held = False
    def acquire(self, blocking=True, timeout=-1):
        if self._held:
            if blocking and timeout < 0:
                _stuck("Lock.acquire")
            return False
        self._held = True
        return True
    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False
    def locked(self):
        return self._held
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *exc):
        self.release()
    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"

class RLock:
    def __init__(self):
        self._count = 0
    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True
    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *exc):
        self.release()

class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
    def __enter__(self):
        return self._lock.__enter__()
    def __exit__(self, *exc):
        return self._lock.__exit__(*exc)
    def wait(self, timeout=None):
        if timeout is None:
            _stuck("Condition.wait")
        return False
    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result and timeout is None:
            _stuck("Condition.wait_for")
        return result
    def notify(self, n=1):
        pass
    def notify_all(self):
        pass

class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
    def acquire(self, blocking=True, timeout=None):
        if self._value == 0:
            if blocking and timeout is None:
                _stuck("Semaphore.acquire")
            return False
        self._value -= 1
        return True
    def release(self, n=1):
        self._value += n
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *exc):
        self.release()

class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value
    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._value += n

class Event:
    def __init__(self):
        self._flag = False
    def is_set(self):
        return self._flag
    isSet = is_set
    def set(self):
        self._flag = True
    def clear(self):
        self._flag = False
    def wait(self, timeout=None):
        if not self._flag:
            if timeout is None:
                _stuck("Event.wait")
            time.sleep(timeout)
        return self._flag

class BrokenBarrierError(RuntimeError):
    pass

class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties, self._action, self.n_waiting, self.broken = parties, action, 0, False
    def wait(self, timeout=None):
        if self.parties > 1:
            _stuck("Barrier.wait")
        if self._action is not None:
            self._action()
        return 0
    def reset(self):
        pass
    def abort(self):
        self.broken = True

class local:
    pass

_numbers = itertools.count(1)

class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if name is None:
            name = f"Thread-{next(_numbers)}"
            if target is not None:
                name += f" ({getattr(target, '__name__', '?')})"
        self.name = str(name)
        self.daemon = bool(daemon)
        self.ident = self.native_id = None
        self._target, self._args, self._kwargs = target, args, kwargs or {}
    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)
    def start(self):
        raise NotImplementedError("threading.Thread.start is not available in ishape: programs run on one thread")
    def join(self, timeout=None):
        raise RuntimeError("cannot join thread before it is started")
    def is_alive(self):
        return False
    def getName(self):
        return self.name
    def setName(self, name):
        self.name = name
    def isDaemon(self):
        return self.daemon
    def setDaemon(self, daemonic):
        self.daemon = daemonic
    def __repr__(self):
        return f"<{type(self).__name__}({self.name}, initial{' daemon' if self.daemon else ''})>"

class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval, self.function = interval, function
        self.finished = Event()
    def cancel(self):
        self.finished.set()

class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self.ident = self.native_id = 1
    def is_alive(self):
        return True
    def join(self, timeout=None):
        raise RuntimeError("cannot join current thread")
    def __repr__(self):
        return f"<_MainThread({self.name}, started {self.ident})>"

_main = _MainThread()
TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError
excepthook = None

def current_thread():
    return _main

currentThread = main_thread = current_thread

def get_ident():
    return 1

get_native_id = get_ident

def active_count():
    return 1

activeCount = active_count

def enumerate():
    return [_main]

def settrace(func):
    pass

setprofile = settrace

def stack_size(size=0):
    return 0
