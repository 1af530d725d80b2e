# Arrays of text and of objects: labels, class names, ragged rows.
import numpy as np


def t(code):
    try:
        print(code, "->", repr(eval(code)))
    except Exception as e:
        print(code, "!!", type(e).__name__, str(e)[:120])


names = np.array(["cat", "dog", "elephant"])
labels = np.array([0, 2, 1, 0])
grid = np.array([["a", "bb"], ["ccc", "d"]])
objects = np.array([None, 1, "x"], dtype=object)
ragged = np.array([[1, 2], [3]], dtype=object)
for code in """names
names[labels]
names[0]
print(names[0], f"{names[1]}", str(names[2]), [names[0]])
names.shape, names.ndim, names.size, len(names)
names.dtype
names == "dog"
names[names != "dog"]
names.tolist()
list(names)
"cat" in names
np.unique(np.array(["b", "a", "b"]), return_counts=True, return_inverse=True)
np.unique(["b", "a", "b"])
grid
grid.T
grid[1, 0]
grid.reshape(4)
grid.ravel()[::-1]
np.concatenate([names, ["x"]])
np.stack([names, names]).shape
np.isin(names, ["cat", "cow"])
np.array_equal(names, np.array(["cat", "dog", "elephant"]))
np.argsort(names)
np.sort(np.array(["b", "c", "a"]))
np.array(["1", "2"]).astype(int)
np.array(["1.5", "2"]).astype(float)
np.array(["1.5", "2"], dtype=float)
np.array([1, 2]).astype(str)
np.array(["a", 1])
np.array("hello")
str(names)
print(grid)
objects
objects[2]
ragged
ragged[0]
ragged.shape
np.array([{"a": 1}, {"b": 2}])
np.array([None, None])
objects.dtype
names.copy()
names.repeat(2)
names.take([0, 0])
names.item(1)
{names[0]: 1}
names[0] == "cat", names[0] + "s", names[0].upper()
names + "s"
np.where(labels > 0, 1, 0)
np.array([])
np.array(["a", "b"]).dtype.kind
isinstance(names[0], str), type(names[0]).__name__
[n.title() for n in names]
dict(zip(names.tolist(), range(3)))
np.random.RandomState(0).choice(["a", "b", "c"], 4)
np.random.RandomState(0).permutation(["a", "b", "c"])
np.array(["a" * k for k in range(1, 40)])
torch.tensor(names)""".split("\n"):
    t(code)
names[1] = "horse-long-name"
print(names)
