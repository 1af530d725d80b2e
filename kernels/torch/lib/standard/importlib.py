# importlib: imports as calls.
import _imports
import sys

def _resolved(name, package):
    if not name.startswith("."):
        return name
    if not package:
        raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
    level = len(name) - len(name.lstrip("."))
    parts = package.split(".")
    if level > len(parts):
        raise ImportError("attempted relative import beyond top-level package")
    base = ".".join(parts[:len(parts) - level + 1])
    return f"{base}.{name[level:]}" if name[level:] else base

def import_module(name, package=None):
    return _imports.load(_resolved(name, package))

def reload(module):
    return _imports.reload(module)

def invalidate_caches():
    pass

def find_loader(name, path=None):
    from importlib.util import find_spec
    spec = find_spec(name)
    return None if spec is None else spec.loader

__import__ = __import__

def __getattr__(name):
    # So much of a program's imports brings these that they are there as soon as one asks.
    if name in ("machinery", "metadata", "util"):
        return _imports.load(f"importlib.{name}")
    raise AttributeError(f"module 'importlib' has no attribute {name!r}")
