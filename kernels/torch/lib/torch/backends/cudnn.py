# torch.backends.cudnn: settings that are kept and change nothing.
import contextlib
import types

enabled = True
benchmark = False
benchmark_limit = 10
deterministic = False
allow_tf32 = True
fp32_precision = "none"
conv = types.SimpleNamespace(fp32_precision="tf32")
rnn = types.SimpleNamespace(fp32_precision="tf32")


def is_available():
    return False


def is_acceptable(tensor):
    return False


def version():
    return None


@contextlib.contextmanager
def flags(enabled=False, benchmark=False, benchmark_limit=10, deterministic=False, allow_tf32=True, fp32_precision="none"):
    yield
