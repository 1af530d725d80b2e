# copy: shallow and deep copies, through what the types say of themselves as for pickle.
import copyreg
import _copy

_copy.use(copyreg.dispatch_table)

class Error(Exception):
    pass

error = Error

# What is its own copy, shallow and deep, beside numbers and texts.
_ATOMS = {
    type, property, type(...), type(NotImplemented), type(lambda: 0), type(len), type([].append), type((lambda: 0).__code__),
}  # fmt: skip
# What is its own shallow copy.
_CONSTANT = _ATOMS | {frozenset, slice}

def copy(x):
    made = _copy.shallow(x)
    if made is not NotImplemented:
        return made
    cls = type(x)
    if cls in _CONSTANT or issubclass(cls, type):
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    reduced = _reduced(x, cls, "shallow")
    return x if isinstance(reduced, str) else _reconstruct(x, None, *reduced)

def deepcopy(x, memo=None, _nil=[]):
    return _copy.deep(x, {} if memo is None else memo, _deep)

def _deep(x, memo):
    # What `_copy` doesn't know.
    cls = type(x)
    if cls in _ATOMS or issubclass(cls, type):
        return x
    key = id(x)
    if cls.__name__ == "method" and hasattr(x, "__func__"):
        y = cls(x.__func__, deepcopy(x.__self__, memo))
    elif (method := getattr(x, "__deepcopy__", None)) is not None:
        y = method(memo)
    else:
        reduced = _reduced(x, cls, "deep")
        y = x if isinstance(reduced, str) else _reconstruct(x, memo, *reduced)
    if y is not x:
        memo[key] = y
        memo.setdefault(id(memo), []).append(x)
    return y

def _reduced(x, cls, depth):
    # What a type says of copies: a name, or a callable and its arguments, with state, items and pairs.
    if cls.__name__ == "ReferenceType":
        return cls.__name__
    reduce = copyreg.dispatch_table.get(cls)
    if reduce is not None:
        return reduce(x)
    reduce = getattr(x, "__reduce_ex__", None)
    if reduce is not None:
        return reduce(4)
    reduce = getattr(x, "__reduce__", None)
    if reduce is not None:
        return reduce()
    raise Error(f"un({depth})copyable object of type {cls}")

def _reconstruct(x, memo, func, args, state=None, items=None, pairs=None):
    deep = (lambda value: deepcopy(value, memo)) if memo is not None else (lambda value: value)
    y = func(*(deep(arg) for arg in args))
    if memo is not None:
        memo[id(x)] = y
    if state is not None:
        _restore(y, deep(state))
    if items is not None:
        for item in items:
            y.append(deep(item))
    if pairs is not None:
        for k, v in pairs:
            y[deep(k)] = deep(v)
    return y

def _restore(y, state):
    if hasattr(y, "__setstate__"):
        y.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        y.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(y, name, value)
