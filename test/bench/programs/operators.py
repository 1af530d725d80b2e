import time

import torch
import torch.nn as nn
import torch.nn.functional as F

a, b = torch.randn(2, 3), torch.randn(2, 3)


def per_call(f, n):
    for _ in range(n):
        f()
    t = time.perf_counter()
    for _ in range(n):
        f()
    return (time.perf_counter() - t) / n * 1e3


print(f"an operator, unread {per_call(lambda: a + b, 20000)}")
print(f"add of two 2x3, read {per_call(lambda: (a + b).tolist(), 20000)}")


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2).flatten(1)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


net, x = LeNet(), torch.randn(1, 1, 32, 32)
print(f"LeNet forward with data {per_call(lambda: net(x).tolist(), 200)}")
