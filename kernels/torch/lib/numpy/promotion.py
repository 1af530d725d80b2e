# The types of results, and operators of two arrays.
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


def _check_all_broadcast(sizes):
    for place in range(1, builtins.max(len(each) for each in sizes) + 1):
        found = {each[-place] for each in sizes if len(each) >= place} - {1}
        if len(found) > 1:
            raise ValueError(f"operands could not be broadcast together with shapes {' '.join(_sizes(each) for each in sizes)} ")


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
