# torch.library: operators that programs declare.
import torch
from torch._ops import BelowAutocast, _key, _operators, declare, found
from torch._schema import infer_schema

__all__ = [
    "Library", "impl", "define", "fallthrough_kernel", "impl_abstract", "register_autocast", "register_fake", "register_torch_dispatch",
    "register_vmap", "get_ctx", "get_kernel", "custom_op", "triton_op", "wrap_triton", "infer_schema",
]  # fmt: skip

_defined = set()
_DEVICES = {"cpu": "CPU", "cuda": "CUDA", "xpu": "XPU", "mps": "MPS", "meta": "Meta"}


def fallthrough_kernel():
    raise NotImplementedError("fallthrough_kernel() should never be called.")


class Library:
    def __init__(self, ns, kind, dispatch_key=""):
        if kind not in ("IMPL", "DEF", "FRAGMENT"):
            raise ValueError(f"Unsupported kind: {kind}")
        if ns in ("prim",) and kind in ("DEF", "FRAGMENT"):
            raise ValueError(f"{ns} is a reserved namespace. Please try creating a library with another name.")
        if kind == "DEF":
            if ns in _defined:
                raise RuntimeError(
                    f"Only a single TORCH_LIBRARY can be used to register the namespace {ns}; please put all of your definitions in a "
                    "single TORCH_LIBRARY block.  If you were trying to specify implementations, consider using TORCH_LIBRARY_IMPL "
                    "(which can be duplicated).  If you really intended to define operators for a single namespace in a distributed "
                    "way, you can use TORCH_LIBRARY_FRAGMENT to explicitly indicate this."
                )
            _defined.add(ns)
        self.ns, self.kind, self.dispatch_key = ns, kind, dispatch_key

    def define(self, schema, alias_analysis="", *, tags=()):
        if self.kind == "IMPL":
            raise RuntimeError("define() is not available on a library of kind IMPL")
        made = declare(f"{self.ns}::{schema}")
        return made._schema.name.partition("::")[2] + (f".{made._schema.overload_name}" if made._schema.overload_name else "")

    def impl(self, op_name, fn, dispatch_key="", *, with_keyset=False, allow_override=False):
        if not callable(fn):
            raise TypeError(f"Input function is required to be a callable but found type {type(fn)}")
        if isinstance(op_name, str):
            op_name = op_name.partition("::")[2] or op_name
            qualname = f"{self.ns}::{op_name}"
        else:
            qualname = op_name.name()
        if self.ns == "aten":
            raise NotImplementedError(f"ishape: torch.library can't replace {qualname}: PyTorch's operators are native here")
        key = _key(dispatch_key or self.dispatch_key or "CompositeImplicitAutograd")
        operator = found(qualname)
        if fn is not fallthrough_kernel:
            operator._kernels[key] = fn

    def fallback(self, fn, dispatch_key="", *, with_keyset=False):
        raise NotImplementedError("ishape: torch.library.Library.fallback is not available here")

    def _destroy(self):
        for name in [each for each in _operators if each.startswith(f"{self.ns}::")]:
            del _operators[name]
        _defined.discard(self.ns)

    def __repr__(self):
        return f"Library(kind={self.kind}, ns={self.ns}, dispatch_key={self.dispatch_key})>"


def _decorator(register):
    """What registers a function, as a call or as a decorator."""

    def registered(op, func=None, /, **kwargs):
        if func is None:
            return lambda fn: (register(op, fn, **kwargs), fn)[1]
        register(op, func, **kwargs)

    return registered


def define(qualname, schema, *, lib=None, tags=()):
    if not isinstance(qualname, str):
        # The form of Library.define as a decorator.
        made = qualname.define(schema)
        return lambda fn: (qualname.impl(made, fn), fn)[1]
    if "::" not in qualname:
        raise ValueError(f"torch.library.define(qualname, ...): expected qualname to contain the namespace, got {qualname}")
    declare(f"{qualname}{schema}")


def impl(qualname, types, func=None, *, lib=None):
    if isinstance(qualname, Library):
        # impl(lib, name, dispatch_key="")
        key = func or ""
        return lambda fn: (qualname.impl(types, fn, key), fn)[1]
    if func is None:
        return lambda fn: (impl(qualname, types, fn), fn)[1]
    operator = found(qualname)
    for each in [types] if isinstance(types, str) else types:
        operator._kernels["CompositeExplicitAutograd" if each == "default" else _DEVICES.get(each, each)] = func


def register_kernel(op, device_types=None, func=None, /, *, lib=None):
    if func is None:
        return lambda fn: (register_kernel(op, device_types, fn), fn)[1]
    impl(op if isinstance(op, str) else op.name() if hasattr(op, "name") else op._qualname, device_types or "default", func)


def _fake(op, func, *, lib=None, _stacklevel=1, allow_override=False):
    if isinstance(op, str) and not op.startswith("aten::"):
        found(op)._kernels.setdefault("Meta", func)


register_fake = _decorator(_fake)
impl_abstract = register_fake


def register_autograd(op, backward, /, *, setup_context=None, lib=None):
    operator = found(op)
    operator._backward, operator._setup = backward, setup_context


def register_autocast(op, device_type, cast_inputs, /, *, lib=None):
    operator = found(op)
    if device_type != "cpu":
        return

    def cast(value):
        fits = isinstance(value, torch.Tensor) and value.is_floating_point() and value.dtype is not torch.float64
        return value.to(cast_inputs) if fits else value

    def kernel(*args, **kwargs):
        with BelowAutocast():
            return operator(*map(cast, args), **{name: cast(value) for name, value in kwargs.items()})

    operator._kernels["AutocastCPU"] = kernel


def register_vmap(op, func=None, /, *, lib=None):
    raise NotImplementedError("ishape: torch.library.register_vmap is not available here")


def register_torch_dispatch(op, torch_dispatch_class, func=None, /, *, lib=None):
    raise NotImplementedError("ishape: torch.library.register_torch_dispatch is not available here")


def get_ctx():
    raise NotImplementedError("ishape: torch.library.get_ctx is not available here: there are no symbolic sizes")


def get_kernel(op, dispatch_key):
    return found(op)._kernels[_key(dispatch_key)]


def _no_formula(name):
    def backward(ctx, *grads):
        raise RuntimeError(
            f"Trying to backward through {name} but no autograd formula was registered. Please use register_autograd to add one."
        )

    return backward


class CustomOpDef:
    """A function that is an operator."""

    def __init__(self, namespace, name, schema, fn):
        self._namespace, self._name, self._schema = namespace, name, schema
        self._qualname = f"{namespace}::{name}"
        self._init_fn = fn
        self.__name__, self.__doc__, self.__module__ = name, fn.__doc__, fn.__module__
        self._opoverload = declare(f"{self._qualname}{schema}")
        self._opoverload._backward = _no_formula(str(self._opoverload))
        _operators[self._qualname]._overloads["default"] = self._opoverload

    def __call__(self, *args, **kwargs):
        return self._opoverload(*args, **kwargs)

    def register_kernel(self, device_types, fn=None, /):
        if fn is None:
            return lambda fn: self.register_kernel(device_types, fn)
        impl(self._qualname, device_types or "default", fn)
        return fn

    def register_fake(self, fn, /):
        self._opoverload._kernels["Meta"] = fn
        return fn

    def register_autograd(self, backward, /, *, setup_context=None):
        register_autograd(self._opoverload, backward, setup_context=setup_context)

    def register_autocast(self, device_type, cast_inputs, /):
        register_autocast(self._opoverload, device_type, cast_inputs)

    def register_vmap(self, func=None):
        return register_vmap(self._opoverload, func)

    def __repr__(self):
        return f"<CustomOpDef({self._qualname})>"


def custom_op(name, fn=None, /, *, mutates_args, device_types=None, schema=None, tags=None):
    if fn is None:
        return lambda fn: custom_op(name, fn, mutates_args=mutates_args, device_types=device_types, schema=schema)
    namespace, short = name.split("::")
    _operators.pop(name, None)
    made = CustomOpDef(namespace, short, schema or infer_schema(fn, mutates_args=mutates_args), fn)
    made.register_kernel(device_types, fn)
    return made


def triton_op(name, fn=None, /, *, mutates_args, schema=None):
    return custom_op(name, fn, mutates_args=mutates_args, schema=schema)


def wrap_triton(triton_kernel, /):
    raise NotImplementedError("ishape: torch.library.wrap_triton is not available here: there are no Triton kernels")
