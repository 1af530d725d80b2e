# Tables read from lines of text, and written.
import io

import numpy as np
import numpy.typing as npt
import torch
from numpy.typing import NDArray
from typing import Any, Optional


def t(call):
    try:
        made = call()
        print(repr(made), getattr(made, "dtype", None))
    except Exception as e:
        print(type(e).__name__, e)


papers = "p10 1 0 1 Theory\np20 0 1 1 Neural\n\n# none\np7 1 1 0 Theory # last\n"
table = ["1,2.5,3", "4,,6", "7,8,x"]
for call in [
    lambda: np.genfromtxt(io.StringIO(papers), dtype=str), lambda: np.genfromtxt(io.StringIO(papers), dtype=np.int32), lambda: np.genfromtxt(papers.split("\n")),
    lambda: np.genfromtxt(papers.split("\n"), dtype=np.dtype(str), usecols=(0, -1)), lambda: np.genfromtxt(table, delimiter=","),
    lambda: np.genfromtxt(table, delimiter=",", filling_values=-5), lambda: np.genfromtxt(table, delimiter=",", dtype=int), lambda: np.genfromtxt(table, delimiter=",", dtype=str),
    lambda: np.genfromtxt(table, delimiter=",", skip_header=1, skip_footer=1, usecols=0), lambda: np.genfromtxt(["1 2", "3"]), lambda: np.genfromtxt(["1 2", "3 4"], unpack=True),
    lambda: np.genfromtxt(["1 2", "3 4"], dtype=None), lambda: np.genfromtxt(["x y", "z w"], dtype=None, encoding="utf8"), lambda: np.genfromtxt(["5"]), lambda: np.genfromtxt([]),
    lambda: np.genfromtxt(["1 2", "3"], invalid_raise=False), lambda: np.genfromtxt(["True 0 false"], dtype=bool), lambda: np.genfromtxt("absent.txt"),
]:
    t(call)

for call in [
    lambda: np.loadtxt(io.StringIO(papers), dtype=str), lambda: np.loadtxt(papers.split("\n"), dtype=str, usecols=-1), lambda: np.loadtxt(papers.split("\n"), usecols=(1, 2)),
    lambda: np.loadtxt(papers.split("\n")), lambda: np.loadtxt(papers.split("\n"), usecols=(1, 2), dtype=int, unpack=True), lambda: np.loadtxt(["1", "2"], ndmin=2),
    lambda: np.loadtxt(["1 2", "3"]), lambda: np.loadtxt(table, delimiter=","), lambda: np.loadtxt(["1,2", "3,4"], delimiter=",", converters={0: lambda word: float(word) * 10}),
    lambda: np.loadtxt(["a b", "c d"], converters=lambda word: int(word, 16), dtype=int), lambda: np.loadtxt(["1 2", "3 4", "5 6"], max_rows=1, skiprows=1),
    lambda: np.loadtxt(["1.5"], dtype=int), lambda: np.loadtxt(["7"]), lambda: np.loadtxt(["1 2"], usecols=3), lambda: np.loadtxt(['"a b",c'], dtype=str, delimiter=",", quotechar='"'),
    lambda: np.loadtxt(["1 2 % end"], comments="%"), lambda: np.loadtxt(["1+2j 3j"], dtype=complex), lambda: np.loadtxt(["1 0"], dtype=bool), lambda: np.loadtxt("absent.txt"),
    lambda: torch.from_numpy(np.loadtxt(["1\t2", "3\t4"], delimiter="\t", dtype=np.float32)),
]:
    t(call)

for options in [dict(fmt="%d"), dict(fmt="%.2f", delimiter=","), dict(fmt=["%d", "%.1f", "%s"]), dict(fmt="%d: %d, %d"), dict(header="a b\nc", footer="end", fmt="%g"), dict(newline=";", comments="// ", header="h", fmt="%i")]:
    file = io.StringIO()
    np.savetxt(file, np.arange(6).reshape(2, 3), **options)
    print(repr(file.getvalue()))
file = io.StringIO()
np.savetxt(file, torch.tensor([0.5, 0.25]).numpy())
print(file.getvalue())


def scaled(x: npt.NDArray[np.float32], bias: Optional[npt.ArrayLike] = None) -> NDArray[np.float64]:
    return x * 2.0


print(scaled(np.ones(2)), scaled.__annotations__["x"], NDArray[np.int64], np.ndarray[Any, np.dtype[np.bool_]])
