# stat: the bits of st_mode.
S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK = 0o040000, 0o020000, 0o060000, 0o100000, 0o010000, 0o120000, 0o140000

def S_IFMT(mode):
    return mode & 0o170000

def S_IMODE(mode):
    return mode & 0o7777

def S_ISDIR(mode):
    return S_IFMT(mode) == S_IFDIR

def S_ISREG(mode):
    return S_IFMT(mode) == S_IFREG

def S_ISLNK(mode):
    return S_IFMT(mode) == S_IFLNK

def S_ISFIFO(mode):
    return S_IFMT(mode) == S_IFIFO

def S_ISSOCK(mode):
    return S_IFMT(mode) == S_IFSOCK

def filemode(mode):
    kind = {S_IFDIR: "d", S_IFLNK: "l", S_IFREG: "-", S_IFCHR: "c", S_IFBLK: "b", S_IFIFO: "p", S_IFSOCK: "s"}.get(S_IFMT(mode), "?")
    return kind + "".join([letter if mode >> 8 - i & 1 else "-" for i, letter in enumerate("rwxrwxrwx")])
