# torch.nn: what the parts of the package share. Module and Parameter are native.
import copy
import functools
import math
import warnings
from collections import OrderedDict

import torch
import torch._functional as F
from torch import _nn

Module = _nn.Module
Parameter = _nn.Parameter


def _addindent(s_, numSpaces):
    """Indents all lines but the first; empty ones stay empty."""
    first, *others = s_.split("\n")
    return "\n".join([first, *(" " * numSpaces + line if line.strip() else "" for line in others)])


def register_module_forward_hook(hook, *, with_kwargs=False, always_call=False):
    return _everywhere(_nn.forward_hooks, hook)


def register_module_forward_pre_hook(hook):
    return _everywhere(_nn.forward_pre_hooks, hook)


def _everywhere(hooks, hook):
    handle = _nn.RemovableHandle(hooks)
    hooks[handle.id] = hook
    return handle
