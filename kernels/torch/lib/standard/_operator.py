# The rest of operator: searches in sequences. The functions name this module as theirs, so it has them all.
import operator

globals().update({name: value for name, value in vars(operator).items() if not name.startswith("_")})

def indexOf(a, b, /):
    for i, each in enumerate(a):
        if each is b or each == b:
            return i
    raise ValueError("sequence.index(x): x not in sequence")

def iconcat(a, b, /):
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    a += b
    return a
