import operator
import re
import sys
import types
from types import GenericAlias

class FrozenInstanceError(AttributeError):
    pass

class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"

_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()

class _MISSING_TYPE:
    pass

MISSING = _MISSING_TYPE()

class _KW_ONLY_TYPE:
    pass

KW_ONLY = _KW_ONLY_TYPE()

class InitVar:
    def __init__(self, type):
        self.type = type
    def __class_getitem__(cls, type):
        return InitVar(type)
    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

_NO_METADATA = types.MappingProxyType({})

class Field:
    __class_getitem__ = classmethod(GenericAlias)
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _NO_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self._kind = None
    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)
    def __repr__(self):
        return _once(self, _field_text)

def _field_text(field):
    return (f"Field(name={field.name!r},type={field.type!r},default={field.default!r},default_factory={field.default_factory!r},"
            f"init={field.init!r},repr={field.repr!r},hash={field.hash!r},compare={field.compare!r},metadata={field.metadata!r},"
            f"kw_only={field.kw_only!r},_field_type={_KIND_NAMES[field._kind]})")

_printing = set()

def _once(value, text):
    # The text of a value, and dots where it contains itself.
    key = id(value)
    if key in _printing:
        return "..."
    _printing.add(key)
    try:
        return text(value)
    finally:
        _printing.discard(key)

_KIND_NAMES = {None: None, "field": "_FIELD", "class": "_FIELD_CLASSVAR", "init": "_FIELD_INITVAR"}

def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)

_SPECIAL = re.compile(r"^(?:\s*(\w+)\s*\.)?\s*(\w+)")

def _written_kind(text, cls):
    # What an annotation kept as text means in its module: only the name before the first bracket is looked at.
    import typing
    prefix, name = _SPECIAL.match(text).groups() if _SPECIAL.match(text) else (None, None)
    module = sys.modules.get(cls.__module__)
    names = getattr(module, "__dict__", {})
    if prefix is not None:
        home = names.get(prefix)
        names = home.__dict__ if home is typing or home is sys.modules[__name__] else {}
    found = names.get(name)
    return "field" if found is None or isinstance(found, str) else _kind(found, cls)

def _kind(annotation, cls):
    if isinstance(annotation, type) and annotation is not InitVar and annotation is not KW_ONLY:
        return "field"
    if isinstance(annotation, str):
        return _written_kind(annotation, cls)
    if annotation is InitVar or isinstance(annotation, InitVar):
        return "init"
    if annotation is KW_ONLY:
        return "kw"
    return "class" if repr(annotation).startswith("typing.ClassVar") else "field"

def _collect(cls, kw_only):
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        for each in getattr(base, "__dataclass_fields__", {}).values() if "__dataclass_fields__" in base.__dict__ else ():
            fields[each.name] = each
    keyword, marked = kw_only, False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        kind = _kind(annotation, cls)
        if kind == "kw":
            if marked:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            keyword = marked = True
            continue
        default = getattr(cls, name, MISSING)
        if default is not MISSING and type(default).__name__ == "member_descriptor":
            default = MISSING
        is_field = isinstance(default, Field)
        each = default if is_field else Field(default, MISSING, True, True, None, True, None, MISSING)
        each.name, each.type, each._kind = name, annotation, kind
        if kind != "field" and each.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
        if kind == "class" and each.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
        if each.kw_only is MISSING and kind != "class":
            each.kw_only = keyword
        if kind == "field" and each.default is not MISSING and type(each.default).__hash__ is None:
            raise ValueError(f"mutable default {type(each.default)} for field {name} is not allowed: use default_factory")
        fields[name] = each
        if is_field:
            if each.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, each.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return fields

def _make_init(cls, fields, frozen, slots):
    inits = [f for f in fields.values() if f.init and f._kind != "class"]
    ordinary = [f for f in inits if not f.kw_only]
    keywords = [f for f in inits if f.kw_only]
    seen_default = False
    for f in ordinary:
        if f.default is MISSING and f.default_factory is MISSING:
            if seen_default:
                raise TypeError(f"non-default argument {f.name!r} follows default argument")
        else:
            seen_default = True
    scope = {"_factory": _HAS_DEFAULT_FACTORY, "_object": object}
    def param(f):
        scope["_type_" + f.name] = f.type
        head = f"{f.name}: _type_{f.name}"
        if f.default is not MISSING:
            scope["_dflt_" + f.name] = f.default
            return f"{head} = _dflt_{f.name}"
        return f"{head} = _factory" if f.default_factory is not MISSING else head
    me = "__dataclass_self__" if "self" in fields else "self"
    params = [me, *map(param, ordinary)]
    if keywords:
        params += ["*", *map(param, keywords)]
    body = []
    for f in fields.values():
        if f._kind != "field":
            continue
        value = f.name
        if f.default_factory is not MISSING:
            scope["_make_" + f.name] = f.default_factory
            value = f"_make_{f.name}() if {f.name} is _factory else {f.name}" if f.init else f"_make_{f.name}()"
        elif not f.init:
            if not slots or f.default is MISSING:
                continue
            scope["_dflt_" + f.name] = f.default
            value = "_dflt_" + f.name
        if frozen:
            body.append(f"_object.__setattr__({me}, {f.name!r}, {value})")
        else:
            body.append(f"{me}.{f.name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append(f"{me}.__post_init__({', '.join(f.name for f in inits if f._kind == 'init')})")
    # Its globals are those of the class's module, where text annotations are looked up; its own names come around it.
    text = f"def _make({', '.join(scope)}):\n  def __init__({', '.join(params)}) -> None:\n    " + "\n    ".join(body or ["pass"]) + "\n  return __init__"
    made = {}
    exec(text, getattr(sys.modules.get(cls.__module__), "__dict__", {}), made)
    return _named(cls, made["_make"](**scope), "__init__")

def _make_repr(cls, names):
    def text(self):
        return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"
    def __repr__(self):
        return _once(self, text)
    return _named(cls, __repr__, "__repr__")

def _values(names):
    # What gives an object's values of these names, as a tuple.
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])

def _comparison(cls, name, test, values):
    def compare(self, other):
        if other.__class__ is self.__class__:
            return test(values(self), values(other))
        return NotImplemented
    return _named(cls, compare, name)

def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    own = _collect(cls, kw_only)
    cls.__dataclass_fields__ = own
    cls.__dataclass_params__ = types.SimpleNamespace(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
    for base in cls.__mro__[1:]:
        params = base.__dict__.get("__dataclass_params__")
        if params is not None and params.frozen != frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one" if frozen else "cannot inherit non-frozen dataclass from a frozen one")
    has_eq = "__eq__" in cls.__dict__
    has_hash = "__hash__" in cls.__dict__ and not (cls.__dict__["__hash__"] is None and has_eq)
    def own_attribute(name):
        if name in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    ordinary = [f for f in own.values() if f._kind == "field"]
    generated = init and "__init__" not in cls.__dict__
    if generated:
        cls.__init__ = _make_init(cls, own, frozen, slots)
    if repr and "__repr__" not in cls.__dict__:
        cls.__repr__ = _make_repr(cls, [f.name for f in ordinary if f.repr])
    values = _values([f.name for f in ordinary if f.compare])
    if eq and not has_eq:
        cls.__eq__ = _comparison(cls, "__eq__", operator.eq, values)
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
            setattr(cls, name, _comparison(cls, name, getattr(operator, name.strip("_")), values))
    if frozen:
        def refuse_set(self, name, value):
            if type(self) is cls or name in own:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)
        def refuse_delete(self, name):
            if type(self) is cls or name in own:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)
        own_attribute("__setattr__")
        own_attribute("__delattr__")
        cls.__setattr__ = _named(cls, refuse_set, "__setattr__")
        cls.__delattr__ = _named(cls, refuse_delete, "__delattr__")
    if unsafe_hash and has_hash:
        own_attribute("__hash__")
    if unsafe_hash or (eq and frozen and not has_hash):
        hashed = _values([f.name for f in ordinary if (f.compare if f.hash is None else f.hash)])
        cls.__hash__ = _named(cls, lambda self: hash(hashed(self)), "__hash__")
    elif eq and not has_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in own.values() if f.init and not f.kw_only and f._kind != "class")
    if not cls.__dict__.get("__doc__"):
        cls.__doc__ = cls.__name__ + (f"({_signature_text(own)})" if generated and type(cls).__call__ is type.__call__ else _asked_signature(cls))
    if hasattr(cls, "__abstractmethods__"):
        import abc
        abc.update_abstractmethods(cls)
    if slots:
        cls = _with_slots(cls, tuple(f.name for f in own.values() if f._kind == "field"), frozen, weakref_slot)
    return cls

def _with_slots(cls, names, frozen, weakref_slot):
    # The class made again, with __slots__ for its own fields.
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:]:
        slots = base.__dict__.get("__slots__", ())
        if hasattr(slots, "__next__"):
            raise TypeError(f"Slots of '{base.__name__}' cannot be determined")
        inherited.update((slots,) if isinstance(slots, str) else slots)
    slots = tuple(name for name in names if name not in inherited)
    if weakref_slot and "__weakref__" not in inherited:
        slots += ("__weakref__",)
    namespace = {key: value for key, value in cls.__dict__.items() if key not in names and key not in ("__dict__", "__weakref__")}
    made = type(cls)(cls.__name__, cls.__bases__, {**namespace, "__slots__": slots})
    made.__qualname__ = cls.__qualname__
    if frozen:
        if "__getstate__" not in namespace:
            made.__getstate__ = lambda self: [getattr(self, f.name) for f in fields(self)]
        if "__setstate__" not in namespace:
            def __setstate__(self, state):
                for f, value in zip(fields(self), state):
                    object.__setattr__(self, f.name, value)
            made.__setstate__ = __setstate__
    return made

def _named(cls, func, name):
    func.__name__ = name
    func.__qualname__ = f"{cls.__qualname__}.{name}"
    return func

def _shown_type(annotation):
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        module = annotation.__module__
        return annotation.__qualname__ if module in ("builtins", "__main__") else f"{module}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")

def _asked_signature(cls):
    import inspect
    try:
        return str(inspect.signature(cls)).replace(" -> None", "")
    except (TypeError, ValueError):
        return ""

def _signature_text(own):
    # The constructor as inspect shows it, for the docstring.
    ordinary, keywords = [], []
    for f in own.values():
        if f.init and f._kind != "class":
            text = f"{f.name}: {_shown_type(f.type)}"
            if f.default is not MISSING:
                text += f" = {f.default!r}"
            elif f.default_factory is not MISSING:
                text += " = <factory>"
            (keywords if f.kw_only else ordinary).append(text)
    return ", ".join([*ordinary, *(["*"] if keywords else []), *keywords])

def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)

def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(f for f in found.values() if f._kind == "field")

def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) and not isinstance(obj, types.GenericAlias) else type(obj), "__dataclass_fields__")
