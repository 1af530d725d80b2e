# Arrays of text and of objects: their elements stand in a list, and what numpy moves is their places in it.
class str_(str):
    """A piece of text out of an array."""

    def __repr__(self):
        return f"np.str_({str.__repr__(self)})"

    def __str__(self):
        return str.__str__(self)

    def item(self):
        return str.__str__(self)

    @property
    def dtype(self):
        return _text_type(len(self))

    shape, ndim, size = (), 0, 1


str_.__module__ = "numpy"


class _ObjectTypes:
    known = {}


def _object_type(kind, size):
    """The dtype of text of so many letters (`U`), or of objects (`O`)."""
    made = _ObjectTypes.known.get((kind, size))
    if made is None:
        made = object.__new__(_ObjectDtype)
        made.kind = made.char = kind
        made.itemsize = 4 * size if kind == "U" else 8
        made.name = f"str{32 * size}" if kind == "U" else "object"
        made._letters = size
        _ObjectTypes.known[kind, size] = made
    return made


def _text_type(letters):
    return _object_type("U", builtins.max(letters, 1))


class _ObjectDtype(dtype):
    hasobject = property(lambda self: self.kind == "O")
    type = property(lambda self: str_ if self.kind == "U" else object)

    @property
    def str(self):
        return f"<U{self._letters}" if self.kind == "U" else "|O"

    @property
    def _torch(self):
        raise _no_numbers(self.kind)

    def __eq__(self, other):
        if self.kind == "U" and (other is str or other == "U" or other == "str"):
            return self._letters == 0
        return other is self or (self.kind == "O" and (other is object or other in ("O", "object")))

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return f"dtype('{self.str if self.kind == 'U' else 'O'}')"

    def __str__(self):
        return self.str if self.kind == "U" else "object"


_ObjectDtype.__name__ = _ObjectDtype.__qualname__ = "dtype"


def _no_numbers(kind):
    return NotImplementedError(f"ishape: this is not available here for numpy arrays of {'str' if kind == 'U' else 'object'}")


class _Objects(ndarray):
    """`_places` is a tensor of where in `_pool` each element stands."""

    @property
    def _t(self):
        raise _no_numbers(self._dtype.kind)

    def _with(self, places):
        return _objects_at(places, self._pool, self._dtype)

    def _element(self, place):
        value = self._pool[place]
        return str_(value) if self._dtype.kind == "U" else value

    def _values(self):
        return [self._pool[place] for place in self._places.reshape(-1).tolist()]

    dtype = property(lambda self: self._dtype)
    ndim = property(lambda self: self._places.ndim)
    size = property(lambda self: self._places.numel())
    T = property(lambda self: self._with(self._places.permute(tuple(range(self.ndim))[::-1])))
    flat = property(lambda self: iter(self.ravel()))

    @property
    def shape(self):
        return tuple(self._places.shape)

    def __len__(self):
        if self.ndim == 0:
            raise TypeError("len() of unsized object")
        return self._places.shape[0]

    def __iter__(self):
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d array")
        return (self[place] for place in range(len(self)))

    def __bool__(self):
        if self.size > 1:
            raise ValueError("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
        return self.size == 1 and bool(self._values()[0])

    def __getitem__(self, key):
        key = _Key(key, self._places)
        taken = key.taken(self._places)
        return self._element(taken.item()) if key.only_ints and taken.ndim == 0 else self._with(taken)

    def __setitem__(self, key, value):
        places = asarray(arange(self.size).reshape(self.shape)[key])
        if places.ndim == 0 and self._dtype.kind == "O":
            # One place takes whatever it is given, a list too.
            values = [value]
        else:
            values = self._spread(value, places)
        flat = self._places.reshape(-1)
        for place, each in zip(places.ravel().tolist(), values):
            self._pool.append(str(each)[: self._dtype._letters] if self._dtype.kind == "U" else each)
            flat[place] = len(self._pool) - 1

    def _spread(self, value, places):
        """What is written to so many places, one each."""
        given = value if isinstance(value, ndarray) else _objects_of(value, self._dtype.kind) if isinstance(value, (list, tuple)) else [value]
        values = list(given.ravel()) if isinstance(given, ndarray) else given
        if len(values) == 1:
            values = values * places.size
        if len(values) != places.size:
            raise ValueError(f"could not broadcast input array from shape {_sizes(asarray(value).shape)} into shape {_sizes(places.shape)}")
        return values

    def tolist(self):
        values = iter([str.__str__(each) if isinstance(each, str_) else each for each in self._values()])

        def rows(sizes):
            return [rows(sizes[1:]) for _ in range(sizes[0])] if sizes else next(values)

        return rows(self.shape)

    def item(self, *args):
        return self._values()[0] if not args else self._pool[self._places[args if len(args) > 1 else args[0]].item()]

    def copy(self, order="C"):
        return _objects_at(torch.arange(self.size).reshape(self.shape), self._values(), self._dtype)

    def astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True):
        if dtype in (str, object) or isinstance(dtype, _ObjectDtype):
            return _objects_of(self.tolist(), "O" if dtype is object or getattr(dtype, "kind", "U") == "O" else "U")
        dtype = _dtype_of(dtype)
        convert = {"i": int, "u": int, "f": float, "c": complex, "b": bool}[dtype.kind]
        return asarray([convert(each) for each in self._values()], dtype).reshape(self.shape)

    def reshape(self, *shape, order="C", copy=None):
        return self._with(_of(self._places).reshape(*shape)._t)

    def ravel(self, order="C"):
        return self._with(self._places.reshape(-1))

    def flatten(self, order="C"):
        return self.ravel().copy()

    def transpose(self, *axes):
        return self._with(_of(self._places).transpose(*axes)._t)

    def squeeze(self, axis=None):
        return self._with(_of(self._places).squeeze(axis)._t)

    def repeat(self, repeats, axis=None):
        return self._with(_of(self._places).repeat(repeats, axis)._t)

    def take(self, indices, axis=None, out=None, mode="raise"):
        return (self.ravel() if axis is None else self)[indices if axis is None else (slice(None),) * axis + (indices,)]

    def argsort(self, axis=-1, kind=None, order=None, *, stable=None):
        if self.ndim != 1:
            raise _no_numbers(self._dtype.kind)
        values = self._values()
        return asarray(sorted(range(len(values)), key=values.__getitem__), int64)

    def sort(self, axis=-1, kind=None, order=None, *, stable=None):
        self._places[...] = self._places[self.argsort()._t]

    def fill(self, value):
        self[...] = value

    def _compared(self, other, compare):
        other = other if isinstance(other, _Objects) else _objects_of(other, self._dtype.kind) if isinstance(other, (list, tuple)) else other
        if not isinstance(other, ndarray):
            return asarray([bool(compare(each, other)) for each in self._values()], bool).reshape(self.shape)
        mine, theirs = torch.broadcast_tensors(self._places, other._places if isinstance(other, _Objects) else torch.arange(other.size).reshape(other.shape))
        pool = other._pool if isinstance(other, _Objects) else other.ravel().tolist()
        pairs = zip(mine.reshape(-1).tolist(), theirs.reshape(-1).tolist())
        return asarray([bool(compare(self._pool[a], pool[b])) for a, b in pairs], bool).reshape(tuple(mine.shape))

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b)

    def __ne__(self, other):
        return self._compared(other, lambda a, b: a != b)

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b)

    def _added(self, other, add):
        if self._dtype.kind != "U":
            raise _no_numbers("O")
        other = asarray(other)
        mine, theirs = torch.broadcast_tensors(self._places, other._places)
        pairs = zip(mine.reshape(-1).tolist(), theirs.reshape(-1).tolist())
        pool = [add(self._pool[a], other._pool[b]) for a, b in pairs]
        return _objects_at(torch.arange(len(pool)).reshape(mine.shape), pool, _text_type(self._dtype._letters + other._dtype._letters))

    def __add__(self, other):
        return self._added(other, lambda a, b: a + b)

    def __radd__(self, other):
        return self._added(other, lambda a, b: b + a)

    def __contains__(self, value):
        return value in self._values()

    def __hash__(self):
        raise TypeError("unhashable type: 'numpy.ndarray'")

    def __reduce__(self):
        return _objects_of, (self.tolist(), self._dtype.kind)

    def _words(self):
        """Elements as they are printed: lists say that they are elements, not rows."""
        return [f"list({each!r})" if type(each) is list else repr(each) for each in self._values()]


_Objects.__name__ = _Objects.__qualname__ = "ndarray"


def _objects_at(places, pool, of):
    made = object.__new__(_Objects)
    made._places, made._pool, made._dtype = places, pool, of
    return made


def _objects_of(value, kind):
    """An array of text or of objects: lists nest as deep as all of them do; of objects, lists of one length are rows."""

    def sizes(each):
        if not isinstance(each, (list, tuple, ndarray)) or (isinstance(each, ndarray) and each.ndim == 0):
            return ()
        inner = [sizes(part) for part in each]
        common = inner[0] if inner and builtins.all(found == inner[0] for found in inner) else ()
        return (len(inner),) + common

    shape = sizes(value)

    def flat(each, depth):
        if depth == 0:
            yield each
        else:
            for part in each:
                yield from flat(part, depth - 1)

    given = list(flat(value, len(shape)))
    places = torch.arange(len(given)).reshape(shape)
    if kind == "O":
        return _objects_at(places, given, _object_type("O", 0))
    letters = [builtins.max(_LETTERS.get(type(each), 0), len(str(each))) for each in given]
    return _objects_at(places, [str.__str__(str(each)) for each in given], _text_type(builtins.max(letters, default=1)))


# As many letters as any number of a type may need.
_LETTERS = {bool: 5, int: 21, float: 32, complex: 64}


def _joined_objects(arrays, join):
    """Arrays of objects put together by what puts the tensors of their places together."""
    arrays = [each if isinstance(each, _Objects) else _objects_of(asarray(each).tolist(), "U") for each in arrays]
    pool, places = [], []
    for each in arrays:
        places.append(each._places + len(pool))
        pool += each._pool
    kinds = {each._dtype.kind for each in arrays}
    of = _object_type("O", 0) if "O" in kinds else _text_type(builtins.max(each._dtype._letters for each in arrays))
    return _objects_at(join(places), pool, of)
