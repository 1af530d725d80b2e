# numpy's types: dtype objects and the scalars that arrays give.
import builtins

import torch
from torch import _numpy

_CODES = {
    "bool": ("?", torch.bool, 1, "b"),
    "int8": ("b", torch.int8, 1, "i"),
    "uint8": ("B", torch.uint8, 1, "u"),
    "int16": ("h", torch.int16, 2, "i"),
    "int32": ("i", torch.int32, 4, "i"),
    "int64": ("l", torch.int64, 8, "i"),
    "float16": ("e", torch.float16, 2, "f"),
    "float32": ("f", torch.float32, 4, "f"),
    "float64": ("d", torch.float64, 8, "f"),
    "complex64": ("F", torch.complex64, 8, "c"),
    "complex128": ("D", torch.complex128, 16, "c"),
}
_ALIASES = {
    "float": "float64", "double": "float64", "single": "float32", "half": "float16", "int": "int64", "long": "int64", "bool_": "bool",
    "complex": "complex128", "f2": "float16", "f4": "float32", "f8": "float64", "i1": "int8", "i2": "int16", "i4": "int32", "i8": "int64",
    "u1": "uint8", "b1": "bool", "c8": "complex64", "c16": "complex128", "intp": "int64", "longlong": "int64", "short": "int16",
    "byte": "int8", "ubyte": "uint8", "intc": "int32", "int_": "int64", "float_": "float64", "q": "int64", "p": "int64",
}  # fmt: skip
_ABSENT = ("uint16", "uint32", "uint64", "u2", "u4", "u8", "S", "datetime64", "longdouble", "float128")


class dtype:
    """A type of elements, one object for each."""

    def __new__(cls, dtype=None, align=False, copy=False):
        return _dtype_of(dtype)

    def __class_getitem__(cls, parameters):
        import types

        return types.GenericAlias(cls, parameters)

    @property
    def str(self):
        return ("|" if self.itemsize == 1 else "<") + self.kind + f"{self.itemsize}"

    @property
    def type(self):
        return _scalar_types()[self.name]

    @property
    def newbyteorder(self):
        return lambda *args: self

    shape = ()
    names = None
    fields = None
    subdtype = None
    byteorder = "="
    isnative = True
    hasobject = False
    alignment = property(lambda self: self.itemsize)
    base = property(lambda self: self)
    ndim = 0

    def __eq__(self, other):
        if isinstance(other, torch.dtype):
            return False
        try:
            return _dtype_of(other) is self
        except TypeError:
            return False
        except NotImplementedError:
            return False

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return f"dtype('{self.name}')"

    def __str__(self):
        return self.name

    def __reduce__(self):
        return dtype, (self.name,)


class _Types:
    by_name = {}
    by_torch = {}


def _make_dtypes():
    for name, (char, of, itemsize, kind) in _CODES.items():
        made = object.__new__(dtype)
        made.name, made.char, made._torch, made.itemsize, made.kind = name, char, of, itemsize, kind
        _Types.by_name[name] = made
        _Types.by_torch[of] = made
    return True


def _known_dtypes():
    if not _Types.by_name:
        _make_dtypes()
    return _Types


def _dtype_of(value):
    """The dtype that a name, a type or a dtype means. TypeError in NumPy's words for anything else."""
    if isinstance(value, dtype):
        return value
    known = _known_dtypes()
    if value is None or value is float:
        return known.by_name["float64"]
    if value is int:
        return known.by_name["int64"]
    if value is bool:
        return known.by_name["bool"]
    if value is complex:
        return known.by_name["complex128"]
    if isinstance(value, type) and issubclass(value, generic):
        name = value.__name__.rstrip("_")
        if name in known.by_name:
            return known.by_name[name]
        for kind, picked in ((floating, "float64"), (integer, "int64"), (complexfloating, "complex128"), (number, "float64"), (generic, None)):
            if issubclass(value, kind) and picked is not None:
                return known.by_name[picked]
    if value is str or value is object:
        return _object_type("U", 0) if value is str else _object_type("O", 0)
    if value is bytes:
        raise NotImplementedError(f"ishape: numpy arrays of {value.__name__} are not available here")
    if isinstance(value, str):
        name = value.lstrip("<=|")
        if name in ("object", "object_", "O") or name.rstrip("0123456789") in ("U", "str", "str_"):
            return _object_type("O", 0) if name[0] in "oO" else _object_type("U", int(name.lstrip("Ustr_") or 0))
        name = _ALIASES.get(name, name)
        for each in known.by_name.values():
            if name == each.name or name == each.char:
                return each
        if name.rstrip("0123456789") in _ABSENT or name in _ABSENT:
            raise NotImplementedError(f"ishape: numpy arrays of {value} are not available here")
        raise TypeError(f"data type '{value}' not understood")
    if isinstance(value, generic) or hasattr(value, "dtype") and type(value.dtype) is dtype:
        return value.dtype
    if isinstance(value, (list, dict)):
        raise NotImplementedError("ishape: structured numpy arrays are not available here")
    raise TypeError(f"Cannot interpret '{value!r}' as a data type")


def _of_torch(of):
    found = _known_dtypes().by_torch.get(of)
    if found is None:
        names = {torch.bfloat16: "BFloat16"}
        raise TypeError(f"Got unsupported ScalarType {names.get(of, str(of))}")
    return found


# --- scalars ---


class generic:
    """A number that came out of an array: its type is kept where it is calculated with."""

    def __new__(cls, value=0):
        if cls not in _concrete():
            raise TypeError(f"cannot create 'numpy.{cls.__name__}' instances")
        if not isinstance(value, (int, float, complex, bool)):
            made = asarray(value, cls)
            return made if made.ndim else made[()]
        kept = torch.tensor(value).to(_dtype_of(cls)._torch) if not isinstance(value, int) else _as_tensor_of(value, _dtype_of(cls))
        return _scalar(kept)

    @property
    def dtype(self):
        return _dtype_of(type(self))

    def _tensor(self):
        return torch.tensor(self._v, dtype=self.dtype._torch)

    shape = ()
    ndim = 0
    size = 1
    T = property(lambda self: self)
    itemsize = property(lambda self: self.dtype.itemsize)
    nbytes = itemsize
    real = property(lambda self: _number(self._v.real, self.dtype))
    imag = property(lambda self: _number(self._v.imag, self.dtype))

    def item(self):
        return self._v

    tolist = item

    def astype(self, dtype, copy=True):
        return _scalar(self._tensor().to(_dtype_of(dtype)._torch))

    def __repr__(self):
        return f"np.{type(self).__name__}({self._text()})"

    def __str__(self):
        return self._text()

    def _text(self):
        return str(self._v)

    def __format__(self, spec):
        return format(self._v, spec) if spec else str(self)

    def __hash__(self):
        return hash(self._v)

    def __bool__(self):
        return bool(self._v)

    def __int__(self):
        return int(self._v)

    def __float__(self):
        return float(self._v)

    def __complex__(self):
        return complex(self._v)

    def __reduce__(self):
        return type(self), (self._v,)

    def __array__(self, dtype=None, copy=None):
        return asarray(self, dtype)

    def __getitem__(self, key):
        if key == () or key is ...:
            return self
        raise IndexError("invalid index to scalar variable.")

    def __round__(self, digits=None):
        return builtins.round(self._v) if digits is None else _number(builtins.round(self._v, digits), self.dtype)

    def __getattr__(self, name):
        if name.startswith("_") or not hasattr(ndarray, name):
            raise AttributeError(f"'numpy.{type(self).__name__}' object has no attribute '{name}'")
        return getattr(asarray(self), name)

    def __neg__(self):
        return _unary(self, "neg")

    def __pos__(self):
        return self

    def __abs__(self):
        return _unary(self, "abs")

    def __invert__(self):
        return _unary(self, "bitwise_not")

    def __add__(self, other):
        return _binary("add", self, other)

    def __radd__(self, other):
        return _binary("add", other, self)

    def __sub__(self, other):
        return _binary("sub", self, other)

    def __rsub__(self, other):
        return _binary("sub", other, self)

    def __mul__(self, other):
        if isinstance(other, (list, tuple, str)):
            return other * int(self) if isinstance(self, integer) else NotImplemented
        return _binary("mul", self, other)

    def __rmul__(self, other):
        if isinstance(other, (list, tuple, str)) and isinstance(self, integer):
            return other * int(self)
        return _binary("mul", other, self)

    def __truediv__(self, other):
        return _binary("true_divide", self, other)

    def __rtruediv__(self, other):
        return _binary("true_divide", other, self)

    def __floordiv__(self, other):
        return _binary("floor_divide", self, other)

    def __rfloordiv__(self, other):
        return _binary("floor_divide", other, self)

    def __mod__(self, other):
        return _binary("remainder", self, other)

    def __rmod__(self, other):
        return _binary("remainder", other, self)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other, modulo=None):
        return _binary("pow", self, other)

    def __rpow__(self, other):
        return _binary("pow", other, self)

    def __and__(self, other):
        return _binary("bitwise_and", self, other)

    __rand__ = __and__

    def __or__(self, other):
        return _binary("bitwise_or", self, other)

    __ror__ = __or__

    def __xor__(self, other):
        return _binary("bitwise_xor", self, other)

    __rxor__ = __xor__

    def __lshift__(self, other):
        return _binary("bitwise_left_shift", self, other)

    def __rshift__(self, other):
        return _binary("bitwise_right_shift", self, other)

    def __eq__(self, other):
        return _compared("eq", self, other)

    def __ne__(self, other):
        return _compared("ne", self, other)

    def __lt__(self, other):
        return _compared("lt", self, other)

    def __le__(self, other):
        return _compared("le", self, other)

    def __gt__(self, other):
        return _compared("gt", self, other)

    def __ge__(self, other):
        return _compared("ge", self, other)


class number(generic):
    pass


class integer(number):
    def __index__(self):
        return self._v


class signedinteger(integer):
    pass


class unsignedinteger(integer):
    pass


class inexact(number):
    pass


class floating(inexact):
    def _text(self):
        return _numpy.scalar_text(self._v, self.itemsize * 8)

    def is_integer(self):
        return self._v == int(self._v)


class complexfloating(inexact):
    def _text(self):
        parts = self.itemsize * 4
        real, imag = (_numpy.scalar_text(each, parts).removesuffix(".0") for each in (self._v.real, self._v.imag))
        sign = "" if imag.startswith("-") else "+"
        return f"{imag}j" if self._v.real == 0 and not str(self._v.real).startswith("-") else f"({real}{sign}{imag}j)"


    def __repr__(self):
        return f"np.{type(self).__name__}({self._text().strip('()')})"


class int8(signedinteger):
    pass


class int16(signedinteger):
    pass


class int32(signedinteger):
    pass


class int64(signedinteger):
    pass


class uint8(unsignedinteger):
    pass


class float16(floating):
    pass


class float32(floating):
    pass


class float64(floating, float):
    def __new__(cls, value=0.0):
        if isinstance(value, (int, float, str)):
            return float.__new__(cls, value)
        return generic.__new__(cls, value)

    @property
    def _v(self):
        return float.__add__(self, 0.0)

    def __add__(self, other):
        kind = type(other)
        if kind is float or kind is int or kind is float64:
            return float64(float.__add__(self, other))
        return _binary("add", self, other)

    def __sub__(self, other):
        kind = type(other)
        if kind is float or kind is int or kind is float64:
            return float64(float.__sub__(self, other))
        return _binary("sub", self, other)

    def __mul__(self, other):
        kind = type(other)
        if kind is float or kind is int or kind is float64:
            return float64(float.__mul__(self, other))
        return generic.__mul__(self, other)

    def is_integer(self):
        return float.is_integer(self)


class complex64(complexfloating):
    pass


class complex128(complexfloating):
    pass


class bool_(generic):
    def _text(self):
        return "True" if self._v else "False"

    def __repr__(self):
        return f"np.{self._text()}_"

    def __index__(self):
        raise TypeError("'numpy.bool' object cannot be interpreted as an integer")


bool_.__name__ = bool_.__qualname__ = "bool"


class flexible(generic):
    pass


class object_(generic):
    pass


class void(flexible):
    pass


class uint16(unsignedinteger):
    pass


class uint32(unsignedinteger):
    pass


class uint64(unsignedinteger):
    pass


byte, short, intc, int_, longlong, intp = int8, int16, int32, int64, int64, int64
ubyte, half, single, double, csingle, cdouble = uint8, float16, float32, float64, complex64, complex128


class _Concrete:
    types = None


def _scalar_types():
    if _Concrete.types is None:
        _Concrete.types = {
            "bool": bool_, "int8": int8, "uint8": uint8, "int16": int16, "int32": int32, "int64": int64, "float16": float16,
            "float32": float32, "float64": float64, "complex64": complex64, "complex128": complex128,
        }  # fmt: skip
    return _Concrete.types


def _concrete():
    return _scalar_types().values()


def _number(value, dtype):
    """A scalar of the dtype from a Python number that fits it."""
    cls = _scalar_types()[dtype.name]
    if cls is float64:
        return float.__new__(float64, value)
    made = object.__new__(cls)
    made._v = value
    return made


def _scalar(tensor):
    """The only element of a tensor of no dims."""
    return _number(tensor.item(), _of_torch(tensor.dtype))


def _as_tensor_of(value, dtype):
    """A Python int as a tensor of a type of integers: what does not fit is refused in NumPy's words."""
    if dtype.kind in "iu":
        low, high = _bounds(dtype)
        if not low <= int(value) <= high:
            raise OverflowError(
                "Python int too large to convert to C long" if dtype.name == "int64" else f"Python integer {value} out of bounds for {dtype.name}"
            )
    return torch.tensor(value, dtype=dtype._torch)


def _bounds(dtype):
    bits = dtype.itemsize * 8
    return (0, 2**bits - 1) if dtype.kind == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
