import torch, torch.nn as nn, torch.nn.functional as F
class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.d1 = nn.Conv2d(1, 64, 3, padding=1)
        self.d2 = nn.Conv2d(64, 128, 3, padding=1)
        self.d3 = nn.Conv2d(128, 256, 3, padding=1)
        self.up2 = nn.ConvTranspose2d(256, 128, 2, 2)
        self.u2 = nn.Conv2d(256, 128, 3, padding=1)
        self.up1 = nn.Upsample(scale_factor=2)
        self.u1 = nn.Conv2d(192, 64, 3, padding=1)
        self.out = nn.Conv2d(64, 2, 1)
    def forward(self, x):
        a = F.relu(self.d1(x))
        b = F.relu(self.d2(F.max_pool2d(a, 2)))
        c = F.relu(self.d3(F.max_pool2d(b, 2)))
        self.joined = x = torch.cat([self.up2(c), b], 1)
        x = F.relu(self.u2(x))
        x = torch.cat([self.up1(x), a], 1)
        return self.out(F.relu(self.u1(x)))
unet = UNet()
m = unet(torch.randn(1, 1, 96, 128))
