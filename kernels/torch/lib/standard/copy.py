# copy: shallow and deep copies, through what the types say of themselves as for pickle.
import copyreg

class Error(Exception):
    pass

error = Error
_ATOMS = {type(None), int, float, bool, complex, str, bytes, type, range, type(...), type(NotImplemented), type(len), type(lambda: 0), property, type((lambda: 0).__code__)}

def copy(x):
    cls = type(x)
    if cls in _ATOMS or isinstance(x, type) or cls is tuple or cls is frozenset:
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    return _rebuild(x, None)

def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if memo is None:
        memo = {}
    elif memo and (known := memo.get(id(x), _nil)) is not _nil:
        return known
    if cls in _ATOMS or isinstance(x, type):
        return x
    key = id(x)
    if cls is list:
        y = []
        memo[key] = y
        for each in x:
            y.append(deepcopy(each, memo))
    elif cls is dict:
        y = {}
        memo[key] = y
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is tuple:
        items = [deepcopy(each, memo) for each in x]
        if key in memo:
            return memo[key]
        y = x
        for a, b in zip(items, x):
            if a is not b:
                y = tuple(items)
                break
    elif cls is set or cls is frozenset:
        y = cls(deepcopy(each, memo) for each in x)
    elif cls is bytearray:
        y = bytearray(x)
    elif cls.__name__ == "method" and hasattr(x, "__func__"):
        y = type(x)(x.__func__, deepcopy(x.__self__, memo))
    elif cls.__name__ in ("method", "builtin_function_or_method", "method-wrapper", "function", "cell", "weakref", "ReferenceType"):
        y = x
    else:
        method = getattr(x, "__deepcopy__", None)
        y = method(memo) if method is not None else _rebuild(x, memo)
    if y is not x:
        memo[key] = y
        memo.setdefault(id(memo), []).append(x)
    return y

def _rebuild(x, memo):
    deep = (lambda value: deepcopy(value, memo)) if memo is not None else (lambda value: value)
    cls = type(x)
    reduced = _reduced(x, cls, memo)
    if reduced is not None:
        if isinstance(reduced, str):
            return x
        if not 2 <= len(reduced) <= 5:
            raise TypeError(f"_reconstruct() takes from 4 to 7 positional arguments but {len(reduced) + 2} were given")
        func, args, state, items, pairs = (*reduced, None, None, None)[:5]
        y = func(*(deep(arg) for arg in args))
        if memo is not None:
            memo[id(x)] = y
        _restore(y, state if state is None else deep(state))
        for item in items or ():
            y.append(deep(item))
        for k, v in pairs or ():
            y[deep(k)] = deep(v)
        return y
    getnew = getattr(x, "__getnewargs__", None)
    args = tuple(deep(arg) for arg in getnew()) if getnew is not None else ()
    y = cls.__new__(cls, *args)
    if memo is not None:
        memo[id(x)] = y
    if isinstance(x, list):
        for each in list.__iter__(x):
            list.append(y, deep(each))
    elif isinstance(x, dict):
        for k, v in dict.items(x):
            dict.__setitem__(y, deep(k), deep(v))
    elif isinstance(x, set):
        for each in set.__iter__(x):
            set.add(y, deep(each))
    getstate = getattr(cls, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        _restore(y, deep(x.__getstate__()))
        return y
    if hasattr(x, "__dict__"):
        _restore(y, {name: deep(value) for name, value in x.__dict__.items()})
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                object.__setattr__(y, name, deep(getattr(x, name)))
    return y

def _reduced(x, cls, memo):
    # What a type says of copies itself; None when an object is copied by its attributes.
    reduce = copyreg.dispatch_table.get(cls)
    if reduce is not None:
        return reduce(x)
    if getattr(cls, "__reduce_ex__", None) is not object.__reduce_ex__:
        return x.__reduce_ex__(4)
    if getattr(x, "__reduce_ex__", None) is None:
        if getattr(x, "__reduce__", None) is None:
            raise Error(f"un({'deep' if memo is not None else 'shallow'})copyable object of type {cls}")
        return x.__reduce__()
    if cls.__reduce__ is not object.__reduce__:
        return x.__reduce__()
    if hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
        return copyreg.__newobj_ex__, (cls, args, kwargs), x.__getstate__()
    if cls.__module__ == "builtins" and cls is not object:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    return None

def _restore(y, state):
    if state is None:
        return
    if hasattr(y, "__setstate__"):
        y.__setstate__(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    for name, value in (state or {}).items():
        y.__dict__[name] = value
    for name, value in (slots or {}).items():
        setattr(y, name, value)
