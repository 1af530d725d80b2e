# What exceptions keep beside their arguments, how they are told, copied and refused.
import copy
import io
import pickle
import sys

MADE = [
    lambda: ImportError("m", name="n", path="p"),
    lambda: ImportError("a", "b"),
    lambda: ModuleNotFoundError("m", wrong=1),
    lambda: ValueError(a=1),
    lambda: NameError("x", name="x"),
    lambda: NameError("x", obj=1),
    lambda: OSError(2, "none", "f"),
    lambda: OSError(2, "none", "f", None, "g"),
    lambda: OSError("only"),
    lambda: OSError(1, 2, 3, 4, 5, 6),
    lambda: BlockingIOError(11, "later", 5),
    lambda: SyntaxError("m", ("f.py", 1, 2, "text")),
    lambda: SyntaxError("m", ("f.py", 1, 2)),
    lambda: SyntaxError("m", ("f.py", 1, 2, "text", 3)),
    lambda: SyntaxError("m", ("f.py", None, 2, "text")),
    lambda: UnicodeDecodeError("ascii", b"\xff\xfe", 0, 1, "why"),
    lambda: UnicodeDecodeError("ascii", bytearray(b"\xff\xfe"), 0, 2, "why"),
    lambda: UnicodeEncodeError("ascii", "aé\u4e00\U0001f600", 1, 2, "why"),
    lambda: UnicodeEncodeError("ascii", "aé\u4e00\U0001f600", 3, 4, "why"),
    lambda: UnicodeTranslateError("aéb", 1, 2, "why"),
    lambda: UnicodeTranslateError("aéb", 0, 2, "why"),
    lambda: UnicodeEncodeError("ascii", "x"),
    lambda: UnicodeEncodeError("ascii", b"x", 0, 1, "why"),
    lambda: UnicodeDecodeError("ascii", b"x", "0", 1, "why"),
    lambda: UnicodeDecodeError.__new__(UnicodeDecodeError),
    lambda: SystemExit(1, 2),
    lambda: KeyError("k"),
]
NAMES = "msg name path obj errno strerror filename filename2 lineno offset text encoding object start end reason code value".split()
for make in MADE:
    try:
        error = make()
    except Exception as refused:
        print("refused", type(refused).__name__, refused)
        continue
    print(repr(error), "|", str(error), "|", {name: getattr(error, name) for name in NAMES if hasattr(error, name)})
    print("   ", error.__reduce__())
    if not isinstance(error, UnicodeDecodeError) or error.args:
        again = pickle.loads(pickle.dumps(copy.copy(error)))
        print("   ", repr(again) == repr(error), str(again) == str(error))

for name in ("__cause__", "__context__", "__traceback__", "__suppress_context__", "args"):
    for change in (lambda: setattr(error, name, 3), lambda: delattr(error, name)):
        try:
            change()
        except TypeError as refused:
            print(name, refused)
error.__notes__ = 42
for note in (1, "text"):
    try:
        error.add_note(note)
    except TypeError as refused:
        print(refused)

# Cycles of contexts end.
a, b, c = ValueError("a"), ValueError("b"), ValueError("c")
a.__context__, b.__context__ = b, a
try:
    try:
        raise a
    except ValueError:
        raise c
except ValueError as caught:
    print(caught.__context__, caught.__context__.__context__)


class Silent:
    blech = None

    def __getattr__(self, name):
        raise AttributeError()


try:
    Silent().bluch
except AttributeError as error:
    print(error.name, type(error.obj).__name__)
    sys.stderr = io.StringIO()
    sys.excepthook(*sys.exc_info())
    text, sys.stderr = sys.stderr.getvalue(), sys.__stderr__
    print(text.splitlines()[-1])

try:
    raise ValueError
except Exception:
    try:
        try:
            raise ValueError
        except (ValueError, 42):
            pass
    except TypeError as error:
        print(error)


class Blocking:
    __add__ = __radd__ = __ne__ = __len__ = __getitem__ = __iter__ = __contains__ = __hash__ = __call__ = None


for use in (lambda x: x + 1, lambda x: 1 + x, lambda x: x != 1, len, lambda x: x[0], iter, lambda x: 1 in x, hash, lambda x: x()):
    try:
        print(use(Blocking()))
    except TypeError as error:
        print(error)
