import time

default_timer = time.perf_counter

class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self._stmt, self._setup, self._timer = stmt, setup, timer
        self._names = {} if globals is None else globals
    def timeit(self, number=1000000):
        names = self._names
        run = self._stmt if callable(self._stmt) else None
        code = None if run else compile(self._stmt, "<timeit-src>", "exec")
        self._setup() if callable(self._setup) else exec(self._setup, names)
        start = self._timer()
        for _ in range(number):
            run() if run else exec(code, names)
        return self._timer() - start
    def repeat(self, repeat=5, number=1000000):
        return [self.timeit(number) for _ in range(repeat)]

def timeit(stmt="pass", setup="pass", timer=default_timer, number=1000000, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)

def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=5, number=1000000, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
