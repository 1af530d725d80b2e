"""Attributes of native objects: fields that are read-only, properties that are, methods that show their function's; cells; `__new__` of another type."""
import types


def shown(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


class Point:
    __slots__ = ('x', '__weakref__')

    def method(self):
        "doc of the function"

    method.note = 5


class Open:
    def method(self):
        pass

    method.note = 5


point = Open()
group = ExceptionGroup('many', [ValueError()])
for owner, name in [
    (slice(1), 'start'), (range(3), 'stop'), (1j, 'real'), (1, 'real'), (1.5, 'imag'), (property(), 'fget'),
    (lambda: 1, '__closure__'), (lambda: 1, '__globals__'), (point.method, '__func__'), (point.method, '__self__'),
    (point.method, '__doc__'), (point.method, 'note'), (point.method, 'other'), (staticmethod(len), '__func__'),
    (super(Open, point), '__thisclass__'), (len, '__name__'), ((each for each in []), 'gi_frame'),
    (compile('1', '', 'eval'), 'co_name'), ([], 'append'), (memoryview(b''), 'nbytes'), (group, 'exceptions'),
    (group, 'message'), (None, 'x'), (int, 'real'),
]:
    for change in [lambda: setattr(owner, name, 1), lambda: delattr(owner, name)]:
        shown(change)
print(slice.start, complex.real, property.fget, int.real, type(slice.start).__name__, type(int.real).__name__)
print(point.method.__dict__, point.method.note, 'note' in dir(point.method), Point().__weakref__)
print((lambda: 1).__builtins__ is __builtins__.__dict__)

cell = types.CellType(3)
print(cell.cell_contents, types.CellType() == types.CellType(), types.CellType(1) < types.CellType(2), types.CellType() < cell)
cell.cell_contents = 4
print(cell.cell_contents, cell == types.CellType(4), cell != types.CellType(5), cell >= types.CellType())
shown(lambda: types.CellType().cell_contents)
shown(lambda: types.CellType(1, 2))
shown(lambda: types.CellType(1) < types.CellType('x'))
shown(lambda: int.__new__(bool, 0))
shown(lambda: object.__new__(int))
shown(lambda: dict.__new__(list))
shown(lambda: int.__new__(type('Sub', (int,), {}), 3))
print(ExceptionGroup[ValueError])
