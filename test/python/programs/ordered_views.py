# The views of ordered dicts.
import collections, collections.abc
d = collections.OrderedDict(a=1)
print(d.keys(), d.values(), d.items(), d.keys() & {'a'}, list(reversed(d.items())), type(d.keys()).__mro__)
class D(collections.OrderedDict): pass
print(D(b=2).keys(), D().items(), len(d.values()), d.keys() == {'a'}, {1: 2}.items())
print(isinstance(d.keys(), collections.abc.KeysView), {'a':1}.keys(), isinstance(d.items(), collections.abc.ItemsView))
for k, v in d.items(): print(k, v)
print(dict(d.items()), [*d], sorted(d.items()), max(d.values()), list(map(str, d.keys())))
