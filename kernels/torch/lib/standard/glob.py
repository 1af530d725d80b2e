import os
import fnmatch

def glob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, recursive=recursive))

def has_magic(s):
    return any(c in s for c in "*?[")

def iglob(pathname, *, root_dir=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    head = "/" if pathname.startswith("/") else ""
    parts = [p for p in pathname.split("/") if p]
    found = _walk(head, parts, recursive)
    yield from (f"{each}/" for each in found if os.path.isdir(each)) if pathname.endswith("/") else found

def _walk(base, parts, recursive):
    if not parts:
        yield base
        return
    part, rest = parts[0], parts[1:]
    if recursive and part == "**":
        yield from (_walk(base, rest, recursive) if rest else [base] if base and os.path.isdir(base) else [])
        for name in _names(base):
            full = os.path.join(base, name)
            if not name.startswith(".") and os.path.isdir(full):
                yield from _walk(full, parts, recursive)
            elif not rest and not name.startswith("."):
                yield full
        return
    if not has_magic(part):
        # What lies between may be out of reach, and still what is asked for not.
        full = os.path.join(base, part)
        if rest or os.path.exists(full):
            yield from _walk(full, rest, recursive)
        return
    for name in _names(base):
        if (not name.startswith(".") or part.startswith(".")) and fnmatch.fnmatchcase(name, part):
            full = os.path.join(base, name)
            if not rest or os.path.isdir(full):
                yield from _walk(full, rest, recursive)

def _names(base):
    try:
        return os.listdir(base or ".")
    except OSError:
        return []

def escape(pathname):
    return "".join(f"[{c}]" if c in "*?[" else c for c in pathname)
