import torch as _torch
_torch.manual_seed(0)
import torch
import torch.nn as nn


def block(inp, out):
    return nn.Sequential(nn.Conv2d(inp, out, 3, padding=1), nn.ReLU())


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down1 = block(1, 16)
        self.down2 = block(16, 32)
        self.middle = block(32, 64)
        self.pool = nn.MaxPool2d(2)
        self.up2 = nn.ConvTranspose2d(64, 32, 2, stride=2)
        self.conv2 = block(64, 32)
        self.up1 = nn.ConvTranspose2d(32, 16, 2, stride=2)
        self.conv1 = block(32, 16)
        self.head = nn.Conv2d(16, 2, 1)

    def forward(self, x):
        a = self.down1(x)
        b = self.down2(self.pool(a))
        c = self.middle(self.pool(b))
        b = self.conv2(torch.cat([self.up2(c), b], dim=1))
        a = self.conv1(torch.cat([self.up1(b), a], dim=1))
        return self.head(a)


net = UNet()
image = torch.randn(1, 1, 64, 64)
mask = torch.randint(0, 2, (1, 64, 64))
out = net(image)
print(out.shape, nn.CrossEntropyLoss()(out, mask))
