import torch
import torch.nn as nn
import torch.nn.functional as F


def conv_bn(c_in, c_out, k, **kw):
    return nn.Sequential(nn.Conv2d(c_in, c_out, k, bias=False, **kw), nn.BatchNorm2d(c_out), nn.ReLU())


class ASPP(nn.Module):
    def __init__(self, c_in, c_out, rates=(2, 4)):
        super().__init__()
        self.one = conv_bn(c_in, c_out, 1)
        self.dilated = nn.ModuleList([conv_bn(c_in, c_out, 3, padding=r, dilation=r) for r in rates])
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), conv_bn(c_in, c_out, 1))
        self.project = conv_bn(c_out * (len(rates) + 2), c_out, 1)

    def forward(self, x):
        branches = [self.one(x)] + [conv(x) for conv in self.dilated]
        pooled = F.interpolate(self.pool(x), size=x.shape[2:], mode="bilinear", align_corners=False)
        return self.project(torch.cat(branches + [pooled], dim=1))


class SegNet(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.low = conv_bn(3, 8, 3, stride=2, padding=1)
        self.high = nn.Sequential(conv_bn(8, 16, 3, stride=2, padding=1), conv_bn(16, 32, 3, stride=2, padding=1))
        self.aspp = ASPP(32, 16)
        self.merge = conv_bn(16 + 8, 16, 3, padding=1)
        self.out = nn.Conv2d(16, n_classes, 1)

    def forward(self, x):
        low = self.low(x)
        high = self.aspp(self.high(low))
        high = F.interpolate(high, size=low.shape[-2:], mode="bilinear", align_corners=False)
        out = self.out(self.merge(torch.cat([high, low], dim=1)))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


batch_size = 2
images = torch.rand(batch_size, 3, 50, 66)
masks = torch.randint(0, 5, (batch_size, 1, 50, 66))
net = SegNet(n_classes=5)
loss = F.cross_entropy(net(images), masks.squeeze(1))
loss.backward()
print(loss.item())
