# Subclasses of modules: what is written into their __dict__ is read and deleted as an attribute; one may take a module's place.
import sys
import types


class Lazy(types.ModuleType):
    """A module that makes what it is asked for."""

    made = 0

    def __getattr__(self, name):
        if name.startswith('late_'):
            type(self).made += 1
            value = self.__dict__[name] = name[5:]
            return value
        raise AttributeError(f'{self.__name__} has no {name}')


class Plain(types.ModuleType):
    pass


for kind in (types.ModuleType, Plain, Lazy):
    module = kind('shelf', 'A doc.')
    module.x = 1
    module.__dict__['y'] = 2
    vars(module).update(z=3)
    print(kind.__name__, module.x, module.y, module.z, [n for n in vars(module) if not n.startswith('_')], module.__doc__)
    del module.x, module.y, module.z
    print([n for n in vars(module) if not n.startswith('_')], hasattr(module, 'y'))
    try:
        del module.x
    except AttributeError as error:
        print(error)

module = Lazy('shelf')
print(module.late_one, module.late_one, Lazy.made, '__dict__' in Lazy.__dict__, '__dict__' in Plain.__dict__)
try:
    module.absent
except AttributeError as error:
    print(error)

twin = Lazy(__name__)
twin.__dict__.update(sys.modules[__name__].__dict__)
sys.modules[__name__] = twin
del twin.twin, twin.types
import __main__

print(type(__main__).__name__, hasattr(__main__, 'twin'), hasattr(__main__, 'Lazy'), __main__.late_two)
