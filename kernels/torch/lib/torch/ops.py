# torch.ops: namespaces of operators.
from torch._ops import _OpNamespace
from torch._libraries import load as _load

loaded_libraries = set()
_namespaces = {}


def load_library(path):
    _load(path)
    loaded_libraries.add(str(path))


def import_module(module):
    import importlib

    importlib.import_module(module)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module 'torch.ops' has no attribute '{name}'")
    if name not in _namespaces:
        _namespaces[name] = _OpNamespace(name)
    return _namespaces[name]
