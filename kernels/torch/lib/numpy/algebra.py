# Functions of numpy that multiply arrays, and polynomials.
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
    return _into(out, _outer(a, b))


def _outer(a, b):
    return multiply(asarray(a).reshape(-1, 1), asarray(b).reshape(1, -1))


def tensordot(a, b, axes=2):
    x, y, _ = _operands(asarray(a), asarray(b))
    if not isinstance(axes, int):
        axes = tuple([each] if isinstance(each, int) else list(each) for each in axes)
        axes = ([each % x.ndim for each in axes[0]], [each % y.ndim for each in axes[1]])
    return _out(torch.tensordot(x, y, axes))


def einsum(subscripts, *operands, out=None, optimize=False, dtype=None, **kwargs):
    if not isinstance(subscripts, str):
        return _einsum_of_lists(subscripts, *operands, out=out)
    arrays = [asarray(each) for each in operands]
    wanted = _common([each.dtype for each in arrays]) if dtype is None else _dtype_of(dtype)
    return _into(out, _out(torch.einsum(subscripts, *(each.astype(wanted)._t for each in arrays))))


def _einsum_of_lists(*given, out):
    """Arrays, each followed by the list of its axes, with the result's list at the end."""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    words = ["".join("..." if each is ... else letters[each] for each in axes) for axes in given[1::2]]
    if len(given) % 2:
        words.append("".join("..." if each is ... else letters[each] for each in given[-1]))
        return einsum(",".join(words[:-1]) + "->" + words[-1], *given[:-1:2], out=out)
    return einsum(",".join(words), *given[::2], out=out)


def kron(a, b):
    x, y, _ = _operands(asarray(a), asarray(b))
    return _of(torch.kron(x, y))


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    if axis is not None:
        axisa = axisb = axisc = axis
    x, y, _ = _operands(moveaxis(asarray(a), axisa, -1), moveaxis(asarray(b), axisb, -1))
    if x.shape[-1] != 3 or y.shape[-1] != 3:
        raise ValueError(f"Both input arrays must be (arrays of) 3-dimensional vectors, but they are {x.shape[-1]} and {y.shape[-1]} dimensional instead.")
    x, y = torch.broadcast_tensors(x, y)
    return moveaxis(_of(torch.linalg.cross(x, y, dim=-1)), -1, axisc)


def convolve(a, v, mode="full"):
    if asarray(a).size == 0 or asarray(v).size == 0:
        raise ValueError(f"{'a' if asarray(a).size == 0 else 'v'} cannot be empty")
    a, v = atleast_1d(a), atleast_1d(v)
    if "c" in (a.dtype.kind, v.dtype.kind):
        parts = [convolve(x, y, mode) for x in (a.real, a.imag) for y in (v.real, v.imag)]
        return parts[0] - parts[3] + 1j * (parts[1] + parts[2])
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


def correlate(a, v, mode="valid"):
    return convolve(asarray(a), conj(asarray(v)[::-1]), mode)


def vecdot(x1, x2, /, axis=-1):
    return (conj(asarray(x1)) * asarray(x2)).sum(axis)


def matvec(x1, x2, /):
    return matmul(x1, asarray(x2)[..., None])[..., 0]


def vecmat(x1, x2, /):
    return matmul(conj(asarray(x1))[..., None, :], x2)[..., 0, :]


# --- polynomials ---


def _coefficients(p):
    return p.coeffs if isinstance(p, poly1d) else atleast_1d(asarray(p))


def _poly_like(made, *given):
    return poly1d(made) if builtins.any(isinstance(each, poly1d) for each in given) else made


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    if cov or full:
        raise NotImplementedError(f"ishape: numpy.polyfit with {'cov' if cov else 'full'} is not available here")
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if x.shape[0] != y.shape[0]:
        raise TypeError("expected x and y to have same length")
    left, right = vander(x, int(deg) + 1), y
    if w is not None:
        w = asarray(w) + 0.0
        left, right = left * w[:, None], right * (w[:, None] if y.ndim == 2 else w)
    from numpy import linalg

    scale = sqrt((left * left).sum(0))
    return (linalg.lstsq(left / scale, right)[0].T / scale).T


def polyval(p, x):
    p = _coefficients(p)
    if isinstance(x, poly1d):
        made = poly1d([0])
        for each in p:
            made = made * x + each
        return made
    made = zeros_like(asarray(x)) if asarray(x).ndim else p.dtype.type(0)
    for each in p:
        made = made * x + each
    return made


def polyadd(a1, a2):
    a, b = _coefficients(a1), _coefficients(a2)
    width = builtins.max(len(a), len(b))
    made = concatenate([zeros(width - len(a), a.dtype), a]) + concatenate([zeros(width - len(b), b.dtype), b])
    return _poly_like(made, a1, a2)


def polysub(a1, a2):
    return _poly_like(asarray(_coefficients(polyadd(_coefficients(a1), -_coefficients(a2)))), a1, a2)


def polymul(a1, a2):
    return _poly_like(convolve(_coefficients(a1), _coefficients(a2)), a1, a2)


def polydiv(u, v):
    left, right = _coefficients(u) + 0.0, _coefficients(v) + 0.0
    count = len(left) - len(right) + 1
    quotient, rest = zeros(builtins.max(count, 1)), left.copy()
    for each in range(builtins.max(count, 0)):
        quotient[each] = rest[each] / right[0]
        rest[each : each + len(right)] -= quotient[each] * right
    while len(rest) > 1 and isclose(rest[0], 0, 1e-14, 1e-14):
        rest = rest[1:]
    return _poly_like(quotient, u, v), _poly_like(rest, u, v)


def polyder(p, m=1):
    made = _coefficients(p)
    if m < 0:
        raise ValueError("Order of derivative must be positive (see polyint)")
    for _ in range(m):
        made = made[:-1] * arange(len(made) - 1, 0, -1)
    return _poly_like(made if made.size or not isinstance(p, poly1d) else asarray([0]), p)


def polyint(p, m=1, k=None):
    made = _coefficients(p)
    if m < 0:
        raise ValueError("Order of integral must be positive (see polyder)")
    constants = broadcast_to(zeros(1) if k is None else atleast_1d(k), (m,)) if m else []
    for each in constants:
        made = concatenate([made / arange(len(made), 0, -1), asarray([each])])
    return _poly_like(made, p)


def roots(p):
    p = atleast_1d(asarray(p))
    if p.ndim != 1:
        raise ValueError("Input must be a rank-1 array.")
    places = flatnonzero(p)
    if places.size == 0:
        return asarray([])
    zero = len(p) - int(places[-1]) - 1
    p = p[int(places[0]) : int(places[-1]) + 1] + 0.0
    found = asarray([])
    if len(p) > 1:
        from numpy import linalg

        companion = diag(ones(len(p) - 2, p.dtype), -1)
        companion[0, :] = -p[1:] / p[0]
        found = linalg.eigvals(companion)
    return concatenate([found, zeros(zero, asarray(found).dtype)])


def poly(seq_of_zeros):
    given = atleast_1d(asarray(seq_of_zeros))
    if given.ndim == 2:
        from numpy import linalg

        given = linalg.eigvals(given)
    made = ones(1, given.dtype if given.dtype.kind in "fc" else float)
    for each in given:
        made = convolve(made, asarray([1, -each]))
    return made


class poly1d:
    """A polynomial of one variable, its coefficients from the highest power down."""

    def __init__(self, c_or_r, r=False, variable=None):
        made = poly(c_or_r) if r else _coefficients(c_or_r)
        places = flatnonzero(made)
        self.coeffs = made[int(places[0]) :] if places.size else made[:1] * 0
        self.variable = variable or getattr(c_or_r, "variable", "x")

    c = coef = coefficients = property(lambda self: self.coeffs)
    o = order = property(lambda self: len(self.coeffs) - 1)
    r = roots = property(lambda self: roots(self.coeffs))

    def __call__(self, val):
        return polyval(self.coeffs, val)

    def __getitem__(self, power):
        return self.coeffs[self.order - power] if 0 <= power <= self.order else self.coeffs.dtype.type(0)

    def __iter__(self):
        return iter(self.coeffs)

    def __len__(self):
        return self.order

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __add__(self, other):
        return polyadd(self, poly1d(other))

    __radd__ = __add__

    def __sub__(self, other):
        return polysub(self, poly1d(other))

    def __rsub__(self, other):
        return polysub(poly1d(other), self)

    def __mul__(self, other):
        return poly1d(self.coeffs * other) if isscalar(other) else polymul(self, poly1d(other))

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return poly1d(self.coeffs / other) if isscalar(other) else polydiv(self, poly1d(other))

    def __pow__(self, power):
        made = poly1d([1])
        for _ in range(power):
            made = made * self
        return made

    def __eq__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        return self.coeffs.shape == other.coeffs.shape and (self.coeffs == other.coeffs).all()

    def deriv(self, m=1):
        return poly1d(polyder(self.coeffs, m))

    def integ(self, m=1, k=0):
        return poly1d(polyint(self.coeffs, m, k))

    def __repr__(self):
        return f"poly1d({repr(self.coeffs)[6:-1]})"

    def __str__(self):
        """Powers stand in a line of their own, raised above the terms; long lines are broken before a power."""
        done, upper, lower, rest = "", " ", "", ""
        for place, (minus, size, power) in enumerate(self._terms()):
            sign = ("-" if minus else "") if place == 0 else " - " if minus else " + "
            rest += sign + (size if power == 0 else f"{size} {self.variable}")
            if power < 2:
                continue
            above, below = " " * (len(rest) - 1) + str(power), rest + " " * (len(str(power)) - 1)
            if builtins.max(len(upper) + len(above), len(lower) + len(below)) > 70:
                done += f"{upper}\n{lower}\n "
                upper = lower = ""
            upper, lower, rest = upper + above, lower + below, ""
        return f"{done}{upper}\n{lower}{rest}"

    def _terms(self):
        """Sign, size and power of every term that is there."""
        found = []
        for power in range(self.order, -1, -1):
            value = self.coeffs[self.order - power]
            if value == 0 and self.order > 0:
                continue
            minus = value.dtype.kind != "c" and value < 0
            found.append((bool(minus), _coefficient_text(-value if minus else value), power))
        return found


def _coefficient_text(value):
    if value.dtype.kind != "c":
        return f"{float(value):.4g}"
    real, imag = f"{float(value.real):.4g}", f"{float(value.imag):.4g}"
    return f"{imag}j" if real == "0" else f"({real} + {imag}j)"
