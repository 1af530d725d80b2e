# reprlib: reprs of bounded length, and reprs of what contains itself.
import builtins
from itertools import islice

def recursive_repr(fillvalue="..."):
    def decorating(user_function):
        running = set()
        def wrapper(self):
            if id(self) in running:
                return fillvalue
            running.add(id(self))
            try:
                return user_function(self)
            finally:
                running.discard(id(self))
        for name in ("__module__", "__doc__", "__name__", "__qualname__"):
            setattr(wrapper, name, getattr(user_function, name))
        return wrapper
    return decorating

class Repr:
    def __init__(self):
        self.maxlevel, self.maxtuple, self.maxlist, self.maxarray, self.maxdict, self.maxset = 6, 6, 6, 5, 4, 6
        self.maxfrozenset, self.maxdeque, self.maxstring, self.maxlong, self.maxother, self.fillvalue = 6, 6, 30, 40, 30, "..."
    def repr(self, x):
        return self.repr1(x, self.maxlevel)
    def repr1(self, x, level):
        method = getattr(self, "repr_" + type(x).__name__.replace(" ", "_"), None)
        return self.repr_instance(x, level) if method is None else method(x, level)
    def _items(self, x, level, left, right, most, trail=""):
        if level <= 0 and len(x):
            return left + self.fillvalue + right
        parts = [self.repr1(each, level - 1) for each in islice(x, most)]
        if len(x) > most:
            parts.append(self.fillvalue)
        return left + ", ".join(parts) + (trail if len(x) == 1 else "") + right
    def repr_tuple(self, x, level):
        return self._items(x, level, "(", ")", self.maxtuple, ",")
    def repr_list(self, x, level):
        return self._items(x, level, "[", "]", self.maxlist)
    def repr_set(self, x, level):
        return self._items(sorted(x, key=builtins.repr), level, "{", "}", self.maxset) if x else "set()"
    def repr_frozenset(self, x, level):
        return self._items(sorted(x, key=builtins.repr), level, "frozenset({", "})", self.maxfrozenset) if x else "frozenset()"
    def repr_deque(self, x, level):
        return self._items(x, level, "deque([", "])", self.maxdeque)
    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        keys = sorted(x, key=builtins.repr) if not all(isinstance(k, (int, str)) for k in x) else sorted(x) if len({type(k) for k in x}) == 1 else list(x)
        parts = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}" for key in keys[:self.maxdict]]
        return "{" + ", ".join(parts + ([self.fillvalue] if len(x) > self.maxdict else [])) + "}"
    def _cut(self, text, most):
        if len(text) <= most:
            return text
        i = max(0, (most - 3) // 2)
        j = max(0, most - 3 - i)
        return text[:i] + self.fillvalue + text[len(text) - j:]
    def repr_str(self, x, level):
        text = builtins.repr(x[:self.maxstring])
        if len(text) <= self.maxstring:
            return text
        i = max(0, (self.maxstring - 3) // 2)
        j = max(0, self.maxstring - 3 - i)
        text = builtins.repr(x[:i] + x[len(x) - j:])
        return text[:i] + self.fillvalue + text[len(text) - j:]
    def repr_int(self, x, level):
        return self._cut(builtins.repr(x), self.maxlong)
    def repr_instance(self, x, level):
        try:
            return self._cut(builtins.repr(x), self.maxother)
        except Exception:
            return f"<{x.__class__.__name__} instance at {id(x):#x}>"

aRepr = Repr()
repr = aRepr.repr
