# pickle: objects as bytes, in the bytes CPython writes for each protocol; _unpickle reads them back.
import _codecs
import functools
import io
import struct
import sys
from types import FunctionType

import _compat_pickle
import copyreg
from _pickle_codes import *
from _unpickle import PickleError, PicklingError, Unpickler, UnpicklingError, decode_long

DEFAULT_PROTOCOL = 4
format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
bytes_types = bytes, bytearray, memoryview

# How many items are written after one mark.
_BATCH = 1000
# A frame is closed when it has so many bytes; what is as long by itself stands outside of frames.
_FRAME_SIZE = 64 * 1024


def encode_long(value):
    if value == 0:
        return b""
    size = (value.bit_length() >> 3) + 1
    data = value.to_bytes(size, "little", signed=True)
    if value < 0 and size > 1 and data[-1] == 0xFF and data[-2] & 0x80:
        data = data[:-1]
    return data


def _attribute(owner, name):
    """The attribute of a dotted name, and what has its last part."""
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError(f"Can't get local attribute {name!r} on {owner!r}")
        try:
            parent, owner = owner, getattr(owner, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {owner!r}") from None
    return owner, parent


def whichmodule(obj, name):
    """The module that an object is found in by its name."""
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module, found in list(sys.modules.items()):
        if module not in ("__main__", "__mp_main__") and found is not None:
            try:
                if _attribute(found, name)[0] is obj:
                    return module
            except AttributeError:
                pass
    return "__main__"


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute")
        self.proto = protocol
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3
        self._chunks = None
        self.memo = {}

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        if not hasattr(self, "memo"):
            raise PicklingError(f"Pickler.__init__() was not called by {self.__class__.__name__}.__init__()")
        self._chunks, self._size = None, 0
        if self.proto >= 2:
            self._write(PROTO + bytes([self.proto]))
        if self.proto >= 4:
            self._chunks = []
        self.save(obj)
        self._write(STOP)
        if self._chunks is not None:
            self._end_frame()
            self._chunks = None

    # --- frames -----------------------------------------------------------------------------------------------------

    def _write(self, data):
        if self._chunks is None:
            self._file_write(data)
        else:
            self._chunks.append(data)
            self._size += len(data)

    def _end_frame(self):
        data = b"".join(self._chunks)
        if len(data) >= 4:
            self._file_write(FRAME + struct.pack("<Q", len(data)))
        self._file_write(data)
        self._chunks, self._size = [], 0

    def _write_large(self, header, data):
        if self._chunks is not None and self._chunks:
            self._end_frame()
        self._file_write(header)
        self._file_write(data)

    # --- the memo ---------------------------------------------------------------------------------------------------

    def memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo)
        if self.proto >= 4:
            self._write(MEMOIZE)
        elif not self.bin:
            self._write(PUT + str(number).encode() + b"\n")
        else:
            self._write(BINPUT + bytes([number]) if number < 256 else LONG_BINPUT + struct.pack("<I", number))
        self.memo[id(obj)] = number, obj

    def get(self, number):
        if not self.bin:
            return GET + str(number).encode() + b"\n"
        return BINGET + bytes([number]) if number < 256 else LONG_BINGET + struct.pack("<I", number)

    def _known(self, obj):
        """What fetches an object that is written already."""
        known = self.memo.get(id(obj))
        return None if known is None else self.get(known[0])

    # --- any object -------------------------------------------------------------------------------------------------

    def save(self, obj, save_persistent_id=True):
        if self._chunks is not None and self._size >= _FRAME_SIZE:
            self._end_frame()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self.save_pers(pid)
                return
        kind = type(obj)
        if kind in _ATOMS:
            _ATOMS[kind](self, obj)
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self._write(self.get(known[0]))
            return
        value = NotImplemented
        override = getattr(self, "reducer_override", None)
        if override is not None:
            value = override(obj)
        if value is NotImplemented:
            save = self.dispatch.get(kind)
            if save is not None:
                save(self, obj)
                return
            reduce = getattr(self, "dispatch_table", copyreg.dispatch_table).get(kind)
            if reduce is not None:
                value = reduce(obj)
            elif issubclass(kind, type):
                self.save_global(obj)
                return
            elif (reduce := getattr(obj, "__reduce_ex__", None)) is not None:
                value = reduce(self.proto)
            elif (reduce := getattr(obj, "__reduce__", None)) is not None:
                value = reduce()
            else:
                raise PicklingError(f"can't pickle {kind.__name__!r} object: {obj!r}")
        if isinstance(value, str):
            self.save_global(obj, value)
            return
        if not isinstance(value, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(value) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self.save_reduce(*value, obj=obj)

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self._write(BINPERSID)
            return
        try:
            self._write(PERSID + str(pid).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        if listitems is not None and not hasattr(listitems, "__next__"):
            raise PicklingError(f"fourth element of the tuple returned by __reduce__ must be an iterator, not {type(listitems).__name__}")
        if dictitems is not None and not hasattr(dictitems, "__next__"):
            raise PicklingError(f"fifth element of the tuple returned by __reduce__ must be an iterator, not {type(dictitems).__name__}")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            cls, args, kwargs = args
            self._check_class(cls, obj, name)
            if self.proto >= 4:
                self.save(cls)
                self.save(args)
                self.save(kwargs)
                self._write(NEWOBJ_EX)
            else:
                self.save(functools.partial(cls.__new__, cls, *args, **kwargs))
                self.save(())
                self._write(REDUCE)
        elif self.proto >= 2 and name == "__newobj__":
            self._check_class(args[0], obj, name)
            self.save(args[0])
            self.save(args[1:])
            self._write(NEWOBJ)
        else:
            self.save(func)
            self.save(args)
            self._write(REDUCE)
        if obj is not None:
            # An object that refers to itself in its arguments is there already.
            known = self._known(obj)
            if known is not None:
                self._write(POP + known)
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                self.save(state)
                self._write(BUILD)
            else:
                self.save(state_setter)
                self.save(obj)
                self.save(state)
                self._write(TUPLE2 + REDUCE + POP)

    def _check_class(self, cls, obj, name):
        if not hasattr(cls, "__new__"):
            raise PicklingError(f"args[0] from {name} args has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError(f"args[0] from {name} args has the wrong class")

    # --- atoms ------------------------------------------------------------------------------------------------------

    def save_none(self, obj):
        self._write(NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self._write(NEWTRUE if obj else NEWFALSE)
        else:
            self._write(TRUE if obj else FALSE)

    def save_long(self, obj):
        short = -(2**31) <= obj < 2**31
        if self.bin and short:
            if 0 <= obj < 256:
                data = BININT1 + bytes([obj])
            elif 0 <= obj < 65536:
                data = BININT2 + struct.pack("<H", obj)
            else:
                data = BININT + struct.pack("<i", obj)
        elif self.proto >= 2:
            digits = encode_long(obj)
            size = len(digits)
            data = (LONG1 + bytes([size]) if size < 256 else LONG4 + struct.pack("<i", size)) + digits
        elif short:
            data = INT + str(obj).encode() + b"\n"
        else:
            data = LONG + str(obj).encode() + b"L\n"
        self._write(data)

    def save_float(self, obj):
        self._write(BINFLOAT + struct.pack(">d", obj) if self.bin else FLOAT + repr(obj).encode() + b"\n")

    def save_bytes(self, obj):
        if self.proto < 3:
            if obj:
                self.save_reduce(_codecs.encode, (obj.decode("latin1"), "latin1"), obj=obj)
            else:
                self.save_reduce(bytes, (), obj=obj)
            return
        size = len(obj)
        if size < 256:
            self._write(SHORT_BINBYTES + bytes([size]) + obj)
        elif size < _FRAME_SIZE:
            self._write(BINBYTES + struct.pack("<I", size) + obj)
        else:
            self._write_large(BINBYTES + struct.pack("<I", size), obj)
        self.memoize(obj)

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        header = BYTEARRAY8 + struct.pack("<Q", len(obj))
        if len(obj) >= _FRAME_SIZE:
            self._write_large(header, obj)
        else:
            self._write(header + obj)
        self.memoize(obj)

    def save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            size = len(data)
            if size < 256 and self.proto >= 4:
                self._write(SHORT_BINUNICODE + bytes([size]) + data)
            elif size < _FRAME_SIZE:
                self._write(BINUNICODE + struct.pack("<I", size) + data)
            else:
                self._write_large(BINUNICODE + struct.pack("<I", size), data)
        else:
            # What raw_unicode_escape leaves as it is, and a line cannot hold.
            text = obj
            for each in "\\\0\n\r\x1a":
                text = text.replace(each, f"\\u{ord(each):04x}")
            self._write(UNICODE + text.encode("raw_unicode_escape") + b"\n")
        self.memoize(obj)

    # --- containers -------------------------------------------------------------------------------------------------

    def save_tuple(self, obj):
        size = len(obj)
        if size == 0:
            self._write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        short = size <= 3 and self.proto >= 2
        if not short:
            self._write(MARK)
        for each in obj:
            self.save(each)
        # Saving an element may have saved the tuple itself.
        known = self._known(obj)
        if known is not None:
            self._write((POP * size if short else POP_MARK if self.bin else POP * (size + 1)) + known)
            return
        self._write((TUPLE1, TUPLE2, TUPLE3)[size - 1] if short else TUPLE)
        self.memoize(obj)

    def save_list(self, obj):
        self._write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj, len(obj))

    def save_dict(self, obj):
        self._write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items(), len(obj))

    def _batch_appends(self, items, size=None):
        self._batches(items, size, self.save, APPEND, APPENDS)

    def _batch_setitems(self, items, size=None):
        self._batches(items, size, self._save_pair, SETITEM, SETITEMS)

    def _save_pair(self, pair):
        key, value = pair
        self.save(key)
        self.save(value)

    def _batches(self, items, size, save, one, several):
        """A batch of one is written without a mark, but for the last of a list or dict of known size."""
        if not self.bin:
            for each in items:
                save(each)
                self._write(one)
            return
        if size == 1:
            for each in items:
                save(each)
                self._write(one)
            return
        items = list(items)
        for at in range(0, len(items), _BATCH):
            batch = items[at : at + _BATCH]
            marked = len(batch) > 1 or size is not None
            if marked:
                self._write(MARK)
            for each in batch:
                save(each)
            self._write(several if marked else one)

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self._write(EMPTY_SET)
        self.memoize(obj)
        items = list(obj)
        for at in range(0, len(items), _BATCH):
            self._write(MARK)
            for each in items[at : at + _BATCH]:
                self.save(each)
            self._write(ADDITEMS)

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self._write(MARK)
        for each in obj:
            self.save(each)
        known = self._known(obj)
        if known is not None:
            self._write(POP_MARK + known)
            return
        self._write(FROZENSET)
        self.memoize(obj)

    # --- what is found by name --------------------------------------------------------------------------------------

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
        name = str(name)
        if "<locals>" in name:
            raise AttributeError(f"Can't pickle local object {name!r}")
        module = str(whichmodule(obj, name))
        try:
            __import__(module)
            owner = sys.modules[module]
        except (ImportError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module!r} failed") from None
        try:
            found, parent = _attribute(owner, name)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {owner.__name__} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        if self.proto >= 2:
            code = copyreg._extension_registry.get((module, name))
            if code is not None:
                self._write(
                    EXT1 + bytes([code]) if code < 256 else EXT2 + struct.pack("<H", code) if code < 65536 else EXT4 + struct.pack("<i", code)
                )
                return
        if self.proto >= 4:
            self.save(module)
            self.save(name)
            self._write(STACK_GLOBAL)
        elif parent is not owner:
            self.save_reduce(getattr, (parent, name.rpartition(".")[2]))
        else:
            if self.fix_imports:
                module, name = _compat_pickle.old_name(module, name)
            try:
                self._write(GLOBAL + f"{module}\n{name}\n".encode("utf-8" if self.proto >= 3 else "ascii"))
            except UnicodeEncodeError:
                raise PicklingError(
                    f"can't pickle global identifier '{module}.{name}' using pickle protocol {self.proto}"
                ) from None
        self.memoize(obj)

    def save_type(self, obj):
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                self.save_reduce(type, (value,), obj=obj)
                return
        self.save_global(obj)

    dispatch = {
        bytes: save_bytes,
        bytearray: save_bytearray,
        str: save_str,
        tuple: save_tuple,
        list: save_list,
        dict: save_dict,
        set: save_set,
        frozenset: save_frozenset,
        type: save_type,
        FunctionType: save_global,
    }


# What is written wherever it stands.
_ATOMS = {type(None): Pickler.save_none, bool: Pickler.save_bool, int: Pickler.save_long, float: Pickler.save_float}
_Pickler, _Unpickler = Pickler, Unpickler


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    file = io.BytesIO(data)
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


_dump, _dumps, _load, _loads = dump, dumps, load, loads
