# Heaps, bisection and sorting: the lists that CPython leaves, and the comparisons that it makes.
import bisect
import heapq
import random

random.seed(3)
asked = []


class Item:
    def __init__(self, key, name):
        self.key, self.name = key, name

    def __lt__(self, other):
        asked.append((self.name, other.name))
        return self.key < other.key

    def __repr__(self):
        return f"{self.key}{self.name}"


for trial in range(6):
    heap = []
    for i in range(9):
        heapq.heappush(heap, Item(random.randrange(4), "abcdefghi"[i]))
    print(heap)
    print([heapq.heappop(heap) for _ in range(4)], heap, heapq.heappushpop(heap, Item(1, "x")), heapq.heapreplace(heap, Item(0, "y")), heap)
    other = [Item(random.randrange(4), c) for c in "pqrstuv"]
    heapq.heapify(other)
    print(other, len(asked), hash(tuple(asked)) == hash(tuple(list(asked))), asked[-4:])
    ordered = []
    for c in "klmnop":
        bisect.insort(ordered, Item(random.randrange(4), c))
    print(ordered, bisect.bisect_left(ordered, Item(2, "z")), bisect.bisect(ordered, Item(2, "z")), len(asked))

print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2, 1, 3), bisect.bisect([(1, "a"), (2, "b")], 1, key=lambda p: p[0]))
words = ["b", "é", "a", "😀", "\ufb01", "aa", "", "B"]
print(sorted(words), sorted(words, key=str.lower, reverse=True), sorted(words, key=len), sorted(words, reverse=True, key=len))
numbers = [3, 1.5, -0.0, 0, 0.0, -2, 1e300, float("inf"), 2**53, -1.5, 1, 1.0, True]
print(sorted(numbers), sorted(numbers, reverse=True), sorted(numbers[:12]), sorted(numbers[:12], key=abs, reverse=True))
print(sorted([1.5, float("nan"), 0.5, 1.0]), sorted([2**70, 5, -(2**70), 1.5]))
pairs = [(random.randrange(3), random.choice("ab"), random.random() < 0.5) for _ in range(40)]
print(sorted(pairs), sorted(pairs, reverse=True)[:5], sorted(pairs, key=lambda p: p[0])[:9], sorted(pairs, key=lambda p: -p[0], reverse=True)[:9])
long = [random.randrange(50) for _ in range(500)]
print(sorted(long) == [x for _, x in sorted(enumerate(long), key=lambda p: p[1])], sorted(range(500), key=long.__getitem__)[:30], sorted(range(500), key=long.__getitem__, reverse=True)[:30])
print(list(heapq.merge([1, 4], [2, 3], [])), list(heapq.merge("da", "cb", reverse=True)), list(heapq.merge(["bb", "a"], ["ccc"], key=lambda s: -len(s))))
print(next(heapq.merge(iter(int, 1), [1])), heapq.nlargest(2, long), heapq.nsmallest(3, "hello"))
for bad in (lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush([1], "a"), lambda: bisect.bisect([1], 1, -1), lambda: sorted([1, "a"]), lambda: sorted([(1, 2), (1, "a")])):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
