# torch.mps: no Metal device.
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
