# torch.backends.cuda: settings that are kept and change nothing.
import contextlib
import types

matmul = types.SimpleNamespace(
    allow_tf32=False,
    allow_fp16_reduced_precision_reduction=True,
    allow_bf16_reduced_precision_reduction=True,
    allow_fp16_accumulation=False,
    fp32_precision="none",
)
cufft_plan_cache = types.SimpleNamespace(size=0, max_size=0, clear=lambda: None)


class _Kernels:
    flash = math = mem_efficient = cudnn = True


def is_built():
    return False


def flash_sdp_enabled():
    return _Kernels.flash


def enable_flash_sdp(enabled):
    _Kernels.flash = enabled


def mem_efficient_sdp_enabled():
    return _Kernels.mem_efficient


def enable_mem_efficient_sdp(enabled):
    _Kernels.mem_efficient = enabled


def math_sdp_enabled():
    return _Kernels.math


def enable_math_sdp(enabled):
    _Kernels.math = enabled


def cudnn_sdp_enabled():
    return _Kernels.cudnn


def enable_cudnn_sdp(enabled):
    _Kernels.cudnn = enabled


def is_flash_attention_available():
    return False


def preferred_linalg_library(backend=None):
    return backend


def preferred_blas_library(backend=None):
    return backend


@contextlib.contextmanager
def sdp_kernel(enable_flash=True, enable_math=True, enable_mem_efficient=True, enable_cudnn=True):
    yield {}
