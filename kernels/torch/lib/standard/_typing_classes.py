# typing's classes that others are made from (protocols, named tuples, typed dicts) and what reads annotations.
import collections
import collections.abc as _abc
import functools as _functools
import operator as _operator
import sys
import types as _types
import typing
from abc import ABCMeta, abstractmethod
from typing import (
    Annotated, Any, AnyStr, ForwardRef, Generic, NotRequired, Required, _AnnotatedAlias, _argument, _check, _evaluated,
    _GenericAlias)

# --- protocols -----------------------------------------------------------------------------------------------------

_NO_MEMBERS = frozenset(
    "__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ __weakref__ "
    "__class_getitem__ __match_args__ __orig_bases__ __parameters__ __init_subclass__ __qualname__ __static_attributes__ "
    "__final__ _is_protocol _is_runtime _is_runtime_protocol _registry".split())
_LIBRARY = {
    "collections.abc": "Callable Awaitable Iterable Iterator AsyncIterable Hashable Sized Container Collection Reversible".split(),
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"],
}

def _protocol_members(cls):
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *base.__dict__.get("__annotations__", ())):
            if not name.startswith("_abc_") and name not in _NO_MEMBERS:
                found.add(name)
    return found

def _asked_by_library():
    # abc and functools look without meaning to. Between them and the hook stand `_ask` and `__subclasscheck__` of abc.
    try:
        return sys._getframe(4).f_globals.get("__name__") in ("abc", "functools")
    except ValueError:
        return False

def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init:
        return
    # A class that isn't a protocol has the next constructor there is.
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)

Protocol = None

class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if getattr(cls, "_is_protocol", False) and not getattr(cls, "_is_runtime_protocol", False) and cls is not Protocol:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        if not getattr(cls, "_is_protocol", False) or cls is Protocol:
            return False
        for name in _protocol_members(cls):
            if not hasattr(instance, name):
                return False
            if callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                return False
        return True

def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    if not getattr(cls, "_is_runtime_protocol", False):
        if _asked_by_library():
            return NotImplemented
        raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
    members = _protocol_members(cls)
    if not all(callable(getattr(cls, name, None)) for name in members):
        if _asked_by_library():
            return NotImplemented
        raise TypeError("Protocols with non-method members don't support issubclass()")
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")
    for name in members:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            notes = base.__dict__.get("__annotations__", {})
            if isinstance(notes, _abc.Mapping) and name in notes and issubclass(other, Generic) and getattr(other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True

class Protocol(Generic, metaclass=_ProtocolMeta):
    __module__ = "typing"
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False
    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or base.__name__ in _LIBRARY.get(base.__module__, ())
                    or isinstance(base, type) and issubclass(base, Generic) and getattr(base, "_is_protocol", False)):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if "__init__" not in cls.__dict__:
            cls.__init__ = _no_init

typing._protocol = Protocol

def runtime_checkable(cls):
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls

def _supports(name, method, result, *, generic=False):
    def required(self):
        pass
    required.__name__ = method
    required.__annotations__ = {"return": result}
    bases = (Protocol[T_co],) if generic else (Protocol,)
    body = {"__module__": "typing", "__slots__": (), method: abstractmethod(required)}
    made = _types.new_class(name, bases, {}, lambda namespace: namespace.update(body))
    return runtime_checkable(made)

T_co = typing.TypeVar("T_co", covariant=True)
SupportsInt = _supports("SupportsInt", "__int__", int)
SupportsFloat = _supports("SupportsFloat", "__float__", float)
SupportsComplex = _supports("SupportsComplex", "__complex__", complex)
SupportsBytes = _supports("SupportsBytes", "__bytes__", bytes)
SupportsIndex = _supports("SupportsIndex", "__index__", int)
SupportsAbs = _supports("SupportsAbs", "__abs__", T_co, generic=True)
SupportsRound = _supports("SupportsRound", "__round__", T_co, generic=True)

# --- named tuples --------------------------------------------------------------------------------------------------

_PROHIBITED = frozenset("__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _field_types _make _replace _asdict _source".split())
_SPECIAL = frozenset(("__module__", "__name__", "__annotations__"))

def _make_named_tuple(name, types, module, defaults=()):
    types = {field: _check(each, f"field {field} annotation must be a type") for field, each in types}
    made = collections.namedtuple(name, types, defaults=defaults, module=module)
    made.__annotations__ = types
    return made

class _NamedTupleMeta(type):
    def __new__(mcls, typename, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        types = namespace.get("__annotations__", {})
        defaults = []
        for field in types:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{plural} {', '.join(defaults)}")
        made = _make_named_tuple(typename, types.items(), namespace["__module__"], [namespace[field] for field in defaults])
        if Generic in bases:
            made.__bases__ = bases
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key in namespace:
            if key in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _SPECIAL and key not in made._fields:
                setattr(made, key, namespace[key])
        if Generic in bases:
            made.__init_subclass__()
        return made

def NamedTuple(typename, fields=None, /, **kwargs):
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _make_named_tuple(typename, fields, sys._getframe(1).f_globals.get("__name__", "__main__"))

_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {"__module__": "typing"})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)
NamedTuple.__module__ = "typing"

# --- typed dicts ---------------------------------------------------------------------------------------------------

class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        made = type.__new__(_TypedDictMeta, name, (Generic, dict) if any(issubclass(base, Generic) for base in bases) else (dict,), namespace)
        own = {key: _check(each, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", module=made.__module__, special=True)
               if not _is_field_form(each) else each for key, each in namespace.get("__annotations__", {}).items()}
        notes, required, optional = {}, set(), set()
        for base in bases:
            notes.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        notes.update(own)
        for key, each in own.items():
            form = each.__origin__ if _is_field_form(each) else None
            if isinstance(each, _AnnotatedAlias) and _is_field_form(each.__origin__):
                form = each.__origin__.__origin__
            needed = form is Required or form is not NotRequired and total
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
        made.__annotations__ = notes
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        if not hasattr(made, "__total__") or "__total__" not in made.__dict__:
            made.__total__ = total
        return made
    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)
    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")
    __instancecheck__ = __subclasscheck__

def _is_field_form(value):
    return isinstance(value, _GenericAlias) and value.__origin__ in (Required, NotRequired)

def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    if kwargs:
        import warnings
        warnings.warn("The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, will be removed in Python 3.13, and may not be understood by third-party type checkers.", DeprecationWarning, stacklevel=2)
    body = {"__annotations__": dict(fields), "__module__": sys._getframe(1).f_globals.get("__name__", "__main__")}
    return _TypedDictMeta(typename, (), body, total=total)

_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {"__module__": "typing"})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)
TypedDict.__module__ = "typing"

def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)

# --- what annotations say ------------------------------------------------------------------------------------------

def _stripped(value):
    # A type without what Annotated, Required and NotRequired add.
    if isinstance(value, _AnnotatedAlias):
        return _stripped(value.__origin__)
    if _is_field_form(value):
        return _stripped(value.__args__[0])
    if isinstance(value, (_GenericAlias, _types.GenericAlias, _types.UnionType)):
        args = tuple(map(_stripped, value.__args__))
        if args == value.__args__:
            return value
        if isinstance(value, _GenericAlias):
            return value.copy_with(args)
        return _types.GenericAlias(value.__origin__, args) if isinstance(value, _types.GenericAlias) else _functools.reduce(_operator.or_, args)
    return value

def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = getattr(sys.modules.get(base.__module__, None), "__dict__", {}) if globalns is None else globalns
            notes = base.__dict__.get("__annotations__", {})
            if isinstance(notes, _types.GetSetDescriptorType):
                notes = {}
            local = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                names, local = local, names
            for name, value in notes.items():
                hints[name] = _hint(value, names, local, is_class=True)
    else:
        if globalns is None:
            if isinstance(obj, _types.ModuleType):
                globalns = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                globalns = getattr(inner, "__globals__", {})
            if localns is None:
                localns = globalns
        elif localns is None:
            localns = globalns
        notes = getattr(obj, "__annotations__", None)
        if notes is None:
            if isinstance(obj, (_types.FunctionType, _types.BuiltinFunctionType, _types.MethodType, _types.ModuleType, _types.WrapperDescriptorType, _types.MethodWrapperType, _types.MethodDescriptorType)):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, value in notes.items():
            hints[name] = _hint(value, globalns, localns, is_argument=not isinstance(obj, _types.ModuleType), is_class=False)
    return hints if include_extras else {name: _stripped(value) for name, value in hints.items()}

def _hint(value, globalns, localns, is_argument=False, is_class=False):
    if value is None:
        value = type(None)
    if isinstance(value, str):
        value = ForwardRef(value, is_argument=is_argument, is_class=is_class)
    return _evaluated(value, globalns, localns)

def no_type_check(arg):
    if isinstance(arg, type):
        for name in dir(arg):
            value = getattr(arg, name)
            if not hasattr(value, "__qualname__") or value.__qualname__ != f"{arg.__qualname__}.{value.__name__}" or getattr(value, "__module__", None) != arg.__module__:
                continue
            if isinstance(value, _types.FunctionType):
                value.__no_type_check__ = True
            if isinstance(value, _types.MethodType):
                value.__func__.__no_type_check__ = True
            if isinstance(value, type):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg

def no_type_check_decorator(decorator):
    @_functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped

# --- files ---------------------------------------------------------------------------------------------------------

class IO(Generic[AnyStr]):
    __module__ = "typing"
    __slots__ = ()

class TextIO(IO[str]):
    __module__ = "typing"
    __slots__ = ()

class BinaryIO(IO[bytes]):
    __module__ = "typing"
    __slots__ = ()
