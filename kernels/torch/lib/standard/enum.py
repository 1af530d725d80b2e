class auto:
    value = None
    def __init__(self, value=None):
        self.value = value

class _EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._names = []
        self._last = []
    def __setitem__(self, key, value):
        if key.startswith("_") and key.endswith("_"):
            if key == "_generate_next_value_":
                self._generate = value
        elif key in self._names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif not hasattr(value, "__get__") and not (key.startswith("_")):
            if isinstance(value, auto):
                value = self._next(key)
            elif isinstance(value, tuple) and any(isinstance(each, auto) for each in value):
                value = tuple(self._next(key) if isinstance(each, auto) else each for each in value)
            self._names.append(key)
            self._last.append(value)
        super().__setitem__(key, value)
    def _next(self, key):
        generate = getattr(self, "_generate", None)
        if generate is not None:
            generate = getattr(generate, "__func__", generate)
            return generate(key, 1, len(self._last), list(self._last))
        return self._first(key, 1, len(self._last), list(self._last))

class EnumMeta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        space = _EnumDict()
        space._first = _default_next
        for base in bases:
            found = getattr(base, "_generate_next_value_", None)
            if found is not None:
                space._first = found
                break
        return space
    def __new__(mcls, name, bases, namespace, **kwargs):
        names = getattr(namespace, "_names", [])
        values = {key: namespace[key] for key in names}
        plain = {key: value for key, value in namespace.items() if key not in values}
        for base in bases:
            if isinstance(base, EnumMeta) and base._member_map_:
                raise TypeError(f"<enum {name!r}> cannot extend <enum {base.__name__!r}>")
        cls = super().__new__(mcls, name, bases, plain)
        type.__setattr__(cls, "_member_map_", {})
        type.__setattr__(cls, "_value2member_map_", {})
        type.__setattr__(cls, "_member_names_", [])
        mixin = None
        for base in cls.__mro__[1:]:
            if base in (int, str, float, bytes, tuple, complex):
                mixin = base
                break
        if mixin is not None:
            for method in ("__repr__", "__str__", "__format__"):
                for base in cls.__mro__:
                    if isinstance(base, EnumMeta) and method in base.__dict__:
                        type.__setattr__(cls, method, base.__dict__[method])
                        break
        maker = plain.get("__new__")
        if maker is None:
            for base in cls.__mro__[1:]:
                if isinstance(base, EnumMeta) and "_custom_new" in base.__dict__:
                    maker = base.__dict__["_custom_new"]
                    break
        if plain.get("__new__") is not None:
            type.__setattr__(cls, "_custom_new", plain["__new__"])
        for key, value in values.items():
            args = value if isinstance(value, tuple) else (value,)
            if maker is not None:
                maker = getattr(maker, "__func__", maker)
                member = maker(cls, *args)
                if not hasattr(member, "_value_"):
                    member._value_ = value
            elif mixin is not None:
                member = mixin.__new__(cls, *args)
                member._value_ = mixin(*args)
            else:
                member = object.__new__(cls)
                member._value_ = value
            for known in cls._member_map_.values():
                if known._value_ == member._value_:
                    cls._member_map_[key] = known
                    break
            else:
                member._name_ = key
                member._sort_order_ = len(cls._member_names_)
                cls._member_names_.append(key)
                cls._member_map_[key] = member
                if "__init__" in plain or any("__init__" in b.__dict__ for b in cls.__mro__[1:] if isinstance(b, EnumMeta) and b is not Enum):
                    member.__init__(*args)
            try:
                cls._value2member_map_[member._value_] = cls._member_map_[key]
            except TypeError:
                pass
            type.__setattr__(cls, key, cls._member_map_[key])
        if "__new__" in plain:
            type.__setattr__(cls, "__new__", _lookup)
        return cls
    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        if names is None:
            return _lookup(cls, value)
        space = cls.__class__.__prepare__(value, (cls,))
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        pairs = names.items() if isinstance(names, dict) else [(each, i + start) if isinstance(each, str) else each for i, each in enumerate(names)]
        for key, each in pairs:
            space[key] = each
        return cls.__class__(value, (cls,), space)
    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)
    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))
    def __len__(cls):
        return len(cls._member_names_)
    def __bool__(cls):
        return True
    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': '{member.__class__.__qualname__}' and '{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_
    def __getitem__(cls, name):
        return cls._member_map_[name]
    def __getattr__(cls, name):
        raise AttributeError(name)
    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)
    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if Flag in cls.__mro__[1:] else f"<enum {cls.__name__!r}>"
    @property
    def __members__(cls):
        return dict(cls._member_map_)

EnumType = EnumMeta

def _default_next(name, start, count, last_values):
    for value in reversed(last_values):
        try:
            return value + 1
        except TypeError:
            pass
    return start

def _lookup(cls, value):
    if type(value) is cls:
        return value
    try:
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
    except TypeError:
        for member in cls._member_map_.values():
            if member._value_ == value:
                return member
    result = cls._missing_(value)
    if result is None:
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    return result

Flag = None

class Enum(metaclass=EnumMeta):
    @classmethod
    def _missing_(cls, value):
        return None
    @property
    def name(self):
        return self._name_
    @property
    def value(self):
        return self._value_
    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"
    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"
    def __format__(self, spec):
        return format(str(self), spec)
    def __hash__(self):
        return hash(self._name_)
    def __eq__(self, other):
        return self is other
    def __deepcopy__(self, memo):
        return self
    def __copy__(self):
        return self
    def __reduce_ex__(self, proto):
        return (self.__class__, (self._value_,))
    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

class IntEnum(int, Enum):
    __str__ = int.__repr__
    __format__ = int.__format__
    __hash__ = int.__hash__
    __eq__ = int.__eq__

class StrEnum(str, Enum):
    __str__ = str.__str__
    __format__ = str.__format__
    __hash__ = str.__hash__
    __eq__ = str.__eq__
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

def _flag_next(name, start, count, last_values):
    return 1 if not last_values else 2 ** max(last_values).bit_length()

class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return _flag_next(name, start, count, last_values)
    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        every = 0
        for member in cls._member_map_.values():
            every |= member._value_
        if value < 0:
            value = every & value
        if value & ~every:
            raise ValueError(f"{cls!r} invalid value {value!r}")
        made = int.__new__(cls, value) if issubclass(cls, int) else object.__new__(cls)
        made._value_ = value
        made._name_ = "|".join(m._name_ for m in cls if m._value_ & value and m._value_ & (m._value_ - 1) == 0) or None
        cls._value2member_map_[value] = made
        return made
    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"
    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"
    def __or__(self, other):
        return self.__class__(self._value_ | (other._value_ if isinstance(other, Flag) else other))
    def __and__(self, other):
        return self.__class__(self._value_ & (other._value_ if isinstance(other, Flag) else other))
    def __xor__(self, other):
        return self.__class__(self._value_ ^ (other._value_ if isinstance(other, Flag) else other))
    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__
    def __invert__(self):
        return self.__class__(~self._value_)
    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_
    def __iter__(self):
        return (m for m in self.__class__ if m._value_ & self._value_ and m._value_ & (m._value_ - 1) == 0)
    def __bool__(self):
        return bool(self._value_)
    def __hash__(self):
        return hash(self._value_)

class IntFlag(int, Flag):
    __str__ = int.__repr__
    __hash__ = int.__hash__
    __eq__ = int.__eq__

class property_(property):
    pass

def unique(enumeration):
    duplicates = [(name, member._name_) for name, member in enumeration.__members__.items() if name != member._name_]
    if duplicates:
        shown = ", ".join(f"{alias} -> {name}" for alias, name in duplicates)
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration
