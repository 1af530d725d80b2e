# torch._dynamo: what torch.compile would trace with; models run as they are.
import types

import torch
from torch.compiler import allow_in_graph, assume_constant_result, disable, is_compiling, list_backends, reset

config = types.SimpleNamespace(suppress_errors=False, cache_size_limit=8, recompile_limit=8, verbose=False, error_on_recompile=False)


class OptimizedModule(torch.nn.Module):
    """What torch.compile makes of a module: it calls the module, and its names begin with `_orig_mod`."""

    def __init__(self, mod):
        super().__init__()
        self._orig_mod = mod
        self.training = mod.training

    def forward(self, *args, **kwargs):
        return self._orig_mod(*args, **kwargs)

    def __getattr__(self, name):
        if name == "_orig_mod":
            return self._modules["_orig_mod"]
        return getattr(self._orig_mod, name)


def graph_break(msg=""):
    pass


def mark_dynamic(t, index, **kwargs):
    pass


def mark_static(t, index=None):
    pass


def mark_unbacked(t, index, *args, **kwargs):
    pass


def mark_static_address(t, guard=True):
    pass


def maybe_mark_dynamic(t, index):
    pass


def optimize(*args, **kwargs):
    return lambda fn: fn


def explain(f, *args, **kwargs):
    raise NotImplementedError("ishape: torch._dynamo.explain is not available here")
