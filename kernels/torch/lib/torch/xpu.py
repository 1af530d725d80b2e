# torch.xpu: no Intel device.
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
