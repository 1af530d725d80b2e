import time


def timed(name, f):
    best = 1e9
    for _ in range(3):
        t = time.perf_counter()
        f()
        best = min(best, time.perf_counter() - t)
    print(f"{name} {best * 1e3}")


def loop():
    total = 0
    for i in range(3_000_000):
        total += i & 7
    return total


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class Point:
    def __init__(self, x):
        self.x = x

    def moved(self, d):
        self.x += d
        return self.x


def methods():
    p = Point(1)
    for _ in range(300_000):
        p.moved(1)


def numbers(n):
    for i in range(n):
        yield i


timed("a loop of 3 million steps", loop)
timed("fib(24)", lambda: fib(24))
timed("300,000 method calls", methods)
timed("a generator of 300,000", lambda: sum(numbers(300_000)))
timed("building a string", lambda: "".join(str(i) for i in range(200_000)))
