# %%
import torch
import torch.nn as nn

DEPTH, HEIGHT, WIDTH = 20, 32, 32
SITES = 3


# %%
class Residual3D(nn.Module):
    def __init__(self, cin, cout, stride=1):
        super().__init__()
        self.conv1 = nn.Conv3d(cin, cout, 3, stride=stride, padding=1, bias=False)
        self.norm1 = nn.GroupNorm(4, cout)
        self.conv2 = nn.Conv3d(cout, cout, 3, padding=1, bias=False)
        self.norm2 = nn.GroupNorm(4, cout)
        self.skip = nn.Conv3d(cin, cout, 1, stride=stride) if (stride != 1 or cin != cout) else nn.Identity()

    def forward(self, x):
        y = torch.relu(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        return torch.relu(y + self.skip(x))


class BrainAge(nn.Module):
    def __init__(self, n_sites):
        super().__init__()
        self.stem = nn.Conv3d(1, 8, kernel_size=3, padding=1)
        self.layer1 = Residual3D(8, 8)
        self.layer2 = Residual3D(8, 16, stride=2)
        self.layer3 = Residual3D(16, 32, stride=2)
        self.pool = nn.AdaptiveAvgPool3d(1)
        self.site = nn.Embedding(n_sites, 6)
        self.head = nn.Sequential(nn.Linear(32 + 6 + 1, 32), nn.ReLU(), nn.Linear(32, 1))

    def forward(self, volume, sex, site):
        f = self.layer3(self.layer2(self.layer1(self.stem(volume))))
        f = self.pool(f).flatten(1)
        f = torch.cat([f, sex, self.site(site)], dim=1)
        return self.head(f).squeeze(-1)


# %%
class ScanDataset(torch.utils.data.Dataset):
    def __init__(self, n):
        self.volumes = torch.rand(n, DEPTH, HEIGHT, WIDTH)
        self.ages = torch.rand(n) * 60 + 20
        self.sex = torch.randint(0, 2, (n,)).float()
        self.site = torch.randint(0, SITES, (n,))

    def __len__(self):
        return len(self.volumes)

    def __getitem__(self, i):
        return self.volumes[i].unsqueeze(0), self.sex[i].unsqueeze(0), self.site[i], self.ages[i]


# %%
loader = torch.utils.data.DataLoader(ScanDataset(4), batch_size=2)
net = BrainAge(SITES)
optim = torch.optim.SGD(net.parameters(), lr=1e-4)
for volume, sex, site, age in loader:
    guess = net(volume, sex, site)
    error = guess - age
    loss = torch.dot(error, error) / len(age)
    optim.zero_grad()
    loss.backward()
    optim.step()
print(guess.shape)
