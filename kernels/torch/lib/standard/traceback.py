# traceback: the texts of exceptions and of their frames, as the interpreter itself writes them.
import linecache
import sys
import _host

class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename, self.lineno, self.name = filename, lineno, name
        self._line = line
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno
    @property
    def line(self):
        if self._line is None:
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()
    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])
    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]
    def __len__(self):
        return 4
    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented
    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        return cls(_limited([FrameSummary(f.f_code.co_filename, lineno, f.f_code.co_name, locals=f.f_locals if capture_locals else None) for f, lineno in frame_gen], limit))
    @classmethod
    def from_list(cls, a_list):
        return cls([each if isinstance(each, FrameSummary) else FrameSummary(each[0], each[1], each[2], line=each[3]) for each in a_list])
    def format_frame_summary(self, frame):
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if frame.line:
            text += f"    {frame.line}\n"
        return text
    def format(self):
        return [self.format_frame_summary(each) for each in self]

def _limited(frames, limit):
    if limit is None:
        return frames
    return frames[:limit] if limit >= 0 else frames[limit:]

def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next

def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back

def _own(frame):
    return frame.f_code.co_filename.startswith("<torch")

def extract_tb(tb, limit=None):
    return StackSummary(_limited([FrameSummary(filename, lineno, name, line=line) for filename, lineno, name, line, _ in _host.frames(tb)], limit))

def extract_stack(f=None, limit=None):
    f = sys._getframe(1) if f is None else f
    found = [FrameSummary(each.f_code.co_filename, lineno, each.f_code.co_name, line=_host.line_of(each)) for each, lineno in walk_stack(f) if not _own(each)]
    found.reverse()
    if limit is not None:
        found = found[-limit:] if limit >= 0 else found[:-limit]
    return StackSummary(found)

def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()

def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), end="", file=file or sys.stderr)

def format_tb(tb, limit=None):
    return [text for *_, text in _limited(_host.frames(tb), limit)]

def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=file or sys.stderr)

def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()

def print_stack(f=None, limit=None, file=None):
    print("".join(format_stack(sys._getframe(1) if f is None else f, limit)), end="", file=file or sys.stderr)

_missing = object()

def _error_of(exc, value, tb):
    if value is _missing:
        if tb is not _missing:
            raise ValueError("Both or neither of value and tb must be given")
        if not isinstance(exc, BaseException) and exc is not None:
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value

def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    error = _error_of(exc, value, tb)
    if error is None:
        return ["NoneType: None\n"]
    if limit is not None:
        frames = format_tb(error.__traceback__, limit)
        return [*(["Traceback (most recent call last):\n"] if frames else []), *frames, *format_exception_only(error)]
    return _host.exception_lines(error, chain)

def format_exception_only(exc, /, value=_missing):
    error = exc if value is _missing else value
    if error is None:
        return ["NoneType: None\n"]
    return _host.exception_only(error)

def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))

def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), end="", file=file or sys.stderr)

def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)

def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_value"):
        raise ValueError("no last exception")
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)

def clear_frames(tb):
    pass

class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        self._error, self._limit = exc_value, limit
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        cause, context = exc_value.__cause__, exc_value.__context__
        self.__cause__ = None if cause is None else TracebackException.from_exception(cause)
        self.__context__ = None if context is None else TracebackException.from_exception(context)
        self.__suppress_context__ = exc_value.__suppress_context__
    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)
    def format(self, *, chain=True, _ctx=None):
        yield from format_exception(self._error, limit=self._limit, chain=chain)
    def format_exception_only(self):
        yield from format_exception_only(self._error)
    def print(self, *, file=None, chain=True):
        print("".join(self.format(chain=chain)), end="", file=file or sys.stderr)
    def __str__(self):
        return str(self._error)
