import sys
import time
from types import GenericAlias

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
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        self.name, self.msg, self.args = name, msg, args
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
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
        self.taskName = None
        self.stack_info, self.exc_text = sinfo, None
    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'
    def getMessage(self):
        return str(self.msg) % self.args if self.args else str(self.msg)

# What a field looks like in each style.
_FIELDS = {"%": r"%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]", "{": r"(?<!\{)(?:\{\{)*\{\w", "$": r"(?<!\$)(?:\$\$)*\$(?:\w|\{\w)"}

def _validate(format, style):
    import re
    if re.search(_FIELDS[style], format, re.IGNORECASE if style == "%" else 0) is None:
        raise ValueError(f"Invalid format '{format}' for '%' style" if style == "%" else "invalid format: no fields")

class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _FIELDS:
            raise ValueError("Style must be one of: %,{,$")
        self._fmt = fmt or {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        if validate:
            _validate(self._fmt, style)
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

raiseExceptions = True

class Handler(_Filterer):
    name = None
    def __init__(self, level=NOTSET):
        self.level, self.formatter, self.filters = _level(level), None, []
    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"
    def get_name(self):
        return self.name
    def set_name(self, name):
        self.name = name
    def acquire(self):
        pass
    def release(self):
        pass
    def handleError(self, record):
        if not raiseExceptions or not sys.stderr:
            return
        import traceback
        sys.stderr.write("--- Logging error ---\n")
        traceback.print_exc()
        sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")
    def setLevel(self, level):
        self.level = _level(level)
    def setFormatter(self, fmt):
        self.formatter = fmt
    def format(self, record):
        return (self.formatter or Formatter()).format(record)
    def handle(self, record):
        kept = self.filter(record)
        if kept:
            self.emit(record)
        return kept
    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")
    def flush(self):
        pass
    def close(self):
        pass

class StreamHandler(Handler):
    __class_getitem__ = classmethod(GenericAlias)
    terminator = "\n"
    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream
    def flush(self):
        if self.stream and hasattr(self.stream, "flush"):
            self.stream.flush()
    def setStream(self, stream):
        before, self.stream = self.stream, stream
        return None if before is stream else before
    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)
    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{type(self).__name__} {name + ' ' if name else ''}({getLevelName(self.level)})>"

class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False):
        super().__init__(open(filename, mode, encoding=encoding))
        import os
        self.baseFilename = os.path.abspath(filename)
    def close(self):
        self.stream.close()
    def __repr__(self):
        return f"<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>"

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
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        if self.isEnabledFor(level):
            self._log(level, msg, args, exc_info, extra, stack_info, stacklevel)
    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = LogRecord(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = extra[key]
        return record
    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        frame = sys._getframe(0)
        while frame is not None and (frame.f_code.co_filename.startswith("<torch") or stacklevel > 1):
            if not frame.f_code.co_filename.startswith("<torch"):
                stacklevel -= 1
            frame = frame.f_back
        path, line, func = (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name) if frame is not None else ("", 0, None)
        if exc_info and not isinstance(exc_info, tuple):
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__) if isinstance(exc_info, BaseException) else sys.exc_info()
        self.handle(self.makeRecord(self.name, level, path, line, msg, args, exc_info, func, extra))
    def handle(self, record):
        if self.disabled or not self.filter(record):
            return
        found = False
        each = self
        while each is not None:
            for handler in each.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            each = each.parent if each.propagate else None
        if not found and lastResort is not None and record.levelno >= lastResort.level:
            lastResort.handle(record)
    callHandlers = handle
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

class _LastResort(StreamHandler):
    # Whatever sys.stderr is when it is needed.
    def __init__(self):
        Handler.__init__(self, WARNING)
    stream = property(lambda self: sys.stderr)

lastResort = _LastResort()

class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)
    def __repr__(self):
        return f"<RootLogger root ({getLevelName(self.level)})>"

class LoggerAdapter:
    __class_getitem__ = classmethod(GenericAlias)
    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra
    def process(self, msg, kwargs):
        kwargs["extra"] = self.extra
        return msg, kwargs
    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)
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
    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)
    def setLevel(self, level):
        self.logger.setLevel(level)
    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()
    def hasHandlers(self):
        return self.logger.hasHandlers()
    name = property(lambda self: self.logger.name)
    def __repr__(self):
        return f"<{type(self).__name__} {self.logger.name} ({getLevelName(self.logger.getEffectiveLevel())})>"

class PlaceHolder:
    # Stands for a name that only longer names have been asked for.
    def __init__(self, alogger):
        self.loggerMap = {alogger: None}
    def append(self, alogger):
        self.loggerMap.setdefault(alogger)

class Manager:
    # All loggers by name.
    def __init__(self, rootnode):
        self.root = rootnode
        self.loggerDict = {}
    @property
    def disable(self):
        return _disabled[0]
    @disable.setter
    def disable(self, level):
        _disabled[0] = level
    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        return getLogger(name)
    def setLoggerClass(self, klass):
        setLoggerClass(klass)

root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(root)
_loggers = {}

def getLogger(name=None):
    if not name or name == "root":
        return root
    logger = _loggers.get(name)
    if logger is None:
        logger = _loggers[name] = Logger.manager.loggerDict[name] = _logger_class(name)
        head = name
        while "." in head:
            head = head.rpartition(".")[0]
            known = Logger.manager.loggerDict.setdefault(head, PlaceHolder(logger))
            if not isinstance(known, PlaceHolder):
                break
            known.append(logger)
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
    _disabled[0] = _level(level)

_logger_class = Logger

def getLoggerClass():
    return _logger_class

def setLoggerClass(klass):
    global _logger_class
    _logger_class = klass

def getLogRecordFactory():
    return LogRecord

def makeLogRecord(dict):
    record = LogRecord(None, None, "", 0, "", (), None, None)
    record.__dict__.update(dict)
    return record

def getHandlerByName(name):
    return next((each for logger in [root, *_loggers.values()] for each in logger.handlers if each.name == name), None)

def getLevelNamesMapping():
    return {name: level for level, name in _names.items()}

def captureWarnings(capture):
    import warnings
    global _shown
    if capture and _shown is None:
        _shown = warnings.showwarning
        warnings.showwarning = _show_warning
    elif not capture and _shown is not None:
        warnings.showwarning, _shown = _shown, None

_shown = None

def _show_warning(message, category, filename, lineno, file=None, line=None):
    if file is not None:
        _shown(message, category, filename, lineno, file, line)
        return
    import warnings
    logger = getLogger("py.warnings")
    if not logger.handlers:
        logger.addHandler(NullHandler())
    logger.warning("%s", warnings.formatwarning(message, category, filename, lineno, line))

def shutdown():
    pass
