# torch.multiprocessing: settings; there is one process.
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
