import struct
for f, v in [('b', 300), ('B', -1), ('h', 99999), ('H', -1), ('i', 2**40), ('I', -1), ('l', 2**70), ('q', 2**70), ('Q', -1), ('<i', 2**40), ('<I', -1), ('<h', 99999), ('>Q', 2**65), ('>q', 2**65), ('<q', 'a'), ('f', 'a'), ('c', 3), ('s', 3), ('f', 1e50), ('<f', 1e50), ('e', 1e10), ('<b', 300), ('P', -1), ('?', 3), ('y', 1), ('3', 1), ('B', 1.5), ('d', None), ('<I', 2**32), ('<I', 2**70), ('<L', -1), ('<q', 2**63)]:
    try:
        print(f, v, struct.pack(f, v))
    except Exception as e:
        print(f, v, type(e).__module__, type(e).__qualname__, e)
for fn in ("struct.unpack('<I',b'abc')", "struct.unpack_from('<I',b'abc',1)", "struct.unpack_from('<I',b'abc',-9)", "struct.pack_into('<I',bytearray(2),0,1)", "struct.pack_into('<I',bytearray(8),-9,1)", "struct.pack('<II',1)", "struct.calcsize('bi')", "struct.calcsize('ib0q')", "struct.pack('5p',b'abcdefgh')", "list(struct.iter_unpack('<H',b'abc'))", "struct.unpack('','')", "struct.unpack('<H',5)", "struct.pack(5)", "struct.pack()", "struct.unpack('2c3s?',b'abcde\\x02')", "struct.Struct('<H').format", "struct.pack('<0s',b'ab')", "struct.pack('=2h h',1,2,3)", "struct.unpack('<e',b'\\x00<')", "struct.pack('e',65504.0)", "struct.pack('e',65520.0)", "list(struct.iter_unpack('<H',b'abcd'))", "struct.Struct('>hhl').unpack(struct.pack('>hhl', 1, -2, 3))", "struct.pack('<bhiqfd', 1, 2, 3, 4, .5, .25)", "struct.pack('bhiqfd', 1, 2, 3, 4, .5, .25)", "struct.pack('!I', True)", "struct.unpack('>e', struct.pack('>e', 1e-7))", "struct.unpack('<f', struct.pack('<f', 3.14))"):
    try:
        print(fn, eval(fn))
    except Exception as e:
        print(fn, type(e).__qualname__, e)
b = bytearray(8)
struct.pack_into('<HH', b, 2, 1, 65535)
print(b)
