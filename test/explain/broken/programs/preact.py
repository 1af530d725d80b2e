import torch
from torch import nn, Tensor


class PreActBlock(nn.Module):
    expansion = 1

    def __init__(self, in_planes: int, planes: int, stride: int = 1):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(in_planes)
        self.conv1 = nn.Conv2d(in_planes, planes, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, stride=1, padding=1, bias=False)
        self.shortcut = None
        if stride != 1 or in_planes != planes:
            self.shortcut = nn.Conv2d(in_planes, planes, kernel_size=1, stride=stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        out = torch.relu(self.bn1(x))
        identity = x if self.shortcut is None else self.shortcut(out)
        out = self.conv1(out)
        out = self.conv2(torch.relu(self.bn2(out)))
        return out + identity


class WideResNet(nn.Module):
    def __init__(self, depth: int, widen: int, num_classes: int):
        super().__init__()
        assert (depth - 4) % 6 == 0
        n = (depth - 4) // 6
        widths = [8, 8 * widen, 16 * widen, 32 * widen]
        self.stem = nn.Conv2d(3, widths[0], 3, padding=1, bias=False)
        self.stage1 = self._make_stage(n, widths[0], widths[1], 1)
        self.stage2 = self._make_stage(n, widths[1], widths[2], 2)
        self.stage3 = self._make_stage(n, widths[2], widths[3], 2)
        self.bn = nn.BatchNorm2d(widths[3])
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(widths[3], num_classes)

    def _make_stage(self, blocks, in_planes, planes, stride):
        layers = [PreActBlock(in_planes, planes, stride)]
        for _ in range(1, blocks):
            layers.append(PreActBlock(planes, planes))
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.stem(x)
        x = self.stage3(self.stage2(self.stage1(x)))
        x = torch.relu(self.bn(x))
        x = self.pool(x).flatten(1)
        return self.fc(x)


net = WideResNet(depth=16, widen=2, num_classes=5)
x = torch.randn(2, 3, 32, 32)
target = torch.tensor([1, 4])
loss = nn.functional.cross_entropy(net(x), target)
loss.backward()
print(loss.shape)
