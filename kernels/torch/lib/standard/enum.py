# enum: classes whose members are their only instances.
import builtins
import sys
import types

from _enum_parts import EnumDict, auto, member, nonmember, property, _binary, _is_dunder, _single_bit

_property = builtins.property

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
            made._value_repr_ = None
            return made
        first_enum = bases[-1] if bases else Enum
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
        put("_value_repr_", metacls._value_repr(bases))
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
            put(name, metacls._attribute(cls, name, made))
        if is_flag:
            put("_all_bits_", 2 ** cls._flag_mask_.bit_length() - 1)
        if own_new is not None:
            put("__new_member__", own_new)
        put("__new__", Enum.__new__)
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            wanted = [each for each in wanted if each not in cls._member_map_ or each in cls._member_names_]
            if wanted != cls._member_names_:
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
    def _value_repr(bases):
        # How members show their values: as the data type does.
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType):
                    return base.__dict__.get("_value_repr_")
                if base is not object and "__repr__" in base.__dict__:
                    return base.__dict__["__repr__"]
        return None

    @staticmethod
    def _attribute(cls, name, made):
        # A member named as a property of a base: the class has the member, its members have the property.
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if isinstance(found, types.DynamicClassAttribute):
                both = property(found.fget, found.fset, found.fdel)
                both.__set_name__(cls, name)
                return both
        return made

    @staticmethod
    def _constructor(cls, bases, member_type):
        for base in cls.__mro__[1:]:
            if isinstance(base, EnumType):
                made = base.__dict__.get("__new_member__")
                if made is not None:
                    return getattr(made, "__func__", made), True
        if member_type.__new__ is object.__new__:
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
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        return sorted(names if cls._member_type_ is object else names.union(dir(cls._member_type_)))
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
        if not cls._member_map_:
            # Most likely by super() from a __new__ of the program.
            raise TypeError(f"{cls!r} has no members defined")
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
        return f"<{self.__class__.__name__}.{self._name_}: {(self.__class__._value_repr_ or repr)(self._value_)}>"
    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"
    def __dir__(self):
        members = self._member_map_
        names = set() if self.__class__._member_type_ is object else set(object.__dir__(self))
        names.update([name for name in getattr(self, "__dict__", ()) if name[0] != "_" and name not in members])
        for cls in self.__class__.__mro__:
            for name, value in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if name not in members or isinstance(value, property) and value.fget is not None:
                    names.add(name)
                elif isinstance(value, property):
                    names.discard(name)
        return sorted(names | {"__class__", "__doc__", "__eq__", "__hash__", "__module__"})
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

    @classmethod
    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        # Constants of a module become members; without `as_global` their names stay its own, holding the members.
        space = sys.modules[module].__dict__
        members = [each for each in (source.__dict__ if source else space).items() if filter(each[0])]
        try:
            members.sort(key=lambda each: (each[1], each[0]))
        except TypeError:
            members.sort(key=lambda each: each[0])
        made = cls(name, members, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
        space[name] = made
        return made

def pickle_by_global_name(self, proto):
    return self.name

def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)

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
        for value, what in zip(values[1:], ("encoding", "errors")):
            if not isinstance(value, str):
                raise TypeError(f"{what} must be a string, not {value!r}")
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

class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = repr
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
        parts = list(cls._iter_member_(value & cls._singles_mask_))
        if value & ~cls._singles_mask_:
            # Names of several bits say the rest.
            parts += [each for each in cls._member_map_.values() if each not in parts and each._value_ and each._value_ & value == each._value_]
        unknown = value
        for each in parts:
            unknown &= ~each._value_
        if parts and unknown and cls._boundary_ is STRICT:
            raise ValueError(f"{cls!r}: no members with value {unknown!r}")
        names = [each._name_ for each in parts]
        if names and unknown:
            names.append(cls._numeric_repr_(unknown))
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
        value = (self.__class__._value_repr_ or repr)(self._value_)
        return f"<{self.__class__.__name__}: {value}>" if self._name_ is None else f"<{self.__class__.__name__}.{self._name_}: {value}>"
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
