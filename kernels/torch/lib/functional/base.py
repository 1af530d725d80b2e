# torch.nn.functional: what its functions share.
import math
import warnings
from typing import Callable, Optional

import torch
import torch.nn.grad as grad
from torch import _F, _VF
from torch._jit_internal import boolean_dispatch
from torch.nn import _reduction as _Reduction
from torch.overrides import has_torch_function, has_torch_function_unary, has_torch_function_variadic


def __getattr__(name):
    return getattr(_F, name)


def _named(result, name, *operands):
    return _F._composed(result, name, operands) if result.requires_grad else result



def _single(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _pair(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)


def _triple(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value, value)
