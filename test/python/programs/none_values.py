d = {'a': None}
print(d.get('a', 5), getattr(type('C', (), {'x': None}), 'x', 5), d.__class__.get(d, 'a', 3))
id = None
print(id)
def f(): return id
print(f())
from types import MappingProxyType, SimpleNamespace
print(MappingProxyType(d).get('a', 5), getattr(SimpleNamespace(a=None), 'a', 1))
from collections import ChainMap, defaultdict, OrderedDict
print(ChainMap({'a': None}, {'a': 1}).get('a', 3), ChainMap({'a': None}, {'a': 1})['a'], defaultdict(int, a=None).get('a', 3), OrderedDict(a=None).get('a', 3))
print(d.pop('a', 5), {None: 1}.get(None, 2), {'a': None}.setdefault('a', 3), next(iter([None]), 5), max([], default=None), dict(a=None) | {'b': None}, vars(SimpleNamespace(a=None)).get('a', 3))

class A:
    y = None
    def __init__(self): self.z = None
print(getattr(A(), 'y', 3), getattr(A(), 'z', 3), A.__dict__.get('y', 3), hasattr(A, 'y'))
import sys; print(getattr(sys.modules['__main__'], 'id', 3), globals().get('id', 4), locals().get('id', 5))
