# The same network in its four common forms: 576, 400, 256 and again 400 features go into fc1.
import torch, torch.nn as nn, torch.nn.functional as F

class LeNet(nn.Module):
    def __init__(self, kernel, padding, features):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel, padding=padding)
        self.conv2 = nn.Conv2d(6, 16, kernel)
        self.fc1 = nn.Linear(features, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.view(-1, self.num_flat_features(x))
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)

    def num_flat_features(self, x):
        n = 1
        for s in x.size()[1:]:
            n *= s
        return n

blog = LeNet(3, 0, 576)
y = blog(torch.randn(1, 1, 32, 32))
tutorial = LeNet(5, 0, 400)
y = tutorial(torch.randn(4, 1, 32, 32))
mnist = LeNet(5, 0, 256)
y = mnist(torch.randn(1, 1, 28, 28))
padded = LeNet(5, 2, 400)
y = padded(torch.randn(2, 1, 28, 28))
