# pathlib: paths as objects, over os.
import fnmatch
import os
import _host
_path = os.path

class _Parents:
    # The folders above a path, the nearest first.
    def __init__(self, path):
        self._kind, self._all = type(path), []
        while path.parent != path:
            path = path.parent
            self._all.append(path)
    def __len__(self):
        return len(self._all)
    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self._all[index])
        if not -len(self._all) <= index < len(self._all):
            raise IndexError(index)
        return self._all[index]
    def __eq__(self, other):
        return self._all == other._all if isinstance(other, _Parents) else NotImplemented
    def __repr__(self):
        return f"<{self._kind.__name__}.parents>"

class PurePath:
    def __new__(cls, *args):
        if cls in (Path, PurePath):
            cls = PosixPath if cls is Path else PurePosixPath
        return object.__new__(cls)
    def __init__(self, *args):
        args = [os.fspath(each) for each in args]
        joined = _path.join(*args) if args else ""
        root = "/" if joined.startswith("/") else ""
        parts = [each for each in joined.split("/") if each not in ("", ".")]
        self._root = root
        self._parts = parts
    def __fspath__(self):
        return str(self)
    def __str__(self):
        return (self._root + "/".join(self._parts)) or "."
    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"
    def __hash__(self):
        return hash(str(self))
    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented
    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented
    def __truediv__(self, key):
        try:
            return type(self)(str(self), key)
        except TypeError:
            return NotImplemented
    def __rtruediv__(self, key):
        return type(self)(key, str(self))
    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._parts)
    @property
    def name(self):
        return self._parts[-1] if self._parts else ""
    @property
    def suffix(self):
        name = self.name
        i = name.rfind(".")
        return name[i:] if 0 < i < len(name) - 1 else ""
    @property
    def suffixes(self):
        name = self.name.lstrip(".")
        return ["." + each for each in name.split(".")[1:]]
    @property
    def stem(self):
        name = self.name
        i = name.rfind(".")
        return name[:i] if 0 < i < len(name) - 1 else name
    @property
    def parent(self):
        return type(self)(self._root + "/".join(self._parts[:-1]))
    @property
    def parents(self):
        return _Parents(self)
    @property
    def anchor(self):
        return self._root
    root = anchor
    @property
    def drive(self):
        return ""
    def __bytes__(self):
        return os.fsencode(str(self))
    def is_reserved(self):
        return False
    def as_posix(self):
        return str(self)
    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote
        return "file://" + quote(str(self))
    def is_absolute(self):
        return bool(self._root)
    def joinpath(self, *other):
        return type(self)(str(self), *other)
    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self.parent / name
    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)
    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self.with_name(self.stem + suffix)
    def relative_to(self, *other):
        base = type(self)(*other)
        n = len(base.parts)
        if self.parts[:n] != base.parts:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the other is absolute.")
        return type(self)(*self.parts[n:])
    def is_relative_to(self, *other):
        base = type(self)(*other)
        return self.parts[:len(base.parts)] == base.parts
    def match(self, pattern):
        return fnmatch.fnmatch(self.name if "/" not in pattern else str(self), pattern)

class PurePosixPath(PurePath):
    pass

class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(_host.cwd())
    @classmethod
    def home(cls):
        return cls(_path.expanduser("~"))
    def exists(self):
        return _path.exists(self)
    def is_file(self):
        return _path.isfile(self)
    def is_dir(self):
        return _path.isdir(self)
    def is_symlink(self):
        return False
    def stat(self):
        return os.stat(self)
    def resolve(self, strict=False):
        return type(self)(_path.abspath(self))
    absolute = resolve
    def expanduser(self):
        return type(self)(_path.expanduser(self))
    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, buffering, encoding, errors, newline)
    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding, errors=errors) as f:
            return f.read()
    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {data.__class__.__name__}")
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)
    def read_bytes(self):
        with self.open("rb") as f:
            return f.read()
    def write_bytes(self, data):
        with self.open("wb") as f:
            return f.write(data)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents:
            os.makedirs(str(self), mode, exist_ok)
        elif not (exist_ok and self.is_dir()):
            os.mkdir(str(self), mode)
    def rmdir(self):
        os.rmdir(self)
    def unlink(self, missing_ok=False):
        if missing_ok and not self.exists():
            return
        os.remove(self)
    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)
    replace = rename
    def touch(self, mode=0o666, exist_ok=True):
        if not self.exists():
            self.write_bytes(b"")
        elif not exist_ok:
            raise FileExistsError(17, "File exists", str(self))
    def samefile(self, other_path):
        return _path.samefile(self, other_path)
    def lstat(self):
        return os.stat(self)
    def owner(self):
        return os.environ.get("USER", "user")
    def is_mount(self):
        return str(self) == "/"
    def is_fifo(self):
        return False
    is_socket = is_block_device = is_char_device = is_fifo
    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for root, dirs, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield type(self)(root), dirs, files
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        pass
    def iterdir(self):
        for name in os.listdir(self):
            yield self / name
    def glob(self, pattern):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        yield from self._matching(pattern, ())
    def rglob(self, pattern):
        yield from self._matching(pattern, ("**",))
    def _matching(self, pattern, before):
        pattern = os.fspath(pattern)
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = [*before, *[part for part in pattern.split("/") if part and part != "."]]
        return _selected(self, parts, pattern.endswith("/"))

def _selected(path, parts, only_folders=False):
    """The paths below one that match the parts of a pattern, in the order of the folders."""
    if not parts:
        if not only_folders or path.is_dir():
            yield path
        return
    part, *rest = parts
    if part == "**":
        seen = set()
        for folder in _folders(path):
            for each in _selected(folder, rest, only_folders):
                if each not in seen:
                    seen.add(each)
                    yield each
    elif not any(c in part for c in "*?["):
        each = path / part
        if rest or each.exists():
            yield from _selected(each, rest, only_folders)
    else:
        for name in _names(path):
            if fnmatch.fnmatchcase(name, part) and (not rest or (path / name).is_dir()):
                yield from _selected(path / name, rest, only_folders)

def _names(path):
    try:
        return os.listdir(path)
    except OSError:
        return []

def _folders(path):
    """A folder and all below it."""
    if path.is_dir():
        yield path
        for name in _names(path):
            if not (path / name).is_symlink():
                yield from _folders(path / name)

class PosixPath(Path, PurePosixPath):
    pass
