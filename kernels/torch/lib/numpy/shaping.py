# Functions of numpy that rearrange, join and split.
def shape(a):
    return asarray(a).shape


def ndim(a):
    return asarray(a).ndim


def size(a, axis=None):
    return asarray(a).size if axis is None else asarray(a).shape[axis]


def reshape(a, /, shape=None, order="C", *, newshape=None, copy=None):
    return asarray(a).reshape(shape if shape is not None else newshape, order=order)


def transpose(a, axes=None):
    return asarray(a).transpose(axes)


permute_dims = transpose


def expand_dims(a, axis):
    a = asarray(a)
    axes = axis if isinstance(axis, tuple) else (axis,)
    total = a.ndim + len(axes)
    sizes = list(a.shape)
    for each in sorted(_axis(each, total) for each in axes):
        sizes.insert(each, 1)
    return a.reshape(sizes)


def moveaxis(a, source, destination):
    return _of(torch.movedim(asarray(a)._t, source, destination))


def rollaxis(a, axis, start=0):
    a = asarray(a)
    axis = _axis(axis, a.ndim)
    return moveaxis(a, axis, start if start <= axis else start - 1)


def broadcast_to(array, shape, subok=False):
    array = asarray(array)
    try:
        return _of(array._t.expand(_shape(shape)))
    except RuntimeError:
        raise ValueError(
            f"operands could not be broadcast together with remapped shapes [original->remapped]: {_sizes(array.shape)}  and requested shape {_sizes(_shape(shape))}"
        ) from None


def broadcast_arrays(*args, subok=False):
    return tuple(_of(each) for each in torch.broadcast_tensors(*(asarray(each)._t for each in args)))


def broadcast_shapes(*args):
    return tuple(torch.broadcast_shapes(*args))


def atleast_1d(*arys):
    made = [asarray(each) if asarray(each).ndim >= 1 else asarray(each).reshape(1) for each in arys]
    return made[0] if len(made) == 1 else tuple(made)


def atleast_2d(*arys):
    made = []
    for each in arys:
        each = asarray(each)
        made.append(each if each.ndim >= 2 else each.reshape((1,) * (2 - each.ndim) + each.shape))
    return made[0] if len(made) == 1 else tuple(made)


def atleast_3d(*arys):
    made = []
    for each in arys:
        each = asarray(each)
        made.append(each if each.ndim >= 3 else each.reshape({0: (1, 1, 1), 1: (1, -1, 1), 2: each.shape + (1,)}[each.ndim]))
    return made[0] if len(made) == 1 else tuple(made)


def _together(arrays, dtype=None):
    arrays = [asarray(each) for each in arrays]
    if not arrays:
        raise ValueError("need at least one array to concatenate")
    wanted = _common([each.dtype for each in arrays]) if dtype is None else _dtype_of(dtype)
    return [each.astype(wanted, copy=False)._t for each in arrays]


def concatenate(arrays, /, axis=0, out=None, *, dtype=None, casting="same_kind"):
    arrays = [asarray(each) for each in arrays]
    if builtins.any(isinstance(each, _Objects) for each in arrays):
        return _joined_objects([each.ravel() for each in arrays] if axis is None else arrays, lambda places: torch.cat(places, axis or 0))
    tensors = _together(arrays, dtype)
    if axis is None:
        return _into(out, _of(torch.cat([each.reshape(-1) for each in tensors])))
    first = tensors[0]
    if first.ndim == 0:
        raise ValueError("zero-dimensional arrays cannot be concatenated")
    dim = _axis(axis, first.ndim)
    for place, each in enumerate(tensors):
        if each.ndim != first.ndim:
            raise ValueError(
                "all the input arrays must have same number of dimensions, but the array at index 0 has "
                f"{first.ndim} dimension(s) and the array at index {place} has {each.ndim} dimension(s)"
            )
        for other in range(first.ndim):
            if other != dim and each.shape[other] != first.shape[other]:
                raise ValueError(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along dimension "
                    f"{other}, the array at index 0 has size {first.shape[other]} and the array at index {place} has size {each.shape[other]}"
                )
    return _into(out, _of(torch.cat(tensors, dim)))


concat = concatenate


def stack(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    arrays = [asarray(each) for each in arrays]
    if builtins.any(isinstance(each, _Objects) for each in arrays):
        return _joined_objects(arrays, lambda places: torch.stack(places, axis))
    tensors = _together(arrays, dtype) if arrays else None
    if tensors is None:
        raise ValueError("need at least one array to stack")
    if len({tuple(each.shape) for each in tensors}) != 1:
        raise ValueError("all input arrays must have the same shape")
    return _into(out, _of(torch.stack(tensors, _axis(axis, tensors[0].ndim + 1))))


def vstack(tup, *, dtype=None, casting="same_kind"):
    return concatenate([atleast_2d(each) for each in tup], 0, dtype=dtype)


row_stack = vstack


def hstack(tup, *, dtype=None, casting="same_kind"):
    arrays = [atleast_1d(each) for each in tup]
    return concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, dtype=dtype)


def unstack(x, /, *, axis=0):
    return tuple(moveaxis(asarray(x), axis, 0))


def block(arrays):
    def depth(each):
        return 1 + depth(each[0]) if isinstance(each, list) else 0

    def joined(each, left, rank):
        if not isinstance(each, list):
            made = asarray(each)
            return made.reshape((1,) * (rank - made.ndim) + made.shape) if made.ndim < rank else made
        return concatenate([joined(part, left - 1, rank) for part in each], -left)

    def ranks(each):
        return builtins.max(ranks(part) for part in each) if isinstance(each, list) else asarray(each).ndim

    levels = depth(arrays)
    return joined(arrays, levels, builtins.max(levels, ranks(arrays), 1 if levels else 0)).copy()


def dstack(tup):
    return concatenate([atleast_3d(each) for each in tup], 2)


def dsplit(ary, indices_or_sections):
    if asarray(ary).ndim < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(ary, indices_or_sections, 2)


def column_stack(tup):
    arrays = [asarray(each) for each in tup]
    return concatenate([each.reshape(-1, 1) if each.ndim < 2 else each for each in arrays], 1)


def append(arr, values, axis=None):
    arr, values = asarray(arr), asarray(values)
    return concatenate([arr.ravel(), values.ravel()]) if axis is None else concatenate([arr, values], axis)


def insert(arr, obj, values, axis=None):
    arr = asarray(arr)
    source = arr.ravel() if axis is None else arr
    dim = 0 if axis is None else _axis(axis, arr.ndim)
    count = source.shape[dim]
    new = asarray(values, source.dtype)
    several = isinstance(obj, (slice, list, tuple)) or (isinstance(obj, ndarray) and obj.ndim > 0)
    at = list(range(*obj.indices(count))) if isinstance(obj, slice) else [int(each) for each in atleast_1d(asarray(obj)).nonzero()[0]] if asarray(obj).dtype.kind == "b" else [int(each) for each in atleast_1d(asarray(obj)).ravel()]
    for each in at:
        if not -count <= each <= count:
            raise IndexError(f"index {each} is out of bounds for axis {dim} with size {count}")
    at = [each + count if each < 0 else each for each in at]
    if len(at) == 1 and (not several or len(at) == 1):
        # All values come before one place; those of a single index have its axis in front of theirs.
        new = new.reshape((1,) * (source.ndim - new.ndim) + new.shape) if new.ndim < source.ndim else new
        new = moveaxis(new, 0, dim) if not several else new
        sizes = list(source.shape)
        sizes[dim] = new.shape[dim]
        head, tail = source[(slice(None),) * dim + (slice(0, at[0]),)], source[(slice(None),) * dim + (slice(at[0], None),)]
        return concatenate([head, broadcast_to(new, sizes), tail], dim)
    order = sorted(range(len(at)), key=lambda each: at[each])
    places = [0] * len(at)
    for passed, each in enumerate(order):
        places[each] = at[each] + passed
    sizes = list(source.shape)
    sizes[dim] += len(at)
    made = empty(sizes, source.dtype)
    taken = set(places)
    made[(slice(None),) * dim + ([each for each in range(sizes[dim]) if each not in taken],)] = source
    made[(slice(None),) * dim + (places,)] = new
    return made


def delete(arr, obj, axis=None):
    arr = asarray(arr)
    source = arr.ravel() if axis is None else arr
    dim = 0 if axis is None else _axis(axis, arr.ndim)
    count = source.shape[dim]
    if isinstance(obj, slice):
        gone = set(range(*obj.indices(count)))
    elif asarray(obj).dtype.kind == "b":
        gone = {int(each) for each in asarray(obj).nonzero()[0]}
    else:
        gone = set()
        for each in atleast_1d(asarray(obj)).ravel().tolist() if asarray(obj).size else []:
            if not -count <= each < count:
                raise IndexError(f"index {int(each)} is out of bounds for axis {dim} with size {count}")
            gone.add(int(each) % count)
    return source[(slice(None),) * dim + ([each for each in range(count) if each not in gone],)]


def resize(a, new_shape):
    a = asarray(a).ravel()
    sizes = _shape(new_shape)
    count = math.prod(sizes)
    if a.size == 0 or count == 0:
        return zeros(sizes, a.dtype)
    return concatenate([a] * -(-count // a.size))[:count].reshape(sizes)


def trim_zeros(filt, trim="fb", axis=None):
    if asarray(filt).ndim != 1:
        raise NotImplementedError("ishape: numpy.trim_zeros of more than one axis is not available here")
    places = flatnonzero(filt)
    if places.size == 0:
        return filt[:0]
    first = int(places[0]) if "f" in trim.lower() else 0
    last = int(places[-1]) + 1 if "b" in trim.lower() else len(filt)
    return filt[first:last]


def split(ary, indices_or_sections, axis=0):
    ary = asarray(ary)
    if isinstance(indices_or_sections, (int, integer)) and ary.shape[axis] % int(indices_or_sections) != 0:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def array_split(ary, indices_or_sections, axis=0):
    ary = asarray(ary)
    total = ary.shape[axis]
    if isinstance(indices_or_sections, (int, integer)):
        count = int(indices_or_sections)
        if count <= 0:
            raise ValueError("number sections must be larger than 0.")
        each, extra = divmod(total, count)
        ends = [0]
        for i in range(count):
            ends.append(ends[-1] + each + (1 if i < extra else 0))
    else:
        ends = [0, *(int(each) for each in indices_or_sections), total]
    dim = _axis(axis, ary.ndim)
    return [ary[(slice(None),) * dim + (slice(start, stop),)] for start, stop in zip(ends, ends[1:])]


def hsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0 if asarray(ary).ndim == 1 else 1)


def vsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0)


def tile(A, reps):
    return _of(asarray(A)._t.tile(_shape(reps)))


def ravel(a, order="C"):
    return asarray(a).ravel(order)


def squeeze(a, axis=None):
    return asarray(a).squeeze(axis)


def swapaxes(a, axis1, axis2):
    return asarray(a).swapaxes(axis1, axis2)


def diagonal(a, offset=0, axis1=0, axis2=1):
    return asarray(a).diagonal(offset, axis1, axis2)


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return asarray(a).trace(offset, axis1, axis2, dtype, out)


def nonzero(a):
    return asarray(a).nonzero()


def take(a, indices, axis=None, out=None, mode="raise"):
    return asarray(a).take(indices, axis, out, mode)


def repeat(a, repeats, axis=None):
    return asarray(a).repeat(repeats, axis)


def flip(m, axis=None):
    m = asarray(m)
    return _of(torch.flip(m._t, _axes(axis, m.ndim)))


def fliplr(m):
    return flip(m, 1)


def flipud(m):
    return flip(m, 0)


def rot90(m, k=1, axes=(0, 1)):
    return _of(torch.rot90(asarray(m)._t, k, axes))


def roll(a, shift, axis=None):
    source = asarray(a)._t
    return _of(torch.roll(source, shift) if axis is None else torch.roll(source, shift, axis))


_PAD_VALUES = {"maximum": max, "minimum": min, "mean": mean, "median": median}


def pad(array, pad_width, mode="constant", **kwargs):
    array = asarray(array)
    if isinstance(pad_width, dict):
        pad_width = [_pair(pad_width.get(each, pad_width.get(each - array.ndim, 0))) for each in range(array.ndim)]
    widths = broadcast_to(asarray(pad_width), (array.ndim, 2)).tolist()
    if builtins.any(each < 0 for pair in widths for each in pair):
        raise ValueError("index can't contain negative values")
    if callable(mode):
        raise NotImplementedError("ishape: numpy.pad with a function is not available here")
    if mode in ("constant", "empty"):
        made = array
        values = broadcast_to(asarray(kwargs.get("constant_values", 0)), (array.ndim, 2))
        for dim, (before, after) in enumerate(widths):
            sizes = list(made.shape)
            ends = []
            for count, value in zip((before, after), values[dim]):
                sizes[dim] = count
                ends.append(full(sizes, value, array.dtype))
            made = concatenate([ends[0], made, ends[1]], dim)
        return made
    made = array
    for dim, (before, after) in enumerate(widths):
        count = made.shape[dim]
        if count == 0 and before + after > 0:
            raise ValueError(f"can't extend empty axis {dim} using modes other than 'constant' or 'empty'")
        if mode in _PAD_VALUES:
            made = _with_statistic(made, dim, before, after, mode, kwargs.get("stat_length"))
        elif mode == "linear_ramp":
            made = _with_ramp(made, dim, before, after, broadcast_to(asarray(kwargs.get("end_values", 0)), (array.ndim, 2))[dim])
        elif kwargs.get("reflect_type", "even") == "odd":
            made = _turned_over(made, dim, before, after, mode)
        else:
            places = [_padded(place, count, mode) for place in range(-before, count + after)]
            made = made[(slice(None),) * dim + (places,)]
    return made


def _pair(width):
    return width if isinstance(width, (tuple, list)) else (width, width)


def _with_statistic(array, dim, before, after, mode, length):
    count = array.shape[dim]
    lengths = (count, count) if length is None else broadcast_to(asarray(length), (array.ndim, 2))[dim].tolist()
    ends = []
    for width, part in ((before, slice(0, builtins.min(lengths[0], count))), (after, slice(builtins.max(count - lengths[1], 0), None))):
        value = _PAD_VALUES[mode](array[(slice(None),) * dim + (part,)], dim, keepdims=True)
        value = rint(value) if array.dtype.kind in "iu" and mode in ("mean", "median") else value
        sizes = list(array.shape)
        sizes[dim] = width
        ends.append(broadcast_to(asarray(value, array.dtype), sizes))
    return concatenate([ends[0], array, ends[1]], dim)


def _with_ramp(array, dim, before, after, ends):
    first, last = array[(slice(None),) * dim + (0,)], array[(slice(None),) * dim + (-1,)]
    kind = array.dtype if array.dtype.kind in "iu" else None
    left = linspace(full_like(asarray(first), ends[0]), first, before, endpoint=False, dtype=kind, axis=dim)
    right = flip(linspace(full_like(asarray(last), ends[1]), last, after, endpoint=False, dtype=kind, axis=dim), dim)
    return concatenate([left.astype(array.dtype), array, right.astype(array.dtype)], dim)


def _turned_over(array, dim, before, after, mode):
    """Reflections about the value at the edge."""
    shift = 1 if mode == "reflect" else 0
    if mode not in ("reflect", "symmetric"):
        raise ValueError(f"unsupported keyword arguments for mode '{mode}': {{'reflect_type'}}")
    while before > 0 or after > 0:
        count = array.shape[dim]
        if count == 1:
            return pad(array, [(before, after) if each == dim else (0, 0) for each in range(array.ndim)], "edge")
        left, right = builtins.min(before, count - shift), builtins.min(after, count - shift)
        at = lambda part: array[(slice(None),) * dim + (part,)]
        head = 2 * at(slice(0, 1)) - flip(at(slice(shift, left + shift)), dim)
        tail = 2 * at(slice(count - 1, None)) - flip(at(slice(count - shift - right, count - shift)), dim)
        array = concatenate([head, array, tail], dim)
        before, after = before - left, after - right
    return array


def _padded(place, count, mode):
    if mode == "edge":
        return builtins.min(builtins.max(place, 0), count - 1)
    if mode == "wrap":
        return place % count
    if mode == "reflect":
        period = builtins.max(2 * (count - 1), 1)
        place %= period
        return place if place < count else period - place
    if mode == "symmetric":
        place %= 2 * count
        return place if place < count else 2 * count - 1 - place
    raise ValueError(f"mode '{mode}' is not supported")


def apply_over_axes(func, a, axes):
    made = asarray(a)
    for axis in atleast_1d(axes).tolist():
        found = asarray(func(made, axis))
        made = found if found.ndim == made.ndim else expand_dims(found, axis)
    return made


def matrix_transpose(x, /):
    return asarray(x).mT
