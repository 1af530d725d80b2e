# torch.utils._pytree: leaves with the keys that lead to them.
from collections import OrderedDict, namedtuple

import torch
import torch.utils._pytree as p

Pair = namedtuple("Pair", "left right")
tree = {"a": [1, (2, 3)], "b": OrderedDict(x=Pair(4, [5]))}
leaves, spec = p.tree_flatten_with_path(tree)
for path, leaf in leaves:
    print(p.keystr(path), leaf, p.key_get(tree, path) == leaf, path[0])
print(p.tree_unflatten([leaf * 10 for _, leaf in leaves], spec))
print(p.tree_map_with_path(lambda path, x, y: f"{p.keystr(path)}={x + y}", {"a": [1, 2]}, {"a": [10, 20]}))
print(p.tree_leaves_with_path([[1], 2], is_leaf=lambda each: each == [1]))
print(p._dict_flatten_with_keys({"k": 1}), repr(p.GetAttrKey("left")), p.SequenceKey(1) == p.SequenceKey(1))


class Box:
    def __init__(self, **parts):
        self.parts = parts


p.register_pytree_node(
    Box,
    lambda box: (list(box.parts.values()), list(box.parts)),
    lambda values, names: Box(**dict(zip(names, values))),
    flatten_with_keys_fn=lambda box: ([(p.GetAttrKey(name), each) for name, each in box.parts.items()], list(box.parts)),
)
box = Box(weight=torch.ones(2), rest=[torch.zeros(1)])
print([(p.keystr(path), leaf.shape) for path, leaf in p.tree_leaves_with_path(box)])
print(p.tree_map(lambda each: each + 1, box).parts)
