# torch._utils: what files of torch.save call to rebuild tensors, and tensors laid end to end.
def _get_all_device_indices():
    return []


def _flatten_dense_tensors(tensors):
    import torch

    return torch.cat([each.contiguous().view(-1) for each in tensors])


def _unflatten_dense_tensors(flat, tensors):
    pieces, at = [], 0
    for each in tensors:
        pieces.append(flat[at : at + each.numel()].view_as(each))
        at += each.numel()
    return tuple(pieces)


def _rebuild_tensor(storage, storage_offset, size, stride):
    from torch import _bytes

    return _bytes.view_of(storage, storage_offset, size, stride)


def _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks, metadata=None):
    tensor = _rebuild_tensor(storage, storage_offset, size, stride)
    tensor.requires_grad = requires_grad
    return tensor


def _rebuild_from_bytes(data, dtype, storage_offset, size, stride, requires_grad):
    from torch import _bytes

    return _rebuild_tensor_v2(_bytes.from_bytes(data, dtype), storage_offset, size, stride, requires_grad, None)


def _reduced(tensor):
    """How pickle brings a tensor back, with its memory and without its graph."""
    from collections import OrderedDict

    import torch
    from torch import _bytes

    if tensor.is_meta:
        raise NotImplementedError("ishape: pickling a tensor on the meta device is not available here")
    if isinstance(tensor, torch.nn.Parameter):
        return _rebuild_parameter, (tensor.data, tensor.requires_grad, OrderedDict())
    place = tensor.storage_offset(), tuple(tensor.shape), tuple(tensor.stride())
    return _rebuild_from_bytes, (_bytes.storage_bytes(tensor), tensor.dtype, *place, tensor.requires_grad)


def _rebuild_parameter(data, requires_grad, backward_hooks):
    import torch

    return torch.nn.Parameter(data, requires_grad)


def _rebuild_parameter_with_state(data, requires_grad, backward_hooks, state):
    parameter = _rebuild_parameter(data, requires_grad, backward_hooks)
    for name, value in (state or {}).items():
        setattr(parameter, name, value)
    return parameter
