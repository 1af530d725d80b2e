# logging: loggers and their hierarchy. Records stand in `_logging_records`, handlers in `_logging_handlers`.
import sys
from types import GenericAlias

from _logging_handlers import FileHandler, Handler, NullHandler, StreamHandler, getHandlerByName, _StderrHandler, _handlerList, _handlers
from _logging_records import (BASIC_FORMAT, CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, BufferingFormatter, Filter, Filterer, Formatter, LogRecord, PercentStyle, StrFormatStyle,
                              StringTemplateStyle, addLevelName, getLevelName, getLevelNamesMapping, getLogRecordFactory, makeLogRecord, setLogRecordFactory, _callersOf, _checkLevel,
                              _levelToName, _nameToLevel, _startTime, _styleOf, _STYLES)

raiseExceptions = logThreads = logMultiprocessing = logProcesses = True
def _acquireLock():
    pass

_releaseLock = _acquireLock

_defaultLastResort = lastResort = _StderrHandler(WARNING)

class _Saying:
    # The methods by level, which a logger and what adapts one have.
    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)
    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)
    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)
    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)
    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)
    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)
    def fatal(self, msg, *args, **kwargs):
        self.critical(msg, *args, **kwargs)

class Logger(Filterer, _Saying):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level, self.parent, self.propagate = name, _checkLevel(level), None, True
        self.handlers, self.disabled = [], False
    def setLevel(self, level):
        self.level = _checkLevel(level)
    def getEffectiveLevel(self):
        each = self
        while each:
            if each.level:
                return each.level
            each = each.parent
        return NOTSET
    def isEnabledFor(self, level):
        return not self.disabled and level > self.manager.disable and level >= self.getEffectiveLevel()
    def getChild(self, suffix):
        return self.manager.getLogger(suffix if self.root is self else f"{self.name}.{suffix}")
    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)
    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)
    def hasHandlers(self):
        each = self
        while each:
            if each.handlers:
                return True
            each = each.parent if each.propagate else None
        return False
    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            if raiseExceptions:
                raise TypeError("level must be an integer")
            return
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)
    def findCaller(self, stack_info=False, stacklevel=1):
        frames = list(_callersOf(sys._getframe(0)))
        if not frames:
            return "(unknown file)", 0, "(unknown function)", None
        frame = frames[min(max(stacklevel, 1), len(frames)) - 1]
        shown = None
        if stack_info:
            import traceback
            shown = "Stack (most recent call last):\n" + "".join(traceback.format_stack(frame)).removesuffix("\n")
        return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, shown
    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = getLogRecordFactory()(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key in extra or ():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
            record.__dict__[key] = extra[key]
        return record
    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        path, line, function, shown = self.findCaller(stack_info, stacklevel)
        if isinstance(exc_info, BaseException):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        elif exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, path, line, msg, args, exc_info, function, extra, shown))
    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)
    def callHandlers(self, record):
        found = False
        each = self
        while each:
            for handler in each.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            each = each.parent if each.propagate else None
        if found:
            return
        if lastResort:
            if record.levelno >= lastResort.level:
                lastResort.handle(record)
        elif raiseExceptions and not self.manager.emittedNoHandlerWarning:
            sys.stderr.write(f'No handlers could be found for logger "{self.name}"\n')
            self.manager.emittedNoHandlerWarning = True
    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"
    def __reduce__(self):
        if getLogger(self.name) is not self:
            import pickle
            raise pickle.PicklingError("logger cannot be pickled")
        return getLogger, (self.name,)

class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)
    def __reduce__(self):
        return getLogger, ()

class LoggerAdapter(_Saying):
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
    def _log(self, level, msg, args, **kwargs):
        return self.logger._log(level, msg, args, **kwargs)
    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)
    def setLevel(self, level):
        self.logger.setLevel(level)
    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()
    def hasHandlers(self):
        return self.logger.hasHandlers()
    @property
    def manager(self):
        return self.logger.manager
    @manager.setter
    def manager(self, value):
        self.logger.manager = value
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
        self.root, self.loggerDict = rootnode, {}
        self.disable, self.emittedNoHandlerWarning, self.loggerClass = 0, False, None
    @property
    def disable(self):
        return self._disable
    @disable.setter
    def disable(self, level):
        self._disable = _checkLevel(level)
    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        known = self.loggerDict.get(name)
        if known is not None and not isinstance(known, PlaceHolder):
            return known
        logger = self.loggerDict[name] = (self.loggerClass or _loggerClass)(name)
        logger.manager = self
        logger.parent = self._parentOf(name, logger)
        if known is not None:
            # Those below it hung on to what stands above it.
            for each in known.loggerMap:
                if not each.parent.name.startswith(name):
                    each.parent = logger
        return logger
    def _parentOf(self, name, logger):
        head = name.rpartition(".")[0]
        while head:
            known = self.loggerDict.setdefault(head, PlaceHolder(logger))
            if not isinstance(known, PlaceHolder):
                return known
            known.append(logger)
            head = head.rpartition(".")[0]
        return self.root
    def setLoggerClass(self, klass):
        self.loggerClass = _aLogger(klass)

def _aLogger(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError(f"logger not derived from logging.Logger: {klass.__name__}")
    return klass

_loggerClass = Logger
root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(root)

def getLoggerClass():
    return _loggerClass

def setLoggerClass(klass):
    global _loggerClass
    _loggerClass = _aLogger(klass)

def getLogger(name=None):
    return root if not name or isinstance(name, str) and name == root.name else Logger.manager.getLogger(name)

def basicConfig(**kwargs):
    take = kwargs.pop
    force, encoding, errors = take("force", False), take("encoding", None), take("errors", "backslashreplace")
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    handlers = take("handlers", None)
    if handlers is None and "stream" in kwargs and "filename" in kwargs:
        raise ValueError("'stream' and 'filename' should not be specified together")
    if handlers is not None and ("stream" in kwargs or "filename" in kwargs):
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if handlers is None:
        filename, mode = take("filename", None), take("filemode", "a")
        if filename:
            handlers = [FileHandler(filename, mode, encoding=encoding, errors=None if "b" in mode else errors)]
        else:
            handlers = [StreamHandler(take("stream", None))]
    dates, style = take("datefmt", None), take("style", "%")
    formatter = Formatter(take("format", _styleOf(style)[1]), dates, style)
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    level = take("level", None)
    if level is not None:
        root.setLevel(level)
    if kwargs:
        raise ValueError(f"Unrecognised argument(s): {', '.join(kwargs)}")

def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)

def debug(msg, *args, **kwargs):
    log(DEBUG, msg, *args, **kwargs)

def info(msg, *args, **kwargs):
    log(INFO, msg, *args, **kwargs)

def warning(msg, *args, **kwargs):
    log(WARNING, msg, *args, **kwargs)

def warn(msg, *args, **kwargs):
    import warnings
    warnings.warn("The 'warn' function is deprecated, use 'warning' instead", DeprecationWarning, 2)
    warning(msg, *args, **kwargs)

def error(msg, *args, **kwargs):
    log(ERROR, msg, *args, **kwargs)

def exception(msg, *args, exc_info=True, **kwargs):
    log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

def critical(msg, *args, **kwargs):
    log(CRITICAL, msg, *args, **kwargs)

def fatal(msg, *args, **kwargs):
    critical(msg, *args, **kwargs)

def disable(level=CRITICAL):
    root.manager.disable = level

def shutdown(handlerList=_handlerList):
    for handler in reversed(handlerList[:]):
        try:
            handler.flush()
            handler.close()
        except (OSError, ValueError):
            pass

_warnings_showwarning = None

def captureWarnings(capture):
    import warnings
    global _warnings_showwarning
    if capture and _warnings_showwarning is None:
        _warnings_showwarning, warnings.showwarning = warnings.showwarning, _showwarning
    elif not capture and _warnings_showwarning is not None:
        warnings.showwarning, _warnings_showwarning = _warnings_showwarning, None

def _showwarning(message, category, filename, lineno, file=None, line=None):
    if file is not None:
        if _warnings_showwarning is not None:
            _warnings_showwarning(message, category, filename, lineno, file, line)
        return
    import warnings
    logger = getLogger("py.warnings")
    if not logger.handlers:
        logger.addHandler(NullHandler())
    logger.warning("%s", warnings.formatwarning(message, category, filename, lineno, line))
