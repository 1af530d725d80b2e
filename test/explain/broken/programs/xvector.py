import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

# %% filter-bank frames of several speakers
FEATURES = 24
SPEAKERS = ["ann", "bob", "cho", "dev"]


class Utterances(Dataset):
    def __init__(self, per_speaker=3, frames=60):
        self.items = [(torch.randn(frames, FEATURES), s) for s in range(len(SPEAKERS)) for _ in range(per_speaker)]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        frames, speaker = self.items[index]
        frames = frames - frames.mean(dim=0)
        return frames.t(), speaker


# %% time-delay network
class TDNN(nn.Module):
    def __init__(self, c_in, c_out, kernel, dilation):
        super().__init__()
        self.conv = nn.Conv1d(c_in, c_out, kernel, dilation=dilation)
        self.norm = nn.BatchNorm1d(c_out)

    def forward(self, x):
        return self.norm(torch.relu(self.conv(x)))


class XVector(nn.Module):
    def __init__(self, n_features, n_speakers, width=32, stats=48, embed=20):
        super().__init__()
        self.frames = nn.Sequential(
            TDNN(n_features, width, 5, 1),
            TDNN(width, width, 3, 2),
            TDNN(width, width, 3, 3),
            TDNN(width, stats, 1, 1),
        )
        self.embedding = nn.Linear(2 * stats, embed)
        self.classifier = nn.Linear(embed, n_speakers)

    def forward(self, x):
        x = self.frames(x)
        pooled = torch.cat([x.mean(dim=2), x.std(dim=2)], dim=1)
        return self.classifier(torch.relu(self.embedding(pooled)))


# %% training
model = XVector(FEATURES, len(SPEAKERS))
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for frames, speakers in DataLoader(Utterances(), batch_size=6, shuffle=True):
    loss = criterion(model(frames), speakers)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
