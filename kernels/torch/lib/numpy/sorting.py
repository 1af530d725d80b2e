# Functions of numpy about order, sets and places.
def sort(a, axis=-1, kind=None, order=None, *, stable=None):
    a = asarray(a).copy()
    if axis is None:
        a, axis = a.ravel(), -1
    a.sort(axis)
    return a


def lexsort(keys, axis=-1):
    keys = [asarray(each) for each in keys]
    order = arange(keys[0].size)
    for each in keys:
        order = order[each[order].argsort(kind="stable")]
    return order


def argsort(a, axis=-1, kind=None, order=None, *, stable=None):
    return asarray(a).argsort(axis, kind, order)


def sort_complex(a):
    made = sort(asarray(a).ravel() if asarray(a).ndim == 0 else a)
    return made if made.dtype.kind == "c" else made.astype(complex)


def searchsorted(a, v, side="left", sorter=None):
    a, v = asarray(a), asarray(v)._t
    a = (a if sorter is None else a[sorter])._t
    wanted = torch.promote_types(a.dtype, v.dtype)
    return _out(torch.searchsorted(a.to(wanted).contiguous(), v.to(wanted).contiguous(), right=side == "right"))


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True):
    ar = asarray(ar)
    if isinstance(ar, _Objects):
        return _unique_objects(ar, return_index, return_inverse, return_counts)
    values, inverse, counts = torch.unique(ar._t, sorted=True, return_inverse=True, return_counts=True, dim=axis)
    made = [_of(values)]
    if return_index:
        flat = inverse.reshape(-1).tolist()
        first = {}
        for place, which in enumerate(flat):
            first.setdefault(which, place)
        made.append(asarray([first[each] for each in range(len(first))], int64))
    if return_inverse:
        made.append(_of(inverse))
    if return_counts:
        made.append(_of(counts))
    return made[0] if len(made) == 1 else tuple(made)


def _unique_objects(ar, return_index, return_inverse, return_counts):
    values, first, count = ar._values(), {}, {}
    for place, each in enumerate(values):
        first.setdefault(each, place)
        count[each] = count.get(each, 0) + 1
    found = builtins.sorted(first)
    rank = {each: place for place, each in enumerate(found)}
    made = [ar.ravel()[[first[each] for each in found]] if found else ar.ravel()]
    if return_index:
        made.append(asarray([first[each] for each in found], int64))
    if return_inverse:
        made.append(asarray([rank[each] for each in values], int64).reshape(ar.shape))
    if return_counts:
        made.append(asarray([count[each] for each in found], int64))
    return made[0] if len(made) == 1 else tuple(made)


def argwhere(a):
    return _of(torch.nonzero(asarray(a)._t))


def flatnonzero(a):
    return asarray(a).ravel().nonzero()[0]


def extract(condition, arr):
    return asarray(arr).ravel()[asarray(condition).ravel() != 0]


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    if isinstance(test_elements, (set, frozenset)):
        # NumPy makes one object of a set, which no element equals.
        return full(asarray(element).shape, invert)
    element, test_elements = asarray(element), asarray(test_elements)
    if isinstance(element, _Objects) or isinstance(test_elements, _Objects):
        wanted = set(test_elements.ravel().tolist())
        return asarray([(each in wanted) != invert for each in element.ravel().tolist()], bool).reshape(element.shape)
    return _out(torch.isin(asarray(element)._t, asarray(test_elements)._t, invert=invert))


def in1d(ar1, ar2, assume_unique=False, invert=False, *, kind=None):
    return isin(asarray(ar1).ravel(), ar2, invert=invert)


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    if not return_indices:
        a = unique(ar1)
        return a[isin(a, ar2)]
    a, first = unique(ar1, return_index=True)
    b, second = unique(ar2, return_index=True)
    return a[isin(a, b)], first[isin(a, b)], second[isin(b, a)]


def union1d(ar1, ar2):
    return unique(concatenate([asarray(ar1).ravel(), asarray(ar2).ravel()]))


def setdiff1d(ar1, ar2, assume_unique=False):
    a = asarray(ar1).ravel() if assume_unique else unique(ar1)
    return a[isin(a, ar2, invert=True)]


def setxor1d(ar1, ar2, assume_unique=False):
    a, b = unique(ar1), unique(ar2)
    return sort(concatenate([a[isin(a, b, invert=True)], b[isin(b, a, invert=True)]]))


def unique_values(x):
    return unique(x)


# --- writing at places ---


def copyto(dst, src, casting="same_kind", where=True):
    source = asarray(src)
    kinds = "buifc"
    if casting == "same_kind" and kinds.index(source.dtype.kind) > kinds.index(dst.dtype.kind) and _kind_of(src) is None:
        raise TypeError(f"Cannot cast array data from {source.dtype!r} to {dst.dtype!r} according to the rule 'same_kind'")
    if where is True:
        dst[...] = source
    else:
        mask = broadcast_to(asarray(where), dst.shape)
        dst[mask] = broadcast_to(source, dst.shape)[mask]


def _place_by(places, size, mode):
    places = asarray(places, int64)
    if mode == "wrap":
        return places % size
    if mode == "clip":
        return clip(places, 0, size - 1)
    bad = asarray((places < -size) | (places >= size))
    if bool(bad.any()):
        raise IndexError(f"index {places.ravel()[bad.ravel()][0]} is out of bounds for axis 0 with size {size}")
    return where(places < 0, places + size, places)


def _write_flat(a, places, values):
    """Writes at places of the flattened array, into the array's own memory."""
    a[unravel_index(places, a.shape)] = values


def put(a, ind, v, mode="raise"):
    places = _place_by(atleast_1d(asarray(ind)).ravel(), a.size, mode)
    for place, value in zip(places.tolist(), resize(asarray(v), places.shape).tolist()):
        _write_flat(a, asarray([place]), asarray([value], a.dtype))


def place(arr, mask, vals):
    places = flatnonzero(mask)
    if places.size:
        if asarray(vals).size == 0:
            raise ValueError("Cannot insert from an empty array!")
        _write_flat(arr, places, resize(asarray(vals), places.shape).astype(arr.dtype))


def putmask(a, mask, values):
    places = flatnonzero(mask)
    if places.size:
        _write_flat(a, places, resize(asarray(values), a.shape).ravel()[places].astype(a.dtype))


def compress(condition, a, axis=None, out=None):
    kept = flatnonzero(condition)
    return _into(out, asarray(a).take(kept, axis))


def choose(a, choices, out=None, mode="raise"):
    a = asarray(a)
    rows = broadcast_arrays(a, *choices)
    which = _place_by(rows[0], len(choices), mode)
    made = take_along_axis(stack(rows[1:]), which[None], 0)[0]
    return _into(out, made if made.ndim else made[()])


def partition(a, kth, axis=-1, kind="introselect", order=None):
    made = asarray(a).copy()
    if axis is None:
        made, axis = made.ravel(), -1
    made.partition(kth, axis)
    return made


def argpartition(a, kth, axis=-1, kind="introselect", order=None):
    return asarray(a).argsort(axis)


def take_along_axis(arr, indices, axis=-1):
    if axis is None:
        return asarray(arr).ravel()[asarray(indices)]
    return _of(torch.take_along_dim(asarray(arr)._t, asarray(indices)._t, axis))


def put_along_axis(arr, indices, values, axis):
    target = arr._t if axis is not None else arr._t.view(-1)
    places = asarray(indices)._t
    given = asarray(values)._t.to(target.dtype)
    target.scatter_(axis or 0, places, given.expand(places.shape))


def unravel_index(indices, shape, order="C"):
    if order == "F":
        return unravel_index(indices, tuple(_shape(shape))[::-1])[::-1]
    places, found = asarray(indices), []
    total = math.prod(_shape(shape))
    if places.size and (places.min() < 0 or places.max() >= total):
        bad = places.ravel()[(places.ravel() < 0) | (places.ravel() >= total)][0]
        raise ValueError(f"index {bad} is out of bounds for array with size {total}")
    for size in reversed(_shape(shape)):
        found.insert(0, places % size)
        places = places // size
    return tuple(each if isinstance(each, generic) or each.ndim else each[()] for each in found)


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    place, dims = 0, _shape(dims)
    pairs = list(zip(multi_index, dims))
    for each, size in reversed(pairs) if order == "F" else pairs:
        each = asarray(each)
        if mode == "wrap":
            each = each % size
        elif mode == "clip":
            each = clip(each, 0, size - 1)
        elif each.size and (each.min() < 0 or each.max() >= size):
            raise ValueError("invalid entry in coordinates array")
        place = place * size + asarray(each)
    return place if place.ndim else place[()]
