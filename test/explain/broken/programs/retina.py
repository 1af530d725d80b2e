import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader


class Vessels(Dataset):
    def __init__(self, count=4, size=32):
        self.images = torch.rand(count, 3, size, size)
        self.masks = (torch.rand(count, size, size) > 0.8).float()

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        mask = self.masks[index].unsqueeze(0)
        return self.images[index], mask


def conv_block(c_in, c_out):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 3, padding=1),
        nn.BatchNorm2d(c_out),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 3, padding=1),
        nn.BatchNorm2d(c_out),
        nn.ReLU(),
    )


class DecoderBlock(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.up = nn.ConvTranspose2d(c_in, c_out, kernel_size=2, stride=2)
        self.conv = conv_block(c_out + c_out, c_out)

    def forward(self, x, skip):
        x = self.up(x)
        x = torch.cat([x, skip], axis=1)
        return self.conv(x)


class VesselNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.e1 = conv_block(3, 8)
        self.e2 = conv_block(8, 16)
        self.b = conv_block(16, 32)
        self.pool = nn.MaxPool2d(2)
        self.d1 = DecoderBlock(32, 16)
        self.d2 = DecoderBlock(16, 8)
        self.outputs = nn.Conv2d(8, 1, 1)

    def forward(self, x):
        s1 = self.e1(x)
        s2 = self.e2(self.pool(s1))
        b = self.b(self.pool(s2))
        d1 = self.d1(b, s2)
        d2 = self.d2(d1, s1)
        return self.outputs(d2)


model = VesselNet()
loss_fn = nn.BCEWithLogitsLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
for images, masks in DataLoader(Vessels(), batch_size=2):
    loss = loss_fn(model(images), masks)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
