# torch._libraries: compiled libraries of operators. Machine code can't be loaded; operators that are here themselves come in its place.
import importlib
import os

# A package's extension, and the module that has its operators.
_OWN = {("torchvision", "_C"): "torch._vision"}


def own(folder, file):
    """The module that stands for an extension; None for those that are not here."""
    return _OWN.get((os.path.basename(folder), file.partition(".")[0]))


def load(path):
    module = own(*os.path.split(os.path.abspath(path)))
    if module is None:
        raise OSError(f"Could not load this library: {path} (ishape can't load machine code)")
    importlib.import_module(module).register()
