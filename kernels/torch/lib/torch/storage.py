# torch.storage: the memory behind tensors, as bytes or as elements.
import torch
import torch._bytes as _bytes


def _whole(tensor):
    """All elements of a tensor's memory, in a row."""
    return _bytes.view_of(tensor, 0, (_bytes.storage_numel(tensor),), (1,))


class _Storage:
    """What both kinds share: `_flat` is the memory as a tensor of one dim."""

    device = torch.device("cpu")
    is_cuda = False
    is_sparse = False

    def nbytes(self):
        return self._flat.numel() * self._flat.element_size()

    def size(self):
        return self.nbytes() // self.element_size()

    def __len__(self):
        return self.size()

    def data_ptr(self):
        return self._flat.data_ptr()

    @property
    def _cdata(self):
        return self._flat.data_ptr()

    def get_device(self):
        return -1

    def is_shared(self):
        return False

    def share_memory_(self):
        return self

    def cpu(self):
        return self

    def __iter__(self):
        return iter(self.tolist())

    def __eq__(self, other):
        return isinstance(other, _Storage) and self.data_ptr() == other.data_ptr()

    def __hash__(self):
        return self.data_ptr()

    def copy_(self, source, non_blocking=None):
        if self.nbytes() != source.nbytes():
            raise RuntimeError("size does not match")
        if self._flat.dtype is not source._flat.dtype:
            raise NotImplementedError("ishape: copying between storages of different dtypes is not available here")
        self._flat.copy_(source._flat)
        return self

    def clone(self):
        return type(self)._of(self._flat.clone())

    @classmethod
    def _of(cls, flat):
        self = object.__new__(cls)
        self._flat = flat
        return self


class UntypedStorage(_Storage):
    def __new__(cls, *args, device=None):
        if len(args) == 1 and isinstance(args[0], int):
            return cls._of(torch.zeros(args[0], dtype=torch.uint8))
        return cls._of(torch.tensor(args[0] if args else [], dtype=torch.uint8))

    def element_size(self):
        return 1

    def _bytes(self):
        return torch.frombuffer(bytearray(_bytes.storage_bytes(self._flat)), dtype=torch.uint8) if self.nbytes() else self._flat[:0]

    def tolist(self):
        return self._bytes().tolist()

    def __getitem__(self, index):
        return UntypedStorage._of(self._bytes()[index]) if isinstance(index, slice) else self._bytes()[index].item()

    def __setitem__(self, index, value):
        if self._flat.element_size() != 1:
            raise NotImplementedError("ishape: writing single bytes of a storage is not available here")
        self._flat[index] = value

    def fill_(self, value):
        if value != 0 and self._flat.element_size() != 1:
            raise NotImplementedError("ishape: filling a storage with bytes other than 0 is not available here")
        self._flat.fill_(value)
        return self

    def resize_(self, size):
        if size % self._flat.element_size() != 0:
            raise NotImplementedError("ishape: storages end with a whole element here")
        if size < self.nbytes():
            raise NotImplementedError("ishape: storages do not get smaller here")
        self._flat.resize_(size // self._flat.element_size())
        return self

    def untyped(self):
        return self

    def __repr__(self):
        lines = "".join(f" {byte}\n" for byte in self.tolist())
        return f"{lines}[torch.storage.UntypedStorage(device=cpu) of size {len(self)}]"

    __str__ = __repr__


class TypedStorage(_Storage):
    def __new__(cls, *args, wrap_storage=None, dtype=None, device=None, _internal=False):
        kind = dtype or getattr(cls, "_dtype", None) or torch.get_default_dtype()
        if wrap_storage is not None:
            if wrap_storage._flat.dtype is not kind:
                raise NotImplementedError("ishape: storages read as another dtype are not available here")
            return TypedStorage._of(wrap_storage._flat)
        if len(args) == 1 and isinstance(args[0], int):
            return TypedStorage._of(torch.zeros(args[0], dtype=kind))
        return TypedStorage._of(torch.tensor(args[0] if args else [], dtype=kind))

    @property
    def dtype(self):
        return self._flat.dtype

    def element_size(self):
        return self._flat.element_size()

    def untyped(self):
        return UntypedStorage._of(self._flat)

    @property
    def _untyped_storage(self):
        return self.untyped()

    def tolist(self):
        return self._flat.tolist()

    def __getitem__(self, index):
        if isinstance(index, slice):
            raise RuntimeError("slices are only supported in UntypedStorage.__getitem__")
        if not isinstance(index, int):
            raise RuntimeError(f"can't index a <class 'torch.storage.TypedStorage'> with {type(index)}")
        return self._flat[index].item()

    def __setitem__(self, index, value):
        self._flat[index] = value

    def fill_(self, value):
        self._flat.fill_(value)
        return self

    def resize_(self, size):
        self._flat.resize_(size)
        return self

    def type(self):
        return f"torch.{_KINDS[self.dtype]}Storage"

    def pickle_storage_type(self):
        return f"{_KINDS[self.dtype]}Storage"

    def _to(self, dtype):
        return TypedStorage._of(self._flat.to(dtype))

    def float(self):
        return self._to(torch.float32)

    def double(self):
        return self._to(torch.float64)

    def half(self):
        return self._to(torch.float16)

    def long(self):
        return self._to(torch.int64)

    def int(self):
        return self._to(torch.int32)

    def __repr__(self):
        lines = "".join(f" {element}\n" for element in self.tolist())
        return f"{lines}[torch.storage.TypedStorage(dtype={self.dtype}, device=cpu) of size {len(self)}]"

    __str__ = __repr__


_KINDS = {
    torch.float32: "Float", torch.float64: "Double", torch.float16: "Half", torch.bfloat16: "BFloat16", torch.int64: "Long",
    torch.int32: "Int", torch.int16: "Short", torch.int8: "Char", torch.uint8: "Byte", torch.bool: "Bool",
    torch.complex64: "ComplexFloat", torch.complex128: "ComplexDouble",
}


class _LegacyStorage(TypedStorage):
    pass


def _of_tensor(tensor, typed):
    """What `x.storage()` and `x.untyped_storage()` give."""
    if not typed:
        return UntypedStorage._of(_whole(tensor))
    import warnings

    warnings.warn(
        "TypedStorage is deprecated. It will be removed in the future and UntypedStorage will be the only storage class. This "
        "should only matter to you if you are using storages directly.  To access UntypedStorage directly, use "
        "tensor.untyped_storage() instead of tensor.storage()"
    )
    return TypedStorage._of(_whole(tensor))


def _flat_of(source):
    """The memory that `Tensor.set_` takes; None for a tensor."""
    return source._flat if isinstance(source, _Storage) else None
