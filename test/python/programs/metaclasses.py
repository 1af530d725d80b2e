class Meta(type):
    def __new__(mcs, name, bases, ns, **kw): return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.kw = kw
    def __call__(cls, *a): return ('made', super().__call__(*a))
class B(metaclass=Meta, k=1):
    def __init__(self, v): self.v = v
    def __repr__(self): return f'B({self.v})'
print(B(3), B.kw, type(B))
class Sing(type):
    _i = {}
    def __call__(cls, *a, **k):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a, **k)
        return cls._i[cls]
class S(metaclass=Sing): pass
print(S() is S())
try:
    class Y(B, B): pass
except TypeError as e: print(e)
class M2(type): pass
class A2(metaclass=M2): pass
try:
    class C2(B, A2): pass
except TypeError as e: print(e)
print(type.__call__(int, '5'), type.mro(int))
class Prep(type):
    @classmethod
    def __prepare__(m, name, bases): print('prep', name); return {'injected': 1}
class PP(metaclass=Prep): y = injected + 1
print(PP.y, PP.injected)
def fmeta(name, bases, ns): return (name, bases, sorted(k for k in ns if k[0] != '_'))
class Q(metaclass=fmeta): a = 1
print(Q)
