# types: the types of objects that have no name among the builtins.
import sys

def _f():
    cell = 1
    def inner():
        return cell
    yield inner

async def _c():
    pass

async def _a():
    yield

class _C:
    def m(self):
        pass

FunctionType = LambdaType = type(_f)
CodeType = type(_f.__code__)
GeneratorType = type(_f())
_coroutine = _c()
CoroutineType = type(_coroutine)
_coroutine.close()
AsyncGeneratorType = type(_a())
CellType = type(next(_f()).__closure__[0])
MethodType = type(_C().m)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(type(_f).__code__)
ModuleType = type(sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
MappingProxyType = type(_C.__dict__)
GenericAlias = type(list[int])
UnionType = type(int | str)
FrameType = type(sys._getframe())
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)

class _Slotted:
    __slots__ = ("x",)

MemberDescriptorType = type(_Slotted.x)

class SimpleNamespace:
    def __init__(self, /, *args, **kwargs):
        if args:
            raise TypeError("no positional arguments expected")
        self.__dict__.update(kwargs)
    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        if id(self) in _printing:
            return f"{name}(...)"
        _printing.add(id(self))
        try:
            return f"{name}({', '.join([f'{key}={value!r}' for key, value in self.__dict__.items()])})"
        finally:
            _printing.discard(id(self))
    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented
    def __reduce__(self):
        return type(self), (), self.__dict__

_printing = set()

class DynamicClassAttribute:
    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or (fget.__doc__ if fget is not None else None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))
    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)
    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)
    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)
    def getter(self, fget):
        return type(self)(fget, self.fset, self.fdel, self.__doc__)
    def setter(self, fset):
        return type(self)(self.fget, fset, self.fdel, self.__doc__)
    def deleter(self, fdel):
        return type(self)(self.fget, self.fset, fdel, self.__doc__)

def resolve_bases(bases):
    found = []
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            found.append(base)
        else:
            found.extend(base.__mro_entries__(bases))
    return tuple(found) if found != list(bases) else bases

def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            if issubclass(type(base), meta):
                meta = type(base)
    space = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    return meta, space, kwds

def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, space, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(space)
    if resolved is not bases:
        space["__orig_bases__"] = bases
    return meta(name, resolved, space, **kwds)

def get_original_bases(cls, /):
    return cls.__dict__.get("__orig_bases__", cls.__bases__)

def coroutine(func):
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    class _Awaited:
        def __init__(self, steps):
            self._steps = steps
        def __await__(self):
            return (yield from self._steps)
        def __iter__(self):
            return self._steps
        def send(self, value):
            return self._steps.send(value)
        def throw(self, *error):
            return self._steps.throw(*error)
        def close(self):
            return self._steps.close()
    def wrapped(*args, **kwargs):
        found = func(*args, **kwargs)
        return _Awaited(found) if isinstance(found, GeneratorType) else found
    wrapped.__name__, wrapped.__qualname__, wrapped.__doc__ = func.__name__, func.__qualname__, func.__doc__
    wrapped.__wrapped__ = func
    return wrapped
