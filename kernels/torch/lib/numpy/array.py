# numpy.ndarray: an array is a tensor without a graph; views share its memory as NumPy's do.
class ndarray:
    """An array of numbers of one type."""

    def __class_getitem__(cls, parameters):
        import types

        return types.GenericAlias(cls, parameters)

    def __new__(cls, shape=(), dtype=float, buffer=None, offset=0, strides=None, order=None):
        if buffer is not None:
            raise NotImplementedError("ishape: numpy.ndarray with a buffer is not available here")
        made = object.__new__(cls)
        made._t = torch.empty(_shape(shape), dtype=_dtype_of(dtype)._torch)
        return made

    __array_priority__ = 0.0

    def __hash__(self):
        raise TypeError("unhashable type: 'numpy.ndarray'")

    @property
    def __array_interface__(self):
        return {"shape": self.shape, "typestr": self.dtype.str, "data": (self._t.data_ptr(), False), "version": 3}

    def __array__(self, dtype=None, copy=None):
        return asarray(self, dtype)

    def _tensor(self):
        return self._t

    # --- what it is ---

    @property
    def dtype(self):
        return _of_torch(self._t.dtype)

    @property
    def shape(self):
        return tuple(self._t.shape)

    @shape.setter
    def shape(self, value):
        self._t = self.reshape(value)._t

    @property
    def ndim(self):
        return self._t.ndim

    @property
    def size(self):
        return self._t.numel()

    @property
    def itemsize(self):
        return self.dtype.itemsize

    @property
    def nbytes(self):
        return self.size * self.itemsize

    @property
    def strides(self):
        return tuple(each * self.itemsize for each in self._t.stride())

    @property
    def T(self):
        return _of(self._t.permute(tuple(range(self.ndim))[::-1]))

    @property
    def mT(self):
        return self.swapaxes(-1, -2)

    @property
    def real(self):
        return _of(self._t.real)

    @real.setter
    def real(self, value):
        _of(self._t.real)[...] = value

    @property
    def imag(self):
        return _of(self._t.imag if self._t.is_complex() else torch.zeros_like(self._t))

    @imag.setter
    def imag(self, value):
        if not self._t.is_complex():
            raise TypeError("array does not have imaginary part to set")
        _of(self._t.imag)[...] = value

    @property
    def flat(self):
        return flatiter(self)

    @flat.setter
    def flat(self, value):
        flatiter(self)[:] = value

    @property
    def base(self):
        return None

    @property
    def flags(self):
        return _Flags(self)

    def __len__(self):
        if self.ndim == 0:
            raise TypeError("len() of unsized object")
        return self._t.shape[0]

    def __iter__(self):
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d array")
        return (_out(each) for each in self._t)

    def __contains__(self, value):
        return bool((self == value).any())

    def __bool__(self):
        if self.size > 1:
            raise ValueError("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
        if self.size == 0:
            raise ValueError("The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.")
        return bool(self._t.item())

    def _only(self):
        if self.ndim > 0:
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        return self._t.item()

    def __int__(self):
        return int(self._only())

    def __float__(self):
        return float(self._only())

    def __complex__(self):
        return complex(self._only())

    def __index__(self):
        if self.ndim > 0 or self.dtype.kind not in "iu":
            raise TypeError("only integer scalar arrays can be converted to a scalar index")
        return self._t.item()

    def __format__(self, spec):
        if self.ndim == 0:
            return format(self._t.item(), spec)
        if spec:
            raise TypeError("unsupported format string passed to numpy.ndarray.__format__")
        return str(self)

    def __repr__(self):
        return array_repr(self)

    def __str__(self):
        return array_str(self)

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo=None):
        return self.copy()

    def __reduce__(self):
        return _rebuilt, (self.tolist(), self.dtype.name, self.shape)

    # --- parts ---

    def __getitem__(self, key):
        key = _Key(key, self._t)
        taken = key.taken(self._t)
        return _scalar(taken) if key.only_ints and taken.ndim == 0 else _of(taken)

    def __setitem__(self, key, value):
        key = _Key(key, self._t)
        if not isinstance(value, (int, float, complex)) or isinstance(value, generic):
            value = asarray(value)._t
            if value.is_complex() and not self._t.is_complex():
                value = value.real
            value = value.to(self._t.dtype)
        elif self.dtype.kind in "iu":
            value = _as_tensor_of(value, self.dtype) if isinstance(value, int) else torch.tensor(value).to(self._t.dtype)
        if isinstance(value, torch.Tensor) and value.ndim > 0:
            target = key.taken(self._t).shape
            while value.ndim > len(target) and value.shape[0] == 1:
                value = value[0]
            try:
                value = value.expand(target)
            except RuntimeError:
                raise ValueError(f"could not broadcast input array from shape {_sizes(value.shape)} into shape {_sizes(target)}") from None
        if key.reversed:
            places = torch.arange(self.size).reshape(self.shape)
            places = key.taken(places)
            coordinates = []
            for size in reversed(self.shape):
                coordinates.insert(0, places % size)
                places = places // size
            self._t[tuple(coordinates)] = value
        else:
            self._t[key.items] = value

    def item(self, *args):
        if len(args) == 0:
            if self.size != 1:
                raise ValueError("can only convert an array of size 1 to a Python scalar")
            return self._t.item()
        if len(args) == 1 and isinstance(args[0], int):
            return self._t.reshape(-1)[args[0]].item()
        return self._t[args if len(args) > 1 else args[0]].item()

    def tolist(self):
        return self._t.tolist()

    def copy(self, order="C"):
        if order == "F":
            return _laid(_of(self._t.contiguous().clone() if self.ndim < 2 else self._t), "F") if self.ndim > 1 else _of(self._t.clone())
        return _of(self._t.clone() if order in ("K", "A") else self._t.clone(memory_format=torch.contiguous_format))

    def astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True):
        dtype = _dtype_of(dtype)
        if isinstance(dtype, _ObjectDtype):
            return _objects_of(self.tolist(), dtype.kind)
        source = self._t
        if dtype.kind in "iu" and source.is_floating_point() and dtype.itemsize < 8:
            source = source.to(torch.int64)
        converted = source.to(dtype._torch)
        return _of(converted.clone() if copy and converted is self._t else converted)

    def view(self, dtype=None, type=None):
        return self if dtype is None else _of(self._t.view(_dtype_of(dtype)._torch))

    def fill(self, value):
        self[...] = value

    def tobytes(self, order="C"):
        from torch import _bytes

        return _bytes.storage_bytes(self._t.contiguous().clone())

    # --- shapes ---

    def reshape(self, *shape, order="C", copy=None):
        sizes = _shape(shape[0] if len(shape) == 1 else shape)
        known = 1
        for size in sizes:
            known *= size if size != -1 else 1
        if sizes.count(-1) > 1:
            raise ValueError("can only specify one unknown dimension")
        if (known != self.size) if -1 not in sizes else (known == 0 or self.size % known != 0):
            raise ValueError(f"cannot reshape array of size {self.size} into shape {_sizes(sizes)}")
        if order == "F":
            turned = self._t.permute(tuple(range(self.ndim))[::-1]).reshape(sizes[::-1])
            return _of(turned.permute(tuple(range(len(sizes)))[::-1]))
        return _of(self._t.reshape(sizes))

    def resize(self, *shape, refcheck=True):
        sizes = _shape(shape[0] if len(shape) == 1 else shape)
        flat = torch.zeros(sizes, dtype=self._t.dtype).reshape(-1)
        count = builtins.min(flat.numel(), self.size)
        # In the order of memory, whatever the axes.
        flat[:count] = self.ravel("K")._t[:count]
        self._t = flat.reshape(sizes)

    def ravel(self, order="C"):
        if order == "F":
            return self.T.reshape(-1)
        if order == "K" and not self._t.is_contiguous():
            # As it lies in memory: the axes with the largest steps first.
            return self.transpose(sorted(range(self.ndim), key=lambda each: -self._t.stride()[each])).reshape(-1)
        return self.reshape(-1)

    def flatten(self, order="C"):
        return self.ravel(order).copy()

    def transpose(self, *axes):
        if len(axes) == 1 and (axes[0] is None or isinstance(axes[0], (tuple, list))):
            axes = axes[0]
        if not axes:
            return self.T
        if len(axes) != self.ndim:
            raise ValueError("axes don't match array")
        axes = [_axis(each, self.ndim) for each in axes]
        if len(set(axes)) < len(axes):
            raise ValueError("repeated axis in transpose")
        return _of(self._t.permute(axes))

    def swapaxes(self, axis1, axis2):
        return _of(self._t.transpose(_axis(axis1, self.ndim), _axis(axis2, self.ndim)))

    def squeeze(self, axis=None):
        if axis is None:
            return _of(self._t.squeeze())
        axes = axis if isinstance(axis, tuple) else (axis,)
        kept = self._t
        for each in sorted((_axis(each, self.ndim) for each in axes), reverse=True):
            if self._t.shape[each] != 1:
                raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
            kept = kept.squeeze(each)
        return _of(kept)

    def repeat(self, repeats, axis=None):
        source = self._t.reshape(-1) if axis is None else self._t
        dim = 0 if axis is None else _axis(axis, self.ndim)
        counts = torch.as_tensor(_plain(repeats))
        counts = counts.expand(source.shape[dim]) if counts.ndim == 0 or counts.numel() == 1 else counts
        places = [place for place, count in enumerate(counts.tolist()) for _ in range(count)]
        return _of(source.index_select(dim, torch.tensor(places, dtype=torch.int64)))

    def diagonal(self, offset=0, axis1=0, axis2=1):
        return _of(torch.diagonal(self._t, offset, axis1, axis2))

    def trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
        return self.diagonal(offset, axis1, axis2).sum(-1, dtype, out)

    def nonzero(self):
        return tuple(_of(each.contiguous()) for each in torch.nonzero(self._t).unbind(1))

    def take(self, indices, axis=None, out=None, mode="raise"):
        source = self.ravel() if axis is None else self
        dim = 0 if axis is None else _axis(axis, self.ndim)
        places = indices if mode == "raise" else _place_by(indices, source.shape[dim], mode)
        return _into(out, source[(slice(None),) * dim + (places,)])

    # --- reductions ---

    def sum(self, *args, **kwargs):
        return sum(self, *args, **kwargs)

    def prod(self, *args, **kwargs):
        return prod(self, *args, **kwargs)

    def mean(self, *args, **kwargs):
        return mean(self, *args, **kwargs)

    def var(self, *args, **kwargs):
        return var(self, *args, **kwargs)

    def std(self, *args, **kwargs):
        return std(self, *args, **kwargs)

    def max(self, *args, **kwargs):
        return max(self, *args, **kwargs)

    def min(self, *args, **kwargs):
        return min(self, *args, **kwargs)

    def ptp(self, *args, **kwargs):
        return ptp(self, *args, **kwargs)

    def argmax(self, *args, **kwargs):
        return argmax(self, *args, **kwargs)

    def argmin(self, *args, **kwargs):
        return argmin(self, *args, **kwargs)

    def all(self, *args, **kwargs):
        return all(self, *args, **kwargs)

    def any(self, *args, **kwargs):
        return any(self, *args, **kwargs)

    def cumsum(self, *args, **kwargs):
        return cumsum(self, *args, **kwargs)

    def cumprod(self, *args, **kwargs):
        return cumprod(self, *args, **kwargs)

    # --- order and rounding ---

    def sort(self, axis=-1, kind=None, order=None, *, stable=None):
        _no_order(order)
        self._t[...] = torch.sort(self._t, dim=axis, stable=True).values

    def partition(self, kth, axis=-1, kind="introselect", order=None):
        self.sort(axis)

    def argpartition(self, kth, axis=-1, kind="introselect", order=None):
        return argpartition(self, kth, axis)

    def argsort(self, axis=-1, kind=None, order=None, *, stable=None):
        _no_order(order)
        source = self._t.reshape(-1) if axis is None else self._t
        return _of(torch.argsort(source, dim=-1 if axis is None else axis, stable=True))

    def searchsorted(self, v, side="left", sorter=None):
        return searchsorted(self, v, side, sorter)

    def round(self, decimals=0, out=None):
        if self.dtype.kind in "biu":
            made = self.copy() if decimals >= 0 else (rint(self / 10**-decimals) * 10**-decimals).astype(self.dtype)
        elif self.dtype.kind == "c":
            made = self.real.round(decimals) + 1j * self.imag.round(decimals)
        else:
            made = _out(torch.round(self._t) if decimals == 0 else torch.round(self._t, decimals=decimals))
        return _into(out, made)

    def clip(self, min=None, max=None, out=None, **kwargs):
        return clip(self, min, max, out, **kwargs)

    def put(self, indices, values, mode="raise"):
        put(self, indices, values, mode)

    def compress(self, condition, axis=None, out=None):
        return compress(condition, self, axis, out)

    def choose(self, choices, out=None, mode="raise"):
        return choose(self, choices, out, mode)

    def conj(self):
        return _of(torch.conj(self._t).clone()) if self._t.is_complex() else self

    conjugate = conj

    def dot(self, b, out=None):
        return dot(self, b)

    # --- operators ---

    def __neg__(self):
        return _unary(self, "neg")

    def __pos__(self):
        return self.copy()

    def __abs__(self):
        return _unary(self, "abs")

    def __invert__(self):
        return _unary(self, "bitwise_not")

    __add__ = generic.__add__
    __radd__ = generic.__radd__
    __sub__ = generic.__sub__
    __rsub__ = generic.__rsub__

    def __mul__(self, other):
        return _binary("mul", self, other)

    def __rmul__(self, other):
        return _binary("mul", other, self)

    __truediv__ = generic.__truediv__
    __rtruediv__ = generic.__rtruediv__
    __floordiv__ = generic.__floordiv__
    __rfloordiv__ = generic.__rfloordiv__
    __mod__ = generic.__mod__
    __rmod__ = generic.__rmod__
    __divmod__ = generic.__divmod__
    __pow__ = generic.__pow__
    __rpow__ = generic.__rpow__
    __and__ = generic.__and__
    __rand__ = generic.__rand__
    __or__ = generic.__or__
    __ror__ = generic.__ror__
    __xor__ = generic.__xor__
    __rxor__ = generic.__rxor__
    __lshift__ = generic.__lshift__
    __rshift__ = generic.__rshift__
    __eq__ = generic.__eq__
    __ne__ = generic.__ne__
    __lt__ = generic.__lt__
    __le__ = generic.__le__
    __gt__ = generic.__gt__
    __ge__ = generic.__ge__

    def __matmul__(self, other):
        if isinstance(other, torch.Tensor):
            raise TypeError("unsupported operand type(s) for @: 'numpy.ndarray' and 'Tensor'")
        return matmul(self, other)

    def __rmatmul__(self, other):
        return matmul(other, self)

    def _in_place(self, name, other):
        made = _binary(name, self, other)
        if made is NotImplemented:
            return made
        tensor = _tensor_of(made)
        kinds = "buifc"
        if kinds.index(_of_torch(tensor.dtype).kind) > kinds.index(self.dtype.kind):
            ufunc = {"sub": "subtract", "mul": "multiply", "true_divide": "divide", "pow": "power"}.get(name, name)
            raise _CastError(
                f"Cannot cast ufunc '{ufunc}' output from dtype('{_of_torch(tensor.dtype).name}') to dtype('{self.dtype.name}') with casting rule 'same_kind'"
            )
        if tensor.shape != self._t.shape:
            raise ValueError(f"non-broadcastable output operand with shape {_sizes(self.shape)} doesn't match the broadcast shape {_sizes(tensor.shape)}")
        self._t[...] = tensor.to(self._t.dtype)
        return self

    def __iadd__(self, other):
        return self._in_place("add", other)

    def __isub__(self, other):
        return self._in_place("sub", other)

    def __imul__(self, other):
        return self._in_place("mul", other)

    def __itruediv__(self, other):
        return self._in_place("true_divide", other)

    def __ifloordiv__(self, other):
        return self._in_place("floor_divide", other)

    def __imod__(self, other):
        return self._in_place("remainder", other)

    def __ipow__(self, other):
        return self._in_place("pow", other)

    def __iand__(self, other):
        return self._in_place("bitwise_and", other)

    def __ior__(self, other):
        return self._in_place("bitwise_or", other)

    def __ixor__(self, other):
        return self._in_place("bitwise_xor", other)

    def __getattr__(self, name):
        raise AttributeError(f"'numpy.ndarray' object has no attribute '{name}'")


class flatiter:
    """The elements of an array in their order, by one index each; what is written to them is written to the array."""

    def __init__(self, base):
        self.base, self.index = base, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.base.size:
            raise StopIteration
        self.index += 1
        return self.base.ravel()[self.index - 1]

    def __len__(self):
        return self.base.size

    def __getitem__(self, key):
        made = self.base.ravel()[key]
        return made.copy() if isinstance(made, ndarray) else made

    def __setitem__(self, key, value):
        places = atleast_1d(arange(self.base.size)[key])
        if places.size:
            _write_flat(self.base, places, resize(asarray(value), places.shape))

    @property
    def coords(self):
        return tuple(int(each) for each in unravel_index(self.index, self.base.shape))

    def copy(self):
        return self.base.flatten()

    def __array__(self, dtype=None, copy=None):
        return asarray(self.copy(), dtype)


class _CastError(TypeError):
    pass


_CastError.__name__ = _CastError.__qualname__ = "UFuncTypeError"
_CastError.__module__ = "numpy._core._exceptions"


class _Flags:
    def __init__(self, array):
        self.c_contiguous = array._t.is_contiguous()
        self.f_contiguous = array.T._t.is_contiguous()
        self.contiguous = self.c_contiguous
        self.fortran = self.fnc = self.f_contiguous and not self.c_contiguous
        self.owndata = array._t.storage_offset() == 0 and array._t.untyped_storage().nbytes() == array.nbytes
        self.writeable = self.aligned = True
        self.writebackifcopy = False

    def __getitem__(self, name):
        return getattr(self, name.lower())

    def __repr__(self):
        names = ("c_contiguous", "f_contiguous", "owndata", "writeable", "aligned", "writebackifcopy")
        return "".join(f"  {name.upper()} : {getattr(self, name)}\n" for name in names)


def _no_order(order):
    if order is not None:
        raise ValueError("Cannot specify order when the array has no fields.")


def _rebuilt(values, dtype, shape):
    return asarray(values, dtype).reshape(shape)


def _into(out, value):
    """`out=` gets the result and is the result."""
    if out is None:
        return value
    out[...] = value
    return out


def _axis(axis, ndim):
    axis = int(axis)
    if not -ndim <= axis < ndim:
        raise AxisError(axis, ndim)
    return axis % ndim


def _axes(axis, ndim):
    if axis is None:
        return tuple(range(ndim))
    return tuple(_axis(each, ndim) for each in (axis if isinstance(axis, tuple) else (axis,)))


def _shape(shape):
    """Sizes as a tuple of ints; one number is one dim."""
    if isinstance(shape, (int, integer)):
        return (int(shape),)
    return tuple(int(each) for each in shape)


_numpy.register(ndarray, generic, _from_tensor)
