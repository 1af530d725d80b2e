# Functions of numpy that make arrays.
def _laid(made, order):
    """A new array in the order of memory asked for."""
    if order == "F" and made.ndim > 1:
        back = tuple(range(made.ndim))[::-1]
        return _of(made._t.permute(back).contiguous().permute(back))
    return made


def _of_objects(shape, dtype, value):
    """An array of objects that are all one value, text of no letters for arrays of text; None where the type is one of numbers."""
    text = dtype is str or getattr(dtype, "kind", dtype) == "U"
    if not text and dtype is not object and getattr(dtype, "kind", dtype) not in ("O", "object"):
        return None
    places = torch.arange(math.prod(_shape(shape))).reshape(_shape(shape))
    return _objects_at(places, ["" if text else value] * places.numel(), _text_type(1) if text else _object_type("O", 0))


def zeros(shape, dtype=float, order="C", *, device=None, like=None):
    objects = _of_objects(shape, dtype, 0)
    if objects is not None:
        return objects
    return _laid(_of(torch.zeros(_shape(shape), dtype=_dtype_of(dtype)._torch)), order)


def ones(shape, dtype=None, order="C", *, device=None, like=None):
    objects = _of_objects(shape, dtype, 1)
    if objects is not None:
        return objects
    return _laid(_of(torch.ones(_shape(shape), dtype=_dtype_of(dtype)._torch)), order)


def empty(shape, dtype=float, order="C", *, device=None, like=None):
    objects = _of_objects(shape, dtype, None)
    return zeros(shape, dtype, order) if objects is None else objects


def full(shape, fill_value, dtype=None, order="C", *, device=None, like=None):
    objects = _of_objects(shape, dtype, fill_value)
    if objects is not None:
        return objects
    value = asarray(fill_value, dtype)
    made = empty(shape, value.dtype, order)
    made[...] = value
    return made


def _like(a, shape):
    return tuple(asarray(a).shape) if shape is None else _shape(shape)


def zeros_like(a, dtype=None, order="K", subok=True, shape=None, *, device=None):
    return zeros(_like(a, shape), asarray(a).dtype if dtype is None else dtype)


def ones_like(a, dtype=None, order="K", subok=True, shape=None, *, device=None):
    return ones(_like(a, shape), asarray(a).dtype if dtype is None else dtype)


empty_like = zeros_like


def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None, *, device=None):
    return full(_like(a, shape), fill_value, asarray(a).dtype if dtype is None else dtype)


def eye(N, M=None, k=0, dtype=float, order="C", *, device=None, like=None):
    rows, columns = int(N), int(N if M is None else M)
    grid = torch.arange(columns) - torch.arange(rows)[:, None]
    return _of((grid == k).to(_dtype_of(dtype)._torch))


def identity(n, dtype=None, *, like=None):
    return eye(n, dtype=float if dtype is None else dtype)


def arange(start=None, stop=None, step=None, dtype=None, *, device=None, like=None):
    if start is None:
        raise TypeError("arange() requires stop to be specified.")
    if stop is None:
        start, stop = 0, start
    step = 1 if step is None else step
    if step == 0:
        raise ZeroDivisionError("division by zero")
    wanted = result_type(start, stop, step) if dtype is None else _dtype_of(dtype)
    if wanted.kind == "b":
        wanted = _dtype_of(int) if dtype is None else wanted
    if wanted.kind in "iu" and builtins.all(isinstance(each, (int, integer)) for each in (start, stop, step)):
        values = range(int(start), int(stop), int(step))
        return _of(torch.arange(len(values), dtype=torch.int64) * int(step) + int(start)).astype(wanted, copy=False)
    start, stop, step = float(start), float(stop), float(step)
    count = builtins.max(0, math.ceil((stop - start) / step))
    if wanted.kind in "iu":
        # The first two numbers are cut before their difference is taken.
        return _of((torch.arange(count, dtype=torch.int64) * (int(start + step) - int(start)) + int(start)).to(wanted._torch))
    # NumPy adds the difference of the first two numbers.
    made = torch.arange(count, dtype=torch.float64) * ((start + step) - start) + start
    return _of(made.to(wanted._torch))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None):
    num = int(num)
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    parts = num - 1 if endpoint else num
    first, last = asarray(start) * 1.0, asarray(stop) * 1.0
    steps = torch.arange(num, dtype=torch.float64)
    if asarray(first).ndim == 0 and asarray(last).ndim == 0:
        width = float(last) - float(first)
        step = width / parts if parts > 0 else nan
        made = (steps * step if step != 0 else steps / builtins.max(parts, 1) * width) + float(first) if parts > 0 else steps * width + float(first)
        if endpoint and num > 1:
            made[-1] = float(last)
        result = _of(made)
    else:
        a, b = (asarray(each)._t for each in broadcast_arrays(first, last))
        step = _of((b - a) / parts)
        made = steps.reshape((-1,) + (1,) * a.ndim) * step._t + a
        if endpoint and num > 1:
            made[-1] = b
        result = moveaxis(_of(made), 0, axis)
    if dtype is not None:
        result = (floor(result) if _dtype_of(dtype).kind in "iu" else result).astype(dtype)
    if not retstep:
        return result
    return result, float64(step) if isinstance(step, float) else step


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    made = power(base, linspace(start, stop, num, endpoint, axis=axis))
    return made if dtype is None else made.astype(dtype)


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    if start == 0 or stop == 0:
        raise ValueError("Geometric sequence cannot include zero")
    if isinstance(start, complex) or isinstance(stop, complex) or asarray(start).ndim or asarray(stop).ndim:
        raise NotImplementedError("ishape: numpy.geomspace between complex numbers or arrays is not available here")
    sign = -1.0 if start < 0 and stop < 0 else 1.0
    made = logspace(math.log10(sign * start), math.log10(sign * stop), num, endpoint) * sign
    if num > 0:
        made[0] = start
    if num > 1 and endpoint:
        made[-1] = stop
    return made if dtype is None else made.astype(dtype)


def copy(a, order="K", subok=False):
    return asarray(a).copy(order)


def asanyarray(a, dtype=None, order=None, **kwargs):
    return asarray(a, dtype)


def asarray_chkfinite(a, dtype=None, order=None):
    made = asarray(a, dtype)
    if made.dtype.kind in "fc" and not bool(asarray(isfinite(made)).all()):
        raise ValueError("array must not contain infs or NaNs")
    return made


def astype(x, dtype, /, *, copy=True, device=None):
    return x.astype(dtype, copy=copy)


def ascontiguousarray(a, dtype=None, *, like=None):
    made = asarray(a, dtype)
    return made if made.ndim and made._t.is_contiguous() else atleast_1d(_of(made._t.contiguous()))


def asfortranarray(a, dtype=None, *, like=None):
    made = asarray(a, dtype)
    return made if made.T._t.is_contiguous() else _laid(made, "F")


def require(a, dtype=None, requirements=None, *, like=None):
    made = asarray(a, dtype)
    return asfortranarray(made) if requirements is not None and "F" in "".join(requirements)[:1] else made


def asfarray(a, dtype=float64):
    return asarray(a, dtype)


def fromiter(iter, dtype, count=-1, *, like=None):
    import itertools

    return asarray(list(iter if count < 0 else itertools.islice(iter, count)), dtype)


def fromstring(string, dtype=float, count=-1, *, sep, like=None):
    words = string.split(sep if sep.strip() else None)
    return asarray([_dtype_of(dtype).type(each) for each in (words if count < 0 else words[:count])], dtype)


def fromfunction(function, shape, *, dtype=float, **kwargs):
    return function(*indices(shape, dtype), **kwargs)


def frombuffer(buffer, dtype=float, count=-1, offset=0):
    from torch import _bytes

    dtype = _dtype_of(dtype)
    data = bytes(buffer)[offset:]
    if count >= 0:
        data = data[: count * dtype.itemsize]
    return _of(_bytes.from_bytes(data, dtype._torch))


def indices(dimensions, dtype=int, sparse=False):
    if sparse:
        rank = len(dimensions)
        return tuple(arange(size, dtype=dtype).reshape([-1 if each == dim else 1 for each in range(rank)]) for dim, size in enumerate(dimensions))
    grids = torch.meshgrid(*(torch.arange(int(each)) for each in dimensions), indexing="ij")
    return _of(torch.stack(grids)).astype(dtype)


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    tensors = [asarray(each)._t.reshape(-1) for each in xi]
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    if sparse:
        places = list(range(len(tensors)))
        if indexing == "xy" and len(places) > 1:
            places[:2] = 1, 0
        return tuple(_of(each.reshape([-1 if dim == place else 1 for dim in range(len(tensors))])) for place, each in zip(places, tensors))
    return tuple(_of(each.contiguous() if copy else each) for each in torch.meshgrid(*tensors, indexing=indexing))


class _Grid:
    def __init__(self, sparse):
        self._sparse = sparse

    def __getitem__(self, key):
        keys = key if isinstance(key, tuple) else (key,)
        axes = []
        for each in keys:
            start, step = each.start or 0, 1 if each.step is None else each.step
            if isinstance(step, complex):
                axes.append(linspace(start, each.stop, int(abs(step))))
            else:
                axes.append(arange(start, each.stop, step))
        if not isinstance(key, tuple):
            return axes[0]
        if self._sparse:
            return tuple(each.reshape((1,) * i + (-1,) + (1,) * (len(axes) - i - 1)) for i, each in enumerate(axes))
        return stack(meshgrid(*axes, indexing="ij"))


mgrid = _Grid(False)
ogrid = _Grid(True)


class _Along:
    def __init__(self, axis):
        self._axis = axis

    def __getitem__(self, key):
        pieces = [mgrid[each] if isinstance(each, slice) else atleast_1d(each) for each in (key if isinstance(key, tuple) else (key,))]
        if self._axis == 1:
            pieces = [each[:, None] if each.ndim == 1 else each for each in pieces]
        return concatenate(pieces, -1 if self._axis == 1 else 0)


r_ = _Along(0)
c_ = _Along(1)


class _Index:
    def __init__(self, always):
        self._always = always

    def __getitem__(self, key):
        return (key,) if self._always and not isinstance(key, tuple) else key


s_ = _Index(False)
index_exp = _Index(True)


def iterable(y):
    try:
        iter(y)
    except TypeError:
        return False
    return True


def diag(v, k=0):
    return _of(torch.diag(asarray(v)._t, k).clone())


def diagflat(v, k=0):
    return diag(asarray(v).ravel(), k)


def tri(N, M=None, k=0, dtype=float):
    rows, columns = int(N), int(N if M is None else M)
    return _of((torch.arange(columns) - torch.arange(rows)[:, None] <= k).to(_dtype_of(dtype)._torch))


def tril(m, k=0):
    return _of(torch.tril(asarray(m)._t, k))


def triu(m, k=0):
    return _of(torch.triu(asarray(m)._t, k))


def tril_indices(n, k=0, m=None):
    return tri(n, m, k, bool).nonzero()


def triu_indices(n, k=0, m=None):
    return logical_not(tri(n, m, k - 1, bool)).nonzero()


def tril_indices_from(arr, k=0):
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def mask_indices(n, mask_func, k=0):
    return mask_func(ones((n, n), int), k).nonzero()


def diag_indices(n, ndim=2):
    return (arange(n),) * ndim


def diag_indices_from(arr):
    if arr.ndim < 2:
        raise ValueError("input array must be at least 2-d")
    if len(set(arr.shape)) != 1:
        raise ValueError("All dimensions of input must be of equal length")
    return diag_indices(arr.shape[0], arr.ndim)


def fill_diagonal(a, val, wrap=False):
    if a.ndim < 2:
        raise ValueError("array must be at least 2-d")
    if a.ndim > 2 and len(set(a.shape)) != 1:
        raise ValueError("All dimensions of input must be of equal length")
    step = a.shape[1] + 1 if a.ndim == 2 else 1 + builtins.sum(math.prod(a.shape[each:]) for each in range(1, a.ndim))
    stop = None if wrap or a.ndim > 2 else a.shape[1] * a.shape[1]
    places = arange(a.size)[:stop:step]
    values = resize(asarray(val).ravel(), places.shape) if asarray(val).ndim else val
    a[unravel_index(places, a.shape)] = values


def ix_(*args):
    made = []
    for dim, each in enumerate(args):
        each = asarray(each, int64 if len(each) == 0 else None)
        if each.ndim != 1:
            raise ValueError("Cross index must be 1 dimensional")
        each = each.nonzero()[0] if each.dtype.kind == "b" else each
        made.append(each.reshape([-1 if other == dim else 1 for other in range(len(args))]))
    return tuple(made)


def vander(x, N=None, increasing=False):
    x = asarray(x)
    powers = arange(x.size if N is None else N)
    return x[:, None] ** (powers if increasing else powers[::-1])


def bartlett(M):
    n = arange(1 - M, M, 2)
    return ones(M) if M == 1 else where(less_equal(n, 0), 1 + n / (M - 1), 1 - n / (M - 1))


def kaiser(M, beta):
    if M == 1:
        return ones(1)
    n = arange(0, M)
    half = (M - 1) / 2.0
    return i0(beta * sqrt(1 - ((n - half) / half) ** 2.0)) / i0(beta)


def hanning(M):
    n = arange(1 - M, M, 2)
    return ones(M) if M == 1 else 0.5 + 0.5 * cos(pi * n / (M - 1))


def hamming(M):
    n = arange(1 - M, M, 2)
    return ones(M) if M == 1 else 0.54 + 0.46 * cos(pi * n / (M - 1))


def blackman(M):
    n = arange(1 - M, M, 2)
    return ones(M) if M == 1 else 0.42 + 0.5 * cos(pi * n / (M - 1)) + 0.08 * cos(2.0 * pi * n / (M - 1))
