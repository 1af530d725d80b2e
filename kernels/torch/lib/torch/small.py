# Modules of a few lines each: `#: name` begins one.

#: torch.backends
disable_global_flags = lambda: None


#: torch.backends.mps
def is_available():
    return False


def is_built():
    return False


def is_macos_or_newer(major, minor):
    return False


def is_macos13_or_newer(minor=0):
    return False


#: torch.backends.mkl
def is_available():
    return True


#: torch.backends.mkldnn
enabled = True
deterministic = False
allow_tf32 = True


def is_available():
    return True


#: torch.backends.openmp
def is_available():
    return True


#: torch.backends.opt_einsum
enabled = False
strategy = None


def is_available():
    return False


def get_opt_einsum():
    return None


#: torch.backends.cpu
def get_cpu_capability():
    return "DEFAULT"


#: torch.backends.quantized
engine = "x86"
supported_engines = ["x86", "none", "onednn", "fbgemm"]


#: torch.version
__version__ = "2.13.0+cpu"
debug = False
cuda = None
hip = None
rocm = None
xpu = None
git_version = "unknown"


#: torch.__config__
def show():
    return "ishape: no PyTorch was built\n"


def parallel_info():
    return "ATen/Parallel:\n\tat::get_num_threads() : 1\n"


#: torch.types
import builtins
import typing
from typing import Any, List, Optional, Sequence, Tuple, Union

import torch
from torch import Size, Tensor
from torch import device as _device
from torch import dtype as _dtype
from torch import layout as _layout

Number = int | float | bool
Device = Union[torch.device, str, int, None]
_TensorOrTensors = Union[Tensor, Sequence[Tensor]]
_int = int
_float = float
_bool = bool
_complex = complex
_size = Union[torch.Size, List[int], Tuple[int, ...]]
FileLike = Any
Storage = Any
PyObject = object


#: torch.random
import contextlib

import torch
from torch import default_generator, get_rng_state, initial_seed, manual_seed, seed, set_rng_state


@contextlib.contextmanager
def fork_rng(devices=None, enabled=True, _caller="fork_rng", _devices_kw="devices", device_type="cuda"):
    kept = get_rng_state() if enabled else None
    try:
        yield
    finally:
        if kept is not None:
            set_rng_state(kept)


#: torch.accelerator
def is_available():
    return False


def current_accelerator(check_available=False):
    return None


def device_count():
    return 0


def _no_device(*args, **kwargs):
    raise RuntimeError("Cannot access accelerator device when none is available.")


current_device_index = current_device_idx = set_device_index = set_device_idx = _no_device
current_stream = set_stream = synchronize = _no_device


def empty_cache():
    pass


def memory_allocated(device_index=None, /):
    return 0


#: torch.mps
def is_available():
    return False


def device_count():
    return 0


def manual_seed(seed):
    pass


def _needs_mps(what):
    def raises(*args):
        raise RuntimeError(f"Cannot execute {what}() without MPS backend.")

    return raises


empty_cache = _needs_mps("emptyCache")
synchronize = _needs_mps("deviceSynchronize")


#: torch.xpu
def is_available():
    return False


def device_count():
    return 0


def manual_seed(seed):
    pass


def manual_seed_all(seed):
    pass


def empty_cache():
    pass


def synchronize(device=None):
    raise AssertionError("Torch not compiled with XPU enabled")


#: torch.cpu
import contextlib


def is_available():
    return True


def device_count():
    return 1


def current_device():
    return "cpu"


def set_device(device):
    pass


def synchronize(device=None):
    pass


def is_initialized():
    return True


#: torch.cpu.amp
import functools
import warnings

import torch.amp


class autocast(torch.amp.autocast):
    def __init__(self, enabled=True, dtype=torch.bfloat16, cache_enabled=True):
        warnings.warn(
            "`torch.cpu.amp.autocast(args...)` is deprecated. Please use `torch.amp.autocast('cpu', args...)` instead.",
            FutureWarning,
            stacklevel=2,
        )
        super().__init__("cpu", enabled=enabled, dtype=dtype, cache_enabled=cache_enabled)


class GradScaler(torch.amp.GradScaler):
    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True):
        super().__init__("cpu", init_scale, growth_factor, backoff_factor, growth_interval, enabled)


#: torch.compiler
from torch import compile


def is_compiling():
    return False


def is_dynamo_compiling():
    return False


def is_exporting():
    return False


def reset():
    pass


def disable(fn=None, recursive=True, *, reason=None):
    return fn if fn is not None else lambda fn: fn


def allow_in_graph(fn):
    return fn


def assume_constant_result(fn):
    return fn


def substitute_in_graph(original_fn, **kwargs):
    return lambda fn: fn


def list_backends(exclude_tags=()):
    return ["inductor"]


def cudagraph_mark_step_begin():
    pass


def set_stance(stance="default", **kwargs):
    import contextlib

    return contextlib.nullcontext()


#: torch._dynamo
import types

import torch
from torch.compiler import allow_in_graph, assume_constant_result, disable, is_compiling, list_backends, reset

config = types.SimpleNamespace(suppress_errors=False, cache_size_limit=8, recompile_limit=8, verbose=False, error_on_recompile=False)


class OptimizedModule(torch.nn.Module):
    """What torch.compile makes of a module: it calls the module, and its names begin with `_orig_mod`."""

    def __init__(self, mod):
        super().__init__()
        self._orig_mod = mod
        self.training = mod.training

    def forward(self, *args, **kwargs):
        return self._orig_mod(*args, **kwargs)

    def __getattr__(self, name):
        if name == "_orig_mod":
            return self._modules["_orig_mod"]
        return getattr(self._orig_mod, name)


def graph_break(msg=""):
    pass


def mark_dynamic(t, index, **kwargs):
    pass


def mark_static(t, index=None):
    pass


def optimize(*args, **kwargs):
    return lambda fn: fn


def explain(f, *args, **kwargs):
    raise NotImplementedError("ishape: torch._dynamo.explain is not available here")


#: torch._inductor
def list_mode_options(mode=None, dynamic=None):
    return {}


#: torch._inductor.config
max_autotune = False
triton = None


#: torch._inductor.utils
import contextlib


@contextlib.contextmanager
def fresh_inductor_cache(*args, **kwargs):
    yield


#: torch._logging
def set_logs(**kwargs):
    pass


#: torch.hub
import os
from urllib.parse import urlparse

from tqdm import tqdm


def get_dir():
    if "TORCH_HUB" in os.environ:
        return os.environ["TORCH_HUB"]
    home = os.environ.get("TORCH_HOME") or os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "torch")
    return os.path.join(home, "hub") if _Folder.chosen is None else _Folder.chosen


class _Folder:
    chosen = None


def set_dir(d):
    _Folder.chosen = os.path.expanduser(d)


def _network(name, what):
    def raises(*args, **kwargs):
        raise NotImplementedError(f"ishape: torch.hub.{name} is not available here: it is a sandbox without a network, {what} can't be fetched")

    raises.__name__ = raises.__qualname__ = name
    return raises


load = _network("load", "a repository")
list = _network("list", "a repository")
help = _network("help", "a repository")
load_state_dict_from_url = _network("load_state_dict_from_url", "weights")
download_url_to_file = _network("download_url_to_file", "a file")


#: torch.utils.model_zoo
from torch.hub import load_state_dict_from_url as load_url
from torch.hub import tqdm


#: torch.utils.tensorboard
class SummaryWriter:
    """Takes every record and writes none: a sandbox has no event files."""

    def __init__(self, log_dir=None, comment="", purge_step=None, max_queue=10, flush_secs=120, filename_suffix=""):
        self.log_dir = log_dir if log_dir is not None else "runs"

    def get_logdir(self):
        return self.log_dir

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def _nothing(self, *args, **kwargs):
        pass

    add_scalar = add_scalars = add_histogram = add_histogram_raw = add_image = add_images = add_image_with_boxes = _nothing
    add_figure = add_video = add_audio = add_text = add_graph = add_embedding = add_pr_curve = add_hparams = add_mesh = _nothing
    add_custom_scalars = add_onnx_graph = add_tensor = flush = close = _nothing


FileWriter = SummaryWriter


#: torch.utils.tensorboard.writer
from torch.utils.tensorboard import FileWriter, SummaryWriter


#: torch.utils.cpp_extension
import os

CUDA_HOME = None
ROCM_HOME = None


def _compiler(name):
    def raises(*args, **kwargs):
        raise NotImplementedError(f"ishape: torch.utils.cpp_extension.{name} is not available here: there is no compiler for C++")

    raises.__name__ = raises.__qualname__ = name
    return raises


load = _compiler("load")
load_inline = _compiler("load_inline")
CppExtension = _compiler("CppExtension")
CUDAExtension = _compiler("CUDAExtension")


class BuildExtension:
    @classmethod
    def with_options(cls, **options):
        return cls


def include_paths(device_type="cpu"):
    return []


#: torch.utils.hooks
import collections

from torch.nn.modules.module import RemovableHandle


def unserializable_hook(f):
    return f


def warn_if_has_hooks(tensor):
    pass


#: torch.utils.dlpack
def to_dlpack(tensor):
    return tensor.detach()


def from_dlpack(ext_tensor):
    return ext_tensor.detach()


#: torch.nn.parallel.distributed
import torch


class DistributedDataParallel(torch.nn.Module):
    def __init__(self, module, device_ids=None, output_device=None, dim=0, broadcast_buffers=True, **kwargs):
        super().__init__()
        raise ValueError("Default process group has not been initialized, please make sure to call init_process_group.")


#: torch.nn.parallel
from torch.nn import DataParallel
from torch.nn.parallel.distributed import DistributedDataParallel


def data_parallel(module, inputs, device_ids=None, output_device=None, dim=0, module_kwargs=None):
    return module(*(inputs if isinstance(inputs, tuple) else (inputs,)), **(module_kwargs or {}))


def _accelerator(*args, **kwargs):
    raise AssertionError("Torch not compiled with CUDA enabled")


replicate = scatter = gather = parallel_apply = comm = _accelerator


#: torch.nn.parallel.scatter_gather
from torch.nn.parallel import gather, scatter


#: torch.nn.parameter
from torch.nn import Buffer, Parameter, UninitializedBuffer, UninitializedParameter


#: torch.nn.attention
import contextlib
import enum


class SDPBackend(enum.Enum):
    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4


@contextlib.contextmanager
def sdpa_kernel(backends, set_priority=False):
    if not isinstance(backends, (list, SDPBackend)):
        raise AssertionError("Backend must be an instance of SDPBackend or a list of SDPBackend instances")
    yield {}


#: torch.multiprocessing
class _Chosen:
    method = "fork"


def get_start_method(allow_none=False):
    return _Chosen.method


def set_start_method(method, force=False):
    _Chosen.method = method


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def cpu_count():
    return 1


def get_sharing_strategy():
    return "file_descriptor"


def set_sharing_strategy(new_strategy):
    pass


def get_all_sharing_strategies():
    return {"file_descriptor", "file_system"}


#: torch.futures
import torch
from torch import Future


def collect_all(futures):
    made = Future()
    for each in futures:
        each.wait()
    made.set_result(futures)
    return made


def wait_all(futures):
    return [each.wait() for each in futures]


#: torch.onnx
def is_in_onnx_export():
    return False


#: torch.overrides
def has_torch_function(relevant_args):
    return False


def has_torch_function_unary(arg):
    return False


def has_torch_function_variadic(*args):
    return False


def is_tensor_like(inp):
    import torch

    return isinstance(inp, torch.Tensor) or hasattr(inp, "__torch_function__")


#: torch.library
def register_fake(op, func=None, **kwargs):
    return func if func is not None else lambda fn: fn


def impl_abstract(op, func=None, **kwargs):
    return func if func is not None else lambda fn: fn


class custom_op:
    """An operator of the program's own: the function, with the registrations of its rules taken and not needed."""

    def __new__(cls, name, fn=None, /, *, mutates_args=(), device_types=None, schema=None, tags=None):
        if fn is None:
            return lambda fn: cls(name, fn, mutates_args=mutates_args)
        self = object.__new__(cls)
        self._name, self._fn, self.__name__ = name, fn, fn.__name__
        return self

    def __call__(self, *args, **kwargs):
        return self._fn(*args, **kwargs)

    def register_fake(self, fn):
        return fn

    def register_kernel(self, device_types, fn=None):
        return fn if fn is not None else lambda fn: fn

    def register_autograd(self, backward, *, setup_context=None):
        raise NotImplementedError("ishape: torch.library.custom_op(...).register_autograd is not available here")


#: torch._C
def _get_tracing_state():
    return None


def _jit_set_autocast_mode(enabled):
    return False


def _jit_set_profiling_executor(enabled):
    return False


def _jit_set_profiling_mode(enabled):
    return False


def _jit_override_can_fuse_on_cpu(enabled):
    pass


def _jit_override_can_fuse_on_gpu(enabled):
    pass


def _jit_set_texpr_fuser_enabled(enabled):
    pass


def _log_api_usage_once(name):
    pass


def _is_tracing():
    return False


_has_mps = False
_has_cuda = False


#: torch._utils
def _get_all_device_indices():
    return []


def _flatten_dense_tensors(tensors):
    import torch

    return torch.cat([each.contiguous().view(-1) for each in tensors])


def _unflatten_dense_tensors(flat, tensors):
    pieces, at = [], 0
    for each in tensors:
        pieces.append(flat[at : at + each.numel()].view_as(each))
        at += each.numel()
    return tuple(pieces)


#: torch.ops
class _Packet:
    def __init__(self, path):
        self._path = path

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Packet(f"{self._path}.{name}")

    def __call__(self, *args, **kwargs):
        parts = self._path.split(".")
        import torch

        if len(parts) >= 3 and parts[1] == "aten" and hasattr(torch, parts[2]):
            return getattr(torch, parts[2])(*args, **kwargs)
        raise NotImplementedError(f"ishape: torch.{self._path} is not available here")

    def __repr__(self):
        parts = self._path.split(".")
        return f"<OpOverloadPacket(op='{'.'.join(parts[1:])}')>"


def load_library(path):
    raise NotImplementedError("ishape: torch.ops.load_library is not available here: native code can't be loaded")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module 'torch.ops' has no attribute '{name}'")
    return _Packet(f"ops.{name}")


#: torch.classes
def load_library(path):
    raise NotImplementedError("ishape: torch.classes.load_library is not available here: native code can't be loaded")


#: torch.autograd.function
from torch.autograd import Function, FunctionCtx


def once_differentiable(fn):
    return fn


#: torch.autograd.variable
from torch.autograd import Variable


#: torch.autograd.grad_mode
from torch import enable_grad, inference_mode, no_grad, set_grad_enabled


#: torch.autograd.graph
import contextlib


class save_on_cpu(contextlib.nullcontext):
    def __init__(self, pin_memory=False, device_type="cuda"):
        super().__init__()


#: torch.autograd.gradcheck
import torch


class GradcheckError(RuntimeError):
    pass


def _tensors(values):
    return [each for each in (values if isinstance(values, (tuple, list)) else (values,)) if isinstance(each, torch.Tensor)]


def gradcheck(func, inputs, *, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True, nondet_tol=0.0, check_undefined_grad=True,
              check_grad_dtypes=False, check_batched_grad=False, check_batched_forward_grad=False, check_forward_ad=False,
              check_backward_ad=True, fast_mode=False, masked=None):  # fmt: skip
    """Compares every entry of the Jacobian with a central difference."""
    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    checked = [each for each in _tensors(inputs) if each.requires_grad]
    if len(checked) == 0:
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of the them have requires_grad=True."
        )
    outputs = _tensors(func(*inputs))
    for place, output in enumerate(outputs):
        if not output.requires_grad:
            continue
        for which, each in enumerate(checked):
            numeric = torch.zeros(each.numel(), output.numel(), dtype=torch.float64)
            flat = each.detach().view(-1) if each.is_contiguous() else None
            if flat is None:
                raise NotImplementedError("ishape: gradcheck of an input that is not contiguous is not available here")
            for at in range(each.numel()):
                kept = flat[at].item()
                with torch.no_grad():
                    flat[at] = kept + eps
                    above = _tensors(func(*inputs))[place].detach().clone().reshape(-1)
                    flat[at] = kept - eps
                    below = _tensors(func(*inputs))[place].detach().clone().reshape(-1)
                    flat[at] = kept
                numeric[at] = (above - below) / (2 * eps)
            analytical = torch.zeros_like(numeric)
            again = _tensors(func(*inputs))[place]
            for at in range(output.numel()):
                seed = torch.zeros_like(again).reshape(-1)
                seed[at] = 1
                (grad,) = torch.autograd.grad(again, each, seed.view_as(again), retain_graph=True, allow_unused=True)
                if grad is not None:
                    analytical[:, at] = grad.reshape(-1)
            if not torch.allclose(analytical, numeric, rtol, atol):
                if not raise_exception:
                    return False
                raise GradcheckError(
                    f"Jacobian mismatch for output {place} with respect to input {which},\nnumerical:{numeric}\nanalytical:{analytical}\n"
                )
    return True
