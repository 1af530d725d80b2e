"""traceback: summaries with limits, locals and lines that repeat, groups by depth and width, chains, notes that misbehave; linecache."""
import linecache
import sys
import traceback
from traceback import FrameSummary, StackSummary, TracebackException


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


def caught(f, *args):
    try:
        f(*args)
    except BaseException as error:
        return error


def deep(n):
    if n:
        deep(n - 1)
    1 / (n * 0)


error = caught(deep, 6)
for limit in (0, 1, -1, 3, None):
    print("".join(traceback.format_exception(error, limit=limit)))
    print([each.name for each in traceback.extract_tb(error.__traceback__, limit)])
sys.tracebacklimit = 2
print("".join(traceback.format_exception(error)), len(traceback.extract_stack()))
del sys.tracebacklimit


def local(a, b="two"):
    c = [a]
    raise KeyError(a)


def raised(error):
    raise error


class Odd:
    def __repr__(self):
        raise ValueError

    __str__ = __repr__


shown = TracebackException.from_exception(caught(local, 1), capture_locals=True)
print(shown.stack[-1].locals, StackSummary([shown.stack[-1]]).format(), shown, repr(shown.exc_type), sorted(shown.stack[0].locals))
attempt(TracebackException.from_exception, caught(local, Odd()), capture_locals=True)
print(TracebackException.from_exception(caught(raised, ValueError(Odd()))))
same = caught(local, 1)
print(TracebackException.from_exception(same) == TracebackException.from_exception(same), TracebackException.from_exception(same) == TracebackException.from_exception(same, limit=1), TracebackException.from_exception(same) == 3)


def chained():
    try:
        try:
            1 / 0
        except ZeroDivisionError as first:
            raise ValueError("second") from first
    except ValueError:
        raise TypeError("third")


summary = TracebackException.from_exception(caught(chained))
print("".join(summary.format(chain=True)))
print("".join(summary.format(chain=False)))
print(summary.__context__.__cause__.exc_type, summary.__cause__, summary.__suppress_context__, list(summary.__context__.format_exception_only()))
long = None
for i in range(3000):
    error = ValueError(i)
    error.__context__, long = long, error
print(len("".join(TracebackException.from_exception(long).format())))
looped = ValueError("loop")
looped.__context__ = looped
print("".join(TracebackException.from_exception(looped).format()))

group = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ExceptionGroup("innermost", [KeyError(3)])]), OSError(4), IndexError(5)])
group.add_note("a note\nof two lines")
group.exceptions[0].__cause__ = KeyError("cause")
print("".join(TracebackException.from_exception(group, max_group_width=3, max_group_depth=1).format()))
print("".join(TracebackException.from_exception(caught(raised, group), max_group_width=1).format()))

for notes in (["a", Odd(), "b\nc"], Odd(), 5, "ab", ("x",), []):
    error = ValueError("noted")
    error.__notes__ = notes
    print(traceback.format_exception_only(error))
error = SyntaxError("bad syntax")
error.filename = "some.py"
print(traceback.format_exception_only(error))
error.lineno = 7
print(traceback.format_exception_only(error), TracebackException.from_exception(error).lineno)

frame = FrameSummary("file.py", 3, "name", line="  x = 1 ", locals={"b": 1, "a": "t"})
print(frame, list(frame), len(frame), frame[1], frame == ("file.py", 3, "name", "x = 1"), frame == FrameSummary("file.py", 3, "name", locals={"b": 1, "a": "t"}), frame.locals)
print(StackSummary.from_list([frame, ("other.py", 1, "f", "y"), ("other.py", None, "f", None)]).format())
print(StackSummary.from_list([("a.py", 1, "f", "f()")] * 6 + [("a.py", 2, "g", "g()")] * 4).format())


class Hidden(StackSummary):
    def format_frame_summary(self, frame_summary):
        return None if frame_summary.name == "hide" else super().format_frame_summary(frame_summary)


print(Hidden(StackSummary.from_list([("a", 1, "hide", "x"), ("a", 2, "see", "y")])).format(), type(Hidden.from_list([])))
attempt(traceback.format_exception, ValueError, ValueError(1))
attempt(traceback.format_exception, 3)
attempt(traceback.format_exception, None)
attempt(traceback.format_exception, None, None, None)
attempt(traceback.format_exception_only, None)
attempt(traceback.format_exception_only, ValueError, ValueError("x"))

linecache.cache["<made>"] = 10, None, ["first\n", "second\n"], "<made>"
print(linecache.getline("<made>", 2), linecache.getlines("<made>"), repr(linecache.getline("<made>", 9)))
linecache.checkcache()


class Loader:
    def get_source(self, name):
        return f"source of\n{name}"


print(linecache.lazycache("lazy.py", {"__name__": "lazy", "__loader__": Loader()}), linecache.lazycache("lazy.py", None), linecache.lazycache("none.py", {}))
print(linecache.getlines("lazy.py"), linecache.getline("<made>", 1), FrameSummary("lazy.py", 2, "f").line)
linecache.clearcache()
print(linecache.cache, linecache.getlines("not/there.py"))
