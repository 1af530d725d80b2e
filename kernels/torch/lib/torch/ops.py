# torch.ops: the operators by their native names.
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
