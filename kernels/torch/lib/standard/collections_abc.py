from abc import ABCMeta, abstractmethod

def _has(cls, *names):
    for name in names:
        found = None
        for each in cls.__mro__:
            if name in each.__dict__:
                found = each.__dict__[name]
                break
        if found is None:
            return NotImplemented
    return True

class _Structural(ABCMeta):
    pass

def _one(name, methods, base=(object,)):
    def hook(cls, C):
        return _has(C, *methods) if cls.__dict__.get("_own") is True else NotImplemented
    namespace = {"__module__": "collections.abc", "_own": True, "__subclasshook__": classmethod(hook)}
    for method in methods:
        def refuse(self, *args):
            raise NotImplementedError
        refuse.__name__ = method
        namespace[method] = abstractmethod(refuse)
    namespace["__class_getitem__"] = classmethod(lambda cls, params: _alias(cls, params))
    return ABCMeta(name, base, namespace)

def _alias(cls, params):
    return __import__("typing")._Alias(cls, params if isinstance(params, tuple) else (params,), cls)

Hashable = _one("Hashable", ["__hash__"])
Iterable = _one("Iterable", ["__iter__"])
Sized = _one("Sized", ["__len__"])
Container = _one("Container", ["__contains__"])
Callable = _one("Callable", ["__call__"])
Awaitable = _one("Awaitable", ["__await__"])
AsyncIterable = _one("AsyncIterable", ["__aiter__"])

class Iterator(Iterable):
    _own = True
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__iter__", "__next__") if cls is Iterator else NotImplemented
    @abstractmethod
    def __next__(self):
        raise StopIteration
    def __iter__(self):
        return self

class Reversible(Iterable):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__reversed__", "__iter__") if cls is Reversible else NotImplemented

class Generator(Iterator):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__iter__", "__next__", "send", "throw", "close") if cls is Generator else NotImplemented

class Coroutine(Awaitable):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__await__", "send", "throw", "close") if cls is Coroutine else NotImplemented

class AsyncIterator(AsyncIterable):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__anext__", "__aiter__") if cls is AsyncIterator else NotImplemented

class AsyncGenerator(AsyncIterator):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__aiter__", "__anext__", "asend", "athrow", "aclose") if cls is AsyncGenerator else NotImplemented

class Collection(Sized, Iterable, Container):
    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__len__", "__iter__", "__contains__") if cls is Collection else NotImplemented

class Sequence(Reversible, Collection):
    @classmethod
    def __subclasshook__(cls, C):
        return NotImplemented
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError
    def __iter__(self):
        i = 0
        while True:
            try:
                value = self[i]
            except IndexError:
                return
            yield value
            i += 1
    def __contains__(self, value):
        return any(each is value or each == value for each in self)
    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]
    def index(self, value, start=0, stop=None):
        for i in range(start, len(self) if stop is None else stop):
            if self[i] is value or self[i] == value:
                return i
        raise ValueError
    def count(self, value):
        return sum(1 for each in self if each is value or each == value)

class MutableSequence(Sequence):
    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError
    @abstractmethod
    def __delitem__(self, index):
        raise IndexError
    @abstractmethod
    def insert(self, index, value):
        raise IndexError
    def append(self, value):
        self.insert(len(self), value)
    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass
    def reverse(self):
        values = list(self)[::-1]
        for i, value in enumerate(values):
            self[i] = value
    def extend(self, values):
        for value in list(values):
            self.append(value)
    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value
    def remove(self, value):
        del self[self.index(value)]
    def __iadd__(self, values):
        self.extend(values)
        return self

class Set(Collection):
    @classmethod
    def __subclasshook__(cls, C):
        return NotImplemented
    @classmethod
    def _from_iterable(cls, it):
        return cls(it)
    def __le__(self, other):
        return len(self) <= len(other) and all(each in other for each in self)
    def __lt__(self, other):
        return len(self) < len(other) and self <= other
    def __ge__(self, other):
        return len(self) >= len(other) and all(each in self for each in other)
    def __gt__(self, other):
        return len(self) > len(other) and self >= other
    def __eq__(self, other):
        return isinstance(other, Set) and len(self) == len(other) and self <= other
    def __and__(self, other):
        return self._from_iterable(each for each in other if each in self)
    def __or__(self, other):
        return self._from_iterable([*self, *other])
    def __sub__(self, other):
        return self._from_iterable(each for each in self if each not in other)
    def isdisjoint(self, other):
        return not any(each in self for each in other)

class MutableSet(Set):
    @abstractmethod
    def add(self, value):
        raise NotImplementedError
    @abstractmethod
    def discard(self, value):
        raise NotImplementedError
    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)
    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

class Mapping(Collection):
    @classmethod
    def __subclasshook__(cls, C):
        return NotImplemented
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default
    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True
    def keys(self):
        return {key: None for key in self}.keys()
    def items(self):
        return {key: self[key] for key in self}.items()
    def values(self):
        return {key: self[key] for key in self}.values()
    def __eq__(self, other):
        return isinstance(other, Mapping) and dict(self.items()) == dict(other.items())

class MutableMapping(Mapping):
    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError
    @abstractmethod
    def __delitem__(self, key):
        raise KeyError
    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value
    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError
    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass
    def update(self, other=(), /, **kwargs):
        for key, value in dict(other, **kwargs).items():
            self[key] = value
    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

class KeysView(Set):
    pass

class ItemsView(Set):
    pass

class ValuesView(Collection):
    pass

class ByteString(Sequence):
    pass

for _cls in (tuple, str, range, bytes):
    Sequence.register(_cls)
for _cls in (list, bytearray):
    MutableSequence.register(_cls)
for _cls in (frozenset,):
    Set.register(_cls)
MutableSet.register(set)
MutableMapping.register(dict)
KeysView.register(type({}.keys()))
ItemsView.register(type({}.items()))
ValuesView.register(type({}.values()))
ByteString.register(bytes)
