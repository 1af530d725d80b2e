from collections import *
import collections, copy
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
P = namedtuple('P', 'x y', defaults=[5]); p = P(1); print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=9), P._make([1, 2]), P._field_defaults, p == (1, 5), P.__doc__, P.x.__doc__)
t(lambda: P()); t(lambda: P(1, 2, 3)); t(lambda: P(z=1)); t(lambda: namedtuple('Q', 'a a')); t(lambda: namedtuple('Q', 'class')); t(lambda: namedtuple('1Q', 'a')); t(lambda: namedtuple('Q', '_a')); print(namedtuple('Q', 'a class a', rename=True)._fields); t(lambda: p._replace(q=1)); t(lambda: setattr(p, 'x', 3)); t(lambda: P._make([1]))
class P3(P):
    __slots__ = ()
    def s(self): return self.x + self.y
print(P3(1, 2).s(), P3(1, 2), P.__match_args__, isinstance(p, tuple), hash(p) == hash((1, 5)), copy.copy(p), x if (x := p.count(1)) else 0)
c = Counter('abracadabra'); print(c, c.most_common(2), c['z'], sorted(c.elements()), c.total(), c + Counter('ab'), c - Counter('aaaa'), c & Counter('ab'), c | Counter('zz'), +Counter(a=-1, b=2), -Counter(a=-1))
c.update('zz'); c.subtract({'a': 10}); print(c, Counter(a=1, b=2) == Counter(b=2, a=1), Counter(a=1) <= Counter(a=2), Counter({'a': 3}) > Counter(a=1), list(Counter([1, 1, 2]).items())); del c['nope']
t(lambda: Counter(1)); t(lambda: Counter('a', 'b')); t(lambda: Counter.fromkeys('a'))
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); print(d, d.maxlen, d[0], d[-1], len(d)); d.rotate(1); print(d); d.extend([7, 8]); d.extendleft([5, 6]); print(d, d.count(5), d.index(5) if 5 in d else None, d.pop(), d.popleft()); d.clear(); print(d, bool(d))
d = deque('abc'); d.insert(1, 'x'); d.remove('b'); d.reverse(); print(d, d + deque('z'), d * 2, d == deque('cxa'), d < deque('d'), list(reversed(d)), copy.copy(d)); del d[0]; d[0] = 'q'; print(d)
t(lambda: deque().pop()); t(lambda: deque([1])[5]); t(lambda: deque([1]).remove(2)); t(lambda: deque(maxlen=-1)); t(lambda: deque([1], 1).insert(0, 2)); t(lambda: deque(5)); t(lambda: deque([1])[0:1]); t(lambda: hash(deque()))
dd = defaultdict(list); dd['a'].append(1); print(dd, dd['b'], dd.default_factory, dict(dd), 'z' in dd, dd.get('z'), dd | {'q': 1}); t(lambda: defaultdict(5)); t(lambda: defaultdict()['x']); print(defaultdict(int, a=1), defaultdict(lambda: 3)['k'], copy.copy(dd))
o = OrderedDict([('a', 1), ('b', 2)]); o.move_to_end('a'); print(o, list(o), o.popitem(last=False), o == {'a': 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict.fromkeys('ab', 0)); t(lambda: o.move_to_end('z')); t(lambda: OrderedDict().popitem()); o['z'] = 1; del o['a']; o.update(q=2); print(o | {'r': 3}, o.pop('z'), list(reversed(o)))
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(m['a'], m['b'], list(m), len(m), m.maps, m.new_child({'c': 4}), m.parents, 'b' in m, m.get('z', 0), dict(m)); m['b'] = 9; print(m); t(lambda: m['zz']); t(lambda: m.__delitem__('zzz'))
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
u = U(a=1); u['b'] = 2; print(u, u.data, len(u), 'a' in u, u | {'c': 3}, {**u}, list(u.items()))
class UL(UserList): pass
l = UL([3, 1, 2]); l.append(4); l.sort(); print(l, l[1:], l + [9], type(l[1:]).__name__, l == [1, 2, 3, 4], l.index(3))
class US(UserString): pass
s = US('abc'); print(s.upper(), s + 'd', len(s), s[1], s == 'abc', repr(s), type(s.upper()).__name__, 'b' in s)
import collections.abc as A
print(isinstance([], A.Sequence), isinstance({}, A.Mapping), isinstance(set(), A.MutableSet), isinstance('', A.Iterable), isinstance(5, A.Hashable), isinstance((x for x in ()), A.Generator), issubclass(dict, A.MutableMapping), isinstance(print, A.Callable), isinstance([], A.Hashable), isinstance({}.keys(), A.KeysView), isinstance(range(1), A.Sequence), isinstance(iter([]), A.Iterator), isinstance(b'', A.ByteString))
class Seq(A.Sequence):
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
    def __len__(self): return 3
q = Seq(); print(list(q), 20 in q, q.index(10), q.count(0), list(reversed(q)))
class Map(A.MutableMapping):
    def __init__(s): s.d = {}
    def __getitem__(s, k): return s.d[k]
    def __setitem__(s, k, v): s.d[k] = v
    def __delitem__(s, k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
mm = Map(); mm['a'] = 1; mm.update(b=2); print(mm.pop('a'), mm.get('z'), list(mm.items()), mm.setdefault('q', 5), dict(mm), mm == {'b': 2, 'q': 5}, 'b' in mm); t(lambda: mm.pop('zz')); mm.clear(); print(len(mm)); t(lambda: mm.popitem())
class St(A.Set):
    def __init__(s, i): s.e = list(i)
    def __contains__(s, x): return x in s.e
    def __iter__(s): return iter(s.e)
    def __len__(s): return len(s.e)
print(sorted(St('ab') | St('bc')), sorted(St('ab') & St('bc')), St('a') <= St('ab'), St('ab') == St('ba'), sorted(St('ab') - St('b')), St('a').isdisjoint(St('b')))
t(lambda: A.Sequence()); 
class I(A.Iterator):
    def __next__(self): raise StopIteration
print(list(I()))
