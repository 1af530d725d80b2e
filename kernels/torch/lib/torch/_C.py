# torch._C: the few private names that programs ask for.
import torch.nn.functional as _nn
from torch._overrides import DisableTorchFunction, DisableTorchFunctionSubclass, _disabled_torch_function_impl


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
