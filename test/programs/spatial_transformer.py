from __future__ import print_function

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
import numpy as np


class CoordConv(nn.Module):
    def __init__(self, in_channels, out_channels, with_r=False, **kwargs):
        super().__init__()
        self.with_r = with_r
        self.conv = nn.Conv2d(in_channels + 2 + int(with_r), out_channels, **kwargs)

    def forward(self, x):
        b, _, h, w = x.shape
        yy = torch.linspace(-1, 1, h, device=x.device).view(1, 1, h, 1).expand(b, 1, h, w)
        xx = torch.linspace(-1, 1, w, device=x.device).view(1, 1, 1, w).expand(b, 1, h, w)
        feats = [x, xx, yy]
        if self.with_r:
            feats.append(torch.sqrt(xx**2 + yy**2))
        return self.conv(torch.cat(feats, dim=1))


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = CoordConv(1, 6, with_r=True, kernel_size=5)
        self.conv2 = nn.Conv2d(6, 12, kernel_size=5)
        self.conv2_drop = nn.Dropout2d()
        self.fc1 = nn.Linear(192, 30)
        self.fc2 = nn.Linear(30, 10)
        self.localization = nn.Sequential(
            nn.Conv2d(1, 4, kernel_size=7), nn.MaxPool2d(2, stride=2), nn.ReLU(True),
            nn.Conv2d(4, 6, kernel_size=5), nn.MaxPool2d(2, stride=2), nn.ReLU(True),
        )
        self.fc_loc = nn.Sequential(nn.Linear(6 * 3 * 3, 16), nn.ReLU(True), nn.Linear(16, 3 * 2))
        self.fc_loc[2].weight.data.zero_()
        self.fc_loc[2].bias.data.copy_(torch.tensor([1, 0, 0, 0, 1, 0], dtype=torch.float))

    def stn(self, x):
        xs = self.localization(x)
        xs = xs.view(-1, 6 * 3 * 3)
        theta = self.fc_loc(xs)
        theta = theta.view(-1, 2, 3)
        grid = F.affine_grid(theta, x.size(), align_corners=False)
        return F.grid_sample(x, grid, align_corners=False)

    def forward(self, x):
        x = self.stn(x)
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.relu(F.max_pool2d(self.conv2_drop(self.conv2(x)), 2))
        x = x.view(-1, 192)
        x = F.relu(self.fc1(x))
        x = F.dropout(x, training=self.training)
        return F.log_softmax(self.fc2(x), dim=1)


def rotate(images, degrees):
    a = np.deg2rad(degrees)
    theta = torch.tensor([[np.cos(a), -np.sin(a), 0.1], [np.sin(a), np.cos(a), -0.05]], dtype=torch.float32)
    grid = F.affine_grid(theta.unsqueeze(0).repeat(images.size(0), 1, 1), images.shape, align_corners=True)
    return F.grid_sample(images, grid, mode="nearest", padding_mode="border", align_corners=True)


torch.manual_seed(11)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
model = Net().to(device)
print(model)
x = torch.rand(8, 1, 28, 28)
y = torch.randint(10, size=(8,))
print(torch.allclose(model.stn(x), x, atol=1e-5))
r = rotate(x[:1, :, :4, :4], 30)
print(r)
warped = F.grid_sample(x[:1, :, :4, :4], torch.rand(1, 2, 3, 2) * 2.2 - 1.1, mode="bicubic", padding_mode="reflection", align_corners=False)
print(warped.shape, warped.min() >= -0.5)
optimizer = optim.SGD(model.parameters(), lr=0.01)
losses = []
for epoch in range(1, 4):
    model.train()
    optimizer.zero_grad()
    output = model(x)
    loss = F.nll_loss(output, y)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    print("Train Epoch: {} [{}/{} ({:.0f}%)]\tLoss: {:.4f}".format(epoch, epoch * len(x), 24, 100.0 * epoch / 3, loss.item()))
with torch.no_grad():
    model.eval()
    test_loss = F.nll_loss(model(x), y, reduction="sum").item() / len(x)
    pred = model(x).max(1, keepdim=True)[1]
    correct = pred.eq(y.view_as(pred)).sum().item()
print("\nTest set: Average loss: {:.4f}, Accuracy: {}/{} ({:.0f}%)\n".format(test_loss, correct, len(x), 100.0 * correct / len(x)))
print(model.fc_loc[2].bias.grad is not None, model.fc_loc[-1])
