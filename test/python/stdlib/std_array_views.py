"""memoryview over an array: reads and writes the array itself, also through slices, casts and later changes."""
from array import array

for code in 'bBhHiIlLqQfd':
    items = array(code, [1, 2, 3, 4])
    view = memoryview(items)
    view[1] = 7
    print(items, view.readonly, view.format, view.itemsize, view.tolist())
items = array('i', range(6))
view = memoryview(items)
view[1:3] = array('i', [50, 60])
part = view[::2]
part[1] = -5
print(items, part.tolist())
items[4] = 99
print(view[4], part.tolist(), view == items, memoryview(view)[4])
raw = view.cast('B')
raw[0] = 255
print(items[0], raw.nbytes)
for wrong in [lambda: view.__setitem__(0, 2 ** 40), lambda: view.__setitem__(0, 1.5), lambda: view.__setitem__(9, 1), lambda: view.toreadonly().__setitem__(0, 1)]:
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(items)
