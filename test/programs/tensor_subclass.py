"""Subclasses of Tensor, and classes that only behave like tensors."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Named(torch.Tensor):
    """A tensor with a name that its results don't inherit."""

    @staticmethod
    def __new__(cls, data, name=""):
        return torch.as_tensor(data).as_subclass(cls)

    def __init__(self, data, name=""):
        self.label = name

    def hello(self):
        return f"{self.label}: {tuple(self.shape)}"


class Logged(torch.Tensor):
    calls = []

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        cls.calls.append(func.__name__)
        return super().__torch_function__(func, types, args, kwargs or {})


class Scaled:
    """A diagonal matrix, as PyTorch's notes on extending have one."""

    def __init__(self, n, value):
        self.n, self.value = n, value

    def __repr__(self):
        return f"Scaled(n={self.n}, value={self.value})"

    def tensor(self):
        return self.value * torch.eye(self.n)

    HANDLED = {}

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func not in cls.HANDLED:
            return NotImplemented
        return cls.HANDLED[func](*args, **(kwargs or {}))


def implements(function):
    def register(own):
        Scaled.HANDLED[function] = own
        return own

    return register


@implements(torch.mean)
def mean(input):
    return float(input.value) / input.n


@implements(torch.add)
def add(input, other):
    if isinstance(input, Scaled) and isinstance(other, Scaled):
        return Scaled(input.n, input.value + other.value)
    as_tensor = lambda each: each.tensor() if isinstance(each, Scaled) else each
    return torch.add(as_tensor(input), as_tensor(other))


class Weight(nn.Parameter):
    def norms(self):
        return self.norm(dim=1)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = Weight(torch.ones(2, 3))
        self.bias = nn.Parameter(Named([0.5, 0.25], "bias"))

    def forward(self, x):
        return F.linear(x, self.weight, self.bias)


x = Named([[1.0, 2.0], [3.0, 4.0]], "x")
print(x, x.hello())
print(x + 1, 2 * x, (x > 2), sep="\n")
for each in (x.sum(), x[0], x.view(-1), x.T, torch.cat([x, x]), x.max(0), x.split(1), F.relu(x), x @ x, x.double(), x.data):
    kind = type(each)
    print(kind.__name__, [type(item).__name__ for item in each] if isinstance(each, tuple) else "")
print(type(x.as_subclass(torch.Tensor)).__name__, type(x.shape).__name__, type(x.numpy()).__name__, x.tolist(), len(x))
print([type(row).__name__ for row in x], isinstance(x + 1, Named))
try:
    (x + 1).hello()
except AttributeError as error:
    print(error)
with torch._C.DisableTorchFunctionSubclass():
    print(type(x + 1).__name__)

w = torch.tensor([1.0, 2.0], requires_grad=True).as_subclass(Named)
print(w, (w * 2).sum())
v = torch.tensor([1.0, 2.0], requires_grad=True)
(v.as_subclass(Named) ** 2).sum().backward()
print(v.grad)

y = torch.ones(2).as_subclass(Logged)
z = (y * 2 + 1).sum()
z.backward if z.requires_grad else None
torch.stack([y, torch.zeros(2)])
y[0], y.shape, torch.sin(y), y.size(0)
print(Logged.calls)

print(torch.mean(Scaled(5, 2)), torch.add(Scaled(2, 1), Scaled(2, 4)), torch.add(Scaled(2, 3), torch.ones(2, 2)))
try:
    torch.mul(Scaled(2, 1), 2)
except TypeError as error:
    print(error)
print(torch.overrides.is_tensor_like(Scaled(1, 1)), torch.overrides.has_torch_function((x,)), torch.overrides.has_torch_function((v,)))

layer = Layer()
print(list(layer.named_parameters()))
print(layer.weight.norms(), type(layer.weight * 2).__name__, isinstance(layer.bias, nn.Parameter), isinstance(layer.weight, nn.Parameter), isinstance(v, nn.Parameter))
print(layer(torch.ones(1, 3)))
