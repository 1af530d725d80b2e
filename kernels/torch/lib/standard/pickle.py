# pickle: objects as bytes and back. Written up to protocol 4's set of objects with the opcodes of protocol 2 and 3; every protocol is read.
import builtins
import io
import struct
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from types import BuiltinFunctionType, FunctionType

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = "4.0"


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def _encode_long(value):
    if value == 0:
        return b""
    size = (value.bit_length() >> 3) + 1
    data = value.to_bytes(size, "little", signed=True)
    if value < 0 and size > 1 and data[-1] == 0xFF and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    return int.from_bytes(data, "little", signed=True)


encode_long = _encode_long


def _find_global(obj, name):
    """The module under which the object is found again by name."""
    if "<locals>" in name:
        raise AttributeError(f"Can't pickle local object '{name}'")
    module = getattr(obj, "__module__", None) or getattr(type(obj), "__module__", None) or "builtins"
    if name == "<lambda>":
        raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed")
    try:
        __import__(module)
        found = sys.modules[module]
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, KeyError, AttributeError):
        raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed") from None
    if found is not obj and found != obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
    return module


# Modules whose names in Python 2, which protocol 2 writes, are others.
_OLD_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg"}
_NEW_MODULES = {"__builtin__": "builtins", "copy_reg": "copyreg", "exceptions": "builtins", "__main__": "__main__"}


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        self.proto = protocol
        self._file = file
        self._chunks = []
        self.memo = {}

    def clear_memo(self):
        self.memo = {}

    def persistent_id(self, obj):
        return None

    def reducer_override(self, obj):
        return NotImplemented

    def dump(self, obj):
        self._chunks = [b"\x80" + bytes([max(2, self.proto)])]
        self.save(obj)
        self._chunks.append(b".")
        self._file.write(b"".join(self._chunks))

    def _memoize(self, obj):
        number = len(self.memo)
        self.memo[id(obj)] = (number, obj)
        self._chunks.append(b"q" + bytes([number]) if number < 256 else b"r" + struct.pack("<I", number))

    def save(self, obj):
        write = self._chunks.append
        pid = self.persistent_id(obj)
        if pid is not None:
            self.save(pid)
            write(b"Q")
            return
        known = self.memo.get(id(obj))
        if known is not None and known[1] is obj:
            number = known[0]
            write(b"h" + bytes([number]) if number < 256 else b"j" + struct.pack("<I", number))
            return
        override = self.reducer_override(obj)
        if override is not NotImplemented:
            self._save_reduce(override, obj)
            return
        kind = type(obj)
        save = _SAVERS.get(kind)
        if save is not None:
            save(self, obj)
        elif kind in (FunctionType, BuiltinFunctionType) or isinstance(obj, type):
            self._save_global(obj, getattr(obj, "__qualname__", None) or obj.__name__)
        else:
            self._save_object(obj, kind)

    def _save_none(self, obj):
        self._chunks.append(b"N")

    def _save_bool(self, obj):
        self._chunks.append(b"\x88" if obj else b"\x89")

    def _save_int(self, obj):
        if 0 <= obj < 256:
            data = b"K" + bytes([obj])
        elif 0 <= obj < 65536:
            data = b"M" + struct.pack("<H", obj)
        elif -(2**31) <= obj < 2**31:
            data = b"J" + struct.pack("<i", obj)
        else:
            digits = _encode_long(obj)
            data = b"\x8a" + bytes([len(digits)]) + digits if len(digits) < 256 else b"\x8b" + struct.pack("<i", len(digits)) + digits
        self._chunks.append(data)

    def _save_float(self, obj):
        self._chunks.append(b"G" + struct.pack(">d", obj))

    def _save_complex(self, obj):
        self._save_reduce((complex, (obj.real, obj.imag)), obj)

    def _save_str(self, obj):
        data = obj.encode("utf-8", "surrogatepass")
        self._chunks.append(b"X" + struct.pack("<I", len(data)) + data)
        self._memoize(obj)

    def _save_bytes(self, obj):
        if self.proto < 3:
            import _codecs

            self._save_reduce((_codecs.encode, (obj.decode("latin1"), "latin1")) if obj else (bytes, ()), obj)
            return
        size = len(obj)
        self._chunks.append((b"C" + bytes([size]) if size < 256 else b"B" + struct.pack("<I", size)) + obj)
        self._memoize(obj)

    def _save_bytearray(self, obj):
        self._save_reduce((bytearray, (bytes(obj),)), obj)

    def _save_tuple(self, obj):
        write = self._chunks.append
        if len(obj) == 0:
            write(b")")
            return
        if len(obj) <= 3:
            for each in obj:
                self.save(each)
            end = (b"\x85", b"\x86", b"\x87")[len(obj) - 1]
        else:
            write(b"(")
            for each in obj:
                self.save(each)
            end = b"t"
        known = self.memo.get(id(obj))
        if known is not None and known[1] is obj:
            # Saving an element saved the tuple itself.
            write((b"0" * len(obj) if len(obj) <= 3 else b"1") + b"h" + bytes([known[0]]))
            return
        write(end)
        self._memoize(obj)

    def _batches(self, items, single, several, save):
        items = list(items)
        write = self._chunks.append
        for at in range(0, len(items), 1000):
            batch = items[at : at + 1000]
            if len(batch) > 1:
                write(b"(")
            for each in batch:
                save(each)
            write(several if len(batch) > 1 else single)

    def _save_pair(self, pair):
        self.save(pair[0])
        self.save(pair[1])

    def _save_list(self, obj):
        self._chunks.append(b"]")
        self._memoize(obj)
        self._batches(obj, b"a", b"e", self.save)

    def _save_dict(self, obj):
        self._chunks.append(b"}")
        self._memoize(obj)
        self._batches(obj.items(), b"s", b"u", self._save_pair)

    def _save_set(self, obj):
        self._save_reduce((type(obj), (list(obj),)), obj)

    def _save_type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                self._save_reduce((type, (value,)), obj)
                return
        self._save_global(obj, obj.__qualname__)

    def _save_singleton(self, obj):
        self._save_global(obj, "Ellipsis" if obj is ... else "NotImplemented")

    def _save_slice(self, obj):
        self._save_reduce((slice, (obj.start, obj.stop, obj.step)), obj)

    def _save_range(self, obj):
        self._save_reduce((range, (obj.start, obj.stop, obj.step)), obj)

    def _save_global(self, obj, name):
        module = _find_global(obj, name)
        if self.proto < 4 and "." in name:
            head, _, last = name.rpartition(".")
            owner = sys.modules[module]
            for part in head.split("."):
                owner = getattr(owner, part)
            self._save_reduce((getattr, (owner, last)), obj)
            return
        if self.proto >= 4:
            self.save(module)
            self.save(name)
            self._chunks.append(b"\x93")
        else:
            self._chunks.append(b"c" + _OLD_MODULES.get(module, module).encode() + b"\n" + name.encode() + b"\n")
        self._memoize(obj)

    def _save_object(self, obj, kind):
        import copyreg

        reduce = copyreg.dispatch_table.get(kind)
        if reduce is not None:
            value = reduce(obj)
        elif _overrides(kind, "__reduce_ex__"):
            value = obj.__reduce_ex__(self.proto)
        elif _overrides(kind, "__reduce__"):
            value = obj.__reduce__()
        else:
            value = _reduced(obj, kind)
        if isinstance(value, str):
            self._save_global(obj, value)
        else:
            self._save_reduce(value, obj)

    def _save_reduce(self, value, obj):
        if isinstance(value, str):
            self._save_global(obj, value)
            return
        if not isinstance(value, tuple) or not 2 <= len(value) <= 6:
            raise PicklingError("Tuple returned by __reduce__ must contain 2 through 6 elements")
        func, args, state, items, pairs, setter = (value + (None,) * 4)[:6]
        if not callable(func):
            raise PicklingError("func from save_reduce() must be callable")
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        write = self._chunks.append
        name = getattr(func, "__name__", "")
        if name == "__newobj__":
            self.save(args[0])
            self.save(args[1:])
            write(b"\x81")
        elif name == "__newobj_ex__" and self.proto >= 4:
            for each in args:
                self.save(each)
            write(b"\x92")
        else:
            self.save(func)
            self.save(args)
            write(b"R")
        known = self.memo.get(id(obj))
        if known is not None and known[1] is obj:
            write(b"0h" + bytes([known[0]]))
        else:
            self._memoize(obj)
        if items is not None:
            self._batches(items, b"a", b"e", self.save)
        if pairs is not None:
            self._batches(pairs, b"s", b"u", self._save_pair)
        if state is not None:
            if setter is None:
                self.save(state)
                write(b"b")
            else:
                self.save(setter)
                self.save(obj)
                self.save(state)
                write(b"\x86R0")


_SAVERS = {
    type(None): Pickler._save_none,
    bool: Pickler._save_bool,
    int: Pickler._save_int,
    float: Pickler._save_float,
    complex: Pickler._save_complex,
    str: Pickler._save_str,
    bytes: Pickler._save_bytes,
    bytearray: Pickler._save_bytearray,
    tuple: Pickler._save_tuple,
    list: Pickler._save_list,
    dict: Pickler._save_dict,
    set: Pickler._save_set,
    frozenset: Pickler._save_set,
    type: Pickler._save_type,
    type(...): Pickler._save_singleton,
    type(NotImplemented): Pickler._save_singleton,
    slice: Pickler._save_slice,
    range: Pickler._save_range,
}


def _overrides(kind, name):
    own = getattr(kind, name, None)
    return own is not None and own is not getattr(object, name, None)


def _reduced(obj, kind):
    """What object.__reduce_ex__(2) gives: the class is called without __init__, then the state is put back."""
    import copyreg

    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if kind.__module__ in ("builtins", "_thread", "_io") or kind.__name__ in ("generator", "module", "frame", "code"):
        if kind.__module__ == "builtins" or not hasattr(obj, "__dict__"):
            raise TypeError(f"cannot pickle '{name}' object")
    state = dict(obj.__dict__) if getattr(obj, "__dict__", None) else None
    for base, rebuild in _COLLECTIONS.items():
        if isinstance(obj, base):
            return rebuild(obj, kind, state)
    args = () if hasattr(kind, "__getnewargs_ex__") else obj.__getnewargs__() if hasattr(kind, "__getnewargs__") else _payload(obj)
    if _overrides(kind, "__getstate__"):
        state = obj.__getstate__()
    else:
        slots = _slots(obj, kind)
        if slots:
            state = (state, slots)
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    if hasattr(kind, "__getnewargs_ex__"):
        return copyreg.__newobj_ex__, (kind, *obj.__getnewargs_ex__()), state, items, pairs
    return copyreg.__newobj__, (kind, *args), state, items, pairs


_COLLECTIONS = {
    OrderedDict: lambda obj, kind, state: (kind, (), state, None, iter(obj.items())),
    Counter: lambda obj, kind, state: (kind, (dict(obj),)),
    defaultdict: lambda obj, kind, state: (
        kind, () if obj.default_factory is None else (obj.default_factory,), state, None, iter(obj.items()),
    ),  # fmt: skip
    deque: lambda obj, kind, state: (kind, () if obj.maxlen is None else ((), obj.maxlen), state, iter(obj)),
}


def _payload(obj):
    """The value of an instance of a subclass of an immutable built-in type."""
    for base in (tuple, str, bytes, int, float, complex, frozenset):
        if isinstance(obj, base):
            return (base(obj) if base is not tuple else tuple(iter(obj)),)
    return ()


def _slots(obj, kind):
    found = {}
    for cls in kind.__mro__:
        names = cls.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__") and hasattr(obj, name):
                found[name] = getattr(obj, name)
    return found


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._read, self._readline = file.read, file.readline
        self._encoding = encoding
        self.memo = {}

    def persistent_load(self, pid):
        raise UnpicklingError("unsupported persistent id encountered")

    def find_class(self, module, name):
        module = _NEW_MODULES.get(module, module)
        if module == "builtins":
            name = {"unicode": "str", "long": "int", "xrange": "range", "unichr": "chr"}.get(name, name)
        __import__(module)
        found = sys.modules[module]
        for part in name.split("."):
            if part == "<locals>":
                raise AttributeError(f"Can't get local attribute {name!r} on {found!r}")
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on {sys.modules[module]!r}") from None
        return found

    def _exactly(self, size):
        data = self._read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _number(self, format):
        return struct.unpack(format, self._exactly(struct.calcsize(format)))[0]

    def _line(self):
        return self._readline().rstrip(b"\n").decode()

    def _text(self, data):
        return data if self._encoding == "bytes" else data.decode(self._encoding)

    def load(self):
        self.stack, self.marks = [], []
        steps = _STEPS
        while True:
            code = self._read(1)
            if len(code) == 0:
                raise EOFError("Ran out of input")
            if code == b".":
                return self.stack.pop()
            step = steps.get(code)
            if step is None:
                raise self.unknown(code[0])
            step(self)

    def unknown(self, code):
        return UnpicklingError(f"invalid load key, '{chr(code)}'." if 32 <= code < 127 else f"invalid load key, '\\x{code:02x}'.")

    def _marked(self):
        items = self.stack
        self.stack = self.marks.pop()
        return items

    # --- opcodes ---

    def _proto(self):
        version = self._number("<B")
        if version > HIGHEST_PROTOCOL:
            raise ValueError(f"unsupported pickle protocol: {version}")

    def _mark(self):
        self.marks.append(self.stack)
        self.stack = []

    def _pop(self):
        if self.stack:
            self.stack.pop()
        else:
            self._marked()

    def _int(self):
        text = self._line()
        self.stack.append(text == "01" if text in ("00", "01") else int(text))

    def _long(self):
        self.stack.append(int(self._line().rstrip("L")))

    def _tuple_of(self, count):
        items = tuple(self.stack[len(self.stack) - count :])
        del self.stack[len(self.stack) - count :]
        self.stack.append(items)

    def _dict_of_marked(self):
        items = self._marked()
        self.stack.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def _append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)

    def _appends(self):
        items = self._marked()
        target = self.stack[-1]
        if hasattr(target, "extend"):
            target.extend(items)
        else:
            for each in items:
                target.append(each)

    def _setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value

    def _setitems(self):
        items = self._marked()
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _additems(self):
        items = self._marked()
        for each in items:
            self.stack[-1].add(each)

    def _global(self):
        module = self._line()
        self.stack.append(self.find_class(module, self._line()))

    def _stack_global(self):
        name = self.stack.pop()
        self.stack.append(self.find_class(self.stack.pop(), name))

    def _reduce(self):
        args = self.stack.pop()
        self.stack.append(self.call(self.stack.pop(), args))

    def call(self, func, args):
        return func(*args)

    def _newobj(self):
        args = self.stack.pop()
        self.stack.append(self.new(self.stack.pop(), args, {}))

    def _newobj_ex(self):
        kwargs = self.stack.pop()
        args = self.stack.pop()
        self.stack.append(self.new(self.stack.pop(), args, kwargs))

    def new(self, cls, args, kwargs):
        return cls.__new__(cls, *args, **kwargs)

    def _obj(self):
        items = self._marked()
        self.stack.append(items[0](*items[1:]))

    def _inst(self):
        module = self._line()
        cls = self.find_class(module, self._line())
        self.stack.append(cls(*self._marked()))

    def _build(self):
        state = self.stack.pop()
        self.build(self.stack[-1], state)

    def build(self, obj, state):
        if hasattr(obj, "__setstate__"):
            obj.__setstate__(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            obj.__dict__.update(state)
        for name, value in (slots or {}).items():
            setattr(obj, name, value)

    def _put(self, key):
        self.memo[key] = self.stack[-1]

    def _push(self, value):
        self.stack.append(value)

    def _binpersid(self):
        self.stack.append(self.persistent_load(self.stack.pop()))

    def _quoted(self):
        text = self._line()
        self.stack.append(self._text(text[1:-1].encode("latin1").decode("unicode_escape").encode("latin1")))


_STEPS = {
    b"\x80": Unpickler._proto,
    b"\x95": lambda self: self._exactly(8),
    b"(": Unpickler._mark,
    b"0": Unpickler._pop,
    b"1": lambda self: self._marked(),
    b"2": lambda self: self._push(self.stack[-1]),
    b"N": lambda self: self._push(None),
    b"\x88": lambda self: self._push(True),
    b"\x89": lambda self: self._push(False),
    b"I": Unpickler._int,
    b"L": Unpickler._long,
    b"F": lambda self: self._push(float(self._line())),
    b"J": lambda self: self._push(self._number("<i")),
    b"K": lambda self: self._push(self._number("<B")),
    b"M": lambda self: self._push(self._number("<H")),
    b"G": lambda self: self._push(self._number(">d")),
    b"\x8a": lambda self: self._push(decode_long(self._exactly(self._number("<B")))),
    b"\x8b": lambda self: self._push(decode_long(self._exactly(self._number("<i")))),
    b"S": Unpickler._quoted,
    b"T": lambda self: self._push(self._text(self._exactly(self._number("<i")))),
    b"U": lambda self: self._push(self._text(self._exactly(self._number("<B")))),
    b"V": lambda self: self._push(self._readline()[:-1].decode("raw_unicode_escape")),
    b"X": lambda self: self._push(self._exactly(self._number("<I")).decode("utf-8", "surrogatepass")),
    b"\x8c": lambda self: self._push(self._exactly(self._number("<B")).decode("utf-8", "surrogatepass")),
    b"\x8d": lambda self: self._push(self._exactly(self._number("<Q")).decode("utf-8", "surrogatepass")),
    b"C": lambda self: self._push(self._exactly(self._number("<B"))),
    b"B": lambda self: self._push(self._exactly(self._number("<I"))),
    b"\x8e": lambda self: self._push(self._exactly(self._number("<Q"))),
    b"\x96": lambda self: self._push(bytearray(self._exactly(self._number("<Q")))),
    b")": lambda self: self._push(()),
    b"t": lambda self: self._push(tuple(self._marked())),
    b"\x85": lambda self: self._tuple_of(1),
    b"\x86": lambda self: self._tuple_of(2),
    b"\x87": lambda self: self._tuple_of(3),
    b"]": lambda self: self._push([]),
    b"l": lambda self: self._push(list(self._marked())),
    b"}": lambda self: self._push({}),
    b"d": Unpickler._dict_of_marked,
    b"\x8f": lambda self: self._push(set()),
    b"\x90": Unpickler._additems,
    b"\x91": lambda self: self._push(frozenset(self._marked())),
    b"a": Unpickler._append,
    b"e": Unpickler._appends,
    b"s": Unpickler._setitem,
    b"u": Unpickler._setitems,
    b"c": Unpickler._global,
    b"\x93": Unpickler._stack_global,
    b"R": Unpickler._reduce,
    b"\x81": Unpickler._newobj,
    b"\x92": Unpickler._newobj_ex,
    b"o": Unpickler._obj,
    b"i": Unpickler._inst,
    b"b": Unpickler._build,
    b"P": lambda self: self._push(self.persistent_load(self._line())),
    b"Q": Unpickler._binpersid,
    b"p": lambda self: self._put(int(self._line())),
    b"q": lambda self: self._put(self._number("<B")),
    b"r": lambda self: self._put(self._number("<I")),
    b"\x94": lambda self: self._put(len(self.memo)),
    b"g": lambda self: self._push(self.memo[int(self._line())]),
    b"h": lambda self: self._push(self.memo[self._number("<B")]),
    b"j": lambda self: self._push(self.memo[self._number("<I")]),
}


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, encoding=encoding).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(bytes(data)), encoding=encoding).load()
