# torch.cuda on a build without CUDA: questions are answered, what needs a device raises PyTorch's own text.
import warnings
from collections import OrderedDict

import torch

_ABSENT = "Torch not compiled with CUDA enabled"
has_half = True
has_magma = False
_initialized = False

# One generator for each device: there are none.
default_generators = ()


def is_available():
    return False


def device_count():
    return 0


def is_initialized():
    return False


def is_bf16_supported(including_emulation=True):
    return False


def get_arch_list():
    return []


def get_gencode_flags():
    return ""


def manual_seed(seed):
    int(seed)


def manual_seed_all(seed):
    int(seed)


def seed():
    pass


def seed_all():
    pass


def empty_cache():
    pass


def memory_allocated(device=None):
    return 0


def max_memory_allocated(device=None):
    return 0


def memory_reserved(device=None):
    return 0


def max_memory_reserved(device=None):
    return 0


def memory_cached(device=None):
    return 0


def max_memory_cached(device=None):
    return 0


def memory_stats(device=None):
    return OrderedDict()


def get_rng_state_all():
    return []


def set_rng_state_all(new_states):
    pass


def _needs_device(name):
    def raises(*args, **kwargs):
        raise AssertionError(_ABSENT)

    raises.__name__ = raises.__qualname__ = name
    return raises


def __getattr__(name):
    if name in (
        "current_device", "get_device_name", "get_device_capability", "get_device_properties", "synchronize", "init",
        "current_stream", "default_stream", "get_rng_state", "set_rng_state", "initial_seed", "mem_get_info", "ipc_collect",
        "current_blas_handle", "set_per_process_memory_fraction", "can_device_access_peer", "memory_snapshot",
        "set_stream", "caching_allocator_alloc",
    ):  # fmt: skip
        return _needs_device(name)
    if name.endswith("Tensor"):
        return torch._cuda_tensor_type(name)
    raise AttributeError(f"module 'torch.cuda' has no attribute '{name}'")


def set_device(device):
    if (device if isinstance(device, int) else torch.device(device).index or 0) >= 0:
        raise AttributeError("module 'torch._C' has no attribute '_cuda_setDevice'")


def reset_peak_memory_stats(device=None):
    raise AttributeError("module 'torch._C' has no attribute '_cuda_resetPeakMemoryStats'")


def _reset_max(name):
    warnings.warn(
        f"torch.cuda.{name} now calls torch.cuda.reset_peak_memory_stats, which resets /all/ peak memory stats.",
        FutureWarning,
        stacklevel=3,
    )
    reset_peak_memory_stats()


def reset_max_memory_allocated(device=None):
    _reset_max("reset_max_memory_allocated")


def reset_max_memory_cached(device=None):
    _reset_max("reset_max_memory_cached")


def memory_summary(device=None, abbreviated=False):
    raise KeyError("allocated_bytes.all.current")


def is_current_stream_capturing():
    raise RuntimeError("Tried to instantiate dummy base class _cuda_isCurrentStreamCapturing")


def utilization(device=None):
    raise ModuleNotFoundError("nvidia-ml-py does not seem to be installed or it can't be imported.")


temperature = power_draw = clock_rate = utilization


class device:
    """Selects a device for a block; without devices it selects nothing."""

    def __init__(self, device):
        self.idx = device if isinstance(device, int) else -1

    def __enter__(self):
        if self.idx >= 0:
            raise AssertionError(_ABSENT)

    def __exit__(self, *exception):
        return False


class device_of(device):
    def __init__(self, obj):
        super().__init__(-1)


class StreamContext:
    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        pass

    def __exit__(self, *exception):
        return False


def stream(stream):
    return StreamContext(stream)


class Event:
    def __new__(cls, enable_timing=False, blocking=False, interprocess=False, external=False):
        raise RuntimeError("Tried to instantiate dummy base class Event")


class Stream:
    def __new__(cls, device=None, priority=0, **kwargs):
        raise RuntimeError("torch.cuda.Stream requires CUDA support")


class CUDAGraph:
    def __new__(cls, keep_graph=False):
        raise RuntimeError("Tried to instantiate dummy base class _CUDAGraph")


class OutOfMemoryError(RuntimeError):
    pass


class DeferredCudaCallError(Exception):
    pass
