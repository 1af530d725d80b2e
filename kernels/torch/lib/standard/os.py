import sys
import _host
from _host import fspath
path = __import__("posixpath")
sys.modules["os.path"] = path

name = "posix"
sep = "/"
linesep = "\n"
curdir = "."
pardir = ".."
pathsep = ":"
extsep = "."
altsep = None
devnull = "/dev/null"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1

class _PathLikeMeta(type):
    def __instancecheck__(cls, instance):
        return type.__instancecheck__(cls, instance) or hasattr(type(instance), "__fspath__")
    def __subclasscheck__(cls, subclass):
        return type.__subclasscheck__(cls, subclass) or hasattr(subclass, "__fspath__")

class PathLike(metaclass=_PathLikeMeta):
    def __fspath__(self):
        raise NotImplementedError
    @classmethod
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename

def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename

class _Environ(dict):
    def __repr__(self):
        return f"environ({dict.__repr__(self)})"
    def __setitem__(self, key, value):
        for each in (key, value):
            if not isinstance(each, str):
                raise TypeError(f"str expected, not {type(each).__name__}")
        dict.__setitem__(self, key, value)

environ = _Environ(_host.environ)

def getenv(key, default=None):
    return environ.get(key, default)

def putenv(key, value):
    environ[key] = value

def getcwd():
    return _host.cwd()

def getcwdb():
    return fsencode(_host.cwd())

def chdir(path):
    _host.chdir(path)

# Nothing here takes descriptors instead of paths, or leaves links as they are.
supports_dir_fd, supports_fd, supports_follow_symlinks, supports_effective_ids = set(), set(), set(), set()

def listdir(path="."):
    return _host.listdir(path)

def mkdir(path, mode=0o777):
    if _host.stat(path) is not None:
        raise FileExistsError(17, "File exists", fspath(path))
    _host.mkdir(path)

def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    if path.isdir(name):
        if exist_ok:
            return
        raise FileExistsError(17, "File exists", name)
    head, tail = path.split(name.rstrip("/"))
    if head and not path.exists(head):
        makedirs(head, exist_ok=True)
    mkdir(name)

def remove(path):
    _host.remove(path)

unlink = remove

def rmdir(path):
    _host.rmdir(path)

def removedirs(name):
    rmdir(name)

def rename(src, dst):
    _host.rename(src, dst)

replace = rename

class stat_result:
    def __init__(self, kind, size, modified):
        self.st_mode = 0o40755 if kind == "directory" else 0o100644
        self.st_size = size
        self.st_mtime = self.st_atime = self.st_ctime = modified
        self.st_mtime_ns = self.st_atime_ns = self.st_ctime_ns = int(modified * 1_000_000_000)

def stat(path):
    found = _host.stat(path)
    if found is None:
        raise FileNotFoundError(2, "No such file or directory", fspath(path))
    return stat_result(*found)

lstat = stat

def access(path, mode):
    return _host.stat(path) is not None

class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)
    def is_dir(self, follow_symlinks=True):
        return path.isdir(self.path)
    def is_file(self, follow_symlinks=True):
        return path.isfile(self.path)
    def stat(self):
        return stat(self.path)
    def __fspath__(self):
        return self.path
    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

class scandir:
    def __init__(self, path="."):
        self._entries = iter([DirEntry(fspath(path), each) for each in listdir(path)])
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._entries)
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        pass

def walk(top, topdown=True, onerror=None, followlinks=False):
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    dirs = [each for each in names if path.isdir(path.join(top, each))]
    files = [each for each in names if each not in dirs]
    if topdown:
        yield fspath(top), dirs, files
    for each in dirs:
        yield from walk(path.join(top, each), topdown, onerror, followlinks)
    if not topdown:
        yield fspath(top), dirs, files

def cpu_count():
    return 1

def getpid():
    return 1

def getlogin():
    return environ.get("USER", "user")

def urandom(size):
    import random
    return random.randbytes(size)

def _refuse(what):
    def refuse(*args, **kwargs):
        raise NotImplementedError(f"os.{what} is not available in ishape: no processes run in its sandbox")
    return refuse

system = _refuse("system")
popen = _refuse("popen")
fork = _refuse("fork")
kill = _refuse("kill")
execv = _refuse("execv")
_exit = _refuse("_exit")

def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    # No process forks here: what is registered is never called.
    given = {"before": before, "after_in_child": after_in_child, "after_in_parent": after_in_parent}
    if all(each is None for each in given.values()):
        raise TypeError("At least one argument is required.")
    for name, each in given.items():
        if each is not None and not callable(each):
            raise TypeError(f"'{name}' must be callable, not {type(each).__name__}")

class uname_result:
    pass

def uname():
    result = uname_result()
    result.sysname, result.nodename, result.release, result.machine = _host.system, _host.node, _host.release, _host.machine
    return result

class terminal_size(tuple):
    @property
    def columns(self):
        return self[0]
    @property
    def lines(self):
        return self[1]

def get_terminal_size(fd=1):
    return terminal_size((_host.columns(), 24))
