# Windows over transposed memory with as_strided, and its gradients; conditions checked as PyTorch's own code checks them.
import torch
import torch.nn as nn


def chunks(x, window):
    """Overlapping chunks of a sequence, each half a window after the one before."""
    batch, length, heads, width = x.shape
    x = x.view(batch, length // (window * 2), window * 2, heads, width)
    size, stride = list(x.shape), list(x.stride())
    size[1], stride[1] = size[1] * 2 - 1, stride[1] // 2
    return x.as_strided(size=size, stride=stride)


torch.manual_seed(0)
project = nn.Linear(6, 6)
for turned in (False, True):
    x = torch.randn(8, 2, 6, requires_grad=True)
    h = project(x)
    h = h.transpose(0, 1) if turned else h.reshape(2, 8, 6)
    windows = chunks(h.view(2, 8, 3, 2), 2)
    print(windows.shape, windows.stride(), windows.sum())
    (windows**2).sum().backward()
    print(x.grad.sum(), x.grad[0], project.weight.grad.sum())
    project.zero_grad()

y = torch.randn(4, 6, requires_grad=True)
part = (y * 2).t()[1:5]
diagonal = part.as_strided((3,), (8,), 2)
(diagonal**3).sum().backward()
print(diagonal, y.grad)

for attempt in (
    lambda: torch._check(True),
    lambda: torch._check(False),
    lambda: torch._check(False, lambda: f'{2 + 1} heads'),
    lambda: torch._check(1),
    lambda: torch._check(torch.tensor(True)),
    lambda: torch._check(False, 'words'),
    lambda: torch._check_value(False, lambda: 'a value'),
    lambda: torch._check_index(False),
    lambda: torch._check_type(False),
    lambda: torch._check_not_implemented(False),
    lambda: torch._check_with(KeyError, False, lambda: 'a key'),
    lambda: torch._check_tensor_all(torch.tensor([True, False])),
    lambda: torch._check_tensor_all(torch.tensor([1, 1])),
    lambda: torch._check_tensor_all(True),
    lambda: torch._check_tensor_all_with(ValueError, torch.tensor(False), lambda: 'none'),
):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
