import collections
from abc import ABCMeta, abstractmethod

def _shown(value):
    if value is type(None):
        return "NoneType"
    if value is ...:
        return "..."
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_shown(each) for each in value) + "]"
    return repr(value)

class _Final:
    def __or__(self, other):
        return Union[self, other]
    def __ror__(self, other):
        return Union[other, self]
    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

class _Alias(_Final):
    def __init__(self, form, args, origin=None):
        self._form = form
        self.__args__ = args
        self.__origin__ = origin
        self.__parameters__ = tuple(each for each in args if isinstance(each, TypeVar))
    def __repr__(self):
        name = repr(self._form) if isinstance(self._form, _Form) else _shown(self._form)
        args = self.__args__
        if name == "typing.Union" and len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_shown(args[0] if args[1] is type(None) else args[1])}]"
        if name == "typing.Callable":
            if len(args) == 2 and args[0] is ...:
                return f"typing.Callable[..., {_shown(args[1])}]"
            return f"typing.Callable[[{', '.join(map(_shown, args[:-1]))}], {_shown(args[-1])}]"
        return f"{name}[{', '.join(map(_shown, args)) if args else '()'}]"
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        return _Alias(self._form, params, self.__origin__)
    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if repr(self._form) == "typing.Union" == repr(other._form):
            return set(self.__args__) == set(other.__args__)
        return self._form == other._form and self.__args__ == other.__args__
    def __hash__(self):
        return hash(repr(self))
    def __mro_entries__(self, bases):
        if self.__origin__ is None:
            return ()
        return (self.__origin__,)
    def __call__(self, *args, **kwargs):
        if isinstance(self._form, _Form) and isinstance(self.__origin__, type) and self.__origin__.__module__ == "builtins":
            raise TypeError(f"Type {self._form._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        if isinstance(self.__origin__, type):
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Cannot instantiate {self!r}")
    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))
    def __subclasscheck__(self, cls):
        if repr(self._form) == "typing.Union":
            return issubclass(cls, self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

class _Form(_Final):
    def __init__(self, name, origin=None, make=None):
        self._name = name
        self.__origin__ = origin
        self._make = make
    def __repr__(self):
        return f"typing.{self._name}"
    def __getitem__(self, params):
        if self._make is not None:
            return self._make(self, params)
        params = params if isinstance(params, tuple) else (params,)
        if self._name in _ARITY and len(params) != _ARITY[self._name]:
            many = "many" if len(params) > _ARITY[self._name] else "few"
            raise TypeError(f"Too {many} arguments for {self!r}; actual {len(params)}, expected {_ARITY[self._name]}")
        if self._name in ("ClassVar", "Final") and len(params) != 1:
            raise TypeError(f"{self!r} accepts only single type. Got {params!r}.")
        return _Alias(self, tuple([_argument(each) for each in params]), self.__origin__)
    def __call__(self, *args, **kwargs):
        if self.__origin__ is not None:
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Cannot instantiate {self!r}")
    def __mro_entries__(self, bases):
        return () if self.__origin__ is None else (self.__origin__,)
    def __instancecheck__(self, instance):
        if self.__origin__ is None:
            raise TypeError(f"{self!r} cannot be used with isinstance()")
        return isinstance(instance, self.__origin__)
    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

# How many parameters the generic collections take.
_ARITY = {"List": 1, "Set": 1, "FrozenSet": 1, "Deque": 1, "Type": 1, "Counter": 1, "Iterable": 1, "Iterator": 1, "Sequence": 1, "MutableSequence": 1, "Collection": 1, "Container": 1, "Reversible": 1, "Awaitable": 1, "AsyncIterable": 1,
          "AsyncIterator": 1, "Dict": 2, "DefaultDict": 2, "OrderedDict": 2, "Mapping": 2, "MutableMapping": 2, "ChainMap": 2, "Generator": 3, "Coroutine": 3, "AsyncGenerator": 2}

def _argument(each):
    # None stands for its type, a text for a type that is named later.
    return type(None) if each is None else ForwardRef(each) if isinstance(each, str) else each

def _union(form, params):
    params = params if isinstance(params, tuple) else (params,)
    if not params:
        raise TypeError("Cannot take a Union of no types.")
    flat = []
    for each in params:
        each = _argument(each)
        inner = each.__args__ if isinstance(each, _Alias) and each._form is Union else (each,)
        for one in inner:
            if one not in flat:
                flat.append(one)
    return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat))

def _optional(form, param):
    return Union[param, None]

def _callable(form, params):
    if not isinstance(params, tuple) or len(params) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    args, result = params
    return _Alias(Callable, (*args, result) if isinstance(args, list) else (args, result), __import__("collections.abc").abc.Callable)

def _literal(form, params):
    return _Alias(Literal, params if isinstance(params, tuple) else (params,))

def _annotated(form, params):
    return _Alias(Annotated, params, params[0])

Union = _Form("Union", None, _union)
Optional = _Form("Optional", None, _optional)
Literal = _Form("Literal", None, _literal)
Annotated = _Form("Annotated", None, _annotated)
Any = _Form("Any")
NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
ClassVar = _Form("ClassVar")
Final = _Form("Final")
Concatenate = _Form("Concatenate")
TypeAlias = _Form("TypeAlias")
TypeGuard = _Form("TypeGuard")
Required = _Form("Required")
NotRequired = _Form("NotRequired")
Unpack = _Form("Unpack")
List = _Form("List", list)
Dict = _Form("Dict", dict)
Set = _Form("Set", set)
FrozenSet = _Form("FrozenSet", frozenset)
Tuple = _Form("Tuple", tuple)
Type = _Form("Type", type)
DefaultDict = _Form("DefaultDict", collections.defaultdict)
OrderedDict = _Form("OrderedDict", collections.OrderedDict)
Counter = _Form("Counter", collections.Counter)
ChainMap = _Form("ChainMap", collections.ChainMap)
Deque = _Form("Deque", collections.deque)
_abc = __import__("collections.abc").abc
Callable = _Form("Callable", _abc.Callable, _callable)
Iterable = _Form("Iterable", _abc.Iterable)
Iterator = _Form("Iterator", _abc.Iterator)
Generator = _Form("Generator", _abc.Generator)
Sequence = _Form("Sequence", _abc.Sequence)
MutableSequence = _Form("MutableSequence", _abc.MutableSequence)
Mapping = _Form("Mapping", _abc.Mapping)
MutableMapping = _Form("MutableMapping", _abc.MutableMapping)
AbstractSet = _Form("AbstractSet", _abc.Set)
MutableSet = _Form("MutableSet", _abc.MutableSet)
Collection = _Form("Collection", _abc.Collection)
Container = _Form("Container", _abc.Container)
Hashable = _Form("Hashable", _abc.Hashable)
Sized = _Form("Sized", _abc.Sized)
Reversible = _Form("Reversible", _abc.Reversible)
KeysView = _Form("KeysView", _abc.KeysView)
ValuesView = _Form("ValuesView", _abc.ValuesView)
ItemsView = _Form("ItemsView", _abc.ItemsView)
Awaitable = _Form("Awaitable", _abc.Awaitable)
Coroutine = _Form("Coroutine", _abc.Coroutine)
AsyncIterable = _Form("AsyncIterable", _abc.AsyncIterable)
AsyncIterator = _Form("AsyncIterator", _abc.AsyncIterator)
AsyncGenerator = _Form("AsyncGenerator", _abc.AsyncGenerator)
ContextManager = _Form("ContextManager")
AsyncContextManager = _Form("AsyncContextManager")
Pattern = _Form("Pattern")
Match = _Form("Match")
IO = _Form("IO")
TextIO = _Form("TextIO")
BinaryIO = _Form("BinaryIO")
Text = str
ByteString = bytes
TYPE_CHECKING = False

class TypeVar(_Final):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self._sign = "+" if covariant else "-" if contravariant else "~"
    def __repr__(self):
        return self._sign + self.__name__

class ParamSpec(TypeVar):
    @property
    def args(self):
        return self
    @property
    def kwargs(self):
        return self

class TypeVarTuple(TypeVar):
    def __repr__(self):
        return self.__name__
    def __iter__(self):
        yield self

class Generic:
    __parameters__ = ()
    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        found = []
        for base in cls.__dict__.get("__orig_bases__", ()):
            for each in getattr(base, "__parameters__", ()) if isinstance(base, _Alias) else ():
                if each not in found:
                    found.append(each)
        cls.__parameters__ = tuple(found)
    def __class_getitem__(cls, params):
        if cls is Generic and not all(isinstance(each, TypeVar) or isinstance(each, _Alias) for each in (params if isinstance(params, tuple) else (params,))):
            raise TypeError("Parameters to Generic[...] must all be type variables or parameter specification variables.")
        return _Alias(cls, params if isinstance(params, tuple) else (params,), cls)

_NO_MEMBERS = frozenset(
    "__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ __weakref__ "
    "__class_getitem__ __match_args__ __orig_bases__ __parameters__ __init_subclass__ __qualname__ _is_protocol _is_runtime".split()
)

def _protocol_members(cls):
    found = set()
    for base in cls.__mro__:
        if base.__dict__.get("_is_protocol", False) and base.__name__ != "Protocol":
            found.update(base.__dict__)
            found.update(base.__dict__.get("__annotations__", ()))
    return {name for name in found if name not in _NO_MEMBERS and name != "_registry"}

def _no_protocol_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")

class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if not cls.__dict__.get("_is_protocol", False) or cls.__name__ == "Protocol":
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if ABCMeta.__subclasscheck__(cls, type(instance)):
            return True
        for name in _protocol_members(cls):
            if not hasattr(instance, name):
                return False
            if callable(getattr(cls, name, None)) and getattr(instance, name) is None:
                return False
        return True
    def __subclasscheck__(cls, other):
        if not cls.__dict__.get("_is_protocol", False) or cls.__name__ == "Protocol":
            return super().__subclasscheck__(other)
        if not getattr(cls, "_is_runtime", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if not all(callable(getattr(cls, name, None)) for name in _protocol_members(cls)):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        if super().__subclasscheck__(other):
            return True
        for name in _protocol_members(cls):
            if not any(name in base.__dict__ and base.__dict__[name] is not None for base in other.__mro__):
                return False
        return True

class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_protocol = True
    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if cls._is_protocol:
            for base in cls.__bases__:
                if not (base in (object, Generic) or getattr(base, "_is_protocol", False) or base.__module__ == "collections.abc"):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
            if cls.__init__ is Protocol.__init__ or "__init__" not in cls.__dict__:
                cls.__init__ = _no_protocol_init

def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime = True
    return cls

@runtime_checkable
class SupportsInt(Protocol):
    @abstractmethod
    def __int__(self) -> int: ...

@runtime_checkable
class SupportsFloat(Protocol):
    @abstractmethod
    def __float__(self) -> float: ...

@runtime_checkable
class SupportsComplex(Protocol):
    @abstractmethod
    def __complex__(self) -> complex: ...

@runtime_checkable
class SupportsBytes(Protocol):
    @abstractmethod
    def __bytes__(self) -> bytes: ...

@runtime_checkable
class SupportsIndex(Protocol):
    @abstractmethod
    def __index__(self) -> int: ...

@runtime_checkable
class SupportsAbs(Protocol):
    @abstractmethod
    def __abs__(self): ...

@runtime_checkable
class SupportsRound(Protocol):
    @abstractmethod
    def __round__(self, ndigits=0): ...

class ForwardRef(_Final):
    def __init__(self, arg):
        self.__forward_arg__ = arg
    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"
    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented
    def __hash__(self):
        return hash(self.__forward_arg__)

class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        if not bases:
            return super().__new__(mcls, name, bases, namespace)
        fields = namespace.get("__annotations__", {})
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} {', '.join(f for f in fields if f in namespace)}")
        base = collections.namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        rest = {key: value for key, value in namespace.items() if key not in fields}
        return type(name, (base,), {**rest, "__slots__": ()})

class _NamedTupleBase(metaclass=_NamedTupleMeta):
    pass

class _NamedTuple:
    def __call__(self, typename, fields=None, **kwargs):
        items = list(fields if fields is not None else kwargs.items())
        return collections.namedtuple(typename, [name for name, _ in items])
    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

NamedTuple = _NamedTuple()

class _TypedDictMeta(type):
    def __new__(mcls, name, bases, namespace, total=True):
        cls = type.__new__(mcls, name, (dict,), namespace)
        cls.__total__ = total
        return cls
    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

class _TypedDict:
    def __call__(self, typename, fields=None, *, total=True, **kwargs):
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or kwargs)}, total=total)
    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

class _TypedDictBase(dict, metaclass=_TypedDictMeta):
    pass

TypedDict = _TypedDict()

class NewType(_Final):
    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp
        import sys
        self.__module__ = sys._getframe(1).f_globals.get("__name__", "typing")
    def __call__(self, value):
        return value
    def __repr__(self):
        return f"{self.__module__}.{self.__name__}"

def cast(typ, val):
    return val

def overload(func):
    def refuse(*args, **kwargs):
        raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed.")
    return refuse

def final(f):
    return f

def no_type_check(arg):
    return arg

def override(f):
    return f

def dataclass_transform(**kwargs):
    return lambda cls: cls

def assert_type(val, typ):
    return val

def reveal_type(obj):
    return obj

def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")

def get_origin(tp):
    return getattr(tp, "__origin__", None) if not isinstance(tp, _Alias) or tp._form not in (Union, Literal) else tp._form

def get_args(tp):
    args = getattr(tp, "__args__", ())
    if isinstance(tp, _Alias) and tp._form is Callable and args and args[0] is not ...:
        return (list(args[:-1]), args[-1])
    return args

def _resolved(value, names, localns):
    # The names that texts within a type stand for.
    if isinstance(value, ForwardRef):
        return _resolved(eval(value.__forward_arg__, dict(names), localns), names, localns)
    if isinstance(value, _Alias) and value._form is not Literal:
        args = tuple([_resolved(each, names, localns) for each in value.__args__])
        return value if args == value.__args__ else Union[args] if value._form is Union else _Alias(value._form, args, value.__origin__)
    return value

def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if not hasattr(obj, "__annotations__") and not callable(obj) and not hasattr(obj, "__dict__"):
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    hints = {}
    classes = reversed(obj.__mro__) if isinstance(obj, type) else [obj]
    for each in classes:
        names = globalns if globalns is not None else getattr(each, "__globals__", {})
        if isinstance(each, type):
            module = __import__("sys").modules.get(each.__module__)
            names = vars(module) if module is not None else names
        for name, value in getattr(each, "__dict__", {}).get("__annotations__", getattr(each, "__annotations__", {}) if not isinstance(each, type) else {}).items():
            if isinstance(value, str):
                value = eval(value, dict(names), localns)
            value = _resolved(value, names, localns)
            hints[name] = type(None) if value is None else value
    return hints

AnyStr = TypeVar("AnyStr", bytes, str)
T = TypeVar("T")
