class JSONDecodeError(ValueError):
    __module__ = "json.decoder"
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno

_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_NUMBER = __import__("re").compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?")
_CHUNK = __import__("re").compile(r'[^"\\\x00-\x1f]*')
_SPACE = __import__("re").compile(r"[ \t\n\r]*")
_UNSAFE = __import__("re").compile(r'["\\\x00-\x1f]')
_UNSAFE_ASCII = __import__("re").compile(r'["\\]|[^\x20-\x7e]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}

def _escape(match):
    char = match.group(0)
    if char in _SHORT:
        return _SHORT[char]
    code = ord(char)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 | (code >> 10):04x}\\u{0xDC00 | (code & 0x3FF):04x}"
    return f"\\u{code:04x}"

def _quote(text, ascii=True):
    return '"' + (_UNSAFE_ASCII if ascii else _UNSAFE).sub(_escape, text) + '"'

class JSONEncoder:
    item_separator = ", "
    key_separator = ": "
    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.allow_nan, self.sort_keys = skipkeys, ensure_ascii, allow_nan, sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default
    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")
    def encode(self, o):
        return self._text(o, 0, [])
    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)
    def _float(self, o):
        if o != o or o in (float("inf"), float("-inf")):
            if not self.allow_nan:
                raise ValueError(f"Out of range float values are not JSON compliant")
            return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"
        return float.__repr__(o)
    def _text(self, o, level, markers):
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        if any(each is o for each in markers):
            raise ValueError("Circular reference detected")
        markers.append(o)
        try:
            if isinstance(o, (list, tuple)):
                return self._join("[", "]", [self._text(each, level + 1, markers) for each in o], level)
            if isinstance(o, dict):
                items = sorted(o.items()) if self.sort_keys else o.items()
                parts = []
                for key, value in items:
                    if isinstance(key, str):
                        pass
                    elif key is True or key is False or key is None:
                        key = {True: "true", False: "false", None: "null"}[key]
                    elif isinstance(key, int):
                        key = int.__repr__(key)
                    elif isinstance(key, float):
                        key = self._float(key)
                    elif self.skipkeys:
                        continue
                    else:
                        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
                    parts.append(_quote(key, self.ensure_ascii) + self.key_separator + self._text(value, level + 1, markers))
                return self._join("{", "}", parts, level)
            return self._text(self.default(o), level, markers)
        finally:
            markers.pop()
    def _join(self, open, close, parts, level):
        if not parts:
            return open + close
        if self.indent is None:
            return open + self.item_separator.join(parts) + close
        line = "\n" + self.indent * (level + 1)
        return open + line + (self.item_separator + line).join(parts) + "\n" + self.indent * level + close

def dumps(obj, *, cls=None, **kw):
    return (cls or JSONEncoder)(**kw).encode(obj)

def dump(obj, fp, *, cls=None, **kw):
    fp.write(dumps(obj, cls=cls, **kw))

class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook = object_hook, object_pairs_hook
        self.parse_float, self.parse_int, self.parse_constant = parse_float or float, parse_int or int, parse_constant
    def decode(self, s):
        value, end = self.raw_decode(s, _SPACE.match(s, 0).end())
        end = _SPACE.match(s, end).end()
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value
    def raw_decode(self, s, idx=0):
        return self._value(s, idx)
    def _value(self, s, i):
        c = s[i:i + 1]
        if c == '"':
            return self._string(s, i + 1)
        if c == "{":
            return self._object(s, i + 1)
        if c == "[":
            return self._array(s, i + 1)
        for word, value in (("null", None), ("true", True), ("false", False), ("NaN", float("nan")), ("Infinity", float("inf")), ("-Infinity", float("-inf"))):
            if s.startswith(word, i):
                if self.parse_constant is not None and word in ("NaN", "Infinity", "-Infinity"):
                    value = self.parse_constant(word)
                return value, i + len(word)
        match = _NUMBER.match(s, i)
        if match is None:
            raise JSONDecodeError("Expecting value", s, i)
        whole, fraction, exponent = match.groups()
        if fraction or exponent:
            return self.parse_float(match.group(0)), match.end()
        return self.parse_int(whole), match.end()
    def _string(self, s, i):
        begin = i - 1
        out = []
        while True:
            chunk = _CHUNK.match(s, i)
            out.append(chunk.group(0))
            i = chunk.end()
            c = s[i:i + 1]
            if c == '"':
                return "".join(out), i + 1
            if c == "":
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if c != "\\":
                raise JSONDecodeError("Invalid control character at", s, i)
            c = s[i + 1:i + 2]
            if c == "":
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if c == "u":
                code = self._hex(s, i + 2)
                i += 6
                if 0xD800 <= code < 0xDC00 and s.startswith("\\u", i):
                    low = self._hex(s, i + 2)
                    if 0xDC00 <= low < 0xE000:
                        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00))
                        i += 6
                out.append(chr(code))
                continue
            if c not in _ESCAPES:
                raise JSONDecodeError("Invalid \\escape", s, i)
            out.append(_ESCAPES[c])
            i += 2
    def _hex(self, s, i):
        try:
            return int(s[i:i + 4], 16)
        except ValueError:
            raise JSONDecodeError("Invalid \\uXXXX escape", s, i - 1) from None
    def _array(self, s, i):
        values = []
        i = _SPACE.match(s, i).end()
        if s[i:i + 1] == "]":
            return values, i + 1
        while True:
            value, i = self._value(s, i)
            values.append(value)
            i = _SPACE.match(s, i).end()
            c = s[i:i + 1]
            if c == "]":
                return values, i + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            i = _SPACE.match(s, i + 1).end()
    def _object(self, s, i):
        pairs = []
        i = _SPACE.match(s, i).end()
        if s[i:i + 1] == "}":
            return self._made(pairs), i + 1
        while True:
            if s[i:i + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
            key, i = self._string(s, i + 1)
            i = _SPACE.match(s, i).end()
            if s[i:i + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, i)
            value, i = self._value(s, _SPACE.match(s, i + 1).end())
            pairs.append((key, value))
            i = _SPACE.match(s, i).end()
            c = s[i:i + 1]
            if c == "}":
                return self._made(pairs), i + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            i = _SPACE.match(s, i + 1).end()
    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)

def loads(s, *, cls=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    elif isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    else:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    return (cls or JSONDecoder)(**kw).decode(s)

def load(fp, *, cls=None, **kw):
    return loads(fp.read(), cls=cls, **kw)
