# torch.cpu: the one device.
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
