import sys

filters = []
_seen = set()
_onceregistry = {}

def _matches(entry, message, category):
    action, pattern, kind = entry
    if not issubclass(category, kind):
        return False
    return not pattern or __import__("re").match(pattern, message, 2) is not None

def _action(message, category):
    for entry in filters:
        if _matches(entry, message, category):
            return entry[0]
    return "default"

class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.line = line
    def __str__(self):
        return f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"

_recording = []

def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return text + f"  {line.strip()}\n" if line else text

def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))

def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    category = category or UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    text = str(message)
    try:
        frame = sys._getframe(stacklevel)
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
    except (ValueError, AttributeError):
        filename, lineno = "sys", 1
    warn_explicit(message, category, filename, lineno)

def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    text = str(message)
    action = _action(text, category)
    if action == "ignore":
        return
    instance = message if isinstance(message, Warning) else category(message)
    if action == "error":
        raise instance
    key = (text, category, filename, lineno)
    if action == "once":
        key = (text, category)
    elif action == "module":
        key = (text, category, filename)
    if action != "always":
        if key in _seen:
            return
        _seen.add(key)
    if _recording and _recording[-1] is not None:
        _recording[-1].append(WarningMessage(instance, category, filename, lineno))
        return
    line = None
    if filename and not filename.startswith("<"):
        try:
            line = open(filename).read().split("\n")[lineno - 1]
        except Exception:
            line = None
    showwarning(instance, category, filename, lineno, None, line)

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    entry = (action, message, category)
    if append:
        filters.append(entry)
    else:
        filters.insert(0, entry)

def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, "", lineno, append)

def resetwarnings():
    filters.clear()

class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._with = action, category
    def __enter__(self):
        self._saved = list(filters), set(_seen)
        log = [] if self._record else None
        _recording.append(log)
        _seen.clear()
        if self._with[0] is not None:
            simplefilter(self._with[0], self._with[1])
        return log
    def __exit__(self, *exc):
        _recording.pop()
        filters[:] = self._saved[0]
        _seen.clear()
        _seen.update(self._saved[1])
