"""What serves as a class or instance without being one: `__bases__`, `__class__` of proxies, abstract answers; and what a class refuses."""


def shown(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


class Kind:
    """Looks like a class to isinstance and issubclass: it has bases."""

    def __init__(self, name, *bases):
        self.name = name
        self.__bases__ = bases


class Thing:
    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


plant = Kind('plant')
tree = Kind('tree', plant)
oak = Kind('oak', Kind('wood'), tree)
print(isinstance(Thing(oak), plant), isinstance(Thing(plant), oak), isinstance(Thing(None), oak))
print(issubclass(oak, plant), issubclass(plant, tree), issubclass(oak, (Kind('other'), tree)), issubclass(oak, oak))
shown(lambda: issubclass(oak, object))
shown(lambda: issubclass(3, int))
shown(lambda: issubclass(int, 3))
shown(lambda: isinstance(3, 'int'))
shown(lambda: isinstance(3, Kind))
endless = Kind('endless')
endless.__bases__ = (endless, endless)
shown(lambda: issubclass(endless, int))


class Wrong:
    @property
    def __bases__(self):
        raise RuntimeError('no bases today')


shown(lambda: issubclass(Wrong(), int))
shown(lambda: isinstance(1, Wrong()))


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, '_target', target)

    def __getattribute__(self, name):
        if name == '_target':
            return object.__getattribute__(self, name)
        return getattr(self._target, name)


class Base:
    def hello(self):
        return 'base'


class Sub(Base):
    def hello(self):
        return super(Sub, self).hello() + ' and sub'


proxy = Proxy(Sub())
print(isinstance(proxy, Sub), isinstance(proxy, Base), isinstance(proxy, Proxy), isinstance(proxy, int), type(proxy))
print(proxy.hello(), Sub.__dict__['hello'](proxy))

import collections.abc

print(isinstance(Proxy([1]), collections.abc.Sequence), isinstance(Proxy(1), collections.abc.Sequence))
shown(lambda: issubclass(3, collections.abc.Sequence))


class Made:
    @classmethod
    def __new__(*args):
        return args


print([getattr(each, '__name__', each) for each in Made(1, 2)])

# --- what a class refuses
shown(lambda: object.__setattr__(str, 'shout', 1))
shown(lambda: object.__delattr__(Base, 'hello'))
for slots in ['x', ('x', '__dict__', '__dict__'), ('__weakref__',) * 2, '4x', '', b'x', ('a', 'b c')]:
    shown(lambda: type('A', (), {'__slots__': slots}))
shown(lambda: type('A', (int,), {'__slots__': 'x'}))
shown(lambda: type('A', (int,), {'__slots__': ()}))
shown(lambda: type('A', (Base,), {'__slots__': '__dict__'}))
shown(lambda: type('A', (Base,), {'__slots__': '__weakref__'}))
shown(lambda: type('A\0B', (), {}))


def rename(name, qualified=False):
    class Any:
        pass

    if qualified:
        Any.__qualname__ = name
    else:
        Any.__name__ = name
    return Any.__name__, Any.__qualname__


for name in ['Other', 'x y', '', 'A\0', b'B', None]:
    shown(lambda: rename(name))
shown(lambda: rename('A.B', True))
shown(lambda: rename(5, True))
print(type('C', (Base, int), {}).__base__, type('C', (Base,), {}).__base__)

# --- attributes of an instance, taken away
base = Base()
base.x = 1
del base.__dict__
print(base.__dict__, vars(base))
base.y = 2
print(vars(base))
try:
    base.__dict__ = None
except TypeError as error:
    print(error)


class Own:
    __dict__ = {'of': 'the class'}


print(vars(Own()))
shown(lambda: vars(3))
