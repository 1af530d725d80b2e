# struct.pack_into writes into whatever can be written to.
import array
import struct

a = array.array("i", [1, 2, 3])
struct.pack_into("i", a, 4, 77)
print(a)
raw = bytearray(8)
struct.pack_into("<d", memoryview(raw), 0, 1.5)
print(bytes(raw))
struct.pack_into("B", memoryview(raw)[2:6], 1, 255)
print(bytes(raw))
struct.Struct("<h").pack_into(raw, 0, -2)
print(bytes(raw))
for fixed in (bytes(4), memoryview(bytes(4))):
    try:
        struct.pack_into("i", fixed, 0, 1)
    except TypeError as error:
        print(error)
