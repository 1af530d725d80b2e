# partial's parts, partialmethod over descriptors, cached_property, singledispatch over abstract classes, update_wrapper.
import abc
import collections.abc as c
import copy
import functools
import pickle
import types
from functools import cached_property, partial, partialmethod, singledispatch, singledispatchmethod


class Capture:
    def __call__(self, /, *args, **kw):
        return args, kw

    def __get__(self, obj, cls=None):
        return self if obj is None else types.MethodType(self, obj)

    def __repr__(self):
        return "capture"


capture = Capture()


p = partial(capture, [1], a=2)
q = copy.copy(p)
print(q.args is p.args, q.keywords is p.keywords, p)
p.keywords["b"] = 3
print(p(4), q(5))
p.keywords[7] = 1
print(p)
try:
    p()
except TypeError as error:
    print(error)
p = partial(capture)
p.attr = 1
p.__setstate__((capture, (1,), {"a": 10}, None))
print(p.__dict__, p(2), partial(partial(capture, 1), 2).args, type(partial(p, 9)).__name__)


class A:
    nothing = partialmethod(capture)
    positional = partialmethod(capture, 1)
    keywords = partialmethod(capture, a=2)
    both = partialmethod(capture, 3, b=4)
    spec_keywords = partialmethod(capture, self=1, func=2)
    nested = partialmethod(positional, 5)
    over_partial = partialmethod(partial(capture, c=6), 7)
    static = partialmethod(staticmethod(capture), 8)
    cls = partialmethod(classmethod(capture), d=9)

    def __repr__(self):
        return "A()"


a = A()
for name in ("nothing", "positional", "keywords", "both", "spec_keywords", "nested", "over_partial", "static"):
    print(name, getattr(a, name)(5, e=6), getattr(A, name)(a))
print(a.cls(1), A.cls.__self__ is A, vars(A)["both"], vars(A)["nested"].args)
for wrong in (lambda: partialmethod(3), lambda: partialmethod()):
    try:
        wrong()
    except TypeError as error:
        print(error)


class Cached:
    __slots__ = ("x",)

    @cached_property
    def value(self):
        return 1


late = cached_property(lambda self: 3)


class Late:
    pass


Late.late = late
for use in (lambda: Cached().value, lambda: Late().late):
    try:
        use()
    except TypeError as error:
        print(error)
try:

    class Twice:
        @cached_property
        def a(self):
            return 1

        b = a

except RuntimeError as error:
    print(error, "|", error.__cause__, error.__context__ is error.__cause__)


@singledispatch
def kind(x):
    "The kind of a thing."
    return "object"


@kind.register(c.Sized)
def _(x):
    return "sized"


@kind.register(c.Container)
def _(x):
    return "container"


@kind.register
def _(x: int | str):
    return "int or str"


kind.register(list, lambda x: "list")
print(kind(1), kind("a"), kind([]), kind(1.5), kind.__name__, kind.__doc__, list(kind.registry)[:2])
try:
    kind({})
except RuntimeError as error:
    print(error)


class Both(c.Sized):
    def __len__(self):
        return 0

    def __contains__(self, x):
        return False


print(kind(Both()))
for wrong in (lambda: kind.register(3), lambda: kind.register(3, len), lambda: kind.register(lambda x: 1), lambda: kind()):
    try:
        wrong()
    except TypeError as error:
        print(str(error).split(" at 0x")[0])


def bad(x: "3"):
    pass


try:
    kind.register(bad)
except TypeError as error:
    print(error)


class Virtual:
    pass


@kind.register(c.Hashable)
def _(x):
    return "hashable"


print(kind(Virtual()), kind.dispatch(bool) is kind.dispatch(int))


class Shape(abc.ABC):
    pass


kind.register(Shape, lambda x: "shape")
Shape.register(Virtual)
print(kind(Virtual()))


class Neg:
    @singledispatchmethod
    def neg(self, arg):
        """Negates."""
        raise NotImplementedError

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register(bool)
    @classmethod
    def _(cls, arg):
        return cls.__name__, not arg


print(Neg().neg(5), Neg().neg(True), Neg.neg(True), Neg().neg.__doc__)


@functools.lru_cache
def f(x):
    return x


f(1), f(1)
print(f.cache_info(), f.cache_info()._asdict(), copy.copy(f) is f, pickle.loads(pickle.dumps(f)) is f)


class Attributes:
    pass


def wrapper():
    pass


wrapper.attr, wrapped = {}, Attributes()
wrapped.attr, wrapped.name = {"a": 1}, "n"
functools.update_wrapper(wrapper, wrapped, ("name", "missing"), ("attr",))
print(wrapper.attr, wrapper.name, hasattr(wrapper, "missing"))
try:
    functools.update_wrapper(wrapper, wrapped, (), ("other",))
except AttributeError as error:
    print(error)


class Abstract(abc.ABC):
    @abc.abstractclassmethod
    def make(cls):
        pass

    @abc.abstractproperty
    def value(self):
        pass


try:
    Abstract()
except TypeError as error:
    print(error)
for wrong in (lambda: Shape.register(3), lambda: c.Sized.register(c.Sized)):
    try:
        print(wrong())
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
