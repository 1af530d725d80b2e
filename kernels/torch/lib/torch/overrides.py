# torch.overrides: whether arguments bring functions of their own.
from torch._overrides import handle, has


def has_torch_function(relevant_args):
    return has(tuple(relevant_args))


def has_torch_function_unary(arg):
    return has((arg,))


def has_torch_function_variadic(*args):
    return has(args)


def handle_torch_function(public_api, relevant_args, *args, **kwargs):
    return handle(public_api, tuple(relevant_args), args, kwargs)


def get_default_nowrap_functions():
    import torch

    return {torch.Tensor._base.__get__, torch.Tensor.grad.__get__, torch.Tensor._grad.__get__}


def is_tensor_like(inp):
    import torch

    return isinstance(inp, torch.Tensor) or hasattr(inp, "__torch_function__")
