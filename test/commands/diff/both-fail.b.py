import torch
from torch import nn

x = nn.Conv2d(3, 8, 3)(torch.randn(1, 3, 9, 9))
nn.Linear(8, 2)(x)
