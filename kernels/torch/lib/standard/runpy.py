# runpy: files and modules run as programs, in a namespace of their own.
import _imports
import importlib
import importlib.util
import os
import sys
import types

__all__ = ["run_module", "run_path"]

def _run(path, name, init_globals, package, spec, argument, shown):
    module = types.ModuleType(name)
    module.__dict__.update(init_globals or {})
    module.__dict__.update(__name__=name, __file__=path, __cached__=None, __doc__=None, __loader__=spec and spec.loader)
    module.__package__, module.__spec__ = package, spec
    if not shown:
        _imports.run_file(module, path)
        return module.__dict__.copy()
    before = sys.modules.get(name)
    first = sys.argv[0] if sys.argv else None
    sys.modules[name] = module
    sys.argv[:1] = [argument]
    try:
        _imports.run_file(module, path)
        return module.__dict__.copy()
    finally:
        sys.argv[:1] = [] if first is None else [first]
        if before is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = before

def run_path(path_name, init_globals=None, run_name=None):
    name = "<run_path>" if run_name is None else run_name
    path = os.fspath(path_name)
    package = name.rpartition(".")[0]
    if not os.path.isdir(path):
        with open(os.path.abspath(path)):
            pass
        return _run(path, name, init_globals, package, None, path, True)
    main = os.path.abspath(os.path.join(path, "__main__.py"))
    if not os.path.isfile(main):
        raise ImportError(f"can't find '__main__' module in {path!r}")
    sys.path.insert(0, path)
    try:
        spec = importlib.util.spec_from_file_location("__main__", main)
        return _run(main, name, init_globals, package, spec, path, True)
    finally:
        sys.path.remove(path)

def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    if mod_name.startswith("."):
        raise ImportError("Relative module names not supported")
    try:
        spec = importlib.util.find_spec(mod_name)
    except ImportError as problem:
        kind = type(problem).__name__
        raise ImportError(f"Error while finding module specification for {mod_name!r} ({kind}: {problem})") from problem
    if spec is None:
        raise ImportError(f"No module named {mod_name}")
    if spec.submodule_search_locations is not None:
        importlib.import_module(mod_name)
        package, mod_name = mod_name, mod_name + ".__main__"
        spec = importlib.util.find_spec(mod_name)
        if spec is None:
            raise ImportError(f"No module named {mod_name}; {package!r} is a package and cannot be directly executed")
    if not spec.has_location:
        raise ImportError(f"{mod_name} is part of ishape and cannot be run by runpy")
    name = mod_name if run_name is None else run_name
    return _run(spec.origin, name, init_globals, spec.parent, spec, spec.origin, alter_sys)
