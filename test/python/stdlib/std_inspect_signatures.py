# inspect.signature: of all that can be called, what binds to it, and what parameters refuse.
import copy
import functools
import inspect
import pickle
from inspect import BoundArguments, Parameter, Signature, signature


def told(label, act):
    try:
        print(label, act())
    except Exception as error:
        print(label, type(error).__name__, error)


def f(a, b: int = 2, /, c=3, *args, d, e: "int" = 5, **kw) -> "str":
    pass


def g(a, b=1, *, c):
    pass


def h(x, /, y, **rest):
    pass


for args, kwargs in [((1,), {"d": 4}), ((1, 2, 3, 4, 5), {"d": 6, "z": 7}), ((), {"d": 1}), ((1,), {}), ((1,), {"a": 2, "d": 3}), ((1, 2, 3), {"c": 4, "d": 1})]:
    told(("f", args, kwargs), lambda: signature(f).bind(*args, **kwargs))
for args, kwargs in [((), {}), ((1,), {}), ((1, 2, 3), {}), ((1,), {"c": 1}), ((1,), {"a": 1, "c": 1}), ((1,), {"c": 1, "d": 2})]:
    told(("g", args, kwargs), lambda: signature(g).bind(*args, **kwargs))
    told(("g partly", args, kwargs), lambda: signature(g).bind_partial(*args, **kwargs))
for args, kwargs in [((), {"x": 1, "y": 2}), ((1,), {"x": 3, "y": 2}), ((1, 2), {})]:
    told(("h", args, kwargs), lambda: signature(h).bind(*args, **kwargs))
bound = signature(f).bind(1, d=4, q=5)
print(bound.args, bound.kwargs, bound.arguments)
bound.apply_defaults()
print(bound.args, bound.kwargs, bound, bound == copy.copy(bound), bound == signature(f).bind(1, d=4))
partly = signature(g).bind_partial(c=3)
print(partly.args, partly.kwargs)
print(signature(f), repr(signature(g)), signature(f).parameters["b"], repr(signature(f).parameters["e"]), signature(f).return_annotation)
print(signature(f, eval_str=True), type(signature(f).parameters).__name__, list(signature(f).parameters))
print([(p.kind.name, p.kind.description, int(p.kind)) for p in signature(f).parameters.values()], repr(Parameter.KEYWORD_ONLY), Parameter.VAR_KEYWORD)


class Plain:
    pass


class New:
    def __new__(cls, a, *rest):
        return object.__new__(cls)


class Init(New):
    def __init__(self, b, c=1):
        pass


class Meta(type):
    def __call__(cls, m):
        pass


class WithMeta(metaclass=Meta):
    def __init__(self, x):
        pass


class Calling:
    def __call__(self, x, y=1):
        pass

    def method(self, p):
        pass

    @classmethod
    def made(cls, q):
        pass

    @staticmethod
    def alone(r):
        pass

    def odd(*args):
        pass

    def none():
        pass


def decorated(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        pass

    return wrapper


class Told:
    __signature__ = Signature([Parameter("told", Parameter.POSITIONAL_OR_KEYWORD)])


wrapped = decorated(g)
for each in [Plain, New, Init, WithMeta, Calling, Calling(), Calling().method, Calling.method, Calling.made, Calling.alone, Calling().odd, wrapped, Told,
             functools.partial(f, 1, c=9), functools.partial(g, b=2), functools.partial(functools.partial(g, 1), c=4), lambda x, *y: 0]:
    told(getattr(each, "__name__", type(each).__name__), lambda: signature(each))
print(signature(wrapped, follow_wrapped=False), inspect.unwrap(wrapped) is g)
told("none", lambda: signature(Calling().none))
told("five", lambda: signature(5))
try:
    signature(functools.partial(g, 1, 2, 3))
except ValueError as error:
    print(str(error)[-24:], repr(error.__cause__))
P, K, V, N, W = Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL, Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD
for arguments, keywords in [(("1a", K), {}), ((5, K), {}), (("if", K), {}), (("if", P), {}), (("a", 9), {}), (("a", V), {"default": 1}), (("a", K), {"default": 1, "annotation": int})]:
    told((arguments, keywords), lambda: repr(Parameter(*arguments, **keywords)))
a, b = Parameter("a", K), Parameter("b", K, default=1)
for parameters in ([a, b], [b, a], [a, a], [Parameter("k", N), a], [Parameter("x", P, default=0), Parameter("k", N), Parameter("w", W)]):
    told("signature", lambda: Signature(parameters))
sig = signature(g)
print(sig.replace(return_annotation=int), sig.replace(parameters=[]), a.replace(name="z", default=3), a == Parameter("a", K), a == b, hash(a) == hash(Parameter("a", K)))
print(Signature([Parameter("x", N), Parameter("y", N)]) == Signature([Parameter("y", N), Parameter("x", N)]), sig == signature(lambda a, b=1, *, c: 0), sig != 1)
again = pickle.loads(pickle.dumps(signature(h)))
print(again, again == signature(h), pickle.loads(pickle.dumps(N)) is N, copy.deepcopy(N) is N)


from collections import namedtuple
from typing import NamedTuple


class Own(Exception):
    pass


class Typed(NamedTuple):
    x: int
    y: str = "s"


for each in [len, print, str.split, [].append, dict.get, sorted, "a".upper, dict.fromkeys, Plain().__init__, object, namedtuple("N", "a b", defaults=[3]), ValueError, int, Own]:
    told(getattr(each, "__name__", each), lambda: signature(each))
print(list(signature(Typed).parameters), signature(Typed).parameters["y"].default)


class Documented:
    "A thing."

    def act(self):
        """Acts.

        At once.
        """

    @property
    def size(self):
        "How large."


class Below(Documented):
    def act(self):
        pass

    @property
    def size(self):
        pass

    def other(self):
        pass


for each in [Below, Below.act, Below().act, Below.size, Below.other, Documented.act]:
    print(repr(inspect.getdoc(each))[:40])
