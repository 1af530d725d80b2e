# os.path: paths as texts, in str or in bytes, and what the host knows of their files.
import _host
from _host import fspath

sep = "/"
curdir = "."
pardir = ".."
pathsep = ":"
extsep = "."
altsep = None
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False

def _like(path, text):
    # A constant in the kind of the path.
    return text.encode() if isinstance(path, bytes) else text

def _same_kind(name, *paths):
    # Tells what cannot stand in one path.
    for path in paths:
        if not isinstance(path, (str, bytes)):
            return TypeError(f"{name}() argument must be str, bytes, or os.PathLike object, not {type(path).__name__!r}")
    return TypeError("Can't mix strings and bytes in path components") if len({isinstance(path, bytes) for path in paths}) > 1 else None

def join(a, *p):
    path = fspath(a)
    slash = _like(path, "/")
    try:
        for b in map(fspath, p):
            if b.startswith(slash):
                path = b
            elif not path or path.endswith(slash):
                path += b
            else:
                path += slash + b
    except (TypeError, AttributeError):
        raise _same_kind("join", a, *p) or TypeError("Can't mix strings and bytes in path components") from None
    return path

def split(p):
    p = fspath(p)
    slash = _like(p, "/")
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    return head.rstrip(slash) or head, tail

def basename(p):
    return split(p)[1]

def dirname(p):
    return split(p)[0]

def splitext(p):
    p = fspath(p)
    dot = p.rfind(_like(p, "."))
    start = p.rfind(_like(p, "/")) + 1
    if dot > start and p[start:dot].strip(_like(p, ".")):
        return p[:dot], p[dot:]
    return p, p[:0]

def splitdrive(p):
    p = fspath(p)
    return p[:0], p

def isabs(s):
    s = fspath(s)
    return s.startswith(_like(s, "/"))

def normcase(s):
    return fspath(s)

def normpath(path):
    path = fspath(path)
    slash, here, above = _like(path, "/"), _like(path, "."), _like(path, "..")
    if not path:
        return here
    # Two slashes at the beginning, and not more, are a root of their own.
    slashes = len(path) - len(path.lstrip(slash))
    root = slash * (2 if slashes == 2 else min(slashes, 1))
    parts = []
    for part in path.split(slash):
        if not part or part == here:
            continue
        if part != above or (not root and not parts) or (parts and parts[-1] == above):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or here

def abspath(path):
    path = fspath(path)
    return normpath(path if isabs(path) else join(_like(path, _host.cwd()), path))

def realpath(filename, *, strict=False):
    found = abspath(filename)
    if strict:
        _needed(found)
    return found

def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = fspath(path)
    start = _like(path, ".") if start is None else fspath(start)
    wrong = _same_kind("relpath", path, start)
    if wrong is not None:
        raise wrong
    slash = _like(path, "/")
    a, b = [[part for part in abspath(each).split(slash) if part] for each in (start, path)]
    i = len(commonprefix([a, b]))
    return slash.join([_like(path, "..")] * (len(a) - i) + b[i:]) or _like(path, ".")

def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(fspath, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low

def commonpath(paths):
    paths = tuple(map(fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    wrong = _same_kind("commonpath", *paths)
    if wrong is not None:
        raise wrong
    if len({isabs(each) for each in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    slash, here = _like(paths[0], "/"), _like(paths[0], ".")
    parts = [[part for part in each.split(slash) if part and part != here] for each in paths]
    return (slash if isabs(paths[0]) else slash[:0]) + slash.join(commonprefix(parts))

def _stat(path):
    try:
        return _host.stat(path)
    except (OSError, ValueError):
        return None

def _needed(path):
    found = _host.stat(path)
    if found is None:
        raise FileNotFoundError(2, "No such file or directory", fspath(path))
    return found

def exists(path):
    return _stat(path) is not None

lexists = exists

def isfile(path):
    found = _stat(path)
    return found is not None and found[0] == "file"

def isdir(s):
    found = _stat(s)
    return found is not None and found[0] == "directory"

def islink(path):
    fspath(path)
    return False

def getsize(filename):
    return _needed(filename)[1]

def getmtime(filename):
    return _needed(filename)[2]

# The host knows one time of a file.
def getatime(filename):
    return getmtime(filename)

def getctime(filename):
    return getmtime(filename)

def samefile(f1, f2):
    _needed(f1)
    _needed(f2)
    return abspath(f1) == abspath(f2)

def _environ():
    import os
    return os.environ

def expanduser(path):
    path = fspath(path)
    if not path.startswith(_like(path, "~")):
        return path
    slash = _like(path, "/")
    user, found, rest = path.partition(slash)
    home = _environ().get("HOME")
    # Of other users nothing is known here.
    if len(user) > 1 or home is None:
        return path
    return _like(path, home).rstrip(slash) + found + rest or slash

def expandvars(path):
    path = fspath(path)
    if _like(path, "$") not in path:
        return path
    import re
    known = _environ()
    def value(found):
        name = found[1]
        name = name[1:-1] if name[:1] == _like(path, "{") else name
        name = name.decode() if isinstance(name, bytes) else name
        return _like(path, known[name]) if name in known else found[0]
    return re.sub(_like(path, r"\$(\w+|\{[^}]*\})"), value, path, flags=re.ASCII)
