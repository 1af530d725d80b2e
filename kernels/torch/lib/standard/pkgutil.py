# pkgutil: what is in packages.
import importlib
import os
import sys
from collections import namedtuple

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")

def iter_modules(path=None, prefix=""):
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    seen = set()
    for folder in sys.path if path is None else path:
        folder = os.fspath(folder) or "."
        if not os.path.isdir(folder):
            continue
        for entry in sorted(os.listdir(folder)):
            whole = os.path.join(folder, entry)
            name, ending = os.path.splitext(entry)
            package = not ending and os.path.isfile(os.path.join(whole, "__init__.py"))
            if (ending == ".py" or package) and name.isidentifier() and name != "__init__" and name not in seen:
                seen.add(name)
                yield ModuleInfo(None, prefix + name, package)

def walk_packages(path=None, prefix="", onerror=None):
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            importlib.import_module(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            yield from walk_packages(getattr(sys.modules[info.name], "__path__", None) or [], info.name + ".", onerror)

def get_data(package, resource):
    module = importlib.import_module(package)
    if getattr(module, "__file__", None) is None:
        return None
    with open(os.path.join(os.path.dirname(module.__file__), *resource.split("/")), "rb") as file:
        return file.read()

def extend_path(path, name):
    if not isinstance(path, list):
        return path
    folders = [os.path.join(folder, *name.split(".")) for folder in sys.path]
    return path + [folder for folder in folders if os.path.isdir(folder) and folder not in path]

def resolve_name(name):
    # `package.module:object.attribute`, or all with points: then as much is imported as can be.
    module, colon, path = name.partition(":")
    parts = module.split(".") + (path.split(".") if path else [])
    if not all(part.isidentifier() for part in parts):
        raise ValueError(f"invalid format: {name!r}")
    if colon:
        found, rest = importlib.import_module(module), path.split(".") if path else []
    else:
        rest = module.split(".")
        at = rest.pop(0)
        found = importlib.import_module(at)
        while rest:
            try:
                found = importlib.import_module(f"{at}.{rest[0]}")
            except ImportError:
                break
            at += "." + rest.pop(0)
    for part in rest:
        found = getattr(found, part)
    return found
