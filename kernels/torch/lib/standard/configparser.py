# configparser: files of sections with keys and values.
import functools
import io
import itertools
import os
import re
import sys
from collections import ChainMap
from collections.abc import MutableMapping

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10

class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)
    def __repr__(self):
        return self.message
    __str__ = __repr__

class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, f"No section: {section!r}")
        self.section = section
        self.args = (section,)

def _duplicate(what, source, lineno):
    where = [] if source is None else ["While reading from ", repr(source)]
    if source is not None and lineno is not None:
        where.append(f" [line {lineno:2d}]")
    return "".join([*where, f": {what} already exists" if source is not None else what[0].upper() + what[1:] + " already exists"])

class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        Error.__init__(self, _duplicate(f"section {section!r}", source, lineno))
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)

class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        Error.__init__(self, _duplicate(f"option {option!r} in section {section!r}", source, lineno))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)

class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, f"No option {option!r} in section: {section!r}")
        self.option, self.section = option, section
        self.args = (option, section)

class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)

class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        msg = (f"Bad value substitution: option {option!r} in section {section!r} contains an interpolation key "
               f"{reference!r} which is not a valid option name. Raw value: {rawval!r}")
        InterpolationError.__init__(self, option, section, msg)
        self.reference = reference
        self.args = (option, section, rawval, reference)

class InterpolationSyntaxError(InterpolationError):
    pass

class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        msg = (f"Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains "
               f"an interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}")
        InterpolationError.__init__(self, option, section, msg)
        self.args = (option, section, rawval)

class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        if filename and source:
            raise ValueError("Cannot specify both `filename' and `source'. Use `source'.")
        if not filename and not source:
            raise ValueError("Required argument `source' not given.")
        source = source or filename
        Error.__init__(self, f"Source contains parsing errors: {source!r}")
        self.source = source
        self.errors = []
        self.args = (source,)
    @property
    def filename(self):
        import warnings
        warnings.warn("The 'filename' attribute will be removed in Python 3.12. Use 'source' instead.", DeprecationWarning, stacklevel=2)
        return self.source
    @filename.setter
    def filename(self, value):
        import warnings
        warnings.warn("The 'filename' attribute will be removed in Python 3.12. Use 'source' instead.", DeprecationWarning, stacklevel=2)
        self.source = value
    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, line)

class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, "File contains no section headers.\nfile: %r, line: %d\n%r" % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)

# --- what values refer to ------------------------------------------------------------------------------------------

_UNSET = object()
_default_dict = dict

class Interpolation:
    def before_get(self, parser, section, option, value, defaults):
        return value
    def before_set(self, parser, section, option, value):
        return value
    def before_read(self, parser, section, option, value):
        return value
    def before_write(self, parser, section, option, value):
        return value

class _Substituting(Interpolation):
    # Subclasses say what introduces a reference and how one is read.
    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._substitute(parser, option, parts, value, section, defaults, 1)
        return "".join(parts)
    def before_set(self, parser, section, option, value):
        rest = self._reference.sub("", value.replace(self._sign * 2, ""))
        if self._sign in rest:
            raise ValueError("invalid interpolation syntax in %r at position %d" % (value, rest.find(self._sign)))
        return value
    def _substitute(self, parser, option, parts, rest, section, names, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        sign = self._sign
        while rest:
            before, found, _ = rest.partition(sign)
            parts.append(before)
            if not found:
                return
            rest = rest[len(before):]
            if rest[1:2] == sign:
                parts.append(sign)
                rest = rest[2:]
                continue
            if rest[1:2] != self._open:
                raise InterpolationSyntaxError(option, section, f"{sign!r} must be followed by {sign!r} or {self._open!r}, found: {rest!r}")
            match = self._reference.match(rest)
            if match is None:
                raise InterpolationSyntaxError(option, section, f"bad interpolation variable reference {rest!r}")
            rest = rest[match.end():]
            value, where, at = self._lookup(parser, option, section, raw, match.group(1), names, rest)
            if sign in value:
                self._substitute(parser, at, parts, value, where, names if where == section else dict(parser.items(where, raw=True)), depth + 1)
            else:
                parts.append(value)

class BasicInterpolation(_Substituting):
    _sign, _open = "%", "("
    _reference = re.compile(r"%\(([^)]+)\)s")
    def _lookup(self, parser, option, section, raw, name, names, rest):
        key = parser.optionxform(name)
        try:
            return names[key], section, option
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, key) from None

class ExtendedInterpolation(_Substituting):
    _sign, _open = "$", "{"
    _reference = re.compile(r"\$\{([^}]+)\}")
    def _lookup(self, parser, option, section, raw, name, names, rest):
        path = name.split(":")
        try:
            if len(path) == 1:
                key = parser.optionxform(path[0])
                return names[key], section, key
            if len(path) == 2:
                key = parser.optionxform(path[1])
                return parser.get(path[0], key, raw=True), path[0], key
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, ":".join(path)) from None
        raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")

class LegacyInterpolation(Interpolation):
    _key = re.compile(r"%\(([^)]*)\)s|.")
    def __init__(self):
        import warnings
        warnings.warn("LegacyInterpolation has been deprecated since Python 3.2 and will be removed from the configparser module in Python 3.13. Use BasicInterpolation or ExtendedInterpolation instead.", DeprecationWarning, stacklevel=2)
    def before_get(self, parser, section, option, value, names):
        raw = value
        for _ in range(MAX_INTERPOLATION_DEPTH):
            if not value or "%(" not in value:
                break
            value = self._key.sub(lambda match: match.group() if match.group(1) is None else f"%({parser.optionxform(match.group(1))})s", value)
            try:
                value = value % names
            except KeyError as error:
                raise InterpolationMissingOptionError(option, section, raw, error.args[0]) from None
        if value and "%(" in value:
            raise InterpolationDepthError(option, section, raw)
        return value

# --- the parsers ---------------------------------------------------------------------------------------------------

class RawConfigParser(MutableMapping):
    _DEFAULT_INTERPOLATION = Interpolation()
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")
    NONSPACECRE = re.compile(r"\S")
    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=("=", ":"), comment_prefixes=("#", ";"),
                 inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_UNSET, converters=_UNSET):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._converters = ConverterMapping(self)
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        marks = "|".join(re.escape(mark) for mark in delimiters)
        value = rf"\s*(?:(?P<vi>{marks})\s*(?P<value>.*))?$" if allow_no_value else rf"\s*(?P<vi>{marks})\s*(?P<value>.*)$"
        self.OPTCRE = self.OPTCRE_NV = self._optcre = re.compile(rf"(?P<option>.*?){value}")
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation
        if self._interpolation is None:
            self._interpolation = Interpolation()
        if not isinstance(self._interpolation, Interpolation):
            raise TypeError(f"interpolation= must be None or an instance of Interpolation; got an object of type {type(self._interpolation)}")
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)
    def defaults(self):
        return self._defaults
    def sections(self):
        return list(self._sections)
    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f"Invalid section name: {section!r}")
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)
    def has_section(self, section):
        return section in self._sections
    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section) from None
        return list({**self._sections[section], **self._defaults})
    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            done.append(os.fspath(filename))
        return done
    def read_file(self, f, source=None):
        self._read(f, getattr(f, "name", "<???>") if source is None else source)
    def read_string(self, string, source="<string>"):
        self.read_file(io.StringIO(string), source)
    def read_dict(self, dictionary, source="<dict>"):
        added = set()
        for section, keys in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in added:
                    raise
            added.add(section)
            for key, value in keys.items():
                key = self.optionxform(str(key))
                if value is not None:
                    value = str(value)
                if self._strict and (section, key) in added:
                    raise DuplicateOptionError(section, key, source)
                added.add((section, key))
                self.set(section, key, value)
    def readfp(self, fp, filename=None):
        import warnings
        warnings.warn("This method will be removed in Python 3.12. Use 'parser.read_file()' instead.", DeprecationWarning, stacklevel=2)
        self.read_file(fp, source=filename)
    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            names = self._unify_values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = names[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, names)
    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)
    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)
    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)
    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        names = self._defaults.copy()
        try:
            names.update(self._sections[section])
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        own = list(names)
        for key, value in (vars or {}).items():
            names[self.optionxform(key)] = value
        if raw:
            return [(option, names[option]) for option in own]
        return [(option, self._interpolation.before_get(self, section, option, names[option], names)) for option in own]
    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError
    def optionxform(self, optionstr):
        return optionstr.lower()
    def has_option(self, section, option):
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and (option in self._sections[section] or option in self._defaults)
    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            values = self._defaults
        elif section in self._sections:
            values = self._sections[section]
        else:
            raise NoSectionError(section) from None
        values[self.optionxform(option)] = value
    def write(self, fp, space_around_delimiters=True):
        mark = f" {self._delimiters[0]} " if space_around_delimiters else self._delimiters[0]
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), mark)
        for section in self._sections:
            self._write_section(fp, section, self._sections[section].items(), mark)
    def _write_section(self, fp, section_name, section_items, delimiter):
        fp.write(f"[{section_name}]\n")
        for key, value in section_items:
            value = self._interpolation.before_write(self, section_name, key, value)
            has_value = value is not None or not self._allow_no_value
            text = delimiter + str(value).replace("\n", "\n\t") if has_value else ""
            fp.write(f"{key}{text}\n")
        fp.write("\n")
    def remove_option(self, section, option):
        if not section or section == self.default_section:
            values = self._defaults
        elif section in self._sections:
            values = self._sections[section]
        else:
            raise NoSectionError(section) from None
        option = self.optionxform(option)
        existed = option in values
        if existed:
            del values[option]
        return existed
    def remove_section(self, section):
        existed = section in self._sections
        if existed:
            del self._sections[section]
            del self._proxies[section]
        return existed
    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]
    def __setitem__(self, key, value):
        # A section that is set to itself stays.
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})
    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)
    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)
    def __len__(self):
        return len(self._sections) + 1
    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections.keys())
    def _read(self, fp, fpname):
        added, section, option, name = set(), None, None, None
        values, indent, error = None, 0, None
        for lineno, line in enumerate(fp, start=1):
            text, comment_at = line, sys.maxsize
            for prefix in self._inline_comment_prefixes:
                # Behind a value a comment stands apart.
                at = line.find(prefix)
                while at >= 0:
                    if at == 0 or line[at - 1].isspace():
                        comment_at = min(comment_at, at)
                        break
                    at = line.find(prefix, at + 1)
            if any(line.strip().startswith(prefix) for prefix in self._comment_prefixes):
                comment_at = 0
            commented = comment_at != sys.maxsize
            text = line[:comment_at].strip() if commented else line.strip()
            if not text:
                if self._empty_lines_in_values:
                    # A comment alone is no line of the value, an empty line is.
                    if not commented and values is not None and option and values[option] is not None:
                        values[option].append("")
                else:
                    indent = sys.maxsize
                continue
            first = self.NONSPACECRE.search(line)
            depth = first.start() if first else 0
            if values is not None and option and depth > indent:
                if values[option] is None:
                    # A key without a value has no lines to continue.
                    error = self._handle_error(error, fpname, lineno, line)
                else:
                    values[option].append(text)
                continue
            indent = depth
            header = self.SECTCRE.match(text)
            if header:
                section, option = header.group("header"), None
                if section in self._sections:
                    if self._strict and section in added:
                        raise DuplicateSectionError(section, fpname, lineno)
                    values = self._sections[section]
                    added.add(section)
                elif section == self.default_section:
                    values = self._defaults
                else:
                    values = self._dict()
                    self._sections[section] = values
                    self._proxies[section] = SectionProxy(self, section)
                    added.add(section)
                continue
            if values is None:
                raise MissingSectionHeaderError(fpname, lineno, line)
            match = self._optcre.match(text)
            if not match:
                error = self._handle_error(error, fpname, lineno, line)
                continue
            option, value = match.group("option", "value")
            if not option:
                error = self._handle_error(error, fpname, lineno, line)
            option = self.optionxform(option.rstrip())
            if self._strict and (section, option) in added:
                raise DuplicateOptionError(section, option, fpname, lineno)
            added.add((section, option))
            values[option] = None if value is None else [value.strip()]
        self._join_multiline_values()
        if error:
            raise error
    def _handle_error(self, error, fpname, lineno, line):
        error = error or ParsingError(fpname)
        error.append(lineno, repr(line))
        return error
    def _join_multiline_values(self):
        for section, values in itertools.chain(((self.default_section, self._defaults),), self._sections.items()):
            for name, value in values.items():
                if isinstance(value, list):
                    value = "\n".join(value).rstrip()
                values[name] = self._interpolation.before_read(self, section, name, value)
    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value
    def _unify_values(self, section, vars):
        own = {}
        try:
            own = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        extra = {self.optionxform(key): None if value is None else str(value) for key, value in (vars or {}).items()}
        return ChainMap(extra, own, self._defaults)
    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f"Not a boolean: {value}")
        return self.BOOLEAN_STATES[value.lower()]
    def _validate_value_types(self, *, section="", option="", value=""):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if (not self._allow_no_value or value) and not isinstance(value, str):
            raise TypeError("option values must be strings")
    @property
    def converters(self):
        return self._converters

class ConfigParser(RawConfigParser):
    _DEFAULT_INTERPOLATION = BasicInterpolation()
    def set(self, section, option, value=None):
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)
    def add_section(self, section):
        self._validate_value_types(section=section)
        super().add_section(section)
    def _read_defaults(self, defaults):
        # Values are checked and their interpolation kept as it is.
        try:
            kept, self._interpolation = self._interpolation, Interpolation()
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = kept

class SafeConfigParser(ConfigParser):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        import warnings
        warnings.warn("The SafeConfigParser class has been renamed to ConfigParser in Python 3.2. This alias will be removed in Python 3.12. Use ConfigParser directly instead.", DeprecationWarning, stacklevel=2)

class SectionProxy(MutableMapping):
    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for conv in parser.converters:
            key = "get" + conv
            setattr(self, key, functools.partial(self.get, _impl=getattr(parser, key)))
    def __repr__(self):
        return f"<Section: {self._name}>"
    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)
    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        return self._parser.set(self._name, key, value)
    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)
    def __contains__(self, key):
        return self._parser.has_option(self._name, key)
    def __len__(self):
        return len(self._options())
    def __iter__(self):
        return self._options().__iter__()
    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())
    @property
    def parser(self):
        return self._parser
    @property
    def name(self):
        return self._name
    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)

class ConverterMapping(MutableMapping):
    # `get<name>` methods of a parser and its sections.
    GETTERCRE = re.compile(r"^get(?P<name>.+)$")
    def __init__(self, parser):
        self._parser = parser
        self._data = {}
        for getter in dir(parser):
            match = self.GETTERCRE.match(getter)
            if match and callable(getattr(parser, getter)):
                self._data[match.group("name")] = None
    def __getitem__(self, key):
        return self._data[key]
    def __setitem__(self, key, value):
        try:
            name = "get" + key
        except TypeError:
            raise ValueError(f"Incompatible key: {key!r} (type: {type(key)})") from None
        if name == "get":
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        get = functools.partial(self._parser._get_conv, conv=value)
        get.converter = value
        setattr(self._parser, name, get)
        for proxy in self._parser.values():
            setattr(proxy, name, functools.partial(proxy.get, _impl=get))
    def __delitem__(self, key):
        if not isinstance(key, str) or key == "":
            raise KeyError(key)
        name = "get" + key
        del self._data[key]
        for holder in itertools.chain((self._parser,), self._parser.values()):
            try:
                delattr(holder, name)
            except AttributeError:
                continue
    def __iter__(self):
        return iter(self._data)
    def __len__(self):
        return len(self._data)
