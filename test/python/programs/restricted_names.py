"""Code that finds other builtins than usual, names that annotations make local, and warnings of the compiler turned into errors."""
import warnings


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, error)


attempt(exec, "import os", {"__builtins__": {}})
attempt(exec, "from os import path", {"__builtins__": {"print": print}})
attempt(exec, "print(1)", {"__builtins__": 123})
attempt(exec, "print(len('abc'))", {"__builtins__": {"print": print, "len": len}})
attempt(eval, "print", {"__builtins__": {}})


def local():
    unset: int
    return unset


def elsewhere():
    (absent): int
    return absent


attempt(local)
attempt(elsewhere)

for source in ("x is 1", "assert (x, 'y')", "[(1, 2) (3, 4)]", "if x is not 'a':\n  pass", "y = 1\nz = [1] [y, 2]"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<source>", "exec")
    print([(str(each.message), each.filename, each.lineno) for each in caught])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(source, "<source>", "exec")
        except SyntaxError as error:
            print(error.msg, error.filename, error.lineno, error.offset, error.end_lineno, error.end_offset)
