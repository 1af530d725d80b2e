# torch.save and torch.load in memory, pickle.
import io
import pickle
from collections import Counter, OrderedDict, namedtuple

import torch
import torch.nn as nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
base = torch.arange(12).view(3, 4)
stuff = {
    "state": model.state_dict(), "epoch": 3, "loss": 1.5, "big": 2**70, "neg": -5, "none": None, "tuple": (1, 2, 3, 4), "empty": (), "set": {1},
    "bytes": b"ab\xff", "text": "héllo", "nested": [{"x": [1, [2]]}], "parameter": nn.Parameter(torch.ones(2)), "view": base.t(),
    "part": base[1:, ::2], "dtype": torch.float16, "size": torch.Size([2, 3]), "half": torch.tensor([1.5, -2], dtype=torch.float16),
    "brain": torch.tensor([1.5, 3e38], dtype=torch.bfloat16), "bool": torch.tensor([True, False]), "byte": torch.tensor([1, 255], dtype=torch.uint8),
    "double": torch.tensor(1e-300, dtype=torch.double), "complex": torch.tensor([1 + 2j]), "hollow": torch.empty(0, 3), "count": Counter("aab"),
    "many": list(range(300)), "grad": torch.ones(2, requires_grad=True),
}


def through(value, **kwargs):
    file = io.BytesIO()
    torch.save(value, file)
    file.seek(0)
    return torch.load(file, **kwargs)


for name, value in through(stuff).items():
    print(name, value, value.stride() if isinstance(value, torch.Tensor) else type(value).__name__)
shared = through({"whole": base, "row": base[0]})
shared["whole"][0, 0] = 99
print(shared)
print(through(model, weights_only=False))


class Point:
    def __init__(self):
        self.x = 1


for wanted in (True, False):
    try:
        print(through(Point(), weights_only=wanted).x)
    except pickle.UnpicklingError as error:
        print(error)
Pair = namedtuple("Pair", "a b")
print(pickle.loads(pickle.dumps([1, {"a": (2, 3)}, {4}, len, 3.5, "x" * 300, b"y", -1, 10**30, Pair(1, 2), OrderedDict(a=1), Point().__class__])))
circle = [1]
circle.append(circle)
again = pickle.loads(pickle.dumps(circle))
print(again[1] is again, pickle.dumps([1, "a", None, (True, 2.5)], protocol=2), pickle.dumps(OrderedDict(a=1), 2))
