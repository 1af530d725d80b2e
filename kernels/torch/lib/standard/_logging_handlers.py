# logging: handlers, which write records out.
import sys
from types import GenericAlias

from _logging_records import NOTSET, Filterer, getLevelName, _callersOf, _checkLevel, _defaultFormatter

# Handlers by the name that a program gave them, and all of them.
_handlers, _handlerList = {}, []

def getHandlerByName(name):
    return _handlers.get(name)

class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self._name, self.level, self.formatter = None, _checkLevel(level), None
        self._closed = False
        _handlerList.append(self)
        self.createLock()
    def get_name(self):
        return self._name
    def set_name(self, name):
        _handlers.pop(self._name, None)
        self._name = name
        if name:
            _handlers[name] = self
    name = property(get_name, set_name)
    def createLock(self):
        # Programs run on one thread: there is nothing to keep apart.
        self.lock = None
    def acquire(self):
        pass
    def release(self):
        pass
    def setLevel(self, level):
        self.level = _checkLevel(level)
    def setFormatter(self, fmt):
        self.formatter = fmt
    def format(self, record):
        return (self.formatter or _defaultFormatter).format(record)
    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")
    def handle(self, record):
        kept = self.filter(record)
        if kept:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return kept
    def flush(self):
        pass
    def close(self):
        self._closed = True
        _handlers.pop(self._name, None)
        if self in _handlerList:
            _handlerList.remove(self)
    def handleError(self, record):
        import logging
        if not logging.raiseExceptions or not sys.stderr:
            return
        import traceback
        error = sys.exc_info()
        try:
            sys.stderr.write("--- Logging error ---\n")
            traceback.print_exception(*error, None, sys.stderr)
            sys.stderr.write("Call stack:\n")
            frame = next(_callersOf(sys._getframe(0)), None)
            if frame is not None:
                traceback.print_stack(frame, file=sys.stderr)
            else:
                sys.stderr.write(f"Logged from file {record.filename}, line {record.lineno}\n")
            try:
                sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")
            except RecursionError:
                raise
            except Exception:
                sys.stderr.write("Unable to print the message and arguments - possible formatting error.\nUse the traceback above to help find the error.\n")
        except OSError:
            pass
    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"

class StreamHandler(Handler):
    __class_getitem__ = classmethod(GenericAlias)
    terminator = "\n"
    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream
    def flush(self):
        if self.stream and hasattr(self.stream, "flush"):
            self.stream.flush()
    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)
    def setStream(self, stream):
        if stream is self.stream:
            return None
        self.flush()
        before, self.stream = self.stream, stream
        return before
    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{type(self).__name__} {name + ' ' if name else ''}({getLevelName(self.level)})>"

class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        import os
        filename = os.fspath(filename)
        self.baseFilename = os.path.abspath(filename)
        self.mode, self.encoding, self.delay, self.errors = mode, encoding, delay, errors
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            super().__init__(self._open())
    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)
    def emit(self, record):
        if self.stream is None and (self.mode != "w" or not self._closed):
            self.stream = self._open()
        if self.stream:
            super().emit(record)
    def close(self):
        stream, self.stream = self.stream, None
        if stream is not None:
            stream.flush()
            stream.close()
        super().close()
    def __repr__(self):
        return f"<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>"

class NullHandler(Handler):
    def handle(self, record):
        pass
    emit = handle

class _StderrHandler(StreamHandler):
    # Whatever sys.stderr is when it is needed.
    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)
    stream = property(lambda self: sys.stderr)

for _each in (getHandlerByName, Handler, StreamHandler, FileHandler, NullHandler, _StderrHandler):
    _each.__module__ = "logging"
