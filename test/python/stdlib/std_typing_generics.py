# typing: what is substituted for type variables, and what is refused.
import collections.abc
import types
import typing
from typing import *

T, U = TypeVar("T"), TypeVar("U", bound=int)
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
for make in (
    lambda: List[T][int], lambda: Dict[T, List[U]][str, bool], lambda: Callable[[T], U][int, bool], lambda: Union[T, None][int],
    lambda: Callable[P, T][[int, str], float], lambda: Callable[Concatenate[int, P], T][[str], bool], lambda: Tuple[Unpack[Ts]][int, str],
    lambda: list[T][int], lambda: dict[T, list[U]][str, int], lambda: (T | int)[str], lambda: tuple[T, ...][int], lambda: list[T][T][int],
    lambda: Optional[T].__parameters__, lambda: dict[T, U].__parameters__, lambda: List[int][str], lambda: Dict[int], lambda: list[int][int],
    lambda: Annotated[Annotated[T, 1], 2][int], lambda: Literal[1, Literal[2, "a"], 1], lambda: Literal[1] == Literal[True],
    lambda: Union[int, Union[str, int]], lambda: Optional[Union[int, None]], lambda: Union[list[int], List[int]], lambda: Type[Any],
    lambda: ClassVar[ClassVar[int]], lambda: List[ClassVar[int]], lambda: Union, lambda: Union[()], lambda: Annotated[int], lambda: Callable[int],
    lambda: Concatenate[int], lambda: TypeVar("A", covariant=True), lambda: Generic[T, T], lambda: Generic[int], lambda: Any(), lambda: isinstance(1, Any),
    lambda: get_args(Callable[[int, str], bool]), lambda: get_args(Annotated[int, "x"]), lambda: get_origin(Annotated[int, "x"]), lambda: get_origin(int | str),
    lambda: collections.abc.Callable[[int, str], bool], lambda: collections.abc.Mapping[str, int], lambda: P.args, lambda: NewType("Id", int),
    lambda: tuple[int, str] == tuple[int, str], lambda: {List[int]: 1}[List[int]], lambda: int | list[str] == list[str] | int,
):
    try:
        print(make())
    except TypeError as error:
        print("TypeError", error)

class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item

class Pair(Box[T], Generic[T, U]):
    pass

class Ints(Box[int]):
    pass

print(Box[int], Box.__parameters__, Pair.__parameters__, Pair[str, int], Ints.__parameters__, Ints.__orig_bases__, Ints.__mro__)
print(Box[int](3).item, Box[int](3).__orig_class__, Box[T][str], Pair[T, int][str])
for make in (lambda: Box[int, str], lambda: Ints[int], lambda: Pair[int], lambda: type("X", (Generic,), {}), lambda: types.new_class("Y", (Pair[T, U], Generic[T]))):
    try:
        print(make())
    except TypeError as error:
        print("TypeError", error)

class Movie(TypedDict):
    title: str
    year: NotRequired[int]

class Long(Movie, total=False):
    minutes: int
    seen: Required[bool]

print(Movie(title="a"), sorted(Long.__required_keys__), sorted(Long.__optional_keys__), Long.__total__, Movie.__annotations__)
print(get_type_hints(Movie), get_type_hints(Movie, include_extras=True), is_typeddict(Movie), is_typeddict(dict))
Point = NamedTuple("Point", [("x", int), ("y", int)])
print(Point(1, 2), Point.__annotations__, Point.__module__ == __name__)

class Named(NamedTuple):
    """A text."""
    a: int
    b: str = "b"
    def both(self) -> str:
        return f"{self.a}{self.b}"

print(Named(1).both(), Named.__doc__, Named._field_defaults, Named._fields)
try:
    class Wrong(NamedTuple):
        a: int = 1
        b: int
except TypeError as error:
    print(error)

@runtime_checkable
class Sized2(Protocol):
    def __len__(self) -> int: ...

class Attribute(Protocol[T]):
    value: T

print(isinstance([], Sized2), isinstance(3, Sized2), issubclass(dict, Sized2), Attribute[int])
for make in (lambda: isinstance(3, Attribute), lambda: Sized2(), lambda: issubclass(int, Attribute)):
    try:
        print(make())
    except TypeError as error:
        print("TypeError", error)
print(isinstance(3, SupportsInt), isinstance("a", SupportsInt), issubclass(float, SupportsAbs))

def f(a: "List[Named]", b: "Optional[int]" = None, *c: "int", **d: Annotated[str, 1]) -> "Box[int]": ...
print(get_type_hints(f))
print(get_type_hints(f, include_extras=True)["d"])

@overload
def g(a: int) -> int: ...
@overload
def g(a: str) -> str: ...
def g(a): return a
print(g(1), len(get_overloads(g)))

@final
class Last: ...
print(Last.__final__, cast("int", "x"), ForwardRef("int"), ForwardRef("a") == ForwardRef("a"))
try:
    ForwardRef("1 +")
except SyntaxError as error:
    print(error)
import copy, pickle
for each in (List[int], Optional[str], Callable[[int], str], Literal["a"], Annotated[int, 1], T, Union[int, str], list[int]):
    print(copy.copy(each) == each, copy.deepcopy(each) == each, pickle.loads(pickle.dumps(each)) == each)
