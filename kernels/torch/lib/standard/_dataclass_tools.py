# What makes dicts, tuples, changed copies and classes of dataclasses.
import keyword
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass

def _convert(obj, factory, make):
    if is_dataclass(obj) and not isinstance(obj, type):
        return make(obj)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_convert(each, factory, make) for each in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_convert(each, factory, make) for each in obj)
    if isinstance(obj, dict):
        return type(obj)((_convert(k, factory, make), _convert(v, factory, make)) for k, v in obj.items())
    return __import__("copy").deepcopy(obj)

def asdict(obj, *, dict_factory=dict):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    def make(each):
        return dict_factory([(f.name, _convert(getattr(each, f.name), dict_factory, make)) for f in fields(each)])
    return make(obj)

def astuple(obj, *, tuple_factory=tuple):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    def make(each):
        return tuple_factory([_convert(getattr(each, f.name), tuple_factory, make) for f in fields(each)])
    return make(obj)

def replace(obj, /, **changes):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._kind == "class":
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f.name not in changes:
            if f._kind == "init" and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)

def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    space = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            item = (item, "typing.Any")
        if not 2 <= len(item) <= 3:
            raise TypeError(f"Invalid field: {item!r}")
        name = item[0]
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = item[1]
        if len(item) == 3:
            space[name] = item[2]
    made = types.new_class(cls_name, bases, {}, lambda body: body.update(space, __annotations__=annotations))
    return dataclass(made, **kwargs)
