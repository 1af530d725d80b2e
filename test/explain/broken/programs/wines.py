import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset

# %% the last column is the cultivar
rng = np.random.RandomState(0)
table = rng.rand(45, 9)
table[:, -1] = rng.randint(0, 3, 45)


# %%
class Wines(Dataset):
    def __init__(self, table):
        self.x = torch.tensor(table[:, :-1], dtype=torch.float32)
        self.y = torch.tensor(table[:, -1], dtype=torch.long)

    def __len__(self):
        return len(self.y)

    def __getitem__(self, i):
        return self.x[i], self.y[i]


# %%
model = nn.Sequential(
    nn.Linear(8, 32),
    nn.BatchNorm1d(32),
    nn.ReLU(),
    nn.Linear(32, 16),
    nn.BatchNorm1d(16),
    nn.ReLU(),
    nn.Linear(16, 3),
)
criterion = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 0.5]))
optimizer = torch.optim.Adam(model.parameters())


# %%
def train_epoch(loader):
    total, right = 0.0, 0
    for x, y in loader:
        optimizer.zero_grad()
        out = model(x)
        loss = criterion(out, y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        right += (out.argmax(1) == y).sum().item()
    return total / len(loader.dataset), right / len(loader.dataset)


loss, accuracy = train_epoch(DataLoader(Wines(table), batch_size=11, shuffle=True, drop_last=True))
print(loss > 0)
