# ast: literal_eval. Trees themselves are not here.
import re

_token = re.compile(r"""\s*(?:(?P<number>(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJ]?))|(?P<string>(?:[rRbBuU]{0,2})(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|(?P<name>[A-Za-z_]\w*|\.\.\.)|(?P<mark>[\[\](){},:+-]))""", re.DOTALL)

def _tokens(text):
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _token.match(text, at)
        if found is None:
            rest = text[at:].strip()
            if rest.startswith("#"):
                return
            compile(text, "<unknown>", "eval")
            raise ValueError(f"malformed node or string: {text!r}")
        at = found.end()
        yield found.lastgroup, found.group(found.lastgroup)

class _Reader:
    def __init__(self, text):
        self.text = text
        self.tokens = list(_tokens(text))
        self.at = 0
    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else (None, None)
    def take(self, mark=None):
        kind, text = self.peek()
        if mark is not None and text != mark:
            self.fail()
        self.at += 1
        return kind, text
    def fail(self):
        # The parser's own words where the text is no expression at all.
        compile(self.text.lstrip(" \t"), "<unknown>", "eval")
        raise ValueError(f"malformed node or string on line 1: {self.text.strip()!r}")
    def items(self, close):
        found, comma = [], False
        while self.peek()[1] != close:
            found.append(self.value())
            if self.peek()[1] != ",":
                break
            self.take()
            comma = True
        self.take(close)
        return found, comma
    def value(self):
        left = self.signed()
        while self.peek()[1] in ("+", "-") and isinstance(left, (int, float)) and not isinstance(left, bool):
            sign = self.take()[1]
            right = self.signed()
            if not isinstance(right, complex):
                self.fail()
            left = left + right if sign == "+" else left - right
        return left
    def signed(self):
        if self.peek()[1] in ("+", "-") and self.peek()[0] == "mark":
            sign = self.take()[1]
            value = self.signed()
            if isinstance(value, bool) or not isinstance(value, (int, float, complex)):
                self.fail()
            return -value if sign == "-" else value
        kind, text = self.take()
        if kind in ("number", "string"):
            value = eval(text)
            while kind == "string" and self.peek()[0] == "string":
                value += eval(self.take()[1])
            return value
        if kind == "name":
            constants = {"None": None, "True": True, "False": False, "...": ...}
            if text in constants:
                return constants[text]
            if text == "set" and self.peek()[1] == "(":
                self.take()
                self.take(")")
                return set()
            self.fail()
        if text == "[":
            return self.items("]")[0]
        if text == "(":
            found, comma = self.items(")")
            return found[0] if len(found) == 1 and not comma else tuple(found)
        if text == "{":
            return self.braces()
        self.fail()
    def braces(self):
        if self.peek()[1] == "}":
            self.take()
            return {}
        first = self.value()
        if self.peek()[1] != ":":
            found = [first]
            if self.peek()[1] == ",":
                self.take()
                found += self.items("}")[0]
            else:
                self.take("}")
            return set(found)
        found = {}
        key = first
        while True:
            self.take(":")
            found[key] = self.value()
            if self.peek()[1] == ",":
                self.take()
                if self.peek()[1] == "}":
                    break
                key = self.value()
                continue
            break
        self.take("}")
        return found

def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    reader = _Reader(node_or_string)
    if not reader.tokens:
        compile(node_or_string.lstrip(" \t"), "<unknown>", "eval")
    value = reader.value()
    if reader.peek()[1] == ",":
        reader.take()
        found = [value]
        while reader.peek()[1] is not None:
            found.append(reader.value())
            if reader.peek()[1] is not None:
                reader.take(",")
        return tuple(found)
    if reader.peek()[1] is not None:
        reader.fail()
    return value
