# uuid: identifiers of 128 bits.
import os
import random
import time
from enum import Enum

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    "reserved for NCS compatibility", "specified in RFC 4122", "reserved for Microsoft compatibility", "reserved for future definition"]

_int, _bytes = int, bytes

class SafeUUID(Enum):
    safe = 0
    unsafe = -1
    unknown = None

# Bits of the six fields, from the highest on.
_WIDTHS = (32, 16, 16, 8, 8, 48)
_NAMES = ("time_low", "time_mid", "time_hi_version", "clock_seq_hi_variant", "clock_seq_low", "node")

class UUID:
    __slots__ = ("int", "is_safe", "__weakref__")
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        if hex is not None:
            hex = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(hex) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = _int(hex, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            bytes = bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:]
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            int = _int.from_bytes(bytes, "big")
        if fields is not None:
            if len(fields) != 6:
                raise ValueError("fields is not a 6-tuple")
            int = 0
            for i, (value, width) in enumerate(zip(fields, _WIDTHS), start=1):
                if not 0 <= value < 1 << width:
                    raise ValueError(f"field {i} out of range (need a{'n' if width == 8 else ''} {width}-bit value)")
                int = int << width | value
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        object.__setattr__(self, "int", int)
        object.__setattr__(self, "is_safe", is_safe)
    def __getstate__(self):
        state = {"int": self.int}
        if self.is_safe != SafeUUID.unknown:
            state["is_safe"] = self.is_safe.value
        return state
    def __setstate__(self, state):
        object.__setattr__(self, "int", state["int"])
        object.__setattr__(self, "is_safe", SafeUUID(state["is_safe"]) if "is_safe" in state else SafeUUID.unknown)
    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented
    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented
    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented
    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented
    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented
    def __hash__(self):
        return hash(self.int)
    def __int__(self):
        return self.int
    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"
    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")
    def __str__(self):
        hex = self.hex
        return f"{hex[:8]}-{hex[8:12]}-{hex[12:16]}-{hex[16:20]}-{hex[20:]}"
    @property
    def bytes(self):
        return self.int.to_bytes(16, "big")
    @property
    def bytes_le(self):
        bytes = self.bytes
        return bytes[3::-1] + bytes[5:3:-1] + bytes[7:5:-1] + bytes[8:]
    @property
    def fields(self):
        return tuple(getattr(self, name) for name in _NAMES)
    @property
    def time(self):
        return (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low
    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low
    @property
    def hex(self):
        return "%032x" % self.int
    @property
    def urn(self):
        return "urn:uuid:" + str(self)
    @property
    def variant(self):
        high = self.clock_seq_hi_variant
        if not high & 0x80:
            return RESERVED_NCS
        if not high & 0x40:
            return RFC_4122
        return RESERVED_FUTURE if high & 0x20 else RESERVED_MICROSOFT
    @property
    def version(self):
        if self.variant == RFC_4122:
            return self.int >> 76 & 0xF

def _add_fields():
    shift = 128
    for name, width in zip(_NAMES, _WIDTHS):
        shift -= width
        setattr(UUID, name, property(lambda self, shift=shift, mask=(1 << width) - 1: self.int >> shift & mask))

_add_fields()

_node = None
_source = random.Random()

def getnode():
    # There is no network card to ask: a number with the multicast bit, kept for the run.
    global _node
    if _node is None:
        _node = _source.getrandbits(48) | 1 << 40
    return _node

_last = 0

def uuid1(node=None, clock_seq=None):
    global _last
    # Tenths of microseconds since the Gregorian calendar began.
    moment = time.time_ns() // 100 + 0x01B21DD213814000
    _last = moment = max(moment, _last + 1)
    if clock_seq is None:
        clock_seq = _source.getrandbits(14)
    fields = (moment & 0xFFFFFFFF, moment >> 32 & 0xFFFF, moment >> 48 & 0x0FFF, clock_seq >> 8 & 0x3F, clock_seq & 0xFF, getnode() if node is None else node)
    return UUID(fields=fields, version=1)

def uuid3(namespace, name):
    from hashlib import md5
    return UUID(bytes=md5(namespace.bytes + _bytes(name, "utf-8")).digest(), version=3)

def uuid4():
    return UUID(int=_source.getrandbits(128), version=4)

def uuid5(namespace, name):
    from hashlib import sha1
    return UUID(bytes=sha1(namespace.bytes + _bytes(name, "utf-8")).digest()[:16], version=5)

NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
