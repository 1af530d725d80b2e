# Functions of numpy that bring axes down to one number, and those that run along an axis.


def _chosen(a, where, other):
    """The array's tensor, with `other` where `where` does not hold."""
    if where is True:
        return a._t
    where = asarray(where)._t
    if where.dtype != torch.bool:
        where = where != 0
    return torch.where(where, a._t, torch.tensor(other, dtype=a._t.dtype))


def _counted(a, axes, where, keepdims):
    """How many elements of the array each result is made of."""
    if where is True:
        return math.prod(a._t.shape[each] for each in axes)
    return asarray(where)._t.expand(a._t.shape).to(torch.int64).sum(dim=axes, keepdim=bool(keepdims))


def _sum_type(tensor, dtype):
    """The type in which elements are added or multiplied: whole numbers become int64."""
    if dtype is not None:
        return _dtype_of(dtype)._torch
    return tensor.dtype if tensor.is_floating_point() or tensor.is_complex() else torch.int64


def _mean_type(tensor, dtype):
    if dtype is not None:
        return _dtype_of(dtype)._torch
    return tensor.dtype if tensor.is_floating_point() or tensor.is_complex() else torch.float64


def _summed(tensor, axes, keepdims, dtype=None):
    """Sums in the order of NumPy's additions, in the type wanted."""
    dtype = tensor.dtype if dtype is None else dtype
    return _numpy.sum(tensor, axes, bool(keepdims), dtype) if axes else tensor.to(dtype, copy=True)


def _over(tensor, name, axes, keepdims):
    """A torch reduction of one axis, over several."""
    for each in sorted(axes, reverse=True):
        tensor = getattr(torch, name)(tensor, dim=each, keepdim=bool(keepdims))
    return tensor


def _with_initial(tensor, name, initial):
    return getattr(torch, name)(tensor, torch.tensor(initial, dtype=tensor.dtype))


def sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True):
    a = asarray(a)
    made = _summed(_chosen(a, where, 0), _axes(axis, a.ndim), keepdims, _sum_type(a._t, dtype))
    if initial is not None and initial != 0:
        made = made + initial
    return _into(out, _out(made))


def prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True):
    a = asarray(a)
    made = _over(_chosen(a, where, 1).to(_sum_type(a._t, dtype)), "prod", _axes(axis, a.ndim), keepdims)
    if initial is not None and initial != 1:
        made = made * initial
    return _into(out, _out(made))


def _mean(a, axes, dtype, keepdims, where):
    wanted = _mean_type(a._t, dtype)
    # Halves are added as float32.
    total = _summed(_chosen(a, where, 0), axes, keepdims, torch.float32 if wanted == torch.float16 else wanted)
    return (total / _counted(a, axes, where, keepdims)).to(wanted)


def _warn(words):
    import warnings

    warnings.warn(words, RuntimeWarning, stacklevel=4)


def mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    a = asarray(a)
    if a.size == 0 and axis is None:
        _warn("Mean of empty slice.")
    return _into(out, _out(_mean(a, _axes(axis, a.ndim), dtype, keepdims, where)))


def _variance(a, axis, dtype, ddof, keepdims, where, mean=None):
    """In two passes, as NumPy does it."""
    axes = _axes(axis, a.ndim)
    middle = _mean(a, axes, dtype, True, where) if mean is None else asarray(mean)._t
    wanted = _mean_type(a._t, dtype)
    typed = a._t.to(torch.float32 if wanted == torch.float16 else wanted)
    away = typed - middle
    square = (away * away.conj()).real if away.is_complex() else away * away
    count = _counted(a, axes, where, keepdims) - ddof
    count = count.clamp(min=0) if isinstance(count, torch.Tensor) else builtins.max(count, 0)
    if not isinstance(count, torch.Tensor) and count == 0:
        _warn("Degrees of freedom <= 0 for slice")
    return (_summed(_chosen(_of(square), where, 0), axes, keepdims) / count).to(wanted.to_real() if wanted.is_complex else wanted)


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    return _into(out, _out(_variance(asarray(a), axis, dtype, ddof if correction is None else correction, keepdims, where, mean)))


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    return _into(out, _out(_variance(asarray(a), axis, dtype, ddof if correction is None else correction, keepdims, where, mean).sqrt()))


def _extreme(a, name, word, axis, out, keepdims, initial, where):
    a = asarray(a)
    axes = _axes(axis, a.ndim)
    if initial is None:
        if where is not True:
            raise ValueError(f"reduction operation '{word}' does not have an identity, so to use a where mask one has to specify 'initial'")
        if builtins.any(a._t.shape[each] == 0 for each in axes):
            raise ValueError(f"zero-size array to reduction operation {word} which has no identity")
        return _into(out, _out(_over(a._t, name, axes, keepdims)))
    start = torch.tensor(initial, dtype=a._t.dtype)
    tensor = _chosen(a, where, initial)
    sizes = [(1 if each in axes else size) for each, size in enumerate(tensor.shape)]
    made = _over(torch.cat([tensor, start.expand(sizes)], axes[0]) if axes else tensor, name, axes, keepdims)
    return _into(out, _out(made))


def max(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return _extreme(a, "amax", "maximum", axis, out, keepdims, initial, where)


def min(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return _extreme(a, "amin", "minimum", axis, out, keepdims, initial, where)


amax, amin = max, min


def ptp(a, axis=None, out=None, keepdims=False):
    return _into(out, max(a, axis, keepdims=keepdims) - min(a, axis, keepdims=keepdims))


def _place(a, name, axis, out, keepdims):
    a = asarray(a)
    if a.size == 0:
        raise ValueError(f"attempt to get {name} of an empty sequence")
    source = a._t.to(torch.uint8) if a._t.dtype == torch.bool else a._t
    if axis is None:
        made = getattr(torch, name)(source.reshape(-1), dim=0)
        return _into(out, _out(made.reshape((1,) * a.ndim) if keepdims else made))
    return _into(out, _out(getattr(torch, name)(source, dim=_axis(axis, a.ndim), keepdim=bool(keepdims))))


def argmax(a, axis=None, out=None, *, keepdims=False):
    return _place(a, "argmax", axis, out, keepdims)


def argmin(a, axis=None, out=None, *, keepdims=False):
    return _place(a, "argmin", axis, out, keepdims)


def _truths(a, name, axis, out, keepdims, where, other):
    a = asarray(a)
    return _into(out, _out(_over(_chosen(_of(a._t != 0), where, other), name, _axes(axis, a.ndim), keepdims)))


def all(a, axis=None, out=None, keepdims=False, *, where=True):
    return _truths(a, "all", axis, out, keepdims, where, True)


def any(a, axis=None, out=None, keepdims=False, *, where=True):
    return _truths(a, "any", axis, out, keepdims, where, False)


def count_nonzero(a, axis=None, *, keepdims=False):
    return (asarray(a) != 0).sum(axis, keepdims=keepdims)


# --- along an axis ---


def _running(a, name, axis, dtype, out):
    a = asarray(a)
    typed = a._t.to(_sum_type(a._t, dtype))
    return _into(out, _of(getattr(torch, name)(typed.reshape(-1), 0) if axis is None else getattr(torch, name)(typed, _axis(axis, a.ndim))))


def cumsum(a, axis=None, dtype=None, out=None):
    return _running(a, "cumsum", axis, dtype, out)


def cumprod(a, axis=None, dtype=None, out=None):
    return _running(a, "cumprod", axis, dtype, out)


def _with_first(made, axis, first):
    sizes = list(made.shape)
    sizes[axis] = 1
    return concatenate([full(sizes, first, made.dtype), made], axis)


def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    made = cumsum(x, axis, dtype)
    return _into(out, _with_first(made, axis or 0, 0) if include_initial else made)


def cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    made = cumprod(x, axis, dtype)
    return _into(out, _with_first(made, axis or 0, 1) if include_initial else made)


def diff(a, n=1, axis=-1, prepend=None, append=None):
    if n < 0:
        raise ValueError(f"order must be non-negative but got {n!r}")
    a = asarray(a)
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = _axis(axis, a.ndim)
    pieces = []
    for each in (prepend, a, append):
        if each is None:
            continue
        each = asarray(each)
        if each.ndim == 0:
            each = broadcast_to(each, [1 if dim == axis else size for dim, size in enumerate(a.shape)])
        pieces.append(each)
    a = concatenate(pieces, axis) if len(pieces) > 1 else a
    for _ in range(n):
        later, earlier = a[(slice(None),) * axis + (slice(1, None),)], a[(slice(None),) * axis + (slice(None, -1),)]
        a = later != earlier if a.dtype.kind == "b" else later - earlier
    return a


def ediff1d(ary, to_end=None, to_begin=None):
    made = diff(asarray(ary).ravel())
    pieces = [asarray(each).ravel() for each in (to_begin, made, to_end) if each is not None]
    return concatenate(pieces) if len(pieces) > 1 else made


def gradient(f, *varargs, axis=None, edge_order=1):
    f = asarray(f)
    axes = _axes(axis, f.ndim)
    if len(varargs) == 0:
        widths = [1.0] * len(axes)
    elif len(varargs) == 1 and asarray(varargs[0]).ndim == 0:
        widths = list(varargs) * len(axes)
    elif len(varargs) == len(axes):
        widths = list(varargs)
    else:
        raise TypeError("invalid number of arguments")
    if edge_order > 2:
        raise ValueError("'edge_order' greater than 2 not supported")
    made = [_gradient_along(f, axis, asarray(width), edge_order) for axis, width in zip(axes, widths)]
    return made[0] if len(made) == 1 else tuple(made)


def _gradient_along(f, axis, width, edge_order):
    count = f.shape[axis]
    if count < edge_order + 1:
        raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
    if width.ndim:
        if len(width) != count:
            raise ValueError("when 1d, distances must match the length of the corresponding dimension")
        width = diff(width)
        if bool((width == width[0]).all()):
            width = asarray(width[0])
    f = f.astype(float) if f.dtype.kind in "iu" else f
    made = empty_like(f)
    at = lambda start, stop: (slice(None),) * axis + (slice(start, stop),)
    one = lambda place: (slice(None),) * axis + (place,)
    even = width.ndim == 0
    if even:
        width = width[()]
        made[at(1, -1)] = (f[at(2, None)] - f[at(None, -2)]) / (2.0 * width)
    else:
        sizes = [1] * f.ndim
        sizes[axis] = -1
        left, right = width[:-1].reshape(sizes), width[1:].reshape(sizes)
        a, b, c = -right / (left * (left + right)), (right - left) / (left * right), left / (right * (left + right))
        made[at(1, -1)] = a * f[at(None, -2)] + b * f[at(1, -1)] + c * f[at(2, None)]
    for end, near, far, sign in ((0, 1, 2, 1), (-1, -2, -3, -1)):
        first = width if even else width[0 if end == 0 else -1]
        if edge_order == 1:
            made[one(end)] = sign * (f[one(near)] - f[one(end)]) / first
            continue
        second = width if even else width[1 if end == 0 else -2]
        a, b, c = -(2.0 * first + second) / (first * (first + second)), (first + second) / (first * second), -first / (second * (first + second))
        if even:
            a, b, c = -1.5 / first, 2.0 / first, -0.5 / first
        made[one(end)] = sign * (a * f[one(end)] + b * f[one(near)] + c * f[one(far)]) if sign == 1 else -a * f[one(end)] - b * f[one(near)] - c * f[one(far)]
    return made


def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = asarray(y)
    if x is None:
        width = dx
    else:
        x = asarray(x)
        width = diff(x) if x.ndim == 1 else diff(x, axis=axis)
        if x.ndim == 1:
            sizes = [1] * y.ndim
            sizes[axis] = width.shape[0]
            width = width.reshape(sizes)
    axis = _axis(axis, y.ndim)
    later, earlier = y[(slice(None),) * axis + (slice(1, None),)], y[(slice(None),) * axis + (slice(None, -1),)]
    return (width * (later + earlier) / 2.0).sum(axis)


trapz = trapezoid


# --- leaving nan out ---


def _without_nan(a, other):
    """The array with `other` for each nan, and where there were none; the second is None for what cannot be nan."""
    a = asarray(a)
    if a.dtype.kind not in "fc":
        return a, None
    bad = torch.isnan(a._t)
    return _of(torch.where(bad, torch.tensor(other, dtype=a._t.dtype), a._t)), _of(torch.logical_not(bad))


def nansum(a, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True):
    return sum(_without_nan(a, 0)[0], axis, dtype, out, keepdims, initial, where)


def nanprod(a, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True):
    return prod(_without_nan(a, 1)[0], axis, dtype, out, keepdims, initial, where)


def nancumsum(a, axis=None, dtype=None, out=None):
    return cumsum(_without_nan(a, 0)[0], axis, dtype, out)


def nancumprod(a, axis=None, dtype=None, out=None):
    return cumprod(_without_nan(a, 1)[0], axis, dtype, out)


def _good(a, where):
    """Where an element counts: it is no nan, and `where` holds."""
    kept = _without_nan(a, 0)[1]
    if kept is None:
        return where
    return kept if where is True else logical_and(kept, where)


def _warn_if_none(good, axis, words):
    if good is not True and not bool(asarray(any(good, axis)).all()):
        _warn(words)


def nanmean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    good = _good(a, where)
    _warn_if_none(good, axis, "Mean of empty slice")
    return mean(_without_nan(a, 0)[0], axis, dtype, out, keepdims, where=good)


def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    good = _good(a, where)
    _warn_if_none(good, axis, "Degrees of freedom <= 0 for slice.")
    return var(_without_nan(a, 0)[0], axis, dtype, out, ddof, keepdims, where=good, mean=mean, correction=correction)


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    good = _good(a, where)
    _warn_if_none(good, axis, "Degrees of freedom <= 0 for slice.")
    return std(_without_nan(a, 0)[0], axis, dtype, out, ddof, keepdims, where=good, mean=mean, correction=correction)


def _nan_extreme(a, reduce, least, axis, out, keepdims, initial, mask):
    filled, good = _without_nan(a, least)
    made = reduce(filled, axis, None, keepdims, initial, mask)
    if good is None or initial is not None:
        return _into(out, made)
    none = logical_not(any(good, axis, None, keepdims))
    if not bool(asarray(none).any()):
        return _into(out, made)
    _warn("All-NaN slice encountered" if asarray(made).ndim == 0 or axis is not None else "All-NaN axis encountered")
    made = where(none, nan, made).astype(filled.dtype)
    return _into(out, made if made.ndim else made[()])


def nanmax(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return _nan_extreme(a, max, -inf, axis, out, keepdims, initial, where)


def nanmin(a, axis=None, out=None, keepdims=False, initial=None, where=True):
    return _nan_extreme(a, min, inf, axis, out, keepdims, initial, where)


def _nan_place(a, place, least, axis, out, keepdims):
    filled, good = _without_nan(a, least)
    if good is not None and not bool(asarray(any(good, axis)).all()):
        raise ValueError("All-NaN slice encountered")
    return place(filled, axis, out, keepdims=keepdims)


def nanargmax(a, axis=None, out=None, *, keepdims=False):
    return _nan_place(a, argmax, -inf, axis, out, keepdims)


def nanargmin(a, axis=None, out=None, *, keepdims=False):
    return _nan_place(a, argmin, inf, axis, out, keepdims)
