# What functools has that is made of classes: partialmethod, cached_property, singledispatch.
import types
from abc import get_cache_token
from functools import partial, update_wrapper

_MISSING = object()


class partialmethod:
    """A method with some of its arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            func, args, keywords = func.func, func.args + args, {**func.keywords, **keywords}
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = type(self)
        args = ", ".join(repr(arg) for arg in self.args)
        keywords = ", ".join(f"{name}={value!r}" for name, value in self.keywords.items())
        return f"{cls.__module__}.{cls.__qualname__}({self.func}, {args}, {keywords})"

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __get__(self, obj, cls=None):
        bind = getattr(self.func, "__get__", None)
        bound = self.func if bind is None else bind(obj, cls)
        if bound is not self.func:
            # A descriptor that knows its object: the arguments follow that.
            result = partial(bound, *self.args, **self.keywords)
            if hasattr(bound, "__self__"):
                result.__self__ = bound.__self__
            return result

        def method(first, /, *args, **keywords):
            return self.func(first, *self.args, *args, **{**self.keywords, **keywords})

        method.__isabstractmethod__ = self.__isabstractmethod__
        method._partialmethod = self
        return method.__get__(obj, cls)

    __class_getitem__ = classmethod(types.GenericAlias)


class cached_property:
    """A value that is computed once, and then an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            kind = type(instance).__name__
            raise TypeError(f"No '__dict__' attribute on {kind!r} instance to cache {name!r} property.") from None
        value = cache.get(name, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            try:
                cache[name] = value
            except TypeError:
                kind = type(instance).__name__
                raise TypeError(
                    f"The '__dict__' attribute on {kind!r} instance does not support item assignment for caching {name!r} property."
                ) from None
        return value

    __class_getitem__ = classmethod(types.GenericAlias)


# --- singledispatch -------------------------------------------------------------------------------------------------


def _merged(sequences):
    """One order of classes that keeps those of all the sequences."""
    order = []
    while sequences := [each for each in sequences if each]:
        for sequence in sequences:
            candidate = sequence[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        order.append(candidate)
        sequences = [each[1:] if each[0] is candidate else each for each in sequences]
    return order


def _order_with(cls, abstract):
    """The MRO of a class with abstract classes that it belongs to without inheriting put where they fit."""
    bases = list(cls.__bases__)
    boundary = next((len(bases) - i for i, base in enumerate(reversed(bases)) if hasattr(base, "__abstractmethods__")), 0)
    own = [each for each in abstract if issubclass(cls, each) and not any(issubclass(base, each) for base in bases)]
    rest = [each for each in abstract if each not in own]
    orders = [_order_with(base, rest) for base in bases[:boundary]]
    orders += [_order_with(each, rest) for each in own]
    orders += [_order_with(base, rest) for base in bases[boundary:]]
    return _merged([[cls], *orders, bases[:boundary], own, bases[boundary:]])


def _composed_order(cls, registered):
    inherited = set(cls.__mro__)

    def related(each):
        return each not in inherited and not isinstance(each, types.GenericAlias) and hasattr(each, "__mro__") and issubclass(cls, each)

    candidates = [each for each in registered if related(each)]
    # A class is left out where a subclass of it is there.
    candidates = [each for each in candidates if not any(other is not each and each in other.__mro__ for other in candidates)]
    known = set(candidates)
    abstract = []
    for each in candidates:
        found = [
            [base for base in sub.__mro__ if base in known]
            for sub in each.__subclasses__()
            if sub not in inherited and issubclass(cls, sub)
        ]
        for group in sorted(found, key=len, reverse=True) or [[each]]:
            abstract += [sub for sub in group if sub not in abstract]
    return _order_with(cls, abstract)


def _find(cls, registry):
    match = None
    for each in _composed_order(cls, registry):
        if match is not None:
            # Two abstract classes, neither of which is nearer.
            if each in registry and each not in cls.__mro__ and match not in cls.__mro__ and not issubclass(match, each):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {each}")
            break
        if each in registry:
            match = each
    return registry.get(match)


def _is_union(cls):
    from typing import Union, get_origin

    return isinstance(cls, types.UnionType) or get_origin(cls) is Union


def _is_class(cls):
    if isinstance(cls, type) and not isinstance(cls, types.GenericAlias):
        return True
    return _is_union(cls) and all(isinstance(each, type) and not isinstance(each, types.GenericAlias) for each in cls.__args__)


def singledispatch(func):
    registry = {object: func}
    found = {}
    token = get_cache_token()

    def dispatch(cls):
        nonlocal token
        if token != (now := get_cache_token()):
            token = now
            found.clear()
        if cls not in found:
            found[cls] = registry[cls] if cls in registry else _find(cls, registry)
        return found[cls]

    def register(cls, func=None):
        if _is_class(cls):
            if func is None:
                return lambda func: register(cls, func)
        elif func is not None:
            raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
        else:
            if not getattr(cls, "__annotations__", None):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` on an annotated function."
                )
            from typing import get_type_hints

            func = cls
            name, cls = next(iter(get_type_hints(func).items()))
            if not _is_class(cls):
                problem = "not all arguments are classes" if _is_union(cls) else "is not a class"
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {problem}.")
        for each in cls.__args__ if _is_union(cls) else (cls,):
            registry[each] = func
        found.clear()
        return func

    name = getattr(func, "__name__", "singledispatch function")

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.registry = types.MappingProxyType(registry)
    wrapper.dispatch, wrapper.register, wrapper._clear_cache = dispatch, register, found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **keywords):
            if not args:
                raise TypeError(f"{getattr(self.func, '__name__', 'singledispatchmethod method')} requires at least 1 positional argument")
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **keywords)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)


for _each in (partialmethod, cached_property, singledispatch, singledispatchmethod):
    _each.__module__ = "functools"
