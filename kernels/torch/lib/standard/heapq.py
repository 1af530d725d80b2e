from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n]

def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n]

def merge(*iterables, key=None, reverse=False):
    # What is first in each iterable that is not at its end: what is compared, the value, and what gives the next one.
    heads = []
    for iterable in iterables:
        step = iter(iterable).__next__
        try:
            value = step()
        except StopIteration:
            continue
        heads.append([value if key is None else key(value), value, step])
    while heads:
        at = 0
        for i in range(1, len(heads)):
            if heads[at][0] < heads[i][0] if reverse else heads[i][0] < heads[at][0]:
                at = i
        head = heads[at]
        yield head[1]
        try:
            head[1] = head[2]()
        except StopIteration:
            del heads[at]
        else:
            head[0] = head[1] if key is None else key(head[1])
