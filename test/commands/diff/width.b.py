import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 24, 3, padding=1), nn.BatchNorm2d(24), nn.ReLU(), nn.Conv2d(24, 32, 3, stride=2))
for step in range(5):
    y = net(torch.randn(4, 3, 9, 9))
