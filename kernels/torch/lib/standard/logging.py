import sys
import time

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
_start = time.time()
_disabled = [0]

def getLevelName(level):
    if isinstance(level, str):
        return {v: k for k, v in _names.items()}.get(level, f"Level {level}")
    return _names.get(level, f"Level {level}")

def addLevelName(level, name):
    _names[level] = name

def _level(level):
    if isinstance(level, int):
        return level
    if level in _names.values():
        return getLevelName(level)
    if isinstance(level, str):
        raise ValueError(f"Unknown level: {level!r}")
    raise TypeError(f"Level not an integer or a valid string: {level!r}")

class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None):
        self.name, self.msg, self.args = name, msg, args
        if len(args) == 1 and isinstance(args[0], dict) and args[0]:
            self.args = args[0]
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname, self.lineno, self.funcName = pathname, lineno, func
        self.filename = pathname.rsplit("/", 1)[-1]
        self.module = self.filename.rsplit(".", 1)[0]
        self.exc_info = exc_info
        self.created = time.time()
        self.msecs = int((self.created - int(self.created)) * 1000)
        self.relativeCreated = (self.created - _start) * 1000
        self.process, self.processName, self.thread, self.threadName = 1, "MainProcess", 1, "MainThread"
    def getMessage(self):
        return str(self.msg) % self.args if self.args else str(self.msg)

class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._fmt = fmt or {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        self.datefmt, self._style = datefmt, style
    def formatTime(self, record, datefmt=None):
        moment = time.localtime(record.created)
        return time.strftime(datefmt, moment) if datefmt else f"{time.strftime('%Y-%m-%d %H:%M:%S', moment)},{record.msecs:03d}"
    def format(self, record):
        record.message = record.getMessage()
        if "asctime" in self._fmt:
            record.asctime = self.formatTime(record, self.datefmt)
        if self._style == "%":
            text = self._fmt % record.__dict__
        elif self._style == "{":
            text = self._fmt.format(**record.__dict__)
        else:
            text = __import__("string").Template(self._fmt).substitute(record.__dict__)
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return text
    def formatException(self, info):
        return "".join(__import__("traceback").format_exception(*info)).rstrip("\n")

class Filter:
    def __init__(self, name=""):
        self.name = name
    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")

class _Filterer:
    def addFilter(self, filter):
        self.filters.append(filter)
    def removeFilter(self, filter):
        self.filters.remove(filter)
    def filter(self, record):
        return all((f.filter(record) if hasattr(f, "filter") else f(record)) for f in self.filters)

class Handler(_Filterer):
    def __init__(self, level=NOTSET):
        self.level, self.formatter, self.filters = _level(level), None, []
    def setLevel(self, level):
        self.level = _level(level)
    def setFormatter(self, fmt):
        self.formatter = fmt
    def format(self, record):
        return (self.formatter or Formatter()).format(record)
    def handle(self, record):
        if self.filter(record):
            self.emit(record)
    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")
    def flush(self):
        pass
    def close(self):
        pass

class StreamHandler(Handler):
    terminator = "\n"
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream
    def emit(self, record):
        (self.stream or sys.stderr).write(self.format(record) + self.terminator)

class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False):
        super().__init__(open(filename, mode, encoding=encoding))
        self.baseFilename = filename
    def emit(self, record):
        super().emit(record)
        self.stream.flush()
    def close(self):
        self.stream.close()

class NullHandler(Handler):
    def emit(self, record):
        pass

class Logger(_Filterer):
    def __init__(self, name, level=NOTSET):
        self.name, self.level, self.parent, self.propagate = name, _level(level), None, True
        self.handlers, self.filters, self.disabled = [], [], False
    def __repr__(self):
        return f"<Logger {self.name} ({getLevelName(self.getEffectiveLevel())})>" if self.parent else f"<RootLogger root ({getLevelName(self.level)})>"
    def setLevel(self, level):
        self.level = _level(level)
    def getEffectiveLevel(self):
        each = self
        while each is not None:
            if each.level:
                return each.level
            each = each.parent
        return NOTSET
    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled[0] and level >= self.getEffectiveLevel()
    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")
    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)
    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)
    def hasHandlers(self):
        return bool(self.handlers) or (self.propagate and self.parent is not None and self.parent.hasHandlers())
    def log(self, level, msg, *args, exc_info=None, stack_info=False, stacklevel=1, extra=None):
        if self.isEnabledFor(level):
            self._log(level, msg, args, exc_info, extra)
    def _log(self, level, msg, args, exc_info=None, extra=None):
        frame = sys._getframe(0)
        while frame is not None and frame.f_code.co_filename.startswith("<torch"):
            frame = frame.f_back
        path, line, func = (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name) if frame is not None else ("", 0, None)
        if exc_info and not isinstance(exc_info, tuple):
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__) if isinstance(exc_info, BaseException) else sys.exc_info()
        record = LogRecord(self.name, level, path, line, msg, args, exc_info, func)
        record.__dict__.update(extra or {})
        self.handle(record)
    def handle(self, record):
        if not self.filter(record):
            return
        found = False
        each = self
        while each is not None:
            for handler in each.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            each = each.parent if each.propagate else None
        if not found and record.levelno >= WARNING:
            sys.stderr.write(record.getMessage() + "\n")
    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)
    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)
    warn = warning
    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)
    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)
    fatal = critical

root = Logger("root", WARNING)
_loggers = {}

def getLogger(name=None):
    if not name or name == "root":
        return root
    logger = _loggers.get(name)
    if logger is None:
        logger = _loggers[name] = Logger(name)
        head = name
        logger.parent = root
        while "." in head:
            head = head.rpartition(".")[0]
            if head in _loggers:
                logger.parent = _loggers[head]
                break
        for other in _loggers.values():
            if other.name.startswith(name + ".") and (other.parent is root or name.startswith(other.parent.name)):
                other.parent = logger
    return logger

def basicConfig(*, filename=None, filemode="a", format=None, datefmt=None, style="%", level=None, stream=None, handlers=None, force=False, encoding=None, errors=None):
    if force:
        root.handlers.clear()
    if not root.handlers:
        if handlers is None:
            handlers = [FileHandler(filename, filemode) if filename else StreamHandler(stream)]
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(Formatter(format or BASIC_FORMAT, datefmt, style))
            root.addHandler(handler)
        if level is not None:
            root.setLevel(level)

def _root(level):
    def log(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        root.log(level, msg, *args, **kwargs)
    return log

debug = _root(DEBUG)
info = _root(INFO)
warning = warn = _root(WARNING)
error = _root(ERROR)
critical = fatal = _root(CRITICAL)

def log(level, msg, *args, **kwargs):
    _root(level)(msg, *args, **kwargs)

def exception(msg, *args, **kwargs):
    _root(ERROR)(msg, *args, exc_info=True, **kwargs)

def disable(level=CRITICAL):
    _disabled[0] = level

def captureWarnings(capture):
    pass

def shutdown():
    pass
