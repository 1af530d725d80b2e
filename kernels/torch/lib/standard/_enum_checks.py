# What enumerations are checked for, and how they become names of their module.
import sys
from enum import Flag, KEEP, ReprEnum, StrEnum

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
            elif check is NAMED_FLAGS:
                _check_aliases(enumeration)
        return enumeration

def _check_aliases(enumeration):
    known = [each.value for each in enumeration]
    lacking, missing = [], 0
    for name, alias in enumeration.__members__.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        unnamed = [bit for bit in show_flag_values(alias.value) if bit not in known]
        if unnamed:
            lacking.append(name)
            missing |= sum(unnamed)
    if not lacking:
        return
    who = f"alias {lacking[0]} is" if len(lacking) == 1 else f"aliases {', '.join(lacking[:-1])} and {lacking[-1]} are"
    what = "value" if missing.bit_count() == 1 else "combined values of"
    raise ValueError(f"invalid Flag {enumeration.__name__!r}: {who} missing {what} {missing:#x} [use enum.show_flag_values(value) for details]")

def global_enum_repr(self):
    return f"{self.__class__.__module__.split('.')[-1]}.{self._name_}"

def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    return "|".join([name if name[0].isdigit() else f"{module}.{name}" for name in self._name_.split("|")])

def global_str(self):
    return self._name_ if self._name_ is not None else f"{self.__class__.__name__}({self._value_!r})"

def global_enum(cls, update_str=False):
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls

def show_flag_values(value):
    return [1 << i for i in range(value.bit_length()) if value >> i & 1]
