# gzip files: read whole, written when they are closed.
import io
import zlib

class BadGzipFile(OSError):
    pass

def compress(data, compresslevel=9, *, mtime=None):
    packer = zlib.compressobj(compresslevel, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()

def decompress(data):
    data = bytes(data)
    out = b""
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
        unpacker = zlib.decompressobj(31)
        out += unpacker.decompress(data)
        if not unpacker.eof:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data = unpacker.unused_data.lstrip(b"\0")
    return out

class GzipFile(io.BytesIO):
    def __new__(cls, *args, **kwargs):
        return io.BytesIO.__new__(cls)
    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        mode = (mode or "rb").replace("t", "")
        if "b" not in mode:
            mode += "b"
        self._own = fileobj is None
        self._file = _builtin_open(filename, mode) if fileobj is None else fileobj
        self._level = compresslevel
        self._writes = mode[0] in "wax"
        self.name = getattr(self._file, "name", "")
        self.mode = 2 if self._writes else 1
        if not self._writes:
            io.BytesIO.write(self, decompress(self._file.read()))
            self.seek(0)
    def readable(self):
        return not self._writes
    def writable(self):
        return self._writes
    def close(self):
        if self.closed:
            return
        if self._writes:
            self._file.write(compress(self.getvalue(), self._level))
        if self._own:
            self._file.close()
        io.BytesIO.close(self)
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()

class _Text(io.StringIO):
    # The text face of a GzipFile.
    def __new__(cls, *args):
        return io.StringIO.__new__(cls)
    def __init__(self, binary, encoding, errors):
        self.buffer, self._coding = binary, (encoding or "utf-8", errors or "strict")
        if binary.readable():
            io.StringIO.write(self, binary.read().decode(*self._coding))
            self.seek(0)
    def close(self):
        if self.closed:
            return
        if self.buffer.writable():
            self.buffer.write(self.getvalue().encode(*self._coding))
        self.buffer.close()
        io.StringIO.close(self)
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()

def _open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    if "t" in mode and "b" in mode:
        raise ValueError(f"Invalid mode: {mode!r}")
    plain = mode.replace("t", "")
    if hasattr(filename, "read") or hasattr(filename, "write"):
        binary = GzipFile(None, plain, compresslevel, filename)
    else:
        binary = GzipFile(filename, plain, compresslevel)
    return _Text(binary, encoding, errors) if "t" in mode else binary

_builtin_open, open = open, _open
