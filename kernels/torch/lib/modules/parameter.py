# torch.nn.parameter: Buffer, and what has no size yet; Parameter is native.


class _BufferMeta(type(torch.Tensor)):
    def __instancecheck__(cls, instance):
        if cls is Buffer:
            return isinstance(instance, torch.Tensor) and getattr(instance, "_is_buffer", False)
        return super().__instancecheck__(instance)


class Buffer(torch.Tensor, metaclass=_BufferMeta):
    def __new__(cls, data=None, *, persistent=True):
        if data is None:
            data = torch.empty(0)
        made = data.detach().requires_grad_(data.requires_grad)
        made.persistent = persistent
        made._is_buffer = True
        return made

_KNOWN_BEFORE = frozenset(
    """materialize share_memory_ data detach copy_ to cpu half float double bfloat16 is_floating_point is_complex get_device dtype device layout is_leaf requires_grad grad grad_fn size cls_to_become
    _backward_hooks untyped_storage is_cuda is_sparse is_quantized is_mkldnn is_meta names volatile""".split()
)


def _refused(method):
    return ValueError(
        f"Attempted to use an uninitialized parameter in {method}. This error happens when you are using a `LazyModule` or "
        f"explicitly manipulating `torch.nn.parameter.UninitializedParameter` objects. When using LazyModules Call "
        "`forward` with a dummy batch to initialize the parameters before calling torch functions"
    )


def _refuse(name):
    def operator(self, *args):
        raise _refused(f"<method '{name}' of 'torch._C.TensorBase' objects>")

    return operator


class UninitializedTensorMixin:
    _unsized = True

    def materialize(self, shape, device=None, dtype=None):
        """Gives it a size, and makes it what it stands for."""
        data = object.__getattribute__(self, "data")
        self.data = torch.empty(shape, device=data.device if device is None else device, dtype=dtype or data.dtype)
        self.__class__ = object.__getattribute__(self, "cls_to_become")

    def __getattribute__(self, name):
        if name == "shape":
            raise RuntimeError(
                "Can't access the shape of an uninitialized parameter or buffer. This error usually happens in "
                "`load_state_dict` when trying to load an uninitialized parameter into an initialized one. "
                "Call `forward` to initialize the parameters before accessing their attributes."
            )
        if not name.startswith("_") and name not in _KNOWN_BEFORE and hasattr(torch.Tensor, name):
            raise _refused(f"<method '{name}' of 'torch._C.TensorBase' objects>")
        return object.__getattribute__(self, name)

    def __repr__(self):
        return f"<{self.__class__.__name__}>"

    __add__ = __radd__ = _refuse("add")
    __sub__ = _refuse("sub")
    __rsub__ = _refuse("__rsub__")
    __mul__ = __rmul__ = _refuse("mul")
    __truediv__ = _refuse("div")
    __matmul__ = _refuse("__matmul__")
    __neg__ = _refuse("neg")
    __getitem__ = _refuse("__getitem__")
    __len__ = _refuse("__len__")


class UninitializedParameter(UninitializedTensorMixin, Parameter):
    cls_to_become = Parameter

    def __new__(cls, requires_grad=True, device=None, dtype=None):
        made = torch.Tensor.__new__(cls, torch.empty(0, device=device, dtype=dtype))
        torch.Tensor.requires_grad_(made, requires_grad)
        return made

    def __deepcopy__(self, memo):
        if id(self) not in memo:
            data = object.__getattribute__(self, "data")
            memo[id(self)] = type(self)(self.requires_grad, data.device, data.dtype)
        return memo[id(self)]


class UninitializedBuffer(UninitializedTensorMixin, torch.Tensor):
    cls_to_become = torch.Tensor

    def __new__(cls, requires_grad=False, device=None, dtype=None, persistent=True):
        made = torch.Tensor.__new__(cls, torch.empty(0, device=device, dtype=dtype))
        made.persistent = persistent
        return made


def is_lazy(param):
    """Whether a parameter or buffer still has no size."""
    return isinstance(param, UninitializedTensorMixin)
