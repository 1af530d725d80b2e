# torch.utils._pytree: nested containers as flat lists and back.
from collections import OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass
from typing import Any


class TreeSpec:
    def __init__(self, type, context, children_specs):
        self.type, self.context, self.children_specs = type, context, children_specs
        self.num_leaves = sum(child.num_leaves for child in children_specs) if type is not None else 1

    def is_leaf(self):
        return self.type is None

    def unflatten(self, leaves):
        return tree_unflatten(leaves, self)

    def __eq__(self, other):
        return (
            isinstance(other, TreeSpec)
            and self.type is other.type
            and self.context == other.context
            and self.children_specs == other.children_specs
        )

    def __repr__(self, indent=0):
        if self.type is None:
            return "*"
        children = [child.__repr__(indent + 2) for child in self.children_specs]
        inner = (",\n" + " " * (indent + 2)).join(children)
        return f"TreeSpec({self.type.__name__}, {self.context}, [{inner}])"


def LeafSpec():
    return TreeSpec(None, None, [])


class _Registered:
    nodes = {}
    keyed = {}


def register_pytree_node(cls, flatten_fn, unflatten_fn, **kwargs):
    _Registered.nodes[cls] = (flatten_fn, unflatten_fn)
    _Registered.keyed[cls] = kwargs.get("flatten_with_keys_fn")


_register_pytree_node = register_pytree_node


def _deregister_pytree_node(cls):
    del _Registered.nodes[cls], _Registered.keyed[cls]


# --- where a leaf is: its keys from the outside in ---


@dataclass(frozen=True)
class SequenceKey:
    idx: int

    def __str__(self):
        return f"[{self.idx!r}]"

    def get(self, sequence):
        return sequence[self.idx]


@dataclass(frozen=True)
class MappingKey:
    key: Any

    def __str__(self):
        return f"[{self.key!r}]"

    def get(self, mapping):
        return mapping[self.key]


@dataclass(frozen=True)
class GetAttrKey:
    name: str

    def __str__(self):
        return f".{self.name}"

    def get(self, obj):
        return getattr(obj, self.name)


def keystr(kp):
    return "".join(map(str, kp))


def key_get(obj, kp):
    for key in kp:
        obj = key.get(obj)
    return obj


def _dict_flatten(d):
    return list(d.values()), list(d)


def _dict_unflatten(values, context):
    return dict(zip(context, values))


def _dict_flatten_with_keys(d):
    return [(MappingKey(key), value) for key, value in d.items()], list(d)


def _list_flatten_with_keys(sequence):
    return [(SequenceKey(i), each) for i, each in enumerate(sequence)], None


_tuple_flatten_with_keys = _list_flatten_with_keys


def _keyed(tree):
    """The children with their keys."""
    kind = type(tree)
    if _Registered.keyed.get(kind) is not None:
        return list(_Registered.keyed[kind](tree)[0])
    children = _children(tree)[0]
    if isinstance(tree, dict):
        return [(MappingKey(key), each) for key, each in zip(tree, children)]
    if hasattr(kind, "_fields"):
        return [(GetAttrKey(name), each) for name, each in zip(kind._fields, children)]
    return [(SequenceKey(i), each) for i, each in enumerate(children)]


def _with_paths(tree, is_leaf, path):
    if is_leaf is not None and is_leaf(tree) or _children(tree) is None:
        yield path, tree
    else:
        for key, child in _keyed(tree):
            yield from _with_paths(child, is_leaf, (*path, key))


def tree_leaves_with_path(tree, is_leaf=None):
    return list(_with_paths(tree, is_leaf, ()))


def tree_flatten_with_path(tree, is_leaf=None):
    return tree_leaves_with_path(tree, is_leaf), tree_structure(tree, is_leaf)


def tree_map_with_path(func, tree, *rests, is_leaf=None):
    keyed, spec = tree_flatten_with_path(tree, is_leaf)
    others = [tree_leaves(rest, is_leaf) for rest in rests]
    return tree_unflatten([func(path, leaf, *each) for (path, leaf), *each in zip(keyed, *others)], spec)


def _children(tree):
    """The children and what is needed to put them together again; None for a leaf."""
    kind = type(tree)
    if kind in _Registered.nodes:
        return _Registered.nodes[kind][0](tree)
    if kind in (dict, OrderedDict):
        return list(tree.values()), list(tree)
    if kind is defaultdict:
        return list(tree.values()), [tree.default_factory, list(tree)]
    if kind in (list, tuple):
        return list(tree), None
    if kind is deque:
        return list(tree), tree.maxlen
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return list(tree), kind
    return None


def _assemble(spec, children):
    kind, context = spec.type, spec.context
    if kind in _Registered.nodes:
        return _Registered.nodes[kind][1](children, context)
    if kind in (dict, OrderedDict):
        return kind(zip(context, children))
    if kind is defaultdict:
        return defaultdict(context[0], zip(context[1], children))
    if kind is deque:
        return deque(children, maxlen=context)
    if kind in (list, tuple):
        return kind(children)
    return context(*children)


def tree_flatten(tree, is_leaf=None):
    leaves = []
    return leaves, _flatten(tree, leaves, is_leaf)


def _flatten(tree, leaves, is_leaf):
    found = None if is_leaf is not None and is_leaf(tree) else _children(tree)
    if found is None:
        leaves.append(tree)
        return LeafSpec()
    children, context = found
    return TreeSpec(type(tree), context, [_flatten(child, leaves, is_leaf) for child in children])


def tree_unflatten(leaves, treespec):
    leaves = list(leaves)
    if len(leaves) != treespec.num_leaves:
        raise ValueError(
            f"tree_unflatten(leaves, treespec): `leaves` has length {len(leaves)} but the spec refers to a pytree that holds {treespec.num_leaves} items ({treespec})."
        )
    return _unflatten(iter(leaves), treespec)


def _unflatten(leaves, spec):
    if spec.type is None:
        return next(leaves)
    return _assemble(spec, [_unflatten(leaves, child) for child in spec.children_specs])


def tree_leaves(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[0]


def tree_iter(tree, is_leaf=None):
    yield from tree_leaves(tree, is_leaf)


def tree_structure(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func, tree, *rests, is_leaf=None):
    leaves, spec = tree_flatten(tree, is_leaf)
    others = [tree_flatten(rest, is_leaf)[0] for rest in rests]
    return tree_unflatten([func(*each) for each in zip(leaves, *others)], spec)


def tree_map_(func, tree, *rests, is_leaf=None):
    tree_map(func, tree, *rests, is_leaf=is_leaf)
    return tree


def tree_map_only(kind, func, tree=None, is_leaf=None):
    if tree is None and not callable(kind):
        raise TypeError("tree_map_only needs a tree")
    return tree_map(lambda each: func(each) if isinstance(each, kind) else each, tree, is_leaf=is_leaf)


def tree_all(pred, tree, is_leaf=None):
    return all(map(pred, tree_leaves(tree, is_leaf)))


def tree_any(pred, tree, is_leaf=None):
    return any(map(pred, tree_leaves(tree, is_leaf)))
