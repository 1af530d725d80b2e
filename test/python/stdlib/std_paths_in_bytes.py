"""os.path: str and bytes alike, variables and homes, what cannot stand together."""
import os
import os.path as p


class Like:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


for text in ("", "/", "//", "///a", "a", "a/", "/a/b.c", "a/.b", ".a.b", "..a", "a.b/c", "a/./b/../../..", "//x/..", "../a", "/..", "a//b///c.tar.gz", "./."):
    for path in (text, text.encode(), Like(text)):
        print([f(path) for f in (p.split, p.splitext, p.splitdrive, p.basename, p.dirname, p.normpath, p.isabs, p.normcase)])
for args in (("a", "b"), ("a/", "b", ""), ("a", "/b", "c"), (b"a", b"b"), ("a", b"b"), (b"a", "b"), ("a", 3), ("a", None), (Like("a"), "b", Like("c")), ("",), ("", "a")):
    attempt(p.join, *args)
for args in ((["a/b", "a/c"],), ([b"a/b", b"a/c/d"],), (["a", b"b"],), (["/a", "b"],), ([],), (["/a/./b", "//a/b/c"],), (iter(["x/y", "x/yz"]),), (["a", 3],)):
    attempt(p.commonpath, *args)
for names in ([], ["abc", "abd"], [b"x", b"xy"], [Like("ab"), "ac"], [[1, 2], [1, 3]], ["", "a"]):
    attempt(p.commonprefix, names)
for args in (("a/b", "a"), (b"a", b"b/c"), ("/a/b", "/c"), ("a", b"b"), ("",), ("a", "a"), (Like("x/y"), Like("x"))):
    attempt(p.relpath, *args)
attempt(p.exists, "a\0b")
attempt(p.getsize, "not there")
attempt(p.getctime, b"not there")
attempt(p.samefile, "not there", "either")
attempt(p.basename, 3)

os.environ.update(HOME="/home/me/", AB="one", ABC="two", WEIRD="$AB")
for text in ("$AB", "$ABC/$AB", "${AB}C", "$none ${none} $", "${AB", "$WEIRD", "a$-b$AB-c", "$$AB", "é$AB", "plain"):
    print(p.expandvars(text), p.expandvars(text.encode()), p.expandvars(Like(text)))
for text in ("~", "~/", "~/a", "a~", "~nobody-here/x", "/~"):
    print(p.expanduser(text), p.expanduser(text.encode()))
os.environ["HOME"] = "/"
print(p.expanduser("~"), p.expanduser("~/a"), p.expanduser("~//b"))
print(p.sep, p.curdir, p.pardir, p.extsep, p.pathsep, p.altsep, p.devnull)
for path in (Like(b"x"), Like(3), bytearray(b"x"), 3, b"x", Like("y")):
    attempt(os.fspath, path)
attempt(p.join, bytearray(b"a"), "b")
attempt(p.normcase, 3)
print(os.getcwdb() == os.getcwd().encode())
