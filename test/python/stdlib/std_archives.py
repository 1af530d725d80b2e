# zip and tar archives in memory and on disk.
import io
import tarfile
import zipfile

buf = io.BytesIO()
with zipfile.ZipFile(buf, "w", zipfile.ZIP_DEFLATED) as z:
    info = zipfile.ZipInfo("a/b.txt", (2020, 1, 2, 3, 4, 6))
    z.writestr(info, "hello " * 100)
    info = zipfile.ZipInfo("é.bin", (1999, 12, 31, 23, 59, 58))
    info.compress_type = zipfile.ZIP_DEFLATED
    z.writestr(info, bytes(range(256)) * 4)
    z.mkdir("folder")
    z.comment = b"a comment"
    print(z.namelist())
    try:
        z.getinfo("none")
    except KeyError as error:
        print(error)
with zipfile.ZipFile(buf) as z:
    for info in z.infolist():
        print(info.filename, info.date_time, info.file_size, info.CRC, info.is_dir(), info.compress_type)
    print(z.read("a/b.txt")[:11], z.comment, z.testzip())
    with z.open("é.bin") as member:
        print(member.read(4), member.name, member.seek(-2, 2), member.read())
    z.printdir()
    print(repr(z.getinfo("a/b.txt")))
    root = zipfile.Path(z)
    print(sorted(p.name for p in root.iterdir()), (root / "a" / "b.txt").read_text()[:5], (root / "a").is_dir())
    try:
        z.writestr(zipfile.ZipInfo("x"), "y")
    except ValueError as error:
        print(error)
print(zipfile.is_zipfile(buf), zipfile.is_zipfile(io.BytesIO(b"no")))
try:
    zipfile.ZipFile(io.BytesIO(b"nothing of the kind"))
except zipfile.BadZipFile as error:
    print(type(error).__name__, error)
with zipfile.ZipFile(buf, "a") as z:
    z.writestr(zipfile.ZipInfo("later", (2021, 1, 1, 0, 0, 0)), b"more")
print(zipfile.ZipFile(buf).namelist())
broken = buf.getvalue().replace(b"more", b"less")
try:
    zipfile.ZipFile(io.BytesIO(broken)).read("later")
except zipfile.BadZipFile as error:
    print(error)

for mode in ("w", "w:gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, data in [("one.txt", b"1" * 10), ("deep/" * 30 + "two", b"two"), ("ü", b"")]:
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = len(data), 1600000000, 0o600
            t.addfile(info, io.BytesIO(data))
        folder = tarfile.TarInfo("dir")
        folder.type = tarfile.DIRTYPE
        t.addfile(folder)
        print(t.getnames())
    out.seek(0)
    with tarfile.open(fileobj=out) as t:
        for info in t:
            print(info.name, info.size, info.mtime, oct(info.mode), info.isdir(), info.isfile())
        print(t.extractfile("one.txt").read(), t.extractfile("dir"), t.getmember("dir").type)
        try:
            t.getmember("none")
        except KeyError as error:
            print(error)
plain = io.BytesIO()
with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as t:
    info = tarfile.TarInfo("x")
    info.size = 3
    t.addfile(info, io.BytesIO(b"abc"))
import hashlib
print(len(plain.getvalue()), hashlib.md5(plain.getvalue()).hexdigest())
for bad in (b"", b"x" * 600):
    try:
        tarfile.open(fileobj=io.BytesIO(bad))
    except tarfile.ReadError as error:
        print(type(error).__name__)
