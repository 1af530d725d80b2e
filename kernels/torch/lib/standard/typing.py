# typing: types as objects that annotations hold. Protocols, named tuples, typed dicts and hints stand in `_typing_classes`.
import collections
import collections.abc as _abc
import operator as _operator
import sys

_FunctionType, _BuiltinAlias, _UnionType = type(lambda: 0), type(list[int]), type(int | str)

def _shown(value):
    if isinstance(value, _BuiltinAlias):
        return repr(value)
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    if isinstance(value, _FunctionType):
        return value.__name__
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return repr(value)

def _argument(value, module=None, is_class=False):
    # None stands for its type, a text for a type that is named later.
    if value is None:
        return type(None)
    return ForwardRef(value, module=module, is_class=is_class) if isinstance(value, str) else value

def _check(value, message, is_argument=True, module=None, *, special=False):
    value = _argument(value, module, special)
    if isinstance(value, _GenericAlias) and value.__origin__ in ((Generic, _protocol) if special else (Generic, _protocol, ClassVar, Final)):
        raise TypeError(f"{value} is not valid as type argument")
    if value in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return value
    if special and value in (ClassVar, Final):
        return value
    if isinstance(value, _SpecialForm) or value in (Generic, _protocol):
        raise TypeError(f"Plain {value} is not valid as type argument")
    if type(value) is tuple:
        raise TypeError(f"{message} Got {value!r:.100}.")
    return value

def _parameters(args):
    # The type variables among the arguments and in them, each once.
    found = []
    for each in args:
        if isinstance(each, type) and not isinstance(each, _BuiltinAlias):
            continue
        inner = (each,) if hasattr(each, "__typing_subst__") else _parameters(each) if isinstance(each, tuple) else getattr(each, "__parameters__", ())
        for one in inner:
            if one not in found:
                found.append(one)
    return tuple(found)

def _count(cls, given, expected):
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    if given != expected:
        raise TypeError(f"Too {'many' if given > expected else 'few'} arguments for {cls}; actual {given}, expected {expected}")

def _unpacked(args):
    # `*tuple[int, str]` among arguments is its members.
    flat = []
    for each in args:
        inner = getattr(each, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            flat.extend(inner)
        else:
            flat.append(each)
    return tuple(flat)

def _without_doubles(params):
    flat = []
    for each in params:
        if each not in flat:
            flat.append(each)
    return flat

# The class `Protocol`, once `_typing_classes` is loaded, which is when one of its names is first asked for.
_protocol = None

class _Final:
    __slots__ = ("__weakref__",)
    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")

class _Joined:
    # What `|` makes of types.
    __slots__ = ()
    def __or__(self, other):
        return Union[self, other]
    def __ror__(self, other):
        return Union[other, self]

class _SpecialForm(_Final, _Joined, _root=True):
    __slots__ = ("_name", "__doc__", "_getitem")
    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__
    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)
    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")
    def __repr__(self):
        return "typing." + self._name
    def __reduce__(self):
        return self._name
    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")
    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")
    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)

def _plain(name):
    # A form that takes no arguments.
    def form(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    form.__name__ = name
    return _SpecialForm(form)

def _single(name, special=False):
    def form(self, parameters):
        return _GenericAlias(self, (_check(parameters, f"{self} accepts only single type.", special=special),))
    form.__name__ = name
    return _SpecialForm(form)

class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)

NoReturn, Never, Self, LiteralString, TypeAlias = map(_plain, ("NoReturn", "Never", "Self", "LiteralString", "TypeAlias"))
ClassVar, Final, TypeGuard, Required, NotRequired = map(_single, ("ClassVar", "Final", "TypeGuard", "Required", "NotRequired"))

@_SpecialForm
def Union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for each in parameters:
        each = _check(each, "Union[arg, ...]: each arg must be a type.")
        flat.extend(each.__args__ if isinstance(each, (_UnionAlias, _UnionType)) else (each,))
    flat = _without_doubles(flat)
    return flat[0] if len(flat) == 1 else _UnionAlias(self, tuple(flat), name="Optional" if len(flat) == 2 and type(None) in flat else None)

@_SpecialForm
def Optional(self, parameters):
    return Union[_check(parameters, f"{self} requires a single type."), type(None)]

@_SpecialForm
def Literal(self, *parameters):
    (parameters,) = parameters
    flat = []
    for each in parameters if isinstance(parameters, tuple) else (parameters,):
        flat.extend(each.__args__ if isinstance(each, _LiteralAlias) else (each,))
    try:
        unique = dict.fromkeys((value, type(value)) for value in flat)
        flat = [value for value, _ in unique]
    except TypeError:
        pass
    return _LiteralAlias(self, tuple(flat))

@_SpecialForm
def Concatenate(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    return _ConcatenateAlias(self, (*(_check(each, "Concatenate[arg, ...]: each arg must be a type.") for each in parameters[:-1]), parameters[-1]))

@_SpecialForm
def Unpack(self, parameters):
    return _UnpackAlias(self, (_check(parameters, f"{self} accepts only single type."),))

class ForwardRef(_Final, _root=True):
    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__", "__forward_is_argument__", "__forward_is_class__", "__forward_module__")
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            self.__forward_code__ = compile(f"({arg},)[0]" if arg.startswith("*") else arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
    def _evaluate(self, globalns, localns, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None and localns is None:
                globalns = localns = {}
            elif globalns is None:
                globalns = localns
            elif localns is None:
                localns = globalns
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
            value = _check(eval(self.__forward_code__, globalns, localns), "Forward references must evaluate to types.", special=self.__forward_is_class__)
            self.__forward_value__ = _evaluated(value, globalns, localns, recursive_guard | {self.__forward_arg__})
            self.__forward_evaluated__ = True
        return self.__forward_value__
    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_arg__ == other.__forward_arg__ and self.__forward_value__ == other.__forward_value__
        return self.__forward_arg__ == other.__forward_arg__ and self.__forward_module__ == other.__forward_module__
    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))
    def __or__(self, other):
        return Union[self, other]
    def __ror__(self, other):
        return Union[other, self]
    def __call__(self, *args, **kwds):
        raise TypeError("Cannot instantiate a forward reference")
    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"

def _evaluated(value, globalns, localns, guard=frozenset()):
    # The types that texts within a type stand for.
    if isinstance(value, ForwardRef):
        return value._evaluate(globalns, localns, guard)
    if not isinstance(value, (_GenericAlias, _BuiltinAlias, _UnionType)):
        return value
    args = value.__args__
    if isinstance(value, _BuiltinAlias):
        args = tuple(ForwardRef(each) if isinstance(each, str) else each for each in args)
    found = tuple(_evaluated(each, globalns, localns, guard) for each in args)
    if found == value.__args__:
        return value
    if isinstance(value, _BuiltinAlias):
        return _BuiltinAlias(value.__origin__, found)
    if isinstance(value, _UnionType):
        joined = found[0]
        for each in found[1:]:
            joined = joined | each
        return joined
    return value.copy_with(found)

# --- type variables ------------------------------------------------------------------------------------------------

class _TypeParameter(_Joined):
    __slots__ = ()
    def __repr__(self):
        sign = "+" if getattr(self, "__covariant__", False) else "-" if getattr(self, "__contravariant__", False) else "~"
        return sign + self.__name__
    def __reduce__(self):
        return self.__name__
    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")
    def __copy__(self):
        return self
    def __deepcopy__(self, memo):
        return self
    def __init_subclass__(cls, /, *args, **kwds):
        if cls.__module__ != "typing":
            base = next(each for each in cls.__mro__ if each.__module__ == "typing")
            raise TypeError(f"type 'typing.{base.__name__}' is not an acceptable base type")
    def _placed(self):
        try:
            module = sys._getframe(2).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            module = None
        if module != "typing":
            self.__module__ = module

class TypeVar(_TypeParameter):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")
        self.__constraints__ = tuple(_check(each, "TypeVar(name, constraint, ...): constraints must be types.") for each in constraints)
        self._placed()
    def __typing_subst__(self, arg):
        arg = _check(arg, "Parameters to generic types must be types.")
        if isinstance(arg, _UnpackAlias) or getattr(arg, "__unpacked__", False):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

class TypeVarTuple(_TypeParameter):
    def __init__(self, name):
        self.__name__ = name
        self._placed()
    def __iter__(self):
        yield Unpack[self]
    def __repr__(self):
        return self.__name__
    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

class _ParamSpecPart(_Final, _root=True):
    def __init__(self, origin):
        self.__origin__ = origin
    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"
    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented
    def __hash__(self):
        return hash((self._part, self.__origin__))
    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

class ParamSpecArgs(_ParamSpecPart, _root=True):
    _part = "args"

class ParamSpecKwargs(_ParamSpecPart, _root=True):
    _part = "kwargs"

class ParamSpec(_TypeParameter):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__ = name
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")
        self._placed()
    @property
    def args(self):
        return ParamSpecArgs(self)
    @property
    def kwargs(self):
        return ParamSpecKwargs(self)
    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_check(each, "Expected a type.") for each in arg)
        if not (arg is ... or isinstance(arg, (ParamSpec, _ConcatenateAlias))):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
        return arg

# --- aliases -------------------------------------------------------------------------------------------------------

_OWN = frozenset(("_name", "_inst", "_nparams", "_paramspec_tvars", "_typevar_types", "_place"))

class _BaseAlias(_Final, _Joined, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None
    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        if not callable(self.__origin__) or isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot instantiate {self!r}")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made
    def __mro_entries__(self, bases):
        found = [] if self.__origin__ in bases else [self.__origin__]
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(each, _BaseAlias) or isinstance(each, type) and issubclass(each, Generic) for each in later):
            found.append(Generic)
        return tuple(found)
    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not (name.startswith("__") and name.endswith("__")):
            return getattr(self.__origin__, name)
        raise AttributeError(name)
    def __setattr__(self, name, value):
        if name.startswith("__") and name.endswith("__") or name in _OWN:
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)
    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))
    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")
    def __dir__(self):
        return sorted({*super().__dir__(), *(name for name in dir(self.__origin__) if not name.startswith("__"))})

class _GenericAlias(_BaseAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__parameters__ = _parameters(self.__args__)
        if not name:
            self.__module__ = origin.__module__
    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__
    def __hash__(self):
        return hash((self.__origin__, self.__args__))
    def __getitem__(self, args):
        if self.__origin__ in (Generic, _protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        args = _unpacked(args if isinstance(args, tuple) else (args,))
        return self.copy_with(self._substituted(_assigned(self, self.__parameters__, args)))
    def _substituted(self, values):
        return _replaced_all(self.__args__, values, self.__origin__ == _abc.Callable)
    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)
    def __repr__(self):
        name = "typing." + self._name if self._name else _shown(self.__origin__)
        return f"{name}[{', '.join(map(_shown, self.__args__)) if self.__args__ else '()'}]"
    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            (args,) = args
        return _operator.getitem, (origin, args)
    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            later = bases[bases.index(self) + 1:]
            if _protocol in bases or any(isinstance(each, _BaseAlias) and each is not self for each in later):
                return ()
        return (self.__origin__,)
    def __iter__(self):
        yield Unpack[self]

def _assigned(alias, parameters, args):
    # What each type variable stands for: one argument each, a TypeVarTuple the rest, a ParamSpec a list.
    count = len(parameters)
    if count == 1 and isinstance(parameters[0], ParamSpec) and not (len(args) == 1 and (args[0] is ... or isinstance(args[0], (list, tuple, ParamSpec, _ConcatenateAlias)))):
        args = (args,)
    rest = [i for i, each in enumerate(parameters) if isinstance(each, TypeVarTuple)]
    if len(rest) > 1:
        raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    if rest:
        before, after = rest[0], count - rest[0] - 1
        if len(args) < count - 1:
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {count - 1}")
        end = len(args) - after
        args = (*args[:before], tuple(_check(each, "Parameters to generic types must be types.") for each in args[before:end]), *args[end:])
    elif len(args) != count:
        _count(alias, len(args), count)
    return {each: value if isinstance(each, TypeVarTuple) else each.__typing_subst__(value) for each, value in zip(parameters, args)}

def _replaced_all(args, values, flat):
    # `flat`: a list of parameter types stands without brackets of its own.
    found = []
    for each in args:
        new = _replaced(each, values)
        if isinstance(new, tuple) and (isinstance(each, _UnpackAlias) or flat and isinstance(each, (ParamSpec, _ConcatenateAlias))):
            found.extend(new)
        else:
            found.append(new)
    return tuple(found)

def _replaced(value, values):
    if isinstance(value, tuple):
        return _replaced_all(value, values, True)
    if isinstance(value, type) and not isinstance(value, _BuiltinAlias):
        return value
    if isinstance(value, _TypeParameter):
        return values[value]
    if isinstance(value, _UnpackAlias) and isinstance(value.__args__[0], TypeVarTuple):
        return values[value.__args__[0]]
    inner = getattr(value, "__parameters__", ())
    if not inner:
        return value
    given = []
    for each in inner:
        given.extend(values[each]) if isinstance(each, TypeVarTuple) else given.append(values[each])
    return value[tuple(given)]

class _SpecialAlias(_BaseAlias, _root=True):
    # `typing.List` and its kin: classes by another name.
    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self.__module__ = "typing"
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple(_check(each, "Parameters to generic types must be types.") for each in params)
        if not any(isinstance(each, _UnpackAlias) for each in params):
            _count(self, len(params), self._nparams)
        return self.copy_with(params)
    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)
    def __repr__(self):
        return "typing." + self._name
    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialAlias):
            return issubclass(cls.__origin__, self.__origin__)
        return issubclass(cls, self.__origin__) if not isinstance(cls, _GenericAlias) else super().__subclasscheck__(cls)
    def __reduce__(self):
        return self._name

class _CallableAlias(_GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateAlias))):
            return super().__repr__()
        name = "typing.Callable" if self._name else "collections.abc.Callable"
        return f"{name}[[{', '.join(map(_shown, args[:-1]))}], {_shown(args[-1])}]"
    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateAlias)))):
            args = list(args[:-1]), args[-1]
        return _operator.getitem, (Callable if self._name else _abc.Callable, args)

class _CallableType(_SpecialAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self.copy_with((..., result))
        if isinstance(args, list):
            args = tuple(args)
        elif not isinstance(args, (ParamSpec, _ConcatenateAlias, tuple)):
            raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(_check(each, "Callable[[arg, ...], result]: each arg must be a type.") if not isinstance(each, (ParamSpec, _ConcatenateAlias)) else each for each in args)
        return self.copy_with((*_unpacked(args), result))
    def copy_with(self, params):
        return _CallableAlias(self.__origin__, params, name=self._name, inst=self._inst)

def _abc_callable(cls, params):
    # `collections.abc.Callable[[int], str]`
    if not isinstance(params, tuple) or len(params) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    args, result = params
    if isinstance(args, (list, tuple)):
        args = tuple(args)
    elif args is ... or isinstance(args, (ParamSpec, _ConcatenateAlias)):
        args = (args,)
    else:
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {args}")
    return _CallableAlias(cls, (*args, result))

class _TupleType(_SpecialAlias, _root=True):
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        if len(params) >= 2 and params[-1] is ...:
            return self.copy_with((*(_check(each, "Tuple[t, ...]: t must be a type.") for each in params[:-1]), ...))
        return self.copy_with(tuple(_check(each, "Tuple[t0, t1, ...]: each t must be a type.") for each in params))

class _UnionAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]
    def __eq__(self, other):
        if not isinstance(other, (_UnionAlias, _UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)
    def __hash__(self):
        return hash(frozenset(self.__args__))
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_shown(args[1] if args[0] is type(None) else args[0])}]"
        return f"typing.Union[{', '.join(map(_shown, args))}]"
    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))
    def __subclasscheck__(self, cls):
        return any(issubclass(cls, each) for each in self.__args__)
    def __reduce__(self):
        return _operator.getitem, (Union, self.__args__)

class _LiteralAlias(_GenericAlias, _root=True):
    def _pairs(self):
        return {(value, type(value)) for value in self.__args__}
    def __eq__(self, other):
        return self._pairs() == other._pairs() if isinstance(other, _LiteralAlias) else NotImplemented
    def __hash__(self):
        return hash(frozenset(self._pairs()))
    def __reduce__(self):
        return _operator.getitem, (Literal, self.__args__)

class _ConcatenateAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)

class _UnpackAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return "*" + repr(self.__args__[0])
    @property
    def __typing_unpacked_tuple_args__(self):
        inner = self.__args__[0]
        if isinstance(inner, (_GenericAlias, _BuiltinAlias)):
            if inner.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return inner.__args__
        return None
    def __reduce__(self):
        return _operator.getitem, (Unpack, self.__args__[0])

class _AnnotatedAlias(_GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), name="Annotated")
        self.__metadata__ = metadata
    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)
    def __repr__(self):
        return f"typing.Annotated[{_shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"
    def __reduce__(self):
        return _operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))
    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__
    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))
    def __getattr__(self, name):
        return "Annotated" if name in ("__name__", "__qualname__") else super().__getattr__(name)
    def __mro_entries__(self, bases):
        return (self.__origin__,)

class Annotated:
    __slots__ = ()
    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        origin = _check(params[0], "Annotated[t, ...]: t must be a type.", special=True)
        return _AnnotatedAlias(origin, params[1:])
    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")

class Generic:
    __slots__ = ()
    _is_protocol = False
    def __class_getitem__(cls, params):
        params = _unpacked(params if isinstance(params, tuple) else (params,))
        params = tuple(_argument(each) for each in params)
        if cls in (Generic, _protocol):
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(isinstance(each, (TypeVar, ParamSpec)) or isinstance(each, _UnpackAlias) for each in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _GenericAlias(cls, params)
        own = getattr(cls, "__parameters__", ())
        if not own:
            raise TypeError(f"{cls} is not a generic class")
        values = _assigned(cls, own, params)
        flat = []
        for each in own:
            flat.extend(values[each]) if isinstance(each, TypeVarTuple) else flat.append(values[each])
        return _GenericAlias(cls, tuple(flat))
    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = cls.__dict__.get("__orig_bases__")
        if Generic in (written if written is not None else cls.__bases__ if cls.__name__ != "Protocol" else ()):
            raise TypeError("Cannot inherit from plain Generic")
        found = ()
        if written is not None:
            found = _parameters(written)
            listed = None
            for base in written:
                if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, _protocol):
                    if listed is not None and base.__origin__ is Generic:
                        raise TypeError("Cannot inherit from Generic[...] multiple times.")
                    listed = base
            if listed is not None:
                lacking = [each for each in found if each not in listed.__parameters__]
                if lacking:
                    names = ", ".join(map(str, listed.__parameters__))
                    raise TypeError(f"Some type variables ({', '.join(map(str, lacking))}) are not listed in {listed.__origin__.__name__}[{names}]")
                found = listed.__parameters__
        cls.__parameters__ = found

class _LateAlias(_SpecialAlias, _root=True):
    # One whose class is in a module that few programs load.
    def __init__(self, module, attribute, name):
        self._place = module, attribute
        self._name, self._nparams, self._inst = name, 1, True
        self.__module__ = "typing"
    @property
    def __origin__(self):
        module, attribute = self._place
        return getattr(__import__(module), attribute)

# --- the classes by their other names ------------------------------------------------------------------------------

def _named(module, table):
    for entry in table.split():
        name, _, count = entry.partition(":")
        origin = getattr(module, {"AbstractSet": "Set", "Deque": "deque", "DefaultDict": "defaultdict"}.get(name, name))
        globals()[name] = _SpecialAlias(origin, int(count or 0), name=name)

_named(_abc, "Hashable Awaitable:1 Coroutine:3 AsyncIterable:1 AsyncIterator:1 Iterable:1 Iterator:1 Reversible:1 Sized Container:1 "
             "Collection:1 AbstractSet:1 MutableSet:1 Mapping:2 MutableMapping:2 Sequence:1 MutableSequence:1 ByteString "
             "MappingView:1 KeysView:1 ItemsView:2 ValuesView:1 Generator:3 AsyncGenerator:2")
_named(collections, "Deque:1 DefaultDict:2 OrderedDict:2 Counter:1 ChainMap:2")
Callable = _CallableType(_abc.Callable, 2, name="Callable")
List, Set, FrozenSet, Type, Dict = [
    _SpecialAlias(cls, count, inst=False, name=name) for cls, count, name in (
        (list, 1, "List"), (set, 1, "Set"), (frozenset, 1, "FrozenSet"), (type, 1, "Type"), (dict, 2, "Dict"))]
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
Pattern, Match = _LateAlias("re", "Pattern", "Pattern"), _LateAlias("re", "Match", "Match")
ContextManager = _LateAlias("contextlib", "AbstractContextManager", "ContextManager")
AsyncContextManager = _LateAlias("contextlib", "AbstractAsyncContextManager", "AsyncContextManager")
Text = str
TYPE_CHECKING = False
T, KT, VT = TypeVar("T"), TypeVar("KT"), TypeVar("VT")
AnyStr = TypeVar("AnyStr", bytes, str)

def cast(typ, val):
    return val

def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseAlias, _BuiltinAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return _UnionType if isinstance(tp, _UnionType) else None

def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, _BuiltinAlias)):
        args = tp.__args__
        if tp.__origin__ is _abc.Callable and not (len(args) == 2 and (args[0] is ... or isinstance(args[0], (ParamSpec, _ConcatenateAlias)))):
            return list(args[:-1]), args[-1]
        return args
    return tp.__args__ if isinstance(tp, _UnionType) else ()

def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f

def assert_type(val, typ, /):
    return val

def assert_never(arg, /):
    text = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {text if len(text) <= 100 else text[:100] + '...'}")

def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj

_DUMMY = "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed."
_overloads = {}
# What forgets the caches that other implementations have; here is none.
_cleanups = []

def _overload_dummy(*args, **kwds):
    raise NotImplementedError(_DUMMY)

def overload(func):
    inner = getattr(func, "__func__", func)
    try:
        _overloads.setdefault((inner.__module__, inner.__qualname__), {})[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy

def get_overloads(func):
    func = getattr(func, "__func__", func)
    return list(_overloads.get((func.__module__, func.__qualname__), {}).values())

def clear_overloads():
    _overloads.clear()

def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator

def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method

class NewType(_Joined):
    __call__ = lambda self, value, /: value
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get("__name__", "typing")
        if module != "typing":
            self.__module__ = module
    def __mro_entries__(self, bases):
        name, sub = self.__name__, "Derived"
        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: `{cls.__name__} = NewType({cls.__name__!r}, {name})`")
        return (Dummy,)
    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"
    def __reduce__(self):
        return self.__qualname__
