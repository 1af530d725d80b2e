class A:
    count = 0

    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        print('subclass', cls.__name__, kw)

    def __init__(self, y):
        self.y = y
        type(self).count += 1

    def __repr__(self):
        return f'{type(self).__name__}({self.y!r})'

    @property
    def double(self):
        return self.y * 2

    @classmethod
    def make(cls):
        return cls(7)


class B(A, tag=1):
    def __init__(self, y):
        super().__init__(y)
        self.z = [i * i for i in range(y)]

    def __eq__(self, other):
        return isinstance(other, B) and self.y == other.y


class Meta(type):
    def __call__(cls, *args):
        print('make', cls.__name__)
        return super().__call__(*args)


class C(metaclass=Meta):
    __slots__ = ('v',)


print(B(3), B(4).z, B.make().double, A.count, B.count, B(1) == B(1))
c = C()
c.v = 5
print(c.v, [k.__name__ for k in B.__mro__])
try:
    c.w = 1
except AttributeError as e:
    print(e)


class I(int):
    pass


class S(str):
    pass


print(I(3) == 3, {3: 1}[I(3)], {'a': 1}[S('a')], S('ab').upper(), I(2) + 1, type(I(2) + 1).__name__)
try:
    type('X', (int, str), {})
except TypeError as e:
    print(e)
