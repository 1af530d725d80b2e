# typing_extensions: what later versions of typing added.
import typing
import warnings

import typing_extensions as t

warnings.simplefilter("always")


@t.deprecated("use g")
def f(x):
    "doc"
    return x


def told(make):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        result = make()
    print(result, [(str(each.message), each.category.__name__) for each in heard])


print(f.__deprecated__, f.__name__, f.__doc__)
told(lambda: f(1))


@t.deprecated("no class", category=FutureWarning)
class A:
    def __init__(self, x):
        self.x = x


def below():
    class B(A):
        pass

    return B(2).x


told(lambda: A(1).x)
told(below)
print(t.deprecated("quiet", category=None)(lambda: 3).__deprecated__)

T = t.TypeVar("T", default=int)
U = t.TypeVar("U")
print(T, type(T), isinstance(T, typing.TypeVar), isinstance(typing.TypeVar("V"), t.TypeVar), T.__default__, T.has_default())
print(U.__default__, U.has_default(), t.NoDefault, t.NoExtraItems, t.ParamSpec("P", default=[int]))


class G(typing.Generic[U, T]):
    pass


print(G[str, int], G.__parameters__, t.get_original_bases(G))
print(t.TypeIs[int], t.ReadOnly[int], t.TypeForm[int], t.Doc("x"), t.Doc("x") == t.Doc("x"))
L = t.TypeAliasType("L", list[int])
M = t.TypeAliasType("M", list[U], type_params=(U,))
print(L, L.__value__, L.__name__, L.__type_params__, isinstance(L, t.TypeAliasType), M[int], M.__parameters__)
print(t.Sentinel("MISSING"), isinstance(b"", t.Buffer), isinstance(1, t.Buffer))


class P(typing.Protocol):
    x: int

    def f(self): ...


print(t.is_protocol(P), sorted(t.get_protocol_members(P)), t.is_protocol(int))
for make in (lambda: t.get_protocol_members(int), lambda: t.deprecated(3), lambda: L[int]):
    try:
        print(make())
    except TypeError as error:
        print(error)
print(t.type_repr(int), t.type_repr(list[int]), t.type_repr(...), t.IntVar("N"))


@t.override
def g(): ...


print(g.__override__, t.Literal is typing.Literal, t.Self)
