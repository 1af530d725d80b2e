# Arrays of Python's values.
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
    if isinstance(value, _Objects):
        raise _NoNumber(value.dtype.kind)
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
    if isinstance(value, bytes):
        raise NotImplementedError("ishape: numpy arrays of bytes are not available here")
    if isinstance(value, str) or value is None or not hasattr(value, "__len__"):
        raise _NoNumber("U" if isinstance(value, str) else "O")
    return _scan(list(value), found, arrays)


class _NoNumber(Exception):
    """Among the elements is text (`U`) or an object (`O`)."""

    def __init__(self, kind):
        self.kind = kind


def _has_objects(value):
    if isinstance(value, (list, tuple)):
        return builtins.any(_has_objects(each) for each in value)
    return not isinstance(value, (str, int, float, complex, ndarray, generic, torch.Tensor, range))


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
    if dtype is not None and (dtype is str or dtype is object or dtype in ("O", "object", "U", "str") or isinstance(dtype, _ObjectDtype)):
        kind = "U" if dtype is str or dtype in ("U", "str") or getattr(dtype, "kind", "O") == "U" else "O"
        return _objects_of(a.tolist() if isinstance(a, ndarray) else a, kind)
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
    if isinstance(a, bytes):
        raise NotImplementedError("ishape: numpy arrays of bytes are not available here")
    if isinstance(a, (str, dict, set, frozenset)) or a is None or not (hasattr(a, "__iter__") or isinstance(a, (bool, int, float, complex))):
        if wanted is not None:
            return asarray([wanted.type(a)], wanted)[0] if isinstance(a, str) else _refuse_object(a)
        return _objects_of(a, "U" if isinstance(a, str) else "O")
    if not isinstance(a, (bool, int, float, complex, list, tuple)):
        a = list(a)
    found, arrays = set(), []
    try:
        sizes = _scan(a, found, arrays)
    except _NoNumber as other:
        if wanted is None:
            return _objects_of(a, "O" if _has_objects(a) else "U")
        return _objects_of(a, other.kind).astype(wanted)
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


def _refuse_object(a):
    raise TypeError(f"float() argument must be a string or a real number, not '{type(a).__name__}'")


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
