# importlib.resources: the files of packages, as paths.
import contextlib
import importlib
import os
import pathlib
import types

__all__ = [
    "Package", "Resource", "as_file", "contents", "files", "is_resource", "open_binary", "open_text", "path", "read_binary", "read_text",
]

Package = types.ModuleType | str
Resource = str

def files(package):
    module = importlib.import_module(package) if isinstance(package, str) else package
    folders = getattr(module, "__path__", None)
    if folders is not None:
        return pathlib.Path(list(folders)[0])
    if isinstance(package, str) or getattr(module, "__file__", None) is None:
        raise TypeError(f"{module.__name__!r} is not a package")
    return pathlib.Path(module.__file__).parent

@contextlib.contextmanager
def as_file(path):
    yield pathlib.Path(path)

def _named(package, resource):
    parent, name = os.path.split(str(resource))
    if parent:
        raise ValueError(f"{resource!r} must be only a file name")
    return files(package) / name

def open_binary(package, resource):
    return _named(package, resource).open("rb")

def read_binary(package, resource):
    return _named(package, resource).read_bytes()

def open_text(package, resource, encoding="utf-8", errors="strict"):
    return _named(package, resource).open("r", encoding=encoding, errors=errors)

def read_text(package, resource, encoding="utf-8", errors="strict"):
    with open_text(package, resource, encoding, errors) as file:
        return file.read()

def contents(package):
    return [each.name for each in files(package).iterdir()]

def is_resource(package, name):
    return _named(package, name).is_file()

def path(package, resource):
    return as_file(_named(package, resource))
