# importlib.util: specs, and modules made from them.
import _imports
import sys
import types
from importlib import _resolved as resolve_name
from importlib.machinery import (
    BYTECODE_SUFFIXES, BuiltinImporter, EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec, NamespaceLoader,
    SOURCE_SUFFIXES, SourceFileLoader, SourcelessFileLoader,
)

_LOADERS = [(ExtensionFileLoader, EXTENSION_SUFFIXES), (SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]

def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)

def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    import os
    path = os.path.abspath(os.fspath(location))
    if loader is None:
        for kind, suffixes in _LOADERS:
            if path.endswith(tuple(suffixes)):
                loader = kind(name, path)
                break
        else:
            return None
    spec = ModuleSpec(name, loader, origin=path)
    spec.has_location = True
    if submodule_search_locations is not None:
        spec.submodule_search_locations = list(submodule_search_locations)
    elif hasattr(loader, "is_package") and loader.is_package(name):
        spec.submodule_search_locations = [os.path.dirname(path)]
    return spec

def find_spec(name, package=None):
    name = resolve_name(name, package)
    known = sys.modules.get(name)
    if known is not None and getattr(known, "__spec__", None) is not None:
        return known.__spec__
    folders = None
    if "." in name:
        parent = _imports.load(name.rpartition(".")[0])
        folders = getattr(parent, "__path__", None)
        if folders is None:
            folders = []
    found = _imports.find(name, folders)
    if found is None:
        return None
    origin, places = found
    if origin == "built-in":
        return ModuleSpec(name, BuiltinImporter, origin=origin, is_package=places is not None)
    if origin is None:
        spec = ModuleSpec(name, NamespaceLoader, is_package=True)
        spec.submodule_search_locations = places
        return spec
    return spec_from_file_location(name, origin, submodule_search_locations=places)

def module_from_spec(spec):
    module = spec.loader.create_module(spec) if hasattr(spec.loader, "create_module") else None
    if module is None:
        module = types.ModuleType(spec.name)
    module.__spec__, module.__loader__, module.__package__ = spec, spec.loader, spec.parent
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module

def source_hash(source_bytes):
    raise NotImplementedError("importlib.util.source_hash is not available in ishape")

class LazyLoader:
    def __init__(self, loader):
        self.loader = loader
    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))
    def create_module(self, spec):
        return self.loader.create_module(spec)
    def exec_module(self, module):
        self.loader.exec_module(module)

MAGIC_NUMBER = b"\xa7\r\r\n"
