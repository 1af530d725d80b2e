# torch.fx.graph: a program as a list of nodes, its text, and its Python code.
import builtins
import keyword
import operator
import re

import torch

_FORMATS = {
    "add": "{} + {}", "sub": "{} - {}", "mul": "{} * {}", "floordiv": "{} // {}", "truediv": "{} / {}",
    "mod": "{} % {}", "pow": "{} ** {}", "lshift": "{} << {}", "rshift": "{} >> {}", "and_": "{} & {}",
    "xor": "{} ^ {}", "or_": "{} | {}", "matmul": "{} @ {}", "eq": "{} == {}", "ne": "{} != {}", "lt": "{} < {}",
    "gt": "{} > {}", "le": "{} <= {}", "ge": "{} >= {}", "pos": "+{}", "neg": "-{}", "invert": "~{}",
    "getitem": "{}[{}]",
}


def _qualified(func):
    """Where a function is found: `torch.relu`, `operator.add`, `builtins.getattr`."""
    name = func.__name__
    if getattr(builtins, name, None) is func:
        return "builtins." + name
    if getattr(operator, name, None) is func:
        return "operator." + name
    if getattr(torch.nn.functional, name, None) is func and getattr(torch, name, None) is not func:
        if not is_native(func):
            return "torch.nn.functional." + name
        return ("torch." if hasattr(torch, name) else "torch._C._nn.") + name
    if getattr(torch, name, None) is func:
        return "torch." + name
    module = getattr(func, "__module__", None)
    return f"{module}.{name}" if module else name


# Written in Python here, and native in PyTorch.
_NATIVE = ("scaled_dot_product_attention", "one_hot")


def is_native(func):
    return type(func).__name__ == "builtin_function_or_method" or func.__name__ in _NATIVE


def map_arg(a, fn):
    """Applies fn to every node in an argument."""
    return map_aggregate(a, lambda each: fn(each) if isinstance(each, Node) else each)


def map_aggregate(a, fn):
    if isinstance(a, tuple):
        items = [map_aggregate(each, fn) for each in a]
        return type(a)(*items) if hasattr(a, "_fields") else tuple(items)
    if isinstance(a, list):
        return [map_aggregate(each, fn) for each in a]
    if isinstance(a, dict):
        return {key: map_aggregate(each, fn) for key, each in a.items()}
    if isinstance(a, slice):
        return slice(map_aggregate(a.start, fn), map_aggregate(a.stop, fn), map_aggregate(a.step, fn))
    return fn(a)


def _shown(arg):
    """An argument as the text of a graph has it: nodes with a percent sign, texts bare."""
    if isinstance(arg, list):
        return "[" + ", ".join(map(_shown, arg)) + "]"
    if isinstance(arg, tuple):
        return "(" + ", ".join(map(_shown, arg)) + ("," if len(arg) == 1 else "") + ")"
    if isinstance(arg, dict):
        return "{" + ", ".join(f"{key}: {_shown(value)}" for key, value in arg.items()) + "}"
    return "%" + str(arg) if isinstance(arg, Node) else str(arg)


class Node:
    def __init__(self, graph, name, op, target, args, kwargs, return_type=None):
        self.graph, self.name, self.op, self.target, self.type = graph, name, op, target, return_type
        self.users, self.meta = {}, {}
        self._args, self._kwargs = (), {}
        self._input_nodes = {}
        self._erased = False
        self._set(args, kwargs)

    def _set(self, args, kwargs):
        for old in self._input_nodes:
            old.users.pop(self, None)
        self._args, self._kwargs, self._input_nodes = args, kwargs, {}
        map_arg((args, kwargs), self._input_nodes.setdefault)
        for node in self._input_nodes:
            node.users.setdefault(self)

    @property
    def args(self):
        return self._args

    @args.setter
    def args(self, args):
        self._set(tuple(args), self._kwargs)

    @property
    def kwargs(self):
        return self._kwargs

    @kwargs.setter
    def kwargs(self, kwargs):
        self._set(self._args, dict(kwargs))

    @property
    def all_input_nodes(self):
        return list(self._input_nodes)

    @property
    def next(self):
        nodes = self.graph._nodes
        at = nodes.index(self) + 1
        return nodes[at] if at < len(nodes) else self.graph._root

    @property
    def prev(self):
        nodes = self.graph._nodes
        at = nodes.index(self)
        return nodes[at - 1] if at > 0 else self.graph._root

    def __repr__(self):
        return self.name

    def append(self, x):
        self.graph._nodes.remove(x)
        self.graph._nodes.insert(self.graph._nodes.index(self) + 1, x)

    def prepend(self, x):
        self.graph._nodes.remove(x)
        self.graph._nodes.insert(self.graph._nodes.index(self), x)

    def update_arg(self, idx, arg):
        args = list(self._args)
        args[idx] = arg
        self.args = args

    def update_kwarg(self, key, arg):
        self.kwargs = {**self._kwargs, key: arg}

    def insert_arg(self, idx, arg):
        args = list(self._args)
        args.insert(idx, arg)
        self.args = args

    def replace_input_with(self, old_input, new_input):
        swap = lambda each: new_input if each is old_input else each
        self._set(map_arg(self._args, swap), map_arg(self._kwargs, swap))

    def replace_all_uses_with(self, replace_with, delete_user_cb=lambda user: True, *, propagate_meta=False):
        changed = [user for user in self.users if delete_user_cb(user)]
        for user in changed:
            user.replace_input_with(self, replace_with)
        return changed

    def is_impure(self):
        return self.op in ("placeholder", "output") or self.target is torch._assert

    def format_node(self, placeholder_names=None, maybe_return_typename=None, *, include_tensor_metadata=False):
        if self.op == "output":
            return f"return {self.args[0]}"
        head = f"%{self.name} : [num_users={len(self.users)}] = {self.op}[target="
        if self.op == "placeholder":
            return f"{head}{self.target}]" + (f"(default={self.args[0]})" if self.args else "")
        if self.op == "get_attr":
            return f"{head}{self.target}]"
        target = self.target if isinstance(self.target, str) else _qualified(self.target)
        return f"{head}{target}](args = {_shown(self.args)}, kwargs = {_shown(self.kwargs)})"


class _Inserting:
    """Puts new nodes at a place until it is left."""

    def __init__(self, graph, place):
        self.graph, self.before = graph, graph._place
        graph._place = place

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.graph._place = self.before


class Graph:
    def __init__(self, owning_module=None, tracer_cls=None, tracer_extras=None):
        self._nodes, self._names = [], {}
        self._root = Node(self, "", "root", "", (), {})
        # None: at the end; else the node that new ones go before.
        self._place = None
        self.owning_module = owning_module

    @property
    def nodes(self):
        return list(self._nodes)

    def _name(self, candidate):
        name = re.sub("[^0-9a-zA-Z_]+", "_", candidate) or "_unnamed"
        if name[0].isdigit():
            name = "_" + name
        found = re.match(r"(.*)_(\d+)$", name)
        base, number = (found[1], int(found[2])) if found else (name, None)
        if name in self._names or keyword.iskeyword(name) or hasattr(builtins, name) or name in ("inf", "nan", "torch", "device", "NoneType"):
            number = self._names.get(base, 0) + 1 if number is None else number
            name = f"{base}_{number}"
            while name in self._names:
                number += 1
                name = f"{base}_{number}"
            self._names[base] = number
        self._names.setdefault(name, 0)
        return name

    def create_node(self, op, target, args=None, kwargs=None, name=None, type_expr=None):
        if name is None:
            name = target if isinstance(target, str) else target.__name__
        word = self._name(_snake_case(name) if op != "placeholder" else name.replace("*", ""))
        node = Node(self, word, op, target, args or (), kwargs or {}, type_expr)
        at = len(self._nodes) if self._place is None else self._nodes.index(self._place)
        self._nodes.insert(at, node)
        return node

    def placeholder(self, name, type_expr=None, default_value=...):
        return self.create_node("placeholder", name, () if default_value is ... else (default_value,))

    def get_attr(self, qualified_name, type_expr=None):
        return self.create_node("get_attr", qualified_name)

    def call_module(self, module_name, args=None, kwargs=None, type_expr=None):
        return self.create_node("call_module", module_name, args, kwargs)

    def call_method(self, method_name, args=None, kwargs=None, type_expr=None):
        return self.create_node("call_method", method_name, args, kwargs)

    def call_function(self, the_function, args=None, kwargs=None, type_expr=None):
        return self.create_node("call_function", the_function, args, kwargs)

    def output(self, result, type_expr=None):
        return self.create_node("output", "output", (result,))

    def output_node(self):
        return next(node for node in reversed(self._nodes) if node.op == "output")

    def find_nodes(self, *, op, target=None, sort=True):
        return [node for node in self._nodes if node.op == op and (target is None or node.target == target)]

    def inserting_before(self, n=None):
        return _Inserting(self, n if n is not None else (self._nodes[0] if self._nodes else None))

    def inserting_after(self, n=None):
        at = 0 if n is None else self._nodes.index(n) + 1
        return _Inserting(self, self._nodes[at] if at < len(self._nodes) else None)

    def erase_node(self, to_erase):
        if to_erase.users:
            raise RuntimeError(
                f"Tried to erase Node {to_erase} but it still had {len(to_erase.users)} users in the graph: {to_erase.users}!"
            )
        to_erase._set((), {})
        to_erase._erased = True
        self._nodes.remove(to_erase)

    def eliminate_dead_code(self, is_impure_node=None):
        changed = False
        for node in reversed(self.nodes):
            if not node.is_impure() and not node.users:
                self.erase_node(node)
                changed = True
        return changed

    def node_copy(self, node, arg_transform=lambda node: node):
        made = self.create_node(
            node.op, node.target, map_arg(node.args, arg_transform), map_arg(node.kwargs, arg_transform), node.name
        )
        made.meta = dict(node.meta)
        return made

    def graph_copy(self, g, val_map, return_output_node=False):
        for node in g.nodes:
            if node in val_map:
                continue
            if node.op == "output":
                return map_arg(node.args[0], lambda each: val_map[each])
            val_map[node] = self.node_copy(node, lambda each: val_map[each])

    def __deepcopy__(self, memo=None):
        made, known = Graph(), {}
        result = made.graph_copy(self, known)
        if any(node.op == "output" for node in self._nodes):
            made.output(result)
        return made

    def lint(self):
        seen = set()
        for node in self._nodes:
            for used in node.all_input_nodes:
                if used not in seen:
                    raise RuntimeError(f"Argument '{used}' of Node '{node}' was used before it has been defined! Please check that Nodes in the graph are topologically ordered\n{self}")
            seen.add(node)

    def __str__(self):
        return "graph():" + "".join("\n    " + node.format_node() for node in self._nodes)

    def print_tabular(self):
        head = ["opcode", "name", "target", "args", "kwargs"]
        rows = [[str(each) for each in (node.op, node.name, node.target, node.args, node.kwargs)] for node in self._nodes]
        widths = [max(map(len, column)) for column in zip(head, *rows)]
        line = lambda cells: "  ".join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip()
        print(line(head), "  ".join("-" * width for width in widths), *map(line, rows), sep="\n")

    def python_code(self, root_module="self", *, verbose=False, **options):
        return _Code(self._code(root_module), self)

    def _code(self, root):
        last, freed = {}, {}
        for node in reversed(self._nodes):
            for used in node.all_input_nodes:
                if used not in last:
                    last[used] = node
                    freed.setdefault(node, []).append(used)
        parameters, lines = [], []
        for node in self._nodes:
            if node.op == "placeholder":
                parameters.append(node.target + (f" = {node.args[0]!r}" if node.args else ""))
                if node.target.replace("*", "") != node.name:
                    lines.append(f"{node} = {node.target.replace('*', '')}")
            elif node.op == "output":
                lines.append(f"return {node.args[0]!r}")
            else:
                gone = freed.get(node, []) + ([] if node.users else [node])
                end = ";  " + " = ".join([*map(repr, gone), "None"]) if gone else ""
                lines.append(f"{node} = {self._expression(node, root)}{end}")
        if not lines:
            lines = ["pass"]
        body = "".join(f"    {line}\n" for line in lines)
        return f"\n\n\ndef forward({', '.join([root, *parameters])}):\n{body}    "

    def _expression(self, node, root):
        args, target = node.args, node.target
        given = ", ".join([*map(repr, args), *(f"{key} = {value!r}" for key, value in node.kwargs.items())])
        if node.op == "get_attr":
            return _attribute(root, target)
        if node.op == "call_module":
            return f"{_attribute(root, target)}({given})"
        if node.op == "call_method":
            return _method(args, node.kwargs, target)
        if getattr(operator, target.__name__, None) is target and target.__name__ in _FORMATS:
            return _FORMATS[target.__name__].format(*map(repr, args))
        if target is getattr and isinstance(args[1], str) and args[1].isidentifier() and len(args) == 2:
            return _attribute(repr(args[0]), args[1])
        return f"{_called(target)}({given})"


def _method(args, kwargs, target):
    given = ", ".join([*map(repr, args[1:]), *(f"{key} = {value!r}" for key, value in kwargs.items())])
    return f"{_attribute(repr(args[0]), target)}({given})"


def _called(target):
    """How code calls a function: by its place in torch, or by a global of its name."""
    place = _qualified(target)
    return place if place.startswith("torch.") else target.__name__


def _attribute(base, target):
    for part in target.split("."):
        base = f"{base}.{part}" if part.isidentifier() else f'getattr({base}, "{part}")'
    return base


def _snake_case(text):
    """`_2to3Fn` and `BatchNorm` as names of values."""
    return "".join("_" + each.lower() if each.isupper() and at > 0 else each.lower() for at, each in enumerate(text)) if any(each.isupper() for each in text) else text


class _Code:
    def __init__(self, src, graph):
        self.src = src
        self.globals = {"torch": torch, "inf": float("inf"), "nan": float("nan"), "device": torch.device}
        for node in graph._nodes:
            if node.op == "call_function" and not _called(node.target).startswith("torch."):
                self.globals[node.target.__name__] = node.target
