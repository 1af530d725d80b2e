# The functions of numpy: made of the array's methods and of torch's.
import math

__version__ = "2.4.6"
pi, e, euler_gamma = math.pi, math.e, 0.5772156649015329
inf, nan, newaxis = math.inf, math.nan, None
Inf, NaN, PINF = inf, nan, inf
little_endian = True


# --- making arrays ---


def zeros(shape, dtype=float, order="C", *, device=None, like=None):
    return _of(torch.zeros(_shape(shape), dtype=_dtype_of(dtype)._torch))


def ones(shape, dtype=None, order="C", *, device=None, like=None):
    return _of(torch.ones(_shape(shape), dtype=_dtype_of(dtype)._torch))


def empty(shape, dtype=float, order="C", *, device=None, like=None):
    return zeros(shape, dtype)


def full(shape, fill_value, dtype=None, order="C", *, device=None, like=None):
    value = asarray(fill_value, dtype)
    made = empty(shape, value.dtype)
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
    return (result, step) if retstep else result


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    made = power(base, linspace(start, stop, num, endpoint))
    return made if dtype is None else made.astype(dtype)


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    made = logspace(math.log10(start), math.log10(stop), num, endpoint)
    made[0] = start
    if num > 1 and endpoint:
        made[-1] = stop
    return made if dtype is None else made.astype(dtype)


def copy(a, order="K", subok=False):
    return asarray(a).copy()


def asanyarray(a, dtype=None, order=None, **kwargs):
    return asarray(a, dtype)


def ascontiguousarray(a, dtype=None, *, like=None):
    return _of(asarray(a, dtype)._t.contiguous())


def asfarray(a, dtype=float64):
    return asarray(a, dtype)


def fromiter(iter, dtype, count=-1):
    return asarray(list(iter), dtype)


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
    grids = torch.meshgrid(*(torch.arange(int(each)) for each in dimensions), indexing="ij")
    return _of(torch.stack(grids)).astype(dtype)


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    tensors = [asarray(each)._t.reshape(-1) for each in xi]
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    return tuple(_of(each.contiguous()) for each in torch.meshgrid(*tensors, indexing=indexing))


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


def vander(x, N=None, increasing=False):
    x = asarray(x)
    powers = arange(x.size if N is None else N)
    return x[:, None] ** (powers if increasing else powers[::-1])


def hanning(M):
    n = arange(1 - M, M, 2)
    return ones(M) if M == 1 else 0.5 + 0.5 * cos(pi * n / (M - 1))


def hamming(M):
    n = arange(1 - M, M, 2)
    return ones(M) if M == 1 else 0.54 + 0.46 * cos(pi * n / (M - 1))


def blackman(M):
    n = arange(1 - M, M, 2)
    return ones(M) if M == 1 else 0.42 + 0.5 * cos(pi * n / (M - 1)) + 0.08 * cos(2.0 * pi * n / (M - 1))


# --- elementwise ---


def _given(value):
    """A tensor given to a function of numpy comes back as one."""
    return isinstance(value, torch.Tensor)


def _elementwise(name, fractions, doc_name=None):
    def function(x, /, out=None, where=True, **kwargs):
        source = asarray(x)._t
        if fractions:
            source = _floats(source)
        made = getattr(torch, name)(source)
        if _given(x):
            return made
        return _into(out, _out(made))

    function.__name__ = function.__qualname__ = doc_name or name
    return function


sqrt = _elementwise("sqrt", True)
exp = _elementwise("exp", True)
exp2 = _elementwise("exp2", True)
expm1 = _elementwise("expm1", True)
log = _elementwise("log", True)
log2 = _elementwise("log2", True)
log10 = _elementwise("log10", True)
log1p = _elementwise("log1p", True)
sin = _elementwise("sin", True)
cos = _elementwise("cos", True)
tan = _elementwise("tan", True)
arcsin = asin = _elementwise("asin", True, "arcsin")
arccos = acos = _elementwise("acos", True, "arccos")
arctan = atan = _elementwise("atan", True, "arctan")
sinh = _elementwise("sinh", True)
cosh = _elementwise("cosh", True)
tanh = _elementwise("tanh", True)
arcsinh = asinh = _elementwise("asinh", True, "arcsinh")
arccosh = acosh = _elementwise("acosh", True, "arccosh")
arctanh = atanh = _elementwise("atanh", True, "arctanh")
floor = _elementwise("floor", False)
ceil = _elementwise("ceil", False)
trunc = fix = _elementwise("trunc", False)
rint = _elementwise("round", True, "rint")
square = _elementwise("square", False)
reciprocal = _elementwise("reciprocal", True)
sign = _elementwise("sign", False)
isnan = _elementwise("isnan", False)
isinf = _elementwise("isinf", False)
isfinite = _elementwise("isfinite", False)
signbit = _elementwise("signbit", False)
deg2rad = radians = _elementwise("deg2rad", True)
rad2deg = degrees = _elementwise("rad2deg", True)
invert = bitwise_not = _elementwise("bitwise_not", False, "invert")
sinc = _elementwise("sinc", True)
logical_not = _elementwise("logical_not", False)
conjugate = conj = _elementwise("conj", False, "conjugate")


def cbrt(x, /, out=None):
    x = asarray(x)
    return sign(x) * abs(x) ** (1.0 / 3.0)


def negative(x, /, out=None):
    return _into(out, -asarray(x) if asarray(x).ndim else -asarray(x)[()])


def positive(x, /, out=None):
    return +asarray(x)


def absolute(x, /, out=None, **kwargs):
    return _into(out, _unary(asarray(x), "abs"))


abs = absolute
fabs = absolute


def _between(name):
    def function(x1, x2, /, out=None, where=True, **kwargs):
        a = asarray(x1) if not isinstance(x1, (int, float, complex, generic)) or isinstance(x2, (int, float)) else x1
        made = _binary(name, a if not isinstance(x1, torch.Tensor) else asarray(x1), asarray(x2) if isinstance(x2, (list, tuple, torch.Tensor)) else x2)
        return _into(out, made)

    function.__name__ = function.__qualname__ = name
    return function


class ufunc:
    """A function of two arrays that can also run along an axis."""

    def __init__(self, name, operator, reduction=None, cumulative=None):
        self.__name__, self._operator, self._reduction, self._cumulative = name, operator, reduction, cumulative

    def __call__(self, x1, x2, /, out=None, where=True, **kwargs):
        return self._operator(x1, x2, out)

    def reduce(self, array, axis=0, dtype=None, out=None, keepdims=False):
        if self._reduction is None:
            raise NotImplementedError(f"ishape: numpy.{self.__name__}.reduce is not available here")
        return getattr(asarray(array), self._reduction)(axis=axis, keepdims=keepdims)

    def accumulate(self, array, axis=0, dtype=None, out=None):
        if self._cumulative is None:
            raise NotImplementedError(f"ishape: numpy.{self.__name__}.accumulate is not available here")
        return getattr(asarray(array), self._cumulative)(axis)

    def outer(self, a, b):
        a, b = asarray(a), asarray(b)
        return self(a.reshape(a.shape + (1,) * b.ndim), b)

    def at(self, a, indices, b=None):
        raise NotImplementedError(f"ishape: numpy.{self.__name__}.at is not available here")

    def __repr__(self):
        return f"<ufunc '{self.__name__}'>"


def _two(name):
    return _between(name)


add = ufunc("add", _two("add"), "sum", "cumsum")
subtract = ufunc("subtract", _two("sub"))
multiply = ufunc("multiply", _two("mul"), "prod", "cumprod")
divide = true_divide = ufunc("divide", _two("true_divide"))
floor_divide = ufunc("floor_divide", _two("floor_divide"))
mod = remainder = ufunc("remainder", _two("remainder"))
power = pow = ufunc("power", _two("pow"))
bitwise_and = ufunc("bitwise_and", _two("bitwise_and"))
bitwise_or = ufunc("bitwise_or", _two("bitwise_or"))
bitwise_xor = ufunc("bitwise_xor", _two("bitwise_xor"))
left_shift = ufunc("left_shift", _two("bitwise_left_shift"))
right_shift = ufunc("right_shift", _two("bitwise_right_shift"))


def _pairwise(name, fractions=False):
    def operator(x1, x2, out=None):
        x, y, _ = _operands(x1 if _kind_of(x1) is None or _kind_of(x2) is None else asarray(x1), x2)
        if fractions:
            x, y = _floats(x), _floats(y)
        return _into(out, _out(getattr(torch, name)(x, y)))

    return operator


maximum = ufunc("maximum", _pairwise("maximum"), "max")
minimum = ufunc("minimum", _pairwise("minimum"), "min")
fmax = ufunc("fmax", _pairwise("fmax"), "max")
fmin = ufunc("fmin", _pairwise("fmin"), "min")
arctan2 = atan2 = ufunc("arctan2", _pairwise("atan2", True))
hypot = ufunc("hypot", _pairwise("hypot", True))
fmod = ufunc("fmod", _pairwise("fmod"))
copysign = ufunc("copysign", _pairwise("copysign", True))
logaddexp = ufunc("logaddexp", _pairwise("logaddexp", True))


def _compares(name, public):
    return ufunc(public, lambda x1, x2, out=None: _into(out, _compared(name, asarray(x1), x2)))


equal = _compares("eq", "equal")
not_equal = _compares("ne", "not_equal")
less = _compares("lt", "less")
less_equal = _compares("le", "less_equal")
greater = _compares("gt", "greater")
greater_equal = _compares("ge", "greater_equal")


def _logical(name):
    return ufunc(name, lambda x1, x2, out=None: _into(out, _out(getattr(torch, name)(asarray(x1)._t, asarray(x2)._t))))


logical_and = _logical("logical_and")
logical_or = _logical("logical_or")
logical_xor = _logical("logical_xor")


def clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None, **kwargs):
    low = a_min if min is None else min
    high = a_max if max is None else max
    made = asarray(a)
    if low is not None:
        made = maximum(made, low)
    if high is not None:
        made = minimum(made, high)
    return _into(out, made if made is not a else made.copy())


def where(condition, x=None, y=None, /):
    chosen = asarray(condition)._t
    if x is None and y is None:
        return asarray(condition).nonzero()
    a, b, _ = _operands(x if _kind_of(x) is None or _kind_of(y) is None else asarray(x), y)
    return _of(torch.where(chosen if chosen.dtype == torch.bool else chosen != 0, a, b))


def select(condlist, choicelist, default=0):
    made = asarray(default)
    for condition, choice in reversed(list(zip(condlist, choicelist))):
        made = where(condition, choice, made)
    return made


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    source = asarray(x)
    return source.copy() if source.dtype.kind in "biu" else _out(torch.nan_to_num(source._t, nan, posinf, neginf))


def around(a, decimals=0, out=None):
    return _into(out, asarray(a).round(decimals))


round = round_ = around


def real(val):
    return asarray(val).real


def imag(val):
    return asarray(val).imag


def angle(z, deg=False):
    made = _out(torch.angle(_floats(asarray(z)._t)))
    return made * (180 / pi) if deg else made


def interp(x, xp, fp, left=None, right=None, period=None):
    if period is not None:
        raise NotImplementedError("ishape: numpy.interp with a period is not available here")
    given, at, values = asarray(x, float), asarray(xp, float)._t, asarray(fp, float)._t
    t = given._t
    place = torch.searchsorted(at, t.contiguous(), right=True).clamp(1, len(at) - 1)
    x0, x1, y0, y1 = at[place - 1], at[place], values[place - 1], values[place]
    made = (y1 - y0) / (x1 - x0) * (t - x0) + y0
    made = torch.where(t < at[0], torch.tensor(values[0].item() if left is None else float(left), dtype=torch.float64), made)
    made = torch.where(t > at[-1], torch.tensor(values[-1].item() if right is None else float(right), dtype=torch.float64), made)
    return _out(made)


# --- reductions ---


def _method(name):
    def function(a, *args, **kwargs):
        return getattr(asarray(a), name)(*args, **kwargs)

    function.__name__ = function.__qualname__ = name
    return function


sum = _method("sum")
prod = _method("prod")
mean = _method("mean")
std = _method("std")
var = _method("var")
max = amax = _method("max")
min = amin = _method("min")
ptp = _method("ptp")
argmax = _method("argmax")
argmin = _method("argmin")
all = _method("all")
any = _method("any")
cumsum = _method("cumsum")
cumprod = _method("cumprod")
argsort = _method("argsort")
ravel = _method("ravel")
squeeze = _method("squeeze")
swapaxes = _method("swapaxes")
diagonal = _method("diagonal")
trace = _method("trace")
nonzero = _method("nonzero")
take = _method("take")
repeat = _method("repeat")


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    return quantile(a, 0.5, axis, keepdims=keepdims)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, **kwargs):
    source = _floats(asarray(a)._t)
    made = torch.quantile(source, asarray(q, source.dtype and _of_torch(source.dtype))._t, dim=None if axis is None else axis, keepdim=keepdims, interpolation=method)
    return _out(made)


def percentile(a, q, axis=None, **kwargs):
    return quantile(a, asarray(q) / 100, axis, **kwargs)


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    a = asarray(a)
    if weights is None:
        return a.mean(axis, keepdims=keepdims)
    weights = asarray(weights)
    if weights.shape != a.shape and axis is not None:
        weights = weights.reshape([-1 if each == axis % a.ndim else 1 for each in range(a.ndim)])
        weights = broadcast_to(weights, a.shape)
    return (a * weights).sum(axis, keepdims=keepdims) / weights.sum(axis, keepdims=keepdims)


def nansum(a, axis=None, **kwargs):
    return sum(nan_to_num(a), axis, **kwargs)


def nanmean(a, axis=None, keepdims=False):
    good = logical_not(isnan(a))
    return sum(where(good, a, 0.0), axis, keepdims=keepdims) / sum(good, axis, keepdims=keepdims)


def nanmax(a, axis=None, keepdims=False):
    return max(where(isnan(a), -inf, a), axis, keepdims=keepdims)


def nanmin(a, axis=None, keepdims=False):
    return min(where(isnan(a), inf, a), axis, keepdims=keepdims)


def nanstd(a, axis=None, ddof=0):
    good = logical_not(isnan(a))
    middle = nanmean(a, axis, True)
    count = sum(good, axis) - ddof
    return sqrt(sum(where(good, (a - middle) ** 2, 0.0), axis) / count)


def count_nonzero(a, axis=None, *, keepdims=False):
    made = (asarray(a) != 0).sum(axis, keepdims=keepdims)
    return int(made) if axis is None and not keepdims else made


def diff(a, n=1, axis=-1, prepend=None, append=None):
    a = asarray(a)
    for _ in range(n):
        a = _of(torch.diff(a._t, dim=axis))
    return a


def gradient(f, *varargs, axis=None, edge_order=1):
    made = torch.gradient(_floats(asarray(f)._t), spacing=float(varargs[0]) if varargs else 1.0)
    made = [_of(each) for each in made]
    return made[0] if len(made) == 1 else tuple(made)


def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = _floats(asarray(y)._t)
    return _out(torch.trapezoid(y, _floats(asarray(x)._t), dim=axis) if x is not None else torch.trapezoid(y, dx=dx, dim=axis))


trapz = trapezoid


def histogram(a, bins=10, range=None, density=None, weights=None):
    values = _floats(asarray(a)._t).reshape(-1).to(torch.float64)
    if isinstance(bins, int):
        low, high = (float(values.min()), float(values.max())) if range is None else range
        if low == high:
            low, high = low - 0.5, high + 0.5
        edges = linspace(low, high, bins + 1)._t
    else:
        edges = asarray(bins, float)._t
    inside = values[(values >= edges[0]) & (values <= edges[-1])]
    place = (torch.searchsorted(edges, inside.contiguous(), right=True) - 1).clamp(max=len(edges) - 2)
    counts = torch.bincount(place, minlength=len(edges) - 1)
    if density:
        counts = counts / (counts.sum() * (edges[1:] - edges[:-1]))
    return _of(counts), _of(edges)


def bincount(x, /, weights=None, minlength=0):
    return _of(torch.bincount(asarray(x)._t, None if weights is None else asarray(weights)._t, minlength))


def digitize(x, bins, right=False):
    return _out(torch.bucketize(asarray(x)._t, asarray(bins)._t, right=not right))


def corrcoef(x, y=None, rowvar=True):
    x = asarray(x)
    return _of(torch.corrcoef(_floats((x if y is None else vstack([x, y]))._t)))


def cov(m, y=None, rowvar=True, bias=False, ddof=None):
    m = asarray(m)
    m = m if y is None else vstack([m, y])
    return _out(torch.cov(_floats((m if rowvar else m.T)._t), correction=(0 if bias else 1) if ddof is None else ddof))


# --- shapes ---


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


def dstack(tup):
    return concatenate([atleast_3d(each) for each in tup], 2)


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
    at = int(obj) % (source.shape[dim] + 1) if int(obj) < 0 else int(obj)
    sizes = list(source.shape)
    new = asarray(values, source.dtype)
    sizes[dim] = new.size if source.ndim == 1 else 1
    head, tail = source[(slice(None),) * dim + (slice(0, at),)], source[(slice(None),) * dim + (slice(at, None),)]
    return concatenate([head, broadcast_to(new, sizes), tail], dim)


def delete(arr, obj, axis=None):
    arr = asarray(arr)
    source = arr.ravel() if axis is None else arr
    dim = 0 if axis is None else _axis(axis, arr.ndim)
    count = source.shape[dim]
    gone = range(*obj.indices(count)) if isinstance(obj, slice) else [int(each) % count for each in atleast_1d(obj)]
    return source[(slice(None),) * dim + ([each for each in range(count) if each not in set(gone)],)]


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


def pad(array, pad_width, mode="constant", **kwargs):
    array = asarray(array)
    widths = asarray(pad_width)
    widths = broadcast_to(widths, (array.ndim, 2)).tolist()
    if mode == "constant":
        value = kwargs.get("constant_values", 0)
        made = full([size + before + after for size, (before, after) in zip(array.shape, widths)], value, array.dtype)
        made[tuple(slice(before, before + size) for size, (before, _) in zip(array.shape, widths))] = array
        return made
    made = array
    for dim, (before, after) in enumerate(widths):
        count = array.shape[dim]
        places = [_padded(place, count, mode) for place in range(-before, count + after)]
        made = made[(slice(None),) * dim + (places,)]
    return made


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
    raise NotImplementedError(f"ishape: numpy.pad with mode {mode!r} is not available here")


# --- order and sets ---


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


def searchsorted(a, v, side="left", sorter=None):
    a, v = asarray(a)._t, asarray(v)._t
    wanted = torch.promote_types(a.dtype, v.dtype)
    return _out(torch.searchsorted(a.to(wanted).contiguous(), v.to(wanted).contiguous(), right=side == "right"))


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True):
    ar = asarray(ar)
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


def argwhere(a):
    return _of(torch.nonzero(asarray(a)._t))


def flatnonzero(a):
    return asarray(a).ravel().nonzero()[0]


def extract(condition, arr):
    return asarray(arr).ravel()[asarray(condition).ravel() != 0]


def isin(element, test_elements, assume_unique=False, invert=False):
    return _out(torch.isin(asarray(element)._t, asarray(test_elements)._t, invert=invert))


def in1d(ar1, ar2, **kwargs):
    return isin(asarray(ar1).ravel(), ar2, **kwargs)


def intersect1d(ar1, ar2):
    a = unique(ar1)
    return a[isin(a, ar2)]


def union1d(ar1, ar2):
    return unique(concatenate([asarray(ar1).ravel(), asarray(ar2).ravel()]))


def setdiff1d(ar1, ar2):
    a = unique(ar1)
    return a[isin(a, ar2, invert=True)]


def partition(a, kth, axis=-1):
    return sort(a, axis)


def argpartition(a, kth, axis=-1):
    return asarray(a).argsort(axis)


def take_along_axis(arr, indices, axis=-1):
    return _of(torch.take_along_dim(asarray(arr)._t, asarray(indices)._t, axis))


def put_along_axis(arr, indices, values, axis):
    target = arr._t if axis is not None else arr._t.view(-1)
    places = asarray(indices)._t
    given = asarray(values)._t.to(target.dtype)
    target.scatter_(axis or 0, places, given.expand(places.shape))


def unravel_index(indices, shape):
    places, found = asarray(indices), []
    for size in reversed(_shape(shape)):
        found.insert(0, places % size)
        places = places // size
    return tuple(each if isinstance(each, generic) or each.ndim else each[()] for each in found)


def ravel_multi_index(multi_index, dims):
    place = 0
    for each, size in zip(multi_index, dims):
        place = place * size + asarray(each)
    return place if place.ndim else place[()]


# --- products ---


def matmul(x1, x2, /, out=None, **kwargs):
    a, b = asarray(x1), asarray(x2)
    if a.ndim == 0 or b.ndim == 0:
        which = 0 if a.ndim == 0 else 1
        raise ValueError(
            f"matmul: Input operand {which} does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)"
        )
    inner = b.shape[-2] if b.ndim > 1 else b.shape[0]
    if a.shape[-1] != inner:
        raise ValueError(
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) "
            f"(size {inner} is different from {a.shape[-1]})"
        )
    x, y, _ = _operands(a, b)
    return _into(out, _out(torch.matmul(x, y)))


def dot(a, b, out=None):
    a, b = asarray(a), asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return multiply(a, b)
    if a.ndim <= 2 and b.ndim <= 2:
        inner = b.shape[-2] if b.ndim > 1 else b.shape[0]
        if a.shape[-1] != inner:
            raise ValueError(
                f"shapes {_sizes(a.shape)} and {_sizes(b.shape)} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != {inner} (dim {builtins.max(b.ndim - 2, 0)})"
            )
        return _into(out, matmul(a, b))
    return tensordot(a, b, ([a.ndim - 1], [builtins.max(b.ndim - 2, 0)]))


def inner(a, b, /):
    a, b = asarray(a), asarray(b)
    return multiply(a, b) if a.ndim == 0 or b.ndim == 0 else tensordot(a, b, ([-1], [-1]))


def vdot(a, b, /):
    return dot(conj(asarray(a).ravel()), asarray(b).ravel())


def outer(a, b, out=None):
    return multiply(asarray(a).reshape(-1, 1), asarray(b).reshape(1, -1))


def tensordot(a, b, axes=2):
    x, y, _ = _operands(asarray(a), asarray(b))
    if not isinstance(axes, int):
        axes = tuple([each] if isinstance(each, int) else list(each) for each in axes)
        axes = ([each % x.ndim for each in axes[0]], [each % y.ndim for each in axes[1]])
    return _out(torch.tensordot(x, y, axes))


def einsum(subscripts, *operands, out=None, optimize=False, **kwargs):
    arrays = [asarray(each) for each in operands]
    wanted = _common([each.dtype for each in arrays])
    return _into(out, _out(torch.einsum(subscripts, *(each.astype(wanted)._t for each in arrays))))


def kron(a, b):
    x, y, _ = _operands(asarray(a), asarray(b))
    return _of(torch.kron(x, y))


def cross(a, b, axis=-1):
    x, y, _ = _operands(asarray(a), asarray(b))
    x, y = torch.broadcast_tensors(x, y)
    return _of(torch.linalg.cross(x, y, dim=axis))


def convolve(a, v, mode="full"):
    x, y, dtype = _operands(asarray(a), asarray(v))
    if len(x) < len(y):
        x, y = y, x
    made = torch.nn.functional.conv1d(_floats(x)[None, None], _floats(y).flip(0)[None, None], padding=len(y) - 1)[0, 0].to(dtype._torch)
    if mode == "same":
        start = (len(y) - 1) // 2
        made = made[start : start + len(x)]
    elif mode == "valid":
        made = made[len(y) - 1 : len(x)]
    return _of(made)


def polyfit(x, y, deg):
    return linalg.lstsq(vander(asarray(x, float), deg + 1), asarray(y, float))[0]


def polyval(p, x):
    made = zeros_like(asarray(x)) if asarray(x).ndim else 0
    for each in asarray(p):
        made = made * x + each
    return made


# --- questions ---


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    x, y, dtype = _operands(asarray(a), asarray(b))
    return _out(torch.isclose(_floats(x), _floats(y), rtol, atol, equal_nan))


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(asarray(isclose(a, b, rtol, atol, equal_nan)).all())


def array_equal(a1, a2, equal_nan=False):
    a1, a2 = asarray(a1), asarray(a2)
    return a1.shape == a2.shape and bool(asarray(a1 == a2).all())


def array_equiv(a1, a2):
    return bool(asarray(asarray(a1) == asarray(a2)).all())


def isscalar(element):
    return isinstance(element, (generic, int, float, complex, str, bytes))


def iscomplexobj(x):
    return asarray(x).dtype.kind == "c"


def isrealobj(x):
    return not iscomplexobj(x)


def isreal(x):
    return imag(x) == 0


def issubdtype(arg1, arg2):
    def kind(value):
        if isinstance(value, type) and issubclass(value, generic):
            return value
        return _dtype_of(value).type

    return issubclass(kind(arg1), kind(arg2))


def can_cast(from_, to, casting="safe"):
    source, target = _dtype_of(from_), _dtype_of(to)
    return True if casting == "unsafe" else _promoted(source, target) is target


def shares_memory(a, b, max_work=None):
    from torch import _bytes

    return _bytes.storage_id(a._t) == _bytes.storage_id(b._t)


may_share_memory = shares_memory


class finfo:
    def __init__(self, dtype):
        self.dtype = _dtype_of(dtype)
        known = torch.finfo(self.dtype._torch)
        real_type = self.dtype if self.dtype.kind == "f" else _dtype_of("float32" if self.dtype.itemsize == 8 else "float64")
        self.bits, self.resolution = known.bits, _number(known.resolution, real_type)
        self.eps, self.max, self.min = (_number(each, real_type) for each in (known.eps, known.max, known.min))
        self.tiny = self.smallest_normal = _number(known.tiny, real_type)
        self.precision = {16: 3, 32: 6, 64: 15}[known.bits]

    def __repr__(self):
        return f"finfo(resolution={self.resolution}, min={self.min}, max={self.max}, dtype={self.dtype})"


class iinfo:
    def __init__(self, type):
        self.dtype = _dtype_of(type)
        if self.dtype.kind not in "iu":
            raise ValueError(f"Invalid integer data type '{self.dtype.kind}'.")
        self.min, self.max = _bounds(self.dtype)
        self.bits = self.dtype.itemsize * 8
        self.kind = self.dtype.kind

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"


# --- functions of functions, errors, files ---


class vectorize:
    def __init__(self, pyfunc, otypes=None, **kwargs):
        self.pyfunc, self._types = pyfunc, otypes

    def __call__(self, *args):
        arrays = broadcast_arrays(*args)
        values = [self.pyfunc(*each) for each in zip(*(array.ravel() for array in arrays))]
        return asarray(values, self._types[0] if self._types else None).reshape(arrays[0].shape)


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    arr = moveaxis(asarray(arr), axis, -1)
    rows = [asarray(func1d(row, *args, **kwargs)) for row in arr.reshape(-1, arr.shape[-1])]
    made = stack(rows).reshape(arr.shape[:-1] + rows[0].shape)
    return moveaxis(made, -1, axis) if rows[0].ndim else made


class errstate:
    def __init__(self, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False

    def __call__(self, function):
        return function


def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    return {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


def ndindex(*shape):
    import itertools

    sizes = _shape(shape[0] if len(shape) == 1 else shape)
    return itertools.product(*(range(each) for each in sizes))


def ndenumerate(arr):
    arr = asarray(arr)
    for place in ndindex(arr.shape):
        yield place, arr[place]


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, **kwargs):
    lines = open(fname).read().split("\n") if isinstance(fname, str) else list(fname)
    rows = []
    for line in lines[skiprows:]:
        line = line.split(comments)[0].strip() if comments else line.strip()
        if line:
            words = line.split(delimiter)
            rows.append([float(words[each]) for each in (range(len(words)) if usecols is None else usecols)])
    made = squeeze(asarray(rows, dtype)) if rows else zeros(0, dtype)
    return made.T if unpack else made


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
    X = asarray(X)
    rows = X.reshape(-1, 1) if X.ndim == 1 else X
    text = comments + header + newline if header else ""
    for row in rows:
        text += delimiter.join(fmt % each for each in row.tolist()) + newline
    if isinstance(fname, str):
        with open(fname, "w") as file:
            file.write(text)
    else:
        fname.write(text)


def save(file, arr, allow_pickle=True):
    from torch import _bytes

    arr = asarray(arr)
    head = f"{{'descr': '{arr.dtype.str}', 'fortran_order': False, 'shape': {arr.shape}, }}"
    head += " " * ((64 - (len(head) + 11) % 64) % 64) + "\n"
    data = b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head.encode("latin1") + arr.tobytes()
    if isinstance(file, str):
        with open(file if file.endswith(".npy") else file + ".npy", "wb") as opened:
            opened.write(data)
    else:
        file.write(data)


def _loaded(data):
    from torch import _bytes

    if data[:6] != b"\x93NUMPY":
        raise ValueError("This file contains pickled (object) data. If you trust the file you can load it unsafely using the `allow_pickle=` keyword argument or `pickle.load()`.")
    wide = data[6] > 1
    size = int.from_bytes(data[8:12], "little") if wide else int.from_bytes(data[8:10], "little")
    start = 12 if wide else 10
    import ast

    head = ast.literal_eval(data[start : start + size].decode("latin1").strip())
    made = _of(_bytes.from_bytes(data[start + size :], _dtype_of(head["descr"])._torch))
    return made.reshape(head["shape"], order="F" if head["fortran_order"] else "C")


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding="ASCII"):
    from torch import _bytes

    if isinstance(file, str):
        with open(file, "rb") as opened:
            data = opened.read()
    else:
        data = file.read()
    records = _bytes.unzip(data)
    if records is not None:
        return {name.removesuffix(".npy"): _loaded(content) for name, content in records.items()}
    return _loaded(data)


def savez(file, *args, **kwds):
    import io

    from torch import _bytes

    records = []
    for name, value in {**{f"arr_{i}": each for i, each in enumerate(args)}, **kwds}.items():
        buffer = io.BytesIO()
        save(buffer, value)
        records.append((name + ".npy", buffer.getvalue()))
    with open(file if file.endswith(".npz") else file + ".npz", "wb") as opened:
        opened.write(_bytes.zip(records))


savez_compressed = savez


def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0, **kwargs):
    return loadtxt(fname, dtype, comments, delimiter, skiprows=skip_header)


def __getattr__(name):
    if name == "bool":
        return bool_
    removed = {"int": "int", "float": "float", "complex": "complex", "object": "object", "str": "str"}
    if name in removed:
        raise AttributeError(
            f"module 'numpy' has no attribute '{name}'.\n`np.{name}` was a deprecated alias for the builtin `{name}`. To avoid this error in existing code, "
            f"use `{name}` by itself. Doing this will not modify any behavior and is safe. "
        )
    raise AttributeError(f"module 'numpy' has no attribute '{name}'")
