# tempfile: names that nothing has yet, below the current folder where the sandbox lets programs write.
import io
import os
import random as _random
import shutil
import _host
from types import GenericAlias

template = "tmp"
tempdir = None
_names = _random.Random()

def gettempdir():
    return os.path.join(_host.cwd(), ".tmp") if tempdir is None else tempdir

def gettempprefix():
    return template

def _fresh(suffix, prefix, dir):
    dir = gettempdir() if dir is None else os.fspath(dir)
    if dir == gettempdir() and not os.path.isdir(dir):
        os.makedirs(dir)
    while True:
        name = "".join([_names.choice("abcdefghijklmnopqrstuvwxyz0123456789_") for _ in range(8)])
        path = os.path.join(dir, (template if prefix is None else prefix) + name + (suffix or ""))
        if not os.path.exists(path):
            return path

def mktemp(suffix="", prefix=template, dir=None):
    return _fresh(suffix, prefix, dir)

def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _fresh(suffix, prefix, dir)
    os.mkdir(path)
    return path

def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    raise NotImplementedError("tempfile.mkstemp is not available in ishape: its files have no descriptors; NamedTemporaryFile and TemporaryDirectory work")

def _tidy():
    # The folder goes with its last entry.
    if tempdir is None and os.path.isdir(gettempdir()) and not os.listdir(gettempdir()):
        os.rmdir(gettempdir())

class TemporaryDirectory:
    __class_getitem__ = classmethod(GenericAlias)
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        import atexit
        atexit.register(self.cleanup)
    def __enter__(self):
        return self.name
    def __exit__(self, *exc):
        self.cleanup()
    def cleanup(self):
        if os.path.isdir(self.name):
            shutil.rmtree(self.name)
            _tidy()
    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

class _TemporaryFileWrapper:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete
        if delete:
            import atexit
            atexit.register(self.close)
    def __getattr__(self, name):
        return getattr(self.file, name)
    def __iter__(self):
        return iter(self.file)
    def __enter__(self):
        self.file.__enter__()
        return self
    def __exit__(self, *exc):
        self.close()
    def close(self):
        self.file.close()
        if self.delete and os.path.exists(self.name):
            os.remove(self.name)
            _tidy()

def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None):
    path = _fresh(suffix, prefix, dir)
    return _TemporaryFileWrapper(open(path, mode, buffering, encoding, errors, newline), path, delete)

def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return io.BytesIO() if "b" in mode else io.StringIO()

def SpooledTemporaryFile(max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    return io.BytesIO() if "b" in mode else io.StringIO()
