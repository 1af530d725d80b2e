# Functions of numpy that treat every element alike: universal functions.
def _settled(made, out, where):
    """A result put into `out` if one was given, and only where `where` holds."""
    if where is not True:
        mask = asarray(where)
        sizes = broadcast_shapes(asarray(made).shape, mask.shape)
        target = zeros(sizes, asarray(made).dtype) if out is None else out
        copyto(target, made, casting="unsafe", where=mask)
        return target
    if isinstance(out, tuple):
        out = out[0]
    return _into(out, made)


class ufunc:
    """A function of one or two arrays, element by element; those of two can also run along an axis."""

    def __init__(self, name, operator, nin=2, reduction=None, cumulative=None):
        self.__name__ = self.__qualname__ = name
        self._operator, self.nin, self.nout, self.nargs = operator, nin, 1, nin + 1
        self._reduction, self._cumulative = reduction, cumulative

    def __call__(self, *args, out=None, where=True, dtype=None, casting="same_kind", order="K", subok=True):
        if len(args) == self.nin + 1:
            out = args[-1]
        elif len(args) != self.nin:
            raise TypeError(f"{self.__name__}() takes from {self.nin} to {self.nin + 1} positional arguments but {len(args)} were given")
        given = args[: self.nin]
        if dtype is not None:
            given = [asarray(each, dtype) for each in given]
        made = self._operator(*given)
        if made is NotImplemented:
            words = ", ".join(repr(_dtype_words(each)) for each in given)
            raise TypeError(f"ufunc '{self.__name__}' did not contain a loop with signature matching types {words}")
        if dtype is not None and not isinstance(made, torch.Tensor):
            made = made.astype(dtype)
        return made if out is None and where is True else _settled(made, out, where)

    def _two(self, method):
        if self.nin != 2:
            raise ValueError(f"{method} only supported for binary functions")

    def reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True):
        self._two("reduce")
        if self._reduction is not None:
            kwargs = {} if dtype is None else {"dtype": dtype}
            if initial is not None:
                kwargs["initial"] = initial
            return self._reduction(array, axis, out=out, keepdims=keepdims, where=where, **kwargs)
        if where is not True:
            raise NotImplementedError(f"ishape: numpy.{self.__name__}.reduce with where= is not available here")
        array = asarray(array)
        for each in sorted(_axes(axis, array.ndim), reverse=True):
            rows = moveaxis(array, each, 0)
            made = rows[0] if initial is None else self(initial, rows[0])
            for row in rows[1:]:
                made = self(made, row)
            array = expand_dims(made, each) if keepdims else asarray(made)
        return _into(out, array if array.ndim else array[()])

    def accumulate(self, array, axis=0, dtype=None, out=None):
        self._two("accumulate")
        if self._cumulative is not None:
            return self._cumulative(array, axis, dtype, out)
        rows = [moveaxis(asarray(array, dtype), axis, 0)[0]]
        for row in moveaxis(asarray(array, dtype), axis, 0)[1:]:
            rows.append(self(rows[-1], row))
        return _into(out, stack(rows, axis))

    def outer(self, A, B, /, **kwargs):
        self._two("outer")
        a, b = asarray(A), asarray(B)
        return self(a.reshape(a.shape + (1,) * b.ndim), b, **kwargs)

    def at(self, a, indices, b=None, /):
        """In place, as often as a place is named."""
        places = arange(a.size).reshape(a.shape)[indices]
        flat = a.ravel() if a._t.is_contiguous() else a.flatten()
        if self.nin == 1:
            flat[places] = self(flat[places])
        elif self.__name__ == "add":
            given = broadcast_to(asarray(b), places.shape).ravel()
            flat._t.index_add_(0, asarray(places)._t.reshape(-1), given._t.to(flat._t.dtype))
        else:
            values = broadcast_to(asarray(b), places.shape).ravel()
            for place, value in zip(asarray(places).ravel().tolist(), values):
                flat[place] = self(flat[place], value)
        if not a._t.is_contiguous():
            a[...] = flat.reshape(a.shape)

    def __repr__(self):
        return f"<ufunc '{self.__name__}'>"


def _dtype_words(value):
    return type(asarray(value).dtype) if _tensor_of(value) is not None else type(value)


# --- of one array ---


def _elementwise(name, fractions, public=None):
    def operator(x):
        source = asarray(x)._t
        if fractions:
            source = _floats(source)
        made = getattr(torch, name)(source)
        # A tensor given to a function of numpy comes back as one.
        return made if isinstance(x, torch.Tensor) else _out(made)

    return ufunc(public or name, operator, 1)


def _whole(name, public=None):
    """Rounding: whole numbers stay as they are."""

    def operator(x):
        source = asarray(x)
        return _out(source._t.clone() if source.dtype.kind in "biu" else getattr(torch, name)(source._t))

    return ufunc(public or name, operator, 1)


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
floor = _whole("floor")
ceil = _whole("ceil")
trunc = _whole("trunc")
rint = _elementwise("round", True, "rint")
square = ufunc("square", lambda x: _binary("mul", asarray(x), asarray(x)), 1)
reciprocal = ufunc("reciprocal", lambda x: _binary("floor_divide" if asarray(x).dtype.kind in "iu" else "true_divide", 1, asarray(x)), 1)
sign = ufunc("sign", lambda x: _out(getattr(torch, "sgn" if asarray(x)._t.is_complex() else "sign")(asarray(x)._t)), 1)
isnan = _elementwise("isnan", False)
isinf = _elementwise("isinf", False)
isfinite = _elementwise("isfinite", False)
signbit = _elementwise("signbit", False)
deg2rad = _elementwise("deg2rad", True)
radians = _elementwise("deg2rad", True, "radians")
rad2deg = _elementwise("rad2deg", True)
degrees = _elementwise("rad2deg", True, "degrees")
invert = bitwise_not = bitwise_invert = ufunc("invert", lambda x: _unary(asarray(x), "bitwise_not"), 1)
logical_not = _elementwise("logical_not", False)
conjugate = conj = ufunc("conjugate", lambda x: _out(torch.conj(asarray(x)._t).clone()), 1)
negative = ufunc("negative", lambda x: _unary(asarray(x), "neg"), 1)
positive = ufunc("positive", lambda x: _out(asarray(x)._t.clone()), 1)
absolute = abs = ufunc("absolute", lambda x: _unary(asarray(x), "abs"), 1)
fabs = ufunc("fabs", lambda x: _out(torch.abs(_floats(asarray(x)._t))), 1)
spacing = ufunc("spacing", lambda x: _out(torch.nextafter(_floats(asarray(x)._t), torch.tensor(inf, dtype=_floats(asarray(x)._t).dtype)) - _floats(asarray(x)._t)), 1)


def _cube_root(x):
    x = asarray(x, None if asarray(x).dtype.kind == "f" else float)
    if x.dtype.name != "float64":
        return _out((x._t.double().abs() ** (1 / 3) * x._t.sign()).to(x._t.dtype))
    return _out(torch.tensor([math.cbrt(each) for each in x.ravel().tolist()], dtype=torch.float64).reshape(x.shape))


cbrt = ufunc("cbrt", _cube_root, 1)


def fix(x, out=None):
    return trunc(x, out=out)


def sinc(x):
    return _out(torch.sinc(_floats(asarray(x)._t)))


def i0(x):
    return _out(torch.special.i0(_floats(asarray(x)._t)))


# --- of two ---


def _between(name, public, reduction=None, cumulative=None):
    def operator(x1, x2):
        a = asarray(x1) if not isinstance(x1, (int, float, complex, generic)) or isinstance(x2, (int, float)) else x1
        return _binary(name, a, asarray(x2) if isinstance(x2, (list, tuple, torch.Tensor)) else x2)

    return ufunc(public, operator, 2, reduction, cumulative)


def _pairwise(name, public, fractions=False, reduction=None):
    def operator(x1, x2):
        both = _operands(x1 if _kind_of(x1) is None or _kind_of(x2) is None else asarray(x1), x2)
        if both is None:
            return NotImplemented
        x, y, _ = both
        if fractions:
            x, y = _floats(x), _floats(y)
        if x.ndim and y.ndim and x.shape != y.shape:
            _check_broadcast(x.shape, y.shape)
        return _out(getattr(torch, name)(x, y))

    return ufunc(public, operator, 2, reduction)


add = _between("add", "add", sum, cumsum)
subtract = _between("sub", "subtract")
multiply = _between("mul", "multiply", prod, cumprod)
divide = true_divide = _between("true_divide", "divide")
floor_divide = _between("floor_divide", "floor_divide")
mod = remainder = _between("remainder", "remainder")
power = pow = _between("pow", "power")
bitwise_and = _between("bitwise_and", "bitwise_and")
bitwise_or = _between("bitwise_or", "bitwise_or")
bitwise_xor = _between("bitwise_xor", "bitwise_xor")
left_shift = bitwise_left_shift = _between("bitwise_left_shift", "left_shift")
right_shift = bitwise_right_shift = _between("bitwise_right_shift", "right_shift")
float_power = ufunc("float_power", lambda x1, x2: _binary("pow", asarray(x1, float), asarray(x2, float)))
maximum = _pairwise("maximum", "maximum", reduction=max)
minimum = _pairwise("minimum", "minimum", reduction=min)
fmax = _pairwise("fmax", "fmax", reduction=nanmax)
fmin = _pairwise("fmin", "fmin", reduction=nanmin)
arctan2 = atan2 = _pairwise("atan2", "arctan2", True)
hypot = _pairwise("hypot", "hypot", True)
fmod = _pairwise("fmod", "fmod")
copysign = _pairwise("copysign", "copysign", True)
logaddexp = _pairwise("logaddexp", "logaddexp", True)
logaddexp2 = _pairwise("logaddexp2", "logaddexp2", True)
nextafter = _pairwise("nextafter", "nextafter", True)
heaviside = _pairwise("heaviside", "heaviside", True)
gcd = _pairwise("gcd", "gcd")
lcm = _pairwise("lcm", "lcm")


def _compares(name, public):
    return ufunc(public, lambda x1, x2: _compared(name, asarray(x1), x2))


equal = _compares("eq", "equal")
not_equal = _compares("ne", "not_equal")
less = _compares("lt", "less")
less_equal = _compares("le", "less_equal")
greater = _compares("gt", "greater")
greater_equal = _compares("ge", "greater_equal")


def _logical(name, reduction=None):
    return ufunc(name, lambda x1, x2: _out(getattr(torch, name)(asarray(x1)._t, asarray(x2)._t)), 2, reduction)


logical_and = _logical("logical_and", all)
logical_or = _logical("logical_or", any)
logical_xor = _logical("logical_xor")


# --- of several results ---


def divmod(x1, x2, /):
    return floor_divide(x1, x2), remainder(x1, x2)


def modf(x, /):
    whole = trunc(asarray(x, float) if asarray(x).dtype.kind in "biu" else x)
    part = subtract(x, whole)
    return _where(isinf(x), copysign(0.0, x), part), whole


def _where(condition, x, y):
    made = where(condition, x, y)
    return made if made.ndim else made[()]


def frexp(x, /):
    mantissa, exponent = torch.frexp(_floats(asarray(x)._t))
    return _out(mantissa), _out(exponent.to(torch.int32))


def ldexp(x1, x2, /):
    return multiply(asarray(x1, float), power(2.0, x2))


# --- choosing and rounding ---


def clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None, where=True, dtype=None):
    low = a_min if min is None else min
    high = a_max if max is None else max
    made = asarray(a, dtype)
    if low is not None:
        made = maximum(made, low)
    if high is not None:
        made = minimum(made, high)
    return _settled(made if made is not a else made.copy(), out, where)


def where(condition, x=None, y=None, /):
    chosen = asarray(condition)._t
    if x is None and y is None:
        return asarray(condition).nonzero()
    if x is None or y is None:
        raise ValueError("either both or neither of x and y should be given")
    a, b, _ = _operands(x if _kind_of(x) is None or _kind_of(y) is None else asarray(x), y)
    chosen = chosen if chosen.dtype == torch.bool else chosen != 0
    sizes = [tuple(each.shape) for each in (chosen, a, b)]
    if builtins.any(each and other and each != other for each in sizes for other in sizes):
        _check_all_broadcast(sizes)
    return _of(torch.where(chosen, a, b))


def select(condlist, choicelist, default=0):
    made = asarray(default)
    for condition, choice in reversed(list(zip(condlist, choicelist))):
        made = where(condition, choice, made)
    return made


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    source = asarray(x)
    if source.dtype.kind in "biu":
        return source.copy() if copy else source
    if source.dtype.kind == "c":
        pair = torch.nan_to_num(torch.view_as_real(source._t), nan, posinf, neginf)
        made = _of(torch.view_as_complex(pair))
    else:
        made = _of(torch.nan_to_num(source._t, nan, posinf, neginf))
    if not copy:
        return _into(source, made)
    return made if made.ndim else made[()]


def around(a, decimals=0, out=None):
    return _into(out, asarray(a).round(decimals))


round = round_ = around


def real(val):
    return val.real if hasattr(val, "real") else asarray(val).real


def imag(val):
    return val.imag if hasattr(val, "imag") else asarray(val).imag


def real_if_close(a, tol=100):
    a = asarray(a)
    if a.dtype.kind != "c":
        return a
    least = finfo(a.dtype).eps * tol if tol > 1 else tol
    return a.real if bool(asarray(absolute(a.imag) < least).all()) else a


def unwrap(p, discont=None, axis=-1, *, period=2 * pi):
    p = asarray(p, float)
    away = diff(p, axis=axis)
    half = period / 2
    turned = mod(away + half, period) - half
    turned = where((turned == -half) & (away > 0), half, turned)
    change = where(absolute(away) < (half if discont is None else discont), 0.0, turned - away)
    made = p.copy()
    axis = _axis(axis, p.ndim)
    later = (slice(None),) * axis + (slice(1, None),)
    made[later] = p[later] + cumsum(change, axis)
    return made


def piecewise(x, condlist, funclist, *args, **kw):
    x = asarray(x)
    conditions = [asarray(each) for each in (condlist if isinstance(condlist, (list, tuple)) or asarray(condlist).ndim > x.ndim else [condlist])]
    functions = list(funclist)
    if len(functions) == len(conditions) + 1:
        none = logical_not(logical_or.reduce(stack(conditions)))
        conditions.append(asarray(none))
    elif len(functions) != len(conditions):
        raise ValueError(f"with {len(conditions)} condition(s), either {len(conditions)} or {len(conditions) + 1} functions are expected")
    made = zeros_like(x)
    for condition, function in zip(conditions, functions):
        if callable(function):
            if bool(condition.any()):
                made[condition] = function(x[condition], *args, **kw)
        else:
            made[condition] = function
    return made


def angle(z, deg=False):
    made = _out(torch.angle(_floats(asarray(z)._t)))
    return made * (180 / pi) if deg else made


def interp(x, xp, fp, left=None, right=None, period=None):
    given, at, values = asarray(x, float), asarray(xp, float)._t, asarray(fp, float)._t
    if at.shape != values.shape:
        raise ValueError("fp and xp are not of the same length.")
    if period is not None:
        if period == 0:
            raise ValueError("period must be a non-zero value")
        period = float(builtins.abs(period))
        given, at = given % period, at % period
        order = torch.argsort(at, stable=True)
        at, values = at[order], values[order]
        at = torch.cat([at[-1:] - period, at, at[:1] + period])
        values = torch.cat([values[-1:], values, values[:1]])
        left = right = None
        given = asarray(given)
    if len(at) == 1:
        first = values[0].item()
        low, high = first if left is None else left, first if right is None else right
        return _where(given < at[0].item(), low, _where(given > at[0].item(), high, first))
    t = given._t
    place = torch.searchsorted(at, t.contiguous(), right=True).clamp(1, len(at) - 1)
    x0, x1, y0, y1 = at[place - 1], at[place], values[place - 1], values[place]
    made = (y1 - y0) / (x1 - x0) * (t - x0) + y0
    made = torch.where(t < at[0], torch.tensor(values[0].item() if left is None else float(left), dtype=torch.float64), made)
    made = torch.where(t > at[-1], torch.tensor(values[-1].item() if right is None else float(right), dtype=torch.float64), made)
    return _out(made)
