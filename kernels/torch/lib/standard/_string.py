# string.Formatter: str.format with its steps open to subclasses.
import re

_fields = re.compile(r"\{\{|\}\}|\{|\}")

def _parse(text):
    # (literal, field name, format spec, conversion) for each replacement field.
    literal, at = "", 0
    while at < len(text):
        found = _fields.search(text, at)
        if found is None:
            literal += text[at:]
            break
        literal += text[at:found.start()]
        at = found.end()
        mark = found.group()
        if mark in ("{{", "}}"):
            literal += mark[0]
            continue
        if mark == "}":
            raise ValueError("Single '}' encountered in format string")
        depth, start = 1, at
        while at < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        if depth:
            raise ValueError("expected '}' before end of string" if at > start else "Single '{' encountered in format string")
        field = text[start:at - 1]
        cut = re.match(r"(?:[^\[\]:!]|\[[^\]]*\])*", field).end()
        name, rest = field[:cut], field[cut:]
        conversion = None
        if rest.startswith("!"):
            conversion, rest = rest[1:2], rest[2:]
        yield literal, name, rest[1:], conversion
        literal = ""
    if literal:
        yield literal, None, None, None

class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)
    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result
    def _vformat(self, format_string, args, kwargs, used, depth, auto=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            if name == "":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto)
                auto += 1
            elif name.isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto = False
            value, first = self.get_field(name, args, kwargs)
            used.add(first)
            value = self.convert_field(value, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            out.append(self.format_field(value, spec))
        return "".join(out), auto
    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]
    def check_unused_args(self, used_args, args, kwargs):
        pass
    def format_field(self, value, format_spec):
        return format(value, format_spec)
    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ("s", "r", "a"):
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")
    def parse(self, format_string):
        return _parse(format_string)
    def get_field(self, field_name, args, kwargs):
        first = re.match(r"[^.\[]*", field_name).group()
        rest = field_name[len(first):]
        key = int(first) if first.isdigit() else first
        value = self.get_value(key, args, kwargs)
        for attribute, index in re.findall(r"\.([^.\[]+)|\[([^\]]+)\]", rest):
            value = getattr(value, attribute) if attribute else value[int(index) if index.isdigit() else index]
        return value, key
