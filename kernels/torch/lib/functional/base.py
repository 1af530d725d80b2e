# torch.nn.functional: what its functions share.
import math

import torch
from torch import _F


def __getattr__(name):
    return getattr(_F, name)


def _named(result, name, *operands):
    return _F._composed(result, name, operands) if result.requires_grad else result





def _pair(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)
