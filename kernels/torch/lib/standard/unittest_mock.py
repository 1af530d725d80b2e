# unittest.mock: objects that stand for others and remember what was done with them.
import builtins
import contextlib
import functools
import importlib
import inspect
import io
import sys
from asyncio import iscoroutinefunction
from types import FunctionType, MethodType

FILTER_DIR = True

class InvalidSpecError(Exception):
    pass

class _SentinelObject:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return f"sentinel.{self.name}"
    def __reduce__(self):
        return f"sentinel.{self.name}"

class _Sentinels:
    def __init__(self):
        self._made = {}
    def __getattr__(self, name):
        if name.startswith("__") or name == "_made":
            raise AttributeError(name)
        return self._made.setdefault(name, _SentinelObject(name))
    def __reduce__(self):
        return "sentinel"

sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_DELETED = sentinel.DELETED

class _Any:
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    def __repr__(self):
        return "<ANY>"

ANY = _Any()

# --- calls ---------------------------------------------------------------------------------------------------------

def _print_call(name, args, kwargs):
    parts = [repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"

class _Call(tuple):
    # (name, args, kwargs), or the last two of them; what is missing on one side isn't compared.
    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        for part in value:
            if isinstance(part, str):
                name = part
            elif isinstance(part, tuple):
                args = part
            else:
                kwargs = part
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))
    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall
    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        try:
            count = len(other)
        except TypeError:
            return False
        if count > 3:
            return False
        own_name, own_args, own_kwargs = self if len(self) == 3 else ("", *self)
        if getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None) and self._mock_parent != other._mock_parent:
            return False
        other_name, other_args, other_kwargs = "", (), {}
        for part in other:
            if isinstance(part, str):
                other_name = part
            elif isinstance(part, tuple):
                other_args = part
            elif isinstance(part, dict):
                other_kwargs = part
            else:
                return False
        if own_name and other_name != own_name:
            return False
        return (other_args, other_kwargs) == (own_args, own_kwargs)
    __ne__ = object.__ne__
    def __call__(self, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        name = self._mock_name + "()"
        return _Call((self._mock_name, args, kwargs), name=name, parent=self)
    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f"{self._mock_name}.{attr}", parent=self, from_kall=False)
    def __getattribute__(self, attr):
        if attr in tuple.__dict__ and attr in ("count", "index"):
            return self.__getattr__(attr)
        return tuple.__getattribute__(self, attr)
    @property
    def args(self):
        return self[-2]
    @property
    def kwargs(self):
        return self[-1]
    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return f"call{name}" if name.startswith("()") else name
        name, args, kwargs = self if len(self) == 3 else ("call", *self)
        if not name:
            name = "call"
        elif name != "call":
            name = f"call{name}" if name.startswith("()") else f"call.{name}"
        return _print_call(name, args, kwargs)
    def call_list(self):
        calls, each = [], self
        while each is not None:
            if each._mock_from_kall:
                calls.append(each)
            each = each._mock_parent
        return _CallList(reversed(calls))

call = _Call(from_kall=False)

class _CallList(list):
    # Holds a run of calls when all of them stand one behind the other.
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(list(self[i:i + len(value)]) == list(value) for i in range(len(self) - len(value) + 1))
    def __repr__(self):
        from pprint import pformat
        return pformat(list(self))

# --- mocks ---------------------------------------------------------------------------------------------------------

_NUMERIC = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod".split()
_COMPUTED = {
    "__hash__": lambda self: object.__hash__(self), "__str__": lambda self: object.__str__(self), "__sizeof__": lambda self: object.__sizeof__(self),
    "__fspath__": lambda self: f"{type(self).__name__}/{self._extract_mock_name()}/{id(self)}",
}
_RETURNS = {
    "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented, "__int__": 1,
    "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True, "__index__": 1,
    "__aexit__": False,
}
_MAGICS = {f"__{name}__" for name in (
    "hash str sizeof fspath lt gt le ge int contains len exit complex float bool index enter iter getitem setitem delitem "
    "round trunc floor ceil neg pos abs invert next divmod rdivmod eq ne reversed missing").split()}
_MAGICS |= {f"__{side}{name}__" for name in _NUMERIC for side in ("", "i", "r")} - {"__idivmod__"}
_ASYNC_MAGICS = {"__aenter__", "__aexit__", "__anext__", "__aiter__"}
# Those that a MagicMock has only when they are set.
_UNASKED = {"__reversed__", "__missing__", "__get__", "__set__", "__delete__", "__getstate__", "__setstate__", "__getformat__",
            "__repr__", "__dir__", "__subclasses__", "__format__", "__getnewargs_ex__", "__call__", "__reduce__", "__reduce_ex__",
            "__getinitargs__", "__getnewargs__"}
_REFUSED = {"__getattr__", "__setattr__", "__init__", "__new__", "__prepare__", "__instancecheck__", "__subclasscheck__", "__del__"}

def _is_magic(name):
    return name.startswith("__") and name.endswith("__") and len(name) > 4

def _is_exception(value):
    return isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException)

def _signature_of(spec, skip_first=False):
    # What calls of the object that is specified must look like; None where nobody can know.
    if isinstance(spec, type):
        spec, skip_first = spec.__init__, True
        if not isinstance(spec, FunctionType):
            return None
    elif not isinstance(spec, (FunctionType, MethodType)) and not isinstance(spec, functools.partial):
        spec = getattr(type(spec), "__call__", None)
        if not isinstance(spec, FunctionType):
            return None
        skip_first = True
    try:
        signature = inspect.signature(spec)
    except (TypeError, ValueError):
        return None
    if skip_first:
        signature = signature.replace(parameters=list(signature.parameters.values())[1:])
    return signature

_OWN = frozenset((
    "return_value side_effect called call_count call_args call_args_list mock_calls method_calls _mock_name _mock_new_name "
    "_mock_parent _mock_new_parent _mock_children _mock_methods _mock_return_value _mock_side_effect _mock_sealed "
    "_mock_wraps _mock_signature _mock_delegate _spec_class _spec_set _mock_unsafe name await_count await_args await_args_list").split())

class NonCallableMock:
    def __new__(cls, *args, **kwargs):
        # A class of its own for each, so that special methods can be set on it.
        made = type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__})
        return object.__new__(made)
    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        store = self.__dict__
        store["_mock_parent"] = parent
        store["_mock_name"] = name
        store["_mock_new_name"] = _new_name
        store["_mock_new_parent"] = _new_parent if _new_parent is not None else parent
        store["_mock_sealed"] = False
        if spec_set is not None:
            spec = spec_set
        store["_spec_set"] = spec_set is not None
        self._mock_add_spec(spec, _eat_self)
        store["_mock_children"] = {}
        store["_mock_wraps"] = wraps
        store["_mock_unsafe"] = unsafe
        store["_mock_return_value"] = DEFAULT
        store["_mock_side_effect"] = None
        self._forget()
        if kwargs:
            self.configure_mock(**kwargs)
    def _forget(self):
        self.__dict__.update(
            called=False, call_count=0, call_args=None, call_args_list=_CallList(), mock_calls=_CallList(), method_calls=_CallList())
    def _mock_add_spec(self, spec, eat_self=False):
        store = self.__dict__
        store["_spec_class"] = store["_mock_methods"] = store["_mock_signature"] = None
        if spec is None:
            return
        if isinstance(spec, NonCallableMock):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        if isinstance(spec, (list, tuple)) and all(isinstance(each, str) for each in spec):
            store["_mock_methods"] = list(spec)
            return
        store["_spec_class"] = spec if isinstance(spec, type) else type(spec)
        store["_mock_methods"] = dir(spec)
        store["_mock_signature"] = _signature_of(spec, bool(eat_self))
    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec)
        self.__dict__["_spec_set"] = spec_set
    def attach_mock(self, mock, attribute):
        inner = _extract_mock(mock)
        inner._mock_parent = inner._mock_new_parent = None
        inner._mock_name, inner._mock_new_name = "", None
        setattr(self, attribute, mock)
    @property
    def __class__(self):
        return type(self) if self.__dict__.get("_spec_class") is None else self._spec_class
    @property
    def return_value(self):
        value = self.__dict__["_mock_return_value"]
        if value is DEFAULT:
            value = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = value
        return value
    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return_value"] = value
        self._adopt(value, None, "()")
    @property
    def side_effect(self):
        return self.__dict__["_mock_side_effect"]
    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_exception(value):
            try:
                value = iter(value)
            except TypeError:
                # An object that is none of these is refused when it is used.
                pass
        self.__dict__["_mock_side_effect"] = value
    def _adopt(self, value, name, new_name):
        # A mock that becomes an attribute or a result reports its calls here, unless it has a name or a place already.
        value = _extract_mock(value)
        if not isinstance(value, NonCallableMock):
            return False
        if value._mock_name or value._mock_new_name or value._mock_parent is not None or value._mock_new_parent is not None:
            return False
        above = self
        while above is not None:
            if above is value:
                return False
            above = above._mock_new_parent
        value.__dict__["_mock_new_parent"], value.__dict__["_mock_new_name"] = self, new_name
        if name:
            value.__dict__["_mock_parent"], value.__dict__["_mock_name"] = self, name
        return True
    def configure_mock(self, **kwargs):
        # Inner attributes after the outer ones.
        for name, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *path, last = name.split(".")
            target = self
            for each in path:
                target = getattr(target, each)
            setattr(target, last, value)
    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = visited or []
        if id(self) in visited:
            return
        visited.append(id(self))
        self._forget()
        if return_value:
            self.__dict__["_mock_return_value"] = DEFAULT
        if side_effect:
            self.__dict__["_mock_side_effect"] = None
        children = [child for child in self._mock_children.values() if isinstance(child, NonCallableMock)]
        if isinstance(self._mock_return_value, NonCallableMock) and self._mock_return_value is not self:
            children.append(self._mock_return_value)
        for child in children:
            child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe", "_mock_children"):
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _REFUSED:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and name.startswith(("assert", "assret", "asert", "aseert", "assrt")) and not (self._mock_methods and name in self._mock_methods):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        child = self._mock_children.get(name)
        if child is _DELETED:
            raise AttributeError(name)
        if child is None:
            wraps = getattr(self._mock_wraps, name) if self._mock_wraps is not None else None
            child = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = child
        return child
    def __setattr__(self, name, value):
        if name in ("return_value", "side_effect") or name in _OWN and name != "name":
            object.__setattr__(self, name, value)
            return
        if self._spec_set and self._mock_methods is not None and name not in self._mock_methods and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name == "__class__":
            self.__dict__["_spec_class"] = value
            return
        if _is_magic(name) and name in (_REFUSED):
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if _is_magic(name) and name in _MAGICS | _UNASKED | _ASYNC_MAGICS:
            if self._mock_methods is not None and name not in self._mock_methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if isinstance(value, NonCallableMock):
                self._adopt(value, None, name)
                self._mock_children[name] = value
                setattr(type(self), name, _bound_magic(value))
            else:
                setattr(type(self), name, value if not isinstance(value, FunctionType) else _with_self(value))
                self._mock_children[name] = value
            return
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        if self._adopt(value, name, name):
            self._mock_children[name] = value
        elif isinstance(value, NonCallableMock):
            self._mock_children[name] = value
        if isinstance(value, PropertyMock):
            setattr(type(self), name, value)
            return
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        if _is_magic(name) and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _DELETED:
            raise AttributeError(name)
        if child is not _missing:
            del self._mock_children[name]
        self._mock_children[name] = _DELETED
    def __dir__(self):
        own = [name for name in self.__dict__ if not name.startswith("_mock_")]
        children = [name for name, child in self._mock_children.items() if child is not _DELETED]
        if not FILTER_DIR:
            return sorted({*object.__dir__(self), *own, *children})
        inherited = [name for name in dir(type(self)) if not name.startswith("_") or _is_magic(name)]
        return sorted({*(self._mock_methods or []), *inherited, *own, *children})
    def _extract_mock_name(self):
        names, each, after = [], self, ""
        name = each._mock_new_name
        while each is not None and (each._mock_new_name or each._mock_new_parent is not None):
            own = each._mock_new_name or ""
            names.append(own + after)
            after = "" if own == "()" else "."
            each = each._mock_new_parent
        root = (each._mock_name if each is not None else None) or "mock"
        text = "".join(reversed(names))
        if not text:
            return self._mock_name or "mock"
        return root + ("" if text.startswith("()") else ".") + text
    def __repr__(self):
        name = self._extract_mock_name()
        text = "" if name in ("mock", "mock.") else f" name={name!r}"
        spec = ""
        if self._spec_class is not None:
            spec = f" {'spec_set' if self._spec_set else 'spec'}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{text}{spec} id='{id(self)}'>"
    def _get_child_mock(self, **kwargs):
        if self._mock_sealed:
            name = kwargs.get("name") or kwargs.get("_new_name", "")
            attribute = "()" if name == "()" else f".{name}"
            raise AttributeError(self._extract_mock_name() + attribute)
        kind = type(self).__mro__[1]
        if issubclass(kind, AsyncMock):
            kind = AsyncMock
        elif not issubclass(kind, CallableMixin):
            kind = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        elif issubclass(kind, PropertyMock):
            kind = MagicMock
        return kind(**kwargs)
    # --- assertions
    def _expected(self, args, kwargs):
        return _print_call(self._mock_name or "mock", args, kwargs)
    def _comparable(self, each):
        # By parameter, where there is a signature: positional and keyword arguments are then the same.
        if self._mock_signature is None or not isinstance(each, tuple):
            return each
        name, args, kwargs = each if len(each) == 3 else ("", *each)
        try:
            bound = self._mock_signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((name, bound.args, bound.kwargs))
    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have been called. Called {self.call_count} times.{self._calls()}")
    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")
    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called once. Called {self.call_count} times.{self._calls()}")
    def assert_called_with(self, /, *args, **kwargs):
        expected = self._expected(args, kwargs)
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {expected}\n  Actual: not called.")
        # In this order the expected values are asked whether they are equal: ANY is.
        if self._comparable(self.call_args) != self._comparable(_Call((args, kwargs), two=True)):
            raise AssertionError(f"expected call not found.\nExpected: {expected}\n  Actual: {self._expected(*self.call_args)}")
    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called once. Called {self.call_count} times.{self._calls()}")
        self.assert_called_with(*args, **kwargs)
    def assert_any_call(self, /, *args, **kwargs):
        wanted = self._comparable(_Call((args, kwargs), two=True))
        if not any(self._comparable(each) == wanted for each in self.call_args_list):
            raise AssertionError(f"{self._expected(args, kwargs)} call not found")
    def assert_has_calls(self, calls, any_order=False):
        wanted = [self._comparable(each) for each in calls]
        real = _CallList([self._comparable(each) for each in self.mock_calls])
        if not any_order:
            if list(wanted) not in real:
                raise AssertionError(f"Calls not found.\nExpected: {_CallList(calls)}{self._calls('  Actual').rstrip('.')}")
            return
        left, lacking = list(real), []
        for each in wanted:
            if each in left:
                left.remove(each)
            else:
                lacking.append(each)
        if lacking:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of {tuple(lacking)!r} in its call list, found {left!r} instead")
    def _calls(self, prefix="Calls"):
        return f"\n{prefix}: {self.mock_calls!r}." if self.mock_calls else ""

def _callable(value):
    # Are instances of a class called as well as the class itself? This asks of the object alone.
    if isinstance(value, (staticmethod, classmethod, MethodType)):
        return _callable(value.__func__)
    return isinstance(value, type) or getattr(value, "__call__", None) is not None

def _extract_mock(value):
    return value.mock if isinstance(value, FunctionType) and hasattr(value, "mock") else value

class _bound_magic:
    # A mock as special method: it is called without the object.
    def __init__(self, mock):
        self.mock = mock
    def __get__(self, instance, owner=None):
        return self.mock

def _with_self(function):
    return lambda self, *args, **kwargs: function(self, *args, **kwargs)

class CallableMixin(NonCallableMock):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        NonCallableMock.__init__(self, spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.__dict__["_mock_return_value"] = return_value
        if return_value is not DEFAULT:
            self._adopt(return_value, None, "()")
        self.side_effect = side_effect
    def __call__(self, /, *args, **kwargs):
        self._check_signature(args, kwargs)
        self._record(args, kwargs)
        return self._answer(args, kwargs)
    def _check_signature(self, args, kwargs):
        if self._mock_signature is not None:
            self._mock_signature.bind(*args, **kwargs)
    def _record(self, args, kwargs):
        store = self.__dict__
        store["called"] = True
        store["call_count"] += 1
        store["call_args"] = made = _Call((args, kwargs), two=True)
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(("", args, kwargs)))
        # Those above hear of it by the way that leads here.
        method = self._mock_name if self._mock_parent is not None else ""
        named, name, each = self._mock_parent is not None, self._mock_new_name or "", self
        methods = self._mock_name or ""
        while (above := each._mock_new_parent) is not None:
            if named:
                above.method_calls.append(_Call((methods, args, kwargs)))
                named = above._mock_parent is not None
                if named:
                    methods = f"{above._mock_name}.{methods}"
            above.mock_calls.append(_Call((name, args, kwargs)))
            if above._mock_new_name:
                dot = "" if name.startswith("()") else "."
                name = above._mock_new_name + dot + name
            each = above
    def _answer(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            result = effect(*args, **kwargs) if callable(effect) else next(effect)
            if not callable(effect) and _is_exception(result):
                raise result
            if result is not DEFAULT:
                return result
        elif self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

class Mock(CallableMixin):
    pass

def _magic_default(name):
    # The special method that a MagicMock has by itself: a child, made when it is first used.
    def get(self):
        child = self._mock_children.get(name)
        if child is None:
            child = AsyncMock(name=name, _new_name=name, _new_parent=self) if name in _ASYNC_MAGICS - {"__aiter__"} else MagicMock(name=name, _new_name=name, _new_parent=self)
            if name in _RETURNS:
                child.return_value = _RETURNS[name]
            elif name in _COMPUTED:
                child.return_value = _COMPUTED[name](self)
            elif name in ("__eq__", "__ne__"):
                same = name == "__eq__"
                def compare(other):
                    default = self.__dict__["_mock_children"][name]._mock_return_value
                    if default is not DEFAULT:
                        return default
                    return same if self is other or other is ANY else NotImplemented
                child.side_effect = compare
            elif name in ("__iter__", "__aiter__"):
                def iterate():
                    value = child._mock_return_value
                    values = iter([] if value is DEFAULT else value)
                    return values if name == "__iter__" else _AsyncIterator(values)
                child.side_effect = iterate
            self._mock_children[name] = child
        return child
    return get

class _AsyncIterator:
    def __init__(self, values):
        self.values = values
    def __aiter__(self):
        return self
    async def __anext__(self):
        try:
            return next(self.values)
        except StopIteration:
            raise StopAsyncIteration from None

class _Magic:
    def __init__(self, name):
        self.name, self.get = name, _magic_default(name)
    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        methods = instance.__dict__.get("_mock_methods")
        if methods is not None and self.name not in methods and self.name not in ("__hash__", "__str__", "__sizeof__", "__eq__", "__ne__", "__lt__", "__gt__", "__le__", "__ge__"):
            raise AttributeError(self.name)
        if "_mock_children" not in instance.__dict__:
            return getattr(super(NonCallableMock, instance), self.name)
        return self.get(instance)

class MagicMixin(NonCallableMock):
    def __init__(self, /, *args, **kwargs):
        # They are there while the arguments are set, and limited after.
        self._limit_magics(None)
        super().__init__(*args, **kwargs)
        self._limit_magics(self._mock_methods)
    def _limit_magics(self, methods):
        # A specification takes away the special methods that its class lacks.
        cls = type(self)
        names = (_MAGICS - _UNASKED) | _ASYNC_MAGICS
        allowed = names if methods is None else names & set(methods)
        for name in names:
            if name not in cls.__dict__ and name in allowed:
                setattr(cls, name, _Magic(name))
            elif name not in allowed and isinstance(cls.__dict__.get(name), _Magic):
                delattr(cls, name)
    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec)
        self.__dict__["_spec_set"] = spec_set
        self._limit_magics(self._mock_methods)

class NonCallableMagicMock(MagicMixin, NonCallableMock):
    pass

class MagicMock(MagicMixin, Mock):
    def reset_mock(self, /, *args, return_value=False, **kwargs):
        super().reset_mock(*args, return_value=return_value, **kwargs)

class PropertyMock(Mock):
    def __get__(self, obj, obj_type=None):
        return self()
    def __set__(self, obj, val):
        self(val)

class AsyncMock(MagicMock):
    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__.update(await_count=0, await_args=None, await_args_list=_CallList(), _is_coroutine=None)
    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.__dict__.update(await_count=0, await_args=None, await_args_list=_CallList())
    def __call__(self, /, *args, **kwargs):
        self._check_signature(args, kwargs)
        self._record(args, kwargs)
        return self._awaited(args, kwargs)
    async def _awaited(self, args, kwargs):
        store = self.__dict__
        store["await_count"] += 1
        store["await_args"] = made = _Call((args, kwargs), two=True)
        store["await_args_list"].append(made)
        effect = self.side_effect
        if effect is not None and not _is_exception(effect) and not callable(effect):
            try:
                result = next(effect)
            except StopIteration:
                raise StopAsyncIteration from None
            if _is_exception(result):
                raise result
            return result
        result = self._answer(args, kwargs)
        return await result if inspect.iscoroutine(result) else result
    def _get_child_mock(self, **kwargs):
        if kwargs.get("_new_name") == "()" and not self._mock_sealed:
            return MagicMock(**kwargs)
        return super()._get_child_mock(**kwargs)
    def assert_awaited(self):
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited.")
    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited once. Awaited {self.await_count} times.")
    def assert_awaited_with(self, /, *args, **kwargs):
        expected = _print_call(self._mock_name or "mock", args, kwargs).replace(self._mock_name or "mock", "await", 0)
        if self.await_args is None:
            raise AssertionError(f"Expected await: {expected}\nNot awaited")
        if _Call((args, kwargs), two=True) != self.await_args:
            raise AssertionError(f"expected await not found.\nExpected: {expected}\n  Actual: {self._expected(*self.await_args)}")
    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        self.assert_awaited_with(*args, **kwargs)
    def assert_any_await(self, /, *args, **kwargs):
        if _Call((args, kwargs), two=True) not in self.await_args_list:
            raise AssertionError(f"{self._expected(args, kwargs)} await not found")
    def assert_has_awaits(self, calls, any_order=False):
        wanted = [self._comparable(each) for each in calls]
        real = _CallList([self._comparable(each) for each in self.await_args_list])
        if not any_order:
            if list(wanted) not in real:
                raise AssertionError(f"Awaits not found.\nExpected: {_CallList(calls)}\nActual: {self.await_args_list}")
            return
        left, lacking = list(real), []
        for each in wanted:
            if each in left:
                left.remove(each)
            else:
                lacking.append(each)
        if lacking:
            raise AssertionError(f"{tuple(lacking)!r} not all found in await list")
    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to not have been awaited. Awaited {self.await_count} times.")

# --- patches -------------------------------------------------------------------------------------------------------

def _importer(target):
    path, _, rest = target.partition(".")
    found = importlib.import_module(path)
    for part in rest.split(".") if rest else []:
        path += f".{part}"
        try:
            found = getattr(found, part)
        except AttributeError:
            importlib.import_module(path)
            found = getattr(found, part)
    return found

class _patch:
    attribute_name = None
    _active = []
    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.create, self.spec_set, self.autospec, self.kwargs = spec, create, spec_set, autospec, kwargs
        self.additional_patchers = []
        self.has_local = False
    def copy(self):
        made = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable, self.kwargs)
        made.attribute_name = self.attribute_name
        made.additional_patchers = [each.copy() for each in self.additional_patchers]
        return made
    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func
        @contextlib.contextmanager
        def patched_arguments(args, kwargs):
            extra = []
            with contextlib.ExitStack() as stack:
                for patching in wrapper.patchings:
                    value = stack.enter_context(patching)
                    if patching.attribute_name is not None:
                        kwargs.update(value)
                    elif patching.new is DEFAULT:
                        extra.append(value)
                yield (*args, *extra), kwargs
        if iscoroutinefunction(func):
            @functools.wraps(func)
            async def wrapper(*args, **kwargs):
                with patched_arguments(args, kwargs) as (args, kwargs):
                    return await func(*args, **kwargs)
        else:
            @functools.wraps(func)
            def wrapper(*args, **kwargs):
                with patched_arguments(args, kwargs) as (args, kwargs):
                    return func(*args, **kwargs)
        wrapper.patchings = [self]
        return wrapper
    def decorate_class(self, cls):
        for name in dir(cls):
            if name.startswith(patch.TEST_PREFIX) and callable(value := getattr(cls, name)):
                setattr(cls, name, self.copy()(value))
        return cls
    def _original(self):
        try:
            return self.target.__dict__[self.attribute], True
        except (AttributeError, KeyError):
            original = getattr(self.target, self.attribute, DEFAULT)
        if self.attribute in builtins.__dict__ and inspect.ismodule(self.target):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{self.target} does not have the attribute {self.attribute!r}")
        return original, False
    def __enter__(self):
        self.target = self.getter()
        original, local = self._original()
        new = self.new
        if new is DEFAULT and self.autospec is None:
            new = self._made(original)
        elif self.autospec is not None:
            if new is not DEFAULT:
                raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
            spec = original if self.autospec is True else self.autospec
            new = create_autospec(spec, spec_set=bool(self.spec_set), _name=self.attribute, **self.kwargs)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local = original, local
        setattr(self.target, self.attribute, new)
        self._stack = contextlib.ExitStack()
        if self.attribute_name is not None:
            given = {self.attribute: new} if self.new is DEFAULT else {}
            for each in self.additional_patchers:
                value = self._stack.enter_context(each)
                if each.new is DEFAULT:
                    given.update(value)
            return given
        return new
    def _made(self, original):
        # True stands for the original, False for None.
        spec, spec_set = [
            original if each is True else None if each is False else each for each in (self.spec, self.spec_set)]
        if spec is not None and spec_set is not None:
            raise TypeError("Can't specify spec and spec_set")
        if (spec is not None or spec_set is not None) and original is DEFAULT and (self.spec is True or self.spec_set is True):
            raise TypeError("Can't use 'spec' with create=True")
        kind = self.new_callable
        if kind is None:
            known = spec_set if spec_set is not None else spec if spec is not None else original
            kind = AsyncMock if iscoroutinefunction(known) else MagicMock
            if (spec is not None or spec_set is not None) and not isinstance(known, (list, tuple)) and not _callable(known):
                kind = NonCallableMagicMock
        kwargs = dict(self.kwargs)
        if spec is not None:
            kwargs["spec"] = spec
        if spec_set is not None:
            kwargs["spec_set"] = spec_set
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            kwargs.setdefault("name", self.attribute)
        made = kind(**kwargs)
        shape = spec if spec is not None else spec_set
        if isinstance(shape, type) and isinstance(made, NonCallableMock) and isinstance(made, CallableMixin):
            # What a class makes looks like its instances.
            result = kind if "__call__" in dir(shape) and any("__call__" in each.__dict__ for each in shape.__mro__) else NonCallableMagicMock
            made.return_value = result(**{"spec" if spec is not None else "spec_set": shape, "_new_parent": made, "_new_name": "()"})
        return made
    def __exit__(self, *exc_info):
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in ("__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")):
                setattr(self.target, self.attribute, self.temp_original)
        return self._stack.__exit__(*exc_info)
    def start(self):
        result = self.__enter__()
        self._active.append(self)
        return result
    def stop(self):
        if self not in self._active:
            return None
        self._active.remove(self)
        return self.__exit__(None, None, None)

def _target_of(target):
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return functools.partial(_importer, target), attribute

def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    getter, attribute = _target_of(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)

def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)

def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    getter = functools.partial(_importer, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = [_patch(getter, name, new, spec, create, spec_set, autospec, new_callable, {}) for name, new in kwargs.items()]
    first, *others = patchers
    first.attribute_name = first.attribute
    for each in others:
        each.attribute_name = each.attribute
    first.additional_patchers = others
    return first

class _patch_dict:
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear = in_dict, dict(values), clear
        self.values.update(kwargs)
        self._original = None
    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and callable(value := getattr(func, name)):
                    setattr(func, name, _patch_dict(self.in_dict, self.values, self.clear)(value))
            return func
        if iscoroutinefunction(func):
            @functools.wraps(func)
            async def wrapper(*args, **kwargs):
                with self:
                    return await func(*args, **kwargs)
        else:
            @functools.wraps(func)
            def wrapper(*args, **kwargs):
                with self:
                    return func(*args, **kwargs)
        return wrapper
    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _importer(self.in_dict)
        target = self.in_dict
        try:
            self._original = target.copy()
        except AttributeError:
            self._original = {key: target[key] for key in target}
        if self.clear:
            _emptied(target)
        try:
            target.update(self.values)
        except AttributeError:
            for key in self.values:
                target[key] = self.values[key]
        return target
    def __exit__(self, *args):
        if self._original is not None:
            _emptied(self.in_dict)
            try:
                self.in_dict.update(self._original)
            except AttributeError:
                for key in self._original:
                    self.in_dict[key] = self._original[key]
        return False
    def start(self):
        result = self.__enter__()
        _patch._active.append(self)
        return result
    def stop(self):
        if self not in _patch._active:
            return None
        _patch._active.remove(self)
        return self.__exit__(None, None, None)

def _emptied(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]

def _stop_all():
    for each in reversed(_patch._active[:]):
        each.stop()

patch.object, patch.dict, patch.multiple, patch.stopall, patch.TEST_PREFIX = _patch_object, _patch_dict, _patch_multiple, _stop_all, "test"

# --- specifications ------------------------------------------------------------------------------------------------

def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    if isinstance(spec, NonCallableMock):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    if isinstance(spec, (list, tuple)):
        spec = type(spec)
    if isinstance(spec, FunctionType):
        return _function_mock(spec, spec_set, _name or kwargs.pop("name", None), _parent, kwargs)
    kind = MagicMock
    if inspect.isdatadescriptor(spec):
        kwargs, kind = {}, MagicMock
        made = kind(_new_name=_name or "", name=_name, parent=_parent, **kwargs)
        return made
    name = kwargs.pop("name", None)
    _name = _name or name
    if isinstance(spec, type) and instance and not any("__call__" in each.__dict__ for each in spec.__mro__) or not isinstance(spec, type) and not callable(spec):
        kind = NonCallableMagicMock
    key = "spec_set" if spec_set else "spec"
    made = kind(parent=_parent, _new_parent=_parent, _new_name=_name if _parent is not None else "", name=_name, **{key: spec}, **kwargs)
    if instance:
        made.__dict__["_mock_signature"] = None
        if isinstance(spec, type) and isinstance(getattr(spec, "__call__", None), FunctionType):
            made.__dict__["_mock_signature"] = _signature_of(spec.__call__, True)
    if isinstance(spec, type) and not instance and "return_value" not in kwargs:
        made.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=made)
    for name in dir(spec):
        if _is_magic(name) or name in ("return_value", "side_effect") or name in kwargs:
            continue
        try:
            original = getattr(spec, name)
        except AttributeError:
            continue
        if isinstance(original, (FunctionType, MethodType)):
            bound = isinstance(original, FunctionType) and isinstance(spec, type) and isinstance(inspect.getattr_static(spec, name), FunctionType)
            child = (AsyncMock if iscoroutinefunction(original) else MagicMock)(name=name, parent=made, _new_name=name, _new_parent=made)
            child.__dict__["_mock_signature"] = _signature_of(original, bound)
            child.__dict__["_mock_methods"] = dir(original) + ["assert_called_once_with"]
            made._mock_children[name] = child
        elif isinstance(original, type):
            # A class may hold itself: its own attributes are left to its specification.
            made._mock_children[name] = MagicMock(name=name, parent=made, _new_name=name, _new_parent=made, **{key: original})
    return made

def _function_mock(function, spec_set, name, parent, kwargs):
    # A real function in front of the mock, so that it is bound like one.
    mock = (AsyncMock if iscoroutinefunction(function) else MagicMock)(name=name, parent=parent, **{"spec_set" if spec_set else "spec": function}, **kwargs)
    signature = inspect.signature(function)
    mock.__dict__["_mock_methods"] = None
    @functools.wraps(function)
    def funcopy(*args, **kwargs):
        signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)
    funcopy.mock = mock
    for each in ("assert_called_with assert_called_once_with assert_called assert_not_called assert_called_once assert_has_calls "
                 "assert_any_call reset_mock").split():
        setattr(funcopy, each, getattr(mock, each))
    funcopy = _FunctionMock(funcopy, mock)
    return funcopy

class _FunctionMock:
    # Attributes that change with the mock are read from it.
    def __init__(self, function, mock):
        self.__dict__.update(function.__dict__, _function=function, mock=mock, __name__=function.__name__, __doc__=function.__doc__)
    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)
    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self._function, instance)
    def __getattr__(self, name):
        return getattr(self.mock, name)
    def __setattr__(self, name, value):
        setattr(self.mock, name, value)

# --- files ---------------------------------------------------------------------------------------------------------

def mock_open(mock=None, read_data=""):
    data = lambda: io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)
    stream = data()
    handle = MagicMock(spec=["read", "readline", "readlines", "write", "writelines", "close", "__enter__", "__exit__", "__iter__", "__next__", "seek", "tell", "flush"])
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    handle.read.return_value = handle.readline.return_value = handle.readlines.return_value = DEFAULT
    def through(name):
        child = getattr(handle, name)
        child.__dict__["_mock_return_value"] = DEFAULT
        def effect(*args, **kwargs):
            value = child._mock_return_value
            return value if value is not DEFAULT else getattr(stream, name)(*args, **kwargs)
        child.side_effect = effect
    for name in ("read", "readline", "readlines"):
        through(name)
    handle.__iter__.side_effect = lambda: iter(stream.readline, b"" if isinstance(read_data, bytes) else "")
    def following():
        line = stream.readline()
        if not line:
            raise StopIteration
        return line
    handle.__next__ = Mock(side_effect=following)
    if mock is None:
        mock = MagicMock(name="open", spec=open)
    def reset(*args, **kwargs):
        nonlocal stream
        stream = data()
        return DEFAULT
    mock.side_effect = reset
    mock.return_value = handle
    return mock

def seal(mock):
    mock.__dict__["_mock_sealed"] = True
    for child in list(mock._mock_children.values()):
        child = _extract_mock(child)
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock and not child._mock_sealed:
            seal(child)
    result = mock._mock_return_value
    if isinstance(result, NonCallableMock) and result._mock_new_parent is mock and not result._mock_sealed:
        seal(result)
