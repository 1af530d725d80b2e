# enum: classes whose members are their only instances.
import sys
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

_property = property

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
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_"):
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
            elif isinstance(value, auto):
                value = self._next(key, value)
            elif isinstance(value, tuple) and any(isinstance(each, auto) for each in value):
                made = [self._next(key, each) if isinstance(each, auto) else each for each in value]
                value = tuple(made) if type(value) is tuple else type(value)(*made)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)
    def _next(self, key, asked):
        self._auto_called = True
        if asked.value is None:
            asked.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return asked.value
    def update(self, members, **more):
        for key, value in dict(members, **more).items():
            self[key] = value

_EnumDict = EnumDict
Enum = Flag = ReprEnum = None

class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_extendable(cls, bases)
        space = EnumDict(cls)
        if Enum is not None and bases:
            first = bases[-1]
            if isinstance(first, EnumType):
                generate = first._generate_next_value_
                space._generate = getattr(generate, "__func__", generate)
        return space

    @staticmethod
    def _check_extendable(name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_map_:
                    raise TypeError(f"<enum {name!r}> cannot extend {base!r}")

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if Enum is None:
            made = super().__new__(metacls, cls, bases, dict(classdict))
            made._member_map_ = {}
            made._member_names_ = []
            made._value2member_map_ = {}
            made._member_type_ = object
            made._new_member_ = object.__new__
            return made
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        names = list(getattr(classdict, "_member_names", {}))
        wrong = [each for each in names if each == "mro" or each == ""]
        if wrong:
            raise ValueError("invalid enum member name(s) " + ",".join(map(repr, wrong)))
        values = {name: classdict[name] for name in names}
        space = {key: value for key, value in classdict.items() if key not in values}
        space.pop("_ignore_", None)
        for key in classdict._ignore:
            space.pop(key, None)
        order = space.pop("_order_", None)
        member_type = metacls._data_type(bases)
        own_new = space.pop("__new__", None)
        space.setdefault("__doc__", None)
        cls = super().__new__(metacls, cls, bases, space, **kwds)
        put = lambda name, value: type.__setattr__(cls, name, value)
        put("_member_map_", {})
        put("_member_names_", [])
        put("_value2member_map_", {})
        put("_unhashable_", [])
        put("_member_type_", member_type)
        if own_new is not None:
            new = getattr(own_new, "__func__", own_new)
            use_args = True
            put("_new_member_", own_new)
        else:
            new, use_args = metacls._constructor(cls, bases, member_type)
        if boundary is None:
            boundary = getattr(first_enum, "_boundary_", None)
        is_flag = Flag is not None and issubclass(cls, Flag)
        put("_boundary_", boundary)
        metacls._settle_texts(cls, first_enum, member_type, bases, classdict, put)
        if is_flag:
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in classdict:
                    put(name, getattr(Flag, name))
            put("_flag_mask_", 0)
            put("_singles_mask_", 0)
            put("_all_bits_", 0)
        init = cls.__init__
        for name, value in values.items():
            args = value if isinstance(value, tuple) else (value,)
            if member_type is tuple:
                args = (args,)
            made = new(cls, *args) if use_args else new(cls)
            if not hasattr(made, "_value_"):
                if member_type is object:
                    made._value_ = value
                else:
                    try:
                        made._value_ = member_type(*args)
                    except Exception as error:
                        raise TypeError("_value_ not set in __new__, unable to create it") from error
            value = made._value_
            made._name_ = name
            made.__objclass__ = cls
            made._sort_order_ = len(cls._member_names_)
            if init is not object.__init__:
                made.__init__(*args)
            known = metacls._of_value(cls, value)
            if known is not None:
                made = known
            elif is_flag and isinstance(value, int):
                if _single_bit(value):
                    cls._member_names_.append(name)
                    put("_singles_mask_", cls._singles_mask_ | value)
                if value >= 0:
                    put("_flag_mask_", cls._flag_mask_ | value)
            else:
                cls._member_names_.append(name)
            cls._member_map_[name] = made
            try:
                cls._value2member_map_.setdefault(value, made)
            except TypeError:
                cls._unhashable_.append(value)
            put(name, made)
        if is_flag:
            put("_all_bits_", 2 ** cls._flag_mask_.bit_length() - 1)
        if own_new is not None:
            put("__new_member__", own_new)
        put("__new__", Enum.__new__)
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if [each for each in wanted if each in cls._member_names_] != cls._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n  {wanted!r}")
        return cls

    @staticmethod
    def _data_type(bases):
        found = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        if base._member_type_ not in found:
                            found.append(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    if (candidate or base) not in found:
                        found.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError(f"too many data types for {'enum'!r}: {found!r}")
        return found[0] if found else object

    @staticmethod
    def _constructor(cls, bases, member_type):
        for base in cls.__mro__[1:]:
            if isinstance(base, EnumType):
                made = base.__dict__.get("__new_member__")
                if made is not None:
                    return getattr(made, "__func__", made), True
        if member_type is object:
            return object.__new__, False
        return member_type.__new__, True

    @staticmethod
    def _settle_texts(cls, first_enum, member_type, bases, classdict, put):
        # A data type's own texts give way to the enumeration's, except where a ReprEnum asks for them.
        if ReprEnum is not None and ReprEnum in bases:
            if member_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in classdict:
                put("__format__", member_type.__format__)
            if "__str__" not in classdict:
                own = member_type.__str__
                put("__str__", member_type.__repr__ if own is object.__str__ else own)
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in classdict or name in cls.__dict__:
                continue
            found = getattr(cls, name)
            if found in (getattr(member_type, name, None), getattr(object, name)):
                put(name, getattr(first_enum, name))

    @staticmethod
    def _of_value(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for each in cls._member_map_.values():
                if each._value_ == value:
                    return each

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        space = metacls.__prepare__(value, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names, last = names, [], []
            for count, name in enumerate(original):
                found = space._generate(name, start, count, last[:])
                last.append(found)
                names.append((name, found))
        for each in names.items() if hasattr(names, "items") else names:
            key, found = each
            space[key] = found
        if module is None:
            module = sys._getframe(1).f_globals.get("__name__")
        space["__module__"] = module
        if qualname is not None:
            space["__qualname__"] = qualname
        return metacls.__new__(metacls, value, bases, space, boundary=boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            import warnings
            warnings.warn("in 3.12 __contains__ will no longer raise TypeError, but will return True or\nFalse depending on whether the value is a member or the value of a member", DeprecationWarning, stacklevel=2)
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and '{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(cls):
        return sorted({"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_})
    def __getitem__(cls, name):
        return cls._member_map_[name]
    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)
    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))
    def __len__(cls):
        return len(cls._member_names_)
    @_property
    def __members__(cls):
        return types.MappingProxyType(cls._member_map_)
    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if Flag is not None and issubclass(cls, Flag) else f"<enum {cls.__name__!r}>"

EnumMeta = EnumType

class Enum(metaclass=EnumType):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = EnumType._of_value(cls, value)
        if found is not None:
            return found
        try:
            result = cls._missing_(value)
        except Exception as error:
            failed = error
            result = None
        else:
            failed = None
        if isinstance(result, cls) or Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and failed is None:
            raise wrong
        if failed is None:
            failed = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        if not isinstance(failed, ValueError):
            failed.__context__ = wrong
        raise failed

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            import warnings
            warnings.warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and support adding +1\nand the value returned will be the largest value in the enum incremented by 1", DeprecationWarning, stacklevel=3)
            for each in reversed(last_values):
                try:
                    return each + 1
                except TypeError:
                    pass
            return start
    _generate_next_value_ = staticmethod(_generate_next_value_)

    @classmethod
    def _missing_(cls, value):
        return None
    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"
    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"
    def __dir__(self):
        own = [name for cls in self.__class__.__mro__ if cls is not object and not isinstance(cls, EnumType) or cls not in (Enum, object) for name in cls.__dict__ if name[0] != "_" and name not in self._member_map_]
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value", *own})
    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)
    def __hash__(self):
        return hash(self._name_)
    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)
    def __deepcopy__(self, memo):
        return self
    def __copy__(self):
        return self
    @property
    def name(self):
        return self._name_
    @property
    def value(self):
        return self._value_

class ReprEnum(Enum):
    pass

class IntEnum(int, ReprEnum):
    pass

class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    _generate_next_value_ = staticmethod(_generate_next_value_)

class FlagBoundary(StrEnum):
    STRICT = "strict"
    CONFORM = "conform"
    EJECT = "eject"
    KEEP = "keep"

STRICT, CONFORM, EJECT, KEEP = FlagBoundary

def _binary(number, width):
    # Two's complement behind the digit of the sign.
    sign = "0b1" if number < 0 else "0b0"
    own = number.bit_length()
    digits = f"{number & (2 ** own - 1):0{own}b}"
    return f"{sign} {digits.rjust(width, sign[-1])}"

class Flag(Enum, boundary=STRICT):
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** last.bit_length()
        except AttributeError:
            raise TypeError(f"invalid flag value {last!r}") from None
    _generate_next_value_ = staticmethod(_generate_next_value_)

    @classmethod
    def _iter_member_(cls, value):
        for each in cls:
            if each._value_ & value:
                yield each

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, every = cls._flag_mask_, cls._all_bits_
        if not ~every <= value <= every or value & (every ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_binary(value, width)}\n  allowed {_binary(mask, width)}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value += max(every + 1, 2 ** value.bit_length())
        if value < 0:
            value += every + 1
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [each._name_ for each in cls._iter_member_(value)]
        unknown = value & ~mask
        if names and unknown:
            names.append(str(unknown))
        made._name_ = "|".join(names) if names else None
        made.__objclass__ = cls
        cls._value2member_map_[value] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(other).__qualname__}' and '{self.__class__.__qualname__}'")
        return other._value_ & self._value_ == other._value_
    def __iter__(self):
        yield from self._iter_member_(self._value_)
    def __len__(self):
        return self._value_.bit_count()
    def __repr__(self):
        return f"<{self.__class__.__name__}: {self._value_!r}>" if self._name_ is None else f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"
    def __str__(self):
        return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else f"{self.__class__.__name__}.{self._name_}"
    def __bool__(self):
        return bool(self._value_)
    def _other(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented
    def __or__(self, other):
        found = self._other(other)
        return found if found is NotImplemented else self.__class__(self._value_ | found)
    def __and__(self, other):
        found = self._other(other)
        return found if found is NotImplemented else self.__class__(self._value_ & found)
    def __xor__(self, other):
        found = self._other(other)
        return found if found is NotImplemented else self.__class__(self._value_ ^ found)
    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)
    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass

def unique(enumeration):
    duplicates = [(name, each._name_) for name, each in enumeration.__members__.items() if name != each._name_]
    if duplicates:
        shown = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration

class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"

CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck

class verify:
    def __init__(self, *checks):
        self.checks = checks
    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [f"{alias} -> {each._name_}" for alias, each in enumeration.__members__.items() if alias != each._name_]
                if aliases:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")
            elif check is CONTINUOUS:
                values = sorted({each.value for each in enumeration})
                if len(values) >= 2:
                    if issubclass(enumeration, Flag):
                        missing = [2 ** i for i in range(values[0].bit_length() - 1, values[-1].bit_length()) if 2 ** i not in values]
                    else:
                        missing = [i for i in range(values[0], values[-1] + 1) if i not in values]
                    if missing:
                        raise ValueError(f"invalid {'flag' if issubclass(enumeration, Flag) else 'enum'} {enumeration.__name__!r}: missing values {', '.join(map(str, missing))}")
        return enumeration

def global_enum_repr(self):
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"

def global_str(self):
    return self._name_ if self._name_ is not None else f"{self.__class__.__name__}({self._value_!r})"

def global_enum(cls, update_str=False):
    cls.__repr__ = global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls

def show_flag_values(value):
    return [1 << i for i in range(value.bit_length()) if value >> i & 1]
