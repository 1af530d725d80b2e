# Pickles have CPython's bytes in every protocol; those of every protocol are read.
import pickle, collections, functools, operator, fractions, datetime, decimal, enum
class P:
    def __init__(self): self.x = 1; self.y = 'a'
class S:
    __slots__ = ('a',)
    def __getstate__(self): return (None, {'a': 1})
class L(list): pass
class D(dict): pass
class I(int): pass
class N(collections.namedtuple('N','a b')): pass
class G:
    def __new__(cls, *, k): o = object.__new__(cls); return o
    def __getnewargs_ex__(self): return (), {'k': 1}
class E(enum.Enum): A = 1
l = []; l.append(l)
p = P(); p.me = p
objs = [None, True, 0, 255, 256, 65535, 65536, -1, 2**31, 2**31-1, -2**31, 2**100, -2**100, 2**2100, 1.5, float('inf'), 1j, '', 'a', 'é\n\\', 'x'*300, 'x'*70000, b'', b'a', b'x'*300, b'y'*70000, bytearray(b'ab'), bytearray(), (), (1,), (1,2,3), (1,2,3,4), [], [1], [1,2], list(range(1001)), list(range(2000)), {}, {1:2}, {1:2,3:4}, dict.fromkeys(range(1001)), {1,2}, set(), frozenset([1,2]), frozenset(), range(3), slice(1,2), ..., NotImplemented, type(None), int, len, [].append, P, P(), S(), L([1,2]), L(), D(a=1), I(5), N(1,2), G(k=1), E.A, l, p, collections.OrderedDict(a=1), collections.Counter('aab'), collections.deque([1,2],3), collections.defaultdict(list,{1:[2]}), functools.partial(int, base=2), ValueError('x'), KeyError(1,2), operator.itemgetter(1), fractions.Fraction(1,3), datetime.timedelta(1), decimal.Decimal('1.5'), iter([1,2]), ['abc','abc'], [(1,2)]*2, OSError(2,'x','f'), P.__init__]
for o in objs:
    for proto in range(6):
        try:
            b = pickle.dumps(o, proto)
            print(type(o).__name__, proto, len(b), b if len(b) < 500 else b[:60])
        except Exception as e: print(type(o).__name__, proto, type(e), e)
        else:
            try: back = repr(pickle.loads(b))
            except Exception as e: print(type(e), e)
            else: print('   ', back[:80] if ' at 0x' not in back else '')

# What fails says why.
import io

for data in (b"", b"\x80\x06N.", b"K", b"]", b"K\x01a.", b"(K\x01.", b"t.", b"h\x00.", b"cmath\n", b"cmath\nnothing\n.", b"S'a\n.", b"\xff", b"~", b"\x95\x05\x00\x00\x00\x00\x00\x00\x00K."):
    try:
        print(pickle.loads(data))
    except Exception as e:
        print(data, type(e).__name__, str(e).split(' on <')[0])


def local():
    class Inner:
        pass

    return Inner


class Odd:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return self.value


for obj in (local(), local()(), lambda: 0, (x for x in []), sys_module := io, Odd(3), Odd((1,)), Odd((1, ())), Odd((int, 3)), Odd("pickle"), {}.keys()):
    try:
        pickle.dumps(obj)
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split(" from ")[0])


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return "one" if obj == 1 else None


class Back(pickle.Unpickler):
    def persistent_load(self, pid):
        return f"<{pid}>"


for proto in range(6):
    file = io.BytesIO()
    Persistent(file, proto).dump([1, 2, (1, "a")])
    print(file.getvalue(), Back(io.BytesIO(file.getvalue())).load())
