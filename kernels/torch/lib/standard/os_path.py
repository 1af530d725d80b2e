import _host

sep = "/"
curdir = "."
pardir = ".."
pathsep = ":"
extsep = "."
altsep = None
devnull = "/dev/null"

def join(a, *p):
    path = _host.fspath(a)
    for b in map(_host.fspath, p):
        if b.startswith("/"):
            path = b
        elif not path or path.endswith("/"):
            path += b
        else:
            path += "/" + b
    return path

def split(p):
    p = _host.fspath(p)
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail

def basename(p):
    return split(p)[1]

def dirname(p):
    return split(p)[0]

def splitext(p):
    p = _host.fspath(p)
    dot = p.rfind(".")
    start = p.rfind("/") + 1
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""

def splitdrive(p):
    return "", _host.fspath(p)

def isabs(s):
    return _host.fspath(s).startswith("/")

def normpath(path):
    path = _host.fspath(path)
    if not path:
        return "."
    root = "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not root and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return (root + "/".join(parts)) or "."

def abspath(path):
    path = _host.fspath(path)
    return normpath(path if isabs(path) else join(_host.cwd(), path))

realpath = abspath

def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    a = [x for x in abspath(start).split("/") if x]
    b = [x for x in abspath(path).split("/") if x]
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    return "/".join([".."] * (len(a) - i) + b[i:]) or "."

def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low

def commonpath(paths):
    paths = list(paths)
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(p) for p in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[x for x in _host.fspath(p).split("/") if x] for p in paths]
    common = commonprefix(parts)
    return ("/" if all(isabs(p) for p in paths) else "") + "/".join(common)

def _stat(path):
    try:
        return _host.stat(path)
    except OSError:
        return None

def exists(path):
    return _stat(path) is not None

lexists = exists

def isfile(path):
    stat = _stat(path)
    return stat is not None and stat[0] == "file"

def isdir(s):
    stat = _stat(s)
    return stat is not None and stat[0] == "directory"

def islink(path):
    return False

def getsize(filename):
    stat = _host.stat(filename)
    if stat is None:
        raise FileNotFoundError(2, "No such file or directory", _host.fspath(filename))
    return stat[1]

def getmtime(filename):
    stat = _host.stat(filename)
    if stat is None:
        raise FileNotFoundError(2, "No such file or directory", _host.fspath(filename))
    return stat[2]

def expanduser(path):
    path = _host.fspath(path)
    if path == "~" or path.startswith("~/"):
        return _host.environ.get("HOME", "~") + path[1:]
    return path

def expandvars(path):
    for name, value in _host.environ.items():
        path = path.replace("${" + name + "}", value).replace("$" + name, value)
    return path

def normcase(s):
    return _host.fspath(s)

def samefile(a, b):
    return abspath(a) == abspath(b)
