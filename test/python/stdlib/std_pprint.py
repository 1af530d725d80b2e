import pprint, collections, types, dataclasses
data = {'name': 'x' * 30, 'list': list(range(40)), 'nested': {'b': [1, 2, {'z': 1, 'a': 2}], 'a': ('one',)}, 3: {1, 2, 3}}
pprint.pprint(data)
pprint.pprint(data, width=40, indent=4)
pprint.pprint(data, compact=True)
pprint.pprint(data, depth=1)
pprint.pprint(data, sort_dicts=False, width=60)
pprint.pprint('word ' * 40)
pprint.pprint({'k': 'word ' * 40, 'b': b'bytes' * 30})
pprint.pprint([['a' * 30, 'b' * 30], ['c' * 30, 'd' * 30]])
pprint.pprint(collections.OrderedDict((i, 'v' * 20) for i in range(6)))
pprint.pprint(collections.Counter('hello world this is a long text of letters'))
pprint.pprint(collections.defaultdict(list, {i: 'v' * 20 for i in range(6)}))
pprint.pprint(collections.deque(['x' * 20] * 6, maxlen=8))
pprint.pprint(types.SimpleNamespace(a='x' * 40, b=[1] * 30, c=None))
@dataclasses.dataclass
class P:
    a: int
    b: list
    c: str = 'y' * 40
pprint.pprint(P(1, list(range(30))))
pprint.pprint(P(1, []))
l = [1]; l.append(l)
print(pprint.pformat(l)[:20], pprint.isrecursive(l), pprint.isreadable([1, 'a']), pprint.isreadable(object()))
pprint.pp({'b': 1, 'a': 2})
pprint.pprint({(1, 2): 3, 'a': None, 4: 5.5})
pprint.pprint(1234567, underscore_numbers=True)
pprint.pprint(frozenset(range(40))); pprint.pprint(tuple(range(40)), width=30); pprint.pprint(('x' * 90,))
pprint.pprint({'k': {}, 'e': [], 't': (), 's': set()})
class R:
    def __repr__(self): return 'R' * 100
pprint.pprint([R(), R()])
pprint.pprint(collections.ChainMap({'a': 'x' * 50}, {'b': 'y' * 50}))
