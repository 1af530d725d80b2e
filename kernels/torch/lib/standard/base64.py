# base64, base32, base16 and base85 texts of bytes.
import binascii
import struct

def _bytes(value):
    if isinstance(value, str):
        try:
            return value.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    try:
        return memoryview(value).tobytes()
    except TypeError:
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(value).__name__!r}") from None

def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded

def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_bytes(altchars), b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)

standard_b64encode = b64encode
standard_b64decode = b64decode

def urlsafe_b64encode(s):
    return b64encode(s, b"-_")

def urlsafe_b64decode(s):
    return b64decode(_bytes(s), b"-_")

_b32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_b32hex = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"

def _encode32(alphabet, s):
    s = bytes(s)
    out = bytearray()
    for i in range(0, len(s), 5):
        chunk = s[i:i + 5]
        number = int.from_bytes(chunk.ljust(5, b"\0"), "big")
        digits = [alphabet[(number >> shift) & 31] for shift in range(35, -1, -5)]
        used = -(-len(chunk) * 8 // 5)
        out += bytes(digits[:used]) + b"=" * (8 - used)
    return bytes(out)

def _decode32(alphabet, s, casefold, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        s = s.translate(bytes.maketrans(b"01", b"O" + _bytes(map01)))
    if casefold:
        s = s.upper()
    body = s.rstrip(b"=")
    padding = len(s) - len(body)
    out = bytearray()
    for i in range(0, len(body), 8):
        number = 0
        for byte in body[i:i + 8].ljust(8, alphabet[:1]):
            digit = alphabet.find(byte)
            if digit < 0:
                raise binascii.Error("Non-base32 digit found")
            number = number << 5 | digit
        out += number.to_bytes(5, "big")
    # Characters of padding, and the bytes that they stand for.
    missing = {0: 0, 1: 1, 3: 2, 4: 3, 6: 4}.get(padding)
    if missing is None:
        raise binascii.Error("Incorrect padding")
    return bytes(out[:len(out) - missing])

def b32encode(s):
    return _encode32(_b32, s)

def b32decode(s, casefold=False, map01=None):
    return _decode32(_b32, s, casefold, map01)

def b32hexencode(s):
    return _encode32(_b32hex, s)

def b32hexdecode(s, casefold=False):
    return _decode32(_b32hex, s, casefold)

def b16encode(s):
    return binascii.hexlify(s).upper()

def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if any(byte not in b"0123456789ABCDEF" for byte in s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)

_a85 = bytes(range(33, 118))
_b85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"

def _encode85(b, alphabet, pad, fold):
    b = bytes(b)
    missing = -len(b) % 4
    out = bytearray()
    words = struct.unpack(f">{(len(b) + missing) // 4}I", b + b"\0" * missing)
    for word in words:
        if fold and word == 0:
            out += b"z"
            continue
        digits = []
        for _ in range(5):
            word, digit = divmod(word, 85)
            digits.append(alphabet[digit])
        out += bytes(reversed(digits))
    if missing and not pad:
        if out[-1:] == b"z" and fold:
            out[-1:] = alphabet[:1] * 5
        out = out[:-missing]
    return bytes(out)

def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    out = _encode85(b, _a85, pad, True)
    if adobe:
        out = b"<~" + out
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        out = b"\n".join([out[i:i + width] for i in range(0, len(out), width)])
    return out + b"~>" if adobe else out

def b85encode(b, pad=False):
    return _encode85(b, _b85, pad, False)

def _decode85(b, alphabet, kind):
    missing = -len(b) % 5
    out = bytearray()
    padded = b + alphabet[-1:] * missing
    for i in range(0, len(padded), 5):
        word = 0
        for j, byte in enumerate(padded[i:i + 5]):
            digit = alphabet.find(byte)
            if digit < 0:
                raise ValueError(f"bad {kind} character at position {i + j}")
            word = word * 85 + digit
        if word >= 1 << 32:
            raise ValueError(f"{kind} overflow in hunk starting at byte {i}")
        out += word.to_bytes(4, "big")
    return bytes(out[:len(out) - missing] if missing else out)

def b85decode(b):
    return _decode85(_bytes(b), _b85, "base85")

def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\x0b"):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    kept = bytes(byte for byte in b if byte not in ignorechars)
    return _decode85(kept.replace(b"z", b"!!!!!"), _a85, "Ascii85")

def encodebytes(s):
    return b"".join(binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57))

def decodebytes(s):
    return binascii.a2b_base64(s)

def encode(input, output):
    output.write(encodebytes(input.read()))

def decode(input, output):
    output.write(decodebytes(input.read()))
