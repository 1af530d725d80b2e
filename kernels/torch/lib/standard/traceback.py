# traceback: the texts of exceptions and of their frames, as the interpreter itself writes them.
import linecache
import sys
import types
import _host

class FrameSummary:
    __slots__ = "filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals", "_text"
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename, self.lineno, self.name, self._line = filename, lineno, name, line
        # What the interpreter itself writes of the frame, its carets too.
        self._text = None
        if lookup_line:
            self.line
        self.locals = {key: repr(value) for key, value in locals.items()} if locals else None
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno
    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
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
            return (self.filename, self.lineno, self.name, self.locals) == (other.filename, other.lineno, other.name, other.locals)
        return (self.filename, self.lineno, self.name, self.line) == other if isinstance(other, tuple) else NotImplemented
    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

def _safe(value):
    try:
        return str(value)
    except:
        return "<exception str() failed>"

# As often as this a line that repeats is shown.
_SHOWN = 3

class StackSummary(list):
    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        found = []
        for f, lineno in _limited(list(frame_gen), limit):
            linecache.lazycache(f.f_code.co_filename, f.f_globals)
            found.append(FrameSummary(f.f_code.co_filename, lineno, f.f_code.co_name, lookup_line=False, locals=f.f_locals if capture_locals else None))
        if lookup_lines:
            for filename in {each.filename for each in found}:
                linecache.checkcache(filename)
            for each in found:
                each.line
        return cls(found)
    @classmethod
    def from_list(cls, a_list):
        return StackSummary([each if isinstance(each, FrameSummary) else FrameSummary(each[0], each[1], each[2], line=each[3]) for each in a_list])
    def format_frame_summary(self, frame_summary):
        text = frame_summary._text
        if text is None:
            text = f'  File "{frame_summary.filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
            if frame_summary.line:
                text += f"    {frame_summary.line}\n"
        if frame_summary.locals:
            text += "".join([f"    {name} = {value}\n" for name, value in sorted(frame_summary.locals.items())])
        return text
    def format(self):
        lines, last, count = [], None, 0
        def close():
            if count > _SHOWN:
                more = count - _SHOWN
                lines.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")
        for each in self:
            text = self.format_frame_summary(each)
            if text is None:
                continue
            place = each.filename, each.lineno, each.name
            if place != last or None in place[:2]:
                close()
                last, count = place, 0
            count += 1
            if count <= _SHOWN:
                lines.append(text)
        close()
        return lines

def _limited(frames, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is None:
            return frames
        limit = max(limit, 0)
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
    return _extracted(tb, limit)

def _extracted(tb, limit, lookup_lines=True, capture_locals=False):
    # As `StackSummary.extract`, with the texts that the interpreter itself writes.
    if tb is not None and not isinstance(tb, types.TracebackType):
        return StackSummary.extract(walk_tb(tb), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)
    found = []
    for filename, lineno, name, line, text in _host.frames(tb):
        found.append(FrameSummary(filename, lineno, name, line=line))
        found[-1]._text = text
    if capture_locals:
        own = [frame.f_locals for frame, _ in walk_tb(tb) if not _own(frame)]
        for each, locals in zip(found, own):
            each.locals = {key: repr(value) for key, value in locals.items()} if locals else None
    return StackSummary(_limited(found, limit))

def extract_stack(f=None, limit=None):
    f = sys._getframe(1) if f is None else f
    found = [FrameSummary(each.f_code.co_filename, lineno, each.f_code.co_name, line=_host.line_of(each)) for each, lineno in walk_stack(f) if not _own(each)]
    found = _limited(found, limit)
    found.reverse()
    return StackSummary(found)

def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()

def print_list(extracted_list, file=None):
    print("".join(format_list(extracted_list)), end="", file=file or sys.stderr)

def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()

def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=file or sys.stderr)

def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()

def print_stack(f=None, limit=None, file=None):
    print("".join(format_stack(sys._getframe(1) if f is None else f, limit)), end="", file=file or sys.stderr)

class _Implicit:
    def __repr__(self):
        return "<implicit>"

_missing = _Implicit()

def _error_of(exc, value, tb):
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _missing:
        return value, tb
    if exc is None:
        return None, None
    if not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, exc.__traceback__

def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    error, tb = _error_of(exc, value, tb)
    if error is not None and limit is None and tb is error.__traceback__ and not hasattr(sys, "tracebacklimit"):
        return _host.exception_lines(error, chain)
    return list(TracebackException(type(error), error, tb, limit=limit, compact=True).format(chain=chain))

def format_exception_only(exc, /, value=_missing):
    return _only(exc if value is _missing else value)

def _only(error):
    return _host.exception_only(error) if isinstance(error, BaseException) else [f"{type(error).__name__}: {_safe(error)}\n"]

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

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"

class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.stack = _extracted(exc_traceback, limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str, self._only = _safe(exc_value), _only(exc_value)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        if isinstance(exc_value, SyntaxError):
            self.filename, self.text, self.msg = exc_value.filename, exc_value.text, exc_value.msg
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.offset, self.end_offset = exc_value.offset, exc_value.end_offset
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        if _seen is None:
            settings = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals, max_group_width=max_group_width, max_group_depth=max_group_depth)
            self._follow(exc_value, compact, settings)
    def _follow(self, error, compact, settings):
        # Causes, contexts and members of groups, each once and without recursion: chains may be long.
        seen, waiting = {id(error)}, [(self, error)]
        def made(error):
            if error is None or id(error) in seen:
                return None
            seen.add(id(error))
            found = TracebackException(type(error), error, error.__traceback__, _seen=seen, **settings)
            waiting.append((found, error))
            return found
        while waiting:
            summary, error = waiting.pop()
            if error is None:
                continue
            summary.__cause__ = made(error.__cause__)
            if not compact or summary.__cause__ is None and not error.__suppress_context__:
                summary.__context__ = made(error.__context__)
            if isinstance(error, BaseExceptionGroup):
                summary.exceptions = [found for found in map(made, error.exceptions) if found is not None]
    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)
    def format(self, *, chain=True, _ctx=None):
        yield from _format(self, chain, _Margin() if _ctx is None else _ctx)
    def format_exception_only(self):
        yield from self._only
    def print(self, *, file=None, chain=True):
        print("".join(self.format(chain=chain)), end="", file=file or sys.stderr)
    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented
    def __str__(self):
        return self._str

class _Margin:
    # How deep in groups a text stands, and whether the group around still has to be closed.
    depth, open = 0, False
    def indent(self):
        return "  " * self.depth
    def lines(self, texts, mark="|"):
        head = f"{self.indent()}{mark} " if self.depth else ""
        for text in texts:
            yield "".join([head + line for line in text.splitlines(keepends=True)])

def _format(summary, chain, margin):
    parts = []
    while summary is not None:
        before = None
        if chain:
            before = (_CAUSE, summary.__cause__) if summary.__cause__ is not None else (_CONTEXT, summary.__context__) if not summary.__suppress_context__ and summary.__context__ is not None else None
        parts.append((before and before[0], summary))
        summary = before and before[1]
    for between, each in reversed(parts):
        if between:
            yield from margin.lines([between])
        if each.exceptions is not None:
            yield from _format_group(each, chain, margin)
            continue
        if each.stack:
            yield from margin.lines(["Traceback (most recent call last):\n", *each.stack.format()])
        yield from margin.lines(each.format_exception_only())

def _format_group(group, chain, margin):
    if margin.depth > group.max_group_depth:
        yield from margin.lines([f"... (max_group_depth is {group.max_group_depth})\n"])
        return
    outermost = margin.depth == 0
    margin.depth += outermost
    if group.stack:
        yield from margin.lines(["Exception Group Traceback (most recent call last):\n"], "+" if outermost else "|")
        yield from margin.lines(group.stack.format())
    yield from margin.lines(group.format_exception_only())
    shown = group.exceptions[:group.max_group_width]
    more = len(group.exceptions) - len(shown)
    count = len(shown) + (more > 0)
    margin.open = False
    for i in range(count):
        margin.open = margin.open or i == count - 1
        title = i + 1 if i < len(shown) else "..."
        yield f"{margin.indent()}{'  ' if i else '+-'}+---------------- {title} ----------------\n"
        margin.depth += 1
        if i < len(shown):
            yield from shown[i].format(chain=chain, _ctx=margin)
        else:
            yield from margin.lines([f"and {more} more exception{'s' if more > 1 else ''}\n"])
        if i == count - 1 and margin.open:
            yield f"{margin.indent()}+------------------------------------\n"
            margin.open = False
        margin.depth -= 1
    margin.depth -= outermost
