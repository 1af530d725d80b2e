# What abstract classes answer to isinstance and issubclass, asked again after a class was registered or changed.
import collections.abc
import numbers
import typing
from abc import ABC, ABCMeta


class Plain:
    pass


class Base(ABC):
    pass


class Counting(ABCMeta):
    count = 0

    def __instancecheck__(cls, instance):
        Counting.count += 1
        return super().__instancecheck__(instance)


class Counted(metaclass=Counting):
    pass


class Hooked(ABC):
    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, "hooked") or NotImplemented


class WithHook:
    hooked = 1


@typing.runtime_checkable
class Goes(typing.Protocol):
    def go(self): ...


for name in ["Iterable", "Mapping", "Sequence", "Sized", "Hashable", "Callable", "Set"]:
    cls = getattr(collections.abc, name)
    for _ in range(2):
        print(name, [isinstance(value, cls) for value in ([], {}, 3, "a", (1,), {1}, len, None, range(2))])
print(isinstance(3, numbers.Number), isinstance(True, numbers.Integral), isinstance("3", numbers.Number))

for _ in range(2):
    print(isinstance(Plain(), Base), issubclass(Plain, Base), issubclass(Plain, (int, Base)))
Base.register(Plain)


class Derived(Base):
    pass


print(isinstance(Plain(), Base), issubclass(Plain, Base), isinstance(Derived(), Base), isinstance(Plain(), Derived))

for _ in range(3):
    isinstance(3, Counted)
print(Counting.count)

plain = Plain()
print(isinstance(plain, Goes), isinstance(plain, Hooked))
plain.go = Plain.hooked = 1
print(isinstance(plain, Goes), isinstance(plain, Hooked), isinstance(WithHook(), Hooked), issubclass(WithHook, (int, Hooked)))
