# importlib.machinery and importlib.util: finders, loaders, specs.
import importlib
import importlib.machinery as machinery
import importlib.util
import os
import shutil
import tempfile


def refused(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).replace(folder, "FOLDER"))


def described(spec):
    if spec is None:
        return None
    places = spec.submodule_search_locations
    texts = spec.name, type(spec.loader).__name__, spec.origin, places and list(places), spec.has_location, spec.parent
    return str(texts).replace(folder, "FOLDER")


folder = tempfile.mkdtemp()
os.mkdir(os.path.join(folder, "pack"))
os.mkdir(os.path.join(folder, "space"))
for name, text in (("plain.py", "value = 3\n"), ("pack/__init__.py", "inside = True\n"), ("native.so", "no machine code\n")):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)

print(machinery.SOURCE_SUFFIXES, machinery.BYTECODE_SUFFIXES, machinery.EXTENSION_SUFFIXES)
print(machinery.all_suffixes())
details = [
    (machinery.ExtensionFileLoader, machinery.EXTENSION_SUFFIXES),
    (machinery.SourceFileLoader, machinery.SOURCE_SUFFIXES),
]
finder = machinery.FileFinder(folder, *details)
print(repr(finder).replace(folder, "FOLDER"))
for name in ("plain", "pack", "space", "native", "nothing", "pack.plain"):
    print(described(finder.find_spec(name)))
print(described(machinery.FileFinder(folder, details[0]).find_spec("plain")))
print(described(machinery.PathFinder.find_spec("plain", [folder])), machinery.PathFinder.find_spec("nothing", [folder]))

spec = finder.find_spec("plain")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.value, module.__spec__ is spec, module.__package__ == "")
spec = finder.find_spec("pack")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.inside, module.__package__, spec.loader.is_package("pack"))

print(described(importlib.util.spec_from_file_location("x", os.path.join(folder, "native.so"))))
print(described(importlib.util.spec_from_file_location("x", os.path.join(folder, "x.pyc"))))
print(importlib.util.spec_from_file_location("x", os.path.join(folder, "x.txt")))
missing = importlib.util.spec_from_file_location("x", os.path.join(folder, "gone.so"))
refused(lambda: importlib.util.module_from_spec(missing))
refused(lambda: machinery.FileFinder.path_hook(*details)(os.path.join(folder, "plain.py")))
print(machinery.ModuleSpec("a.b", None), machinery.ModuleSpec("a.b", None).parent, machinery.ModuleSpec("a", None, is_package=True))
print(machinery.ModuleSpec("a", None) == machinery.ModuleSpec("a", None), machinery.ModuleSpec("a", None) == 1)
print(machinery.SourceFileLoader("a", "b") == machinery.SourceFileLoader("a", "b"), machinery.SourceFileLoader("a", "b").get_filename("a"))
print(isinstance(importlib.util.find_spec("json"), machinery.ModuleSpec))
shutil.rmtree(folder)
