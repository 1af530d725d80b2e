# contextvars in one context.
from types import GenericAlias
_missing = object()

class Token:
    __class_getitem__ = classmethod(GenericAlias)
    MISSING = _missing
    def __init__(self, var, old):
        self.var, self.old_value = var, old

class ContextVar:
    __class_getitem__ = classmethod(GenericAlias)
    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name, self._default, self._value = name, default, _missing
    def get(self, default=_missing, /):
        for value in (self._value, default, self._default):
            if value is not _missing:
                return value
        raise LookupError(self)
    def set(self, value, /):
        token = Token(self, self._value)
        self._value = value
        _known[self] = value
        return token
    def reset(self, token, /):
        self._value = token.old_value
        if self._value is _missing:
            _known.pop(self, None)
        else:
            _known[self] = self._value
    def __repr__(self):
        default = "" if self._default is _missing else f" default={self._default!r}"
        return f"<ContextVar name={self.name!r}{default} at {id(self):#x}>"

_known = {}

class Context(dict):
    def run(self, callable, /, *args, **kwargs):
        before = {var: var._value for var in {**_known, **self}}
        for var, value in self.items():
            var.set(value)
        try:
            return callable(*args, **kwargs)
        finally:
            self.update(_known)
            for var in list(_known):
                var._value = before.get(var, _missing)
                if var._value is _missing:
                    del _known[var]
                else:
                    _known[var] = var._value
    def copy(self):
        return Context(self)

def copy_context():
    return Context(_known)
