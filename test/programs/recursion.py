"""990 nested calls of every kind, deeper ones after setrecursionlimit, and the end of it all."""
import sys


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


class Deep:
    def method(self, n):
        if n == 0:
            return 0
        return 1 + self.method(n - 1)

    def __call__(self, n):
        if n == 0:
            return 0
        for _ in range(1):
            with self:
                try:
                    return 1 + self(n - 1)
                finally:
                    pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def __getitem__(self, n):
        return 0 if n == 0 else 1 + self[n - 1]

    def __add__(self, n):
        return 0 if n == 0 else 1 + (self + (n - 1))

    def keywords(self, *args, n, **others):
        return 0 if n == 0 else 1 + self.keywords(*args, n=n - 1, **others)

    def listed(self, n):
        return 0 if n == 0 else [1 + self.listed(n - 1) for _ in range(1)][0]

    @property
    def down(self):
        self.left -= 1
        return 0 if self.left <= 0 else 1 + self.down


deep = Deep()
print(count(990), deep.method(990), deep(300), deep[900], deep + 900, deep.keywords(1, n=900, z=2), deep.listed(450))
deep.left = 900
print(deep.down)


class Chain:
    def __init__(self, n):
        self.next = Chain(n - 1) if n else None

    def __repr__(self):
        return f"<{self.next!r}>"


print(len(repr(Chain(450))))


def walk(tree):
    for branch in tree:
        yield from walk(branch)
    yield 1


tree = []
for _ in range(300):
    tree = [tree]
print(sum(walk(tree)))


def forever(n=0):
    return forever(n + 1)


try:
    forever()
except RecursionError as error:
    print(error)
sys.setrecursionlimit(20000)
print(count(15000), deep.method(15000))
