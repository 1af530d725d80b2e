_abc = __import__("_abc")

def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj

class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        names = [key for key, value in namespace.items() if _is_abstract(value)]
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                if _is_abstract(getattr(cls, key, None)) and key not in names:
                    names.append(key)
        cls.__abstractmethods__ = frozenset(names)
        cls._registry = []
        return cls

    def register(cls, subclass):
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._registry.append(subclass)
        _abc.forget()
        _token += 1
        return subclass

    def __instancecheck__(cls, instance):
        shown = instance.__class__
        kind = type(instance)
        return cls.__subclasscheck__(shown) or kind is not shown and cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        answer = _abc.answer(cls, subclass)
        if answer is None:
            answer = bool(cls._ask(subclass))
            _abc.remember(cls, subclass, answer)
        return answer

    def _ask(cls, subclass):
        hook = cls.__subclasshook__(subclass)
        if hook is not NotImplemented and hook is not None:
            return hook
        if cls in subclass.__mro__:
            return True
        if any(issubclass(subclass, each) for each in cls._registry):
            return True
        return any(issubclass(subclass, each) for each in type.__subclasses__(cls))

_abc.provide(ABCMeta)
_token = 0

def get_cache_token():
    return _token

def _is_abstract(value):
    if getattr(value, "__isabstractmethod__", False):
        return True
    if isinstance(value, property):
        return any(getattr(f, "__isabstractmethod__", False) for f in (value.fget, value.fset, value.fdel))
    if isinstance(value, (classmethod, staticmethod)):
        return getattr(value.__func__, "__isabstractmethod__", False)
    return False

class ABC(metaclass=ABCMeta):
    __slots__ = ()

class abstractproperty(property):
    __isabstractmethod__ = True

class abstractclassmethod(classmethod):
    __isabstractmethod__ = True
    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)

class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True
    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)

def update_abstractmethods(cls):
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    names = {name for base in cls.__bases__ for name in getattr(base, "__abstractmethods__", ()) if _is_abstract(getattr(cls, name, None))}
    cls.__abstractmethods__ = frozenset(names | {name for name, value in cls.__dict__.items() if _is_abstract(value)})
    return cls
