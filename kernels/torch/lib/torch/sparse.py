# torch.sparse: tensors in coordinate format, as far as graph networks and tutorials need them: made, printed, summed up, multiplied.
import torch

_LAYOUT = torch.sparse_coo


def _refused(what):
    return NotImplementedError(f"ishape: {what} of sparse tensors is not available here")


class _Sparse(torch.Tensor):
    """Indices (sparse dims, nnz) and values (nnz, dense dims…) of the elements that are there."""

    is_sparse = True
    layout = _LAYOUT

    def __init__(self, *args):
        pass

    # What it is ---------------------------------------------------------------------------------------------------

    @property
    def requires_grad(self):
        return self._held.requires_grad

    @property
    def grad_fn(self):
        return self._held.grad_fn

    @property
    def is_leaf(self):
        return self._held.is_leaf

    def _indices(self):
        return self._places

    def _values(self):
        return self._held.detach()

    def _nnz(self):
        return self._places.size(1)

    def is_coalesced(self):
        return self._coalesced

    def sparse_dim(self):
        return self._places.size(0)

    def dense_dim(self):
        return self._held.dim() - 1

    def _whole(self, name):
        if not self._coalesced:
            raise RuntimeError(
                f"Cannot get {name} on an uncoalesced tensor, please call .coalesce() first"
            )

    def indices(self):
        self._whole("indices")
        return self._places

    def values(self):
        self._whole("values")
        return self._held

    def __repr__(self, *, tensor_contents=None):
        sizes = f"size={tuple(self.shape)}"
        suffixes = [sizes, f"nnz={self._nnz()}"]
        if self._held.dtype not in (torch.get_default_dtype(), torch.int64, torch.bool, torch.complex64):
            suffixes.append(f"dtype={self._held.dtype}")
        suffixes.append("layout=torch.sparse_coo")
        if self.grad_fn is not None:
            suffixes.append(f"grad_fn=<{self.grad_fn.name()}>")
        elif self.requires_grad:
            suffixes.append("requires_grad=True")
        text = "tensor(" + _part("indices", self._places) + "),\n       " + _part("values", self._held.detach()) + ")"
        line, fresh = len(text) - text.rfind("\n") + 1, True
        for suffix in suffixes:
            if fresh or line + len(suffix) + 2 > 80:
                text, line, fresh = text + ",\n       " + suffix, 7 + len(suffix), False
            else:
                text, line = text + ", " + suffix, line + len(suffix) + 2
        return text + ")"

    def __format__(self, spec):
        return self.__repr__()

    # As others ----------------------------------------------------------------------------------------------------

    def coalesce(self):
        if self._coalesced:
            return self
        leading = self.shape[: self.sparse_dim()]
        steps = torch.tensor([leading[at + 1 :].numel() for at in range(len(leading))]).unsqueeze(1)
        _, first, inverse = _grouped((self._places * steps).sum(0))
        values = torch.zeros((len(first), *self._held.shape[1:]), dtype=self._held.dtype)
        return _made(self._places[:, first], values.index_add(0, inverse, self._held), self.shape, True)

    def to_dense(self, dtype=None, *, masked_grad=None):
        whole = torch.zeros(self.shape, dtype=self._held.dtype)
        whole = whole.index_put(tuple(self._places), self._held, accumulate=True)
        return whole if dtype is None else whole.to(dtype)

    def to_sparse(self, *args, **kwargs):
        return self

    def _as(self, values):
        return _made(self._places, values, self.shape, self._coalesced)

    def to(self, *args, **kwargs):
        return self._as(self._held.to(*args, **kwargs))

    def detach(self):
        return self._as(self._held.detach())

    def clone(self, *, memory_format=None):
        return _made(self._places.clone(), self._held.clone(), self.shape, self._coalesced)

    def requires_grad_(self, requires_grad=True):
        self._held.requires_grad_(requires_grad)
        return self

    def cpu(self):
        return self

    def float(self):
        return self._as(self._held.float())

    def double(self):
        return self._as(self._held.double())

    def transpose(self, dim0, dim1):
        if self.dense_dim():
            raise _refused("transpose with dense dims")
        order = list(range(self.dim()))
        order[dim0], order[dim1] = order[dim1], order[dim0]
        return _made(self._places[order], self._held, [self.shape[axis] for axis in order], False)

    def t(self):
        return self.transpose(0, 1)

    def sum(self, dim=None, dtype=None):
        return self._held.sum() if dim is None else globals()["sum"](self, dim, dtype)

    def __matmul__(self, other):
        return mm(self, other)

    def matmul(self, other):
        return mm(self, other)

    def mm(self, other):
        return mm(self, other)

    spmm = mm

    def __neg__(self):
        return self._as(-self._held)

    def __add__(self, other):
        return _sum(self, other, 1)

    __radd__ = add = __add__

    def __sub__(self, other):
        return _sum(self, other, -1)

    sub = __sub__

    def __mul__(self, other):
        return _product(self, other)

    __rmul__ = mul = multiply = __mul__

    def __truediv__(self, other):
        if isinstance(other, torch.Tensor) and other.dim() > 0:
            raise _refused("division by tensors")
        return self._as(self._held / other)

    div = __truediv__

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        name = func.__name__
        if name == "__get__":
            return func(*map(_bare, args))
        if name in _FUNCTIONS:
            return _FUNCTIONS[name](*args, **(kwargs or {}))
        if name in _SHAPES:
            return func(*map(_bare, args), **(kwargs or {}))
        raise _refused(name)


_Sparse.__name__ = _Sparse.__qualname__ = "Tensor"
_Sparse.__module__ = "torch"


def _bare(value):
    return value.as_subclass(torch.Tensor) if isinstance(value, _Sparse) else value


def _part(name, tensor):
    """As a part of the text: the numbers, moved to where they stand there."""
    text = repr(tensor)[7:-1]
    if tensor.numel() == 0:
        text = f"[], size={tuple(tensor.shape)}"
    else:
        text = text.rsplit(", dtype=", 1)[0]
    lead = f"{name}=tensor("
    return lead + text.replace("\n" + " " * 7, "\n" + " " * (7 + len(lead)))


def _grouped(flat):
    """The different numbers in order, where each stands first, and the group of every one."""
    values, inverse = torch.unique(flat, return_inverse=True)
    first = torch.empty_like(values)
    first[inverse.flip(0)] = torch.arange(len(flat) - 1, -1, -1)
    return values, first, inverse


def _made(indices, values, size, coalesced=False):
    made = torch.Tensor._make_subclass(_Sparse, torch.zeros((), dtype=values.dtype).expand(tuple(size)))
    made._places, made._held, made._coalesced = indices, values, coalesced
    return made


def sparse_coo_tensor(
    indices, values=None, size=None, *, dtype=None, device=None, pin_memory=False, requires_grad=False,
    check_invariants=None, is_coalesced=None,
):
    if values is None and size is None:
        # Sizes alone: nothing is there.
        size = tuple(indices)
        return _made(
            torch.empty((len(size), 0), dtype=torch.int64),
            torch.empty((0,), dtype=dtype).requires_grad_(requires_grad), size, True,
        )
    indices = torch.as_tensor(indices)
    values = torch.as_tensor(values, dtype=dtype)
    if indices.dim() != 2:
        raise RuntimeError(
            f"indices must be sparse_dim x nnz, but got: {'[' + ', '.join(map(str, indices.shape)) + ']'}"
        )
    indices = indices.to(torch.int64)
    if indices.size(1) != values.size(0):
        raise RuntimeError(
            f"indices and values must have same nnz, but got nnz from indices: {indices.size(1)}, "
            f"nnz from values: {values.size(0)}"
        )
    if size is None:
        size = tuple(int(row.max()) + 1 for row in indices) + tuple(values.shape[1:])
    if check_invariants:
        for at, row in enumerate(indices):
            if indices.size(1) and int(row.min()) < 0:
                raise RuntimeError(f"found negative index {int(row.min())} for dim {at}")
            if indices.size(1) and int(row.max()) >= size[at]:
                raise RuntimeError(
                    f"size is inconsistent with indices: for dim {at}, size is {size[at]} but found index {int(row.max())}"
                )
    if requires_grad:
        values = values.detach().requires_grad_()
    return _made(indices, values, size, bool(is_coalesced))


def _to_sparse(self, sparse_dim=None, **kwargs):
    if kwargs.get("layout", _LAYOUT) != _LAYOUT:
        raise _refused(f"layout {kwargs['layout']}")
    leading = self.dim() if sparse_dim is None else sparse_dim
    there = (self != 0).flatten(leading).any(-1) if leading < self.dim() else self != 0
    indices = there.nonzero().t().contiguous()
    return _made(indices, self[tuple(indices)], self.shape, True)


def mm(mat1, mat2, reduce=None):
    if not isinstance(mat1, _Sparse):
        # From the right: turned around.
        return mm(mat2.t(), mat1.t()).t() if mat1.dim() == 2 else mm(mat2.t(), mat1)
    if isinstance(mat2, _Sparse):
        return _to_sparse(mm(mat1, mat2.to_dense()))
    if mat1.shape[-1] != mat2.shape[0]:
        raise RuntimeError(
            f"addmm: Argument #3 (dense): Expected dim 0 size {mat1.size(1)}, got {mat2.size(0)}"
            if mat2.dim() == 2
            else f"size mismatch, got input ({mat1.size(0)}x{mat1.size(1)}), vec ({mat2.size(0)})"
        )
    rows, columns = mat1._places
    picked = mat2[columns]
    terms = picked * (mat1._held.unsqueeze(1) if mat2.dim() == 2 else mat1._held)
    return torch.zeros((mat1.size(0), *mat2.shape[1:]), dtype=terms.dtype).index_add(0, rows, terms)


def addmm(input, mat1, mat2, *, beta=1, alpha=1):
    return beta * input + alpha * mm(mat1, mat2)


def sum(input, dim=None, dtype=None):
    if dtype is not None:
        input = input.to(dtype)
    if dim is None:
        return input._held.sum()
    axes = sorted(axis % input.dim() for axis in ([dim] if isinstance(dim, int) else dim))
    if axes[-1] >= input.sparse_dim():
        raise _refused("sum over dense dims")
    kept = [axis for axis in range(input.sparse_dim()) if axis not in axes]
    if not kept:
        return input._held.sum(0)
    size = [input.shape[axis] for axis in range(input.dim()) if axis not in axes]
    return _made(input._places[kept], input._held, size).coalesce()


def softmax(input, dim, *, dtype=None):
    return _softmax(input, dim, dtype, torch.softmax)


def log_softmax(input, dim, *, dtype=None):
    return _softmax(input, dim, dtype, torch.log_softmax)


def _softmax(input, dim, dtype, function):
    """Over the elements that are there."""
    own = input.coalesce() if dtype is None else input.to(dtype).coalesce()
    there = torch.zeros(own.shape, dtype=torch.bool).index_put(tuple(own._places), torch.tensor(True))
    whole = function(own.to_dense().masked_fill(~there, -float("inf")), dim)
    return own._as(whole[tuple(own._places)])


def _sum(a, b, sign):
    if not isinstance(a, _Sparse):
        return a + sign * b.to_dense()
    if not isinstance(b, _Sparse):
        if not isinstance(b, torch.Tensor):
            raise _refused("sum with numbers")
        return a.to_dense() + sign * b
    if a.shape != b.shape:
        raise RuntimeError(
            f"add: expected 'self' and 'other' to have same sizes, but self has size {list(a.shape)} while other has "
            f"size {list(b.shape)} (FYI: dense-sparse addition does not currently support broadcasting)"
        )
    return _made(
        torch.cat([a._places, b._places], 1), torch.cat([a._held, b._held if sign == 1 else -b._held]), a.shape
    ).coalesce()


def _product(a, b):
    if not isinstance(a, _Sparse):
        a, b = b, a
    if not isinstance(b, torch.Tensor) or b.dim() == 0 and not isinstance(b, _Sparse):
        return a._as(a._held * b)
    if isinstance(b, _Sparse):
        return _to_sparse(a.to_dense() * b.to_dense())
    own = a.coalesce()
    return own._as(own._held * b.expand(own.shape)[tuple(own._places)])


_FUNCTIONS = {
    "mm": mm, "matmul": mm, "spmm": mm, "mv": mm, "addmm": addmm, "sum": sum,
    "add": lambda a, b, alpha=1: _sum(a, b if alpha == 1 else b * alpha, 1),
    "sub": lambda a, b: _sum(a, b, -1), "mul": _product, "neg": lambda a: -a,
    "t": lambda a: a.t(), "transpose": lambda a, dim0, dim1: a.transpose(dim0, dim1), "clone": lambda a: a.clone(),
    "is_same_size": lambda a, b: a.shape == b.shape,
}
_SHAPES = {"size", "dim", "numel", "is_floating_point", "is_complex", "ndimension", "get_device", "nelement"}


def _old(name, dtype):
    """torch.sparse.FloatTensor(indices, values, size), as it was."""

    def make(*args):
        if all(isinstance(each, int) for each in args):
            return sparse_coo_tensor(args, dtype=dtype)
        return sparse_coo_tensor(*args, dtype=dtype)

    make.__name__ = make.__qualname__ = name
    return make


FloatTensor = _old("FloatTensor", torch.float32)
DoubleTensor = _old("DoubleTensor", torch.float64)
LongTensor = _old("LongTensor", torch.int64)
IntTensor = _old("IntTensor", torch.int32)
