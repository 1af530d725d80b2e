# What enumerations are made of before there is one: values to come, the namespace of their bodies, properties.
import types

class auto:
    def __init__(self, value=None):
        self.value = value
    def __repr__(self):
        return f"auto({self.value!r})"

class nonmember:
    def __init__(self, value):
        self.value = value

class member:
    def __init__(self, value):
        self.value = value

class property(types.DynamicClassAttribute):
    # Of an instance as usual; of the class it is the member of that name.
    def __get__(self, instance, ownerclass=None):
        if instance is None:
            try:
                return ownerclass._member_map_[self.name]
            except KeyError:
                raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}") from None
        if self.fget is None:
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        return self.fget(instance)
    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)
    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)
    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__

def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"

def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"

def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")

def _single_bit(number):
    return number > 0 and number & (number - 1) == 0

class EnumDict(dict):
    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._cls_name = cls_name
        self._generate = None
        self._auto_called = False
    def __setitem__(self, key, value):
        if self._cls_name is not None and key.startswith(f"_{self._cls_name}__") and not key.endswith("__"):
            pass
        elif _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_convert_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = getattr(value, "__func__", value)
            elif key == "_ignore_":
                self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) and not isinstance(value, member):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            elif isinstance(value, type) and f".{value.__qualname__}".endswith(f".{self._cls_name}.{value.__name__}"):
                import warnings
                warnings.warn("In 3.13 classes created inside an enum will not become a member.  Use the `member` decorator to keep the current behavior.", DeprecationWarning, stacklevel=2)
            if isinstance(value, auto):
                value = self._next(key, value)
            elif isinstance(value, tuple) and any(isinstance(each, auto) for each in value):
                made = [self._next(key, each) if isinstance(each, auto) else each for each in value]
                value = tuple(made) if type(value) is tuple else type(value)(*made)
            else:
                self._last_values.append(value)
            self._member_names[key] = None
        super().__setitem__(key, value)
    def _next(self, key, asked):
        if asked.value is None:
            asked.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(asked.value)
        return asked.value
    def update(self, members, **more):
        for key, value in members.items() if hasattr(members, "items") else members:
            self[key] = value
        for key, value in more.items():
            self[key] = value

def _binary(number, width):
    # Two's complement behind the digit of the sign.
    sign = "0b1" if number < 0 else "0b0"
    own = number.bit_length()
    digits = f"{number & (2 ** own - 1):0{own}b}"
    return f"{sign} {digits.rjust(width, sign[-1])}"

