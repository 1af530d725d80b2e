"""abc: slots, metaclasses that are abstract themselves, hooks that refuse the class itself, keywords of classes."""
import abc


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Slotted(abc.ABC):
    __slots__ = ("x",)


print(abc.ABC.__slots__, hasattr(Slotted(), "__dict__"))
attempt(setattr, Slotted(), "y", 1)


class Part(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def x(self):
        pass


class Meta(type, Part):
    def x(self):
        return 1


class Half(type, Part):
    pass


class Made(metaclass=Meta):
    pass


print(Made.x(), Meta.__abstractmethods__, Half.__abstractmethods__, hasattr(type, "__abstractmethods__"), hasattr(int, "__abstractmethods__"))


class Hooked(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is Hooked:
            return "foo" in C.__dict__
        return NotImplemented


class Foo:
    foo = 1


class Sub(Hooked):
    pass


print(issubclass(Hooked, Hooked), issubclass(Foo, Hooked), issubclass(Sub, Hooked), issubclass(Sub, (int, Hooked)), isinstance(Foo(), Hooked))


class Keyed(metaclass=abc.ABCMeta):
    def __init_subclass__(cls, **kwargs):
        cls.given = kwargs


class Given(Keyed, name=1, namespace=2, mcls=3):
    pass


print(Given.given)
