# linecache: lines of source files, kept once they are read. An entry is (size, mtime, lines, path), or what gives the text, alone in a tuple.
import sys

cache = {}

def clearcache():
    cache.clear()

def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""

def getlines(filename, module_globals=None):
    entry = cache.get(filename, ())
    return entry[2] if len(entry) > 1 else updatecache(filename, module_globals)

def checkcache(filename=None):
    import os
    for name in list(cache) if filename is None else [filename] if filename in cache else []:
        entry = cache[name]
        if len(entry) == 1 or entry[1] is None:
            continue
        try:
            stat = os.stat(entry[3])
        except OSError:
            stat = None
        if stat is None or (stat.st_size, stat.st_mtime) != entry[:2]:
            cache.pop(name, None)

def updatecache(filename, module_globals=None):
    import os
    if len(cache.get(filename, ())) != 1:
        cache.pop(filename, None)
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return []
    for path in [filename] if os.path.isabs(filename) else [filename, *[os.path.join(each, filename) for each in sys.path if isinstance(each, str)]]:
        try:
            with open(path, encoding="utf-8-sig") as file:
                lines = file.readlines()
            break
        except OSError:
            pass
        except (UnicodeDecodeError, SyntaxError):
            return []
    else:
        return _loaded(filename) if lazycache(filename, module_globals) else []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    try:
        stat = os.stat(path)
        size, time = stat.st_size, stat.st_mtime
    except OSError:
        # A program that has no file of its own.
        size, time = sum(map(len, lines)), None
    cache[filename] = size, time, lines, path
    return lines

def _loaded(filename):
    try:
        text = cache[filename][0]()
    except (ImportError, OSError):
        return []
    if text is None:
        return []
    cache[filename] = len(text), None, [line + "\n" for line in text.splitlines()], filename
    return cache[filename][2]

def lazycache(filename, module_globals):
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename.startswith("<") and filename.endswith(">") or not module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals.get("__name__")
    get_source = getattr(getattr(spec, "loader", None) or module_globals.get("__loader__"), "get_source", None)
    if not name or get_source is None:
        return False
    cache[filename] = (lambda: get_source(name),)
    return True
