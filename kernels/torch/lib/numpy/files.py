# Functions of functions, errors and files.
class vectorize:
    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        if signature is not None:
            raise NotImplementedError("ishape: numpy.vectorize with a signature is not available here")
        self.pyfunc, self._types, self._excluded = pyfunc, otypes, set(excluded or ())
        self.__name__, self.__doc__ = getattr(pyfunc, "__name__", None), doc or getattr(pyfunc, "__doc__", None)

    def __call__(self, *args, **kwargs):
        given = {**dict(enumerate(args)), **kwargs}
        names = [name for name in given if name not in self._excluded]
        if not names:
            return self.pyfunc(*args, **kwargs)
        arrays = broadcast_arrays(*(given[name] for name in names))
        values = []
        for each in zip(*(array.ravel() for array in arrays)):
            now = {**given, **dict(zip(names, each))}
            values.append(self.pyfunc(*(now[place] for place in range(len(args))), **{name: now[name] for name in kwargs}))
        if not values and not self._types:
            raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
        if values and isinstance(values[0], tuple):
            return tuple(asarray(column).reshape(arrays[0].shape) for column in zip(*values))
        made = asarray(values, self._types[0] if self._types else None).reshape(arrays[0].shape)
        return made if made.ndim else made


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    arr = moveaxis(asarray(arr), axis, -1)
    rows = [asarray(func1d(row, *args, **kwargs)) for row in arr.reshape(-1, arr.shape[-1])]
    made = stack(rows).reshape(arr.shape[:-1] + rows[0].shape)
    return moveaxis(made, -1, axis) if rows[0].ndim else made


_ERRORS = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


class errstate:
    """Nothing warns here, so that there is nothing to keep silent; what would have to raise says that it does not."""

    def __init__(self, **kwargs):
        _check_errors(kwargs.values())

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False

    def __call__(self, function):
        return function


def _check_errors(ways):
    for way in ways:
        if way not in (None, "warn", "ignore"):
            raise NotImplementedError(f"ishape: numpy's floating-point errors cannot be set to {way!r} here")


def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    _check_errors((all, divide, over, under, invalid))
    before = dict(_ERRORS)
    for name, way in (("divide", divide), ("over", over), ("under", under), ("invalid", invalid)):
        if (way or all) is not None:
            _ERRORS[name] = way or all
    return before


def geterr():
    return dict(_ERRORS)


def ndindex(*shape):
    import itertools

    sizes = _shape(shape[0] if len(shape) == 1 else shape)
    return itertools.product(*(range(each) for each in sizes))


def ndenumerate(arr):
    arr = asarray(arr)
    for place in ndindex(arr.shape):
        yield place, arr[place]


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
