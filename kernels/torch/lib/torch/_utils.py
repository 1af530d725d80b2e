# torch._utils.
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
