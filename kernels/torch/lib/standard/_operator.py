# The rest of operator: searches in sequences.
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
