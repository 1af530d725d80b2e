# numpy.ndarray: an array is a tensor without a graph; views share its memory as NumPy's do.


class AxisError(ValueError, IndexError):
    def __init__(self, axis, ndim=None, msg_prefix=None):
        self.axis, self.ndim = axis, ndim
        super().__init__(axis if ndim is None else f"axis {axis} is out of bounds for array of dimension {ndim}")


AxisError.__module__ = "numpy.exceptions"


def _of(tensor):
    """The array over a tensor's memory."""
    made = object.__new__(ndarray)
    made._t = tensor
    return made


def _from_tensor(tensor):
    _of_torch(tensor.dtype)
    return _of(tensor.detach())


def _out(tensor):
    """What an operation gives: a scalar where no dims are left."""
    return _scalar(tensor) if tensor.ndim == 0 else _of(tensor)


# --- from Python's values ---


def _kind_of(value):
    """The dtype for a Python value in a list, as a rank among Python's kinds; None for what is no number."""
    kind = type(value)
    if kind is bool:
        return 0
    if kind is int:
        return 1
    if kind is float:
        return 2
    if kind is complex:
        return 3
    return None


def _scan(value, found, arrays):
    """The sizes of nested lists, with the kinds of numbers in them. ValueError in NumPy's words where lists are uneven."""
    if isinstance(value, (list, tuple)):
        sizes = None
        for each in value:
            inner = _scan(each, found, arrays)
            if sizes is None:
                sizes = inner
            elif sizes != inner:
                common = 0
                while common < builtins.min(len(sizes), len(inner)) and sizes[common] == inner[common]:
                    common += 1
                raise _Uneven((len(value),) + sizes[:common])
        return (len(value),) + (sizes or ())
    rank = _kind_of(value)
    if rank is not None:
        found.add(rank)
        return ()
    if isinstance(value, (ndarray, generic, torch.Tensor)):
        arrays.append(value)
        return tuple(value.shape)
    if isinstance(value, range):
        found.add(1)
        return (len(value),)
    if isinstance(value, (int, float)):
        found.add(1 if isinstance(value, int) else 2)
        return ()
    if hasattr(value, "__array__"):
        arrays.append(value.__array__())
        return tuple(arrays[-1].shape)
    if value is None or isinstance(value, (str, bytes)) or not hasattr(value, "__len__"):
        raise NotImplementedError(f"ishape: numpy arrays of {type(value).__name__} are not available here")
    return _scan(list(value), found, arrays)


class _Uneven(Exception):
    def __init__(self, sizes):
        self.sizes = sizes


def _plain(value):
    """Nested lists of Python numbers, with arrays and scalars opened."""
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (ndarray, torch.Tensor)):
        return value.tolist()
    if isinstance(value, generic):
        return value._v
    if isinstance(value, range):
        return list(value)
    return value


def asarray(a, dtype=None, order=None, *, copy=None, device=None, like=None):
    if isinstance(a, ndarray):
        return a if dtype is None or _dtype_of(dtype) is a.dtype else a.astype(dtype)
    if isinstance(a, torch.Tensor):
        made = a.numpy()
        return made if dtype is None else asarray(made, dtype)
    if isinstance(a, generic):
        return _of(a._tensor() if dtype is None else a._tensor().to(_dtype_of(dtype)._torch))
    wanted = None if dtype is None else _dtype_of(dtype)
    if hasattr(a, "__array__"):
        made = a.__array__()
        return made if wanted is None else asarray(made, wanted)
    if isinstance(a, (str, bytes)) or a is None or isinstance(a, dict):
        raise NotImplementedError(f"ishape: numpy arrays of {type(a).__name__} are not available here")
    if not isinstance(a, (bool, int, float, complex, list, tuple)):
        a = list(a)
    found, arrays = set(), []
    try:
        sizes = _scan(a, found, arrays)
    except _Uneven as uneven:
        at = len(uneven.sizes)
        raise ValueError(
            f"setting an array element with a sequence. The requested array has an inhomogeneous shape after {at} dimensions. "
            f"The detected shape was {uneven.sizes} + inhomogeneous part."
        ) from None
    if wanted is None:
        types = [each.dtype if not isinstance(each, torch.Tensor) else _of_torch(each.dtype) for each in arrays]
        types += [_known_dtypes().by_name[("bool", "int64", "float64", "complex128")[builtins.max(found)]]] if found else []
        wanted = _common(types) if types else _dtype_of(None)
    if arrays and sizes and builtins.all(tuple(each.shape) == sizes[1:] for each in arrays) and len(arrays) == len(a):
        return _of(torch.stack([asarray(each, wanted)._t for each in a]))
    values = _plain(a)
    if wanted.kind in "iu" and (2 in found or 3 in found or builtins.any(each.dtype.kind == "f" for each in arrays if not isinstance(each, torch.Tensor))):
        return _of(torch.tensor(values, dtype=torch.float64).to(wanted._torch).reshape(sizes))
    try:
        return _of(torch.tensor(values, dtype=wanted._torch).reshape(sizes))
    except (RuntimeError, ValueError):
        if wanted.kind in "iu" and found <= {0, 1}:
            for each in _flat_list(values):
                _as_tensor_of(each, wanted)
        raise


def _flat_list(values):
    if isinstance(values, list):
        for each in values:
            yield from _flat_list(each)
    else:
        yield values


def array(object, dtype=None, *, copy=True, order="K", subok=False, ndmin=0, like=None):
    made = asarray(object, dtype)
    if copy and (made is object or isinstance(object, torch.Tensor)):
        made = made.copy()
    if made.ndim < ndmin:
        made = made.reshape((1,) * (ndmin - made.ndim) + made.shape)
    return made


# --- types of results ---

_INT_FLOATS = {("i", 1): 16, ("u", 1): 16, ("i", 2): 32, ("b", 1): 0}


def _promoted(a, b):
    """NumPy's table: the smallest type that holds both."""
    if a is b:
        return a
    names = _known_dtypes().by_name
    if a.kind == "b":
        return b
    if b.kind == "b":
        return a
    if a.kind in "iu" and b.kind in "iu":
        if a.kind == b.kind:
            return a if a.itemsize >= b.itemsize else b
        signed, unsigned = (a, b) if a.kind == "i" else (b, a)
        return signed if signed.itemsize > unsigned.itemsize else names[f"int{unsigned.itemsize * 16}"]
    if "c" in (a.kind, b.kind):
        bits = builtins.max(_float_bits(a), _float_bits(b))
        return names["complex128" if bits > 32 else "complex64"]
    bits = builtins.max(_float_bits(a), _float_bits(b))
    return names[f"float{bits}"]


def _float_bits(a):
    """Bits of the float type that an operand needs."""
    if a.kind == "f":
        return a.itemsize * 8
    if a.kind == "c":
        return a.itemsize * 4
    return _INT_FLOATS.get((a.kind, a.itemsize), 64)


def _common(types):
    result = types[0]
    for each in types[1:]:
        result = _promoted(result, each)
    return result


def result_type(*arrays_and_dtypes):
    strong = [_dtype_of(each.dtype if isinstance(each, (ndarray, generic)) else each) for each in arrays_and_dtypes if _kind_of(each) is None]
    weak = [each for each in arrays_and_dtypes if _kind_of(each) is not None]
    if not strong:
        return asarray(weak).dtype
    result = _common(strong)
    for each in weak:
        result = _with_number(result, each)
    return result


promote_types = result_type


def _with_number(dtype, value):
    """The type of an array beside a Python number, which is weak: only its kind counts."""
    rank = _kind_of(value)
    names = _known_dtypes().by_name
    if rank == 1 and dtype.kind == "b":
        return names["int64"]
    if rank == 2 and dtype.kind in "biu":
        return names["float64"]
    if rank == 3 and dtype.kind != "c":
        return names["complex64" if dtype.kind == "f" and dtype.itemsize <= 4 else "complex128"]
    return dtype


def _operands(a, b):
    """Both as tensors of their common type, and that type; None if one is nothing to calculate with."""
    rank_a, rank_b = _kind_of(a), _kind_of(b)
    if rank_a is not None and rank_b is None:
        y = _tensor_of(b)
        if y is None:
            return None
        dtype = _with_number(_of_torch(y.dtype), a)
        return _weak(a, dtype), y.to(dtype._torch), dtype
    x = _tensor_of(a)
    if x is None:
        return None
    if rank_b is not None:
        dtype = _with_number(_of_torch(x.dtype), b)
        return x.to(dtype._torch), _weak(b, dtype), dtype
    y = _tensor_of(b)
    if y is None:
        return None
    dtype = _of_torch(x.dtype) if x.dtype == y.dtype else _promoted(_of_torch(x.dtype), _of_torch(y.dtype))
    return x.to(dtype._torch), y.to(dtype._torch), dtype


def _weak(value, dtype):
    if type(value) is int and dtype.kind in "iu":
        return _as_tensor_of(value, dtype)
    return torch.tensor(value, dtype=dtype._torch)


def _tensor_of(value):
    if isinstance(value, ndarray):
        return value._t
    if isinstance(value, generic):
        return value._tensor()
    if isinstance(value, (list, tuple, torch.Tensor)) or _kind_of(value) is not None:
        return asarray(value)._t
    return None


def _sizes(shape):
    return "(" + ",".join(str(each) for each in shape) + ("," if len(shape) == 1 else "") + ")"


def _floats(tensor):
    """Whole numbers become float64 where an operation gives fractions."""
    return tensor if tensor.is_floating_point() or tensor.is_complex() else tensor.to(torch.float64)


_SYMBOLS = {
    "add": "+", "sub": "-", "mul": "*", "true_divide": "/", "floor_divide": "//", "remainder": "%", "pow": "** or pow()",
    "bitwise_and": "&", "bitwise_or": "|", "bitwise_xor": "^",
}  # fmt: skip


def _binary(name, a, b):
    if isinstance(a, torch.Tensor) and isinstance(b, (ndarray, generic)):
        # A tensor on the left stays one.
        return getattr(torch, name)(a, b._t if isinstance(b, ndarray) else b._v)
    if isinstance(b, torch.Tensor) and isinstance(a, ndarray):
        if name == "add":
            raise TypeError(
                "Concatenation operation is not implemented for NumPy arrays, use np.concatenate() instead. Please do not rely on "
                "this error; it may not be given on all Python implementations."
            )
        raise TypeError(f"unsupported operand type(s) for {_SYMBOLS.get(name, name)}: 'numpy.ndarray' and 'Tensor'")
    if isinstance(b, torch.Tensor) and isinstance(a, generic):
        return getattr(torch, name)(torch.tensor(a._v, dtype=b.dtype), b) if name != "mul" else b * a._v
    both = _operands(a, b)
    if both is None:
        return NotImplemented
    x, y, dtype = both
    if name == "true_divide":
        x, y = _floats(x), _floats(y)
    elif name == "sub" and dtype.kind == "b":
        raise TypeError(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
        )
    elif name in ("add", "mul") and dtype.kind == "b":
        name = "logical_or" if name == "add" else "logical_and"
    elif name in ("floor_divide", "remainder", "pow") and dtype.kind == "b":
        x, y = x.to(torch.int8), y.to(torch.int8)
    if name == "pow" and dtype.kind in "iu" and bool((y < 0).any()):
        raise ValueError("Integers to negative integer powers are not allowed.")
    if name in ("floor_divide", "remainder") and dtype.kind in "iu":
        zero = y == 0
        if bool(zero.any()):
            return _out(torch.where(zero, torch.zeros_like(x), getattr(torch, name)(x, torch.where(zero, torch.ones_like(y), y))))
    if x.ndim and y.ndim and x.shape != y.shape:
        _check_broadcast(x.shape, y.shape)
    return _out(getattr(torch, name)(x, y))


def _check_broadcast(a, b):
    for m, n in zip(reversed(a), reversed(b)):
        if m != n and m != 1 and n != 1:
            raise ValueError(f"operands could not be broadcast together with shapes {_sizes(a)} {_sizes(b)} ")


def _compared(name, a, b):
    if isinstance(b, torch.Tensor):
        return getattr(torch, name)(torch.as_tensor(a), b)
    both = _operands(a, b) if b is not None and not isinstance(b, str) else None
    if both is None:
        if name not in ("eq", "ne"):
            return NotImplemented
        return _out(torch.full(tuple(a.shape), name == "ne"))
    x, y, _ = both
    if x.ndim and y.ndim and x.shape != y.shape:
        _check_broadcast(x.shape, y.shape)
    return _out(getattr(torch, name)(x, y))


def _unary(a, name):
    x = _tensor_of(a)
    if name == "neg" and x.dtype == torch.bool:
        raise TypeError(
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead."
        )
    if name == "bitwise_not" and x.is_floating_point():
        raise TypeError(
            "ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
        )
    if name == "abs" and x.dtype == torch.bool:
        return _out(x.clone())
    return _out(getattr(torch, name)(x))


# --- indexing ---

_BAD_INDEX = "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"


class _Key:
    """A key for the tensor beneath: dims taken backwards are listed apart, since tensors have no negative steps."""

    def __init__(self, key, tensor):
        items = list(key) if isinstance(key, tuple) else [key]
        self.only_ints = True
        self.reversed = []
        used = builtins.sum(self._dims(item) for item in items)
        if used > tensor.ndim:
            raise IndexError(f"too many indices for array: array is {tensor.ndim}-dimensional, but {used} were indexed")
        dim, made = 0, []
        for item in items:
            if item is ...:
                self.only_ints = False
                dim += tensor.ndim - used
            elif isinstance(item, slice):
                self.only_ints = False
                start, stop, step = (None if each is None else int(each) for each in (item.start, item.stop, item.step))
                item = slice(start, stop, step)
                if step is not None and step < 0:
                    self.reversed.append((dim, list(range(*item.indices(tensor.shape[dim])))))
                    item = slice(None)
                dim += 1
            elif item is None:
                self.only_ints = False
            elif isinstance(item, (bool, bool_)):
                self.only_ints = False
                item = bool(item)
            elif isinstance(item, (int, integer)):
                item = int(item)
                size = tensor.shape[dim]
                if not -size <= item < size:
                    raise IndexError(f"index {item} is out of bounds for axis {dim} with size {size}")
                dim += 1
            else:
                self.only_ints = False
                item = self._array(item)
                if item.dtype == torch.bool:
                    for place, size in enumerate(item.shape):
                        if size != tensor.shape[dim + place]:
                            raise IndexError(
                                f"boolean index did not match indexed array along axis {dim + place}; size of axis is {tensor.shape[dim + place]} but size of corresponding boolean axis is {size}"
                            )
                    dim += item.ndim
                else:
                    size = tensor.shape[dim]
                    bad = (item < -size) | (item >= size)
                    if bool(bad.any()):
                        raise IndexError(f"index {item[bad][0].item()} is out of bounds for axis {dim} with size {size}")
                    dim += 1
            made.append(item)
        self.items = tuple(made)

    def _dims(self, item):
        if item is None or item is ... or isinstance(item, (bool, bool_)):
            return 0
        if isinstance(item, (ndarray, torch.Tensor)) and item.dtype in (torch.bool, _known_dtypes().by_name["bool"]):
            return item.ndim
        return 1

    def _array(self, item):
        if isinstance(item, (float, str)) or not isinstance(item, (ndarray, generic, torch.Tensor, list, tuple, range)):
            raise IndexError(_BAD_INDEX)
        tensor = asarray(list(item) if isinstance(item, range) else item)._t
        if tensor.numel() == 0 and not isinstance(item, ndarray):
            tensor = tensor.to(torch.int64)
        if tensor.is_floating_point():
            raise IndexError("arrays used as indices must be of integer (or boolean) type")
        return tensor if tensor.dtype == torch.bool else tensor.to(torch.int64)

    def taken(self, tensor):
        for dim, places in self.reversed:
            tensor = tensor.index_select(dim, torch.tensor(places, dtype=torch.int64))
        return tensor[self.items]


# --- the class ---


class ndarray:
    """An array of numbers of one type."""

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

    @property
    def imag(self):
        return _of(self._t.imag if self._t.is_complex() else torch.zeros_like(self._t))

    @property
    def flat(self):
        return iter(self.ravel())

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
        return _of(self._t.clone())

    def astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True):
        dtype = _dtype_of(dtype)
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
        flat[:count] = self._t.reshape(-1)[:count]
        self._t = flat.reshape(sizes)

    def ravel(self, order="C"):
        return self.reshape(-1, order=order) if order == "C" else self.T.reshape(-1)

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
        return self.diagonal(offset, axis1, axis2).sum(-1, dtype)

    def nonzero(self):
        return tuple(_of(each.contiguous()) for each in torch.nonzero(self._t).unbind(1))

    def take(self, indices, axis=None, out=None, mode="raise"):
        source = self.ravel() if axis is None else self
        dim = 0 if axis is None else _axis(axis, self.ndim)
        return source[(slice(None),) * dim + (indices,)]

    # --- reductions ---

    def _reduced(self, name, axis, keepdims, tensor=None):
        """A torch reduction over no, one or several axes."""
        tensor = self._t if tensor is None else tensor
        if axis is None:
            axes = tuple(range(tensor.ndim))
        else:
            axes = tuple(_axis(each, tensor.ndim) for each in (axis if isinstance(axis, tuple) else (axis,)))
        for each in sorted(axes, reverse=True):
            tensor = getattr(torch, name)(tensor, dim=each, keepdim=bool(keepdims))
        return _out(tensor)

    def _typed(self, dtype):
        if dtype is not None:
            return self._t.to(_dtype_of(dtype)._torch)
        return self._t if self._t.is_floating_point() or self._t.is_complex() else self._t.to(torch.int64)

    def sum(self, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True):
        typed = self._typed(dtype)
        if axis is None and not keepdims:
            return _into(out, _out(typed.sum()))
        return _into(out, self._reduced("sum", axis, keepdims, typed))

    def prod(self, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True):
        return _into(out, self._reduced("prod", axis, keepdims, self._typed(dtype)))

    def mean(self, axis=None, dtype=None, out=None, keepdims=False, where=True):
        typed = _floats(self._t) if dtype is None else self._t.to(_dtype_of(dtype)._torch)
        if axis is None and not keepdims:
            return _into(out, _out(typed.mean()))
        axes = _axes(axis, self.ndim)
        return _into(out, _out(typed.mean(dim=axes, keepdim=bool(keepdims))))

    def _variance(self, axis, dtype, ddof, keepdims):
        """In two passes, as NumPy does it."""
        typed = _floats(self._t) if dtype is None else self._t.to(_dtype_of(dtype)._torch)
        axes = _axes(axis, self.ndim)
        count = 1
        for each in axes:
            count *= self._t.shape[each]
        away = typed - typed.sum(dim=axes, keepdim=True) / count
        return (away * away).sum(dim=axes, keepdim=bool(keepdims)) / builtins.max(count - ddof, 0)

    def var(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True, correction=None):
        return _into(out, _out(self._variance(axis, dtype, ddof if correction is None else correction, keepdims)))

    def std(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True, correction=None):
        return _into(out, _out(self._variance(axis, dtype, ddof if correction is None else correction, keepdims).sqrt()))

    def _extreme(self, name, what, axis, keepdims):
        if self.size == 0:
            raise ValueError(f"zero-size array to reduction operation {what} which has no identity")
        return self._reduced(name, axis, keepdims)

    def max(self, axis=None, out=None, keepdims=False, initial=None, where=True):
        return _into(out, self._extreme("amax", "maximum", axis, keepdims))

    def min(self, axis=None, out=None, keepdims=False, initial=None, where=True):
        return _into(out, self._extreme("amin", "minimum", axis, keepdims))

    def ptp(self, axis=None, out=None, keepdims=False):
        return self.max(axis, keepdims=keepdims) - self.min(axis, keepdims=keepdims)

    def _place(self, name, axis, keepdims):
        if self.size == 0:
            raise ValueError(f"attempt to get {name} of an empty sequence")
        source = self._t.to(torch.uint8) if self._t.dtype == torch.bool else self._t
        if axis is None:
            return _out(getattr(torch, name)(source.reshape(-1), dim=0))
        return _out(getattr(torch, name)(source, dim=_axis(axis, self.ndim), keepdim=bool(keepdims)))

    def argmax(self, axis=None, out=None, *, keepdims=False):
        return self._place("argmax", axis, keepdims)

    def argmin(self, axis=None, out=None, *, keepdims=False):
        return self._place("argmin", axis, keepdims)

    def all(self, axis=None, out=None, keepdims=False, where=True):
        return self._reduced("all", axis, keepdims, self._t != 0)

    def any(self, axis=None, out=None, keepdims=False, where=True):
        return self._reduced("any", axis, keepdims, self._t != 0)

    def cumsum(self, axis=None, dtype=None, out=None):
        typed = self._typed(dtype)
        return _of(torch.cumsum(typed.reshape(-1), 0) if axis is None else torch.cumsum(typed, _axis(axis, self.ndim)))

    def cumprod(self, axis=None, dtype=None, out=None):
        typed = self._typed(dtype)
        return _of(torch.cumprod(typed.reshape(-1), 0) if axis is None else torch.cumprod(typed, _axis(axis, self.ndim)))

    # --- order and rounding ---

    def sort(self, axis=-1, kind=None, order=None):
        self._t[...] = torch.sort(self._t, dim=axis, stable=True).values

    def argsort(self, axis=-1, kind=None, order=None):
        source = self._t.reshape(-1) if axis is None else self._t
        return _of(torch.argsort(source, dim=-1 if axis is None else axis, stable=True))

    def searchsorted(self, v, side="left", sorter=None):
        return searchsorted(self, v, side)

    def round(self, decimals=0, out=None):
        if self.dtype.kind in "biu":
            return self.copy()
        return _out(torch.round(self._t) if decimals == 0 else torch.round(self._t, decimals=decimals))

    def clip(self, min=None, max=None, out=None, **kwargs):
        return _into(out, clip(self, min, max))

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


class _CastError(TypeError):
    pass


_CastError.__name__ = _CastError.__qualname__ = "UFuncTypeError"
_CastError.__module__ = "numpy._core._exceptions"


class _Flags:
    def __init__(self, array):
        self.c_contiguous = array._t.is_contiguous()
        self.f_contiguous = array.T._t.is_contiguous()
        self.contiguous = self.c_contiguous
        self.writeable = True

    def __getitem__(self, name):
        return getattr(self, name.lower())


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
