# torch.utils.data._utils.collate.
def _is_numpy(value):
    return type(value).__module__ == "numpy"


def _is_array(value):
    return _is_numpy(value) and hasattr(value, "__array_interface__")


def default_convert(data):
    if isinstance(data, torch.Tensor):
        return data
    if _is_numpy(data):
        return data if data.dtype.kind in "SUO" else torch.as_tensor(data)
    if isinstance(data, collections.abc.Mapping):
        try:
            if isinstance(data, collections.abc.MutableMapping):
                made = copy.copy(data)
                made.update({key: default_convert(data[key]) for key in data})
                return made
            return type(data)({key: default_convert(data[key]) for key in data})
        except TypeError:
            return {key: default_convert(data[key]) for key in data}
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*(default_convert(each) for each in data))
    if isinstance(data, tuple):
        return [default_convert(each) for each in data]
    if isinstance(data, collections.abc.Sequence) and not isinstance(data, (str, bytes)):
        try:
            return type(data)([default_convert(each) for each in data])
        except TypeError:
            return [default_convert(each) for each in data]
    return data


_NO_BATCH = "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {}"


def collate(batch, *, collate_fn_map=None):
    first = batch[0]
    kind = type(first)
    if collate_fn_map is not None:
        if kind in collate_fn_map:
            return collate_fn_map[kind](batch, collate_fn_map=collate_fn_map)
        for each in collate_fn_map:
            if isinstance(first, each):
                return collate_fn_map[each](batch, collate_fn_map=collate_fn_map)

    if _is_numpy(first) and collate_fn_map is default_collate_fn_map:
        if first.dtype.kind in "SUO":
            raise TypeError(_NO_BATCH.format(first.dtype))
        if _is_array(first):
            return collate([torch.as_tensor(each) for each in batch], collate_fn_map=collate_fn_map)
        return torch.as_tensor(batch)

    def together(values):
        return collate(values, collate_fn_map=collate_fn_map)

    if isinstance(first, collections.abc.Mapping):
        merged = {key: together([each[key] for each in batch]) for key in first}
        try:
            if isinstance(first, collections.abc.MutableMapping):
                made = copy.copy(first)
                made.update(merged)
                return made
            return kind(merged)
        except TypeError:
            return merged
    if isinstance(first, tuple) and hasattr(first, "_fields"):
        return kind(*(together(samples) for samples in zip(*batch)))
    if isinstance(first, collections.abc.Sequence):
        if any(len(each) != len(first) for each in batch):
            raise RuntimeError("each element in list of batch should be of equal size")
        merged = [together(samples) for samples in zip(*batch)]
        if isinstance(first, tuple):
            return merged
        try:
            if isinstance(first, collections.abc.MutableSequence):
                made = copy.copy(first)
                for place, value in enumerate(merged):
                    made[place] = value
                return made
            return kind(merged)
        except TypeError:
            return merged
    raise TypeError(_NO_BATCH.format(kind))


default_collate_fn_map = {
    torch.Tensor: lambda batch, *, collate_fn_map=None: torch.stack(batch, 0),
    float: lambda batch, *, collate_fn_map=None: torch.tensor(batch, dtype=torch.float64),
    int: lambda batch, *, collate_fn_map=None: torch.tensor(batch),
    str: lambda batch, *, collate_fn_map=None: batch,
    bytes: lambda batch, *, collate_fn_map=None: batch,
}


def default_collate(batch):
    return collate(batch, collate_fn_map=default_collate_fn_map)
