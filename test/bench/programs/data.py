# What reads data: draws, sums, a big model's forward, steps of training.
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

torch.manual_seed(0)


def timed(name, run):
    t = time.perf_counter()
    run()
    print(f"{name} {(time.perf_counter() - t) * 1e3}")


x = None


def draw():
    global x
    x = torch.randn(4_000_000)
    x[0].item()


timed("randn of 4 million", draw)
timed("sum of 4 million", lambda: x.sum().item())
timed("ResNet-18 drawn and run on data", lambda: resnet18().eval()(torch.randn(1, 3, 224, 224)).sum().item())


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.bn = nn.BatchNorm2d(16)
        self.fc1, self.fc2 = nn.Linear(256, 120), nn.Linear(120, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.bn(self.conv2(x))), 2)
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


net = Net()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
images, labels = torch.randn(64, 1, 28, 28), torch.randint(0, 10, (64,))


def steps(n):
    for _ in range(n):
        optimizer.zero_grad()
        loss = F.cross_entropy(net(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()


steps(3)
timed("ten steps of a small CNN", lambda: steps(10))
