# pprint: containers over several lines when they do not fit the width.
import re
from io import StringIO
import sys

def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)

def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)

def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)

def saferepr(object):
    return PrettyPrinter()._repr(object, {}, 0)

def isreadable(object):
    return PrettyPrinter().isreadable(object)

def isrecursive(object):
    return PrettyPrinter().isrecursive(object)

class _safe_key:
    def __init__(self, obj):
        self.obj = obj
    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))

def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])

def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"

class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth, self._indent, self._width, self._compact = depth, indent, width, bool(compact)
        self._stream = sys.stdout if stream is None else stream
        self._sort_dicts, self._underscore_numbers = sort_dicts, underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        out = StringIO()
        self._format(object, out, 0, 0, {}, 0)
        return out.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            writer = self._writer(object)
            if writer is not None:
                context[key] = 1
                writer(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    def _writer(self, object):
        own = type(object).__repr__
        writer = _writers.get(own)
        if writer is not None:
            return writer
        if hasattr(object, "__dataclass_fields__") and not isinstance(object, type) and getattr(own, "__module__", None) == "dataclasses":
            return PrettyPrinter._write_dataclass
        return None

    def _write_dataclass(self, object, stream, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        items = [(key, getattr(object, key)) for key, field in object.__dataclass_fields__.items() if field.repr]
        stream.write(name + "(")
        self._write_namespace_items(items, stream, indent, allowance, context, level)
        stream.write(")")

    def _write_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        if self._indent > 1:
            stream.write((self._indent - 1) * " ")
        if len(object):
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()
            self._write_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _write_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(")")

    def _write_dict_view(self, object, stream, indent, allowance, context, level):
        name = type(object).__name__
        stream.write(name + "(")
        items = sorted(object, key=_safe_tuple if name == "dict_items" else _safe_key) if self._sort_dicts else list(object)
        self._format(items, stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(")")

    def _write_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._write_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _write_tuple(self, object, stream, indent, allowance, context, level):
        stream.write("(")
        end = ",)" if len(object) == 1 else ")"
        self._write_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _write_set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        if type(object) is set:
            stream.write("{")
            end = "}"
        else:
            stream.write(type(object).__name__ + "({")
            end = "})"
            indent += len(type(object).__name__) + 1
        self._write_items(sorted(object, key=_safe_key), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _write_str(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        width = limit = self._width - indent
        text = ""
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                limit -= allowance
            if len(text) <= limit:
                chunks.append(text)
                continue
            parts = re.findall(r"\S*\s*", line)
            parts.pop()
            allowed = width
            current = ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    allowed -= allowance
                if len(repr(candidate)) > allowed:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            stream.write(text)
            return
        if level == 1:
            stream.write("(")
        for i, chunk in enumerate(chunks):
            if i:
                stream.write("\n" + " " * indent)
            stream.write(chunk)
        if level == 1:
            stream.write(")")

    def _write_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            stream.write("(")
        between = ""
        for text in _wrapped_bytes(object, self._width - indent, allowance):
            stream.write(between + text)
            between = "\n" + " " * indent
        if parens:
            stream.write(")")

    def _write_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._write_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    def _write_mapping_proxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _write_simple_namespace(self, object, stream, indent, allowance, context, level):
        import types
        name = "namespace" if type(object) is types.SimpleNamespace else type(object).__name__
        stream.write(name + "(")
        self._write_namespace_items(list(object.__dict__.items()), stream, indent + len(name) + 1, allowance, context, level)
        stream.write(")")

    def _write_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        indent += len(type(object).__name__) + 1
        stream.write(f"{type(object).__name__}({factory},\n{' ' * indent}")
        self._write_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _write_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "({")
        if self._indent > 1:
            stream.write((self._indent - 1) * " ")
        self._write_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write("})")

    def _write_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        for i, each in enumerate(object.maps):
            last = i == len(object.maps) - 1
            self._format(each, stream, indent, allowance + 1 if last else 1, context, level)
            stream.write(")" if last else ",\n" + " " * indent)

    def _write_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        stream.write("[")
        if object.maxlen is None:
            self._write_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._write_items(object, stream, indent, 2, context, level)
            bound = self._repr(object.maxlen, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={bound})")

    def _write_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _write_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent
        items = list(items)
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            text = self._repr(key, context, level)
            stream.write(text + ": ")
            self._format(value, stream, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _write_namespace_items(self, items, stream, indent, allowance, context, level):
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            stream.write(key + "=")
            if id(value) in context:
                stream.write("...")
            else:
                self._format(value, stream, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                stream.write(",\n" + " " * indent)

    def _write_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            stream.write((self._indent - 1) * " ")
        between = ",\n" + " " * indent
        delimiter = ""
        width = limit = self._width - indent + 1
        items = list(items)
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                limit -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if width < needed:
                    width = limit
                    if delimiter:
                        delimiter = between
                if width >= needed:
                    width -= needed
                    stream.write(delimiter + text)
                    delimiter = ", "
                    continue
            stream.write(delimiter)
            delimiter = between
            self._format(item, stream, indent, allowance if last else 1, context, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        return text

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in (str, bytes, float, complex, bool, type(None)):
            return repr(object), True, False
        own = kind.__repr__
        if issubclass(kind, int) and own is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        is_dict = issubclass(kind, dict) and own is dict.__repr__
        is_list = issubclass(kind, list) and own is list.__repr__
        is_tuple = issubclass(kind, tuple) and own is tuple.__repr__
        if not (is_dict or is_list or is_tuple):
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not object:
            return ("{}" if is_dict else "[]" if is_list else "()"), True, False
        key = id(object)
        if maxlevels and level >= maxlevels:
            return ("{...}" if is_dict else "[...]" if is_list else "(...)"), False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive = True, False
        parts = []
        if is_dict:
            for k, v in sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items():
                key_text, key_readable, key_recursive = self.format(k, context, maxlevels, level + 1)
                value_text, value_readable, value_recursive = self.format(v, context, maxlevels, level + 1)
                parts.append(f"{key_text}: {value_text}")
                readable = readable and key_readable and value_readable
                recursive = recursive or key_recursive or value_recursive
            text = "{" + ", ".join(parts) + "}"
        else:
            for each in object:
                item_text, item_readable, item_recursive = self.format(each, context, maxlevels, level + 1)
                parts.append(item_text)
                readable = readable and item_readable
                recursive = recursive or item_recursive
            joined = ", ".join(parts)
            text = f"[{joined}]" if is_list else f"({joined},)" if len(object) == 1 else f"({joined})"
        del context[key]
        return text, readable, recursive

def _wrapped_bytes(object, width, allowance):
    current = b""
    last = len(object) // 4 * 4
    for i in range(0, len(object), 4):
        part = object[i:i + 4]
        candidate = current + part
        if i == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)

def _make_writers():
    import collections
    import types
    P = PrettyPrinter
    return {
        dict.__repr__: P._write_dict, list.__repr__: P._write_list, tuple.__repr__: P._write_tuple, set.__repr__: P._write_set,
        frozenset.__repr__: P._write_set, str.__repr__: P._write_str, bytes.__repr__: P._write_bytes, bytearray.__repr__: P._write_bytearray,
        collections.OrderedDict.__repr__: P._write_ordered_dict, collections.defaultdict.__repr__: P._write_default_dict,
        collections.Counter.__repr__: P._write_counter, collections.ChainMap.__repr__: P._write_chain_map, collections.deque.__repr__: P._write_deque,
        types.SimpleNamespace.__repr__: P._write_simple_namespace, types.MappingProxyType.__repr__: P._write_mapping_proxy,
        type({}.items()).__repr__: P._write_dict_view, type({}.keys()).__repr__: P._write_dict_view, type({}.values()).__repr__: P._write_dict_view,
        collections.UserDict.__repr__: P._write_user, collections.UserList.__repr__: P._write_user, collections.UserString.__repr__: P._write_user,
    }

_writers = _make_writers()
