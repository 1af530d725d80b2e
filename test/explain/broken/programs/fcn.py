# %%
import torch
import torch.nn as nn
import torch.nn.functional as F


# %%
class FCN(nn.Module):
    def __init__(self, in_ch=3, n_classes=5):
        super().__init__()
        self.stage1 = nn.Sequential(nn.Conv2d(in_ch, 16, 3, stride=2, padding=1), nn.ReLU())
        self.stage2 = nn.Sequential(nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU())
        self.stage3 = nn.Sequential(nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU())
        self.score2 = nn.Conv2d(32, n_classes, 1)
        self.score3 = nn.Conv2d(64, n_classes, 1)

    def forward(self, x):
        size = x.shape[-2:]
        a = self.stage1(x)
        b = self.stage2(a)
        c = self.stage3(b)
        up = F.interpolate(self.score3(c), size=b.shape[-2:], mode="bilinear", align_corners=False)
        fused = up + self.score2(b)
        return F.interpolate(fused, size=size, mode="bilinear", align_corners=False)


# %%
street = torch.rand(2, 3, 50, 70)
labels = torch.randint(0, 5, (2, 50, 70))
net = FCN()

# %%
out = net(street)
loss = F.cross_entropy(out, labels)
one_hot = F.one_hot(labels, num_classes=5).permute(0, 3, 1, 2).float()
overlap = (out.softmax(dim=1) * one_hot).sum(dim=(0, 2, 3))
union = (out.softmax(dim=1) + one_hot).sum(dim=(0, 2, 3))
iou = (overlap / union).mean()
print(out.shape, loss.shape, iou.shape)
