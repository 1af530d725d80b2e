# torch._libraries: compiled libraries of operators. Machine code can't be loaded; operators that are here themselves come in its place.
import os


def load(path):
    folder, file = os.path.split(os.path.abspath(path))
    raise OSError(f"Could not load this library: {path} (ishape can't load machine code)")
