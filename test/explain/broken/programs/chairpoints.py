import torch
import torch.nn as nn
import torch.nn.functional as F


class TNet(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.k = k
        self.conv1 = nn.Conv1d(k, 16, 1)
        self.conv2 = nn.Conv1d(16, 32, 1)
        self.fc1 = nn.Linear(32, 16)
        self.fc2 = nn.Linear(16, k * k)

    def forward(self, x):
        b = x.size(0)
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        x = torch.max(x, 2)[0]
        x = self.fc2(F.relu(self.fc1(x)))
        return x.view(b, self.k, self.k) + torch.eye(self.k)


class PointNet(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.tnet = TNet(3)
        self.conv1 = nn.Conv1d(3, 32, 1)
        self.conv2 = nn.Conv1d(32, 64, 1)
        self.bn1 = nn.BatchNorm1d(32)
        self.bn2 = nn.BatchNorm1d(64)
        self.fc = nn.Linear(64, n_classes)

    def forward(self, points):
        trans = self.tnet(points)
        x = torch.bmm(points.transpose(2, 1), trans).transpose(2, 1)
        x = F.relu(self.bn1(self.conv1(x)))
        x = F.relu(self.bn2(self.conv2(x)))
        x = torch.max(x, 2, keepdim=True)[0]
        x = x.view(-1, 64)
        return F.log_softmax(self.fc(x), dim=1), trans


clouds = torch.randn(5, 100, 3)
kinds = torch.randint(0, 4, (5,))
net = PointNet(4)
pred, trans = net(clouds.transpose(2, 1))
loss = F.nll_loss(pred, kinds)
gap = torch.eye(3) - torch.bmm(trans, trans.transpose(2, 1))
loss = loss + 0.001 * torch.norm(gap, dim=(1, 2)).mean()
loss.backward()
print(pred.shape)
