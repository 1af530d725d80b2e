# What reads pickles of every protocol.
import io
import struct
import sys

import _compat_pickle
import copyreg
from _pickle_codes import HIGHEST_PROTOCOL


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


for _error in (PickleError, PicklingError, UnpicklingError):
    _error.__module__ = "_pickle"


def decode_long(data):
    return int.from_bytes(data, "little", signed=True)


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        try:
            self._file_read, self._file_readline = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._read, self._readline = self._file_read, self._file_readline
        self._buffers = iter(buffers) if buffers is not None else None
        self._fix_imports, self._encoding, self._errors = fix_imports, encoding, errors
        self.proto = 0
        self.memo = {}

    def persistent_load(self, pid):
        raise UnpicklingError("unsupported persistent id encountered")

    def find_class(self, module, name):
        if self.proto < 3 and self._fix_imports:
            module, name = _compat_pickle.new_name(module, name)
        __import__(module)
        found = sys.modules[module]
        for part in name.split(".") if self.proto >= 4 else (name,):
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

    def _line_of_bytes(self):
        line = self._readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _line(self):
        return self._line_of_bytes().decode()

    def _size(self, what):
        size = self._number("<i")
        if size < 0:
            raise UnpicklingError(f"{what} pickle has negative byte count")
        return size

    def _text(self, data):
        return data if self._encoding == "bytes" else data.decode(self._encoding, self._errors)

    def load(self):
        if not hasattr(self, "memo"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {self.__class__.__name__}.__init__()")
        self.stack, self.marks = [], []
        self.proto = 0
        steps = _STEPS
        try:
            while True:
                code = self._read(1)
                if len(code) == 0:
                    raise EOFError("Ran out of input")
                if code == b".":
                    return self._top()
                step = steps.get(code)
                if step is None:
                    raise self.unknown(code[0])
                step(self)
        finally:
            self._read, self._readline = self._file_read, self._file_readline

    def _top(self):
        if not self.stack:
            raise UnpicklingError("unpickling stack underflow" if not self.marks else "unexpected MARK found")
        return self.stack.pop()

    def _frame(self):
        size = self._number("<Q")
        data = self._file_read(size)
        if len(data) < size:
            raise UnpicklingError("pickle data was truncated")
        frame = io.BytesIO(data)

        def inside(read, outside):
            def step(*size):
                found = read(*size)
                if found:
                    if size and len(found) < size[0] or not size and not found.endswith(b"\n"):
                        raise UnpicklingError("pickle exhausted before end of frame")
                    return found
                if size and size[0] == 0:
                    return found
                self._read, self._readline = self._file_read, self._file_readline
                return outside(*size)

            return step

        self._read, self._readline = inside(frame.read, self._file_read), inside(frame.readline, self._file_readline)

    def unknown(self, code):
        return UnpicklingError(f"invalid load key, '{chr(code)}'." if 32 <= code < 127 else f"invalid load key, '\\x{code:02x}'.")

    def _marked(self):
        if not self.marks:
            raise UnpicklingError("could not find MARK")
        items = self.stack
        self.stack = self.marks.pop()
        return items

    # --- opcodes ---

    def _proto(self):
        version = self._number("<B")
        if version > HIGHEST_PROTOCOL:
            raise ValueError(f"unsupported pickle protocol: {version}")
        self.proto = version

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
        self.stack.append(text == "01" if text in ("00", "01") else int(text, 0))

    def _long(self):
        text = self._line()
        self.stack.append(int(text[:-1] if text.endswith("L") else text, 0))

    def _tuple_of(self, count):
        if len(self.stack) < count:
            raise UnpicklingError("unpickling stack underflow")
        items = tuple(self.stack[len(self.stack) - count :])
        del self.stack[len(self.stack) - count :]
        self.stack.append(items)

    def _dict_of_marked(self):
        items = self._marked()
        self.stack.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    def _last(self):
        """What the next opcode changes."""
        if not self.stack:
            raise UnpicklingError("unpickling stack underflow")
        return self.stack[-1]

    def _append(self):
        value = self._top()
        self._last().append(value)

    def _appends(self):
        items = self._marked()
        target = self._last()
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
        else:
            for each in items:
                target.append(each)

    def _setitem(self):
        value = self._top()
        key = self._top()
        self._last()[key] = value

    def _setitems(self):
        items = self._marked()
        target = self._last()
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _additems(self):
        items = self._marked()
        target = self._last()
        if isinstance(target, set):
            target.update(items)
        else:
            for each in items:
                target.add(each)

    def _global(self):
        module = self._line()
        self.stack.append(self.find_class(module, self._line()))

    def _stack_global(self):
        name = self._top()
        module = self._top()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.stack.append(self.find_class(module, name))

    def _extension(self, code):
        found = copyreg._extension_cache.get(code, self)
        if found is self:
            key = copyreg._inverted_registry.get(code)
            if key is None:
                if code <= 0:
                    raise UnpicklingError("EXT specifies code <= 0")
                raise ValueError(f"unregistered extension code {code}")
            found = copyreg._extension_cache[code] = self.find_class(*key)
        self.stack.append(found)

    def _reduce(self):
        args = self._top()
        self.stack.append(self.call(self._top(), args))

    def call(self, func, args):
        return func(*args)

    def _newobj(self):
        args = self._top()
        self.stack.append(self.new(self._top(), args, {}))

    def _newobj_ex(self):
        kwargs = self._top()
        args = self._top()
        self.stack.append(self.new(self._top(), args, kwargs))

    def new(self, cls, args, kwargs):
        return cls.__new__(cls, *args, **kwargs)

    def _obj(self):
        items = self._marked()
        self.stack.append(_instance(items[0], items[1:]))

    def _inst(self):
        module = self._line()
        cls = self.find_class(module, self._line())
        self.stack.append(_instance(cls, self._marked()))

    def _build(self):
        state = self._top()
        self.build(self._last(), state)

    def build(self, obj, state):
        setstate = getattr(obj, "__setstate__", self)
        if setstate is not self:
            setstate(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            own = obj.__dict__
            for name, value in state.items():
                own[sys.intern(name) if type(name) is str else name] = value
        for name, value in (slots or {}).items():
            setattr(obj, name, value)

    def _put(self, key):
        if not self.stack:
            raise UnpicklingError("unpickling stack underflow")
        self.memo[key] = self.stack[-1]

    def _put_text(self):
        key = int(self._line())
        if key < 0:
            raise ValueError("negative PUT argument")
        self._put(key)

    def _get(self, key):
        if key not in self.memo:
            raise UnpicklingError(f"Memo value not found at index {key}")
        self.stack.append(self.memo[key])

    def _next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
        for buffer in self._buffers:
            self.stack.append(buffer)
            return
        raise UnpicklingError("not enough out-of-band buffers")

    def _readonly_buffer(self):
        with memoryview(self.stack[-1]) as view:
            if not view.readonly:
                self.stack[-1] = view.toreadonly()

    def _push(self, value):
        self.stack.append(value)

    def _binpersid(self):
        self.stack.append(self.persistent_load(self._top()))

    def _quoted(self):
        data = self._line_of_bytes().strip()
        if len(data) < 2 or data[0] != data[-1] or data[0] not in b"'\"":
            raise UnpicklingError("the STRING opcode argument must be quoted")
        self.stack.append(self._text(data[1:-1].decode("unicode_escape").encode("latin1")))


def _instance(cls, args):
    if not args and isinstance(cls, type) and not hasattr(cls, "__getinitargs__"):
        return cls.__new__(cls)
    return cls(*args)


_STEPS = {
    b"\x80": Unpickler._proto,
    b"\x95": Unpickler._frame,
    b"(": Unpickler._mark,
    b"0": Unpickler._pop,
    b"1": lambda self: self._marked(),
    b"2": lambda self: self._push(self._last()),
    b"\x82": lambda self: self._extension(self._number("<B")),
    b"\x83": lambda self: self._extension(self._number("<H")),
    b"\x84": lambda self: self._extension(self._number("<i")),
    b"\x97": Unpickler._next_buffer,
    b"\x98": Unpickler._readonly_buffer,
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
    b"\x8b": lambda self: self._push(decode_long(self._exactly(self._size("LONG")))),
    b"S": Unpickler._quoted,
    b"T": lambda self: self._push(self._text(self._exactly(self._size("BINSTRING")))),
    b"U": lambda self: self._push(self._text(self._exactly(self._number("<B")))),
    b"V": lambda self: self._push(self._line_of_bytes().decode("raw_unicode_escape")),
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
    b"p": lambda self: self._put_text(),
    b"q": lambda self: self._put(self._number("<B")),
    b"r": lambda self: self._put(self._number("<I")),
    b"\x94": lambda self: self._put(len(self.memo)),
    b"g": lambda self: self._get(int(self._line())),
    b"h": lambda self: self._get(self._number("<B")),
    b"j": lambda self: self._get(self._number("<I")),
}
