import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader


class ShoeTriplets(Dataset):
    """An anchor, another picture of the same shoe, and a picture of some other shoe."""

    def __init__(self, n_shoes=5, views=3, size=24):
        self.pictures = torch.rand(n_shoes, views, 3, size, size)

    def __len__(self):
        return self.pictures.size(0)

    def __getitem__(self, i):
        other = (i + 1) % len(self)
        anchor = self.pictures[i, 0]
        positive = self.pictures[i, 1]
        negative = self.pictures[other, 0]
        return anchor, positive, negative


class Embedder(nn.Module):
    def __init__(self, embed_dim=32, size=24):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        side = size // 4
        self.project = nn.Linear(32 * side * side, embed_dim)

    def forward(self, x):
        x = self.backbone(x)
        x = x.reshape(x.size(0), -1)
        return F.normalize(self.project(x), dim=1)


loader = DataLoader(ShoeTriplets(), batch_size=2, drop_last=True)
net = Embedder()
criterion = nn.TripletMarginLoss(margin=0.5)
optimizer = torch.optim.Adam(net.parameters(), lr=1e-4)
for anchor, positive, negative in loader:
    loss = criterion(net(anchor), net(positive), net(negative))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# who is the nearest?
with torch.no_grad():
    gallery = net(torch.rand(6, 3, 24, 24))
    query = net(torch.rand(1, 3, 24, 24))
    similarity = query @ gallery.t()
print(similarity.shape, similarity.argmax(dim=1).shape)
