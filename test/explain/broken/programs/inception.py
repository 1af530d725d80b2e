import torch
import torch.nn as nn


class ConvBlock(nn.Module):
    def __init__(self, in_channels, out_channels, **kwargs):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, bias=False, **kwargs)
        self.bn = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        return torch.relu(self.bn(self.conv(x)))


class Inception(nn.Module):
    def __init__(self, in_channels, ch1x1, red3x3, ch3x3, red5x5, ch5x5, pool_proj):
        super().__init__()
        self.branch1 = ConvBlock(in_channels, ch1x1, kernel_size=1)
        self.branch2 = nn.Sequential(
            ConvBlock(in_channels, red3x3, kernel_size=1),
            ConvBlock(red3x3, ch3x3, kernel_size=3, padding=1),
        )
        self.branch3 = nn.Sequential(
            ConvBlock(in_channels, red5x5, kernel_size=1),
            ConvBlock(red5x5, ch5x5, kernel_size=5, padding=2),
        )
        self.branch4 = nn.Sequential(
            nn.MaxPool2d(kernel_size=3, stride=1, padding=1),
            ConvBlock(in_channels, pool_proj, kernel_size=1),
        )

    def forward(self, x):
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], 1)


class SE(nn.Module):
    def __init__(self, channels, reduction=8):
        super().__init__()
        self.squeeze = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(channels, channels // reduction),
            nn.ReLU(),
            nn.Linear(channels // reduction, channels),
            nn.Sigmoid(),
        )

    def forward(self, x):
        b, c, _, _ = x.shape
        w = self.fc(self.squeeze(x).view(b, c)).view(b, c, 1, 1)
        return x * w


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = ConvBlock(3, 20, kernel_size=7, stride=2, padding=3)
        self.inc1 = Inception(20, 16, 12, 24, 4, 8, 8)
        self.se = SE(56)
        self.inc2 = Inception(56, 24, 16, 32, 6, 12, 12)
        self.pool = nn.AvgPool2d(7)
        self.fc = nn.Linear(80, 9)

    def forward(self, x):
        x = self.se(self.inc1(self.stem(x)))
        x = self.pool(self.inc2(x))
        x = x.reshape(x.shape[0], -1)
        return self.fc(x)


print(Net()(torch.randn(2, 3, 14, 14)).shape)
