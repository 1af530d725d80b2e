# torch.nn.functional: what its functions share.
import math

import torch
from torch import _F, _trail


def __getattr__(name):
    return getattr(_F, name)


def _named(result, name):
    return _F._composed(result, name) if result.requires_grad else result


def _missing_inplace(input, result, inplace):
    return input.copy_(result) if inplace else result


def _reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction == "none":
        return loss
    raise ValueError(f"{reduction} is not a valid value for reduction")


def _scalar_type(tensor):
    return {"torch.float32": "Float", "torch.float64": "Double", "torch.int32": "Int", "torch.bool": "Bool"}.get(
        str(tensor.dtype), str(tensor.dtype)
    )


def _pair(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)
