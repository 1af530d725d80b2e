import math
import torch
import torch.nn as nn


class Coupling(nn.Module):
    """Changes one half of the coordinates by means of the other."""

    def __init__(self, dim, hidden, flip):
        super().__init__()
        self.flip = flip
        self.half = dim // 2
        kept = dim - self.half if flip else self.half
        changed = dim - kept
        self.net = nn.Sequential(nn.Linear(kept, hidden), nn.ReLU(), nn.Linear(hidden, 2 * changed))

    def forward(self, x):
        a, b = x[:, : self.half], x[:, self.half :]
        if self.flip:
            a, b = b, a
        log_s, t = self.net(a).chunk(2, dim=1)
        log_s = torch.tanh(log_s)
        b = b * log_s.exp() + t
        if self.flip:
            a, b = b, a
        return torch.cat([a, b], dim=1), log_s.sum(dim=1)


class Flow(nn.Module):
    def __init__(self, dim, depth=4, hidden=24):
        super().__init__()
        self.dim = dim
        self.layers = nn.ModuleList([Coupling(dim, hidden, flip=i % 2 == 1) for i in range(depth)])

    def forward(self, x):
        log_det = torch.zeros(x.size(0))
        for layer in self.layers:
            x, change = layer(x)
            log_det = log_det + change
        log_base = -0.5 * (x ** 2).sum(dim=1) - 0.5 * self.dim * math.log(2 * math.pi)
        return log_base + log_det


points = torch.randn(30, 5)
points[:, 1] = points[:, 0] ** 2
flow = Flow(dim=points.shape[1])
optimizer = torch.optim.Adam(flow.parameters(), lr=1e-3)
for step in range(3):
    loss = -flow(points).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item() > 0)
