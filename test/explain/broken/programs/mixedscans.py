import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader

# %% pictures of many sizes, some of them grey
shapes = [(3, 40, 52), (1, 48, 48), (3, 64, 36), (3, 30, 30), (1, 70, 41), (3, 44, 44)]


class Scans(Dataset):
    def __init__(self, shapes):
        self.scans = [torch.rand(*shape) for shape in shapes]
        self.labels = [0, 1, 1, 0, 1, 0]

    def __len__(self):
        return len(self.scans)

    def __getitem__(self, index):
        scan = self.scans[index]
        if scan.size(0) == 1:
            scan = scan.expand(3, -1, -1)
        scan = F.interpolate(scan.unsqueeze(0), size=(32, 32)).squeeze(0)
        return scan, self.labels[index]


# %% model
class ScanNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 8, 5, padding=2),
            nn.ReLU(),
            nn.AvgPool2d(2),
            nn.Conv2d(8, 16, 5, padding=2),
            nn.ReLU(),
            nn.AvgPool2d(2),
        )
        self.classifier = nn.Linear(16 * 8 * 8, 2)

    def forward(self, x):
        x = self.features(x)
        return self.classifier(torch.flatten(x, 1))


# %% run
loader = DataLoader(Scans(shapes), batch_size=3)
net = ScanNet()
total = 0
for scans, labels in loader:
    scores = net(scans)
    total += F.cross_entropy(scores, labels).item()
print(total)
