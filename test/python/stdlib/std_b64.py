import base64, binascii, zlib
for n in range(8):
    d = bytes(range(250, 250 - n, -1))
    print(base64.b64encode(d), base64.urlsafe_b64encode(d), base64.b32encode(d), base64.b16encode(d), base64.b85encode(d), base64.a85encode(d), base64.b32hexencode(d))
    for enc, dec in ((base64.b64encode, base64.b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode), (base64.a85encode, base64.a85decode)):
        assert dec(enc(d)) == d, (enc, d)
print(base64.encodebytes(b'x' * 100), base64.b64decode('aGk='), base64.b64decode(b'a G\nk='))
for f in ("base64.b64decode('abc')", "base64.b64decode('a')", "base64.b64decode('abc!', validate=True)", "binascii.unhexlify('abc')", "binascii.unhexlify('zz')", "base64.b32decode('a')", "base64.b16decode('ab')", "base64.b64encode('x')", "binascii.hexlify(b'abcdef', '-')", "binascii.hexlify(b'abcdefg', ':', 2)", "binascii.hexlify(b'abcdefg', ':', -2)", "binascii.crc32(b'hello')", "binascii.b2a_base64(b'hi')", "zlib.crc32(b'hello', 5)", "zlib.adler32(b'hello')", "base64.b64decode('é')", "base64.a85encode(b'\\0\\0\\0\\0abc', adobe=True)"):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
for d in (b'', b'a', b'hello ' * 1000, bytes(range(256)) * 3):
    assert zlib.decompress(zlib.compress(d)) == d
    c = zlib.compressobj(wbits=-15); raw = c.compress(d) + c.flush()
    assert zlib.decompress(raw, -15) == d
print(zlib.decompress(bytes.fromhex('789ccb48cdc9c95728cf2fca490100 1a0b045d'.replace(' ', ''))))
try: zlib.decompress(b'xxxx')
except zlib.error as e: print(e)
try: zlib.decompress(bytes.fromhex('789ccb48'))
except zlib.error as e: print(e)
