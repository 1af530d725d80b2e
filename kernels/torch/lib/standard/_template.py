# string.Template: $-substitution with patterns open to subclasses.
import re

class Template:
    """A string in which $name and ${name} stand for values."""
    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = re.IGNORECASE
    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._prepare()
    @classmethod
    def _prepare(cls):
        if "pattern" in cls.__dict__:
            pattern = cls.pattern
        else:
            mark = re.escape(cls.delimiter)
            braced = cls.braceidpattern or cls.idpattern
            pattern = rf"{mark}(?:(?P<escaped>{mark})|(?P<named>{cls.idpattern})|{{(?P<braced>{braced})}}|(?P<invalid>))"
        cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)
    def __init__(self, template):
        self.template = template
    def _invalid(self, found):
        at = found.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        line, column = (len(lines), at - len("".join(lines[:-1]))) if lines else (1, 1)
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
    def _replace(self, mapping, keywords, safe):
        if keywords and mapping:
            from collections import ChainMap
            values = ChainMap(keywords, mapping[0])
        else:
            values = mapping[0] if mapping else keywords
        def value(found):
            name = found.group("named") or found.group("braced")
            if name is not None:
                if not safe:
                    return str(values[name])
                try:
                    return str(values[name])
                except KeyError:
                    return found.group()
            if found.group("escaped") is not None:
                return self.delimiter
            if found.group("invalid") is not None:
                return found.group() if safe else self._invalid(found)
            raise ValueError("Unrecognized named group in pattern", self.pattern)
        return self.pattern.sub(value, self.template)
    def substitute(self, mapping=(), /, **kws):
        return self._replace(() if isinstance(mapping, tuple) and not mapping else (mapping,), kws, False)
    def safe_substitute(self, mapping=(), /, **kws):
        return self._replace(() if isinstance(mapping, tuple) and not mapping else (mapping,), kws, True)
    def is_valid(self):
        for found in self.pattern.finditer(self.template):
            if found.group("invalid") is not None:
                return False
            if found.group("named") is None and found.group("braced") is None and found.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return True
    def get_identifiers(self):
        names = []
        for found in self.pattern.finditer(self.template):
            name = found.group("named") or found.group("braced")
            if name is not None and name not in names:
                names.append(name)
            elif name is None and found.group("invalid") is None and found.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return names

Template._prepare()
