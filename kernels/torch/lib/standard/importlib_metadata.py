# importlib.metadata: the versions of what is here, and of packages whose metadata lie on the path.
import os
import re
import sys

# The packages that are here, by the names under which they are distributed.
_OWN = {"torch": "torch", "numpy": "numpy", "torchvision": "torchvision", "einops": "einops", "matplotlib": "matplotlib", "tqdm": "tqdm", "pillow": "PIL"}

class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f"No package metadata was found for {self.name}"
    @property
    def name(self):
        return self.args[0]

class PackageMetadata:
    """The lines `Name: value` before the first empty one; what follows is the description."""
    def __init__(self, text):
        head, _, self._body = text.partition("\n\n")
        self._items = []
        for line in head.splitlines():
            if line[:1].isspace() and self._items:
                self._items[-1] = (self._items[-1][0], self._items[-1][1] + "\n" + line)
            elif ":" in line:
                name, _, value = line.partition(":")
                self._items.append((name.strip(), value.strip()))
    def get_all(self, name, failobj=None):
        return [value for each, value in self._items if each.lower() == name.lower()] or failobj
    def get(self, name, failobj=None):
        return (self.get_all(name) or [failobj])[0]
    def __getitem__(self, name):
        return self.get(name)
    def __contains__(self, name):
        return self.get_all(name) is not None
    def __iter__(self):
        return iter(self.keys())
    def __len__(self):
        return len(self._items)
    def keys(self):
        return [name for name, _ in self._items]
    def values(self):
        return [value for _, value in self._items]
    def items(self):
        return list(self._items)
    def get_payload(self):
        return self._body

class Distribution:
    def __init__(self, path):
        self._path = path
    @classmethod
    def from_name(cls, name):
        return distribution(name)
    def read_text(self, filename):
        try:
            with open(os.path.join(self._path, filename), encoding="utf-8") as file:
                return file.read()
        except OSError:
            return None
    @property
    def metadata(self):
        return PackageMetadata(self.read_text("METADATA") or self.read_text("PKG-INFO") or "")
    @property
    def name(self):
        return self.metadata["Name"]
    @property
    def version(self):
        return self.metadata["Version"]
    @property
    def requires(self):
        return self.metadata.get_all("Requires-Dist")
    @property
    def files(self):
        raise NotImplementedError("importlib.metadata: files of distributions are not available in ishape")
    @property
    def entry_points(self):
        return []

class _Own(Distribution):
    """One of the packages that are here: nothing but its name and version is known."""
    def __init__(self, name):
        self._name = name
    def read_text(self, filename):
        import importlib
        if filename == "top_level.txt":
            return _OWN[self._name]
        found = getattr(importlib.import_module(_OWN[self._name]), "__version__", None)
        return f"Name: {self._name}\nVersion: {found}\n" if filename == "METADATA" and found is not None else None

def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()

def _found():
    for folder in sys.path:
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        for entry in entries:
            if entry.endswith((".dist-info", ".egg-info")):
                yield _plain(re.split(r"-\d", entry.rpartition(".")[0])[0]), os.path.join(folder, entry)

def distribution(distribution_name):
    if not distribution_name:
        raise ValueError("A distribution name is required.")
    wanted = _plain(distribution_name)
    for name, path in _found():
        if name == wanted:
            return Distribution(path)
    if wanted in _OWN:
        return _Own(wanted)
    raise PackageNotFoundError(distribution_name)

def distributions(**kwargs):
    found = list(_found())
    known = {name for name, _ in found}
    return iter([Distribution(path) for _, path in found] + [_Own(name) for name in _OWN if name not in known])

def packages_distributions():
    found = {}
    for each in distributions():
        for package in (each.read_text("top_level.txt") or "").split():
            found.setdefault(package, []).append(each.name)
    return found

def metadata(distribution_name):
    return distribution(distribution_name).metadata

def version(distribution_name):
    return distribution(distribution_name).version

def requires(distribution_name):
    return distribution(distribution_name).requires

def entry_points(**params):
    return []
