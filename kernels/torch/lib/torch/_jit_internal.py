# torch._jit_internal: what layers ask the script compiler for.
from typing import Any, Callable, Dict, Final, List, Optional, Tuple, Union

from torch.jit import export, ignore, is_scripting, unused
from torch.jit.annotations import BroadcastingList2


def boolean_dispatch(arg_name, arg_index, default, if_true, if_false, module_name, func_name):
    """The one function or the other, by an argument."""

    def fn(*args, **kwargs):
        chosen = kwargs[arg_name] if arg_name in kwargs else args[arg_index] if arg_index < len(args) else default
        return (if_true if chosen else if_false)(*args, **kwargs)

    fn.__name__, fn.__module__ = func_name or fn.__name__, module_name or fn.__module__
    return fn


def _overload(func):
    return func


def _overload_method(func):
    return func


def _copy_to_script_wrapper(fn):
    return fn
