# %%
import torch
import torch.nn as nn
import torch.nn.functional as F

N_POINTS = 64
N_PARTS = 6


# %%
class TNet(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.k = k
        self.conv1 = nn.Conv1d(k, 16, 1)
        self.conv2 = nn.Conv1d(16, 64, 1)
        self.fc1 = nn.Linear(64, 32)
        self.fc2 = nn.Linear(32, k * k)
        self.bn1 = nn.BatchNorm1d(16)
        self.bn2 = nn.BatchNorm1d(64)

    def forward(self, x):
        bs = x.size(0)
        x = F.relu(self.bn1(self.conv1(x)))
        x = F.relu(self.bn2(self.conv2(x)))
        x = torch.max(x, 2)[0]
        x = self.fc2(F.relu(self.fc1(x)))
        iden = torch.eye(self.k).flatten().repeat(bs, 1)
        return (x + iden).view(bs, self.k, self.k)


class PointNetSeg(nn.Module):
    def __init__(self, n_parts):
        super().__init__()
        self.stn = TNet(3)
        self.conv1 = nn.Conv1d(3, 32, 1)
        self.fstn = TNet(32)
        self.conv2 = nn.Conv1d(32, 64, 1)
        self.conv3 = nn.Conv1d(64, 128, 1)
        self.bn1 = nn.BatchNorm1d(32)
        self.bn2 = nn.BatchNorm1d(64)
        self.bn3 = nn.BatchNorm1d(128)
        self.seg1 = nn.Conv1d(128 + 32, 64, 1)
        self.seg2 = nn.Conv1d(64, n_parts, 1)

    def forward(self, x):
        n_pts = x.size(2)
        trans = self.stn(x)
        x = torch.bmm(x.transpose(2, 1), trans).transpose(2, 1)
        x = F.relu(self.bn1(self.conv1(x)))
        trans_feat = self.fstn(x)
        pointfeat = torch.bmm(x.transpose(2, 1), trans_feat).transpose(2, 1)
        x = F.relu(self.bn2(self.conv2(pointfeat)))
        x = self.bn3(self.conv3(x))
        x = torch.max(x, 2, keepdim=True)[0]
        x = x.view(-1, 128, 1).repeat(1, 1, n_pts)
        x = torch.cat([x, pointfeat], 1)
        x = self.seg2(F.relu(self.seg1(x)))
        return x.transpose(2, 1), trans_feat


def orthogonality(trans):
    eye = torch.eye(trans.size(1)).unsqueeze(0)
    return torch.norm(torch.bmm(trans, trans.transpose(2, 1)) - eye, dim=(1, 2)).mean()


# %%
cloud = torch.randn(4, N_POINTS, 3)
cloud = cloud - cloud.mean(dim=1, keepdim=True)
parts = torch.randint(0, N_PARTS, (4, N_POINTS))

# %%
net = PointNetSeg(N_PARTS)
logits, trans_feat = net(cloud.transpose(2, 1))
loss = F.cross_entropy(logits.reshape(-1, N_PARTS), parts.view(-1))
loss = loss + 0.001 * orthogonality(trans_feat)
loss.backward()
accuracy = (logits.argmax(dim=2) == parts).float().mean()
print(logits.shape)
