import torch as _torch
_torch.manual_seed(0)
import math
import torch
import torch.nn as nn


class Attention(nn.Module):
    def __init__(self, dim=64, heads=8):
        super().__init__()
        self.heads = heads
        self.head_dim = dim // heads
        self.q = nn.Linear(dim, dim)
        self.k = nn.Linear(dim, dim)
        self.v = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)

    def forward(self, x):
        n, length, dim = x.shape
        q = self.q(x).view(n, length, self.heads, self.head_dim).transpose(1, 2)
        k = self.k(x).view(n, length, self.heads, self.head_dim).transpose(1, 2)
        v = self.v(x).view(n, length, self.heads, self.head_dim).transpose(1, 2)
        weights = torch.softmax(torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(self.head_dim), dim=-1)
        y = torch.matmul(weights, v)
        y = y.transpose(1, 2).reshape(n, length, dim)
        return self.out(y)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(64)
        self.attention = Attention()
        self.norm2 = nn.LayerNorm(64)
        self.mlp = nn.Sequential(nn.Linear(64, 256), nn.GELU(), nn.Linear(256, 64))

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


print(Layer()(torch.randn(2, 10, 64)).shape)
