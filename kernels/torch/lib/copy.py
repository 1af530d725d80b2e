# copy: shallow and deep copies; what copies itself (`__copy__`, `__deepcopy__`) is asked to.

_ATOMIC = (type(None), int, float, bool, complex, str, bytes, type, range, type(...), type(len), type(lambda: 0))


class Error(Exception):
    pass


def copy(x):
    cls = type(x)
    if isinstance(x, _ATOMIC) or cls is tuple:
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    if isinstance(x, (list, dict, set)) and cls in (list, dict, set):
        return x.copy()
    return _rebuild(x, cls, lambda value: value)


def deepcopy(x, memo=None):
    if isinstance(x, _ATOMIC):
        return x
    memo = {} if memo is None else memo
    known = memo.get(id(x), memo)
    if known is not memo:
        return known
    cls = type(x)
    own = getattr(cls, "__deepcopy__", None)
    if own is not None:
        result = own(x, memo)
    elif cls is list:
        memo[id(x)] = result = []
        for item in x:
            result.append(deepcopy(item, memo))
    elif cls is tuple:
        result = tuple([deepcopy(item, memo) for item in x])
    elif cls is dict:
        memo[id(x)] = result = {}
        for key, value in x.items():
            result[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is set:
        result = {deepcopy(item, memo) for item in x}
    else:
        result = _rebuild(x, cls, lambda value: deepcopy(value, memo), memo)
    memo[id(x)] = result
    return result


def _rebuild(x, cls, each, memo=None):
    if isinstance(x, dict):
        result = cls()
        if memo is not None:
            memo[id(x)] = result
        for key, value in x.items():
            result[each(key)] = each(value)
    elif isinstance(x, list):
        result = cls([each(item) for item in x])
    elif isinstance(x, tuple):
        return cls(*map(each, x)) if hasattr(x, "_fields") else cls(map(each, x))
    elif hasattr(x, "__dict__"):
        result = cls.__new__(cls)
        if memo is not None:
            memo[id(x)] = result
    else:
        raise Error(f"un(deep)copyable object of type {cls}")
    if hasattr(x, "__dict__"):
        for name, value in x.__dict__.items():
            result.__dict__[name] = each(value)
    return result
