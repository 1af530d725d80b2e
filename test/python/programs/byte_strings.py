# What bytes and bytearrays are made from, in place and by subclasses; hex and its separators; % with names.
def tried(use):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error)


class Own(bytearray):
    def __init__(self, first=1, *args, **kwargs):
        bytearray.__init__(self, *args, **kwargs)
        self.first = first


class Text(str):
    def __bytes__(self):
        return b"own " + self.encode()


class Blocked:
    __bytes__ = None


class Wrong:
    def __bytes__(self):
        return "text"


a = Own(3, b"abc")
print(a, a.first, Own.fromhex("6162") if False else Own(4), bytes(Text("x")), bytes(Text("x"), "ascii"))
b = a
b *= 2
print(a is b, a)
for use in (
    lambda: bytes(Blocked()),
    lambda: bytes(Wrong()),
    lambda: bytes("x"),
    lambda: bytes(b"x", "ascii"),
    lambda: bytes.fromhex("61 6a\n6B"),
    lambda: bytes.fromhex("61\xa062"),
    lambda: bytes.fromhex("6"),
    lambda: b"\x01\x02\x03".hex(":"),
    lambda: b"\x01\x02\x03".hex(b"-", 2),
    lambda: b"\x01\x02\x03".hex("-", -2),
    lambda: b"\x01\x02".hex("::"),
    lambda: b"\x01\x02".hex(""),
    lambda: b"\x01\x02".hex("\xe9"),
    lambda: b"\x01\x02".hex(3),
    lambda: b"%(a)s and %(b)d" % {b"a": b"x", b"b": 3},
    lambda: b"%(a)s" % {"a": b"x"},
    lambda: b"%s %b %c %a %5.1f" % (b"x", bytearray(b"y"), 65, "é", 2),
    lambda: b"%b" % "text",
    lambda: "abbbc".rsplit("bb"),
    lambda: b"abbbc".rsplit(b"bb", 1),
):
    tried(use)
