# torch.overrides: whether arguments bring functions of their own.
def has_torch_function(relevant_args):
    return False


def has_torch_function_unary(arg):
    return False


def has_torch_function_variadic(*args):
    return False


def is_tensor_like(inp):
    import torch

    return isinstance(inp, torch.Tensor) or hasattr(inp, "__torch_function__")
