# importlib.util and importlib.machinery: specs, and modules made from them.
import _imports
import sys
import types
from importlib import _resolved as resolve_name

class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name, self.loader, self.origin, self.loader_state = name, loader, origin, loader_state
        self.submodule_search_locations = [] if is_package else None
        self.has_location = False
        self.cached = None
    @property
    def parent(self):
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name
    def __repr__(self):
        parts = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            parts.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            parts.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"ModuleSpec({', '.join(parts)})"

class SourceFileLoader:
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        _imports.run_file(module, self.path)
    def load_module(self, fullname=None):
        module = sys.modules[self.name] = module_from_spec(spec_from_file_location(self.name, self.path, loader=self))
        self.exec_module(module)
        return module
    def get_filename(self, fullname=None):
        return self.path
    def get_data(self, path):
        with open(path, "rb") as f:
            return f.read()
    def get_source(self, fullname=None):
        with open(self.path) as f:
            return f.read()
    def is_package(self, fullname=None):
        return self.path.endswith("/__init__.py")

class BuiltinImporter:
    @classmethod
    def create_module(cls, spec):
        return _imports.load(spec.name)
    @classmethod
    def exec_module(cls, module):
        pass

class _NamespaceLoader(BuiltinImporter):
    pass

def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)

def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    import os
    path = os.path.abspath(os.fspath(location))
    if loader is None:
        if not path.endswith((".py", ".pyi", ".pyw")):
            return None
        loader = SourceFileLoader(name, path)
    spec = ModuleSpec(name, loader, origin=path)
    spec.has_location = True
    if submodule_search_locations is not None:
        spec.submodule_search_locations = list(submodule_search_locations)
    elif path.endswith("/__init__.py"):
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
        spec = ModuleSpec(name, _NamespaceLoader, is_package=True)
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

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = b"\xa7\r\r\n"

def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
