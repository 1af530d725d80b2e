"""Arrays of objects: the sum tree of prioritized replay, ragged lists, names."""
import numpy as np


class SumTree:
    def __init__(self, capacity):
        self.capacity, self.write = capacity, 0
        self.tree, self.data = np.zeros(2 * capacity - 1), np.zeros(capacity, dtype=object)

    def _propagate(self, idx, change):
        parent = (idx - 1) // 2
        self.tree[parent] += change
        if parent != 0:
            self._propagate(parent, change)

    def _retrieve(self, idx, s):
        left = 2 * idx + 1
        if left >= len(self.tree):
            return idx
        return self._retrieve(left, s) if s <= self.tree[left] else self._retrieve(left + 1, s - self.tree[left])

    def add(self, p, data):
        idx = self.write + self.capacity - 1
        self.data[self.write] = data
        change = p - self.tree[idx]
        self.tree[idx] = p
        self._propagate(idx, change)
        self.write = (self.write + 1) % self.capacity

    def get(self, s):
        idx = self._retrieve(0, s)
        return idx, self.tree[idx], self.data[idx - self.capacity + 1]


tree = SumTree(4)
for i, p in enumerate([1.0, 3.0, 2.0, 4.0, 0.5]):
    tree.add(p, (i, f"d{i}"))
print(tree.tree, tree.get(0.3), tree.get(6.2), tree.data)
ragged = np.empty(3, dtype=object)
ragged[0], ragged[2] = [1, 2], "end"
print(ragged, ragged.dtype, ragged.shape, ragged[0], ragged[1])
grid = np.full((2, 2), None, dtype=object)
grid[0, 1] = {"k": 1}
print(grid, np.ones(2, dtype="O"), np.empty(2, dtype=str), np.zeros((2, 1), dtype=object).tolist())
