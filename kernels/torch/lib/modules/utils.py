# torch.nn.modules.utils: what several layers share.


def _tuple(value, n):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * n
