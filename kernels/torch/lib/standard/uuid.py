import random

class UUID:
    def __init__(self, hex=None, bytes=None, int=None, version=None):
        if hex is not None:
            hex = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(hex) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = __builtins__.int(hex, 16) if hasattr(__builtins__, "int") else eval("int")(hex, 16)
        elif bytes is not None:
            int = type(0).from_bytes(bytes, "big")
        if version is not None:
            int &= ~(0xC000 << 48)
            int |= 0x8000 << 48
            int &= ~(0xF000 << 64)
            int |= version << 76
        self.int = int
    @property
    def hex(self):
        return "%032x" % self.int
    @property
    def bytes(self):
        return self.int.to_bytes(16, "big")
    @property
    def version(self):
        return (self.int >> 76) & 0xF
    def __str__(self):
        h = self.hex
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
    def __repr__(self):
        return f"UUID({str(self)!r})"
    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented
    def __hash__(self):
        return hash(self.int)

_source = random.Random()

def uuid4():
    return UUID(int=_source.getrandbits(128), version=4)

uuid1 = uuid4
