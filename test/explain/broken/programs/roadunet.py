import torch
import torch.nn as nn
import torch.nn.functional as F

HEIGHT, WIDTH = 64, 96
N_CLASSES = 4


def double_conv(c_in, c_out):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 3, padding=1),
        nn.BatchNorm2d(c_out),
        nn.ReLU(inplace=True),
        nn.Conv2d(c_out, c_out, 3, padding=1),
        nn.ReLU(inplace=True),
    )


class RoadUNet(nn.Module):
    def __init__(self, n_classes, base=8):
        super().__init__()
        self.down1 = double_conv(3, base)
        self.down2 = double_conv(base, base * 2)
        self.down3 = double_conv(base * 2, base * 4)
        self.middle = double_conv(base * 4, base * 8)
        self.pool = nn.MaxPool2d(2)
        self.up3 = nn.ConvTranspose2d(base * 8, base * 4, 2, stride=2)
        self.dec3 = double_conv(base * 8, base * 4)
        self.up2 = nn.ConvTranspose2d(base * 4, base * 2, 2, stride=2)
        self.dec2 = double_conv(base * 4, base * 2)
        self.up1 = nn.ConvTranspose2d(base * 2, base, 2, stride=2)
        self.dec1 = double_conv(base * 2, base)
        self.head = nn.Conv2d(base, n_classes, 1)

    def forward(self, x):
        s1 = self.down1(x)
        s2 = self.down2(self.pool(s1))
        s3 = self.down3(self.pool(s2))
        x = self.middle(self.pool(s3))
        x = self.dec3(torch.cat([s3, self.up3(x)], dim=1))
        x = self.dec2(torch.cat([s2, self.up2(x)], dim=1))
        x = self.dec1(torch.cat([s1, self.up1(x)], dim=1))
        return self.head(x)


images = torch.rand(2, 3, HEIGHT, WIDTH)
masks = torch.randint(0, N_CLASSES, (2, HEIGHT, WIDTH))
model = RoadUNet(N_CLASSES)
logits = model(images)
loss = F.cross_entropy(logits, masks)
loss.backward()
print(logits.argmax(1).shape)
