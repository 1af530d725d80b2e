from array import array
a = array('i', [1, 2, 3])
a.append(4); a.extend([5, 6]); a.insert(0, -1)
print(a, a[0], a[-1], a[1:3], len(a), a.typecode, a.itemsize)
print(a.pop(), a.index(3), a.count(2), a.tolist(), 3 in a)
a.remove(3); a.reverse(); print(a)
print(a.tobytes(), array('d', [1, 2.5]), array('f', [0.1]), array('u', 'hé'), array('b'))
b = array('h'); b.frombytes(b'\x01\x00\x02\x00'); print(b, b * 2, b + b, b == array('h', [1, 2]), b < array('h', [1, 3]))
a[0] = 9; del a[1]; a[1:2] = array('i', [7, 8]); print(a, list(a), sum(a))
for f in ("array('b', [200])", "array('B', [-1])", "array('z')", "array('i', [1.5])", "array('i', 'ab')", "a[99]", "a.pop(99)", "a.remove(77)", "a + [1]", "array('d', ['x'])", "hash(a)", "array('i', [2**40])", "a.index(77)"):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
b.byteswap(); print(b)
import copy
print(copy.copy(b), bytes(array('B', [1, 2])))
