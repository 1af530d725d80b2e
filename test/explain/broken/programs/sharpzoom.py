import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader

# %% options
opt = {"scale": 3, "crop": 36, "channels": 1, "features": 16}


# %% pairs of a small and a large picture
class Pairs(Dataset):
    def __init__(self, opt, count=6):
        self.scale = opt["scale"]
        self.crop = opt["crop"]
        self.photos = torch.rand(count, opt["channels"], 50, 60)

    def __len__(self):
        return len(self.photos)

    def __getitem__(self, index):
        large = self.photos[index][:, : self.crop, : self.crop]
        side = self.crop // self.scale
        small = F.interpolate(large.unsqueeze(0), size=(side, side), mode="area").squeeze(0)
        return small, large


# %% net
class ESPCN(nn.Module):
    def __init__(self, channels, features, scale):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, features, 5, padding=2)
        self.conv2 = nn.Conv2d(features, features // 2, 3, padding=1)
        self.conv3 = nn.Conv2d(features // 2, channels * scale ** 2, 3, padding=1)
        self.shuffle = nn.PixelShuffle(scale)

    def forward(self, x):
        x = torch.tanh(self.conv1(x))
        x = torch.tanh(self.conv2(x))
        return self.shuffle(self.conv3(x))


# %% train
net = ESPCN(opt["channels"], opt["features"], opt["scale"])
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
for small, large in DataLoader(Pairs(opt), batch_size=3):
    loss = criterion(net(small), large)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
psnr = -10 * torch.log10(loss.detach())
print(psnr.shape)
