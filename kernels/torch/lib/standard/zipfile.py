# zipfile: archives of files, stored or deflated.
import io
import os
import shutil
import stat
import struct
import sys
import time
import zlib

class BadZipFile(Exception):
    pass

class LargeZipFile(Exception):
    pass

error = BadZipfile = BadZipFile

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
_NAMES = {0: "store", 8: "deflate", 12: "bzip2", 14: "lzma"}
_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_LOCAL_FORMAT, _CENTRAL_FORMAT, _END_FORMAT = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_UTF8, _ENCRYPTED, _SIZES_BEHIND = 0x800, 0x1, 0x8

# The upper half of the code page that names are written in without the flag for UTF-8.
_CP437 = (
    "\xc7\xfc\xe9\xe2\xe4\xe0\xe5\xe7\xea\xeb\xe8\xef\xee\xec\xc4\xc5\xc9\xe6\xc6\xf4\xf6\xf2\xfb\xf9\xff\xd6\xdc\xa2\xa3\xa5\u20a7\u0192\xe1\xed\xf3\xfa\xf1\xd1\xaa\xba\xbf\u2310\xac\xbd\xbc\xa1\xab\xbb\u2591\u2592\u2593\u2502\u2524\u2561\u2562\u2556\u2555\u2563\u2551\u2557\u255d\u255c\u255b\u2510"
    "\u2514\u2534\u252c\u251c\u2500\u253c\u255e\u255f\u255a\u2554\u2569\u2566\u2560\u2550\u256c\u2567\u2568\u2564\u2565\u2559\u2558\u2552\u2553\u256b\u256a\u2518\u250c\u2588\u2584\u258c\u2590\u2580\u03b1\xdf\u0393\u03c0\u03a3\u03c3\xb5\u03c4\u03a6\u0398\u03a9\u03b4\u221e\u03c6\u03b5\u2229\u2261\xb1\u2265\u2264\u2320\u2321\xf7\u2248\xb0\u2219\xb7\u221a\u207f\xb2\u25a0\xa0"
)

def _name_of(raw, flags, encoding):
    if flags & _UTF8 or encoding:
        return raw.decode("utf-8" if flags & _UTF8 else encoding)
    return "".join([chr(byte) if byte < 128 else _CP437[byte - 128] for byte in raw])

def _check_compression(compression):
    if compression in (ZIP_STORED, ZIP_DEFLATED):
        return
    if compression in (ZIP_BZIP2, ZIP_LZMA):
        raise NotImplementedError(f"zipfile: {_NAMES[compression]} is not available in ishape")
    raise NotImplementedError("That compression method is not supported")

def is_zipfile(filename):
    try:
        if hasattr(filename, "read"):
            return _end_of(filename) is not None
        with open(filename, "rb") as file:
            return _end_of(file) is not None
    except OSError:
        return False

def _end_of(file):
    # The record at the end: (where it stands, its fields, the comment); a comment of any length follows it.
    file.seek(0, 2)
    size = file.tell()
    start = max(0, size - 65557)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return None
    fields = struct.unpack(_END_FORMAT, tail[at:at + 22])
    return start + at, fields, tail[at + 22:at + 22 + fields[7]]

class ZipInfo:
    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        self.filename = filename.partition("\0")[0]
        if os.sep != "/":
            self.filename = self.filename.replace(os.sep, "/")
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.compress_type = ZIP_STORED
        self._compresslevel = None
        self.comment = self.extra = b""
        self.create_system = 3
        self.create_version = self.extract_version = 20
        self.reserved = self.flag_bits = self.volume = 0
        self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0
        self.CRC = 0
        self.header_offset = 0
    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        filename = os.fspath(filename)
        stats = os.stat(filename)
        folder = stat.S_ISDIR(stats.st_mode)
        date = time.localtime(stats.st_mtime)[:6]
        if not strict_timestamps:
            date = min(max(date, (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 59))
        name = os.path.normpath(os.path.splitdrive(filename if arcname is None else arcname)[1]).lstrip("/")
        info = cls(name + "/" * folder, date)
        info.external_attr = (stats.st_mode & 0xFFFF) << 16
        if folder:
            info.external_attr |= 0x10
        else:
            info.file_size = stats.st_size
        return info
    def is_dir(self):
        return self.filename.endswith("/")
    def __repr__(self):
        parts = [f"<{type(self).__name__} filename={self.filename!r}"]
        if self.compress_type != ZIP_STORED:
            parts.append(f" compress_type={_NAMES.get(self.compress_type, self.compress_type)}")
        high, low = self.external_attr >> 16, self.external_attr & 0xFFFF
        if high:
            parts.append(f" filemode={stat.filemode(high)!r}")
        if low:
            parts.append(f" external_attr={low:#x}")
        folder = self.is_dir()
        if not folder or self.file_size:
            parts.append(f" file_size={self.file_size!r}")
        if (not folder or self.compress_size) and (self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            parts.append(f" compress_size={self.compress_size!r}")
        return "".join(parts) + ">"
    def _encoded(self):
        try:
            return self.filename.encode("ascii"), self.flag_bits & ~_UTF8
        except UnicodeEncodeError:
            return self.filename.encode("utf-8"), self.flag_bits | _UTF8
    def _stamp(self):
        year, month, day, hour, minute, second = self.date_time
        return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    def FileHeader(self, zip64=None):
        name, flags = self._encoded()
        sizes = (0, 0, 0) if flags & _SIZES_BEHIND else (self.CRC, self.compress_size, self.file_size)
        head = struct.pack(_LOCAL_FORMAT, _LOCAL, self.extract_version, flags, self.compress_type, *self._stamp(), *sizes, len(name), len(self.extra))
        return head + name + self.extra
    def _central(self):
        name, flags = self._encoded()
        return struct.pack(
            _CENTRAL_FORMAT, _CENTRAL, self.create_version | self.create_system << 8, self.extract_version, flags,
            self.compress_type, *self._stamp(), self.CRC, self.compress_size, self.file_size, len(name), len(self.extra),
            len(self.comment), 0, self.internal_attr, self.external_attr, self.header_offset) + name + self.extra + self.comment

class ZipExtFile(io.BytesIO):
    # A member, unpacked whole.
    def __new__(cls, *args, **kwargs):
        return io.BytesIO.__new__(cls)
    def __init__(self, data, info):
        io.BytesIO.write(self, data)
        self.seek(0)
        self.name = info.filename
        self.mode = "r"
        self._length = len(data)
    def __repr__(self):
        state = " [closed]" if self.closed else f" name={self.name!r} mode={self.mode!r}"
        return f"<zipfile.{type(self).__qualname__}{state}>"
    def writable(self):
        return False

class _ZipWriteFile(io.BytesIO):
    # A member that is written; it joins the archive when it is closed.
    def __new__(cls, *args, **kwargs):
        return io.BytesIO.__new__(cls)
    def __init__(self, archive, info):
        self._archive, self._info = archive, info
        self.name, self.mode = info.filename, "wb"
    def readable(self):
        return False
    def close(self):
        if not self.closed:
            self._archive._add(self._info, self.getvalue())
            self._archive._writing = False
            io.BytesIO.close(self)
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        self.close()

class ZipFile:
    fp = None
    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *, strict_timestamps=True, metadata_encoding=None):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self.compression, self.compresslevel, self.mode = compression, compresslevel, mode
        self._allowZip64, self._strict_timestamps = allowZip64, strict_timestamps
        self.metadata_encoding = metadata_encoding
        self.filelist, self.NameToInfo = [], {}
        self.pwd, self._comment = None, b""
        self._changed = self._writing = False
        self._own = not hasattr(file, "read") and not hasattr(file, "write")
        if self._own:
            self.filename = os.fspath(file)
            if mode == "a" and not os.path.exists(self.filename):
                self.mode = mode = "w"
            # What is written stays in memory until the archive is closed.
            if mode in ("r", "a"):
                with open(self.filename, "rb") as source:
                    self.fp = io.BytesIO(source.read())
            else:
                open(self.filename, mode + "b").close()
                self.fp = io.BytesIO()
        else:
            self.fp = file
            self.filename = getattr(file, "name", None)
        self._start = 0
        try:
            if mode == "r":
                self._read_directory()
            elif mode in ("w", "x"):
                self._changed = True
                self._end = self._tell()
            else:
                try:
                    self._read_directory()
                except BadZipFile:
                    self.fp.seek(0, 2)
                    self._changed = True
                    self._end = self._tell()
        except BaseException:
            self.fp = None
            raise
    def _tell(self):
        try:
            return self.fp.tell()
        except (AttributeError, OSError):
            return 0
    def __enter__(self):
        return self
    def __exit__(self, type, value, traceback):
        self.close()
    def __repr__(self):
        parts = [f"<{type(self).__module__}.{type(self).__qualname__}"]
        if self.fp is None:
            return parts[0] + " [closed]>"
        if not self._own:
            parts.append(f" file={self.fp!r}")
        elif self.filename is not None:
            parts.append(f" filename={self.filename!r}")
        return "".join(parts) + f" mode={self.mode!r}>"
    def _read_directory(self):
        try:
            end = _end_of(self.fp)
        except OSError:
            raise BadZipFile("File is not a zip file") from None
        if end is None:
            raise BadZipFile("File is not a zip file")
        at, fields, self._comment = end
        size, offset = fields[5], fields[6]
        if fields[4] == 0xFFFF or offset == 0xFFFFFFFF:
            raise NotImplementedError("zipfile: archives with ZIP64 records are not available in ishape")
        # Archives may stand behind other data.
        self._start = at - size - offset
        if self._start < 0:
            raise BadZipFile("Bad offset for central directory")
        self._end = offset + self._start
        self.fp.seek(self._end)
        data = io.BytesIO(self.fp.read(size))
        while len(head := data.read(46)):
            if len(head) != 46:
                raise BadZipFile("Truncated central directory")
            fields = struct.unpack(_CENTRAL_FORMAT, head)
            if fields[0] != _CENTRAL:
                raise BadZipFile("Bad magic number for central directory")
            name = data.read(fields[10])
            info = ZipInfo(_name_of(name, fields[3], self.metadata_encoding))
            info.extra, info.comment = data.read(fields[11]), data.read(fields[12])
            info.create_version, info.create_system = fields[1] & 0xFF, fields[1] >> 8
            info.extract_version, info.flag_bits, info.compress_type = fields[2:5]
            clock, date = fields[5:7]
            info.date_time = ((date >> 9) + 1980, date >> 5 & 15, date & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
            info.CRC, info.compress_size, info.file_size = fields[7:10]
            info.volume, info.internal_attr, info.external_attr = fields[13:16]
            info.header_offset = fields[16] + self._start
            self.filelist.append(info)
            self.NameToInfo[info.filename] = info
    def namelist(self):
        return [info.filename for info in self.filelist]
    def infolist(self):
        return self.filelist
    def printdir(self, file=None):
        print("%-46s %19s %12s" % ("File Name", "Modified    ", "Size"), file=file)
        for info in self.filelist:
            date = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print("%-46s %s %12d" % (info.filename, date, info.file_size), file=file)
    def testzip(self):
        for info in self.filelist:
            try:
                self.read(info)
            except BadZipFile:
                return info.filename
    def getinfo(self, name):
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f"There is no item named {name!r} in the archive")
        return info
    def setpassword(self, pwd):
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        self.pwd = pwd or None
    @property
    def comment(self):
        return self._comment
    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f"comment: expected bytes, got {type(comment).__name__}")
        if len(comment) > 65535:
            import warnings
            warnings.warn("Archive comment is too long; truncating to 65535 bytes", stacklevel=2)
            comment = comment[:65535]
        self._comment, self._changed = comment, True
    def read(self, name, pwd=None):
        with self.open(name, "r", pwd) as member:
            return member.read()
    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        if mode not in ("r", "w"):
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and mode == "w":
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        if mode == "w":
            info = name
            if not isinstance(name, ZipInfo):
                info = ZipInfo(name, time.localtime(time.time())[:6])
                info.compress_type, info._compresslevel = self.compression, self.compresslevel
                info.external_attr = 0o600 << 16
            self._check_writable()
            self._writing = True
            return _ZipWriteFile(self, info)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. Close the writing handle before trying to read.")
        info = name if isinstance(name, ZipInfo) else self.getinfo(name)
        return ZipExtFile(self._unpacked(info), info)
    def _unpacked(self, info):
        self.fp.seek(info.header_offset)
        head = self.fp.read(30)
        if len(head) != 30:
            raise BadZipFile("Truncated file header")
        fields = struct.unpack(_LOCAL_FORMAT, head)
        if fields[0] != _LOCAL:
            raise BadZipFile("Bad magic number for file header")
        name = self.fp.read(fields[9])
        self.fp.read(fields[10])
        if info.flag_bits & _ENCRYPTED:
            raise NotImplementedError("zipfile: encrypted members are not available in ishape")
        text = _name_of(name, fields[2], self.metadata_encoding)
        if text != info.orig_filename:
            raise BadZipFile(f"File name in directory {info.orig_filename!r} and header {name!r} differ.")
        data = self.fp.read(info.compress_size)
        if len(data) < info.compress_size:
            raise EOFError
        _check_compression(info.compress_type)
        if info.compress_type == ZIP_DEFLATED:
            data = zlib.decompress(data, -15)
        if zlib.crc32(data) != info.CRC:
            raise BadZipFile(f"Bad CRC-32 for file {info.filename!r}")
        return data
    def extract(self, member, path=None, pwd=None):
        return self._extract(member, os.getcwd() if path is None else os.fspath(path))
    def extractall(self, path=None, members=None, pwd=None):
        for member in self.namelist() if members is None else members:
            self.extract(member, path, pwd)
    def _extract(self, member, target):
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        # No part leads out of the folder.
        parts = [part for part in info.filename.split("/") if part not in ("", ".", "..")]
        target = os.path.normpath(os.path.join(target, *parts))
        os.makedirs(target if info.is_dir() else os.path.dirname(target) or ".", exist_ok=True)
        if not info.is_dir():
            with open(target, "wb") as file:
                file.write(self._unpacked(info))
        return target
    def _check_writable(self):
        if self.mode not in ("w", "x", "a"):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")
    def _add(self, info, data):
        import warnings
        if info.filename in self.NameToInfo:
            warnings.warn(f"Duplicate name: {info.filename!r}", stacklevel=3)
        _check_compression(info.compress_type)
        info.file_size, info.CRC = len(data), zlib.crc32(data)
        if info.compress_type == ZIP_DEFLATED:
            packer = zlib.compressobj(-1 if info._compresslevel is None else info._compresslevel, zlib.DEFLATED, -15)
            data = packer.compress(data) + packer.flush()
        info.compress_size = len(data)
        if max(info.file_size, len(data)) > 0xFFFFFFFE:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        if not info.external_attr:
            info.external_attr = 0o600 << 16
        info.header_offset = self._end
        if self.mode == "a" or hasattr(self.fp, "seek"):
            try:
                self.fp.seek(self._end)
            except (AttributeError, OSError):
                pass
        record = info.FileHeader() + data
        self.fp.write(record)
        self._end += len(record)
        self._changed = True
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        self._check_writable()
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info._compresslevel = self.compresslevel if compresslevel is None else compresslevel
        with open(filename, "rb") as source:
            self._add(info, source.read())
    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        if isinstance(data, str):
            data = data.encode("utf-8")
        info = zinfo_or_arcname
        if not isinstance(info, ZipInfo):
            info = ZipInfo(info, time.localtime(time.time())[:6])
            info.compress_type, info._compresslevel = self.compression, self.compresslevel
            info.external_attr = 0o40775 << 16 | 0x10 if info.is_dir() else 0o600 << 16
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        self._check_writable()
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info._compresslevel = compresslevel
        self._add(info, bytes(data))
    def mkdir(self, zinfo_or_directory_name, mode=511):
        info = zinfo_or_directory_name
        if isinstance(info, str):
            info = ZipInfo(info.rstrip("/") + "/")
            info.external_attr = (0o40000 | mode) << 16 | 0x10
        elif not isinstance(info, ZipInfo):
            raise TypeError("Expected type str or ZipInfo")
        elif not info.filename.endswith("/"):
            info.filename += "/"
        self._check_writable()
        info.compress_type = ZIP_STORED
        self._add(info, b"")
    def close(self):
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. Close the writing handle before closing the zip.")
        try:
            if self.mode in ("w", "x", "a") and self._changed:
                self._write_directory()
        finally:
            self.fp = None
    def _write_directory(self):
        if len(self.filelist) > ZIP_FILECOUNT_LIMIT:
            raise LargeZipFile("Files count would require ZIP64 extensions")
        records = b"".join([info._central() for info in self.filelist])
        end = struct.pack(_END_FORMAT, _END, 0, 0, len(self.filelist), len(self.filelist), len(records), self._end, len(self._comment))
        try:
            self.fp.seek(self._end)
        except (AttributeError, OSError):
            pass
        self.fp.write(records + end + self._comment)
        if self.mode == "a" and hasattr(self.fp, "truncate"):
            self.fp.truncate()
        if self._own:
            with open(self.filename, "wb") as target:
                target.write(self.fp.getvalue())
        elif hasattr(self.fp, "flush"):
            self.fp.flush()
    def __del__(self):
        pass

class Path:
    # A member of an archive, or a folder of it, as a path.
    def __init__(self, root, at=""):
        self.root = root if isinstance(root, ZipFile) else ZipFile(root)
        self.at = at
    def _names(self):
        # Folders that only their files tell of are there too.
        names = dict.fromkeys(self.root.namelist())
        for name in list(names):
            parts = name.rstrip("/").split("/")[:-1]
            for i in range(1, len(parts) + 1):
                names.setdefault("/".join(parts[:i]) + "/")
        return names
    def open(self, mode="r", *args, pwd=None, **kwargs):
        if self.is_dir():
            raise IsADirectoryError(self)
        if not self.exists() and mode[0] == "r":
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, mode[0], pwd=pwd)
        if "b" in mode:
            if args or kwargs:
                raise ValueError("encoding args invalid for binary operation")
            return stream
        if mode[0] == "r":
            return io.StringIO(stream.read().decode(*(args or (kwargs.get("encoding") or "utf-8",))))
        raise NotImplementedError("zipfile.Path.open for writing text is not available in ishape")
    def read_text(self, *args, **kwargs):
        return self.open("r", *args, **kwargs).read()
    def read_bytes(self):
        return self.open("rb").read()
    @property
    def filename(self):
        return os.path.join(self.root.filename, self.at)
    @property
    def name(self):
        return self.at.rstrip("/").rpartition("/")[2] or os.path.basename(self.root.filename)
    @property
    def suffix(self):
        return os.path.splitext(self.name)[1]
    @property
    def stem(self):
        return os.path.splitext(self.name)[0]
    @property
    def parent(self):
        head = self.at.rstrip("/").rpartition("/")[0]
        return Path(self.root, head + "/" if head else "")
    def is_dir(self):
        return not self.at or self.at.endswith("/")
    def is_file(self):
        return self.exists() and not self.is_dir()
    def exists(self):
        return not self.at or self.at in self._names()
    def joinpath(self, *other):
        at = "/".join([self.at.rstrip("/"), *other]).lstrip("/")
        return Path(self.root, at + "/" if at + "/" in self._names() else at)
    __truediv__ = joinpath
    def iterdir(self):
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        for name in self._names():
            rest = name[len(self.at):].rstrip("/")
            if name.startswith(self.at) and rest and "/" not in rest:
                yield Path(self.root, name)
    def __str__(self):
        return os.path.join(self.root.filename, self.at)
    def __repr__(self):
        return f"{type(self).__name__}({self.root.filename!r}, {self.at!r})"
