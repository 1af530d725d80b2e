# torch.nn.modules.utils: what several layers share.


def _ntuple(n, name="parse"):
    def parse(x):
        if hasattr(x, "__iter__"):
            return tuple(x)
        return tuple([x] * n)

    parse.__name__ = name
    return parse


_single = _ntuple(1, "_single")

_pair = _ntuple(2, "_pair")

_triple = _ntuple(3, "_triple")

_quadruple = _ntuple(4, "_quadruple")


def _reverse_repeat_tuple(t, n):
    return _nn.reverse_repeated(t, n)


def _list_with_default(out_size, defaults):
    if isinstance(out_size, (int, torch.SymInt) if hasattr(torch, "SymInt") else int):
        return out_size
    if len(defaults) <= len(out_size):
        raise ValueError(f"Input dimension should be at least {len(out_size) + 1}")
    return [v if v is not None else d for v, d in zip(out_size, defaults[-len(out_size):])]


def consume_prefix_in_state_dict_if_present(state_dict, prefix):
    for key in list(state_dict.keys()):
        if key.startswith(prefix):
            state_dict[key[len(prefix):]] = state_dict.pop(key)
