# %%
import torch
from torch import nn


# %%
def conv_bn(cin, cout):
    return nn.Sequential(nn.Conv2d(cin, cout, 3, padding=1), nn.BatchNorm2d(cout), nn.ReLU(inplace=True))


class AttentionGate(nn.Module):
    def __init__(self, F_g, F_l, F_int):
        super().__init__()
        self.W_g = nn.Sequential(nn.Conv2d(F_g, F_int, kernel_size=1), nn.BatchNorm2d(F_int))
        self.W_x = nn.Sequential(nn.Conv2d(F_l, F_int, kernel_size=1), nn.BatchNorm2d(F_int))
        self.psi = nn.Sequential(nn.Conv2d(F_int, 1, kernel_size=1), nn.BatchNorm2d(1), nn.Sigmoid())
        self.relu = nn.ReLU(inplace=True)

    def forward(self, g, x):
        psi = self.relu(self.W_g(g) + self.W_x(x))
        return x * self.psi(psi)


class UpBlock(nn.Module):
    def __init__(self, cin, cskip, cout):
        super().__init__()
        self.up = nn.Sequential(nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False), conv_bn(cin, cout))
        self.gate = AttentionGate(F_g=cout, F_l=cskip, F_int=cout // 2)
        self.conv = conv_bn(cout + cskip, cout)

    def forward(self, x, skip):
        g = self.up(x)
        skip = self.gate(g, skip)
        return self.conv(torch.cat([skip, g], dim=1))


# %%
class AttentionUNet(nn.Module):
    def __init__(self, in_ch=3, n_classes=1, widths=(12, 24, 36, 48)):
        super().__init__()
        w1, w2, w3, w4 = widths
        self.down1 = conv_bn(in_ch, w1)
        self.down2 = conv_bn(w1, w2)
        self.down3 = conv_bn(w2, w3)
        self.down4 = conv_bn(w3, w4)
        self.pool = nn.MaxPool2d(2, 2)
        self.up3 = UpBlock(w4, w3, w3)
        self.up2 = UpBlock(w3, w2, w2)
        self.up1 = UpBlock(w2, w1, w1)
        self.out = nn.Conv2d(w1, n_classes, 1)

    def forward(self, x):
        x1 = self.down1(x)
        x2 = self.down2(self.pool(x1))
        x3 = self.down3(self.pool(x2))
        x4 = self.down4(self.pool(x3))
        y = self.up3(x4, x3)
        y = self.up2(y, x2)
        y = self.up1(y, x1)
        return self.out(y)


# %%
class FocalTversky(nn.Module):
    def __init__(self, alpha=0.7, gamma=0.75):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def forward(self, logits, target):
        p = torch.sigmoid(logits).flatten(1)
        t = target.flatten(1)
        tp = (p * t).sum(1)
        fn = (t * (1 - p)).sum(1)
        fp = ((1 - t) * p).sum(1)
        tversky = (tp + 1) / (tp + self.alpha * fn + (1 - self.alpha) * fp + 1)
        return ((1 - tversky) ** self.gamma).mean()


# %%
scans = torch.rand(2, 3, 96, 96)
masks = (torch.rand(2, 96, 96) > 0.8).float()
model = AttentionUNet(in_ch=3, n_classes=1)
criterion = FocalTversky()
bce = nn.BCEWithLogitsLoss()

# %%
pred = model(scans)
loss = criterion(pred, masks) + bce(pred, masks.unsqueeze(1))
loss.backward()
print(pred.shape)
