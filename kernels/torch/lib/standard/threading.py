class Lock:
    def __init__(self):
        self._held = False
    def acquire(self, blocking=True, timeout=-1):
        if self._held and not blocking:
            return False
        if self._held:
            raise RuntimeError("deadlock: ishape runs one thread, and it holds this lock")
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

class RLock(Lock):
    def __init__(self):
        self._count = 0
    def acquire(self, blocking=True, timeout=-1):
        self._count += 1
        return True
    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

class Event:
    def __init__(self):
        self._flag = False
    def is_set(self):
        return self._flag
    def set(self):
        self._flag = True
    def clear(self):
        self._flag = False
    def wait(self, timeout=None):
        return self._flag

class local:
    pass

class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self.name = name or "Thread-1"
        self.daemon = daemon
    def start(self):
        raise NotImplementedError("threading.Thread.start is not available in ishape: programs run on one thread")
    def join(self, timeout=None):
        raise RuntimeError("cannot join thread before it is started")
    def is_alive(self):
        return False

class _MainThread:
    name = "MainThread"
    ident = 1
    daemon = False

_main = _MainThread()

def current_thread():
    return _main

main_thread = current_thread

def get_ident():
    return 1

def active_count():
    return 1
