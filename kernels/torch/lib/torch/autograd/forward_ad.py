# torch.autograd.forward_ad: tensors with a tangent. Each function of torch's runs on the numbers, and its derivative along the tangents.
from collections import namedtuple

import torch

UnpackedDualTensor = namedtuple("UnpackedDualTensor", ["primal", "tangent"])
_levels = []


class _Dual(torch.Tensor):
    """A number and the direction that it moves in."""

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        duals = []
        collect = lambda each: duals.append(each) if isinstance(each, _Dual) else None
        _mapped((args, kwargs), collect)
        plain = lambda each: _primal(each) if isinstance(each, _Dual) else each
        if func.__name__ in ("__get__", "__repr__", "size", "dim", "item"):
            return func(*_mapped(args, plain), **_mapped(kwargs, plain))

        def run(*moved):
            rest = iter(moved)
            put = lambda each: next(rest) if isinstance(each, _Dual) else each
            return func(*_mapped(args, put), **_mapped(kwargs, put))

        primals = tuple(_primal(each) for each in duals)
        value = run(*primals)
        single = not isinstance(value, (tuple, list))
        results = [value] if single else list(value)
        moving = [i for i, each in enumerate(results) if isinstance(each, torch.Tensor) and each.is_floating_point()]
        if not moving:
            return value

        def moved_results(*moved):
            again = run(*moved)
            return again if single else tuple(again[i] for i in moving)

        _, tangents = torch.func.jvp(moved_results, primals, tuple(each._tangent for each in duals))
        if single:
            return _made(value, tangents)
        for i, tangent in zip(moving, tangents):
            results[i] = _made(results[i], tangent)
        return tuple.__new__(type(value), results) if isinstance(value, tuple) else results

    def __repr__(self, *, tensor_contents=None):
        return f"{repr(_primal(self))[:-1]}, tangent={self._tangent!r})"


_Dual.__name__ = _Dual.__qualname__ = "Tensor"
_Dual.__module__ = "torch"


def _mapped(value, fn):
    if isinstance(value, (list, tuple)):
        return type(value)(_mapped(each, fn) for each in value)
    if isinstance(value, dict):
        return {key: _mapped(each, fn) for key, each in value.items()}
    return fn(value)


def _primal(dual):
    return dual.as_subclass(torch.Tensor)


def _made(primal, tangent):
    dual = primal.as_subclass(_Dual)
    dual._tangent, dual._level = tangent, len(_levels)
    return dual


def enter_dual_level():
    if _levels:
        raise RuntimeError("Nested forward mode AD is not supported at the moment")
    _levels.append(0)
    return 0


def exit_dual_level(*, level=None):
    if not _levels:
        raise RuntimeError(
            "Trying to exit a forward AD level but no level is currently active." if level is None else
            "Trying to exit a forward AD level that was not the last one that was created. This is not supported."
        )
    _levels.pop()


class dual_level:
    def __enter__(self):
        return enter_dual_level()

    def __exit__(self, *args):
        exit_dual_level()


def make_dual(tensor, tangent, *, level=None):
    if not _levels:
        raise RuntimeError(
            "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first."
        )
    for name, each in (("primal", tensor), ("tangent", tangent)):
        if not (each.is_floating_point() or each.is_complex()):
            raise ValueError(f"Expected {name} to be floating point or complex, but got: {each.dtype}")
    if tensor.shape != tangent.shape:
        raise RuntimeError(
            f"Expected primal and tangent to have the same shape, but got primal {list(tensor.shape)} and tangent {list(tangent.shape)}"
        )
    return _made(tensor, tangent)


def unpack_dual(tensor, *, level=None):
    if isinstance(tensor, _Dual):
        return UnpackedDualTensor(_primal(tensor), tensor._tangent if _levels else None)
    return UnpackedDualTensor(tensor, None)
