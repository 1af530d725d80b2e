# tarfile: archives of files one behind the other, plain or through gzip.
import io
import os
import stat
import struct
import time

class TarError(Exception):
    pass
class ExtractError(TarError):
    pass
class ReadError(TarError):
    pass
class CompressionError(TarError):
    pass
class StreamError(TarError):
    pass
class HeaderError(TarError):
    pass
class EmptyHeaderError(HeaderError):
    pass
class EOFHeaderError(HeaderError):
    pass
class InvalidHeaderError(HeaderError):
    pass
class FilterError(TarError):
    pass
class OutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo, self._path = tarinfo, path
        super().__init__(f"{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination")

BLOCKSIZE, RECORDSIZE = 512, 10240
REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = b"0", b"\0", b"1", b"2", b"3", b"4", b"5", b"6", b"7"
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, XHDTYPE, XGLTYPE = b"L", b"K", b"x", b"g"
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE)
USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = 0, 1, 2
DEFAULT_FORMAT = PAX_FORMAT
ENCODING = "utf-8"

def _text(field):
    return field.partition(b"\0")[0].decode(ENCODING, "surrogateescape")

def _number(field):
    if field[0] in (0o200, 0o377):
        value = int.from_bytes(field[1:], "big")
        return value - (256 ** (len(field) - 1)) * (field[0] == 0o377)
    try:
        return int(_text(field).strip() or "0", 8)
    except ValueError:
        raise InvalidHeaderError("invalid header") from None

def _octal(value, digits):
    value = int(value)
    if 0 <= value < 8 ** (digits - 1):
        return b"%0*o\0" % (digits - 1, value)
    return bytes([0o200]) + value.to_bytes(digits - 1, "big")

class TarInfo:
    def __init__(self, name=""):
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = self.size = self.mtime = self.chksum = 0
        self.type = REGTYPE
        self.linkname = self.uname = self.gname = ""
        self.devmajor = self.devminor = 0
        self.offset = self.offset_data = 0
        self.pax_headers = {}
    @property
    def path(self):
        return self.name
    @path.setter
    def path(self, name):
        self.name = name
    @property
    def linkpath(self):
        return self.linkname
    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname
    def __repr__(self):
        return f"<TarInfo {self.name!r} at {id(self):#x}>"
    def isreg(self):
        return self.type in REGULAR_TYPES
    isfile = isreg
    def isdir(self):
        return self.type == DIRTYPE
    def issym(self):
        return self.type == SYMTYPE
    def islnk(self):
        return self.type == LNKTYPE
    def ischr(self):
        return self.type == CHRTYPE
    def isblk(self):
        return self.type == BLKTYPE
    def isfifo(self):
        return self.type == FIFOTYPE
    def isdev(self):
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)
    def get_info(self):
        name = self.name.rstrip("/") + "/" if self.isdir() else self.name
        return {"name": name, "mode": self.mode & 0o7777, "uid": self.uid, "gid": self.gid, "size": self.size,
                "mtime": self.mtime, "chksum": self.chksum, "type": self.type, "linkname": self.linkname,
                "uname": self.uname, "gname": self.gname, "devmajor": self.devmajor, "devminor": self.devminor}
    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors="surrogateescape"):
        name = self.name.rstrip("/") + "/" if self.isdir() else self.name
        before, records = b"", {}
        raw, link = name.encode(encoding, errors), self.linkname.encode(encoding, errors)
        prefix = b""
        if len(raw) > 100 and format != GNU_FORMAT:
            head, _, tail = _split(raw)
            if head:
                prefix, raw = head, tail
        if format == GNU_FORMAT:
            for text, kind in ((raw, GNUTYPE_LONGNAME), (link, GNUTYPE_LONGLINK)):
                if len(text) > 100:
                    before += _extra("././@LongLink", kind, text + b"\0")
        elif len(raw) > 100 or not name.isascii():
            records["path"] = name
        if format != GNU_FORMAT and (len(link) > 100 or not self.linkname.isascii()):
            records["linkpath"] = self.linkname
        if format == PAX_FORMAT:
            if not isinstance(self.mtime, int) and self.mtime != int(self.mtime):
                records["mtime"] = str(self.mtime)
            records.update(self.pax_headers)
            if records:
                before += _extra("././@PaxHeader", XHDTYPE, b"".join(map(_pax_record, records.items())))
        elif format == USTAR_FORMAT and records:
            raise ValueError("name is too long" if "path" in records else "linkname is too long")
        return before + _header(raw[:100], self, link[:100], prefix, format)
    @classmethod
    def frombuf(cls, buf, encoding=ENCODING, errors="surrogateescape"):
        if len(buf) == 0:
            raise EmptyHeaderError("empty header")
        if len(buf) != BLOCKSIZE:
            raise InvalidHeaderError("truncated header")
        if buf.count(b"\0") == BLOCKSIZE:
            raise EOFHeaderError("end of file header")
        checksum = _number(buf[148:156])
        if checksum != sum(buf[:148]) + 256 + sum(buf[156:]):
            raise InvalidHeaderError("bad checksum")
        info = cls(_text(buf[0:100]))
        info.mode, info.uid, info.gid = _number(buf[100:108]), _number(buf[108:116]), _number(buf[116:124])
        info.size, info.mtime, info.chksum = _number(buf[124:136]), _number(buf[136:148]), checksum
        info.type, info.linkname = buf[156:157], _text(buf[157:257])
        info.uname, info.gname = _text(buf[265:297]), _text(buf[297:329])
        info.devmajor, info.devminor = _number(buf[329:337]), _number(buf[337:345])
        prefix = _text(buf[345:500])
        if info.type == AREGTYPE and info.name.endswith("/"):
            info.type = DIRTYPE
        if info.isdir():
            info.name = info.name.rstrip("/")
        if prefix and info.type not in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK) and buf[257:265] != b"ustar  \0":
            info.name = prefix + "/" + info.name
        return info

def _split(raw):
    # A long name in two parts, where a slash stands well.
    for at in range(len(raw) - 1, -1, -1):
        if raw[at] == 47 and at <= 155 and len(raw) - at - 1 <= 100 and at + 1 < len(raw):
            return raw[:at], b"/", raw[at + 1:]
    return b"", b"", raw

def _header(name, info, link, prefix, format):
    kind = info.type
    magic = b"ustar  \0" if format == GNU_FORMAT else b"ustar\x0000"
    device = [b"\0" * 8] * 2
    if kind in (CHRTYPE, BLKTYPE):
        device = [_octal(info.devmajor, 8), _octal(info.devminor, 8)]
    fields = [
        name.ljust(100, b"\0"), _octal(info.mode & 0o7777, 8), _octal(info.uid, 8), _octal(info.gid, 8),
        _octal(info.size, 12), _octal(info.mtime, 12), b" " * 8, kind, link.ljust(100, b"\0"), magic,
        info.uname.encode()[:32].ljust(32, b"\0"), info.gname.encode()[:32].ljust(32, b"\0"), *device, prefix.ljust(155, b"\0"),
    ]
    buf = b"".join(fields).ljust(BLOCKSIZE, b"\0")
    return buf[:148] + b"%06o\0 " % sum(buf) + buf[156:]

def _extra(name, kind, data):
    info = TarInfo(name)
    info.type, info.size, info.mode = kind, len(data), 0o644 if kind == XHDTYPE else 0
    return _header(name.encode(), info, b"", b"", USTAR_FORMAT if kind == XHDTYPE else GNU_FORMAT) + _padded(data)

def _pax_record(item):
    body = f" {item[0]}={item[1]}\n".encode()
    length = len(body)
    while len(str(length)) + len(body) != length:
        length = len(str(length)) + len(body)
    return str(length).encode() + body

def _padded(data):
    return data + b"\0" * (-len(data) % BLOCKSIZE)

class ExFileObject(io.BytesIO):
    def __new__(cls, *args):
        return io.BytesIO.__new__(cls)
    def __init__(self, data, info):
        io.BytesIO.write(self, data)
        self.seek(0)
        self.name = info.name
    def writable(self):
        return False

# --- what a filter lets pass -----------------------------------------------------------------------------------------

def fully_trusted_filter(member, dest_path):
    return member

def tar_filter(member, dest_path):
    name = member.name.lstrip("/")
    target = os.path.normpath(os.path.join(dest_path, name))
    if os.path.commonpath([target, os.path.normpath(dest_path)]) != os.path.normpath(dest_path):
        raise OutsideDestinationError(member, target)
    if name == member.name:
        return member
    import copy
    member = copy.copy(member)
    member.name = name
    return member

data_filter = tar_filter
_FILTERS = {"fully_trusted": fully_trusted_filter, "tar": tar_filter, "data": data_filter}

class TarFile:
    debug = 0
    dereference = ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = "surrogateescape"
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None
    def __init__(self, name=None, mode="r", fileobj=None, format=None, tarinfo=None, dereference=None, ignore_zeros=None,
                 encoding=None, errors="surrogateescape", pax_headers=None, debug=None, errorlevel=None):
        if mode not in ("r", "a", "w", "x"):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode = mode
        self._own = fileobj is None
        if fileobj is None:
            fileobj = _open_file(name, {"r": "rb", "a": "ab" if not os.path.exists(name) else "r+b", "w": "wb", "x": "xb"}[mode])
        elif name is None:
            name = getattr(fileobj, "name", None)
        self.name = os.path.abspath(name) if isinstance(name, (str, os.PathLike)) and name else None
        self.fileobj = fileobj
        for key, value in [("format", format), ("tarinfo", tarinfo), ("dereference", dereference), ("ignore_zeros", ignore_zeros),
                           ("encoding", encoding), ("debug", debug), ("errorlevel", errorlevel)]:
            if value is not None:
                setattr(self, key, value)
        self.pax_headers = dict(pax_headers or {})
        self.members, self.closed = [], False
        self.offset = 0
        if mode in "ra":
            self._data = fileobj.read()
            self._read_members()
        else:
            self._data = b""
    # Opening: `r:gz` and its kin.
    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=RECORDSIZE, **kwargs):
        if not name and not fileobj:
            raise ValueError("nothing to open")
        kind, _, compression = mode.replace("|", ":").partition(":")
        if kind == "r" and compression in ("", "*"):
            if fileobj is None:
                with _open_file(name, "rb") as file:
                    head = file.read(2)
            else:
                start = fileobj.tell()
                head = fileobj.read(2)
                fileobj.seek(start)
            compression = "gz" if head == b"\x1f\x8b" else "bz2" if head == b"BZ" else "xz" if head == b"\xfd7" else "tar"
        if compression in ("bz2", "xz"):
            raise CompressionError(f"{'bz2' if compression == 'bz2' else 'lzma'} module is not available")
        if compression == "gz":
            return cls.gzopen(name, kind, fileobj, **kwargs)
        if compression not in ("", "tar"):
            raise CompressionError(f"unknown compression type {compression!r}")
        if kind not in ("r", "a", "w", "x"):
            raise ValueError("undiscernible mode")
        return cls(name, kind, fileobj, **kwargs)
    @classmethod
    def taropen(cls, name, mode="r", fileobj=None, **kwargs):
        return cls(name, mode, fileobj, **kwargs)
    @classmethod
    def gzopen(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        from gzip import GzipFile
        try:
            packed = GzipFile(name, mode + "b", compresslevel, fileobj)
        except OSError as error:
            if fileobj is not None or mode == "r" and os.path.exists(name):
                raise ReadError("not a gzip file") from error
            raise
        archive = cls(name, mode, packed, **kwargs)
        archive._own = True
        return archive
    def _read_members(self):
        data, at, records, name, link = self._data, 0, {}, None, None
        while True:
            start = at
            try:
                info = self.tarinfo.frombuf(data[at:at + BLOCKSIZE])
            except EOFHeaderError:
                break
            except EmptyHeaderError:
                if at == 0:
                    raise ReadError("empty file") from None
                break
            except InvalidHeaderError as error:
                if at == 0:
                    raise ReadError(str(error)) from None
                break
            at += BLOCKSIZE
            body = data[at:at + info.size]
            if info.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, XHDTYPE, XGLTYPE):
                at += len(_padded(body))
                if info.type == GNUTYPE_LONGNAME:
                    name = _text(body)
                elif info.type == GNUTYPE_LONGLINK:
                    link = _text(body)
                elif info.type == XHDTYPE:
                    records = _pax_records(body)
                else:
                    self.pax_headers.update(_pax_records(body))
                continue
            info.name, info.linkname = name or records.get("path", info.name), link or records.get("linkpath", info.linkname)
            if info.isdir():
                info.name = info.name.rstrip("/")
            if "size" in records:
                info.size = int(records["size"])
            if "mtime" in records:
                info.mtime = float(records["mtime"])
            info.pax_headers = {**self.pax_headers, **records}
            info.offset, info.offset_data = start, at
            if info.isreg() or info.type not in (LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE):
                if at + info.size > len(data):
                    raise ReadError("unexpected end of data")
                at += info.size + -info.size % BLOCKSIZE
            self.members.append(info)
            records, name, link = {}, None, None
        self.offset = start
    def _check(self, mode=None):
        if self.closed:
            raise OSError(f"{type(self).__name__} is closed")
        if mode is not None and self.mode not in mode:
            raise OSError(f"bad operation for mode {self.mode!r}")
    def __enter__(self):
        self._check()
        return self
    def __exit__(self, type, value, traceback):
        self.close()
    def __iter__(self):
        self._check()
        return iter(self.members)
    def next(self):
        self._check("ra")
        self._next = getattr(self, "_next", -1) + 1
        return self.members[self._next] if self._next < len(self.members) else None
    def getmembers(self):
        self._check()
        return self.members
    def getnames(self):
        return [info.name for info in self.getmembers()]
    def getmember(self, name):
        for info in reversed(self.members):
            if info.name == name.rstrip("/"):
                return info
        raise KeyError(f"filename {name!r} not found")
    def list(self, verbose=True, *, members=None):
        self._check()
        for info in self.members if members is None else members:
            if verbose:
                mode = stat.filemode(info.mode | (0o40000 if info.isdir() else 0o100000))
                date = "%d-%02d-%02d %02d:%02d:%02d" % time.localtime(info.mtime)[:6]
                print(f"{mode} {info.uname or info.uid}/{info.gname or info.gid} {info.size:>10} {date} ", end="")
            print(info.name + ("/" if info.isdir() else ""), end="\n" if not verbose else " \n")
    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        self._check("awx")
        if fileobj is not None:
            name = fileobj.name
        arcname = os.path.splitdrive(name if arcname is None else arcname)[1].replace(os.sep, "/").lstrip("/")
        info = self.tarinfo(arcname)
        stats = os.stat(name)
        info.mode, info.mtime = stats.st_mode, int(stats.st_mtime)
        if stat.S_ISDIR(stats.st_mode):
            info.type = DIRTYPE
        else:
            info.size = stats.st_size
        return info
    def add(self, name, arcname=None, recursive=True, *, filter=None):
        self._check("awx")
        arcname = name if arcname is None else arcname
        info = self.gettarinfo(name, arcname)
        if filter is not None:
            info = filter(info)
            if info is None:
                return
        if info.isreg():
            with _open_file(name, "rb") as file:
                self.addfile(info, file)
            return
        self.addfile(info)
        if recursive:
            for each in sorted(os.listdir(name)):
                self.add(os.path.join(name, each), os.path.join(arcname, each), recursive, filter=filter)
    def addfile(self, tarinfo, fileobj=None):
        self._check("awx")
        import copy
        tarinfo = copy.copy(tarinfo)
        record = tarinfo.tobuf(self.format, self.encoding, self.errors)
        if fileobj is not None:
            body = fileobj.read(tarinfo.size)
            if len(body) < tarinfo.size:
                raise OSError("unexpected end of data")
            record += _padded(body)
        self._data = self._data[:self.offset] + record
        tarinfo.offset = self.offset
        self.offset = len(self._data)
        self.members.append(tarinfo)
    def extractfile(self, member):
        self._check("r")
        info = self.getmember(member) if isinstance(member, str) else member
        if info.issym() or info.islnk():
            return self.extractfile(self.getmember(info.linkname))
        if not info.isreg():
            return None
        return self.fileobject(self._data[info.offset_data:info.offset_data + info.size], info)
    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        for member in self.members if members is None else members:
            self.extract(member, path, filter=filter)
    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        self._check("r")
        info = self.getmember(member) if isinstance(member, str) else member
        if isinstance(filter, str):
            if filter not in _FILTERS:
                raise ValueError(f"filter {filter!r} not found")
            filter = _FILTERS[filter]
        filter = filter or self.extraction_filter
        if filter is not None:
            info = filter(info, path)
            if info is None:
                return
        target = os.path.join(path, info.name)
        os.makedirs(target if info.isdir() else os.path.dirname(target) or ".", exist_ok=True)
        if info.isdir():
            return
        source = self.extractfile(info)
        if source is None:
            raise ExtractError(f"{info.name!r} can't be extracted in ishape: it is neither a file nor a folder")
        with _open_file(target, "wb") as file:
            file.write(source.read())
    def close(self):
        if self.closed:
            return
        self.closed = True
        if self.mode in "awx":
            data = self._data[:self.offset] + b"\0" * (BLOCKSIZE * 2)
            data += b"\0" * (-len(data) % RECORDSIZE)
            if self.mode == "a":
                self.fileobj.seek(0)
            self.fileobj.write(data)
        if self._own:
            self.fileobj.close()

def _pax_records(body):
    records = {}
    while body:
        length, _, rest = body.partition(b" ")
        if not length.isdigit():
            raise InvalidHeaderError("invalid header")
        key, _, value = body[len(length) + 1:int(length) - 1].partition(b"=")
        records[key.decode()] = value.decode(ENCODING, "surrogateescape")
        body = body[int(length):]
    return records

def is_tarfile(name):
    try:
        if hasattr(name, "read"):
            start = name.tell()
            TarFile.open(fileobj=name)
            name.seek(start)
        else:
            TarFile.open(name).close()
        return True
    except TarError:
        return False

_open_file, open = open, TarFile.open
