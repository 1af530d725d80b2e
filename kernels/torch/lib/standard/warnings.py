# warnings: filters, and what passes them on stderr, once per place unless a filter says otherwise.
import sys

_defaultaction = defaultaction = "default"
_onceregistry = onceregistry = {}
filters = []
# Warnings shown already: a fresh start whenever the filters change.
_version = 0

def _mutated():
    global _version
    _version += 1

_filters_mutated = _mutated

class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None
    def __str__(self):
        return f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"

def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    line = line.strip()
    return text + f"  {line}\n" if line else text

def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))

_showwarning = showwarning

def _compiled(pattern, flags=0):
    import re
    return re.compile(pattern, flags) if pattern else None

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise AssertionError("message must be a string")
    if not isinstance(category, type):
        raise AssertionError("category must be a class")
    if not issubclass(category, Warning):
        raise AssertionError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise AssertionError("module must be a string")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")
    _add((action, _compiled(message, 2), category, _compiled(module), lineno), append)

def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")
    _add((action, None, category, None, lineno), append)

def _add(entry, append):
    if append:
        if entry not in filters:
            filters.append(entry)
    else:
        if entry in filters:
            filters.remove(entry)
        filters.insert(0, entry)
    _mutated()

def resetwarnings():
    filters[:] = []
    _mutated()

def _is_internal(frame):
    return frame.f_code.co_filename.startswith("<torch")

def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    frame = sys._getframe(1)
    # Frames of the library are no place of the user's.
    while frame is not None and _is_internal(frame):
        frame = frame.f_back
        stacklevel = max(1, stacklevel - 1)
    for _ in range(stacklevel - 1):
        if frame is not None:
            frame = frame.f_back
            while frame is not None and _is_internal(frame):
                frame = frame.f_back
    if frame is None:
        space, filename, lineno = sys.__dict__, "sys", 1
    else:
        space, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = space.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, space.get("__name__", "<string>"), registry, space, source)

def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = type(message)
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = defaultaction
    for each, pattern, kind, where, line in filters:
        if (pattern is None or pattern.match(str(text))) and issubclass(category, kind) and (where is None or where.match(module)) and (line == 0 or line == lineno):
            action = each
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        once = (text, category)
        if onceregistry.get(once):
            return
        onceregistry[once] = 1
    elif action == "module":
        registry[key] = 1
        whole = (text, category, 0)
        if registry.get(whole):
            return
        registry[whole] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n default")
    _show(WarningMessage(message, category, filename, lineno, source=source))

def _show(found):
    if showwarning is _showwarning:
        file = sys.stderr
        if file is not None:
            file.write(formatwarning(found.message, found.category, found.filename, found.lineno, found.line))
    else:
        showwarning(found.message, found.category, found.filename, found.lineno, found.file, found.line)

_showwarnmsg = _show

class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)
    def __repr__(self):
        parts = []
        if self._record:
            parts.append("record=True")
        if self._module is not sys.modules["warnings"]:
            parts.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(parts)})"
    def __enter__(self):
        global filters, showwarning, _show
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters, showwarning, _show
        filters = filters[:]
        _mutated()
        log = None
        if self._record:
            log = []
            _show = log.append
            showwarning = _showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return log
    def __exit__(self, *exc):
        global filters, showwarning, _show
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, showwarning, _show = self._saved
        _mutated()

def _from_option(text):
    # action:message:category:module:lineno, as -W takes it.
    import builtins
    parts = [each.strip() for each in text.split(":")] + [""] * 5
    action, message, name, module, lineno = parts[:5]
    actions = ["default", "always", "ignore", "module", "once", "error"]
    action = next((each for each in actions if action and each.startswith(action)), "always" if action == "all" else None)
    if action is None:
        if parts[0]:
            print(f"Invalid -W option ignored: invalid action: {parts[0]!r}", file=sys.stderr)
            return
        action = "default"
    category = getattr(builtins, name, None) if name else Warning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        print(f"Invalid -W option ignored: unknown warning category: {name!r}", file=sys.stderr)
        return
    import re
    _add((action, _compiled(re.escape(message), 2), category, _compiled(re.escape(module) + r"\Z" if module else ""), int(lineno or 0)), False)

def _begin():
    import _host
    filters[:] = [
        ("default", None, DeprecationWarning, _compiled("__main__"), 0),
        ("ignore", None, DeprecationWarning, None, 0),
        ("ignore", None, PendingDeprecationWarning, None, 0),
        ("ignore", None, ImportWarning, None, 0),
        ("ignore", None, ResourceWarning, None, 0),
    ]
    for option in filter(None, _host.environ.get("PYTHONWARNINGS", "").split(",")):
        _from_option(option)

_begin()
