# torch.jit: scripting and tracing run the Python code as it is.
import typing

import torch

Final = typing.Final
Future = torch.Future
_enabled = True


def script(obj=None, optimize=None, _frames_up=0, _rcb=None, example_inputs=None):
    return obj


def trace(func=None, example_inputs=None, *args, example_kwarg_inputs=None, check_trace=True, **kwargs):
    """Runs the model on the example, as tracing does, and gives the model itself."""
    if func is None:
        return lambda func: trace(func, example_inputs)
    inputs = example_inputs if example_inputs is not None else ()
    with torch.no_grad():
        if example_kwarg_inputs is not None:
            func(**example_kwarg_inputs)
        else:
            func(*(inputs if type(inputs) in (tuple, list) else (inputs,)))
    return func


def trace_module(mod, inputs, *args, **kwargs):
    return mod


def ignore(drop=False, **kwargs):
    return drop if callable(drop) else lambda fn: fn


def unused(fn):
    return fn


def export(fn):
    return fn


def script_method(fn):
    return fn


def script_if_tracing(fn):
    return fn


def interface(obj):
    return obj


def _overload(fn):
    return fn


def _overload_method(fn):
    return fn


def _script_if_tracing(fn):
    return fn


def is_scripting():
    return False


def is_tracing():
    return False


def annotate(the_type, the_value):
    return the_value


def isinstance(obj, target_type):
    origin = typing.get_origin(target_type)
    return type(obj) in (target_type, origin) or issubclass(type(obj), origin or target_type)


def freeze(mod, preserved_attrs=None, optimize_numerics=True):
    if mod.training:
        raise RuntimeError("Freezing is currently only implemented for modules in eval mode. Please call .eval() on your module before freezing.")
    return mod


def optimize_for_inference(mod, other_methods=None):
    return mod.eval()


def wait(future):
    return future.wait()


def fork(func, *args, **kwargs):
    made = torch.Future()
    made.set_result(func(*args, **kwargs))
    return made


def set_fusion_strategy(strategy):
    return strategy


def enable_onednn_fusion(enabled):
    pass


def onednn_fusion_enabled():
    return False


class strict_fusion:
    def __enter__(self):
        pass

    def __exit__(self, kind, value, trace):
        pass


class fuser(strict_fusion):
    def __init__(self, name):
        pass


class ScriptModule(torch.nn.Module):
    pass


class ScriptFunction:
    pass


class Attribute(typing.NamedTuple):
    value: object
    type: object


class Error(RuntimeError):
    pass
