# torch.distributed in one process: no group can be formed, and before that everything answers as PyTorch does.
import enum
import os

_NO_GROUP = "Default process group has not been initialized, please make sure to call init_process_group."


def is_available():
    return True


def is_initialized():
    return False


def is_nccl_available():
    return False


def is_gloo_available():
    return True


def is_mpi_available():
    return False


def is_ucc_available():
    return False


def is_torchelastic_launched():
    return False


def _needs_group(name):
    def raises(*args, **kwargs):
        raise ValueError(_NO_GROUP)

    raises.__name__ = raises.__qualname__ = name
    return raises


def __getattr__(name):
    if name in (
        "get_rank", "get_world_size", "get_backend", "all_reduce", "all_gather", "all_gather_into_tensor", "all_gather_object",
        "all_to_all", "all_to_all_single", "barrier", "broadcast", "broadcast_object_list", "gather", "gather_object", "irecv",
        "isend", "monitored_barrier", "recv", "reduce", "reduce_scatter", "reduce_scatter_tensor", "scatter", "scatter_object_list",
        "send", "new_group", "get_group_rank", "get_global_rank", "get_process_group_ranks", "batch_isend_irecv",
    ):  # fmt: skip
        return _needs_group(name)
    raise AttributeError(f"module 'torch.distributed' has no attribute '{name}'")


def init_process_group(backend=None, init_method=None, timeout=None, world_size=-1, rank=-1, **kwargs):
    if init_method is None and "RANK" not in os.environ:
        raise ValueError(
            "Error initializing torch.distributed using env:// rendezvous: environment variable RANK expected, but not set"
        )
    raise NotImplementedError("ishape: torch.distributed.init_process_group is not available here: there is one process")


def destroy_process_group(group=None):
    raise AssertionError("Process group cannot be None")


class RedOpType(enum.Enum):
    SUM = 0
    AVG = 1
    PRODUCT = 2
    MIN = 3
    MAX = 4
    BAND = 5
    BOR = 6
    BXOR = 7
    PREMUL_SUM = 8


class ReduceOp:
    RedOpType = RedOpType
    SUM = RedOpType.SUM
    AVG = RedOpType.AVG
    PRODUCT = RedOpType.PRODUCT
    MIN = RedOpType.MIN
    MAX = RedOpType.MAX
    BAND = RedOpType.BAND
    BOR = RedOpType.BOR
    BXOR = RedOpType.BXOR
    PREMUL_SUM = RedOpType.PREMUL_SUM


reduce_op = ReduceOp


class _Group:
    WORLD = None
    NON_GROUP_MEMBER = -100


group = _Group
GroupMember = _Group
