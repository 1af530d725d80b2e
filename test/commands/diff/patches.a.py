import torch
from torch import nn


class Patches(nn.Module):
    def __init__(self, image, patch, dim):
        super().__init__()
        self.project = nn.Conv2d(3, dim, patch, stride=patch)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.place = nn.Parameter(torch.zeros(1, (image // patch) ** 2 + 1, dim))
        self.norm = nn.LayerNorm(dim)

    def forward(self, x):
        x = self.project(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(len(x), -1, -1), x], dim=1)
        return self.norm(x + self.place)


y = Patches(32, 8, 48)(torch.randn(2, 3, 32, 32))
