import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn


class ViT(nn.Module):
    def __init__(self, size=32, patch=8, dim=48, depth=2):
        super().__init__()
        count = (size // patch) ** 2
        self.patches = nn.Conv2d(3, dim, kernel_size=patch, stride=patch)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.position = nn.Parameter(torch.zeros(1, count + 1, dim))
        layer = nn.TransformerEncoderLayer(dim, nhead=4, dim_feedforward=96, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, depth)
        self.head = nn.Linear(dim, 10)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        cls = self.cls.expand(x.size(0), -1, -1)
        x = torch.cat([cls, x], dim=1) + self.position
        x = self.encoder(x)
        return self.head(x[:, 0])


print(ViT()(torch.randn(2, 3, 32, 32)).shape)
