import torch
from torch import nn


class SE(nn.Module):
    def __init__(self, channels, reduction=4):
        super().__init__()
        self.fc = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // reduction, 1),
            nn.SiLU(inplace=True),
            nn.Conv2d(channels // reduction, channels, 1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return x * self.fc(x)


class MBConv(nn.Module):
    def __init__(self, inp, out, expand=4, stride=1):
        super().__init__()
        mid = inp * expand
        self.same = stride == 1 and inp == out
        self.body = nn.Sequential(
            nn.Conv2d(inp, mid, 1, bias=False),
            nn.BatchNorm2d(mid),
            nn.SiLU(inplace=True),
            nn.Conv2d(mid, mid, 3, stride, 1, groups=mid, bias=False),
            nn.BatchNorm2d(mid),
            nn.SiLU(inplace=True),
            SE(mid),
            nn.Conv2d(mid, out, 1, bias=False),
            nn.BatchNorm2d(out),
        )

    def forward(self, x):
        return x + self.body(x) if self.same else self.body(x)


torch.manual_seed(0)
net = nn.Sequential(MBConv(8, 8), MBConv(8, 16, stride=2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 3))
print(net)
y = net(torch.randn(2, 8, 12, 12))
print(y, sum(p.numel() for p in net.parameters()))
y.sum().backward()
print(net[0].body[3].weight.grad.shape, net[4].bias.grad)
