"""Sets iterate in the order of CPython's tables."""
import random
random.seed(9)
for rnd in range(60):
    n = random.randrange(1, 14)
    a = [random.randrange(0, 64) for _ in range(n)]; b = [random.randrange(0, 64) for _ in range(random.randrange(14))]
    s = set(a); t = set(b)
    u = s ^ t
    print(a, b, list(s), list(t), list(u))
random.seed(6)
def key():
    k = random.randrange(6)
    if k < 3: return random.randrange(-20, 60)
    if k == 3: return random.randrange(-2**70, 2**70)
    if k == 4: return random.choice([0.5, 1.25, -3.5, 1e10, 2.0, float('inf'), True])
    return (random.randrange(5), random.randrange(3))
for rnd in range(40):
    s = set(key() for _ in range(random.randrange(30))); t = {key() for _ in range(random.randrange(30))}
    for op in range(6):
        k = random.randrange(18)
        if k == 0: s.add(key())
        elif k == 1: s.discard(key())
        elif k == 2: s |= t
        elif k == 3: s = s | t
        elif k == 4: s = s & t
        elif k == 5: s = s - t
        elif k == 6: s = s ^ t
        elif k == 7: s -= t
        elif k == 8: s = s ^ t
        elif k == 9: s &= t
        elif k == 10 and s: print(s.pop())
        elif k == 11: s = s.copy()
        elif k == 12: s = frozenset(s) | s; s = set(s)
        elif k == 13: s.update([key() for _ in range(5)])
        elif k == 14: s = s.difference([key(), key()])
        elif k == 15: s = s.union([key()], t)
        elif k == 16: s = s.intersection([key() for _ in range(40)])
        elif k == 17 and s: s.discard(list(s)[0]); print(s.pop() if s else None)
        s, t = (t, s) if random.random() < .2 else (s, t)
        if not isinstance(s, set): s = set(s)
        if not isinstance(t, set): t = set(t)
    print(s, list(t))
print({10, 3, 8, 17, 33}, {1, -1, 5}, {5, 4, 3, 2, 1, 100, 1000}, {0.5, 2, (1, 2)}, frozenset({9, 8, 77}), set({9, 8, 77}))

# What was taken out leaves a place that CPython takes again: the last one passed. Keys of every kind that is found by its hash.
import random

random.seed(9)


def shown(values):
    return " ".join(map(str, values))


for _ in range(30):
    k = random.choice([5, 20, 100])
    a = {random.randrange(-k, k) for _ in range(random.randrange(k))}
    b = {random.choice([random.randrange(-k, k), random.random(), 2 ** random.randrange(80)]) for _ in range(9)}
    for each in list(a)[:5]:
        a.remove(each)
    for _ in range(9):
        a.add(random.randrange(-k, k))
    a -= b
    a |= {(1, 2), (3, random.randrange(5)), (2.5, (True, 2**70))}
    print(shown(a), shown(a ^ b), shown(b & a))
print([hash(each) for each in [(), (1,), (-1, 2), (2**60, -(2**70)), (1.5, (True, None is None)), ((),) * 5]])
d = {(1, (2, "a")): 1, (1.0, (2, "a")): 2, (True, (2.0, "a")): 3, (1, (2, "b")): 4, frozenset([1]): 5, 2.5: 6}
del d[1, (2, "b")]
print(d, (1, (2, "a")) in d, (1, (2, "b")) in d, d[frozenset([1.0])], len(d), {-1, 2, 30}, 3 in [1, 2, 3.0], 2 not in {1, 3, 5})
