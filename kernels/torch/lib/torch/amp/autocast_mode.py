# torch.amp.autocast_mode.
import functools
import warnings

import torch

_DEVICES = "cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone"


class _Casts:
    dtypes = {"cuda": torch.float16, "cpu": torch.bfloat16}

    @staticmethod
    def enabled(device_type):
        return device_type == "cpu" and torch._autocast.dtype() is not None

    @staticmethod
    def set(device_type, enabled):
        if device_type == "cpu":
            torch._autocast.set(_Casts.dtypes["cpu"] if enabled else None)


class autocast:
    def __init__(self, device_type, dtype=None, enabled=True, cache_enabled=None):
        if not isinstance(device_type, str):
            raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
        if device_type not in _DEVICES.split(", "):
            head, _, tail = _DEVICES.rpartition(", ")
            raise RuntimeError(f"Expected one of {head}, {tail} device type at start of device string: {device_type}")
        self.device = device_type
        self.fast_dtype = dtype if dtype is not None else torch.get_autocast_dtype(device_type)
        self._cache_enabled = True if cache_enabled is None else cache_enabled
        if enabled and device_type == "cuda":
            warnings.warn("CUDA is not available or torch_xla is imported. Disabling autocast.", stacklevel=2)
            enabled = False
        if enabled and device_type == "cpu" and self.fast_dtype not in (torch.bfloat16, torch.float16):
            warnings.warn(
                "In CPU autocast, but the target dtype is not supported. Disabling autocast.\n"
                "CPU Autocast only supports dtype of torch.bfloat16, torch.float16 currently.",
                stacklevel=2,
            )
            enabled = False
        self._enabled = enabled

    def __enter__(self):
        self._outer = torch._autocast.dtype()
        if self.device == "cpu":
            torch._autocast.set(self.fast_dtype if self._enabled else None)
        return self

    def __exit__(self, kind, value, trace):
        torch._autocast.set(self._outer)
        return False

    def __call__(self, func):
        @functools.wraps(func)
        def decorated(*args, **kwargs):
            with self:
                return func(*args, **kwargs)

        return decorated


def autocast_decorator(autocast_instance, func):
    return autocast_instance(func)


def is_autocast_available(device_type):
    return device_type in _DEVICES.split(", ")


def custom_fwd(fwd=None, *, device_type, cast_inputs=None):
    return functools.partial(custom_fwd, device_type=device_type, cast_inputs=cast_inputs) if fwd is None else fwd


def custom_bwd(bwd=None, *, device_type):
    return functools.partial(custom_bwd, device_type=device_type) if bwd is None else bwd
