import typing, typing as te
from typing import *
import collections.abc
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for x in (List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None, str], Tuple[int, ...], Tuple[()], Callable[[int], str], Callable[..., Any], Any, Type[int], Literal['a', 1], ClassVar[int], Final[int], Sequence[int], Iterable[str], Generator[int, None, str], Annotated[int, 'x'], Union[int], Optional[Union[int, str]], Deque[int], DefaultDict[str, int], List, Dict, Tuple, TypeVar('T'), NoReturn, Set[int], FrozenSet[int], Mapping[str, Any], Awaitable[int], AsyncIterator[int], Iterator[int], Counter[str], OrderedDict[str, int], List['A'], Union[List[int], Dict[str, 'X']], Callable, Text, AnyStr, Pattern[str], SupportsInt, IO[str], list[int] | None, List[int] | None): print(x)
T = TypeVar('T'); K = TypeVar('K', bound=int); C = TypeVar('C', int, str, covariant=False)
class G(Generic[T]):
    def __init__(self, x: T): self.x = x
print(G[int], G[int](3).x, G.__parameters__, G[int].__origin__, G[int].__args__, K.__bound__, C.__constraints__, T.__name__)
print(get_type_hints(G.__init__), get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Optional[int]), get_origin(int), get_args(Literal[1, 2]), get_args(Callable[[int], str]), List[int] == List[int], hash(List[int]) == hash(List[int]), Union[int, str] == Union[str, int], Optional[int] == Union[int, None], List[T][int], Dict[K, T][int, str])
class P(Protocol):
    def f(self) -> int: ...
@runtime_checkable
class R(Protocol):
    def close(self): ...
class Q:
    def close(self): pass
print(isinstance(Q(), R), isinstance(5, R), issubclass(Q, R)); t(lambda: P()); t(lambda: isinstance(5, P))
class N(NamedTuple):
    a: int
    b: str = 'x'
    def m(self): return self.a
print(N(1), N(1).m(), N._fields, N._field_defaults, N.__annotations__, NamedTuple('M', [('x', int)])(1))
class D(TypedDict, total=False):
    k: int
    v: str
print(D(k=1), D.__annotations__, D.__total__, type(D(k=1)), TypedDict('E', {'a': int})(a=1))
U = NewType('U', int); print(U(5), U.__name__, U, cast(int, 'a'), TYPE_CHECKING)
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
@final
class Fi: pass
print(f(1), get_type_hints(f), Fi.__name__)
for fn in (lambda: List[int](), lambda: Optional[1], lambda: Union[()], lambda: isinstance([], List[int]), lambda: Literal, lambda: List[int, str], lambda: Generic[int], lambda: Callable[int], lambda: ClassVar[int, str], lambda: TypeVar('A', int), lambda: isinstance([], List), lambda: issubclass(dict, Mapping), lambda: typing.Foo, lambda: get_type_hints(5)): t(fn)
class A:
    x: int = 1
    y: 'Optional[A]' = None
    z: List['int'] = []
print(get_type_hints(A), A.__annotations__)
def g(a: 'int', b: Optional[str] = None, *args: int, **kw: Any) -> 'A': pass
print(get_type_hints(g), g.__annotations__)
print(te.Literal is Literal, te.TypedDict is TypedDict, te.Protocol is Protocol, te.Annotated[int, 1], te.Self, te.NotRequired[int], te.ParamSpec('P'), te.TypeAlias, te.Required[int], Self, Never, LiteralString, Unpack, TypeVarTuple('Ts'), ForwardRef('x'), Concatenate, TypeGuard[int])
S = Union[int, List['S']]; print(S); print(Optional['A'], List[Optional['A']], Dict[str, Union[int, 'A']], Tuple[int, str], Type['A'], Sequence, Iterable, Hashable, Sized, collections.abc.Sequence[int], dict[str, list[int]], tuple[int, ...], type[int], collections.abc.Callable[[int], str])
