# Weak references. Nothing here can see that an object is no longer reachable, so a reference stays alive; all else is as usual.
import operator as _operator
from collections.abc import MutableMapping, MutableSet
from types import GenericAlias

_plain = (int, str, float, complex, bool, tuple, list, dict, bytes, bytearray, type(None), range, slice, type(NotImplemented), type(...))

def _check(obj):
    kind = type(obj)
    if kind in _plain or isinstance(obj, (int, str, tuple, bytes)) and not hasattr(obj, "__dict__"):
        raise TypeError(f"cannot create weak reference to '{kind.__name__}' object")
    slots = [c.__dict__["__slots__"] for c in kind.__mro__ if "__slots__" in c.__dict__]
    if slots and not hasattr(obj, "__dict__") and not any("__weakref__" in each for each in slots):
        raise TypeError(f"cannot create weak reference to '{kind.__name__}' object")

class ReferenceType:
    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ("_target", "__callback__")
    def __init__(self, obj, callback=None, /):
        _check(obj)
        self._target = obj
        self.__callback__ = callback
    def __call__(self):
        return self._target
    def __eq__(self, other):
        return self._target == other._target if isinstance(other, ReferenceType) else NotImplemented
    def __hash__(self):
        return hash(self._target)
    def __repr__(self):
        return f"<weakref at {id(self):#x}; to '{type(self._target).__name__}' at {id(self._target):#x}>"

ref = ReferenceType

class KeyedRef(ReferenceType):
    __slots__ = ("key",)
    def __init__(self, obj, callback, key):
        super().__init__(obj, callback)
        self.key = key

class WeakMethod(ReferenceType):
    __slots__ = ()
    def __init__(self, meth, callback=None):
        if not hasattr(meth, "__self__") or not hasattr(meth, "__func__"):
            raise TypeError(f"argument should be a bound method, not {type(meth)}")
        super().__init__(meth, callback)

class ProxyType:
    def __init__(self, obj, callback=None, /):
        _check(obj)
        object.__setattr__(self, "_weakref_target", obj)
    def __getattribute__(self, name):
        return getattr(object.__getattribute__(self, "_weakref_target"), name)
    def __setattr__(self, name, value):
        setattr(object.__getattribute__(self, "_weakref_target"), name, value)
    def __delattr__(self, name):
        delattr(object.__getattribute__(self, "_weakref_target"), name)

def _target(value):
    return object.__getattribute__(value, "_weakref_target") if issubclass(type(value), ProxyType) else value

def _forward(name, act):
    # The operation on what the proxies stand for, so that it fails in the operation's own words.
    def method(*args):
        return act(*[_target(each) for each in args])
    method.__name__ = name
    setattr(ProxyType, name, method)

for _name, _act in {"len": len, "iter": iter, "next": next, "bool": bool, "int": int, "float": float, "str": str, "index": _operator.index, "abs": abs, "reversed": reversed,
                    "bytes": bytes, "divmod": divmod, "pow": pow}.items():
    _forward(f"__{_name}__", _act)
for _name in ("getitem", "setitem", "delitem", "contains", "eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "invert", "add", "sub", "mul", "truediv", "floordiv", "mod", "matmul",
              "lshift", "rshift", "and", "or", "xor"):
    _forward(f"__{_name}__", getattr(_operator, f"__{_name}__"))
for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "matmul", "lshift", "rshift", "and", "or", "xor", "iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ior", "iand", "ixor"):
    _plainly = getattr(_operator, f"__{_name}__")
    _forward(f"__{_name}__" if _name[0] == "i" else f"__r{_name}__", _plainly if _name[0] == "i" else lambda a, b, act=_plainly: act(b, a))
_forward("__rdivmod__", lambda a, b: divmod(b, a))
_forward("__rpow__", lambda a, b: pow(b, a))
for _name in ("__enter__", "__exit__"):
    _forward(_name, lambda self, *args, name=_name: getattr(self, name)(*args))

def _call(self, *args, **kwargs):
    return _target(self)(*args, **kwargs)

ProxyType.__call__ = _call
ProxyType.__repr__ = lambda self: f"<weakproxy at {id(self):#x} to {type(object.__getattribute__(self, '_weakref_target')).__name__} at {id(object.__getattribute__(self, '_weakref_target')):#x}>"
ProxyType.__hash__ = None
CallableProxyType = ProxyType
ProxyTypes = (ProxyType,)
ReferenceTypes = (ReferenceType,)
proxy = ProxyType

class WeakValueDictionary(MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)
    def __getitem__(self, key):
        return self.data[key]
    def __setitem__(self, key, value):
        _check(value)
        self.data[key] = value
    def __delitem__(self, key):
        del self.data[key]
    def __iter__(self):
        return iter(self.data)
    def __len__(self):
        return len(self.data)
    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"
    def copy(self):
        return type(self)(self.data)
    __copy__ = copy
    def itervaluerefs(self):
        return (ref(value) for value in self.data.values())
    def valuerefs(self):
        return list(self.itervaluerefs())

class WeakKeyDictionary(MutableMapping):
    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)
    def __getitem__(self, key):
        return self.data[ref(key)]
    def __setitem__(self, key, value):
        self.data[ref(key)] = value
    def __delitem__(self, key):
        del self.data[ref(key)]
    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False
    def __iter__(self):
        return (each() for each in self.data)
    def __len__(self):
        return len(self.data)
    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"
    def copy(self):
        return type(self)(self)
    __copy__ = copy
    def keyrefs(self):
        return list(self.data)

class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = set()
        for each in data or ():
            self.add(each)
    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False
    def __iter__(self):
        return (each() for each in self.data)
    def __len__(self):
        return len(self.data)
    def add(self, item):
        self.data.add(ref(item))
    def discard(self, item):
        self.data.discard(ref(item))
    def update(self, other):
        for each in other:
            self.add(each)
    def __repr__(self):
        return repr(self.data)

class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        _check(obj)
        self._state = (obj, func, args, kwargs)
        self.atexit = True
        import atexit
        atexit.register(self._at_exit)
    def _at_exit(self):
        if self.atexit:
            self()
    def __call__(self, _=None):
        state, self._state = self._state, None
        if state is not None:
            return state[1](*state[2], **state[3])
    def detach(self):
        state, self._state = self._state, None
        return state
    def peek(self):
        return self._state
    @property
    def alive(self):
        return self._state is not None

def getweakrefcount(object):
    return 0

def getweakrefs(object):
    return []
