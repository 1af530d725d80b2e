b = b'abc'; print(b, b[0], b[1:], b + b'd', b * 2, len(b), list(b), 97 in b, b'bc' in b, b.upper(), b.find(b'b'), b.hex(), bytes.fromhex('6162 63'), b.decode(), bytes(3), bytes([65, 66]), b == b'abc', b < b'abd', hash(b) == hash(b'abc'), b.replace(b'a', b'x'), b.split(b'b'), b.startswith(b'a'), b' x '.strip(), b.join([b'1', b'2']), b'%d %s %x' % (5, b'q', 255), b.center(7, b'*'), b'a,b'.partition(b','), b.index(b'c'), b.count(b'a'), b.isalpha(), b.title(), b.translate(bytes.maketrans(b'a', b'z')), b'\x00\xff\n\t\\\'"', b"it's", b'ab\ncd'.splitlines(), b.zfill(5), b.endswith(b'c'), b.rjust(5), b[::-1], b.hex('-'), b.swapcase(), str(b), repr(b))
ba = bytearray(b'abc'); ba[0] = 120; ba.append(100); ba.extend(b'ef'); ba += b'g'; del ba[1]; ba.insert(1, 50); print(ba, ba.pop(), ba[1:3], ba.decode(), bytes(ba), ba == b'x2cdef', len(ba), ba.find(b'c'), ba.reverse(), ba, ba.copy(), bytearray(2), ba.remove(50), ba, ba.clear(), ba); ba[:] = b'hello'; ba[1:3] = b'XY'; print(ba, ba.upper(), ba * 2)
m = memoryview(b'abcdef'); print(m[0], bytes(m[1:3]), len(m), m.tolist(), m.nbytes, m.itemsize, m.format, m.readonly, m == b'abcdef', m[::2].tobytes(), list(m), m.shape, m.ndim, m.strides, m.hex(), 97 in m)
ba = bytearray(b'hello'); mv = memoryview(ba); mv[0] = 72; mv[1:3] = b'EL'; print(ba, mv.readonly, mv.obj is ba, mv.contiguous); mv.release()
try: mv[0]
except ValueError as e: print(e)
try: m[0] = 1
except TypeError as e: print(e)
with memoryview(b'x') as q: print(q.tobytes())
try: memoryview('a')
except TypeError as e: print(e)
import struct
print(struct.pack('<IhB', 1, -2, 3), struct.unpack('<IhB', b'\x01\x00\x00\x00\xfe\xff\x03'), struct.calcsize('>Q2s'), struct.pack('>d', 1.5), struct.unpack('3s?', b'abc\x01'))
