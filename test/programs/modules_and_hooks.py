import copy

import torch
from torch import nn

torch.manual_seed(0)
net = nn.ModuleDict({"a": nn.Linear(2, 3), "b": nn.ModuleList([nn.Linear(3, 3), nn.Dropout(0.5)])})
print(net)
print([name for name, _ in net.named_modules()], [name for name, _ in net.named_parameters()])
shapes = []
layer = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
handle = layer[0].register_forward_hook(lambda m, i, o: shapes.append((type(m).__name__, tuple(o.shape))))
layer.register_forward_pre_hook(lambda m, args: (args[0] * 2,))
layer(torch.randn(5, 2))
handle.remove()
layer(torch.randn(5, 2))
print(shapes)
twin = copy.deepcopy(layer)
with torch.no_grad():
    for p in twin.parameters():
        p.mul_(0)
print(layer[0].weight.sum() != 0, twin(torch.ones(1, 2)))
print(layer.train().training, layer.eval()[1].training, layer.half()[0].weight.dtype)
for p in layer.parameters():
    p.requires_grad = False
print(any(p.requires_grad for p in layer.parameters()), nn.utils.parameters_to_vector(layer.parameters()).shape)
layer.register_buffer("steps", torch.zeros(1, dtype=torch.long))
print(list(layer.state_dict()), layer.steps)


class Listed(nn.Module):
    def extra_repr(self):
        return "conv: 3 x 3\n \nrelu\n"


print(nn.Sequential(Listed(), nn.ModuleList([Listed()])))
