# codecs: text files by encoding, encodings by name.
BOM_UTF8 = b"\xef\xbb\xbf"
BOM = BOM_LE = BOM_UTF16 = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"

_builtin_open = open

def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is None:
        return _builtin_open(filename, mode)
    return _builtin_open(filename, mode.replace("b", ""), buffering, encoding, errors, "")

def encode(obj, encoding="utf-8", errors="strict"):
    if _searching and (found := _registered(encoding)):
        return found[0](obj, errors)[0]
    if encoding in ("hex", "hex_codec"):
        return obj.hex().encode()
    if encoding in ("base64", "base64_codec"):
        import base64
        return base64.encodebytes(obj)
    if encoding in ("rot13", "rot_13"):
        return obj.translate(_rot13)
    return obj.encode(encoding, errors)

def decode(obj, encoding="utf-8", errors="strict"):
    if _searching and (found := _registered(encoding)):
        return found[1](obj, errors)[0]
    if encoding in ("hex", "hex_codec"):
        return bytes.fromhex(obj.decode())
    if encoding in ("base64", "base64_codec"):
        import base64
        return base64.decodebytes(obj)
    if encoding in ("rot13", "rot_13"):
        return obj.translate(_rot13)
    return obj.decode(encoding, errors)

_letters = "abcdefghijklmnopqrstuvwxyz"
_rot13 = {ord(a): ord(b) for low in (_letters, _letters.upper()) for a, b in zip(low, low[13:] + low[:13])}

class CodecInfo(tuple):
    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        return self
    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"

_names = {"utf8": "utf-8", "utf_8": "utf-8", "latin1": "iso8859-1", "latin_1": "iso8859-1", "latin-1": "iso8859-1", "iso-8859-1": "iso8859-1", "us-ascii": "ascii"}

_searching = []

def register(search_function):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searching.append(search_function)

def unregister(search_function):
    if search_function in _searching:
        _searching.remove(search_function)

def _registered(encoding):
    name = encoding.lower().replace(" ", "_")
    for search in _searching:
        found = search(name)
        if found is not None:
            if not isinstance(found, tuple) or len(found) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            return found

def lookup(encoding):
    if (found := _searching and _registered(encoding)):
        return found
    name = encoding.lower()
    name = _names.get(name, name)
    "".encode(name if name != "iso8859-1" else "latin-1")
    return CodecInfo(lambda text, errors="strict": (text.encode(encoding, errors), len(text)), lambda data, errors="strict": (bytes(data).decode(encoding, errors), len(data)), name=name)

def getencoder(encoding):
    return lookup(encoding).encode

def getdecoder(encoding):
    return lookup(encoding).decode
