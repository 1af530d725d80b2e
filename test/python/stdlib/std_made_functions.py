# Functions, cells and modules made by calling their types.
import functools
import sys
import types


def outer(k):
    def f(a, b=2, *, c=3):
        "doc of f"
        return a + b + c + k

    return f


def plain(x, y=1):
    "doc"
    return x, y, z


f = outer(10)
g = types.FunctionType(f.__code__, f.__globals__, name="g", argdefs=f.__defaults__, closure=f.__closure__)
g = functools.update_wrapper(g, f)
g.__kwdefaults__ = f.__kwdefaults__
print(g(1), g.__name__, g.__qualname__, g.__doc__, g is f)
h = types.FunctionType(plain.__code__, {"z": 5})
print(h.__name__, h.__qualname__, h.__defaults__, h.__doc__, h.__module__, h.__kwdefaults__, h(1, 2))
other = types.FunctionType(plain.__code__, {"z": 6, "__name__": "elsewhere"}, "other", (7,))
print(other(1), other.__name__, other.__qualname__, other.__module__)
cell = types.CellType(4)
shared = types.FunctionType(f.__code__, globals(), None, (1,), (cell,))
shared.__kwdefaults__ = {"c": 0}
print(shared(0), cell.cell_contents)
cell.cell_contents = 40
print(shared(0))


def refused(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__ + ":", error)


refused(lambda: types.CellType().cell_contents)
refused(lambda: types.CellType(1, 2))
refused(lambda: types.FunctionType())
refused(lambda: types.FunctionType(f.__code__, {}))
refused(lambda: types.FunctionType(plain.__code__, {}, closure=(cell,)))
refused(lambda: types.FunctionType(3, {}))
refused(lambda: types.FunctionType(plain.__code__, 3))
refused(lambda: types.FunctionType(plain.__code__, {}, 3))
refused(lambda: types.FunctionType(plain.__code__, {}, "x", 3))
refused(lambda: types.FunctionType(f.__code__, {}, closure=(1,)))
refused(lambda: types.FunctionType(f.__code__, {}, closure=3))
refused(lambda: types.FunctionType(f.__code__, {}, closure=()))


class Lazy(types.ModuleType):
    def __init__(self, name, extra, **more):
        super().__init__(name, doc="made late")
        self._extra = extra

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        print("asked for", name)
        if name == "answer":
            self.answer = 42
            return self.answer
        raise AttributeError(f"module {self.__name__} has no {name}")

    def __dir__(self):
        return [*super().__dir__(), "answer"]


sys.modules["late"] = late = Lazy("late", 3, more=1)
print(late, late.__name__, late.__doc__, late._extra, isinstance(late, types.ModuleType), "answer" in dir(late))
import late as again
from late import answer

print(again is late, answer, late.answer)
refused(lambda: late.question)
module = types.ModuleType("x", "doc")
print(module, module.__doc__, module.__spec__)
module.__init__("y", doc="d")
print(module.__name__, module.__doc__)
refused(lambda: module.nothing)
refused(lambda: types.ModuleType())
refused(lambda: types.ModuleType(3))
