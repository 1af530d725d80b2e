# fileinput: the lines of several files, or of standard input, one after the other.
import io
import os
import sys
from types import GenericAlias

_state = None

def input(files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
    global _state
    if _state and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state

def close():
    global _state
    state, _state = _state, None
    if state:
        state.close()

def _active():
    if not _state:
        raise RuntimeError("no active input()")
    return _state

def nextfile():
    return _active().nextfile()

def filename():
    return _active().filename()

def lineno():
    return _active().lineno()

def filelineno():
    return _active().filelineno()

def fileno():
    return _active().fileno()

def isfirstline():
    return _active().isfirstline()

def isstdin():
    return _active().isstdin()

class FileInput:
    def __init__(self, files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
        if isinstance(files, str):
            files = (files,)
        elif isinstance(files, os.PathLike):
            files = (os.fspath(files),)
        else:
            files = tuple(sys.argv[1:] if files is None else files) or ("-",)
        if mode not in ("r", "rb"):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook:
            if inplace:
                raise ValueError("FileInput cannot use an opening hook in inplace mode")
            if not callable(openhook):
                raise ValueError("FileInput openhook must be callable")
        self._files = files
        self._inplace = inplace
        self._backup = backup
        self._mode = mode
        self._openhook = openhook
        self._encoding = encoding
        self._errors = errors
        self._file = self._output = self._stdout = self._filename = None
        self._startlineno = self._filelineno = 0
        self._isstdin = False
    def __enter__(self):
        return self
    def __exit__(self, type, value, traceback):
        self.close()
    def __iter__(self):
        return self
    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
    def close(self):
        try:
            self.nextfile()
        finally:
            self._files = ()
    def nextfile(self):
        stdout, self._stdout = self._stdout, None
        if stdout:
            sys.stdout = stdout
        output, self._output = self._output, None
        if output:
            output.close()
        file, self._file = self._file, None
        if file and not self._isstdin:
            file.close()
        if self._inplace and output and not self._backup:
            os.unlink(self._saved)
        self._isstdin = False
    def readline(self):
        while True:
            if self._file is None:
                if not self._files:
                    return b"" if "b" in self._mode else ""
                self._open()
            line = self._file.readline()
            if line:
                self._filelineno += 1
                return line
            self.nextfile()
    def _open(self):
        self._startlineno = self.lineno()
        self._filename, self._files = self._files[0], self._files[1:]
        self._filelineno = 0
        encoding = self._encoding if "b" in self._mode or self._encoding else "utf-8"
        if self._filename == "-":
            self._filename = "<stdin>"
            self._isstdin = True
            self._file = getattr(sys.stdin, "buffer", sys.stdin) if "b" in self._mode else sys.stdin
        elif self._inplace:
            self._saved = os.fspath(self._filename) + (self._backup or ".bak")
            try:
                os.unlink(self._saved)
            except OSError:
                pass
            os.rename(self._filename, self._saved)
            self._file = open(self._saved, self._mode, encoding=encoding, errors=self._errors)
            self._output = open(self._filename, self._mode.replace("r", "w"), encoding=encoding, errors=self._errors)
            self._stdout = sys.stdout
            sys.stdout = self._output
        elif self._openhook:
            if self._encoding is None:
                self._file = self._openhook(self._filename, self._mode)
            else:
                self._file = self._openhook(self._filename, self._mode, encoding=self._encoding, errors=self._errors)
        else:
            self._file = open(self._filename, self._mode, encoding=encoding, errors=self._errors)
    def filename(self):
        return self._filename
    def lineno(self):
        return self._startlineno + self._filelineno
    def filelineno(self):
        return self._filelineno
    def fileno(self):
        try:
            return self._file.fileno() if self._file else -1
        except (ValueError, io.UnsupportedOperation):
            return -1
    def isfirstline(self):
        return self._filelineno == 1
    def isstdin(self):
        return self._isstdin
    __class_getitem__ = classmethod(GenericAlias)

def hook_compressed(filename, mode, *, encoding=None, errors=None):
    if encoding is None and "b" not in mode:
        encoding = "locale"
    kind = os.path.splitext(filename)[1]
    if kind == ".gz":
        import gzip
        stream = gzip.open(filename, mode)
    elif kind == ".bz2":
        import bz2
        stream = bz2.BZ2File(filename, mode)
    else:
        return open(filename, mode, encoding=encoding, errors=errors)
    return stream if "b" in mode else io.TextIOWrapper(stream, encoding=encoding, errors=errors)

def hook_encoded(encoding, errors=None):
    def openhook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return openhook
