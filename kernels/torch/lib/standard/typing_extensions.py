# typing_extensions: what typing has, the very same objects, and what later versions of typing added.
import enum as _enum
import functools as _functools
import inspect as _inspect
import types as _types
import typing as _typing
import warnings as _warnings
from abc import ABC as _ABC

# These take more here than in typing.
_WIDER = {"ParamSpec", "TypeVar", "TypeVarTuple"}
globals().update({name: value for name, value in vars(_typing).items() if not name.startswith("_") and name not in _WIDER})
globals().update({name: getattr(_typing, name) for name in _typing.__all__ if name not in _WIDER})
runtime = runtime_checkable
AsyncGenerator, Generator = _typing.AsyncGenerator, _typing.Generator

class _Marker:
    def __init__(self, name):
        self._name = name
    def __repr__(self):
        return f"typing_extensions.{self._name}"
    def __reduce__(self):
        return self._name
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self

NoDefault = _Marker("NoDefault")
NoExtraItems = _Marker("NoExtraItems")

class _Wider(type):
    """A class whose instances are typing's, with what this one adds to them."""
    def __call__(cls, name, *args, default=NoDefault, infer_variance=False, **kwargs):
        made = cls._of(name, *args, **kwargs)
        made.__default__ = default
        made.has_default = lambda: default is not NoDefault
        made.__infer_variance__ = bool(infer_variance)
        frame = _inspect.currentframe()
        made.__module__ = frame.f_back.f_globals.get("__name__") if frame is not None and frame.f_back is not None else None
        return made
    def __instancecheck__(cls, instance):
        return isinstance(instance, cls._of)

class TypeVar(metaclass=_Wider):
    _of = _typing.TypeVar

class ParamSpec(metaclass=_Wider):
    _of = _typing.ParamSpec

class TypeVarTuple(metaclass=_Wider):
    _of = _typing.TypeVarTuple

def IntVar(name):
    return _typing.TypeVar(name)

class _Form:
    """A special form of one type."""
    def __init__(self, name):
        self._name = name
    def __getitem__(self, parameters):
        return _FormOf(self, parameters)
    def __call__(self, *args, **kwargs):
        if self._name == "TypeForm" and len(args) == 1 and not kwargs:
            return args[0]
        raise TypeError(f"Cannot instantiate {self!r}")
    def __or__(self, other):
        return _typing.Union[self, other]
    def __repr__(self):
        return f"typing_extensions.{self._name}"

class _FormOf:
    def __init__(self, origin, parameters):
        self.__origin__, self.__args__ = origin, parameters if isinstance(parameters, tuple) else (parameters,)
        self.__parameters__ = tuple(each for each in self.__args__ if isinstance(each, _typing.TypeVar))
    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")
    def __eq__(self, other):
        return isinstance(other, _FormOf) and (self.__origin__, self.__args__) == (other.__origin__, other.__args__)
    def __hash__(self):
        return hash((self.__origin__._name, self.__args__))
    def __repr__(self):
        return f"{self.__origin__!r}[{', '.join(map(type_repr, self.__args__))}]"

TypeIs, ReadOnly, TypeForm = _Form("TypeIs"), _Form("ReadOnly"), _Form("TypeForm")

def type_repr(value):
    if isinstance(value, (type, _types.FunctionType, _types.BuiltinFunctionType)) and not isinstance(value, _types.GenericAlias):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    return "..." if value is ... else repr(value)

class deprecated:
    """Says at calls that something is deprecated; makes of a class one whose instances and subclasses say so."""
    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel
    def __call__(self, arg, /):
        message, category, level = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        def warn():
            _warnings.warn(message, category=category, stacklevel=level + 2)
        if isinstance(arg, type):
            original_new, original_init = arg.__new__, arg.__init_subclass__
            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn()
                if original_new is not object.__new__:
                    return original_new(cls, *args, **kwargs)
                if cls.__init__ is object.__init__ and (args or kwargs):
                    raise TypeError(f"{cls.__name__}() takes no arguments")
                return original_new(cls)
            def __init_subclass__(cls, *args, **kwargs):
                warn()
                return super(arg, cls).__init_subclass__(*args, **kwargs)
            arg.__new__ = staticmethod(_functools.wraps(original_new)(__new__))
            if "__init_subclass__" in vars(arg):
                own = original_init.__func__
                def __init_subclass__(cls, *args, **kwargs):
                    warn()
                    return own(cls, *args, **kwargs)
            arg.__init_subclass__ = classmethod(__init_subclass__)
            arg.__deprecated__ = __new__.__deprecated__ = message
            return arg
        if not callable(arg):
            raise TypeError(f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}")
        @_functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn()
            return arg(*args, **kwargs)
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

def disjoint_base(cls):
    cls.__disjoint_base__ = True
    return cls

class Doc:
    def __init__(self, documentation, /):
        self.documentation = documentation
    def __repr__(self):
        return f"Doc({self.documentation!r})"
    def __hash__(self):
        return hash(self.documentation)
    def __eq__(self, other):
        return self.documentation == other.documentation if isinstance(other, Doc) else NotImplemented

class Sentinel:
    def __init__(self, name, repr=None):
        self._name, self._repr = name, repr if repr is not None else name
    def __repr__(self):
        return self._repr
    def __or__(self, other):
        return _typing.Union[self, other]

sentinel = Sentinel

class TypeAliasType:
    """A named type: what `type L = list[int]` makes in later versions."""
    def __init__(self, name, value, *, type_params=()):
        self.__name__, self.__value__, self.__type_params__ = name, value, tuple(type_params)
        self.__parameters__ = self.__type_params__
    def __getitem__(self, parameters):
        if not self.__parameters__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _types.GenericAlias(self, parameters)
    def __or__(self, other):
        return _typing.Union[self, other]
    def __ror__(self, other):
        return _typing.Union[other, self]
    def __call__(self):
        raise TypeError("Type alias is not callable")
    def __repr__(self):
        return self.__name__

class Buffer(_ABC):
    """What gives its bytes."""

for _each in (bytes, bytearray, memoryview):
    Buffer.register(_each)

def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not _typing.Protocol

_NO_MEMBERS = {
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__parameters__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__orig_bases__", "__init_subclass__", "__qualname__",
    "_is_protocol", "_is_runtime_protocol", "_abc_impl", "_is_runtime", "_registry",
}  # fmt: skip

def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    members = set()
    for each in tp.__mro__[:-1]:
        if each is not _typing.Protocol and each is not _typing.Generic:
            members.update([*vars(each), *vars(each).get("__annotations__", {})])
    return frozenset(members - _NO_MEMBERS)

def get_original_bases(cls, /):
    try:
        return vars(cls).get("__orig_bases__", cls.__bases__)
    except (AttributeError, TypeError):
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None

class Format(_enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4

def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    if format != Format.VALUE:
        raise NotImplementedError("ishape: typing_extensions.get_annotations knows the format VALUE alone")
    return _inspect.get_annotations(obj, globals=globals, locals=locals, eval_str=eval_str)

def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None):
    text = getattr(forward_ref, "__forward_arg__", forward_ref)
    return eval(text, globals if globals is not None else {}, locals)

@_typing.runtime_checkable
class Reader(_typing.Protocol):
    def read(self, size=..., /): ...

@_typing.runtime_checkable
class Writer(_typing.Protocol):
    def write(self, data, /): ...
