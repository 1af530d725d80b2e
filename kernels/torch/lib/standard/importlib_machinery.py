# importlib.machinery: what specs are made of, who finds the files they name and who runs them.
import _imports
import os
import sys

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = [".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so"]

def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES

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
    def __eq__(self, other):
        if not isinstance(other, ModuleSpec):
            return NotImplemented
        return self._parts() == other._parts()
    def _parts(self):
        return self.name, self.loader, self.origin, self.submodule_search_locations, self.cached, self.has_location

class FileLoader:
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path
    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__
    def __hash__(self):
        return hash(self.name) ^ hash(self.path)
    def create_module(self, spec):
        return None
    def load_module(self, fullname=None):
        from importlib.util import module_from_spec, spec_from_file_location
        module = sys.modules[self.name] = module_from_spec(spec_from_file_location(self.name, self.path, loader=self))
        self.exec_module(module)
        return module
    def get_filename(self, fullname=None):
        return self.path
    def get_data(self, path):
        with open(path, "rb") as f:
            return f.read()
    def is_package(self, fullname=None):
        return os.path.splitext(os.path.basename(self.path))[0] == "__init__"

class SourceFileLoader(FileLoader):
    def exec_module(self, module):
        _imports.run_file(module, self.path)
    def get_source(self, fullname=None):
        with open(self.path) as f:
            return f.read()

class SourcelessFileLoader(FileLoader):
    def exec_module(self, module):
        raise ImportError(f"ishape runs source text, no compiled code: {self.path}", name=self.name, path=self.path)
    def get_source(self, fullname=None):
        return None

class ExtensionFileLoader(FileLoader):
    def create_module(self, spec):
        if not os.path.isfile(self.path):
            raise ImportError(f"{self.path}: cannot open shared object file: No such file or directory", name=self.name, path=self.path)
        raise ImportError(f"ishape can't load machine code: {self.path}", name=self.name, path=self.path)
    def exec_module(self, module):
        pass
    def get_source(self, fullname=None):
        return None

class BuiltinImporter:
    @classmethod
    def create_module(cls, spec):
        return _imports.load(spec.name)
    @classmethod
    def exec_module(cls, module):
        pass

class FrozenImporter(BuiltinImporter):
    pass

class NamespaceLoader(BuiltinImporter):
    pass

class FileFinder:
    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = os.path.abspath(path or ".")
    def find_spec(self, fullname, target=None):
        from importlib.util import spec_from_file_location
        whole = os.path.join(self.path, fullname.rpartition(".")[2])
        folder = os.path.isdir(whole)
        if folder:
            for suffix, loader in self._loaders:
                first = os.path.join(whole, f"__init__{suffix}")
                if os.path.isfile(first):
                    return spec_from_file_location(fullname, first, loader=loader(fullname, first), submodule_search_locations=[whole])
        for suffix, loader in self._loaders:
            if os.path.isfile(whole + suffix):
                return spec_from_file_location(fullname, whole + suffix, loader=loader(fullname, whole + suffix))
        if folder:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [whole]
            return spec
        if all(loader is ExtensionFileLoader for _, loader in self._loaders):
            return self._own_extension(fullname, whole)
    def _own_extension(self, fullname, whole):
        """A library of operators that are here themselves is found where it would have been built."""
        from importlib.util import spec_from_file_location
        from torch._libraries import own
        if own(self.path, os.path.basename(whole)) is not None:
            path = whole + EXTENSION_SUFFIXES[-1]
            return spec_from_file_location(fullname, path, loader=ExtensionFileLoader(fullname, path))
    def invalidate_caches(self):
        pass
    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not os.path.isdir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder
    def __repr__(self):
        return f"FileFinder({self.path!r})"

class PathFinder:
    @staticmethod
    def find_spec(fullname, path=None, target=None):
        namespace = []
        for folder in sys.path if path is None else path:
            finder = FileFinder(folder, (ExtensionFileLoader, EXTENSION_SUFFIXES), (SourceFileLoader, SOURCE_SUFFIXES))
            found = finder.find_spec(fullname)
            if found is not None and found.loader is not None:
                return found
            if found is not None:
                namespace.extend(found.submodule_search_locations)
        if namespace:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = namespace
            return spec
    @staticmethod
    def invalidate_caches():
        pass
