import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

# %%
LOOKBACK = 24
HORIZON = 6
readings = np.sin(np.arange(200) / 5.0) + np.arange(200) * 0.01


# %%
def make_windows(series, lookback, horizon):
    xs, ys = [], []
    for start in range(len(series) - lookback - horizon):
        xs.append(series[start : start + lookback])
        ys.append(series[start + lookback : start + lookback + horizon])
    return np.array(xs), np.array(ys)


x, y = make_windows(readings, LOOKBACK, HORIZON)
x = torch.from_numpy(x).float().unsqueeze(-1)
y = torch.from_numpy(y).float()
loader = DataLoader(TensorDataset(x, y), batch_size=32, shuffle=True)


# %%
class Forecaster(nn.Module):
    def __init__(self, input_size=1, hidden_size=20, num_layers=2, horizon=HORIZON):
        super().__init__()
        self.lstm = nn.LSTM(input_size, hidden_size, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_size, horizon)

    def forward(self, x):
        h0 = torch.zeros(2, x.size(0), 20)
        c0 = torch.zeros(2, x.size(0), 20)
        out, _ = self.lstm(x, (h0, c0))
        return self.fc(out[:, -1])


# %%
model = Forecaster()
loss_fn = nn.L1Loss()
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
for xb, yb in loader:
    opt.zero_grad()
    error = model(xb) - yb
    loss = error.abs().mean()
    loss.backward()
    opt.step()
with torch.no_grad():
    forecast = model(x[-1:])
print(forecast.numpy().shape)
