import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader

# %% faces with three labels each
tasks = {"gender": 2, "emotion": 7, "age": 1}


class Faces(Dataset):
    def __init__(self, n=12):
        self.faces = torch.randint(0, 256, (n, 48, 48), dtype=torch.uint8)
        self.genders = torch.randint(0, 2, (n,))
        self.emotions = torch.arange(n) % 7
        self.ages = torch.randint(18, 80, (n,))

    def __len__(self):
        return len(self.faces)

    def __getitem__(self, i):
        face = self.faces[i].unsqueeze(0).float() / 255
        labels = {"gender": self.genders[i], "emotion": self.emotions[i], "age": self.ages[i].float() / 100}
        return face, labels


# %% model
class SEBlock(nn.Module):
    def __init__(self, channels, reduction=4):
        super().__init__()
        self.fc = nn.Sequential(
            nn.Linear(channels, channels // reduction), nn.ReLU(), nn.Linear(channels // reduction, channels), nn.Sigmoid()
        )

    def forward(self, x):
        b, c, _, _ = x.size()
        y = x.mean(dim=(2, 3))
        y = self.fc(y).view(b, c, 1, 1)
        return x * y


class FaceNet(nn.Module):
    def __init__(self, tasks):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(8, 16, 3, stride=2, padding=1),
            nn.ReLU(),
            SEBlock(16),
            nn.AdaptiveAvgPool2d(3),
            nn.Flatten(),
        )
        self.heads = nn.ModuleDict({name: nn.Linear(16 * 3 * 3, size) for name, size in tasks.items()})

    def forward(self, x):
        features = self.body(x)
        return {name: head(features) for name, head in self.heads.items()}


# %% training
net = FaceNet(tasks)
optimizer = torch.optim.Adam(net.parameters())
for faces, labels in DataLoader(Faces(), batch_size=6):
    out = net(faces)
    loss = F.cross_entropy(out["gender"], labels["gender"])
    loss = loss + F.cross_entropy(out["emotion"], labels["emotion"])
    loss = loss + F.binary_cross_entropy_with_logits(out["age"].squeeze(1), labels["age"])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
