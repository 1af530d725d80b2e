# Details of classes: bases that change, __slots__ in private, unbound super, views of classes, the types of methods.
import operator
import sys
import types


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except BaseException as error:
        print(type(error).__name__, "|", error)


class A:
    def meth(self, a):
        return "A(%r)" % a


class C(A):
    def meth(self, a):
        return "C(%r)" % a + self.__super.meth(a)


C._C__super = super(C)
print(C().meth(3))


class MySuper(super):
    def __init__(self, *args):
        super(MySuper, self).__init__(*args)


class E(C):
    def meth(self, a):
        return "E(%r)" % a + self.__super.meth(a)


E._E__super = MySuper(E)
print(E().meth(5))


class Slotted:
    __slots__ = ["__a", "b"]

    def __init__(self):
        self.__a, self.b = 5, 1


slotted = Slotted()
print(slotted._Slotted__a, slotted.b, [name for name in vars(Slotted) if not name.startswith("__")])
attempt(setattr, slotted, "c", 1)


class Old:
    pass


class New:
    def hi(self):
        return "hi"


class Child(Old):
    x: int = 3


class Grandchild(Child):
    pass


print(list(vars(Child)))
Child.__bases__ = (New,)
print(Grandchild().hi(), Grandchild.__mro__, New.__subclasses__(), Old.__subclasses__())
for bases in ((), [New], (Child,), (int,), (3,)):
    attempt(setattr, Child, "__bases__", bases)


class Odd(type):
    def mro(cls):
        return [cls, 3]


attempt(Odd, "X", (), {})
print(New.__dict__["__dict__"], New.__dict__["__weakref__"], "__dict__" in dir(object()), "__dict__" in dir(New()))

proxy = types.MappingProxyType({"a": 1})
print(proxy | {"b": 2}, {"z": 1} | proxy, list(reversed(proxy)), proxy == {"a": 1}, proxy.copy(), proxy)
attempt(operator.ior, proxy, {})
attempt(types.MappingProxyType, [1])
print([type(each).__name__ for each in (str.join, "".join, len, [].append, object.__init__, object().__str__, New.hi, New().hi)])
print(isinstance([].append, types.BuiltinMethodType), isinstance([].append, types.MethodType), isinstance(str.join, types.MethodDescriptorType))
print([].append.__name__, [].append.__qualname__, [1].append.__self__, "x".join == "x".join)
for iterator in (iter([1, 2, 3]), iter({1: 2}), reversed([1]), iter(range(5)), iter("ab"), object()):
    attempt(operator.length_hint, iterator)
attempt(operator.length_hint, [], "x")
attempt(int.__format__, 3, None)
attempt(float.__format__, 3.5, None)
attempt(object.__getattribute__, 3, 4)
attempt(lambda: print >> sys.stdout)
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exception(), sys.exc_info()[0])
print(sys.exception(), sys.float_info.max_10_exp, __annotations__)
if False:
    never: int = 3


class Pages:
    def __init__(self, count):
        self.count = count

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.count -= 1
        if self.count < 0:
            raise StopAsyncIteration
        return self.count


def drive(step):
    step = step.__await__()
    try:
        while True:
            next(step)
    except StopIteration as stop:
        return stop.value


pages = aiter(Pages(2))
print(drive(anext(pages)), drive(anext(pages, "end")), drive(anext(pages, "end")))
attempt(lambda: drive(anext(pages)))
attempt(aiter, [])
attempt(anext, [])


def report(kind, error, trace):
    print("uncaught:", kind.__name__, error, trace.tb_lineno)


sys.excepthook = report
raise ValueError("at the end")
