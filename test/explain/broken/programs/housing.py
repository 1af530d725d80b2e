# %%
import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset, random_split

# %%
rng = np.random.default_rng(0)
X = rng.normal(size=(120, 13))
y = X @ rng.normal(size=(13, 1)) + 0.1 * rng.normal(size=(120, 1))


class HousingDataset(Dataset):
    def __init__(self, X, y):
        self.X = torch.from_numpy(X).float()
        self.y = torch.from_numpy(y).float()

    def __len__(self):
        return len(self.X)

    def __getitem__(self, i):
        return self.X[i], self.y[i]


dataset = HousingDataset(X, y)
train_set, val_set = random_split(dataset, [96, 24])
train_loader = DataLoader(train_set, batch_size=32, shuffle=True)
val_loader = DataLoader(val_set, batch_size=24)

# %%
class MLP(nn.Module):
    def __init__(self, n_inputs, n_hidden=32):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(n_inputs, n_hidden * 2),
            nn.BatchNorm1d(n_hidden * 2),
            nn.ReLU(),
            nn.Linear(n_hidden * 2, n_hidden),
            nn.ReLU(),
            nn.Linear(n_hidden, 1),
        )

    def forward(self, x):
        return self.layers(x)


# %%
mlp = MLP(13)
loss_function = nn.L1Loss()
optimizer = torch.optim.Adam(mlp.parameters(), lr=1e-2)
for epoch in range(2):
    for inputs, targets in train_loader:
        optimizer.zero_grad()
        outputs = mlp(inputs)
        loss = loss_function(outputs, targets)
        loss.backward()
        optimizer.step()

# %%
mlp.eval()
with torch.no_grad():
    residuals = torch.cat([mlp(inputs) - targets for inputs, targets in val_loader])
weights = torch.linspace(0, 1, 24)
print(residuals.shape, (residuals.squeeze(1) @ weights).shape)
