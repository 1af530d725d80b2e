import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim))

    def forward(self, x):
        return x + self.mlp(self.norm(x))


class Net(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.embed = nn.Embedding(50, dim)
        self.h = nn.ModuleList([Block(dim) for _ in range(3)])
        self.head = nn.Linear(dim, 50)

    def forward(self, x):
        x = self.embed(x)
        for block in self.h:
            x = block(x)
        return self.head(x)

    def generate(self, x, n):
        for _ in range(n):
            last = self(x)[:, -1].argmax(-1, keepdim=True)
            x = torch.cat([x, last], 1)
        return x


net = Net(24)
for step in range(5):
    logits = net(torch.randint(0, 50, (4, 7)))
text = net.generate(torch.zeros(1, 1, dtype=torch.long), 4)
