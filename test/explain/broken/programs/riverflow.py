import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader

# %% hourly levels of four gauges
hours = 200
levels = np.stack([np.sin(np.arange(hours) / (5 + k)) for k in range(4)], axis=1)
past, ahead = 24, 6


# %% windows
class Windows(Dataset):
    def __init__(self, series, past, ahead):
        self.series = torch.tensor(series, dtype=torch.float32)
        self.past, self.ahead = past, ahead

    def __len__(self):
        return len(self.series) - self.past - self.ahead + 1

    def __getitem__(self, i):
        x = self.series[i : i + self.past]
        y = self.series[i + self.past : i + self.past + self.ahead, 0]
        return x, y


# %% model
class FlowForecaster(nn.Module):
    def __init__(self, n_gauges, ahead, hidden=32, layers=2):
        super().__init__()
        self.encoder = nn.GRU(n_gauges, hidden, layers, batch_first=True)
        self.head = nn.Sequential(nn.Linear(hidden, 16), nn.ReLU(), nn.Linear(16, ahead))

    def forward(self, x):
        _, h = self.encoder(x)
        return self.head(h[-1])


# %% training
loader = DataLoader(Windows(levels, past, ahead), batch_size=32, shuffle=True)
model = FlowForecaster(levels.shape[1], ahead)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
loss_fn = nn.L1Loss()
for x, y in loader:
    pred = model(x)
    loss = loss_fn(pred, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% forecast from the last day
model.eval()
with torch.no_grad():
    last = torch.tensor(levels[-past:], dtype=torch.float32).unsqueeze(0)
    forecast = model(last).squeeze(0)
errors = forecast - torch.zeros(ahead)
print(forecast.shape, errors.abs().mean() < 10)
