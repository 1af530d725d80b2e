# torch.distributed.tensor: the words that say how a tensor would be spread. One process has nothing to spread.


class Placement:
    def is_shard(self, dim=None):
        return isinstance(self, Shard) and (dim is None or self.dim == dim)

    def is_replicate(self):
        return isinstance(self, Replicate)

    def is_partial(self, reduce_op=None):
        return isinstance(self, Partial) and (reduce_op is None or self.reduce_op == reduce_op)

    def _parts(self):
        return ()

    def __eq__(self, other):
        return type(self) is type(other) and self._parts() == other._parts()

    def __hash__(self):
        return hash((type(self).__name__, *self._parts()))


class Shard(Placement):
    def __init__(self, dim):
        self.dim = dim

    def _parts(self):
        return (self.dim,)

    def __repr__(self):
        return f"{type(self).__name__}(dim={self.dim})"

    def __str__(self):
        return f"S({self.dim})"


class _StridedShard(Shard):
    def __init__(self, dim, *, split_factor):
        self.dim, self.split_factor = dim, split_factor

    def is_shard(self, dim=None):
        return False

    def _parts(self):
        return self.dim, self.split_factor

    def __repr__(self):
        return f"_StridedShard(dim={self.dim}, sf={self.split_factor})"

    def __str__(self):
        return f"_S({self.dim}, {self.split_factor})"


class Replicate(Placement):
    def __repr__(self):
        return "Replicate()"

    def __str__(self):
        return "R"


class Partial(Placement):
    def __init__(self, reduce_op="sum"):
        self.reduce_op = reduce_op

    def _parts(self):
        return (self.reduce_op,)

    def __repr__(self):
        return f"Partial({self.reduce_op})"

    def __str__(self):
        return f"P({self.reduce_op})"
