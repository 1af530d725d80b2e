# Functions of numpy that answer what an array is like.
def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    x, y, dtype = _operands(asarray(a), asarray(b))
    return _out(torch.isclose(_floats(x), _floats(y), rtol, atol, equal_nan))


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(asarray(isclose(a, b, rtol, atol, equal_nan)).all())


def array_equal(a1, a2, equal_nan=False):
    a1, a2 = asarray(a1), asarray(a2)
    if a1.shape != a2.shape:
        return False
    if isinstance(a2, _Objects) and not isinstance(a1, _Objects):
        a1, a2 = a2, a1
    same = a1 == a2
    if equal_nan and a1.dtype.kind in "fc" and a2.dtype.kind in "fc":
        same = same | (isnan(a1) & isnan(a2))
    return bool(asarray(same).all())


def array_equiv(a1, a2):
    return bool(asarray(asarray(a1) == asarray(a2)).all())


def isscalar(element):
    import numbers

    return isinstance(element, (generic, int, float, complex, str, bytes, numbers.Number))


def iscomplexobj(x):
    return asarray(x).dtype.kind == "c"


def isrealobj(x):
    return not iscomplexobj(x)


def isreal(x):
    return asarray(x).imag == 0 if asarray(x).ndim else asarray(x).imag[()] == 0


def iscomplex(x):
    return logical_not(isreal(x))


def isneginf(x, out=None):
    return _into(out, logical_and(isinf(x), signbit(x)))


def isposinf(x, out=None):
    return _into(out, logical_and(isinf(x), logical_not(signbit(x))))


def isfortran(a):
    return not a._t.is_contiguous() and a.T._t.is_contiguous()


def min_scalar_type(a):
    given = asarray(a)
    if given.ndim or given.dtype.kind == "b":
        return given.dtype
    if given.dtype.kind in "fc":
        size = builtins.abs(complex(given))
        small = size < 65000 or not isfinite(size)
        if given.dtype.kind == "c":
            return _dtype_of("complex64" if size < 3.4e38 or not isfinite(size) else "complex128")
        return _dtype_of("float16" if small else "float32" if size < 3.4e38 else "float64")
    value = int(given)
    for bits in (8, 16, 32, 64):
        if (0 <= value < 1 << bits) or (-(1 << (bits - 1)) <= value < 0):
            return _dtype_of(f"{'u' if value >= 0 else ''}int{bits}")


def common_type(*arrays):
    types = [_dtype_of(float) if asarray(each).dtype.kind in "iu" else asarray(each).dtype for each in arrays]
    return _common(types).type


def issubdtype(arg1, arg2):
    def kind(value):
        if isinstance(value, type) and issubclass(value, generic):
            return value
        return _dtype_of(value).type

    return issubclass(kind(arg1), kind(arg2))


def can_cast(from_, to, casting="safe"):
    source, target = _dtype_of(from_), _dtype_of(to)
    return True if casting == "unsafe" else _promoted(source, target) is target


def may_share_memory(a, b, max_work=None):
    from torch import _bytes

    if _bytes.storage_id(a._t) != _bytes.storage_id(b._t):
        return False
    spans = []
    for each in (a._t, b._t):
        last = builtins.sum((size - 1) * step for size, step in zip(each.shape, each.stride()))
        spans.append((each.storage_offset(), each.storage_offset() + last))
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def shares_memory(a, b, max_work=None):
    if not may_share_memory(a, b):
        return False

    def places(array):
        made = torch.tensor(array._t.storage_offset())
        for size, step in zip(array.shape, array._t.stride()):
            made = made[..., None] + torch.arange(size) * step
        return made.reshape(-1)

    return bool(torch.isin(places(a), places(b)).any())


class finfo:
    def __init__(self, dtype):
        self.dtype = _dtype_of(dtype)
        if self.dtype.kind == "c":
            self.dtype = _dtype_of("float32" if self.dtype.itemsize == 8 else "float64")
        if self.dtype.kind != "f":
            raise ValueError(f"data type {self.dtype.type!r} not inexact")
        known = torch.finfo(self.dtype._torch)
        real_type = self.dtype
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
