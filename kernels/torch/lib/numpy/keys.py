# Keys of arrays.
_BAD_INDEX = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"


class _Key:
    """A key for the tensor beneath: dims taken backwards are listed apart, since tensors have no negative steps."""

    def __init__(self, key, tensor):
        items = list(key) if isinstance(key, tuple) else [key]
        self.only_ints = True
        self.reversed = []
        used = builtins.sum(self._dims(item) for item in items)
        if used > tensor.ndim:
            raise IndexError(f"too many indices for array: array is {tensor.ndim}-dimensional, but {used} were indexed")
        dim, made = 0, []
        for item in items:
            if item is ...:
                self.only_ints = False
                dim += tensor.ndim - used
            elif isinstance(item, slice):
                self.only_ints = False
                start, stop, step = (None if each is None else int(each) for each in (item.start, item.stop, item.step))
                item = slice(start, stop, step)
                if step is not None and step < 0:
                    self.reversed.append((dim, list(range(*item.indices(tensor.shape[dim])))))
                    item = slice(None)
                dim += 1
            elif item is None:
                self.only_ints = False
            elif isinstance(item, (bool, bool_)):
                self.only_ints = False
                item = bool(item)
            elif isinstance(item, (int, integer)):
                item = int(item)
                size = tensor.shape[dim]
                if not -size <= item < size:
                    raise IndexError(f"index {item} is out of bounds for axis {dim} with size {size}")
                dim += 1
            else:
                self.only_ints = False
                item = self._array(item)
                if item.dtype == torch.bool:
                    for place, size in enumerate(item.shape):
                        if size != tensor.shape[dim + place]:
                            raise IndexError(
                                f"boolean index did not match indexed array along axis {dim + place}; size of axis is {tensor.shape[dim + place]} but size of corresponding boolean axis is {size}"
                            )
                    dim += item.ndim
                else:
                    size = tensor.shape[dim]
                    bad = (item < -size) | (item >= size)
                    if bool(bad.any()):
                        raise IndexError(f"index {item[bad][0].item()} is out of bounds for axis {dim} with size {size}")
                    dim += 1
            made.append(item)
        self.items = tuple(made)

    def _dims(self, item):
        if item is None or item is ... or isinstance(item, (bool, bool_)):
            return 0
        if isinstance(item, (ndarray, torch.Tensor)) and item.dtype in (torch.bool, _known_dtypes().by_name["bool"]):
            return item.ndim
        return 1

    def _array(self, item):
        if isinstance(item, (float, str)) or not isinstance(item, (ndarray, generic, torch.Tensor, list, tuple, range)):
            raise IndexError(_BAD_INDEX)
        tensor = asarray(list(item) if isinstance(item, range) else item)._t
        if tensor.numel() == 0 and not isinstance(item, ndarray):
            tensor = tensor.to(torch.int64)
        if tensor.is_floating_point():
            raise IndexError("arrays used as indices must be of integer (or boolean) type")
        return tensor if tensor.dtype == torch.bool else tensor.to(torch.int64)

    def taken(self, tensor):
        for dim, places in self.reversed:
            tensor = tensor.index_select(dim, torch.tensor(places, dtype=torch.int64))
        return tensor[self.items]
