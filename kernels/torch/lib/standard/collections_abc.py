# collections.abc: what containers, iterators and coroutines have in common, as abstract classes with what follows from it.
from abc import ABCMeta, abstractmethod

def _has(cls, *names):
    # None hides what a base has.
    for name in names:
        for each in cls.__mro__:
            if name in each.__dict__:
                if each.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True

_GenericAlias = type(list[int])
_subscripted = classmethod(_GenericAlias)

def _hook(*names):
    # Whoever has the methods is a subclass; of the class itself alone, not of those that extend it.
    def hook(cls, C):
        return _has(C, *names) if "_names" in cls.__dict__ else NotImplemented
    return classmethod(hook)

class Hashable(metaclass=ABCMeta):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __hash__(self):
        return 0
    __subclasshook__ = _hook("__hash__")

class Awaitable(metaclass=ABCMeta):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __await__(self):
        yield
    __subclasshook__ = _hook("__await__")
    __class_getitem__ = _subscripted

class Coroutine(Awaitable):
    __slots__ = ()
    _names = True
    @abstractmethod
    def send(self, value):
        raise StopIteration
    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _raise(typ, val, tb)
    def close(self):
        _close(self, (GeneratorExit, StopIteration), "coroutine ignored GeneratorExit")
    __subclasshook__ = _hook("__await__", "send", "throw", "close")

def _raise(typ, val, tb):
    if val is None:
        if tb is None:
            raise typ
        val = typ()
    raise val if tb is None else val.with_traceback(tb)

def _close(running, expected, message):
    try:
        running.throw(GeneratorExit)
    except expected:
        return
    raise RuntimeError(message)

class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()
    __subclasshook__ = _hook("__aiter__")
    __class_getitem__ = _subscripted

class AsyncIterator(AsyncIterable):
    __slots__ = ()
    _names = True
    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration
    def __aiter__(self):
        return self
    __subclasshook__ = _hook("__anext__", "__aiter__")

class AsyncGenerator(AsyncIterator):
    __slots__ = ()
    _names = True
    async def __anext__(self):
        return await self.asend(None)
    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration
    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        _raise(typ, val, tb)
    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")
    __subclasshook__ = _hook("__aiter__", "__anext__", "asend", "athrow", "aclose")

class Iterable(metaclass=ABCMeta):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __iter__(self):
        while False:
            yield None
    __subclasshook__ = _hook("__iter__")
    __class_getitem__ = _subscripted

class Iterator(Iterable):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __next__(self):
        raise StopIteration
    def __iter__(self):
        return self
    __subclasshook__ = _hook("__iter__", "__next__")

class Reversible(Iterable):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __reversed__(self):
        while False:
            yield None
    __subclasshook__ = _hook("__reversed__", "__iter__")

class Generator(Iterator):
    __slots__ = ()
    _names = True
    def __next__(self):
        return self.send(None)
    @abstractmethod
    def send(self, value):
        raise StopIteration
    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _raise(typ, val, tb)
    def close(self):
        _close(self, (GeneratorExit, StopIteration), "generator ignored GeneratorExit")
    __subclasshook__ = _hook("__iter__", "__next__", "send", "throw", "close")

class Sized(metaclass=ABCMeta):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __len__(self):
        return 0
    __subclasshook__ = _hook("__len__")

class Container(metaclass=ABCMeta):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __contains__(self, x):
        return False
    __subclasshook__ = _hook("__contains__")
    __class_getitem__ = _subscripted

class Collection(Sized, Iterable, Container):
    __slots__ = ()
    _names = True
    __subclasshook__ = _hook("__len__", "__iter__", "__contains__")

class Callable(metaclass=ABCMeta):
    __slots__ = ()
    _names = True
    @abstractmethod
    def __call__(self, *args, **kwds):
        return False
    __subclasshook__ = _hook("__call__")
    @classmethod
    def __class_getitem__(cls, params):
        from typing import _abc_callable
        return _abc_callable(cls, params)

# --- sets ----------------------------------------------------------------------------------------------------------

class Set(Collection):
    __slots__ = ()
    @classmethod
    def _from_iterable(cls, it):
        return cls(it)
    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and all(each in other for each in self)
    def __lt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) < len(other) and self.__le__(other)
    def __gt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) > len(other) and self.__ge__(other)
    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all(each in self for each in other)
    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self.__le__(other)
    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(each for each in other if each in self)
    __rand__ = __and__
    def isdisjoint(self, other):
        return not any(each in self for each in other)
    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(each for part in (self, other) for each in part)
    __ror__ = __or__
    def __sub__(self, other):
        if not isinstance(other, Set):
            if not isinstance(other, Iterable):
                return NotImplemented
            other = self._from_iterable(other)
        return self._from_iterable(each for each in self if each not in other)
    def __rsub__(self, other):
        if not isinstance(other, Set):
            if not isinstance(other, Iterable):
                return NotImplemented
            other = self._from_iterable(other)
        return self._from_iterable(each for each in other if each not in self)
    def __xor__(self, other):
        if not isinstance(other, Set):
            if not isinstance(other, Iterable):
                return NotImplemented
            other = self._from_iterable(other)
        return (self - other) | (other - self)
    __rxor__ = __xor__
    def _hash(self):
        # That of the frozenset of the same elements.
        return hash(frozenset(self))

class MutableSet(Set):
    __slots__ = ()
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
        try:
            value = next(iter(self))
        except StopIteration:
            raise KeyError from None
        self.discard(value)
        return value
    def clear(self):
        try:
            while True:
                self.pop()
        except KeyError:
            pass
    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self
    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self
    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        if not isinstance(it, Set):
            it = self._from_iterable(it)
        for value in it:
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self
    def __isub__(self, it):
        if it is self:
            self.clear()
        else:
            for value in it:
                self.discard(value)
        return self

# --- mappings ------------------------------------------------------------------------------------------------------

class Mapping(Collection):
    __slots__ = ()
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
        return KeysView(self)
    def items(self):
        return ItemsView(self)
    def values(self):
        return ValuesView(self)
    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())
    __reversed__ = None

class MappingView(Sized):
    __slots__ = ("_mapping",)
    def __init__(self, mapping):
        self._mapping = mapping
    def __len__(self):
        return len(self._mapping)
    def __repr__(self):
        return f"{self.__class__.__name__}({self._mapping!r})"
    __class_getitem__ = _subscripted

class KeysView(MappingView, Set):
    __slots__ = ()
    @classmethod
    def _from_iterable(cls, it):
        return set(it)
    def __contains__(self, key):
        return key in self._mapping
    def __iter__(self):
        yield from self._mapping

class ItemsView(MappingView, Set):
    __slots__ = ()
    @classmethod
    def _from_iterable(cls, it):
        return set(it)
    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value
    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]

class ValuesView(MappingView, Collection):
    __slots__ = ()
    def __contains__(self, value):
        return any(found is value or found == value for found in self)
    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]

_missing = object()

class MutableMapping(Mapping):
    __slots__ = ()
    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError
    @abstractmethod
    def __delitem__(self, key):
        raise KeyError
    def pop(self, key, default=_missing):
        try:
            value = self[key]
        except KeyError:
            if default is _missing:
                raise
            return default
        del self[key]
        return value
    def popitem(self):
        try:
            key = next(iter(self))
        except StopIteration:
            raise KeyError from None
        value = self[key]
        del self[key]
        return key, value
    def clear(self):
        try:
            while True:
                self.popitem()
        except KeyError:
            pass
    def update(self, other=(), /, **kwds):
        if isinstance(other, Mapping):
            for key in other:
                self[key] = other[key]
        elif hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value
    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default

# --- sequences -----------------------------------------------------------------------------------------------------

class Sequence(Reversible, Collection):
    __slots__ = ()
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError
    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return
    def __contains__(self, value):
        return any(each is value or each == value for each in self)
    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]
    def index(self, value, start=0, stop=None):
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        i = start
        while stop is None or i < stop:
            try:
                each = self[i]
            except IndexError:
                break
            if each is value or each == value:
                return i
            i += 1
        raise ValueError
    def count(self, value):
        return sum(1 for each in self if each is value or each == value)

class ByteString(Sequence):
    __slots__ = ()

class MutableSequence(Sequence):
    __slots__ = ()
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
        last = len(self) - 1
        for i in range(len(self) // 2):
            self[i], self[last - i] = self[last - i], self[i]
    def extend(self, values):
        if values is self:
            values = list(values)
        for value in values:
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

# --- the built-in ones ---------------------------------------------------------------------------------------------

def _register():
    from collections import deque
    for base, kinds in (
        (Sequence, (tuple, str, range, memoryview)), (ByteString, (bytes, bytearray)),
        (MutableSequence, (list, bytearray, deque)), (Set, (frozenset,)), (MutableSet, (set,)), (MutableMapping, (dict,)),
        (Mapping, (type(Sized.__dict__),)), (KeysView, (type({}.keys()),)), (ItemsView, (type({}.items()),)),
        (ValuesView, (type({}.values()),)),
    ):
        for kind in kinds:
            base.register(kind)

_register()
