# %% Where activations are flat: zeros keep their sign, nothing comes back through them.
import torch
import torch.nn.functional as F

edges = [-3.0, -1.0, -0.5, -0.3, -0.0, 0.0, 0.3, 0.5, 1.0, 3.0, 6.5, float("inf"), -float("inf"), float("nan")]
flat = {
    "relu": F.relu,
    "hardtanh": F.hardtanh,
    "hardshrink": F.hardshrink,
    "softshrink": F.softshrink,
    "threshold": lambda x: F.threshold(x, 0.3, 20.0),
    "leaky_relu": F.leaky_relu,
}
for name, function in flat.items():
    for arriving in (-1.0, float("inf"), float("nan")):
        x = torch.tensor(edges, requires_grad=True)
        y = function(x)
        y.backward(torch.full_like(y, arriving))
        print(name, y.tolist(), x.grad.tolist())

# %% Their numbers to the last bit: parameters are rounded as the elements are.
torch.manual_seed(0)
x = (torch.randn(8) * 3).requires_grad_()
for function in (F.leaky_relu, lambda x: F.leaky_relu(x, 0.2), lambda x: F.softshrink(x, 0.3), lambda x: x**3):
    x.grad = None
    y = function(x)
    y.sum().backward()
    print(y.tolist(), x.grad.tolist())
