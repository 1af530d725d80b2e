# torch.utils.checkpoint: the results of checkpointed layers, without their saving of memory.
import contextlib
import warnings

import torch


def noop_context_fn():
    return contextlib.nullcontext(), contextlib.nullcontext()


def checkpoint(function, *args, use_reentrant=None, context_fn=noop_context_fn, determinism_check="default", debug=False, early_stop=True, **kwargs):
    """Runs the function once and keeps what it saves: values are computed on first read anyway."""
    if use_reentrant is None:
        warnings.warn(
            "torch.utils.checkpoint: the use_reentrant parameter should be passed explicitly. "
            "Starting in PyTorch 2.9, calling checkpoint without use_reentrant will raise an exception. "
            "use_reentrant=False is recommended, but if you need to preserve the current default behavior, "
            "you can pass use_reentrant=True. Refer to docs for more details on the differences between the two variants.",
            stacklevel=2,
        )
    preserve = kwargs.pop("preserve_rng_state", True)
    if kwargs and use_reentrant:
        raise ValueError("Unexpected keyword arguments: " + ",".join(arg for arg in kwargs))
    return function(*args, **kwargs)


def checkpoint_sequential(functions, segments, input, use_reentrant=None, preserve_rng_state=True, **kwargs):
    layers = list(functions.children()) if isinstance(functions, torch.nn.Sequential) else list(functions)
    for layer in layers:
        input = layer(input)
    return input


@contextlib.contextmanager
def set_checkpoint_early_stop(enable):
    yield


@contextlib.contextmanager
def set_checkpoint_debug_enabled(enabled):
    yield


def set_device_states(devices, states, *, device_type=None):
    pass


def get_device_states(*args):
    return [], []


def detach_variable(inputs):
    if not isinstance(inputs, tuple):
        raise RuntimeError("Only tuple of tensors is supported. Got Unsupported input type: ", type(inputs).__name__)
    made = []
    for each in inputs:
        if isinstance(each, torch.Tensor):
            wanted = each.requires_grad
            each = each.detach()
            each.requires_grad_(wanted)
        made.append(each)
    return tuple(made)
