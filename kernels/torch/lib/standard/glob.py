# glob: the paths that a pattern of the shell stands for.
import fnmatch
import os

def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))

def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    root = "" if root_dir is None else os.fsdecode(root_dir)
    if isinstance(pathname, bytes):
        found = _Search(root, recursive, include_hidden).paths(os.fsdecode(pathname))
        return map(os.fsencode, found)
    return _Search(root, recursive, include_hidden).paths(pathname)

def has_magic(s):
    return any(c in s for c in ("*?[" if isinstance(s, str) else b"*?["))

def escape(pathname):
    if isinstance(pathname, bytes):
        return os.fsencode(escape(os.fsdecode(pathname)))
    return "".join(f"[{c}]" if c in "*?[" else c for c in pathname)

class _Search:
    def __init__(self, root, recursive, hidden):
        self.root, self.recursive, self.hidden = root, recursive, hidden
    def at(self, path):
        # Where a path stands that is given below the root.
        return os.path.join(self.root, path) if self.root else path
    def exists(self, path):
        return os.path.lexists(self.at(path))
    def folder(self, path):
        return os.path.isdir(self.at(path) or ".")
    def names(self, folder):
        try:
            return os.listdir(self.at(folder) or ".")
        except OSError:
            return []
    def shown(self, name):
        return self.hidden or not name.startswith(".")
    def paths(self, pathname):
        if pathname == "":
            return
        head = "/" if pathname.startswith("/") else ""
        parts = [part for part in pathname.split("/") if part]
        # A slash at the end asks for folders, `**` there for everything below.
        slash = "/" if pathname.endswith("/") and parts else ""
        for path in self.walk(head, parts):
            if path == head and head == "" or slash and not self.folder(path):
                continue
            yield path + slash if slash and not path.endswith("/") else path
    def walk(self, base, parts):
        if not parts:
            yield base
            return
        part, rest = parts[0], parts[1:]
        if self.recursive and part == "**":
            if rest:
                yield from self.walk(base, rest)
            elif base and self.folder(base):
                yield base if base.endswith("/") else base + "/"
            yield from self.below(base, parts)
            return
        if not has_magic(part):
            # What lies between may be out of reach, and still what is asked for not.
            full = os.path.join(base, part)
            if rest or self.exists(full):
                yield from self.walk(full, rest)
            return
        for name in self.names(base):
            if (self.shown(name) or part.startswith(".")) and fnmatch.fnmatchcase(name, part):
                full = os.path.join(base, name)
                if not rest or self.folder(full):
                    yield from self.walk(full, rest)
    def below(self, base, parts):
        rest = parts[1:]
        for name in self.names(base):
            if not self.shown(name):
                continue
            full = os.path.join(base, name)
            if not rest:
                yield full
            if self.folder(full):
                if rest:
                    yield from self.walk(full, rest)
                yield from self.below(full, parts)
