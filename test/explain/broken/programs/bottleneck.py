import torch
import torch.nn as nn


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_planes, planes, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_planes, planes, kernel_size=1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, planes * 4, kernel_size=1, bias=False)
        self.bn3 = nn.BatchNorm2d(planes * 4)
        self.relu = nn.ReLU()
        self.shortcut = nn.Sequential()
        if stride != 1 or in_planes != planes * 4:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_planes, planes * 4, kernel_size=1, stride=stride, bias=False),
                nn.BatchNorm2d(planes * 4),
            )

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        out = out + self.shortcut(x)
        return self.relu(out)


class ResNet(nn.Module):
    def __init__(self, blocks, num_classes=7):
        super().__init__()
        self.in_planes = 16
        self.stem = nn.Conv2d(3, 16, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(16)
        self.layer1 = self.make_layer(8, blocks[0], 1)
        self.layer2 = self.make_layer(12, blocks[1], 2)
        self.head = nn.Linear(12 * 4, num_classes)

    def make_layer(self, planes, count, stride):
        layers = []
        for step in [stride] + [1] * (count - 1):
            layers.append(Bottleneck(self.in_planes, planes, step))
            self.in_planes = planes * 4
        return nn.Sequential(*layers)

    def forward(self, x):
        out = torch.relu(self.bn(self.stem(x)))
        out = self.layer2(self.layer1(out))
        out = out.mean(dim=(2, 3))
        return self.head(out)


model = ResNet([2, 2])
y = model(torch.randn(2, 3, 24, 24))
print(y.shape)
