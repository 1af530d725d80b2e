# graphlib: topological order of a graph.
from types import GenericAlias

class CycleError(ValueError):
    pass

class _Node:
    def __init__(self, value):
        self.value = value
        # How many predecessors are not done yet; None once the node was handed out, -1 when it is done.
        self.waits = 0
        self.out = False
        self.done = False
        self.followers = []

class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed = self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)
    def _node(self, value):
        if value not in self._nodes:
            self._nodes[value] = _Node(value)
        return self._nodes[value]
    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        own = self._node(node)
        own.waits += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).followers.append(node)
    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node.value for node in self._nodes.values() if node.waits == 0]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)
    def _check(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
    def get_ready(self):
        self._check()
        ready = tuple(self._ready)
        for value in ready:
            self._nodes[value].out = True
        self._ready.clear()
        self._passed += len(ready)
        return ready
    def is_active(self):
        self._check()
        return self._finished < self._passed or bool(self._ready)
    def __bool__(self):
        return self.is_active()
    def done(self, *nodes):
        self._check()
        for value in nodes:
            node = self._nodes.get(value)
            if node is None:
                raise ValueError(f"node {value!r} was not added using add()")
            if node.done:
                raise ValueError(f"node {value!r} was already marked done")
            if not node.out:
                raise ValueError(f"node {value!r} was not passed out (still not ready)")
            node.done = True
            self._finished += 1
            for follower in node.followers:
                after = self._nodes[follower]
                after.waits -= 1
                if after.waits == 0:
                    self._ready.append(follower)
    def _cycle(self):
        # A walk in depth: whoever is met again while the walk is still below it closes a cycle.
        path, place, seen = [], {}, set()
        for start in self._nodes:
            if start in seen:
                continue
            steps = [iter([start])]
            while steps:
                value = next(steps[-1], None)
                if value is None and (node := next(steps[-1], steps)) is steps:
                    steps.pop()
                    if path and len(steps) == len(path):
                        del place[path.pop()]
                    continue
                if value in place:
                    return path[place[value]:] + [value]
                if value not in seen:
                    seen.add(value)
                    place[value] = len(path)
                    path.append(value)
                    steps.append(iter(self._nodes[value].followers))
        return None
    def static_order(self):
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)
    __class_getitem__ = classmethod(GenericAlias)
