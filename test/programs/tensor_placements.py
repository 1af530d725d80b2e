# torch.distributed.tensor: how a tensor would be spread, in words.
from torch.distributed.tensor import Partial, Replicate, Shard
from torch.distributed.tensor.placement_types import Placement

for each in (Replicate(), Shard(1), Shard(dim=-1), Partial(), Partial("avg")):
    print(repr(each), str(each), each.is_shard(), each.is_replicate(), each.is_partial(), isinstance(each, Placement))
print(Shard(1) == Shard(1), Shard(1) == Shard(2), Shard(1).is_shard(1), Shard(1).is_shard(0), Replicate() == Replicate())
print(Partial("avg").reduce_op, Partial().is_partial("sum"), Shard(1) == Replicate(), len({Shard(0), Shard(0), Replicate()}))
